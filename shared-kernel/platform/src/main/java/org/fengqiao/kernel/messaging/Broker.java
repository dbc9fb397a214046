package org.fengqiao.kernel.messaging;

import static java.util.stream.Collectors.toMap;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;

import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** The Kafka broker, asked how it is and how far its topics reach. */
@Singleton
public class Broker {

    private static final int PATIENCE = (int) Duration.ofSeconds(2).toMillis();

    private final Admin admin;

    /** Asks with the address, name and password that the service's consumers have, too ({@code kafka.…}). */
    Broker(@Identifier("default-kafka-broker") Map<String, Object> settings) {
        var known = new HashMap<>(settings);
        known.keySet().retainAll(AdminClientConfig.configNames());
        known.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE);
        known.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE);
        known.put(AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, PATIENCE);
        this.admin = Admin.create(known);
    }

    /** Returns how many brokers answer; fails if none does within two seconds. */
    public Uni<Integer> nodes() {
        return Uni.createFrom()
                .completionStage(() -> admin.describeCluster(new DescribeClusterOptions().timeoutMs(PATIENCE))
                        .nodes()
                        .toCompletionStage())
                .map(java.util.Collection::size);
    }

    /** Returns the offset after the last committed record of each partition. */
    public Uni<Map<TopicPartition, Long>> ends(Set<TopicPartition> partitions) {
        return offsets(partitions, OffsetSpec.latest());
    }

    /** Returns the offset of the first record that each partition still has. */
    Uni<Map<TopicPartition, Long>> beginnings(Set<TopicPartition> partitions) {
        return offsets(partitions, OffsetSpec.earliest());
    }

    private Uni<Map<TopicPartition, Long>> offsets(Set<TopicPartition> partitions, OffsetSpec which) {
        return Uni.createFrom()
                .completionStage(() -> admin.listOffsets(
                                partitions.stream().collect(toMap(Function.identity(), _ -> which)),
                                new ListOffsetsOptions(IsolationLevel.READ_COMMITTED).timeoutMs(PATIENCE))
                        .all()
                        .toCompletionStage())
                .map(ends -> ends.entrySet().stream()
                        .collect(toMap(Map.Entry::getKey, e -> e.getValue().offset())));
    }

    /**
     * A topic as the broker has it now.
     *
     * @param id another one for each topic ever made, whatever its name
     */
    record Topic(String name, String id, int partitions) {}

    /** Returns those of the topics that there are, by their names. */
    Uni<Map<String, Topic>> topics(Collection<String> names) {
        if (names.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        return Uni.join()
                .all(names.stream().map(this::topic).toList())
                .andFailFast()
                .map(found ->
                        found.stream().flatMap(Optional::stream).collect(toMap(Topic::name, Function.identity())));
    }

    private Uni<Optional<Topic>> topic(String name) {
        return Uni.createFrom()
                .completionStage(
                        () -> admin.describeTopics(List.of(name), new DescribeTopicsOptions().timeoutMs(PATIENCE))
                                .topicNameValues()
                                .get(name)
                                .toCompletionStage())
                .map(found -> Optional.of(new Topic(
                        name, found.topicId().toString(), found.partitions().size())))
                .onFailure(Broker::isUnknown)
                .recoverWithItem(Optional.empty());
    }

    private static boolean isUnknown(Throwable failure) {
        return failure instanceof UnknownTopicOrPartitionException
                || failure.getCause() instanceof UnknownTopicOrPartitionException;
    }

    @PreDestroy
    void close() {
        admin.close(Duration.ofSeconds(1));
    }
}
