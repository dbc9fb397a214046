package org.fengqiao.routing.model;

import java.time.Instant;

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
 */
public record Nomination(
        String nominatedBy,
        String worker,
        PersonalText reason,
        Instant nominatedAt,
        State state,
        @Nullable String decidedBy,
        @Nullable PersonalText against) {

    /** States of a nomination. */
    public enum State {
        PROPOSED,
        CONFIRMED,
        DECLINED
    }

    Nomination confirmed(String by) {
        return new Nomination(nominatedBy, worker, reason, nominatedAt, State.CONFIRMED, by, null);
    }

    Nomination declined(String by, PersonalText why) {
        return new Nomination(nominatedBy, worker, reason, nominatedAt, State.DECLINED, by, why);
    }
}
