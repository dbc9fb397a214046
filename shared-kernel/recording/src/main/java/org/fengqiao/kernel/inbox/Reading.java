package org.fengqiao.kernel.inbox;

import java.util.UUID;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.eventstore.Order;
import org.fengqiao.kernel.value.Territory;

/**
 * What one record means to this service.
 *
 * @param <C> the service's commands
 */
public sealed interface Reading<C> {

    /**
     * It asks for something.
     *
     * @param territory where the case belongs, if it tells that as well; null if not
     */
    record Ours<C>(Order<C> order, @Nullable Territory territory) implements Reading<C> {}

    /** It asks for nothing and tells where a case belongs. */
    record Told<C>(UUID caseId, Territory territory) implements Reading<C> {}

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
     * Reads records. Pure, and never throws: whatever a record holds, it is one of these.
     *
     * @param <C> the service's commands
     */
    @FunctionalInterface
    interface Reader<C> {
        /** What the record means to this service. */
        Reading<C> read(ConsumerRecord<byte[], byte[]> record);
    }
}
