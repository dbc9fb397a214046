package org.fengqiao.kernel.inbox;

import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.sealing.SubjectId;
import org.fengqiao.kernel.value.Territory;

/**
 * A record of the common log and everything it means to this service.
 *
 * @param <C> the service's commands
 * @param received what it asks
 * @param located where its case belongs; null if it does not tell
 * @param erased those whose keys are to be forgotten
 * @param note what the service keeps of it in a list; null if nothing
 */
record FollowedEvent<C>(
        Received<C> received,
        @Nullable Located located,
        List<SubjectId> erased,
        @Nullable Object note) {

    /** Territory of a case. */
    record Located(UUID caseId, Territory territory) {}

    /** Returns whether the event asks for something, or cannot be understood. */
    boolean mustBeAttempted() {
        return !(received.reading() instanceof Reading.AsksNothing);
    }

    /** Returns whether there is anything to be written because of it. */
    boolean matters() {
        return mustBeAttempted() || located != null || note != null;
    }
}
