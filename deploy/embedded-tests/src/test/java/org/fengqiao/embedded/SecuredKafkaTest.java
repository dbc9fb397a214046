package org.fengqiao.embedded;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The users and access rules of the Kubernetes manifests, given to a real broker that asks who is there. */
class SecuredKafkaTest {

    private static final List<String> PARTNERS = List.of("police", "court", "petition-office", "procuratorate");
    private static final List<String> OWN = List.of("case-events", "reference-events", "audit-checkpoints");
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir
    private static Path folder;

    private static Certificates certificates;
    private static SecuredBroker broker;
    private static int port;
    private static int controllerPort;
    private static Map<String, KafkaUser> users;

    @BeforeAll
    static void start() throws Exception {
        users = KafkaUser.ofManifests(Path.of("..", "kubernetes", "base", "kafka")).stream()
                .collect(toMap(KafkaUser::name, Function.identity()));
        certificates = Certificates.in(Files.createDirectory(folder.resolve("certificates")));
        try (var first = new ServerSocket(0);
                var second = new ServerSocket(0)) {
            port = first.getLocalPort();
            controllerPort = second.getLocalPort();
        }
        broker =
                SecuredBroker.start(Files.createDirectory(folder.resolve("kafka")), certificates, port, controllerPort);
        broker.owner()
                .createTopics(
                        topics().map(topic -> new NewTopic(topic, 1, (short) 1)).toList())
                .all()
                .get();
        KafkaUsers.make(broker.ownersLogin(), List.copyOf(users.values()), SecuredKafkaTest::passwordOf);
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    static Stream<String> partners() {
        return PARTNERS.stream();
    }

    private static Stream<String> topics() {
        return Stream.concat(
                OWN.stream(),
                PARTNERS.stream()
                        .flatMap(partner ->
                                Stream.of(".inbound", ".outbound", ".rejected").map(partner::concat)));
    }

    @ParameterizedTest
    @MethodSource("partners")
    void aPartnerWritesItsInboundTopicAndNoOther(String partner) {
        assertThat(writtenBy(partner)).containsExactly(partner + ".inbound");
    }

    @ParameterizedTest
    @MethodSource("partners")
    void aPartnerReadsWhatIsForItAndNoOtherTopic(String partner) {
        assertThat(readBy(partner)).containsExactly(partner + ".outbound", partner + ".rejected");
    }

    @ParameterizedTest
    @CsvSource({
        "intake-service, case-events police.inbound court.inbound petition-office.inbound procuratorate.inbound",
        "routing-service, case-events",
        "mediation-service, case-events court.inbound",
        "petition-service, case-events petition-office.inbound",
        "analytics-service, case-events"
    })
    void aServiceReadsWhatIsForItAndWritesNothing(String service, String topics) {
        assertThat(readBy(service)).containsExactly(topics.split(" "));
        assertThat(writtenBy(service)).isEmpty();
    }

    @Test
    void connectWritesWhatServicesPublishAndReadsNoneOfIt() {
        assertThat(writtenBy("connect"))
                .containsExactlyElementsOf(
                        topics().filter(topic -> !topic.endsWith(".inbound")).toList());
        assertThat(readBy("connect")).isEmpty();
    }

    @Test
    void anAuditorReadsTheLogAndItsCheckpointsAndNothingOfThePartners() {
        assertThat(readBy("auditor")).containsExactlyElementsOf(OWN);
        assertThat(writtenBy("auditor")).isEmpty();
    }

    @Test
    void everyUserOfTheManifestsIsLookedAtHere() {
        assertThat(users.keySet())
                .containsExactlyInAnyOrderElementsOf(Stream.concat(
                                PARTNERS.stream(),
                                Stream.of(
                                        "intake-service",
                                        "routing-service",
                                        "mediation-service",
                                        "petition-service",
                                        "analytics-service",
                                        "connect",
                                        "auditor"))
                        .toList());
    }

    @Test
    void nobodyComesInWithoutAPasswordOrWithAWrongOne() {
        assertThatThrownBy(() -> write(broker.login("police", "a guess"), "police.inbound", "1"))
                .hasCauseInstanceOf(SaslAuthenticationException.class);
        var stranger = broker.login("police", passwordOf("police"));
        stranger.keySet().removeIf(setting -> setting.startsWith("ssl."));
        assertThatThrownBy(() -> write(stranger, "police.inbound", "1"))
                .hasCauseInstanceOf(SslAuthenticationException.class);
    }

    @Test
    void aPasswordIsChangedWhileMessagesAreUnderWayAndNoneIsLost() throws Exception {
        try (var sender = new Sender("court")) {
            sender.awaitSent(20);
            broker.password("court", "another password");
            // Who has logged in has to do it again after a while, and is refused then.
            await().atMost(PATIENCE).until(sender::isRefused);
            sender.use("another password");
            sender.awaitSent(20);
            assertThat(sentTo("court.inbound", sender.stop())).containsExactlyElementsOf(sender.sent());
        } finally {
            broker.password("court", passwordOf("court"));
        }
    }

    @Test
    void aCertificateIsChangedWhileMessagesAreUnderWayAndNobodyNotices() throws Exception {
        var before = certificates.shownBy(Installation.HOST, port);
        try (var sender = new Sender("procuratorate")) {
            sender.awaitSent(20);
            broker.renewCertificate();
            await().atMost(PATIENCE)
                    .until(() -> !certificates.shownBy(Installation.HOST, port).equals(before));
            sender.awaitSent(20);
            var count = sender.stop();
            assertThat(sender.isRefused()).isFalse();
            assertThat(sentTo("procuratorate.inbound", count)).containsExactlyElementsOf(sender.sent());
        }
    }

    // What a user may

    private static List<String> writtenBy(String user) {
        try (var producer = producer(broker.login(user, passwordOf(user)))) {
            return topics().filter(topic -> isAllowed(() ->
                            producer.send(new ProducerRecord<>(topic, "tried")).get()))
                    .toList();
        }
    }

    private static List<String> readBy(String user) {
        try (var consumer = consumer(broker.login(user, passwordOf(user)))) {
            return topics().filter(topic -> isAllowed(() -> {
                        consumer.assign(List.of(new TopicPartition(topic, 0)));
                        consumer.seekToBeginning(consumer.assignment());
                        consumer.position(new TopicPartition(topic, 0), PATIENCE);
                        fetch(consumer);
                    }))
                    .toList();
        }
    }

    /** Polls until the broker has answered: of two answers, one may still be to the request before. */
    private static void fetch(KafkaConsumer<String, String> consumer) {
        var before = fetches(consumer);
        var patience = Instant.now().plus(PATIENCE);
        while (fetches(consumer) < before + 2) {
            assertThat(Instant.now()).isBefore(patience);
            consumer.poll(Duration.ofMillis(100));
        }
    }

    private static double fetches(KafkaConsumer<String, String> consumer) {
        return consumer.metrics().entrySet().stream()
                .filter(metric -> metric.getKey().group().equals("consumer-fetch-manager-metrics")
                        && metric.getKey().name().equals("fetch-total")
                        && metric.getKey().tags().keySet().equals(Set.of("client-id")))
                .mapToDouble(metric -> (double) metric.getValue().metricValue())
                .sum();
    }

    private interface Attempt {
        void make() throws Exception;
    }

    private static boolean isAllowed(Attempt attempt) {
        try {
            attempt.make();
            return true;
        } catch (AuthorizationException _) {
            return false;
        } catch (Exception failed) {
            if (failed.getCause() instanceof AuthorizationException) {
                return false;
            }
            throw new AssertionError(failed);
        }
    }

    // Clients

    private static String passwordOf(String user) {
        return "the first password of " + user;
    }

    private static void write(Map<String, Object> login, String topic, String message)
            throws ExecutionException, InterruptedException {
        try (var producer = producer(login)) {
            producer.send(new ProducerRecord<>(topic, message)).get();
        }
    }

    private static KafkaProducer<String, String> producer(Map<String, Object> login) {
        var settings = new HashMap<>(login);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, (int) PATIENCE.toMillis());
        // A producer that was logged in keeps on trying for so long before it says that it no longer is.
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 4_000);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 5_000);
        return new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
    }

    private static KafkaConsumer<String, String> consumer(Map<String, Object> login) {
        var settings = new HashMap<>(login);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        return new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer());
    }

    /** Returns what a sender sent to a topic, so many messages at least, as the owner reads it. */
    private static List<String> sentTo(String topic, int count) {
        var read = new ArrayList<String>();
        try (var consumer = consumer(broker.ownersLogin())) {
            consumer.assign(List.of(new TopicPartition(topic, 0)));
            consumer.seekToBeginning(consumer.assignment());
            await().atMost(PATIENCE).until(() -> {
                for (var record : consumer.poll(Duration.ofMillis(100))) {
                    if (record.value().startsWith(Sender.PREFIX)) {
                        read.add(record.value());
                    }
                }
                return read.size() >= count;
            });
        }
        return read;
    }

    /** A partner's system that sends one message after the other, and a refused one again. */
    private static final class Sender implements AutoCloseable {

        private static final String PREFIX = "numbered ";

        private final String partner;
        private final AtomicInteger acknowledged = new AtomicInteger();
        private final Thread thread;
        private volatile String password;
        private volatile boolean refused;
        private volatile boolean stopped;

        Sender(String partner) {
            this.partner = partner;
            this.password = passwordOf(partner);
            this.thread = Thread.ofVirtual().start(this::send);
        }

        private void send() {
            while (!stopped) {
                try (var producer = producer(broker.login(partner, password))) {
                    while (!stopped) {
                        producer.send(new ProducerRecord<>(partner + ".inbound", PREFIX + (acknowledged.get() + 1)))
                                .get();
                        acknowledged.incrementAndGet();
                    }
                } catch (ExecutionException failed) {
                    refused = failed.getCause() instanceof SaslAuthenticationException;
                } catch (InterruptedException _) {
                    Thread.currentThread().interrupt();
                    return;
                }
            }
        }

        boolean isRefused() {
            return refused;
        }

        void use(String changed) {
            password = changed;
            refused = false;
        }

        void awaitSent(int more) {
            var until = acknowledged.get() + more;
            await().atMost(PATIENCE).until(() -> acknowledged.get() >= until);
        }

        /** Stops, and returns how many were sent. */
        int stop() throws InterruptedException {
            stopped = true;
            thread.join();
            return acknowledged.get();
        }

        List<String> sent() {
            return IntStream.rangeClosed(1, acknowledged.get())
                    .mapToObj(number -> PREFIX + number)
                    .toList();
        }

        /** Sends no more after the message that is under way. */
        @Override
        public void close() {
            stopped = true;
        }
    }
}
