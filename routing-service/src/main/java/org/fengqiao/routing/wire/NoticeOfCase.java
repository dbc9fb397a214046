package org.fengqiao.routing.wire;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import org.fengqiao.routing.model.Supervision.Fault;
import org.fengqiao.routing.model.Supervision.Level;
import org.fengqiao.routing.model.Supervision.Notice;
import org.fengqiao.routing.model.Supervision.State;

/**
 * A notice in a case. What people wrote stays in the events.
 *
 * @param above the unit one level up that was told as well; null if none was
 * @param rule the deadline rule; null if a person issued it
 * @param escalatedTo who has to answer as well; null if it did not go up, or is at the top
 * @param round how often it has gone up
 */
public record NoticeOfCase(
        int notice,
        Level level,
        Fault fault,
        String unit,
        @Nullable String above,
        String issuer,
        @Nullable String rule,
        @Nullable String deadline,
        @Nullable Instant dueAt,
        Instant issuedAt,
        State state,
        int round,
        @Nullable String escalatedTo) {

    /** The notice as it stands. */
    public static NoticeOfCase of(Notice notice) {
        var issued = notice.issued();
        return new NoticeOfCase(
                issued.notice(),
                issued.level(),
                issued.fault(),
                issued.unit(),
                issued.above(),
                issued.issuer(),
                issued.rule(),
                issued.deadline(),
                issued.dueAt(),
                issued.issuedAt(),
                notice.state(),
                notice.round(),
                notice.escalatedTo());
    }
}
