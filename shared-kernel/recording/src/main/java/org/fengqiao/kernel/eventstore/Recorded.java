package org.fengqiao.kernel.eventstore;

import java.time.Instant;
import java.util.UUID;

import org.fengqiao.kernel.decision.Cause;

/**
 * An event that is being recorded, between the states before and after it.
 *
 * @param caseId the case
 * @param eventId the event's identifier; the causation id of all that follows from it
 * @param version the event's number within the case and this service, from 1
 * @param event the event
 * @param before the state it was decided in
 * @param after the state it leads to
 * @param cause who did it, when and why
 * @param recordedAt this service's own time: what a deadline starts from, since the time in the cause may be a
 *     partner's word
 */
public record Recorded<S, E>(
        UUID caseId, UUID eventId, long version, E event, S before, S after, Cause cause, Instant recordedAt) {}
