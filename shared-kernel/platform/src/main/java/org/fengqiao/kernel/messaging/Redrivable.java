package org.fengqiao.kernel.messaging;

import java.util.List;

import io.smallrye.mutiny.Uni;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.hibernate.reactive.mutiny.Mutiny;

import org.fengqiao.kernel.messaging.ParkingLot.Attempt;

/** A reader of the common log whose parked records can be tried again. A service has one, as a bean. */
public interface Redrivable {

    /**
     * Does the records of one case in order, in the session's transaction, and stops at the first that cannot be done.
     */
    Uni<List<Attempt>> redrive(Mutiny.StatelessSession session, List<ConsumerRecord<byte[], byte[]>> records);
}
