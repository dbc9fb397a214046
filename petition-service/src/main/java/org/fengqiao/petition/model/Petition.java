package org.fengqiao.petition.model;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.value.Place;
import org.fengqiao.petition.model.PetitionEvent.PetitionOpened;

/** Where the case stands in the petition agency. Only the latest custody counts; an earlier one is history. */
public sealed interface Petition {

    /** This service has not been given the case. */
    record NotOpened() implements Petition {}

    /** Begun under one custody of the case. */
    sealed interface Begun extends Petition {
        /** What it began with. */
        Opening opening();
    }

    /** An agency without an end yet. */
    sealed interface Open extends Begun {}

    /** The petitioner has not been told yet. */
    record Opened(Opening opening) implements Open {}

    /** The petitioner knows that the matter is accepted. */
    record Notified(Opening opening, Notice notice) implements Open {}

    /** The petitioner has the reply. */
    record Replied(Opening opening, Notice notice, Reply reply) implements Open {}

    /** Done. */
    record Concluded(Opening opening, Notice notice, Reply reply, Instant concludedAt) implements Begun {}

    /** The case left before there was a result. */
    record Discontinued(Opening opening, DiscontinuationCause cause, Instant discontinuedAt) implements Begun {}

    /** What an agency began with. */
    record Opening(
            String petitionId,
            int custody,
            String unit,
            String worker,
            String category,
            Place place,
            List<Party> parties,
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
                    e.openedAt());
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
