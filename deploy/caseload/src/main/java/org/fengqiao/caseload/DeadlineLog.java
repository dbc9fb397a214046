package org.fengqiao.caseload;

import java.time.Duration;

import org.apache.kafka.clients.consumer.KafkaConsumer;

import org.fengqiao.caseload.load.Topics;

/**
 * Counter of deadlines that the common log tells of from now on. No service counts warnings, since no decision needs
 * their number.
 */
final class DeadlineLog implements AutoCloseable {

    private final KafkaConsumer<byte[], byte[]> consumer;

    /**
     * Notes where the log stands now.
     *
     * @param bootstrap the broker
     */
    DeadlineLog(String bootstrap) {
        this.consumer = Topics.fromNowOn(bootstrap, Topics.CASE_EVENTS);
    }

    /** Numbers of deadlines that were warned of, and that were breached. */
    record Told(long warnings, long breaches) {}

    /** Reads the log from where it stood to where it stands now. */
    Told read() {
        var ends = consumer.endOffsets(consumer.assignment());
        long warnings = 0;
        long breaches = 0;
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            for (var message : consumer.poll(Duration.ofMillis(200))) {
                var type = Topics.header(message, "ce_type");
                if (type.endsWith(".deadline-warned.v1")) {
                    warnings++;
                } else if (type.endsWith(".deadline-breached.v1")) {
                    breaches++;
                }
            }
        }
        return new Told(warnings, breaches);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
