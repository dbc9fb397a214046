package org.fengqiao.control.reconcile;

import java.util.UUID;

/**
 * A difference between store and topic.
 *
 * @param service counts the services, in the order in which a dispute meets them
 * @param times how often it is on the topic
 */
public record Difference(Kind kind, int service, UUID caseId, long version, UUID eventId, int times) {

    /** Kinds of differences. */
    public enum Kind {
        /** Recorded, and not on the topic. */
        MISSING,
        /** More than once on the topic: readers take it once. */
        DOUBLED,
        /** On the topic with another content or id than recorded. */
        DIFFERENT,
        /** On the topic, and not recorded. */
        NOT_RECORDED
    }
}
