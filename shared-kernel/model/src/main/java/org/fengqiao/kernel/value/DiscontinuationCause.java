package org.fengqiao.kernel.value;

/** Cause for which a case left the service that worked on it before there was a result. */
public enum DiscontinuationCause {
    /** The unit gave the case back. */
    RETURNED,
    /** The case went up to another unit. */
    ESCALATED,
    /** The case was closed in another way, such as by withdrawal. */
    CLOSED,
    /** The case is in a later custody. */
    SUPERSEDED
}
