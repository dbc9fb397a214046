package org.fengqiao.caseload.mapping;

import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.fengqiao.caseload.partner.Partner;

/** State of a case, as far as it decides what can be done in it. */
public sealed interface Standing {

    /** Paths that a unit holds a case on. */
    enum Path {
        ADMINISTRATIVE,
        MEDIATION,
        PETITION,
        COURT,
        RELIEF
    }

    /** Names of the states in a mapping. */
    enum Name {
        NOT_BROUGHT,
        WAITING,
        ACCEPTED,
        CLOSED,
        ADMINISTRATIVE,
        MEDIATION,
        PETITION,
        COURT,
        RELIEF
    }

    /** State of a case that nobody has brought yet. */
    record NotBrought() implements Standing {}

    /** State of a case that was brought. */
    sealed interface Brought extends Standing {

        /** Returns what does not change any more. */
        Origin origin();
    }

    /** Registered by people, and either accepted by rule or waiting for a clerk: the services know. */
    record Waiting(Origin origin) implements Brought {}

    /** State of an accepted case that no unit has taken up. */
    record Accepted(Origin origin, Counts counts) implements Brought {}

    /** State of a case that a unit has. */
    record Held(Origin origin, Counts counts, Path path, Work work, Map<String, Integer> asked) implements Brought {

        public Held {
            asked = Map.copyOf(asked);
        }

        Held with(Work next) {
            return new Held(origin, counts, path, next, asked);
        }

        Held with(Counts next) {
            return new Held(origin, next, path, work, asked);
        }

        Held asking(String unit, int duty) {
            var units = new TreeMap<>(asked);
            units.put(unit, duty);
            return new Held(origin, counts, path, work, units);
        }

        Held reported(String unit) {
            var units = new TreeMap<>(asked);
            units.remove(unit);
            return new Held(origin, counts, path, work, units);
        }

        Accepted givenUp() {
            return new Accepted(origin, counts);
        }

        Closed closed() {
            return new Closed(origin, counts, false);
        }
    }

    /**
     * Closed.
     *
     * @param agreed whether by an agreement, which may be breached
     */
    record Closed(Origin origin, Counts counts, boolean agreed) implements Brought {}

    /** Declined. */
    record Declined(Origin origin) implements Brought {}

    /**
     * Origin of a case.
     *
     * @param partner who referred it; null if people brought it
     * @param applicants how many there are
     * @param respondents how many there are
     */
    record Origin(@Nullable Partner partner, int applicants, int respondents) {

        /** Returns the applicants, by their names within the case. */
        List<String> applicantsNames() {
            return named("applicant-", applicants);
        }

        /** Returns the respondents, by their names within the case. */
        List<String> respondentsNames() {
            return named("respondent-", respondents);
        }

        private static List<String> named(String prefix, int count) {
            return IntStream.rangeClosed(1, count)
                    .mapToObj(number -> prefix + number)
                    .toList();
        }

        /** Returns the parties, by their names within the case. */
        public List<String> parties() {
            return Stream.concat(applicantsNames().stream(), respondentsNames().stream())
                    .toList();
        }
    }

    /**
     * Counts so far.
     *
     * @param custodies how many times somebody took it up
     * @param duties how many times another unit was asked
     * @param obligations how many were agreed
     * @param owed the numbers of those that are neither performed nor breached
     */
    record Counts(int custodies, int duties, int obligations, SortedSet<Integer> owed) {

        static final Counts NOTHING = new Counts(0, 0, 0, new TreeSet<>());

        Counts takenUp() {
            return new Counts(custodies + 1, duties, obligations, owed);
        }

        Counts asked() {
            return new Counts(custodies, duties + 1, obligations, owed);
        }

        Counts owing(int more) {
            // A new agreement takes the place of the one before.
            var numbers = new TreeSet<Integer>();
            for (var number = 1; number <= more; number++) {
                numbers.add(obligations + number);
            }
            return new Counts(custodies, duties, obligations + more, numbers);
        }

        Counts without(int obligation) {
            var numbers = new TreeSet<>(owed);
            numbers.remove(obligation);
            return new Counts(custodies, duties, obligations, numbers);
        }
    }

    /** Work on a path. */
    sealed interface Work {

        /** A department or the relief desk has it. */
        record Handling() implements Work {}

        /**
         * The parties talk: in each custody anew.
         *
         * @param consents of those who were asked, by their names: whether they want to mediate
         * @param sessions how many there were
         */
        record Talks(Map<String, Boolean> consents, int sessions) implements Work {

            static final Talks BEGUN = new Talks(Map.of(), 0);

            public Talks {
                consents = Map.copyOf(consents);
            }

            Talks met() {
                return new Talks(consents, sessions + 1);
            }

            Talks with(String party, boolean consent) {
                var all = new TreeMap<>(consents);
                all.put(party, consent);
                return new Talks(all, sessions);
            }

            /** Returns whether all of these want to mediate. */
            boolean areWantedBy(List<String> parties) {
                return parties.stream().allMatch(party -> consents.getOrDefault(party, false));
            }

            /** Returns whether somebody is left among these who has not refused. */
            boolean keepAnyOf(List<String> side) {
                return side.stream().anyMatch(party -> consents.getOrDefault(party, true));
            }
        }

        /** They have signed, and a court may confirm it. */
        record Signed(boolean applied) implements Work {}

        /** The petition agency has it. */
        record Petition(boolean notified, boolean replied) implements Work {}

        /** The tribunal has it. */
        record Tribunal(boolean sued) implements Work {}

        /** Returns the work with which a path begins. */
        static Work on(Path path) {
            return switch (path) {
                case ADMINISTRATIVE, RELIEF -> new Handling();
                case MEDIATION -> Talks.BEGUN;
                case PETITION -> new Petition(false, false);
                case COURT -> new Tribunal(false);
            };
        }
    }

    /** Returns its name in a mapping. */
    default Name named() {
        return switch (this) {
            case NotBrought _ -> Name.NOT_BROUGHT;
            case Waiting _ -> Name.WAITING;
            case Accepted _ -> Name.ACCEPTED;
            case Held held -> Name.valueOf(held.path().name());
            case Closed _, Declined _ -> Name.CLOSED;
        };
    }
}
