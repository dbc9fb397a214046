package org.fengqiao.petition.model;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.value.DiscontinuationCause;
import org.fengqiao.kernel.value.Party;
import org.fengqiao.kernel.value.Place;
import org.fengqiao.petition.model.PetitionEvent.PetitionOpened;

/**
 * State of the case in the petition agency. Only the latest custody counts; an earlier one is history.
 *
 * <pre>{@code
 * stateDiagram-v2
 *     [*] --> Opened: PetitionOpened
 *     Opened --> Notified: PetitionerNotified
 *     Opened --> Discontinued: PetitionDiscontinued
 *     Notified --> Replied: ReplyDelivered
 *     Notified --> Discontinued: PetitionDiscontinued
 *     Replied --> Concluded: PetitionConcluded
 *     Replied --> Discontinued: PetitionDiscontinued
 *     Opened --> Opened: PartiesChanged
 *     Notified --> Notified: PartiesChanged
 *     Replied --> Replied: PartiesChanged
 *     Concluded --> Opened: PetitionOpened
 *     Concluded --> Notified: PetitionOpened
 *     Discontinued --> Opened: PetitionOpened
 *     Discontinued --> Notified: PetitionOpened
 * }</pre>
 *
 * <p>A petitioner who was notified of a matter is not notified again when the matter changes hands: an agency that
 * opens in the same matter begins as {@code Notified}.
 */
public sealed interface Petition {

    /** No agency: this service has not been given the case. */
    record NotOpened() implements Petition {}

    /** Agencies begun under one custody of the case. */
    sealed interface Begun extends Petition {
        /** Returns the facts with which it began. */
        Opening opening();

        /** Returns the notice of acceptance; null if the petitioner has not been notified yet. */
        @Nullable
        Notice notice();
    }

    /** Returns the agency that begins under the next custody: notified, if the petitioner was in the same matter. */
    default Open openedBy(PetitionOpened e) {
        var opening = Opening.of(e);
        return this instanceof Begun before
                        && before.notice() instanceof Notice notice
                        && opening.isOfTheMatterOf(before.opening())
                ? new Notified(opening, notice)
                : new Opened(opening);
    }

    /** Agencies that have not ended. */
    sealed interface Open extends Begun {

        /** Ends the agency before there is a result. */
        default Discontinued discontinued(DiscontinuationCause cause, Instant at) {
            return new Discontinued(opening(), notice(), cause, at);
        }

        /** Returns the same agency between these parties. */
        Open between(List<Party> parties);
    }

    /** An agency whose petitioner has not been notified yet. */
    record Opened(Opening opening) implements Open {

        @Override
        public @Nullable Notice notice() {
            return null;
        }

        @Override
        public Opened between(List<Party> parties) {
            return new Opened(opening.between(parties));
        }

        Notified notified(Notice notice) {
            return new Notified(opening, notice);
        }
    }

    /** An agency whose petitioner was notified that the matter is accepted. */
    record Notified(Opening opening, Notice notice) implements Open {

        @Override
        public Notified between(List<Party> parties) {
            return new Notified(opening.between(parties), notice);
        }

        Replied replied(Reply reply) {
            return new Replied(opening, notice, reply);
        }
    }

    /** An agency whose petitioner has got the reply. */
    record Replied(Opening opening, Notice notice, Reply reply) implements Open {

        @Override
        public Replied between(List<Party> parties) {
            return new Replied(opening.between(parties), notice, reply);
        }

        Concluded concluded(Instant at) {
            return new Concluded(opening, notice, reply, at);
        }
    }

    /** An agency that is concluded. */
    record Concluded(Opening opening, Notice notice, Reply reply, Instant concludedAt) implements Begun {}

    /**
     * An agency that the case left before it had a result.
     *
     * @param notice the notice that the petitioner had by then; null if there was none
     */
    record Discontinued(Opening opening, @Nullable Notice notice, DiscontinuationCause cause, Instant discontinuedAt)
            implements Begun {}

    /**
     * Facts with which an agency began, and who is in dispute by now.
     *
     * @param parties as of the last change while the agency was open
     * @param receivedAt when the matter was received as a petition
     * @param acceptedAt when the matter was accepted as a petition
     */
    record Opening(
            String petitionId,
            int custody,
            String unit,
            String worker,
            String category,
            Place place,
            List<Party> parties,
            Instant receivedAt,
            Instant acceptedAt,
            Instant openedAt) {
        public Opening {
            parties = List.copyOf(parties);
        }

        static Opening of(PetitionOpened e) {
            return new Opening(
                    e.petitionId(),
                    e.custody(),
                    e.unit(),
                    e.worker(),
                    e.category(),
                    e.place(),
                    e.parties(),
                    e.receivedAt(),
                    e.acceptedAt(),
                    e.openedAt());
        }

        private Opening between(List<Party> parties) {
            return new Opening(
                    petitionId, custody, unit, worker, category, place, parties, receivedAt, acceptedAt, openedAt);
        }

        private boolean isOfTheMatterOf(Opening other) {
            return receivedAt.equals(other.receivedAt) && acceptedAt.equals(other.acceptedAt);
        }
    }

    /** The written notice of acceptance; {@code documentNumber} is null if it has none. */
    record Notice(@Nullable String documentNumber, Instant notifiedAt) {
        boolean isNumbered(@Nullable String number) {
            return Objects.equals(documentNumber, number);
        }
    }

    /** The written reply; {@code documentNumber} is null if it has none. */
    record Reply(PetitionResult result, @Nullable String documentNumber, Instant repliedAt) {
        boolean says(PetitionResult result, @Nullable String number) {
            return this.result == result && Objects.equals(documentNumber, number);
        }
    }
}
