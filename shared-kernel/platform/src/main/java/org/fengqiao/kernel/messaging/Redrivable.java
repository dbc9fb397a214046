package org.fengqiao.kernel.messaging;

import java.util.List;

import io.smallrye.mutiny.Uni;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.decision.Cause;
import org.fengqiao.kernel.messaging.ParkingLot.Attempt;

/** A reader of the common log whose parked records can be tried again or given up. A service has one, as a bean. */
public interface Redrivable {

    /**
     * Does the records of one case in order, in the session's transaction, and stops at the first that cannot be done.
     */
    Uni<List<Attempt>> redrive(Mutiny.StatelessSession session, List<ConsumerRecord<byte[], byte[]>> records);

    /**
     * Notes, in the session's transaction, that a record is given up, so that later ones of its case can be done
     * without it.
     */
    Uni<Gap> giveUp(Mutiny.StatelessSession session, ConsumerRecord<byte[], byte[]> record, GivenUp givenUp);

    /**
     * An operator's word that a record is given up.
     *
     * @param code why it could not be done
     * @param reason why it is given up, in the operator's words; null if they can't be kept
     * @param cause who said so, and when
     */
    record GivenUp(String code, @Nullable String reason, Cause cause) {}

    /** The place where it shows that something is missing. */
    enum Gap {
        /** An event in the case's stream says so, with the reason. */
        IN_THE_CASE,
        /** This service has no stream of such a case. */
        BESIDE_IT,
        /** Only what is missing before the record is given up: the record itself can be done now. */
        BEFORE_THE_RECORD
    }
}
