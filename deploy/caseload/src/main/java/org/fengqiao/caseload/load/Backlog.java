package org.fengqiao.caseload.load;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

import org.fengqiao.local.LocalStack;
import org.fengqiao.local.Service;

/**
 * Distance of a service from the end of a topic, to the record and at this moment. The service's own metric says the
 * same every few seconds, which is too seldom to measure with.
 */
public final class Backlog implements AutoCloseable {

    private static final String POSITIONS = "select partition, next_offset from position where topic = ?";

    /** Number of offsets in a partition up to which they are looked at one by one. */
    private static final long NEAR = 4;

    private static final Duration LOOK = Duration.ofMillis(20);

    private final Connection database;
    private final KafkaConsumer<byte[], byte[]> broker;
    private final String topic;

    Backlog(LocalStack stack, Service service, String topic) throws SQLException {
        this.database = stack.connect(service);
        this.broker = Topics.consumer(stack.kafka());
        this.topic = topic;
    }

    /**
     * Returns the number of offsets of the topic that the service has not yet done, at this moment. Near the end they
     * are looked at, since the last offset of a partition is no record but the end of Kafka's transaction.
     */
    long now() throws SQLException {
        var partitions = broker.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .collect(Collectors.toSet());
        var ends = broker.endOffsets(partitions);
        var done = positions();
        var behind = new HashMap<TopicPartition, Long>();
        ends.forEach((partition, end) -> {
            var next = done.getOrDefault(partition.partition(), 0L);
            if (next < end) {
                behind.put(partition, next);
            }
        });
        var offsets = behind.entrySet().stream()
                .mapToLong(next -> ends.get(next.getKey()) - next.getValue())
                .sum();
        return offsets > NEAR * partitions.size() ? offsets : records(behind, ends);
    }

    private long records(Map<TopicPartition, Long> from, Map<TopicPartition, Long> ends) {
        if (from.isEmpty()) {
            return 0;
        }
        broker.assign(from.keySet());
        from.forEach(broker::seek);
        var records = 0L;
        while (from.keySet().stream().anyMatch(partition -> broker.position(partition) < ends.get(partition))) {
            records += broker.poll(LOOK).count();
        }
        return records;
    }

    private Map<Integer, Long> positions() throws SQLException {
        try (var query = database.prepareStatement(POSITIONS)) {
            query.setString(1, topic);
            var positions = new HashMap<Integer, Long>();
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    positions.put(rows.getInt(1), rows.getLong(2));
                }
            }
            return positions;
        }
    }

    @Override
    public void close() throws SQLException {
        database.close();
        broker.close();
    }
}
