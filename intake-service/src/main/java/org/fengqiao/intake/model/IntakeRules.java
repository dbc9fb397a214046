package org.fengqiao.intake.model;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.value.Bilingual;
import org.fengqiao.kernel.value.Place;
import org.fengqiao.kernel.value.Times;

/**
 * The rules of the front desk, as data: every version there has been, so that an old decision can be explained.
 *
 * @param versions in the order in which they came into force
 */
public record IntakeRules(List<Version> versions) {

    /**
     * Orders the versions and checks that they are whole.
     *
     * @throws IllegalArgumentException that names every version and what is wrong with it
     */
    public IntakeRules {
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
            version.problems().forEach(problem -> problems.add(version.version() + ": " + problem));
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException("intake rules: " + String.join("; ", problems));
        }
    }

    /** Returns the version in force at a time; empty before the first. */
    public Optional<Version> inForceAt(Instant time) {
        return versions.reversed().stream()
                .filter(version -> !version.effectiveFrom().isAfter(time))
                .findFirst();
    }

    /** Returns where to go in words, by the newest version. */
    public Bilingual words(Destination destination) {
        return versions.getLast().destinations().stream()
                .filter(one -> one.code() == destination)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("a checked version has no words for " + destination))
                .words();
    }

    /**
     * One version of the rules.
     *
     * @param version its name, recorded with every decision it makes
     * @param effectiveFrom when it comes into force
     * @param acceptance when a case is accepted without a clerk
     * @param representatives how many may speak for a group that comes in person
     * @param parties who needs whom to act for them
     * @param destinations where a party can be sent instead, in words
     * @param grounds what can be declined, by which article, and where to go instead
     * @param retention how long the people of a case that was closed and not verified are kept
     */
    public record Version(
            String version,
            Instant effectiveFrom,
            Acceptance acceptance,
            Representatives representatives,
            PartyRules parties,
            List<DestinationWords> destinations,
            List<DeclineGround> grounds,
            RetentionTimes retention) {

        public Version {
            destinations = List.copyOf(destinations);
            grounds = List.copyOf(grounds);
        }

        /** Returns what the rules say of a ground. */
        public DeclineGround ground(Ground ground) {
            return grounds.stream()
                    .filter(g -> g.code() == ground)
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("a checked version lacks the ground " + ground));
        }

        private List<String> problems() {
            var problems = new ArrayList<String>();
            var missing = EnumSet.allOf(Ground.class);
            for (var ground : grounds) {
                if (!missing.remove(ground.code())) {
                    problems.add("ground " + ground.code() + " is given twice");
                }
            }
            missing.forEach(ground -> problems.add("ground " + ground + " is missing"));
            var wordless = EnumSet.allOf(Destination.class);
            for (var destination : destinations) {
                if (!wordless.remove(destination.code())) {
                    problems.add("destination " + destination.code() + " is given twice");
                }
            }
            wordless.forEach(destination -> problems.add("destination " + destination + " has no words"));
            if (acceptance.districts().isEmpty()) {
                problems.add("rule " + acceptance.rule() + " serves no district");
            }
            for (var time : List.of(retention.unverified(), retention.merged())) {
                if (time.period().isNegative() || time.period().isZero()) {
                    problems.add("nobody is kept for " + time.period());
                }
            }
            if (representatives.most() < 1) {
                problems.add("nobody may represent a group");
            }
            if (parties.minors().under() < 1) {
                problems.add("nobody is a minor");
            }
            return problems;
        }
    }

    /**
     * The rule that accepts without a clerk.
     *
     * @param rule its id, recorded with the acceptance
     * @param districts the districts the centre serves, by their official names
     * @param otherDistricts those it does not serve, whose disputes it sends on; whatever is in neither list is no
     *     district
     * @param required what must be there for a case to be complete
     */
    public record Acceptance(
            String rule, Set<String> districts, Set<String> otherDistricts, Set<Requirement> required) {

        public Acceptance {
            otherDistricts = Set.copyOf(otherDistricts);
            districts = Set.copyOf(districts);
            required = Set.copyOf(required);
        }

        /** Returns whether there is such a district, served or not. */
        public boolean knows(String district) {
            return districts.contains(district) || otherDistricts.contains(district);
        }

        /** Returns whether the place lies in a district that the centre serves. */
        public boolean serves(Place place) {
            return districts.contains(place.district());
        }

        /** Returns the obstacles that keep the rule from accepting, in a fixed order; empty if it accepts. */
        public List<Obstacle> obstacles(IntakeEvent.CaseRegistered registered) {
            var obstacles = new ArrayList<Obstacle>();
            if (!serves(registered.place())) {
                obstacles.add(Obstacle.OUTSIDE_THE_DISTRICT);
            }
            for (var requirement : Requirement.values()) {
                if (required.contains(requirement) && !requirement.isMetBy(registered)) {
                    obstacles.add(requirement.obstacle());
                }
            }
            return obstacles;
        }
    }

    /** Requirement on a complete case. */
    public enum Requirement {
        /** At least one applicant has a name and one way to be identified or reached. */
        APPLICANT_REACHABLE(Obstacle.NO_APPLICANT_REACHABLE) {
            @Override
            boolean isMetBy(IntakeEvent.CaseRegistered registered) {
                return registered.applicants().stream().anyMatch(RegisteredParty::isReachable);
            }
        },
        /** At least one respondent has a name. */
        RESPONDENT_NAMED(Obstacle.NO_RESPONDENT_NAMED) {
            @Override
            boolean isMetBy(IntakeEvent.CaseRegistered registered) {
                return registered.respondents().stream().anyMatch(RegisteredParty::hasName);
            }
        },
        /** Somebody acts for every party who is known to be a minor. */
        MINORS_GUARDED(Obstacle.NO_GUARDIAN) {
            @Override
            boolean isMetBy(IntakeEvent.CaseRegistered registered) {
                return registered.parties().allMatch(RegisteredParty::isGuardedIfMinor);
            }
        },
        /** A summary says what happened. */
        SUMMARY_GIVEN(Obstacle.NO_SUMMARY) {
            @Override
            boolean isMetBy(IntakeEvent.CaseRegistered registered) {
                return !registered.summary().revealOr("given").isBlank();
            }
        },
        /** The street or town is known. */
        STREET_GIVEN(Obstacle.NO_STREET) {
            @Override
            boolean isMetBy(IntakeEvent.CaseRegistered registered) {
                var street = registered.place().street();
                return street != null && !street.isBlank();
            }
        };

        private final Obstacle obstacle;

        Requirement(Obstacle obstacle) {
            this.obstacle = obstacle;
        }

        Obstacle obstacle() {
            return obstacle;
        }

        abstract boolean isMetBy(IntakeEvent.CaseRegistered registered);
    }

    /** Obstacle because of which a case waits for a clerk. */
    public enum Obstacle {
        OUTSIDE_THE_DISTRICT,
        NO_APPLICANT_REACHABLE,
        NO_RESPONDENT_NAMED,
        NO_GUARDIAN,
        NO_SUMMARY,
        NO_STREET
    }

    /**
     * Limit on how many may speak for a group that brings a common matter in person (走访). People of one family, or
     * owners who each write, are no such group, however many they are.
     *
     * @param most the largest number of representatives
     * @param channels the doors by which people come in person
     * @param article where that stands
     * @param quote the sentence of the law that says it
     * @param verified whether the article was checked against the published text
     */
    public record Representatives(
            int most,
            Set<Channel> channels,
            String article,
            @Nullable String quote,
            boolean verified) {

        /** @throws IllegalArgumentException if it is verified and quotes nothing */
        public Representatives {
            Quotes.require(verified, quote, article);
            channels = Set.copyOf(channels);
        }

        /** Returns whether the limit holds for a group that comes by this door. */
        boolean limits(Channel channel) {
            return channels.contains(channel);
        }
    }

    /**
     * Rules of who acts for whom.
     *
     * @param minors who is a minor and needs a guardian
     * @param agents how many may act for one party
     * @param members how many members of a group may be listed
     */
    public record PartyRules(Minors minors, Agents agents, Members members) {}

    /**
     * Limit on the list of a group. It is this centre's own; a larger group is counted, not listed.
     *
     * @param most the largest number of members
     */
    public record Members(int most) {}

    /**
     * Age until which somebody needs a guardian.
     *
     * @param under full years
     * @param article where that stands
     * @param verified whether the article was checked against the published text
     */
    public record Minors(int under, String article, boolean verified) {

        /**
         * Returns whether somebody born on that day is a minor.
         *
         * @param born null if not known: then nobody says that it is a minor
         */
        boolean covers(@Nullable LocalDate born, LocalDate today) {
            return born != null && born.plusYears(under).isAfter(today);
        }
    }

    /**
     * Limit on how many agents one party may have.
     *
     * @param most the largest number
     * @param article where that stands
     * @param verified whether the article was checked against the published text
     */
    public record Agents(int most, String article, boolean verified) {}

    /**
     * Times for which the people of a case are kept after it was closed. They do not hold for one that was verified,
     * declined or withdrawn.
     *
     * @param unverified of a case whose result nobody has verified
     * @param merged of a case that is carried on under another one
     */
    public record RetentionTimes(RetentionTime unverified, RetentionTime merged) {

        /** Returns whether the time of a closed case is over. */
        boolean isOver(Ending.Unverified closed, Instant at) {
            return (closed.merged() ? merged : unverified).isOver(closed.closedAt(), at);
        }
    }

    /**
     * Time for which people are kept.
     *
     * @param period how long, from the closing
     * @param article where that stands
     * @param verified whether the article was checked against the published text
     */
    public record RetentionTime(Period period, String article, boolean verified) {

        /** Returns whether it is over: its last day has the date of the closing (民法典 第二百零二条). */
        boolean isOver(Instant closedAt, Instant at) {
            return Times.dayOf(at).isAfter(Times.dayOf(closedAt).plus(period));
        }
    }

    /**
     * A ground for declining.
     *
     * @param code which
     * @param zh its Chinese title
     * @param en its English title
     * @param article where it stands; missing if no article is known
     * @param quote the sentence of the law that says it
     * @param note which reading was taken, and why; missing where the article says all of it
     * @param goTo where to go instead, unless the clerk says otherwise
     * @param verified whether the article was checked against the published text
     * @param kinds the kinds of case that can be declined on it; missing for all
     * @param words words of an account that speak for it, to show to a clerk; missing for none
     */
    public record DeclineGround(
            Ground code,
            String zh,
            String en,
            @Nullable String article,
            @Nullable String quote,
            @Nullable String note,
            Destination goTo,
            boolean verified,
            @Nullable Set<CaseKind> kinds,
            @Nullable List<String> words) {

        /** @throws IllegalArgumentException if it is verified and quotes nothing */
        public DeclineGround {
            Quotes.require(verified, quote, code.name());
            kinds = kinds == null ? Set.of(CaseKind.values()) : Set.copyOf(kinds);
            words = words == null ? List.of() : List.copyOf(words);
        }

        /** Returns the kinds of case that can be declined on it. */
        @Override
        public Set<CaseKind> kinds() {
            return kinds == null ? Set.of() : kinds;
        }

        /** Returns the words of an account that speak for it. */
        @Override
        public List<String> words() {
            return words == null ? List.of() : words;
        }

        /** Returns whether a case of this kind can be declined on it. */
        public boolean appliesTo(CaseKind kind) {
            return kinds().contains(kind);
        }
    }

    /**
     * A destination in words.
     *
     * @param code which
     * @param words what people are told
     */
    public record DestinationWords(Destination code, Bilingual words) {}
}
