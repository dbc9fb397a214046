package org.fengqiao.petition.model;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.decision.EventTypes;
import org.fengqiao.kernel.value.DiscontinuationCause;
import org.fengqiao.kernel.value.Party;
import org.fengqiao.kernel.value.Place;

/**
 * Events of this service's part of a case. They are stored for ever, so a component added later must be optional when
 * old JSON is read. The envelope names the case.
 */
public sealed interface PetitionEvent {

    /**
     * An agency began.
     *
     * @param worker the one who claimed the case
     * @param receivedAt when the matter was received as a petition, whoever had it then; the time for the notice runs
     *     from there (信访工作条例 art. 23)
     * @param acceptedAt when it was accepted as one, whoever had it then; the time for the reply runs from there (art.
     *     34)
     */
    record PetitionOpened(
            String petitionId,
            int custody,
            String unit,
            String worker,
            String category,
            Place place,
            List<Party> parties,
            Instant receivedAt,
            Instant acceptedAt,
            Instant openedAt)
            implements PetitionEvent {
        public PetitionOpened {
            parties = List.copyOf(parties);
        }
    }

    /** The case left the agency before it had a result. */
    record PetitionDiscontinued(String petitionId, int custody, DiscontinuationCause cause, Instant discontinuedAt)
            implements PetitionEvent {}

    /**
     * The petitioner was notified that the matter is accepted; {@code documentNumber} is null if the notice has none.
     */
    record PetitionerNotified(@Nullable String documentNumber, Instant notifiedAt) implements PetitionEvent {}

    /** The petitioner got the written reply; {@code documentNumber} is null if it has none. */
    record ReplyDelivered(PetitionResult result, @Nullable String documentNumber, Instant repliedAt)
            implements PetitionEvent {}

    /** The agency was concluded. */
    record PetitionConcluded(String petitionId, int custody, PetitionResult result, Instant concludedAt)
            implements PetitionEvent {}

    /**
     * The parties of a case in the agency's hands changed: somebody joined, was set right or left.
     *
     * @param parties who is in dispute from now on
     */
    record PartiesChanged(List<Party> parties, Instant changedAt) implements PetitionEvent {
        public PartiesChanged {
            parties = List.copyOf(parties);
        }
    }

    /** The stored name of each event. */
    EventTypes<PetitionEvent> TYPES = EventTypes.of("petition", PetitionEvent.class)
            .name("petition-opened.v1", PetitionOpened.class)
            .name("petition-discontinued.v1", PetitionDiscontinued.class)
            .name("petitioner-notified.v1", PetitionerNotified.class)
            .name("reply-delivered.v1", ReplyDelivered.class)
            .name("petition-concluded.v1", PetitionConcluded.class)
            .name("parties-changed.v1", PartiesChanged.class)
            .build();
}
