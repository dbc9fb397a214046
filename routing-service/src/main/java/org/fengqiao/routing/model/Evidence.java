package org.fengqiao.routing.model;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * Evidence that a case ended as its closing says.
 *
 * @param kind what proves it
 * @param reference the event on the common log that tells of it; for a merger the other case; missing for what the
 *     closing itself puts on record
 */
public record Evidence(Kind kind, @Nullable UUID reference) {

    /** Kinds of evidence. */
    public enum Kind {
        /** The parties' agreement. */
        AGREEMENT,
        /** The court's decision that confirms the agreement. */
        CONFIRMATION,
        /** The tribunal's ruling. */
        RULING,
        /** The petition agency's reply. */
        REPLY,
        /** A department's own account of what it did. */
        HANDLING,
        /** The delivery of relief, as the petition service tells it. */
        DELIVERY,
        /** The applicants' withdrawal. */
        WITHDRAWAL,
        /** The case in which this one goes on. */
        MERGER,
        /** A leader's approval of a closing that nothing else proves. */
        APPROVAL
    }
}
