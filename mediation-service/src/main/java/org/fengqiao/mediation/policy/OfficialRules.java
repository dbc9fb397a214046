package org.fengqiao.mediation.policy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.DeserializationFeature;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.json.Json;
import org.fengqiao.kernel.legalclock.DeadlineRules;
import org.fengqiao.kernel.legalclock.LegalClock;
import org.fengqiao.kernel.legalclock.OfficialCalendar;
import org.fengqiao.kernel.legalclock.Rule;
import org.fengqiao.mediation.model.Mandate;
import org.fengqiao.mediation.model.Matter;
import org.fengqiao.mediation.model.MediationRules;
import org.fengqiao.mediation.model.Readiness;
import org.fengqiao.mediation.model.Remedy;
import org.fengqiao.mediation.model.RevisitRules;

/** Rules shipped with the service: lengths of time from the legal clock, the rest from {@code rules/mediation.json}. */
public final class OfficialRules implements MediationRules {

    /** The deadline rule for applications for confirmation (人民调解法 art. 33). */
    static final String CONFIRMATION_WINDOW = "confirmation-window";

    /** The deadline rule for the court's decision on an application. */
    static final String CONFIRMATION_DECISION = "confirmation-decision";

    /** The deadline rule for a revisit, from its planned day. */
    static final String REVISIT_MADE = "revisit-made";

    /** The deadline rule for the second session in a matter of public order. */
    static final String POLICE_SECOND_SESSION = "police-second-session";

    /** The rule of the time to apply for enforcement of what was confirmed. */
    static final String ENFORCEMENT_APPLICATION = "enforcement-application";

    /** The rule of the time before a debtor is reminded. */
    static final String OBLIGATION_REMINDER = "obligation-reminder";

    private static final String RULES = "/rules/mediation.json";

    /** One version of a rule. Both days are inclusive; {@code effectiveTo} is null while no end is set. */
    private sealed interface Version {
        LocalDate effectiveFrom();

        @Nullable
        LocalDate effectiveTo();

        default boolean isInForceOn(LocalDate day) {
            var end = effectiveTo();
            return !day.isBefore(effectiveFrom()) && (end == null || !day.isAfter(end));
        }
    }

    /**
     * Matters that a court does not confirm, such as identity relations (民诉解释 art. 355).
     *
     * @param verified whether it says what the source says
     * @param note what was compared and which reading was taken; null if verified
     */
    private record ConfirmationExclusion(
            String id,
            int version,
            String titleZh,
            String titleEn,
            String source,
            LocalDate effectiveFrom,
            @Nullable LocalDate effectiveTo,
            boolean verified,
            @Nullable String note,
            Set<Matter> matters)
            implements Version {}

    /**
     * Deadline rules for the rounds of revisits of a closed case, the outcomes after which there is none, those after
     * which the obligations of the agreement are asked about, and how a party is tried.
     *
     * @param attempts how often a party is tried before it counts as not reached
     * @param differentDays on how many days at least
     * @param differentHours at how many hours of the day at least
     * @param linkDays for how many days a one-time code can be used
     */
    private record RevisitPlan(
            String id,
            int version,
            String titleZh,
            String titleEn,
            String source,
            LocalDate effectiveFrom,
            @Nullable LocalDate effectiveTo,
            List<String> deadlines,
            Set<String> notAfterOutcomes,
            Set<String> obligationsAfterOutcomes,
            int attempts,
            int differentDays,
            int differentHours,
            int linkDays)
            implements Version {}

    /**
     * Thresholds from which answers look made up.
     *
     * @param soonAfterClosingSeconds an answer within this time after the closing was known is marked
     * @param partiesPerPhone one number may answer for this many parties
     * @param phoneDays within this time
     * @param fives so many answers of one asker on one evening, all of them fives, are marked
     * @param eveningFrom the local time at which an evening begins; it ends with the day
     */
    private record RevisitMarks(
            String id,
            int version,
            String titleZh,
            String titleEn,
            String source,
            LocalDate effectiveFrom,
            @Nullable LocalDate effectiveTo,
            int soonAfterClosingSeconds,
            int partiesPerPhone,
            int phoneDays,
            int fives,
            LocalTime eveningFrom)
            implements Version {}

    /**
     * Deadline rules that limit the length of a mediation, by category; {@code otherwise} applies to all others.
     *
     * @param verified whether it says what the sources say
     * @param note what was compared; null if verified
     */
    private record MediationLimit(
            String id,
            int version,
            String titleZh,
            String titleEn,
            String source,
            LocalDate effectiveFrom,
            @Nullable LocalDate effectiveTo,
            boolean verified,
            @Nullable String note,
            Map<String, String> byCategory,
            String otherwise)
            implements Version {}

    /**
     * Time of reminders.
     *
     * @param daysBefore how many days before the last day of performance
     */
    private record Reminder(
            String id,
            int version,
            String titleZh,
            String titleEn,
            String source,
            LocalDate effectiveFrom,
            @Nullable LocalDate effectiveTo,
            int daysBefore)
            implements Version {}

    /**
     * Length of a session.
     *
     * @param usualMinutes of one of which nothing else is said
     */
    private record SessionLength(
            String id,
            int version,
            String titleZh,
            String titleEn,
            String source,
            LocalDate effectiveFrom,
            @Nullable LocalDate effectiveTo,
            int usualMinutes)
            implements Version {}

    /**
     * Remedies of a creditor, by the standing of the agreement.
     *
     * @param verified whether it says what the sources say
     * @param note what was compared; null if verified
     */
    private record Remedies(
            String id,
            int version,
            String titleZh,
            String titleEn,
            String source,
            LocalDate effectiveFrom,
            @Nullable LocalDate effectiveTo,
            boolean verified,
            @Nullable String note,
            List<Remedy.Step> steps)
            implements Version {}

    /**
     * Requirements of an application for confirmation.
     *
     * @param verified whether it says what the sources say
     * @param note what was compared; null if verified
     * @param articles the article of each
     */
    private record ConfirmationRequirements(
            String id,
            int version,
            String titleZh,
            String titleEn,
            String source,
            LocalDate effectiveFrom,
            @Nullable LocalDate effectiveTo,
            boolean verified,
            @Nullable String note,
            Map<Readiness.Lack, String> articles)
            implements Version {}

    private record Pack(
            List<ConfirmationRequirements> confirmationRequirements,
            List<Remedies> remedies,
            List<SessionLength> sessionLengths,
            List<Reminder> reminders,
            List<ConfirmationExclusion> confirmationExclusions,
            List<MediationLimit> mediationLimits,
            List<RevisitPlan> revisitPlans,
            List<RevisitMarks> revisitMarks) {}

    private final Pack pack;
    private final DeadlineRules deadlines;

    private OfficialRules(Pack pack, DeadlineRules deadlines) {
        this.pack = pack;
        this.deadlines = deadlines;
    }

    /**
     * Reads the rules.
     *
     * @param clock the legal clock whose deadline rules they name
     * @throws UncheckedIOException if they cannot be read as rules
     * @throws IllegalStateException if two versions of a rule are in force on the same day, or a deadline rule is
     *     unknown to the clock
     */
    public static OfficialRules load(LegalClock clock) {
        try (var data = Objects.requireNonNull(OfficialRules.class.getResourceAsStream(RULES), RULES)) {
            return read(data, clock);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + RULES, e);
        }
    }

    static OfficialRules read(InputStream data, LegalClock clock) throws IOException {
        Pack pack = Json.mapper()
                .readerFor(Pack.class)
                .with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .readValue(data);
        requireOneAtATime(pack.confirmationExclusions());
        requireOneAtATime(pack.mediationLimits());
        requireOneAtATime(pack.revisitPlans());
        requireOneAtATime(pack.revisitMarks());
        requireOneAtATime(pack.sessionLengths());
        requireOneAtATime(pack.reminders());
        requireOneAtATime(pack.remedies());
        requireOneAtATime(pack.confirmationRequirements());
        var named = Stream.of(
                        pack.mediationLimits().stream().flatMap(limit -> limit.byCategory().values().stream()),
                        pack.mediationLimits().stream().map(MediationLimit::otherwise),
                        pack.revisitPlans().stream().flatMap(plan -> plan.deadlines().stream()))
                .flatMap(rules -> rules);
        requireKnown(named, clock);
        return new OfficialRules(pack, new DeadlineRules(clock));
    }

    @Override
    public LocalDate dayOf(Instant time) {
        return LocalDate.ofInstant(time, OfficialCalendar.ZONE);
    }

    /** Returns the instant at which a deadline starts that starts on this day. */
    Instant startOf(LocalDate day) {
        return day.atStartOfDay(OfficialCalendar.ZONE).toInstant();
    }

    /**
     * Returns how many days there are before the day on which a debtor is reminded; empty if that day is not behind the
     * one on which it was agreed.
     *
     * @param dueOn the last day of performance
     */
    OptionalInt daysToReminder(LocalDate agreedOn, LocalDate dueOn) {
        return inForce(pack.reminders(), agreedOn)
                .map(reminder -> Math.toIntExact(ChronoUnit.DAYS.between(agreedOn, dueOn)) - reminder.daysBefore() - 1)
                .filter(days -> days > 0)
                .map(OptionalInt::of)
                .orElse(OptionalInt.empty());
    }

    /** Returns the deadline rule for a mediation under this mandate; empty if it has no time of its own. */
    static Optional<String> limitOf(@Nullable Mandate mandate) {
        return mandate == null
                ? Optional.empty()
                : switch (mandate.kind()) {
                    case COURT_BEFORE_FILING -> Optional.of("court-mediation-before-filing");
                    case COURT_ORDINARY -> Optional.of("court-mediation-ordinary");
                    case COURT_SUMMARY -> Optional.of("court-mediation-summary");
                    case POLICE_PUBLIC_ORDER, CRIMINAL_RECONCILIATION -> Optional.empty();
                };
    }

    /**
     * Returns the deadline rule for a mediation in this category that opens on this day; empty if none was in force.
     */
    Optional<String> limitOf(String category, LocalDate openedOn) {
        return inForce(pack.mediationLimits(), openedOn)
                .map(limit -> limit.byCategory().getOrDefault(category, limit.otherwise()));
    }

    @Override
    public Instant confirmationWindowEnds(LocalDate takesEffectOn) {
        return deadlines.due(CONFIRMATION_WINDOW, startOf(takesEffectOn));
    }

    @Override
    public Instant enforcementEnds(LocalDate lastDay) {
        return deadlines.due(ENFORCEMENT_APPLICATION, startOf(lastDay));
    }

    @Override
    public Instant secondSessionEnds(Instant first) {
        return deadlines.due(POLICE_SECOND_SESSION, first);
    }

    @Override
    public Duration usualSession(Instant startsAt) {
        return Duration.ofMinutes(
                inForce(pack.sessionLengths(), dayOf(startsAt)).orElseThrow().usualMinutes());
    }

    @Override
    public boolean isConfirmable(Collection<Matter> matters, LocalDate takesEffectOn) {
        return inForce(pack.confirmationExclusions(), takesEffectOn)
                .map(exclusion -> matters.stream().noneMatch(exclusion.matters()::contains))
                .orElse(true);
    }

    @Override
    public List<Instant> revisitsAfter(String outcome, Instant closedAt) {
        return inForce(pack.revisitPlans(), dayOf(closedAt))
                .filter(plan -> !plan.notAfterOutcomes().contains(outcome))
                .map(plan -> plan.deadlines().stream()
                        .map(rule -> deadlines.due(rule, closedAt))
                        .toList())
                .orElse(List.of());
    }

    @Override
    public boolean areObligationsAskedAfter(String outcome, Instant closedAt) {
        return inForce(pack.revisitPlans(), dayOf(closedAt))
                .filter(plan -> plan.obligationsAfterOutcomes().contains(outcome))
                .isPresent();
    }

    @Override
    public Map<Readiness.Lack, String> confirmationArticles(LocalDate day) {
        return inForce(pack.confirmationRequirements(), day).orElseThrow().articles();
    }

    @Override
    public Remedy.Rules remedies(LocalDate day) {
        return inForce(pack.remedies(), day)
                .map(rules -> new Remedy.Rules(rules.steps()))
                .orElseGet(() -> new Remedy.Rules(List.of()));
    }

    @Override
    public RevisitRules revisitRules(Instant at) {
        var plan = inForce(pack.revisitPlans(), dayOf(at)).orElseThrow();
        return new RevisitRules(
                plan.attempts(),
                plan.differentDays(),
                plan.differentHours(),
                Duration.ofDays(plan.linkDays()),
                Duration.ofSeconds(marks(at).soonAfterClosingSeconds()));
    }

    @Override
    public ZonedDateTime localTimeOf(Instant time) {
        return time.atZone(OfficialCalendar.ZONE);
    }

    /** Returns from when on answers of several parties look made up, at a time. */
    public MarkThresholds markThresholds(Instant at) {
        var marks = marks(at);
        return new MarkThresholds(
                marks.partiesPerPhone(), Duration.ofDays(marks.phoneDays()), marks.fives(), marks.eveningFrom());
    }

    private RevisitMarks marks(Instant at) {
        return inForce(pack.revisitMarks(), dayOf(at)).orElseThrow();
    }

    private static <V extends Version> Optional<V> inForce(List<V> versions, LocalDate day) {
        return versions.stream().filter(version -> version.isInForceOn(day)).findAny();
    }

    private static void requireKnown(Stream<String> named, LegalClock clock) {
        var known = clock.rules().all().stream().map(Rule::id).collect(Collectors.toSet());
        var unknown =
                named.filter(rule -> !known.contains(rule)).sorted().distinct().toList();
        if (!unknown.isEmpty()) {
            throw new IllegalStateException("no such deadline rules: " + unknown + ", see " + RULES);
        }
    }

    private static void requireOneAtATime(List<? extends Version> versions) {
        for (var version : versions) {
            if (versions.stream().anyMatch(other -> other != version && other.isInForceOn(version.effectiveFrom()))) {
                throw new IllegalStateException(
                        "two versions of a rule are in force on " + version.effectiveFrom() + ", see " + RULES);
            }
        }
    }
}
