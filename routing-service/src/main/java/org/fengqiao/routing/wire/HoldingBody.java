package org.fengqiao.routing.wire;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.legalclock.Deadline;
import org.fengqiao.kernel.legalclock.Deadlines;
import org.fengqiao.kernel.proof.LinkedEvent;
import org.fengqiao.routing.model.HoldingTimes;
import org.fengqiao.routing.model.RoutingCase;
import org.fengqiao.routing.model.RoutingEvent.Desk;
import org.fengqiao.routing.policy.RoutingPolicy;

/**
 * Custody of a case in time: since when somebody has it, what is due, and how long nobody worked on it.
 *
 * @param assignedAt when the latest unit got it; null before the first
 * @param claimBy when that unit must claim it, or had to
 * @param claimedAt since when somebody of the unit works on it; null if nobody does
 * @param desk who has to find somebody for it; null unless the highest unit has not claimed it in time
 * @param returns how often a unit gave it back
 * @param escalations how often it went up
 * @param unclaimedSeconds how long nobody worked on it, all times together, in seconds
 * @param unclaimedSince since when nobody does; null if somebody does, or if it is closed
 */
public record HoldingBody(
        @Nullable Instant assignedAt,
        @Nullable Instant claimBy,
        @Nullable Instant claimedAt,
        @Nullable Desk desk,
        int returns,
        int escalations,
        long unclaimedSeconds,
        @Nullable Instant unclaimedSince) {

    /**
     * Returns it as the record of the case tells.
     *
     * @param history the stored events of the case, oldest first
     * @param now until when the times are counted
     */
    public static HoldingBody of(RoutingCase.Known state, Deadlines deadlines, List<LinkedEvent> history, Instant now) {
        var times = HoldingTimes.of(
                history.stream()
                        .map(event -> new HoldingTimes.Step(
                                event.row().type(), event.row().recordedAt()))
                        .toList(),
                now);
        var claim = deadlines.find(RoutingPolicy.claimOf(state.dossier().custody()));
        var standing = state.oversight().dispatch().standing();
        return new HoldingBody(
                claim.map(Deadline::startedAt).orElse(null),
                claim.map(Deadline::dueAt).orElse(null),
                state instanceof RoutingCase.Claimed claimed ? claimed.claimedAt() : null,
                standing == null ? null : standing.desk(),
                times.returns(),
                times.escalations(),
                times.unclaimed().toSeconds(),
                times.unclaimedSince());
    }
}
