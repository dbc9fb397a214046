package org.fengqiao.kernel.messaging;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.restassured.response.ValidatableResponse;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.reactive.mutiny.Mutiny;
import org.junit.jupiter.api.Test;

import org.fengqiao.kernel.identity.Roles;
import org.fengqiao.kernel.testing.Infrastructure;
import org.fengqiao.kernel.testing.Tokens;

/** A topic that was deleted and made anew has the name, and the offsets, of another one. */
@QuarkusTest
@QuarkusTestResource(
        value = Infrastructure.class,
        initArgs = {
            @ResourceArg(name = "service", value = "intake"),
            @ResourceArg(name = "parts", value = "postgres,kafka")
        })
@QuarkusTestResource(Tokens.class)
class ReplacedTopicTest {

    static final String TOPIC = "made-anew";
    static final TopicPartition PARTITION = new TopicPartition(TOPIC, 0);

    @Inject
    PollTransactions transactions;

    @Inject
    @Identifier(Positions.LISTENER)
    Positions positions;

    @Inject
    Mutiny.SessionFactory sessions;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrap;

    @Test
    void itsReadersWaitLoudlyUntilAnOperatorSaysHowToGoOn() throws Throwable {
        make();
        fill(3);
        assertThat(assigned()).isZero();
        done(0, 5);
        assertThat(assigned()).isEqualTo(5);
        restart("beginning").statusCode(409).body("code", equalTo("kernel.topic-not-replaced"));

        remove();
        make();
        fill(3);
        var waiting = CompletableFuture.supplyAsync(this::assigned, Thread::startVirtualThread);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> given().get("/q/health/ready")
                        .then()
                        .body("checks.find { it.name == 'flow' }.status", equalTo("UP"))
                        .body("checks.find { it.name == 'flow' }.data.state", equalTo("STUCK"))
                        .body(
                                "checks.find { it.name == 'flow' }.data.'made-anew-0'",
                                containsString(
                                        "offset 5 was kept of another topic of this name, this one has 0 to 3")));
        assertThat(waiting).isNotDone();
        restart("kept").statusCode(409).body("code", equalTo("kernel.position-behind-the-end"));
        restart("anywhere").statusCode(400);

        restart("beginning").statusCode(200).body("partitions[0].kept", equalTo(5), "partitions[0].next", equalTo(0));
        assertThat(waiting.get()).isZero();
        given().get("/q/health/ready")
                .then()
                .body("checks.find { it.name == 'flow' }.data.'made-anew-0'", equalTo(null));
        assertThat(ReplacedTopicTest.<Long>get(() -> sessions.withStatelessSession(session -> session.createNativeQuery(
                                "select count(*) from position_restart where topic = 'made-anew' and"
                                        + " begins_from = 'BEGINNING' and actor_id like 'operator%'"
                                        + " and reason = 'the police set up their broker anew'",
                                Long.class)
                        .getSingleResult())))
                .isEqualTo(1);
        done(0, 3);
        assertThat(assigned()).isEqualTo(3);
    }

    @Test
    void aTopicThatIsNotReadHasNoPositions() {
        given().auth()
                .oauth2(Tokens.of(Roles.OPERATOR))
                .contentType("application/json")
                .body(Map.of("from", "end", "reason", "x"))
                .post("/positions/no-such-topic/restart")
                .then()
                .statusCode(404)
                .body("code", equalTo("kernel.topic-not-read"));
        given().auth()
                .oauth2(Tokens.of(Roles.CLERK))
                .contentType("application/json")
                .body(Map.of("from", "end", "reason", "x"))
                .post("/positions/no-such-topic/restart")
                .then()
                .statusCode(403);
    }

    private ValidatableResponse restart(String from) {
        return given().auth()
                .oauth2(Tokens.of(Roles.OPERATOR))
                .contentType("application/json")
                .body(Map.of("from", from, "reason", "the police set up their broker anew"))
                .post("/positions/made-anew/restart")
                .then();
    }

    /** Has the partition assigned, and answers where it is read from. */
    private long assigned() {
        try (var consumer = new MockConsumer<byte[], byte[]>("earliest")) {
            consumer.assign(List.of(PARTITION));
            positions.onPartitionsAssigned(consumer, List.of(PARTITION));
            return consumer.position(PARTITION);
        }
    }

    private void done(long from, long to) throws Throwable {
        var poll = new ConsumerRecords<byte[], byte[]>(
                Map.of(
                        PARTITION,
                        LongStream.range(from, to)
                                .mapToObj(offset -> new ConsumerRecord<>(TOPIC, 0, offset, new byte[0], new byte[0]))
                                .toList()),
                Map.of());
        VertxContextSupport.subscribeAndAwait(() -> transactions.consume(poll, new Inbox<Long>() {
            @Override
            public Optional<Long> read(ConsumerRecord<byte[], byte[]> record) {
                return Optional.of(record.offset());
            }

            @Override
            public Uni<Void> process(Mutiny.StatelessSession session, List<Long> fresh) {
                return Uni.createFrom().voidItem();
            }

            @Override
            public Uni<Void> turnAway(
                    Mutiny.StatelessSession session,
                    ConsumerRecord<byte[], byte[]> record,
                    ParkingLot.Attempt.Failed because) {
                return Uni.createFrom().voidItem();
            }
        }));
    }

    private void make() throws Exception {
        try (var admin = Admin.create(Map.of("bootstrap.servers", (Object) bootstrap))) {
            await().atMost(Duration.ofSeconds(30)).ignoreExceptions().until(() -> {
                admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1)))
                        .all()
                        .get();
                return true;
            });
            await().atMost(Duration.ofSeconds(30))
                    .ignoreExceptions()
                    .until(() -> !admin.describeTopics(List.of(TOPIC))
                            .allTopicNames()
                            .get()
                            .isEmpty());
        }
    }

    private void remove() throws Exception {
        try (var admin = Admin.create(Map.of("bootstrap.servers", (Object) bootstrap))) {
            admin.deleteTopics(List.of(TOPIC)).all().get();
        }
    }

    private void fill(int records) {
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", (Object) bootstrap),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (var i = 0; i < records; i++) {
                producer.send(new ProducerRecord<>(TOPIC, new byte[0], new byte[0]));
            }
        }
    }

    private static <T> T get(java.util.function.Supplier<Uni<T>> work) {
        try {
            return VertxContextSupport.subscribeAndAwait(work);
        } catch (Throwable failed) {
            throw new IllegalStateException(failed);
        }
    }
}
