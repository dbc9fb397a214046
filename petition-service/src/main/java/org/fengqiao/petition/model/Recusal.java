package org.fengqiao.petition.model;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.sealing.Personal;
import org.fengqiao.kernel.sealing.PersonalKind;
import org.fengqiao.kernel.sealing.PersonalText;

/**
 * Request that somebody with an interest in the matter or the petitioner leaves it to others (信访工作条例 art. 28).
 *
 * @param recusal its number in the matter
 * @param person who is to leave it
 * @param askedBy who asked for it
 * @param enteredBy who entered the request
 * @param ruling what was decided; null if nothing is yet
 */
public record Recusal(
        int recusal,
        String person,
        Asker askedBy,
        String enteredBy,
        @Personal(PersonalKind.NARRATIVE) PersonalText reason,
        Instant askedAt,
        @Nullable Ruling ruling) {

    /** Person who asks for a recusal. */
    public enum Asker {
        /** The petitioner. */
        PETITIONER,
        /** The person concerned. */
        SELF,
        /** Somebody of the staff. */
        COLLEAGUE
    }

    /**
     * Decision on it.
     *
     * @param replacement who takes the place; null if it was not granted
     * @param decidedBy the leader who decided
     */
    public record Ruling(boolean granted, @Nullable String replacement, String decidedBy, Instant decidedAt) {}

    boolean isOpen() {
        return ruling == null;
    }

    boolean isGranted() {
        return ruling != null && ruling.granted();
    }

    Recusal decided(Ruling ruling) {
        return new Recusal(recusal, person, askedBy, enteredBy, reason, askedAt, ruling);
    }
}
