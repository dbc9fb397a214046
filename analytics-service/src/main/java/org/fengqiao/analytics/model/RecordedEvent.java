package org.fengqiao.analytics.model;

import java.time.Instant;

/**
 * An event at its place in its case's history across all services.
 *
 * @param event the event
 * @param position its place in the history of the case, from 1 without gaps, in the order of the log
 * @param knownAt from when on it counts as known, see {@link Known}
 */
public record RecordedEvent(LoggedEvent event, long position, Instant knownAt) {}
