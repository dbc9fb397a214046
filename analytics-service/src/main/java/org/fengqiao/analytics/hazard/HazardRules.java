package org.fengqiao.analytics.hazard;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import org.fengqiao.analytics.model.MilestoneKind;
import org.fengqiao.kernel.value.Bilingual;

/**
 * The data by which hidden trouble is looked for ({@code hazards.yaml}).
 *
 * @param versions each from a day on
 */
public record HazardRules(List<Version> versions) {

    /** @throws IllegalArgumentException if two versions have the same name or begin on the same day */
    public HazardRules {
        versions = versions.stream()
                .sorted(Comparator.comparing(Version::effectiveFrom))
                .toList();
        require(
                versions.stream().map(Version::version).distinct().count() == versions.size()
                        && versions.stream()
                                        .map(Version::effectiveFrom)
                                        .distinct()
                                        .count()
                                == versions.size(),
                "a version or a first day is used twice");
    }

    /** Returns the version in force on a day; empty before the first. */
    public Optional<Version> on(LocalDate day) {
        return versions.reversed().stream()
                .filter(version -> !version.effectiveFrom().isAfter(day))
                .findFirst();
    }

    /**
     * A version of the data.
     *
     * @param version its name, which every list carries
     * @param effectiveFrom the first day on which lists are made by it
     */
    public record Version(
            String version,
            LocalDate effectiveFrom,
            BurstRule bursts,
            EscalationRule escalation,
            RecordRules records) {}

    /**
     * Rule of bursts.
     *
     * @param days the length of a window
     * @param windows how many windows before are looked at, at most
     * @param leastWindows how many of them the log must know; with fewer nothing is said
     * @param leastCases fewer are no burst
     * @param falseDiscoveries the expected share of those listed that came by chance
     */
    public record BurstRule(
            int days, int windows, int leastWindows, int leastCases, double falseDiscoveries, Bilingual explanation) {

        /** @throws IllegalArgumentException if it can never be met */
        public BurstRule {
            require(
                    days > 0 && leastWindows > 0 && windows >= leastWindows && leastCases > 0,
                    "bursts need days, windows and cases");
            requireShare(falseDiscoveries);
        }
    }

    /**
     * Rule of cases likely to escalate.
     *
     * @param least how many points a case has that is listed
     */
    public record EscalationRule(int least, Bilingual explanation, List<Reason> reasons) {

        /** @throws IllegalArgumentException if it can never be met, or two reasons have one code */
        public EscalationRule {
            reasons = List.copyOf(reasons);
            require(
                    reasons.stream().map(Reason::code).distinct().count() == reasons.size(),
                    "a reason has the code of another one");
            require(
                    least > 0 && reasons.stream().mapToInt(Reason::most).sum() >= least,
                    "no case could have so many points");
        }
    }

    /**
     * A reason to expect that a case escalates.
     *
     * @param kind what the case reached
     * @param values what it says there; whatever it says if there are none
     * @param holding whether only what was not undone counts
     * @param points for each time
     * @param most at most
     */
    public record Reason(
            String code,
            MilestoneKind kind,
            List<String> values,
            boolean holding,
            int points,
            int most,
            Bilingual words) {

        /** @throws IllegalArgumentException if it counts nothing */
        public Reason {
            values = List.copyOf(values);
            require(points > 0 && most >= points, "a reason counts something");
        }
    }

    /**
     * Rules of how things were recorded.
     *
     * @param days how far back they are looked at
     */
    public record RecordRules(int days, Bulk bulk, Eve eve, Marked marked) {

        /** @throws IllegalArgumentException if nothing is looked at */
        public RecordRules {
            require(days > 0, "records are looked at for some days");
        }
    }

    /** Closings one after the other: {@code least} of them, each within {@code gapMinutes} of the one before. */
    public record Bulk(int gapMinutes, int least, Bilingual explanation) {}

    /**
     * Duties met at the last moment.
     *
     * @param lastShare the last part of a duty's time
     * @param least how many a unit has met of whom anything is said
     */
    public record Eve(double lastShare, int least, double falseDiscoveries, Bilingual explanation) {

        /** @throws IllegalArgumentException if a share is none */
        public Eve {
            requireShare(lastShare);
            requireShare(falseDiscoveries);
        }
    }

    /** Answers that look made up: {@code least} of one unit on one ground. */
    public record Marked(int least, Bilingual explanation) {}

    private static void requireShare(double share) {
        require(share > 0 && share < 1, "a share lies between 0 and 1");
    }

    private static void require(boolean condition, String fault) {
        if (!condition) {
            throw new IllegalArgumentException("hazards: " + fault);
        }
    }
}
