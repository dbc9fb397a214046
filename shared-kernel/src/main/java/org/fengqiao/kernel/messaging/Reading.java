package org.fengqiao.kernel.messaging;

import org.apache.kafka.clients.consumer.ConsumerRecord;

import org.fengqiao.kernel.eventstore.Order;

/**
 * What one record means to this service.
 *
 * @param <C> the service's commands
 */
public sealed interface Reading<C> {

    /** It asks for something. */
    record Ours<C>(Order<C> order) implements Reading<C> {}

    /** It is of a kind this service does not follow. */
    record NotOurs<C>() implements Reading<C> {}

    /**
     * It is of a kind this service follows, and cannot be understood.
     *
     * @param code the stable code, such as {@code kernel.malformed-json}
     * @param detail what is wrong, naming every offending field, without quoting personal data
     */
    record Unreadable<C>(String code, String detail) implements Reading<C> {}

    /**
     * Reads records. Pure, and never throws: whatever a record holds, it is one of the three.
     *
     * @param <C> the service's commands
     */
    @FunctionalInterface
    interface Reader<C> {
        /** What the record means to this service. */
        Reading<C> read(ConsumerRecord<byte[], byte[]> record);
    }
}
