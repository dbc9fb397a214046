package org.fengqiao.kernel.audit;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.proof.Verdict;

/**
 * A verdict as it is answered.
 *
 * @param events the number of events; null unless intact
 * @param signed how many of them a signed checkpoint covers; null unless intact
 * @param what happened, as of {@link Verdict.Kind}, or why nothing can be said, as of {@link Verdict.Reason}; null if
 *     intact
 * @param version the first version that is wrong; null unless broken
 * @param upTo the last version that may be the first wrong one; null unless broken
 * @param eventId the event found there; null if none was found
 */
public record VerdictBody(
        UUID caseId,
        Finding finding,
        @Nullable Long events,
        @Nullable Long signed,
        @Nullable String what,
        @Nullable Long version,
        @Nullable Long upTo,
        @Nullable UUID eventId) {

    static VerdictBody of(UUID caseId, Verdict verdict) {
        return switch (verdict) {
            case Verdict.Intact(var events, var signed) ->
                new VerdictBody(caseId, Finding.INTACT, events, signed, null, null, null, null);
            case Verdict.Broken(var kind, var version, var upTo, var eventId) ->
                new VerdictBody(caseId, Finding.BROKEN, null, null, kind.name(), version, upTo, eventId);
            case Verdict.Unproven(var because) ->
                new VerdictBody(caseId, Finding.UNPROVEN, null, null, because.name(), null, null, null);
        };
    }

    /** The result of a verdict. */
    public enum Finding {
        /** Every event is as it was recorded. */
        INTACT,
        /** An event was altered, is missing, or was added. */
        BROKEN,
        /** The signed checkpoint itself does not hold. */
        UNPROVEN
    }
}
