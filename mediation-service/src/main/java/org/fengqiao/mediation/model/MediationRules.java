package org.fengqiao.mediation.model;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The law and the practice that this service applies, as data: every version with the days on which it is in force. Decisions take the version in
 * force on the day the matter began, so that an old case is decided the same way when it is looked at again.
 *
 * @param zone the zone in which days are counted
 * @param confirmationWindows how long the parties may apply for judicial confirmation
 * @param confirmationExclusions what a court does not confirm
 * @param revisitPlans when a closed case is revisited
 */
public record MediationRules(
        ZoneId zone,
        List<ConfirmationWindow> confirmationWindows,
        List<ConfirmationExclusion> confirmationExclusions,
        List<RevisitPlan> revisitPlans) {

    /**
     * The versions are copied and checked.
     *
     * @throws IllegalArgumentException if the versions of one rule overlap, leave a gap, or end
     */
    public MediationRules {
        confirmationWindows = List.copyOf(confirmationWindows);
        confirmationExclusions = List.copyOf(confirmationExclusions);
        revisitPlans = List.copyOf(revisitPlans);
        requireUnbroken(confirmationWindows);
        requireUnbroken(confirmationExclusions);
        requireUnbroken(revisitPlans);
    }

    /** One version of a rule. */
    public sealed interface Version {

        /** The rule's name, the same for all its versions. */
        String id();

        /** Counted from 1. */
        int version();

        /** Where it is written, or whose practice it is. */
        String source();

        /** First day in force. */
        LocalDate effectiveFrom();

        /** Last day in force; null while it has no end. */
        @Nullable
        LocalDate effectiveTo();

        /** Whether it is in force on this day. */
        default boolean isInForceOn(LocalDate day) {
            var end = effectiveTo();
            return !day.isBefore(effectiveFrom()) && (end == null || !day.isAfter(end));
        }
    }

    /**
     * A joint application for judicial confirmation is possible for so many calendar days after the agreement has taken effect; the day it takes
     * effect is not counted.
     */
    public record ConfirmationWindow(
            String id,
            int version,
            String source,
            LocalDate effectiveFrom,
            @Nullable LocalDate effectiveTo,
            int days) implements Version {}

    /** Categories whose agreements concern what a court does not confirm, such as identity relations. */
    public record ConfirmationExclusion(
            String id,
            int version,
            String source,
            LocalDate effectiveFrom,
            @Nullable LocalDate effectiveTo,
            Set<String> categories)
            implements Version {
        public ConfirmationExclusion {
            categories = Set.copyOf(categories);
        }
    }

    /**
     * A closed case is revisited so many calendar days after its closing, unless it was closed with an outcome that leaves nothing to ask about.
     */
    public record RevisitPlan(
            String id,
            int version,
            String source,
            LocalDate effectiveFrom,
            @Nullable LocalDate effectiveTo,
            List<Integer> afterDays,
            Set<String> notAfterOutcomes)
            implements Version {
        public RevisitPlan {
            afterDays = List.copyOf(afterDays);
            notAfterOutcomes = Set.copyOf(notAfterOutcomes);
        }
    }

    /** The local day of an instant. */
    public LocalDate dayOf(Instant time) {
        return LocalDate.ofInstant(time, zone);
    }

    /** The rule on the confirmation window of an agreement that takes effect on this day. */
    public ConfirmationWindow confirmationWindow(LocalDate takesEffectOn) {
        return inForce(confirmationWindows, takesEffectOn);
    }

    /** The last day on which a joint application for confirmation is possible. */
    public LocalDate lastDayToApply(LocalDate takesEffectOn) {
        return takesEffectOn.plusDays(confirmationWindow(takesEffectOn).days());
    }

    /** The first instant at which it is too late to apply. */
    public Instant confirmationWindowEnds(LocalDate takesEffectOn) {
        return lastDayToApply(takesEffectOn).plusDays(1).atStartOfDay(zone).toInstant();
    }

    /** Whether a court confirms agreements in disputes of this category. */
    public boolean isConfirmable(String category, LocalDate takesEffectOn) {
        return !inForce(confirmationExclusions, takesEffectOn).categories().contains(category);
    }

    /** When a case is to be revisited, earliest first; empty after an outcome that leaves nothing to ask about. */
    public List<Instant> revisitsAfter(String outcome, Instant closedAt) {
        var plan = inForce(revisitPlans, dayOf(closedAt));
        if (plan.notAfterOutcomes().contains(outcome)) {
            return List.of();
        }
        return plan.afterDays().stream()
                .map(days -> closedAt.atZone(zone).plus(Period.ofDays(days)).toInstant())
                .toList();
    }

    private static <V extends Version> V inForce(List<V> versions, LocalDate day) {
        return versions.stream()
                .filter(version -> version.isInForceOn(day))
                .findAny()
                .orElseThrow(() -> new IllegalArgumentException(
                        "no version of rule " + versions.getFirst().id() + " is in force on " + day));
    }

    private static void requireUnbroken(List<? extends Version> versions) {
        if (versions.isEmpty()) {
            throw new IllegalArgumentException("a rule has no version");
        }
        for (var i = 0; i < versions.size(); i++) {
            var end = versions.get(i).effectiveTo();
            var next = i + 1 < versions.size() ? versions.get(i + 1).effectiveFrom() : null;
            if (end == null ? next != null : !end.plusDays(1).equals(next)) {
                throw new IllegalArgumentException("rule " + versions.get(i).id() + " version "
                        + versions.get(i).version() + " must last until the next begins, and the last one has no end");
            }
        }
    }
}
