package org.fengqiao.kernel.operations;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The Kafka broker, asked how it is and how far its topics reach. */
@Singleton
public class Broker {

    private static final int PATIENCE = (int) Duration.ofSeconds(2).toMillis();

    private final Admin admin;

    Broker(@ConfigProperty(name = "kafka.bootstrap.servers") String bootstrap) {
        this.admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE,
                AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, PATIENCE));
    }

    /** Returns how many brokers answer; fails if none does within two seconds. */
    Uni<Integer> nodes() {
        return Uni.createFrom()
                .completionStage(() -> admin.describeCluster(new DescribeClusterOptions().timeoutMs(PATIENCE))
                        .nodes()
                        .toCompletionStage())
                .map(java.util.Collection::size);
    }

    /** Returns the offset after the last committed record of each partition. */
    Uni<Map<TopicPartition, Long>> ends(Set<TopicPartition> partitions) {
        return Uni.createFrom()
                .completionStage(() -> admin.listOffsets(
                                partitions.stream()
                                        .collect(java.util.stream.Collectors.toMap(
                                                Function.identity(), _ -> OffsetSpec.latest())),
                                new ListOffsetsOptions(IsolationLevel.READ_COMMITTED).timeoutMs(PATIENCE))
                        .all()
                        .toCompletionStage())
                .map(ends -> ends.entrySet().stream()
                        .collect(java.util.stream.Collectors.toMap(
                                Map.Entry::getKey, e -> e.getValue().offset())));
    }

    @PreDestroy
    void close() {
        admin.close(Duration.ofSeconds(1));
    }
}
