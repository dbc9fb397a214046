package org.fengqiao.control;

import java.util.ArrayList;
import java.util.List;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Records on the topic that are no event of a service: counted, the first ones by their places. Not thread-safe. */
final class UnreadableRecords {

    private static final int NAMED = 10;

    private final List<String> first = new ArrayList<>();
    private long all;

    /** Takes one. */
    void add(ConsumerRecord<?, ?> record) {
        all++;
        if (first.size() < NAMED) {
            first.add("%s-%d@%d".formatted(record.topic(), record.partition(), record.offset()));
        }
    }

    /** Returns whether there is none. */
    boolean isEmpty() {
        return all == 0;
    }

    /** Tells of them, if there are any; nothing of what stands in them, which may be about people. */
    void tell(Output output) {
        if (all > 0) {
            output.note("%,d records are no events of services, and are left out: %s%s"
                    .formatted(all, String.join(", ", first), all > first.size() ? ", …" : ""));
        }
    }
}
