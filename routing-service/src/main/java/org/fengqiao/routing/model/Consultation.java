package org.fengqiao.routing.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.routing.model.ConsultationEvent.ConsultationCauseAdded;
import org.fengqiao.routing.model.ConsultationEvent.ConsultationConcluded;
import org.fengqiao.routing.model.ConsultationEvent.ConsultationConvened;
import org.fengqiao.routing.model.ConsultationEvent.ConsultationEscalated;
import org.fengqiao.routing.model.ConsultationEvent.OpinionRecorded;
import org.fengqiao.routing.model.ConsultationEvent.ParticipantRecused;
import org.fengqiao.routing.model.ConsultationEvent.ParticipantsInvited;

/**
 * One consultation on a case (会商).
 *
 * <pre>{@code
 * stateDiagram-v2
 *     [*] --> Underway: ConsultationConvened
 *     Underway --> Underway: OpinionRecorded, ParticipantsInvited, ParticipantRecused
 *     Underway --> Underway: ConsultationCauseAdded, ConsultationEscalated
 *     Underway --> Concluded: ConsultationConcluded
 *     Underway --> Discontinued: ConsultationDiscontinued
 * }</pre>
 */
public sealed interface Consultation {

    /** Returns who meets about what, and what was said so far. */
    Meeting meeting();

    /** Returns its number within the case, from 1. */
    default int number() {
        return meeting().number();
    }

    /** A consultation that is not concluded yet. */
    record Underway(Meeting meeting) implements Consultation {

        Concluded concluded(ConsultationConcluded e) {
            return new Concluded(
                    meeting,
                    e.lead(),
                    e.supports(),
                    e.path(),
                    e.reasons(),
                    e.opinions(),
                    e.needed(),
                    e.dissenting(),
                    e.concludedAt());
        }

        Discontinued discontinued(Instant at) {
            return new Discontinued(meeting, at);
        }
    }

    /** A consultation with a conclusion. */
    record Concluded(
            Meeting meeting,
            String lead,
            List<String> supports,
            Path path,
            PersonalText reasons,
            int opinions,
            int needed,
            List<String> dissenting,
            Instant concludedAt)
            implements Consultation {
        public Concluded {
            supports = List.copyOf(supports);
            dissenting = List.copyOf(dissenting);
        }
    }

    /** A consultation that ended without a conclusion, because the case was closed. */
    record Discontinued(Meeting meeting, Instant discontinuedAt) implements Consultation {}

    /** Positions of an opinion. */
    enum Position {
        SUPPORTS,
        DISSENTS,
        ABSTAINS
    }

    /**
     * Materials of a consultation, by reference.
     *
     * @param events the ids of events of the case, of whatever service
     * @param files the digests of files, in hexadecimal
     */
    record Materials(List<UUID> events, List<String> files) {

        /** No materials. */
        public static final Materials NONE = new Materials(List.of(), List.of());

        public Materials {
            events = List.copyOf(events);
            files = List.copyOf(files);
        }

        Materials and(Materials more) {
            return new Materials(joined(events, more.events), joined(files, more.files));
        }
    }

    /**
     * Somebody who takes part.
     *
     * @param person the identifier of the person
     * @param unit the unit the person acts for; missing if for none
     * @param onBehalfOf the party for which the person acts; missing if for none
     */
    record Participant(
            String person, @Nullable String unit, @Nullable String onBehalfOf) {}

    /**
     * Known members of the side of the parties, which takes no part.
     *
     * @param units the units that are a party themselves
     * @param people the identifiers of the parties
     */
    record DisputingSide(Set<String> units, Set<String> people) {

        /** Nothing is known. */
        public static final DisputingSide UNKNOWN = new DisputingSide(Set.of(), Set.of());

        public DisputingSide {
            units = Set.copyOf(units);
            people = Set.copyOf(people);
        }

        boolean has(Participant participant) {
            return participant.onBehalfOf() != null
                    || people.contains(participant.person())
                    || participant.unit() != null && units.contains(participant.unit());
        }

        boolean hasOneOf(List<String> units, List<String> experts) {
            return units.stream().anyMatch(this.units::contains)
                    || experts.stream().anyMatch(people::contains);
        }
    }

    /**
     * An opinion in writing.
     *
     * @param number from 1 within the consultation
     * @param unit missing for an expert's
     */
    record Opinion(
            int number,
            String person,
            @Nullable String unit,
            Position position,
            PersonalText reasons,
            Instant givenAt) {

        /** Returns whose it is: the unit, or the expert. */
        public String member() {
            return Objects.requireNonNullElse(unit, person);
        }
    }

    /**
     * Withdrawal of somebody with an interest.
     *
     * @param unit missing for an expert
     */
    record Recusal(String person, @Nullable String unit, boolean wholeUnit, PersonalText reason, Instant at) {}

    /**
     * Those who meet, and what they have before them.
     *
     * @param causes why
     * @param because the same in words, one reason a line
     * @param chair the unit that leads it now
     * @param level how often it went one level up
     * @param units the units invited, those that withdrew left out
     * @param experts the people invited, those who withdrew left out
     * @param agenda missing if a rule convened it
     * @param reconvenes missing if it is the first about its matter
     * @param opinions all that were given, first to last
     */
    record Meeting(
            int number,
            List<ConsultationCause> causes,
            List<String> because,
            String ruleVersion,
            String chair,
            int level,
            List<String> units,
            List<String> experts,
            @Nullable PersonalText agenda,
            Materials materials,
            Quorum quorum,
            String limit,
            boolean holdsCase,
            @Nullable Integer reconvenes,
            Instant convenedAt,
            List<Opinion> opinions,
            List<Recusal> recusals) {

        public Meeting {
            causes = List.copyOf(causes);
            because = List.copyOf(because);
            units = List.copyOf(units);
            experts = List.copyOf(experts);
            opinions = List.copyOf(opinions);
            recusals = List.copyOf(recusals);
        }

        /**
         * Returns the meeting as it was convened.
         *
         * @param remembered who declared an interest in the one that it goes on with
         */
        static Meeting of(ConsultationConvened e, List<Recusal> remembered) {
            return new Meeting(
                    e.consultation(),
                    e.causes(),
                    e.because(),
                    e.ruleVersion(),
                    e.chair(),
                    0,
                    e.units(),
                    e.experts(),
                    e.agenda(),
                    e.materials(),
                    e.quorum(),
                    e.limit(),
                    e.holdsCase(),
                    e.reconvenes(),
                    e.convenedAt(),
                    List.of(),
                    remembered);
        }

        /** Returns whether the person was invited: for the unit, or as an expert. */
        boolean invites(Participant participant) {
            return isExpert(participant) || participant.unit() != null && units.contains(participant.unit());
        }

        /** Returns whether the person takes part as an expert; who is both speaks for the unit. */
        private boolean isExpert(Participant participant) {
            return experts.contains(participant.person());
        }

        /** Returns the unit for which the person takes part; null for an expert. */
        @Nullable
        String seatOf(Participant participant) {
            return participant.unit() != null && units.contains(participant.unit()) ? participant.unit() : null;
        }

        /** Returns whether the person, or all of the unit, declared an interest. */
        boolean hasRecused(Participant participant) {
            return recusals.stream()
                    .anyMatch(recusal -> recusal.person().equals(participant.person())
                            || recusal.wholeUnit() && Objects.equals(recusal.unit(), participant.unit()));
        }

        /** Returns whether the unit as a whole, or the expert, declared an interest. */
        boolean isWithdrawn(String member) {
            return recusals.stream()
                    .anyMatch(recusal -> recusal.unit() == null
                            ? recusal.person().equals(member)
                            : recusal.wholeUnit() && recusal.unit().equals(member));
        }

        /** Returns the number of those invited who may take part. */
        int members(DisputingSide disputing) {
            return (int) (units.stream()
                            .filter(unit -> !disputing.units().contains(unit))
                            .count()
                    + experts.stream()
                            .filter(expert -> !disputing.people().contains(expert))
                            .count());
        }

        /** Returns the opinions that count: the latest of each member who is still one. */
        List<Opinion> counting(DisputingSide disputing) {
            Map<String, Opinion> latest = new LinkedHashMap<>();
            for (var opinion : opinions) {
                var writer = new Participant(opinion.person(), opinion.unit(), null);
                if (invites(writer) && !hasRecused(writer) && !disputing.has(writer)) {
                    latest.put(opinion.member(), opinion);
                }
            }
            return List.copyOf(latest.values());
        }

        /** Returns how many of those invited have given an opinion that counts. */
        public int opinionsThatCount() {
            return counting(DisputingSide.UNKNOWN).size();
        }

        /** Returns how many opinions a conclusion needs. */
        public int opinionsNeeded() {
            return quorum.of(members(DisputingSide.UNKNOWN));
        }

        /** Returns whether a unit has given an opinion that counts. */
        public boolean heard(String unit) {
            return counting(DisputingSide.UNKNOWN).stream()
                    .anyMatch(opinion -> opinion.member().equals(unit));
        }

        Meeting with(ConsultationCauseAdded e) {
            return changed(
                    joined(causes, e.causes()),
                    joined(because, e.because()),
                    holdsCase || e.holdsCase(),
                    chair,
                    level,
                    units,
                    experts,
                    materials,
                    opinions,
                    recusals);
        }

        Meeting with(ParticipantsInvited e) {
            return changed(
                    causes,
                    because,
                    holdsCase,
                    chair,
                    level,
                    joined(units, e.units()),
                    joined(experts, e.experts()),
                    materials.and(e.materials()),
                    opinions,
                    recusals);
        }

        Meeting with(ParticipantRecused e) {
            var all = new ArrayList<>(recusals);
            all.add(new Recusal(e.person(), e.unit(), e.wholeUnit(), e.reason(), e.recusedAt()));
            return changed(
                    causes,
                    because,
                    holdsCase,
                    chair,
                    level,
                    e.wholeUnit() ? without(units, e.unit()) : units,
                    without(experts, e.person()),
                    materials,
                    opinions,
                    all);
        }

        Meeting with(OpinionRecorded e) {
            var all = new ArrayList<>(opinions);
            all.add(new Opinion(e.opinion(), e.person(), e.unit(), e.position(), e.reasons(), e.givenAt()));
            return changed(causes, because, holdsCase, chair, level, units, experts, materials, all, recusals);
        }

        Meeting with(ConsultationEscalated e) {
            var to = e.to() == null ? chair : e.to();
            return changed(
                    causes,
                    because,
                    holdsCase,
                    to,
                    e.level(),
                    joined(units, List.of(to)),
                    experts,
                    materials,
                    opinions,
                    recusals);
        }

        private Meeting changed(
                List<ConsultationCause> why,
                List<String> reasons,
                boolean holds,
                String chairing,
                int raised,
                List<String> invited,
                List<String> people,
                Materials before,
                List<Opinion> given,
                List<Recusal> withdrawn) {
            return new Meeting(
                    number,
                    why,
                    reasons,
                    ruleVersion,
                    chairing,
                    raised,
                    invited,
                    people,
                    agenda,
                    before,
                    quorum,
                    limit,
                    holds,
                    reconvenes,
                    convenedAt,
                    given,
                    withdrawn);
        }

        private static List<String> without(List<String> all, @Nullable String one) {
            return all.stream().filter(each -> !each.equals(one)).toList();
        }
    }

    /** Returns both lists in this order, each item once. */
    static <T> List<T> joined(List<T> some, List<T> more) {
        var all = new LinkedHashSet<T>(some);
        all.addAll(more);
        return List.copyOf(all);
    }
}
