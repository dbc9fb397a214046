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
 * Agency under the latest custody of the case; an earlier one is history.
 *
 * <pre>{@code
 * stateDiagram-v2
 *     [*] --> NotOpened
 *     NotOpened --> Opened: PetitionOpened
 *     Opened --> Notified: PetitionerNotified
 *     Notified --> Replied: ReplyDelivered
 *     Replied --> Notified: ReviewDecided, a new reply is owed
 *     Replied --> Concluded: PetitionConcluded
 *     Opened --> Discontinued: PetitionDiscontinued
 *     Notified --> Discontinued: PetitionDiscontinued
 *     Replied --> Discontinued: PetitionDiscontinued
 *     Concluded --> Concluded: ReplyDelivered, the new one
 *     Concluded --> Opened: PetitionOpened
 *     Discontinued --> Opened: PetitionOpened
 *     Discontinued --> Notified: PetitionOpened, of a petitioner who was notified
 *     Discontinued --> Replied: PetitionOpened, of a petitioner who has the reply
 * }</pre>
 *
 * <p>Notice and reply belong to the matter: whoever has it next begins with what the petitioner has got.
 */
public sealed interface Agency {

    /** No agency: this service has not been given the case. */
    record NotOpened() implements Agency {}

    /** Agencies begun under one custody of the case. */
    sealed interface Begun extends Agency {
        /** Returns the facts with which it began. */
        Opening opening();

        /** Returns the notice of receipt; null if the petitioner has not been notified yet. */
        @Nullable
        Notice notice();

        /** Returns the reply that stands; null if there is none. */
        @Nullable
        Reply reply();
    }

    /** Returns the agency that begins under the next custody, of the same matter or another one. */
    default Open openedBy(PetitionOpened e) {
        var opening = Opening.of(e);
        if (!(this instanceof Begun before && opening.isOfTheMatterOf(before.opening()))
                || !(before.notice() instanceof Notice notice)) {
            return new Opened(opening);
        }
        return before.reply() instanceof Reply reply
                ? new Replied(opening, notice, reply)
                : new Notified(opening, notice);
    }

    /** Agencies that have not ended. */
    sealed interface Open extends Begun {

        /** Ends the agency before there is a result. */
        default Discontinued discontinued(DiscontinuationCause cause, Instant at) {
            return new Discontinued(opening(), notice(), reply(), cause, at);
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
        public @Nullable Reply reply() {
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

    /** An agency whose petitioner was notified of the receipt. */
    record Notified(Opening opening, Notice notice) implements Open {

        @Override
        public @Nullable Reply reply() {
            return null;
        }

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
            return new Concluded(opening, notice, reply, at, null);
        }

        Notified setAside() {
            return new Notified(opening, notice);
        }
    }

    /**
     * An agency that is concluded.
     *
     * @param archive where its file is kept; null if it is not archived yet
     */
    record Concluded(
            Opening opening,
            Notice notice,
            Reply reply,
            Instant concludedAt,
            @Nullable Archive archive) implements Begun {

        Concluded replied(Reply other) {
            return new Concluded(opening, notice, other, concludedAt, archive);
        }

        Concluded archived(Archive archive) {
            return new Concluded(opening, notice, reply, concludedAt, archive);
        }
    }

    /**
     * An agency that the case left before it had a result.
     *
     * @param notice the notice that the petitioner had by then; null if there was none
     * @param reply the reply that the petitioner had by then; null if there was none
     */
    record Discontinued(
            Opening opening,
            @Nullable Notice notice,
            @Nullable Reply reply,
            DiscontinuationCause cause,
            Instant discontinuedAt)
            implements Begun {

        Discontinued setAside() {
            return new Discontinued(opening, notice, null, cause, discontinuedAt);
        }
    }

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

        boolean isOfTheMatterOf(Opening other) {
            return receivedAt.equals(other.receivedAt) && acceptedAt.equals(other.acceptedAt);
        }

        boolean isPetitioner(String partyId) {
            return parties.stream()
                    .anyMatch(party -> party.side() == Party.Side.APPLICANT
                            && party.partyId().equals(partyId));
        }

        boolean areAllParties(List<String> partyIds) {
            return parties.stream().map(Party::partyId).allMatch(partyIds::contains)
                    && parties.size() == partyIds.stream().distinct().count();
        }
    }

    /** The written notice of receipt; {@code documentNumber} is null if it has none. */
    record Notice(@Nullable String documentNumber, Instant notifiedAt) {
        boolean isNumbered(@Nullable String number) {
            return Objects.equals(documentNumber, number);
        }
    }

    /**
     * The written reply.
     *
     * @param petitionId the petition in which it was given
     * @param custody the custody in which it was given
     * @param reply its number in the matter
     * @param documentNumber null if it has none
     */
    record Reply(
            String petitionId,
            int custody,
            int reply,
            PetitionResult result,
            @Nullable String documentNumber,
            ReplyPaper paper,
            Delivery delivery,
            Instant repliedAt) {
        boolean says(PetitionCommand.DeliverReply c) {
            return result == c.result() && Objects.equals(documentNumber, c.documentNumber());
        }
    }

    /** Place of a file in the archive; {@code fileNumber} is the archive's. */
    record Archive(String fileNumber, Instant archivedAt) {}
}
