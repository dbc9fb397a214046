package org.fengqiao.routing.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.value.Money;
import org.fengqiao.kernel.value.Party;
import org.fengqiao.kernel.value.Place;
import org.fengqiao.routing.model.RoutingEvent.CaseAssigned;
import org.fengqiao.routing.model.RoutingEvent.CaseClosed;
import org.fengqiao.routing.model.RoutingEvent.CaseRelapsed;
import org.fengqiao.routing.model.RoutingEvent.CaseReopened;
import org.fengqiao.routing.model.RoutingEvent.CaseTriaged;
import org.fengqiao.routing.model.RoutingEvent.CaseVerified;
import org.fengqiao.routing.model.RoutingEvent.InterestNoted;

/**
 * State of a case in routing: the unit that holds it, and whether it is settled.
 *
 * <pre>{@code
 * stateDiagram-v2
 *     [*] --> Triaged: CaseTriaged
 *     Triaged --> Assigned: CaseAssigned
 *     Triaged --> Triaged: CaseRetriaged
 *     Triaged --> Closed: CaseClosed
 *     Assigned --> Claimed: CaseClaimed
 *     Assigned --> Assigned: CaseAssigned
 *     Assigned --> Triaged: CaseReturned, CaseEscalated, CaseRetriaged
 *     Assigned --> Closed: CaseClosed
 *     Claimed --> Assigned: CaseAssigned
 *     Claimed --> Triaged: CaseReturned, CaseEscalated, CaseRetriaged
 *     Claimed --> Closed: CaseClosed
 *     Closed --> Closed: SatisfactionNoted
 *     Closed --> Verified: CaseVerified
 *     Closed --> Relapsed: CaseRelapsed
 *     Closed --> Triaged: CaseReopened
 *     Verified --> Relapsed: CaseRelapsed
 *     Verified --> Triaged: CaseReopened
 *     Relapsed --> Triaged: CaseReopened
 * }</pre>
 *
 * <p>The chart shows the transitions that decisions record. No decision ends in {@code Relapsed}, and one ends in
 * {@code Triaged} only while a consultation holds the case: else an assignment follows in the same decision. The
 * consultations on a case have states of their own, see {@link Consultation}.
 *
 * <p>The transition methods do not check whether a transition is in the chart: a history is replayed as it was
 * recorded, and what may be recorded is for the deciders to say.
 */
public sealed interface RoutingCase {

    /**
     * Returns the case as one that was judged.
     *
     * @throws IllegalStateException if it never was
     */
    default Known known() {
        return switch (this) {
            case Known s -> s;
            case NotTriaged _ -> throw new IllegalStateException("a history that does not begin with a triage");
        };
    }

    /** Returns the case as one that was judged; empty if it never was. */
    default Optional<Known> judged() {
        return switch (this) {
            case Known s -> Optional.of(s);
            case NotTriaged _ -> Optional.empty();
        };
    }

    /** Returns whether the case is closed, and this closing is the one that holds. */
    default boolean isClosedBy(int closure) {
        return switch (this) {
            case Ended s -> s.dossier().isInClosure(closure);
            case NotTriaged _, Open _ -> false;
        };
    }

    /** Returns what is watched over the handling of the case. */
    Oversight oversight();

    /** Returns the case in the same state with another oversight. */
    RoutingCase with(Oversight oversight);

    /** A case that was never judged: this service has at most heard that it is late. */
    record NotTriaged(Oversight oversight) implements RoutingCase {

        @Override
        public NotTriaged with(Oversight watched) {
            return new NotTriaged(watched);
        }
    }

    /** Cases that were judged at least once. */
    sealed interface Known extends RoutingCase {

        /** Returns what is known of the case. */
        Dossier dossier();

        /** Returns the id of the unit that holds it, or held it when it was closed; null between two units. */
        @Nullable
        String unit();

        /** Returns who claimed it; null if nobody has. */
        default @Nullable String worker() {
            return null;
        }

        /**
         * Returns the case as one that was closed.
         *
         * @throws IllegalStateException if it is open
         */
        default Ended ended() {
            return switch (this) {
                case Ended s -> s;
                case Open _ -> throw new IllegalStateException("a settlement of a case that is not closed");
            };
        }

        /** Gives the case to a unit. */
        default Assigned assigned(CaseAssigned e) {
            return new Assigned(dossier().assigned(e), e.unit());
        }

        /** Notes that somebody has an interest in the case. */
        default Known with(InterestNoted e) {
            return with(dossier().with(dossier().allotment().after(e)));
        }

        /** Notes who is in dispute from now on. */
        default Known disputedBy(List<Party> parties) {
            return with(dossier().disputedBy(parties));
        }

        /** Puts the case into the hands of a worker of the unit. */
        default Claimed claimedBy(String unit, String worker, Instant at) {
            return new Claimed(dossier().with(dossier().closings().claimedBy(worker)), unit, worker, at);
        }

        /** Takes the case from the unit that gave it back, which is remembered until the next judgement. */
        default Triaged returnedBy(String unit) {
            return new Triaged(dossier().returned(unit));
        }

        /** Takes the case from its unit, because it goes one level up. */
        default Triaged escalated() {
            return new Triaged(dossier());
        }

        /** Replaces the judgement on the case; the grounds of risk that are known stay. */
        default Triaged judgedAgain(Triage again, Instant at) {
            return new Triaged(dossier().judged(again.with(dossier().triage().grounds()), at));
        }

        /** Adds grounds of risk to those that are known. */
        default Known with(List<RiskGround.Noted> grounds) {
            return with(dossier().with(grounds));
        }

        /** Closes the case. */
        default Closed closed(CaseClosed e) {
            return new Closed(
                    dossier().closed(e.closure()).with(dossier().closings().after(e)),
                    new Closing(e.outcome(), e.unit(), e.closedAt(), e.mergedInto()),
                    false);
        }

        /** Keeps evidence of an end that is still to come. */
        default Known with(Evidence evidence) {
            return with(dossier().with(evidence));
        }

        @Override
        default Oversight oversight() {
            return dossier().oversight();
        }

        @Override
        default Known with(Oversight oversight) {
            return with(dossier().with(oversight));
        }

        /** Returns the case in the same state with another dossier. */
        Known with(Dossier dossier);

        /** Replaces what is known of the consultations on the case. */
        default Known with(Consultations consultations) {
            return with(oversight().with(consultations));
        }

        /** Undoes the settlement of the case. */
        default Relapsed relapsed(CaseRelapsed e) {
            return new Relapsed(dossier().with(dossier().closings().after(e)));
        }

        /** Opens the case again. */
        default Triaged reopened(CaseReopened e) {
            return new Triaged(
                    dossier().beginningAnew().with(dossier().closings().after(e)));
        }
    }

    /** Cases that are not settled. */
    sealed interface Open extends Known {}

    /** Cases between two units: nobody holds them. */
    sealed interface Unheld extends Open {

        @Override
        default @Nullable String unit() {
            return null;
        }
    }

    /** A case that was judged and is not yet with a unit. */
    record Triaged(Dossier dossier) implements Unheld {

        @Override
        public Triaged with(Dossier dossier) {
            return new Triaged(dossier);
        }
    }

    /** A case whose settlement did not hold; reopening follows. */
    record Relapsed(Dossier dossier) implements Unheld {

        @Override
        public Relapsed with(Dossier dossier) {
            return new Relapsed(dossier);
        }
    }

    /** Cases with a unit. */
    sealed interface Held extends Open {

        @Override
        String unit();

        /** Returns whether a person claimed the case or is to do so. */
        boolean isInHandsOf(String person);

        /** Returns whether this unit holds the case. */
        default boolean isWith(String unit) {
            return unit().equals(unit);
        }

        /**
         * Returns whether a caller can act on the case.
         *
         * @param by the unit that the caller acts for; null for a dispatcher, who acts for whatever unit holds the case
         */
        default boolean answersTo(@Nullable String by) {
            return by == null || isWith(by);
        }
    }

    /** A case with a unit that has yet to take it up. */
    record Assigned(Dossier dossier, String unit) implements Held {

        @Override
        public Assigned with(Dossier dossier) {
            return new Assigned(dossier, unit);
        }

        boolean standsBeforeDispatchers() {
            return oversight().dispatch().standing() != null;
        }

        /** Returns who is to take it up; null if the unit has to say. */
        public @Nullable String person() {
            var latest = dossier.allotment().latest();
            return latest == null ? null : latest.person();
        }

        @Override
        public boolean isInHandsOf(String person) {
            return person.equals(person());
        }
    }

    /**
     * A case that a worker of the unit has taken up.
     *
     * @param worker who took it up
     * @param claimedAt when
     */
    record Claimed(Dossier dossier, String unit, String worker, Instant claimedAt) implements Held {

        @Override
        public Claimed with(Dossier dossier) {
            return new Claimed(dossier, unit, worker, claimedAt);
        }

        @Override
        public boolean isInHandsOf(String person) {
            return worker.equals(person);
        }
    }

    /** Cases that are settled. */
    sealed interface Ended extends Known {

        /** Returns the latest closing. */
        Closing closing();

        @Override
        default String unit() {
            return closing().unit();
        }

        /** Returns whether the case ended this way. */
        default boolean endedAs(Outcome outcome) {
            return closing().outcome() == outcome;
        }

        /** Returns whether it is carried on under that case. */
        default boolean wasMergedInto(UUID other) {
            return other.equals(closing().mergedInto());
        }

        /** Notes that the parties are satisfied while obligations are outstanding. */
        default Closed foundSatisfactory() {
            return new Closed(dossier(), closing(), true);
        }

        /** Confirms the settlement. */
        default Verified verified(CaseVerified e) {
            return new Verified(dossier().with(dossier().closings().after(e)), closing());
        }
    }

    /**
     * A case that is settled, as far as those who settled it know.
     *
     * @param satisfied true if the parties said they are satisfied while obligations were outstanding
     */
    record Closed(Dossier dossier, Closing closing, boolean satisfied) implements Ended {

        @Override
        public Closed with(Dossier dossier) {
            return new Closed(dossier, closing, satisfied);
        }
    }

    /** A case that is settled, and the parties say so. */
    record Verified(Dossier dossier, Closing closing) implements Ended {

        @Override
        public Verified with(Dossier dossier) {
            return new Verified(dossier, closing);
        }
    }

    /**
     * The latest closing.
     *
     * @param outcome how it ended
     * @param unit who held it
     * @param closedAt when
     * @param mergedInto the case that carries it on; null unless it was merged
     */
    record Closing(
            Outcome outcome,
            String unit,
            Instant closedAt,
            @Nullable UUID mergedInto) {}

    /**
     * The facts about a case that last while it moves.
     *
     * @param channel the door it came by
     * @param place where the dispute is
     * @param amount what is at stake; missing if nothing is said
     * @param groupSize how many people stand behind it; missing if it is no group dispute
     * @param parties who is in dispute
     * @param triage the latest judgement
     * @param allotment its assignments, and who must not get it
     * @param closure how often it was closed
     * @param returnedBy the units that gave it back since the latest judgement
     * @param matters when the matter started, on each path that the case was on since it was last opened
     * @param evidence what is known to have come about since then that proves an end, by its kind
     * @param closings every closing there was, and who claimed the case
     * @param oversight what is watched over its handling
     */
    record Dossier(
            String channel,
            Place place,
            @Nullable Money amount,
            @Nullable Integer groupSize,
            List<Party> parties,
            Triage triage,
            Allotment allotment,
            int closure,
            Set<String> returnedBy,
            Map<Path, Matter> matters,
            Map<Evidence.Kind, Evidence> evidence,
            Closings closings,
            Oversight oversight) {

        public Dossier {
            parties = List.copyOf(parties);
            returnedBy = Set.copyOf(returnedBy);
            matters = Map.copyOf(matters);
            evidence = Map.copyOf(evidence);
        }

        /** Returns the dossier that a case begins with; it may have been late before. */
        static Dossier of(CaseTriaged e, Oversight oversight) {
            return new Dossier(
                    e.channel(),
                    e.place(),
                    e.amount(),
                    e.groupSize(),
                    e.parties(),
                    e.triage(),
                    Allotment.NONE,
                    0,
                    Set.of(),
                    Map.of(e.path(), new Matter(e.receivedAt(), e.acceptedAt())),
                    Map.of(),
                    Closings.NONE,
                    oversight);
        }

        /** Returns the matter on the path of the latest judgement. */
        Matter matter() {
            return Objects.requireNonNull(matters.get(triage.path()), "a path without a matter");
        }

        /** Returns when the matter was accepted on the path of the latest judgement. */
        public Instant openSince() {
            return matter().acceptedAt();
        }

        /** Returns how often the case was assigned. */
        public int custody() {
            return allotment.custody();
        }

        /** Returns how often the case was consulted on, and what came of it. */
        public Consultations consultations() {
            return oversight.consultations();
        }

        Optional<Evidence> evidenceOf(Outcome outcome) {
            return Optional.ofNullable(evidence.get(outcome.provenBy()));
        }

        boolean isInCustody(int number) {
            return custody() == number;
        }

        boolean isInClosure(int number) {
            return closure == number;
        }

        boolean isOn(Path path) {
            return triage.path() == path;
        }

        boolean wasClosed() {
            return closure > 0;
        }

        /** Returns the case as it looks for a unit now. */
        Need need() {
            return new Need(triage.path(), triage.category(), place, returnedBy, interests());
        }

        /** Returns the case as it looks for a unit under another judgement, which forgets who gave it back. */
        Need need(Path path, String category) {
            return new Need(path, category, place, Set.of(), interests());
        }

        /** Returns who has an interest in the case, as far as anybody said. */
        Interests interests() {
            return allotment.interests().and(consultations().interests());
        }

        /** Returns the next assignment of the case. */
        CaseAssigned nextAssignment(Assignment.Chosen chosen, Path path) {
            return chosen.as(custody() + 1, path);
        }

        Dossier judged(Triage again, Instant at) {
            var started = new EnumMap<Path, Matter>(Path.class);
            started.putAll(matters);
            started.putIfAbsent(again.path(), new Matter(at, at));
            return changed(again, allotment, closure, Set.of(), started, evidence, closings, oversight);
        }

        Dossier assigned(CaseAssigned e) {
            return with(allotment.after(e));
        }

        Dossier with(Allotment allotted) {
            return changed(triage, allotted, closure, returnedBy, matters, evidence, closings, oversight);
        }

        Dossier closed(int number) {
            return changed(triage, allotment, number, returnedBy, matters, evidence, closings, oversight);
        }

        Dossier returned(String unit) {
            var units = new HashSet<>(returnedBy);
            units.add(unit);
            return changed(triage, allotment, closure, units, matters, evidence, closings, oversight);
        }

        /** Returns the case opened again: earlier evidence proves nothing any more, and another matter starts. */
        Dossier beginningAnew() {
            return changed(triage, allotment, closure, returnedBy, Map.of(), Map.of(), closings, oversight);
        }

        Dossier with(Closings known) {
            return changed(triage, allotment, closure, returnedBy, matters, evidence, known, oversight);
        }

        Dossier with(Oversight watched) {
            return changed(triage, allotment, closure, returnedBy, matters, evidence, closings, watched);
        }

        Dossier with(Evidence noted) {
            var all = new EnumMap<Evidence.Kind, Evidence>(Evidence.Kind.class);
            all.putAll(evidence);
            all.put(noted.kind(), noted);
            return changed(triage, allotment, closure, returnedBy, matters, all, closings, oversight);
        }

        Dossier with(List<RiskGround.Noted> grounds) {
            var all = new ArrayList<>(triage.grounds());
            all.addAll(grounds);
            return changed(triage.with(all), allotment, closure, returnedBy, matters, evidence, closings, oversight);
        }

        Dossier disputedBy(List<Party> others) {
            return new Dossier(
                    channel,
                    place,
                    amount,
                    groupSize,
                    others,
                    triage,
                    allotment,
                    closure,
                    returnedBy,
                    matters,
                    evidence,
                    closings,
                    oversight);
        }

        private Dossier changed(
                Triage judgement,
                Allotment allotted,
                int closures,
                Set<String> returners,
                Map<Path, Matter> started,
                Map<Evidence.Kind, Evidence> known,
                Closings ends,
                Oversight watched) {
            return new Dossier(
                    channel, place, amount, groupSize, parties, judgement, allotted, closures, returners, started,
                    known, ends, watched);
        }
    }
}
