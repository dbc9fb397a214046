package org.fengqiao.mediation.model;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.sealing.Personal;
import org.fengqiao.kernel.sealing.PersonalKind;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.value.DiscontinuationCause;
import org.fengqiao.kernel.value.Party;
import org.fengqiao.kernel.value.Place;
import org.fengqiao.mediation.model.MediationEvent.AgreementSigned;
import org.fengqiao.mediation.model.MediationEvent.ConfirmationFiled;
import org.fengqiao.mediation.model.MediationEvent.FastTrackDecided;
import org.fengqiao.mediation.model.MediationEvent.FastTrackFiled;
import org.fengqiao.mediation.model.MediationEvent.FastTrackLeft;
import org.fengqiao.mediation.model.MediationEvent.FastTrackOpened;
import org.fengqiao.mediation.model.MediationEvent.MediationConcluded;
import org.fengqiao.mediation.model.MediationEvent.MediationDiscontinued;
import org.fengqiao.mediation.model.MediationEvent.MediationOpened;
import org.fengqiao.mediation.model.MediationEvent.TalksEvent;

/**
 * Standing of the case in this service. Each event takes it from one state to the next:
 *
 * <pre>{@code
 * stateDiagram-v2
 *     [*] --> NotOpened
 *     NotOpened --> Underway: MediationOpened
 *     NotOpened --> FastTrackOffered: FastTrackOpened
 *     FastTrackOffered --> FastTrackOffered: FastTrackApplied
 *     FastTrackOffered --> FastTrackPending: FastTrackFiled
 *     FastTrackOffered --> FastTrackGone: FastTrackLeft
 *     Underway --> Underway: PartiesChanged, AgreementSigned (of a part)
 *     Underway --> Underway: ConsentRecorded, MediatorAppointed, SessionScheduled, SessionHeld, SessionMissed
 *     Underway --> ConcludedRefused: MediationConcluded (REFUSED)
 *     Underway --> ConcludedFailed: MediationConcluded (FAILED)
 *     Underway --> AwaitingApplication: AgreementSigned
 *     Underway --> Discontinued: MediationDiscontinued
 *     AwaitingApplication --> ConfirmationPending: ConfirmationFiled
 *     AwaitingApplication --> ConcludedAgreed: MediationConcluded (AGREED)
 *     AwaitingApplication --> Discontinued: MediationDiscontinued
 *     ConfirmationPending --> ConcludedAgreed: MediationConcluded (CONFIRMED, CONFIRMATION_REFUSED)
 *     ConfirmationPending --> Discontinued: MediationDiscontinued
 *     FastTrackPending --> FastTrackRuled: FastTrackDecided
 * }</pre>
 *
 * <p>Only the latest custody counts; an earlier one is history. From every state but {@link NotOpened}, a later custody
 * begins again with {@code MediationOpened} or {@code FastTrackOpened}; an {@link Open} mediation is discontinued
 * first, and so is a fast track for which nobody has applied.
 */
public sealed interface Proceeding {

    /** No proceeding: this service has not been given the case. */
    record NotOpened() implements Proceeding {}

    /** A proceeding under one custody of the case. */
    sealed interface Begun extends Proceeding {

        /** Returns the number of the assignment of the case under which this began, counted from 1. */
        int custody();
    }

    /** A mediation, open or ended. */
    sealed interface Mediated extends Begun {

        /** Returns the facts with which it began. */
        Opening opening();

        /** Returns the consents, mediator and sessions so far. */
        Talks talks();

        @Override
        default int custody() {
            return opening().custody();
        }
    }

    /** A mediation that has not ended. */
    sealed interface Open extends Mediated {

        /** Returns the signed agreement; null if none is signed yet. */
        @Nullable
        Agreement agreement();

        /**
         * Returns the mediation with its result.
         *
         * @throws NullPointerException if the result needs an agreement and none is signed
         */
        default Concluded concluded(MediationConcluded e) {
            return switch (e.result()) {
                case REFUSED -> new ConcludedRefused(opening(), talks(), e.concludedAt());
                case FAILED -> new ConcludedFailed(opening(), talks(), e.reason(), e.concludedAt());
                case AGREED, CONFIRMED, CONFIRMATION_REFUSED ->
                    new ConcludedAgreed(
                            opening(),
                            talks(),
                            Objects.requireNonNull(agreement(), "agreement"),
                            e.result(),
                            e.reason(),
                            e.concludedAt());
            };
        }

        /** Returns the mediation as ended when the case left it. */
        default Discontinued discontinued(MediationDiscontinued e) {
            return new Discontinued(opening(), talks(), agreement(), e.cause(), e.discontinuedAt());
        }
    }

    /** A mediation in which nothing is signed yet. */
    record Underway(Opening opening, Talks talks) implements Open {

        static Underway openedBy(MediationOpened e) {
            return new Underway(Opening.of(e), Talks.startingWith(e.mediator()));
        }

        /** Returns what was agreed on last, about a part of the dispute; null if nothing was. */
        @Override
        public @Nullable Agreement agreement() {
            return talks.settled().isEmpty() ? null : talks.settled().getLast();
        }

        /** Returns the parties that did not refuse. */
        List<Party> staying() {
            return opening.parties().stream()
                    .filter(party -> !talks.isConsentOf(party.partyId(), false))
                    .toList();
        }

        /** Returns whether both sides have somebody left to talk to, if this party refuses. */
        boolean goesOnWithout(String partyId) {
            return staying().stream()
                            .filter(party -> !party.partyId().equals(partyId))
                            .map(Party::side)
                            .distinct()
                            .count()
                    == Party.Side.values().length;
        }

        Underway settled(AgreementSigned e) {
            return new Underway(opening, talks.settling(Agreement.from(e)));
        }

        /** Returns the same talks between these parties; what somebody who left consented to counts no more. */
        Underway between(List<Party> parties) {
            return new Underway(opening.between(parties), talks);
        }

        Underway after(TalksEvent e) {
            return new Underway(opening, talks.after(e));
        }

        AwaitingApplication signed(AgreementSigned e) {
            return new AwaitingApplication(opening, talks, Agreement.from(e));
        }
    }

    /** An open mediation whose agreement is signed. */
    sealed interface Signed extends Open {

        @Override
        Agreement agreement();
    }

    /** A signed agreement for which the parties may still apply for judicial confirmation. */
    record AwaitingApplication(Opening opening, Talks talks, Agreement agreement) implements Signed {

        ConfirmationPending filed(ConfirmationFiled e) {
            return new ConfirmationPending(opening, talks, agreement, e.filingId());
        }
    }

    /** A signed agreement that the court has been asked to confirm. */
    record ConfirmationPending(Opening opening, Talks talks, Agreement agreement, String filingId) implements Signed {}

    /** A mediation that ended with a result. */
    sealed interface Concluded extends Mediated {

        /** Returns the time of the result. */
        Instant concludedAt();
    }

    /** A mediation that a party refused (人民调解法 art. 17). */
    record ConcludedRefused(Opening opening, Talks talks, Instant concludedAt) implements Concluded {}

    /** A mediation without an agreement; {@code reason} is the mediator's. */
    record ConcludedFailed(
            Opening opening,
            Talks talks,
            @Personal(PersonalKind.NARRATIVE) @Nullable PersonalText reason,
            Instant concludedAt)
            implements Concluded {}

    /** A mediation with an agreement; {@code result} says whether the court confirmed it, if it was asked to. */
    record ConcludedAgreed(
            Opening opening,
            Talks talks,
            Agreement agreement,
            MediationResult result,
            @Personal(PersonalKind.NARRATIVE) @Nullable PersonalText reason,
            Instant concludedAt)
            implements Concluded {}

    /**
     * A mediation that the case left before it had a result.
     *
     * @param agreement the agreement that was signed by then, which still binds; null if there is none
     */
    record Discontinued(
            Opening opening,
            Talks talks,
            @Nullable Agreement agreement,
            DiscontinuationCause cause,
            Instant discontinuedAt)
            implements Mediated {}

    /** A proceeding before the tribunal, without a mediator. */
    sealed interface FastTrack extends Begun {

        /** Returns the tribunal. */
        String unit();

        /** Returns the case's category code. */
        String category();

        /** Returns since when it is so. */
        Instant since();
    }

    /** A fast track for which nobody has applied yet. */
    sealed interface Offered extends FastTrack {

        /** Returns what the tribunal has. */
        Offer offer();

        @Override
        default int custody() {
            return offer().custody();
        }

        @Override
        default String unit() {
            return offer().unit();
        }

        @Override
        default String category() {
            return offer().category();
        }

        @Override
        default Instant since() {
            return offer().openedAt();
        }
    }

    /** A fast track for which a claim was filed. */
    sealed interface Claimed extends FastTrack {

        /** Returns the claim that was filed. */
        Claim claim();

        @Override
        default int custody() {
            return claim().custody();
        }

        @Override
        default String unit() {
            return claim().unit();
        }

        @Override
        default String category() {
            return claim().category();
        }

        @Override
        default Instant since() {
            return claim().filedAt();
        }
    }

    /** The tribunal has the case, and waits for a party that applies. */
    record FastTrackOffered(Offer offer) implements Offered {

        FastTrackGone left(FastTrackLeft e) {
            return new FastTrackGone(offer, e.cause(), e.leftAt());
        }
    }

    /** The case left the tribunal before anybody had applied. */
    record FastTrackGone(Offer offer, DiscontinuationCause cause, Instant leftAt) implements Offered {}

    /** A claim that the tribunal has not decided yet. */
    record FastTrackPending(Claim claim) implements Claimed {

        static FastTrackPending filedBy(FastTrackFiled e) {
            return new FastTrackPending(Claim.of(e));
        }

        FastTrackRuled decided(FastTrackDecided e) {
            return new FastTrackRuled(claim, e.outcome(), e.documentNumber(), e.decidedAt());
        }
    }

    /** A claim that the tribunal has decided. */
    record FastTrackRuled(Claim claim, FastTrackOutcome outcome, String documentNumber, Instant decidedAt)
            implements Claimed {}

    /**
     * Facts with which a mediation began.
     *
     * @param category the case's category code
     * @param acceptedAt when the matter was accepted for mediation
     */
    record Opening(
            int custody,
            String unit,
            String category,
            Place place,
            List<Party> parties,
            Instant acceptedAt,
            Instant openedAt) {
        public Opening {
            parties = List.copyOf(parties);
        }

        static Opening of(MediationOpened e) {
            return new Opening(
                    e.custody(), e.unit(), e.category(), e.place(), e.parties(), e.acceptedAt(), e.openedAt());
        }

        Opening between(List<Party> others) {
            return new Opening(custody, unit, category, place, others, acceptedAt, openedAt);
        }

        boolean includes(String partyId) {
            return parties.stream().anyMatch(party -> party.partyId().equals(partyId));
        }

        boolean includesAll(Collection<String> partyIds) {
            return partyIds.stream().allMatch(this::includes);
        }

        /** Returns whether parties of both sides are asked to a session; else it is a private one (背对背). */
        public boolean isJoint(Session session) {
            return sidesOf(session.parties()) > 1;
        }

        /**
         * Returns on how many sides these parties are.
         *
         * @param asked their ids; null for all parties
         */
        long sidesOf(@Nullable List<String> asked) {
            return parties.stream()
                    .filter(party -> asked == null || asked.contains(party.partyId()))
                    .map(Party::side)
                    .distinct()
                    .count();
        }

        boolean areAllAmong(Collection<String> partyIds) {
            return parties.stream().map(Party::partyId).allMatch(partyIds::contains);
        }
    }

    /** Offer of the fast track (速裁). */
    record Offer(int custody, String unit, String category, List<Party> parties, Instant openedAt) {
        public Offer {
            parties = List.copyOf(parties);
        }

        static Offer of(FastTrackOpened e) {
            return new Offer(e.custody(), e.unit(), e.category(), e.parties(), e.openedAt());
        }
    }

    /**
     * A fast-track filing (速裁).
     *
     * @param plaintiff the id of the party that applied; null if nobody had to, as in old events
     */
    record Claim(
            String filingId,
            int custody,
            String unit,
            String category,
            List<Party> parties,
            Instant filedAt,
            @Nullable String plaintiff) {
        public Claim {
            parties = List.copyOf(parties);
        }

        static Claim of(FastTrackFiled e) {
            return new Claim(
                    e.filingId(), e.custody(), e.unit(), e.category(), e.parties(), e.filedAt(), e.plaintiff());
        }
    }
}
