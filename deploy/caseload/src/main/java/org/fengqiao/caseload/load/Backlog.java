package org.fengqiao.caseload.load;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

import org.fengqiao.local.LocalStack;
import org.fengqiao.local.Service;

/**
 * How far a service is behind the end of a topic, to the record and at this moment. The service's own metric says the same every few
 * seconds, which is too seldom to measure with.
 */
final class Backlog implements AutoCloseable {

    private static final String POSITIONS = "select partition, next_offset from position where topic = ?";

    private final Connection database;
    private final KafkaConsumer<byte[], byte[]> broker;
    private final String topic;

    Backlog(LocalStack stack, Service service, String topic) throws SQLException {
        this.database = database(stack, service);
        this.broker = Topics.consumer(stack.kafka());
        this.topic = topic;
    }

    /** A connection to the service's database with the service's own rights. */
    static Connection database(LocalStack stack, Service service) throws SQLException {
        var said = stack.infrastructure();
        var name = service.label();
        return DriverManager.getConnection(
                "jdbc:postgresql://%s:%s/%s"
                        .formatted(said.get("postgres.host"), said.get("postgres.port"), said.get(name + ".database")),
                said.get(name + ".service.user"),
                said.get(name + ".service.password"));
    }

    /** How many offsets of the topic the service has not yet done, at this moment. */
    long now() throws SQLException {
        var partitions = broker.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .collect(Collectors.toSet());
        var ends = broker.endOffsets(partitions);
        var done = positions();
        return ends.entrySet().stream()
                .mapToLong(end -> Math.max(
                        0, end.getValue() - done.getOrDefault(end.getKey().partition(), 0L)))
                .sum();
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
