package org.fengqiao.routing.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Rules of consultations, as data: every version there has been, so that an old one can be explained.
 *
 * @param versions in the order in which they came into force
 */
public record ConsultationRules(List<Version> versions) {

    /** Rules of the legal clock by which a consultation can be timed. */
    public static final Set<String> LIMITS = Set.of("consultation", "consultation-urgent");

    /** Consequences of a rule that holds. */
    public enum Convening {
        /** A consultation is convened in the same decision. */
        CONVENE,
        /** A consultation is proposed; a person convenes it or says why not. */
        PROPOSE,
        /** The case stands on the weekly sorting list (周例会), and nothing is recorded. */
        LIST
    }

    /** Units as a rule names them, since which they are depends on the case. */
    public enum Seat {
        /** The unit that has the case, or gets it. */
        HOLDER,
        /** The units that had it before. */
        FORMER_HOLDERS,
        /** The units that others said are responsible. */
        NAMED_UNITS,
        /** The departments of the category in the district. */
        DEPARTMENTS,
        /** The centre of the street. */
        STREET_CENTRE,
        /** The centre of the district. */
        DISTRICT_CENTRE,
        /** The department of justice of the district. */
        JUSTICE_DEPARTMENT
    }

    /**
     * The rules of one time.
     *
     * @param effectiveFrom the day from which they hold
     * @param quorum how many opinions a conclusion needs
     * @param reserves who is invited, in this order, while fewer than the quorum's least would meet
     * @param convenedByHand chair, time and members of a consultation that a person convenes
     * @param dutyDaysAtMost how many days a step of a plan may take
     * @param rules the first that holds has the chair and the time
     */
    public record Version(
            String version,
            Instant effectiveFrom,
            Quorum quorum,
            List<Seat> reserves,
            Table convenedByHand,
            int dutyDaysAtMost,
            List<Rule> rules) {
        public Version {
            reserves = List.copyOf(reserves);
            rules = List.copyOf(rules);
        }
    }

    /**
     * A round table.
     *
     * @param chair who convenes, concludes and answers for the time; the centre of the district if there is none
     * @param limit the rule of the legal clock that says how long it may take
     * @param invites who is invited beside the chair
     */
    public record Table(Seat chair, String limit, List<Seat> invites) {
        public Table {
            invites = List.copyOf(invites);
        }
    }

    /**
     * A rule.
     *
     * @param rule its id
     * @param cause what it is about
     * @param when what must be so
     * @param then what follows
     * @param holdsCase whether nobody gets the case until the consultation is concluded
     * @param table who meets; missing for a rule by which a case is only listed
     */
    public record Rule(
            String rule,
            ConsultationCause cause,
            When when,
            Convening then,
            boolean holdsCase,
            @Nullable Table table) {

        boolean convenes() {
            return then == Convening.CONVENE;
        }

        boolean proposes() {
            return then == Convening.PROPOSE;
        }

        /** Returns why it holds, one reason a line, each with the rule's id in front. */
        List<String> because(ConsultationFacts facts) {
            return when.because(facts).stream()
                    .map(reason -> rule + ": " + reason)
                    .toList();
        }
    }

    /**
     * Condition of a rule; what is missing holds for every case.
     *
     * @param complexities one of these; empty: any
     * @param risks one of these; empty: any
     * @param riskGround whether a ground of risk has to ask for it; missing: no
     */
    public record When(
            List<Complexity> complexities,
            List<Risk> risks,
            @Nullable Boolean riskGround,
            @Nullable Integer roundsAtLeast,
            @Nullable Integer returnsAtLeast,
            @Nullable Integer departmentsAtLeast) {

        public When {
            complexities = complexities == null ? List.of() : List.copyOf(complexities);
            risks = risks == null ? List.of() : List.copyOf(risks);
            riskGround = Boolean.TRUE.equals(riskGround);
        }

        boolean isEmpty() {
            return complexities.isEmpty()
                    && risks.isEmpty()
                    && !riskGround
                    && roundsAtLeast == null
                    && returnsAtLeast == null
                    && departmentsAtLeast == null;
        }

        boolean holds(ConsultationFacts facts) {
            return (complexities.isEmpty() || complexities.contains(facts.complexity()))
                    && (risks.isEmpty() || risks.contains(facts.risk()))
                    && (!riskGround || facts.groundAsks())
                    && reached(roundsAtLeast, facts.rounds())
                    && reached(returnsAtLeast, facts.returns())
                    && reached(departmentsAtLeast, facts.departments());
        }

        /**
         * Returns whether it has come to hold: it did not before, or something it counts has happened once more.
         *
         * @param before the facts before; null for a case that was never judged
         */
        boolean comesToHold(@Nullable ConsultationFacts before, ConsultationFacts now) {
            return holds(now)
                    && (before == null
                            || !holds(before)
                            || roundsAtLeast != null && now.rounds() > before.rounds()
                            || returnsAtLeast != null && now.returns() > before.returns()
                            || departmentsAtLeast != null && now.departments() > before.departments());
        }

        /** Returns why it holds, one reason a line, without personal data. */
        List<String> because(ConsultationFacts facts) {
            var reasons = new ArrayList<String>();
            if (!complexities.isEmpty()) {
                reasons.add("complexity is " + facts.complexity());
            }
            if (!risks.isEmpty()) {
                reasons.add("risk is " + facts.risk());
            }
            if (riskGround) {
                reasons.add("a ground of risk asks for it");
            }
            if (roundsAtLeast != null) {
                reasons.add("judged again " + facts.rounds() + " times (limit " + roundsAtLeast + ")");
            }
            if (returnsAtLeast != null) {
                reasons.add("given back " + facts.returns() + " times (limit " + returnsAtLeast + ")");
            }
            if (departmentsAtLeast != null) {
                reasons.add(facts.departments() + " departments are concerned (limit " + departmentsAtLeast + ")");
            }
            return reasons;
        }

        private static boolean reached(@Nullable Integer limit, int count) {
            return limit == null || count >= limit;
        }
    }

    /**
     * Orders the versions and checks each.
     *
     * @throws IllegalArgumentException that names each faulty line by version and rule
     */
    public ConsultationRules {
        versions = versions.stream()
                .sorted(Comparator.comparing(Version::effectiveFrom))
                .toList();
        var problems = new ArrayList<String>();
        if (versions.isEmpty()) {
            problems.add("there is no version");
        }
        var names = new HashSet<String>();
        var starts = new HashSet<Instant>();
        for (var version : versions) {
            if (!names.add(version.version())) {
                problems.add(version.version() + ": the name is used twice");
            }
            if (!starts.add(version.effectiveFrom())) {
                problems.add(version.version() + ": another version comes into force at the same time");
            }
            check(version, problems);
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException("consultation rules: " + String.join("; ", problems));
        }
    }

    private static void check(Version version, List<String> problems) {
        if (version.dutyDaysAtMost() < 1) {
            problems.add(version.version() + ": a step of a plan has at least a day");
        }
        checkLimit(version, "convenedByHand", version.convenedByHand(), problems);
        var ids = new HashSet<String>();
        for (var rule : version.rules()) {
            var name = version.version() + ", rule " + rule.rule() + ": ";
            if (!ids.add(rule.rule())) {
                problems.add(name + "the id is used twice");
            }
            if (rule.cause().isAPersons()) {
                problems.add(name + "no rule can be the cause " + rule.cause());
            }
            if (rule.when().isEmpty()) {
                problems.add(name + "it holds for every case");
            }
            if (rule.holdsCase() && !rule.convenes()) {
                problems.add(name + "only a consultation that is convened can hold a case");
            }
            if (rule.table() == null) {
                if (rule.then() != Convening.LIST) {
                    problems.add(name + "it does not say who meets");
                }
            } else {
                checkLimit(version, rule.rule(), rule.table(), problems);
            }
        }
    }

    private static void checkLimit(Version version, String rule, Table table, List<String> problems) {
        if (!LIMITS.contains(table.limit())) {
            problems.add(version.version() + ", rule " + rule + ": unknown time limit " + table.limit());
        }
    }

    /** Returns whether a duty that begins at a time may have so many days. */
    boolean allowsDays(long days, Instant at) {
        return days >= 1 && days <= inForceAt(at).map(Version::dutyDaysAtMost).orElse(0);
    }

    /** Returns the version in force at a time; empty before the first. */
    public Optional<Version> inForceAt(Instant time) {
        return versions.reversed().stream()
                .filter(version -> !version.effectiveFrom().isAfter(time))
                .findFirst();
    }
}
