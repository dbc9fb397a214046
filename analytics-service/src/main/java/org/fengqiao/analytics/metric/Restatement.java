package org.fengqiao.analytics.metric;

import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/** The fate of a number since it was told: it as it was known then, as it is known now, and the difference. */
public final class Restatement {

    private Restatement() {}

    /**
     * One row of a number, then and now.
     *
     * @param key as in {@link MetricRow}
     * @param then null if there was no such row
     * @param now null if there is no such row any more
     */
    public record Row(
            String key, @Nullable MetricRow then, @Nullable MetricRow now) {}

    /** Ways in which something counted is another one now. */
    public enum Kind {
        /** Counted now, and not then. */
        CAME,
        /** Counted then, and not now. */
        WENT,
        /** In the numerator now, and then only counted. */
        ROSE,
        /** In the numerator then, and now only counted. */
        FELL;

        static Kind of(@Nullable Boolean then, @Nullable Boolean now) {
            if (then == null) {
                return CAME;
            }
            if (now == null) {
                return WENT;
            }
            return now ? ROSE : FELL;
        }
    }

    /**
     * One thing that made the difference.
     *
     * @param subject which one of the case; {@code case} for the case itself
     * @param then whether it was in the numerator; null if it was not counted
     * @param now whether it is in the numerator; null if it is not counted
     * @param events the ids of the events that put it where it is, or was
     */
    public record Change(
            Kind change,
            UUID caseId,
            long position,
            String subject,
            @Nullable Boolean then,
            @Nullable Boolean now,
            List<UUID> events) {

        public Change {
            events = List.copyOf(events);
        }
    }
}
