package org.fengqiao.mediation.model;

import java.time.Instant;
import java.util.Collection;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.sealing.Personal;
import org.fengqiao.kernel.sealing.PersonalKind;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.value.Place;
import org.fengqiao.mediation.model.MediationEvent.MediationOpened;

/** Where the case stands in this service. Only the latest custody counts; an earlier one is history. */
public sealed interface Proceeding {

    /** This service has not been given the case. */
    record NotOpened() implements Proceeding {}

    /** Begun under one custody of the case. */
    sealed interface Begun extends Proceeding {

        /** The assignment of the case under which this began, counted from 1. */
        int custody();
    }

    /** A mediation, whatever became of it. */
    sealed interface Mediated extends Begun {

        /** What it began with. */
        Opening opening();

        /** What has been said and arranged. */
        Talks talks();

        @Override
        default int custody() {
            return opening().custody();
        }
    }

    /** A mediation without an end yet. */
    sealed interface Open extends Mediated {}

    /** Talks: nothing is signed. */
    record Underway(Opening opening, Talks talks) implements Open {

        boolean everyPartyConsents() {
            return opening.parties().stream().allMatch(party -> talks.isConsentOf(party.partyId(), true));
        }

        Underway with(Talks other) {
            return new Underway(opening, other);
        }
    }

    /** Something is signed, and the parties may still apply for judicial confirmation. */
    record AwaitingApplication(Opening opening, Talks talks, Agreement agreement) implements Open {}

    /** The court has the application. */
    record ConfirmationPending(Opening opening, Talks talks, Agreement agreement, String filingId) implements Open {}

    /** Ended with a result. */
    sealed interface Concluded extends Mediated {

        /** When. */
        Instant concludedAt();
    }

    /** Somebody would not be mediated (人民调解法 art. 17). */
    record ConcludedRefused(Opening opening, Talks talks, Instant concludedAt) implements Concluded {}

    /** Talks came to nothing; {@code reason} is the mediator's. */
    record ConcludedFailed(
            Opening opening,
            Talks talks,
            @Personal(PersonalKind.NARRATIVE) @Nullable PersonalText reason,
            Instant concludedAt)
            implements Concluded {}

    /** An agreement stands; {@code result} says what the court made of it, if it was asked. */
    record ConcludedAgreed(
            Opening opening,
            Talks talks,
            Agreement agreement,
            MediationResult result,
            @Personal(PersonalKind.NARRATIVE) @Nullable PersonalText reason,
            Instant concludedAt)
            implements Concluded {}

    /** The case left this mediation before it had a result; an {@code agreement} that was signed by then still binds, null if there is none. */
    record Discontinued(
            Opening opening,
            Talks talks,
            @Nullable Agreement agreement,
            DiscontinuationCause cause,
            Instant discontinuedAt)
            implements Mediated {}

    /** The tribunal's turn, not a mediator's. */
    sealed interface FastTrack extends Begun {

        /** What was filed. */
        Claim claim();

        @Override
        default int custody() {
            return claim().custody();
        }
    }

    /** The tribunal has the claim. */
    record FastTrackPending(Claim claim) implements FastTrack {}

    /** The tribunal is done with it. */
    record FastTrackRuled(Claim claim, FastTrackOutcome outcome, String documentNumber, Instant decidedAt)
            implements FastTrack {}

    /**
     * What a mediation began with.
     *
     * @param category the case's category code
     */
    record Opening(int custody, String unit, String category, Place place, List<Party> parties, Instant openedAt) {
        public Opening {
            parties = List.copyOf(parties);
        }

        static Opening of(MediationOpened e) {
            return new Opening(e.custody(), e.unit(), e.category(), e.place(), e.parties(), e.openedAt());
        }

        boolean includes(String partyId) {
            return parties.stream().anyMatch(party -> party.partyId().equals(partyId));
        }

        boolean includesAll(Collection<String> partyIds) {
            return partyIds.stream().allMatch(this::includes);
        }

        boolean areAllAmong(Collection<String> partyIds) {
            return parties.stream().map(Party::partyId).allMatch(partyIds::contains);
        }
    }

    /** A fast-track filing (速裁). */
    record Claim(String filingId, int custody, String unit, String category, List<Party> parties, Instant filedAt) {
        public Claim {
            parties = List.copyOf(parties);
        }
    }
}
