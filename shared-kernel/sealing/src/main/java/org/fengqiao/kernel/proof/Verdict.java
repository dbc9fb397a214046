package org.fengqiao.kernel.proof;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

/** The finding of a verifier. */
public sealed interface Verdict {

    /**
     * Every event is as it was recorded.
     *
     * @param events the number of events
     * @param sealed how many of them a signed checkpoint covers, from the first one on; the others rest on the chain
     *     alone
     */
    record Intact(long events, long sealed) implements Verdict {}

    /**
     * The stream is not as it was recorded.
     *
     * @param kind what happened to it
     * @param version the first version that is wrong
     * @param upTo the last version that may be the first wrong one; equal to {@code version} unless it was {@link
     *     Kind#REWRITTEN}
     * @param eventId the event found there; null if none was found, or more than one may be meant
     */
    record Broken(
            Kind kind, long version, long upTo, @Nullable UUID eventId) implements Verdict {
        static Broken at(Kind kind, long version, @Nullable UUID eventId) {
            return new Broken(kind, version, version, eventId);
        }
    }

    /**
     * Nothing can be said about the stream, since the proof itself does not hold.
     *
     * @param because what does not hold
     */
    record Unproven(Reason because) implements Verdict {}

    /** A kind of change to an event. */
    enum Kind {
        /**
         * A column of its row, or its link, has another value. Its link may also be that of an altered event before it
         * whose own link was computed anew.
         */
        ALTERED,
        /** It is gone. */
        MISSING,
        /** It was added. */
        INSERTED,
        /** It stands where another one stood. */
        REORDERED,
        /**
         * The links fit, but are not the ones that the service marked or signed: somebody changed or added an event and
         * computed the links anew.
         */
        REWRITTEN,
        /** It does not belong here; whether it was altered or added, what is left of the stream cannot tell. */
        NOT_GENUINE
    }

    /** A reason for which a proof does not hold. */
    enum Reason {
        /** It is not in the form of a proof, or of a form or suite that this version does not know. */
        UNREADABLE,
        /** The key is not one of those the reader trusts. */
        UNKNOWN_KEY,
        /** The checkpoint is not signed by the key. */
        BAD_SIGNATURE,
        /** The stream's head is not in the tree that was signed. */
        NOT_INCLUDED
    }
}
