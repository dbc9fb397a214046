package org.fengqiao.kernel.messaging;

import java.util.List;
import java.util.Optional;

import io.smallrye.mutiny.Uni;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.hibernate.reactive.mutiny.Mutiny;

import org.fengqiao.kernel.messaging.ParkingLot.Attempt;

/**
 * The work on the records of a topic, for {@link PollTransactions}.
 *
 * @param <T> what records are read as
 */
public interface Inbox<T> {

    /** Reads a record; empty if it is of no concern. Pure; a record with which it throws is turned away. */
    Optional<T> read(ConsumerRecord<byte[], byte[]> record);

    /**
     * Does these in the session's transaction, in the order they came. May be called again with the same, or with fewer
     * of them, if the transaction fails.
     */
    Uni<Void> process(Mutiny.StatelessSession session, List<T> fresh);

    /**
     * Turns away, in the session's transaction, a record that cannot be done for what is in it: it is kept whole, or
     * goes back to who sent it.
     */
    Uni<Void> turnAway(Mutiny.StatelessSession session, ConsumerRecord<byte[], byte[]> record, Attempt.Failed because);

    /** Returns whether a failure passes if the work is done again, other than by the database's own word. */
    default boolean passes(Throwable failure) {
        return false;
    }

    /**
     * Returns the reason to tell of a record with which the work failed. Nothing that the record holds stands in it.
     */
    default Attempt.Failed reason(Throwable failure) {
        return Unprocessable.reason(failure);
    }
}
