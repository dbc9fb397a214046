package org.fengqiao.connectors;

import java.time.Duration;
import java.util.List;

import io.debezium.config.CommonConnectorConfig;
import io.debezium.config.Configuration;
import io.debezium.connector.common.CdcSourceTaskContext;
import io.debezium.connector.postgresql.PostgresConnectorConfig;
import io.debezium.connector.postgresql.PostgresConnectorTask;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * Debezium's task, polled differently. As it comes, it collects for the whole of {@code poll.interval.ms} although
 * records are there, spins through the last millisecond of it, ends a transaction of Kafka's even if it collected
 * nothing, and reads the stored position back from Kafka after each: four idle connectors with an interval of ten
 * milliseconds took most of a processor.
 *
 * <p>Here a poll hands over at once what is there, but no two within {@link #TRANSACTION_INTERVAL}: each becomes a
 * transaction of Kafka's, whose end is marked in every partition it touched and wakes every reader. If nothing is
 * there, it sleeps for {@code poll.interval.ms} (milliseconds) and says so, whereupon Connect begins no transaction.
 * What was published is confirmed to the database once in {@link #CONFIRMATION_INTERVAL}: what is confirmed later is
 * only kept longer in the database's log, since a restart goes on from the position in Kafka.
 */
public final class PromptPostgresTask extends PostgresConnectorTask {

    /** Longest time for which the database keeps what it could already forget. */
    static final Duration CONFIRMATION_INTERVAL = Duration.ofSeconds(1);

    /** Longest time that a committed row waits for rows committed soon after it, to be published with them. */
    static final Duration TRANSACTION_INTERVAL = Duration.ofMillis(30);

    /** Milliseconds: the queue is not waited for, only, in a busy loop, the clock's next millisecond. */
    private static final int NO_WAIT = 0;

    private long pauseMillis;
    private long confirmedNanos = System.nanoTime();
    private long handedOverNanos = System.nanoTime();

    @Override
    public CdcSourceTaskContext<PostgresConnectorConfig> preStart(Configuration config) {
        pauseMillis = config.getLong(CommonConnectorConfig.POLL_INTERVAL_MS);
        return super.preStart(config.edit()
                .with(CommonConnectorConfig.POLL_INTERVAL_MS, NO_WAIT)
                .build());
    }

    /** Returns what was read since the last poll; null, after a pause, if nothing was. */
    @Override
    public List<SourceRecord> doPoll() throws InterruptedException {
        // Returns at once if the interval is over.
        Thread.sleep(TRANSACTION_INTERVAL.minusNanos(System.nanoTime() - handedOverNanos));
        var records = super.doPoll();
        if (!records.isEmpty()) {
            handedOverNanos = System.nanoTime();
            return records;
        }
        Thread.sleep(pauseMillis);
        return null;
    }

    /** Comes with every poll after a transaction; until the interval is over, the next poll is told to try again. */
    @Override
    public void performCommit() {
        if (System.nanoTime() - confirmedNanos < CONFIRMATION_INTERVAL.toNanos()) {
            shouldPerformCommit.set(true);
            return;
        }
        super.performCommit();
        confirmedNanos = System.nanoTime();
    }
}
