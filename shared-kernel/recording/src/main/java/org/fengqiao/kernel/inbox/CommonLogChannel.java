package org.fengqiao.kernel.inbox;

import java.util.List;
import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.hibernate.reactive.mutiny.Mutiny;

import org.fengqiao.kernel.keys.KeyRings;
import org.fengqiao.kernel.messaging.ParkingLot;
import org.fengqiao.kernel.messaging.ParkingLot.Attempt;
import org.fengqiao.kernel.messaging.PollTransactions;
import org.fengqiao.kernel.messaging.Redrivable;
import org.fengqiao.kernel.service.CaseService;

/** Consumer of the channel {@code case-events}, which carries the common log. */
@Singleton
public class CommonLogChannel implements Redrivable {

    private final CommonLogInbox<?> inbox;

    CommonLogChannel(
            CaseService<?, ?, ?> service,
            PollTransactions transactions,
            ParkingLot parkingLot,
            KeyRings keys,
            ObjectMapper json) {
        this.inbox = CommonLogInbox.of(service, transactions, parkingLot, keys, json);
    }

    /** Consumes one poll. */
    @Incoming("case-events")
    public Uni<Void> onPoll(ConsumerRecords<byte[], byte[]> poll) {
        return inbox.consume(poll);
    }

    @Override
    public Uni<List<Attempt>> redrive(Mutiny.StatelessSession session, List<ConsumerRecord<byte[], byte[]>> records) {
        return inbox.redrive(session, records);
    }

    @Override
    public Uni<Gap> giveUp(Mutiny.StatelessSession session, ConsumerRecord<byte[], byte[]> record, GivenUp givenUp) {
        return inbox.giveUp(session, record, givenUp);
    }
}
