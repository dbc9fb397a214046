package org.fengqiao.embedded;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;

/** The topics of the system, with what each of them keeps and for how long. */
final class Topics {

    /** The largest record, in bytes, that a partner's topic and the brokers take. */
    static final String FOUR_MEBIBYTES = "4194304";

    private static final List<String> PARTNERS = List.of("police", "court", "petition-office", "procuratorate");
    private static final List<String> PARTNER_TOPICS = List.of("inbound", "outbound", "rejected");
    private static final Map<String, String> FOR_EVER = Map.of("retention.ms", "-1", "retention.bytes", "-1");

    private Topics() {}

    /**
     * Makes the topics that are missing; those that are there stay as they are.
     *
     * @param brokers settings with which the brokers are reached
     * @param replicas copies of each partition
     * @throws Trouble if the brokers do not answer within a minute
     */
    static void make(Map<String, Object> brokers, short replicas) throws InterruptedException, ExecutionException {
        make(brokers, all(replicas));
    }

    /**
     * Makes those in which Connect keeps its own state, which it may not make itself where brokers ask who is there.
     */
    static void makeForConnect(Map<String, Object> brokers, short replicas)
            throws InterruptedException, ExecutionException {
        make(
                brokers,
                Stream.of("connect-configs", "connect-offsets", "connect-status")
                        .map(name -> new NewTopic(name, 1, replicas).configs(Map.of("cleanup.policy", "compact")))
                        .collect(Collectors.toCollection(ArrayList::new)));
    }

    private static void make(Map<String, Object> brokers, List<NewTopic> topics)
            throws InterruptedException, ExecutionException {
        try (var admin = Admin.create(brokers)) {
            var there = Set.copyOf(admin.listTopics().names().get(1, TimeUnit.MINUTES));
            topics.removeIf(topic -> there.contains(topic.name()));
            for (var created : admin.createTopics(topics).values().values()) {
                try {
                    created.get();
                } catch (ExecutionException failed) {
                    if (!(failed.getCause() instanceof TopicExistsException)) {
                        throw failed;
                    }
                }
            }
        } catch (TimeoutException slow) {
            throw new Trouble("Kafka did not answer within a minute.", slow);
        }
    }

    private static List<NewTopic> all(short replicas) {
        var topics = new ArrayList<NewTopic>();
        topics.add(new NewTopic("case-events", 12, replicas).configs(FOR_EVER));
        topics.add(new NewTopic("reference-events", 1, replicas).configs(FOR_EVER));
        // One partition: an auditor reads each service's checkpoints in their order, and all of them.
        topics.add(new NewTopic("audit-checkpoints", 1, replicas).configs(FOR_EVER));
        topics.add(new NewTopic("connect-heartbeats", 1, replicas)
                .configs(Map.of("retention.ms", "3600000", "segment.bytes", "16777216")));
        for (var partner : PARTNERS) {
            for (var topic : PARTNER_TOPICS) {
                topics.add(new NewTopic(partner + "." + topic, 3, replicas)
                        .configs(Map.of(
                                "retention.ms",
                                Long.toString(kept(topic).toMillis()),
                                "max.message.bytes",
                                FOUR_MEBIBYTES)));
            }
        }
        return topics;
    }

    /**
     * Returns the retention of a topic. Messages from and to partners are in clear: they are kept as long as somebody
     * may have to read them again, and no longer.
     */
    private static Duration kept(String topic) {
        return topic.equals("outbound") ? Duration.ofDays(30) : Duration.ofDays(7);
    }
}
