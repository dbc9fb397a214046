package org.fengqiao.kernel.inbox;

import org.fengqiao.kernel.eventstore.Order;

/**
 * Result of reading one record: what it asks of this service.
 *
 * @param <C> the service's commands
 */
public sealed interface Reading<C> {

    /** The record asks for something. */
    record Asks<C>(Order<C> order) implements Reading<C> {}

    /** The record asks for nothing. */
    record AsksNothing<C>() implements Reading<C> {}

    /**
     * The record is of a kind this service follows, and cannot be understood.
     *
     * @param code the stable code, such as {@code kernel.malformed-json}
     * @param detail what is wrong, naming every offending field, without quoting personal data
     */
    record Unreadable<C>(String code, String detail) implements Reading<C> {}
}
