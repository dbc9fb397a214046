package org.fengqiao.analytics.model;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * A fact about a case that a number counts, the event that is its evidence, and when it was known.
 *
 * @param caseId the case
 * @param position the event's position in the case's history
 * @param kind what was reached
 * @param subject which one of its kind within the case, such as custody {@code 2}, obligation {@code 2/1} or deadline
 *     {@code routing/claim-2}; {@code case} for the case itself
 * @param value what it says, such as a result or a satisfaction; null if its being there says all
 * @param unit the unit answerable for it; null if none is
 * @param eventId the event that is its evidence
 * @param occurredAt when it took effect; for an obligation the start of its due day
 * @param known since when, and until when, it was known to hold
 */
public record Milestone(
        UUID caseId,
        long position,
        MilestoneKind kind,
        String subject,
        @Nullable String value,
        @Nullable String unit,
        UUID eventId,
        Instant occurredAt,
        Known known) {

    Milestone endedAt(Instant end) {
        return new Milestone(caseId, position, kind, subject, value, unit, eventId, occurredAt, known.until(end));
    }
}
