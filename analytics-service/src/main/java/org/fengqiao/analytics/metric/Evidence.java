package org.fengqiao.analytics.metric;

import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * One thing that was counted, and why.
 *
 * @param caseId the case
 * @param position where in the history of the case it was first counted
 * @param subject which one of the case, such as custody {@code 2}; {@code case} for the case itself
 * @param value what the counted event said, such as a result or a satisfaction; null if its being there says all
 * @param events the ids of the events that put it there: the one that puts it into the denominator, and in the
 *     numerator the one that answers it
 */
public record Evidence(
        UUID caseId,
        long position,
        String subject,
        @Nullable String value,
        List<UUID> events) {

    public Evidence {
        events = List.copyOf(events);
    }
}
