package org.fengqiao.routing.model;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Times in which nobody worked on a case, and how often it changed hands, as its record tells. Nobody works on a case
 * while it is open and not claimed.
 *
 * @param returns how often a unit gave it back
 * @param escalations how often it went up: unclaimed, asked for or taken over
 * @param unclaimed how long nobody has worked on it, all times together
 * @param unclaimedSince since when nobody does; null if somebody does, or if it is closed
 */
public record HoldingTimes(
        int returns,
        int escalations,
        Duration unclaimed,
        @Nullable Instant unclaimedSince) {

    private static final String PREFIX = "fengqiao.routing.";

    /** Stored event: its type, and when it was recorded. */
    public record Step(String type, Instant at) {}

    /**
     * Returns the times of a case.
     *
     * @param history what was recorded of it, oldest first; events of other slices and of deadlines count for nothing
     * @param now until when they are counted
     */
    public static HoldingTimes of(List<Step> history, Instant now) {
        var times = new HoldingTimes(0, 0, Duration.ZERO, null);
        for (var step : history) {
            times = times.after(step);
        }
        return new HoldingTimes(times.returns, times.escalations, times.unclaimedUntil(now), times.unclaimedSince);
    }

    private HoldingTimes after(Step step) {
        if (!step.type().startsWith(PREFIX)) {
            return this;
        }
        return switch (step.type().substring(PREFIX.length())) {
            case "case-triaged.v1", "case-assigned.v1", "case-retriaged.v1", "case-reopened.v1" ->
                left(returns, escalations, step.at());
            case "case-returned.v1" -> left(returns + 1, escalations, step.at());
            case "case-escalated.v1" -> left(returns, escalations + 1, step.at());
            case "case-claimed.v1", "case-closed.v1" ->
                new HoldingTimes(returns, escalations, unclaimedUntil(step.at()), null);
            default -> this;
        };
    }

    private HoldingTimes left(int back, int up, Instant at) {
        return new HoldingTimes(back, up, unclaimed, unclaimedSince == null ? at : unclaimedSince);
    }

    private Duration unclaimedUntil(Instant at) {
        return unclaimedSince == null ? unclaimed : unclaimed.plus(Duration.between(unclaimedSince, at));
    }
}
