package org.fengqiao.kernel.operations;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * Something that does not move, for an operator to see.
 *
 * @param subject its name: a partition, a topic, a deadline, a partner
 * @param caseId the case it is about; null if it is about none, or many
 * @param since when it last moved, or should have; null if that is not known
 * @param why in a sentence, without anything that people said
 * @param next the call that looks closer or mends it
 */
public record Standstill(
        Kind kind,
        String subject,
        @Nullable UUID caseId,
        @Nullable Instant since,
        String why,
        String next) {

    /** Kinds of it, those that an operator can mend first. */
    public enum Kind {
        /** The same record of a partition is tried again, or waits for an operator or a new start. */
        HELD_UP,
        /** An operator paused the topic. */
        PAUSED,
        /** Records wait, and no fewer than before. */
        LAG,
        /** Records of a case could not be done and wait. */
        PARKED,
        /** Events that were recorded do not leave the service. */
        NOT_PUBLISHED,
        /** An open case that nobody holds, or that no clock or inbox shows to whom it is. */
        HELD_BY_NOBODY,
        /** A warning or due date has passed and was not processed yet. */
        DEADLINE_UNPROCESSED,
        /** The consequence of a passed deadline was refused. */
        DEADLINE_REFUSED,
        /** A deadline has passed and the duty is still owed. */
        DEADLINE_PASSED,
        /** A partner is late with what it owes the centre. */
        OWED_BY_PARTNER,
        /** The centre is late with what it owes a partner. */
        OWED_BY_CENTRE,
        /** A partner's books of a day differ from the service's. */
        BOOKS_DIFFER
    }
}
