package org.fengqiao.petition.model;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Proof that a written reply reached the petitioner; the time to ask for a review runs from there (信访工作条例 art. 35).
 *
 * @param to the party that got it
 * @param receipt the number of the paper that proves it (送达回证); null if there is none
 */
public record Delivery(
        Manner manner,
        String to,
        Instant deliveredAt,
        @Nullable String receipt) {

    /** Manner of delivery. */
    public enum Manner {
        /** Handed over. */
        IN_PERSON,
        /** Sent by post. */
        POST,
        /** Sent over the network, as the petitioner agreed. */
        ELECTRONIC,
        /** Left where the petitioner lives, before witnesses. */
        LEFT,
        /** Announced, since the petitioner cannot be reached. */
        ANNOUNCED
    }
}
