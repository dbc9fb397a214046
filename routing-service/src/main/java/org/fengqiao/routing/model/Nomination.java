package org.fengqiao.routing.model;

import java.time.Instant;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.sealing.PersonalText;

/**
 * Nomination of a reviewed case as a typical one (典型案例).
 *
 * @param nominatedBy the unit that reviewed it
 * @param worker who in it
 * @param reason what others can learn from it
 * @param state whether it is decided
 * @param decidedBy who decided; null until somebody has
 * @param against why it is none; null unless it was declined
 * @param summary what stands in the library, or is to; null until somebody has written it
 */
public record Nomination(
        String nominatedBy,
        String worker,
        PersonalText reason,
        Instant nominatedAt,
        State state,
        @Nullable String decidedBy,
        @Nullable PersonalText against,
        @Nullable Summary summary) {

    /** States of a nomination. */
    public enum State {
        PROPOSED,
        CONFIRMED,
        DECLINED
    }

    Nomination confirmed(String by) {
        return new Nomination(nominatedBy, worker, reason, nominatedAt, State.CONFIRMED, by, null, null);
    }

    Nomination declined(String by, PersonalText why) {
        return new Nomination(nominatedBy, worker, reason, nominatedAt, State.DECLINED, by, why, null);
    }

    Nomination summarised(Summary written) {
        return new Nomination(nominatedBy, worker, reason, nominatedAt, state, decidedBy, against, written);
    }

    Nomination published(String by, Instant at) {
        return summarised(written().as(Standing.PUBLISHED, by, at));
    }

    Nomination withdrawn() {
        return summarised(written().as(Standing.WITHDRAWN, null, null));
    }

    private Summary written() {
        return Objects.requireNonNull(summary, "a decision about a summary that nobody wrote");
    }

    int nextSummary() {
        return summary == null ? 1 : summary.number() + 1;
    }

    /** States of a summary. */
    public enum Standing {
        /** It waits for somebody else to approve it. */
        WRITTEN,
        /** It stands in the library. */
        PUBLISHED,
        /** It stood there. */
        WITHDRAWN
    }

    /**
     * Summary of a typical case, without anybody whom it is about (案例摘要).
     *
     * @param number counts those of the case from 1
     * @param writtenBy who wrote it
     * @param approvedBy who approved it; null unless it stands in the library
     * @param publishedAt since when it stands there; null unless it does
     */
    public record Summary(
            int number,
            PersonalText title,
            PersonalText text,
            String writtenBy,
            Instant writtenAt,
            Standing standing,
            @Nullable String approvedBy,
            @Nullable Instant publishedAt) {

        private Summary as(Standing next, @Nullable String approver, @Nullable Instant since) {
            return new Summary(number, title, text, writtenBy, writtenAt, next, approver, since);
        }
    }
}
