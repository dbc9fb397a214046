package org.fengqiao.kernel.inbox;

import org.fengqiao.kernel.delivery.DeliveryMessage;
import org.fengqiao.kernel.eventstore.Order;
import org.fengqiao.kernel.messaging.Envelope;

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
     * The record is about messages between the partner and a service, and about no case.
     *
     * @param partner who sent it
     * @param answersForUnknown whether this service answers for a source that nobody is
     */
    record Delivers<C>(String partner, DeliveryMessage message, Envelope envelope, boolean answersForUnknown)
            implements Reading<C> {}

    /**
     * The record is of a kind this service follows, and cannot be understood.
     *
     * @param code the stable code, such as {@code kernel.malformed-json}
     * @param detail what is wrong, naming every offending field, without quoting personal data
     */
    record Unreadable<C>(String code, String detail) implements Reading<C> {}
}
