package org.fengqiao.kernel.messaging;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.restassured.response.ValidatableResponse;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.hibernate.reactive.mutiny.Mutiny;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.fengqiao.kernel.identity.Roles;
import org.fengqiao.kernel.testing.Infrastructure;
import org.fengqiao.kernel.testing.Tokens;
import org.fengqiao.kernel.tracing.Tracing;

/** An operator has a consumer leave a topic alone, and nothing of it is done until somebody says so. */
@QuarkusTest
@QuarkusTestResource(
        value = Infrastructure.class,
        initArgs = {
            @ResourceArg(name = "service", value = "intake"),
            @ResourceArg(name = "parts", value = "postgres,kafka")
        })
@QuarkusTestResource(Tokens.class)
class PausedTopicTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Inject
    PollTransactions transactions;

    @Inject
    @Identifier(Positions.LISTENER)
    Positions positions;

    @Inject
    Retries retries;

    @Inject
    Tracing tracing;

    @Inject
    Broker broker;

    @Inject
    InstantSource clock;

    @Inject
    Mutiny.SessionFactory sessions;

    private final ConcurrentLinkedQueue<Long> done = new ConcurrentLinkedQueue<>();

    /** Each task waits on a thread of its own: the common pool of a small machine has one. */
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void nothingOfATopicIsDoneWhileItIsPausedAndAllOfItAfterwards() throws Throwable {
        var partition = assigned("held-back");
        consume(transactions, partition, 0, 3);
        assertThat(done).containsExactly(0L, 1L, 2L);

        call("held-back", "pause", "the court's numbers are wrong")
                .statusCode(200)
                .body("topic", equalTo("held-back"), "by", equalTo("operator-1"));
        call("held-back", "pause", "again").statusCode(200).body("reason", equalTo("the court's numbers are wrong"));
        var waiting = CompletableFuture.runAsync(() -> consume(transactions, partition, 3, 5), threads);
        given().get("/q/health/ready")
                .then()
                .body("checks.find { it.name == 'flow' }.data.state", equalTo("PAUSED"))
                .body("checks.find { it.name == 'flow' }.data.'held-back'", containsString("numbers are wrong"));
        operator()
                .get("/stuck")
                .then()
                .statusCode(200)
                .body("totals.PAUSED", equalTo(1))
                .body("standstills.find { it.kind == 'PAUSED' }.subject", equalTo("held-back"))
                .body("standstills.find { it.kind == 'PAUSED' }.next", equalTo("POST /positions/held-back/resume"));
        operator()
                .get("/positions")
                .then()
                .statusCode(200)
                .body("find { it.topic == 'held-back' }.paused.reason", equalTo("the court's numbers are wrong"))
                .body("find { it.topic == 'held-back' }.partitions[0].next", equalTo(3));

        // Another instance, or this one after a restart: it has heard of no pause, and the database tells it.
        var itsPositions = new Positions("intake", sessions, broker, retries);
        assign(itsPositions, partition);
        var restarted = new Pauses(itsPositions, broker, sessions, clock);
        var again = new PollTransactions(sessions, itsPositions, retries, tracing, restarted);
        var alsoWaiting = CompletableFuture.runAsync(() -> consume(again, partition, 3, 5), threads);
        await().atMost(PATIENCE).until(() -> restarted.isPaused("held-back"));
        assertThat(done).hasSize(3);
        assertThat(waiting).isNotDone();
        assertThat(alsoWaiting).isNotDone();

        call("held-back", "resume", "they are right now").statusCode(200).body("topic", equalTo("held-back"));
        waiting.get();
        assertThat(done).containsExactly(0L, 1L, 2L, 3L, 4L);
        VertxContextSupport.subscribeAndAwait(restarted::look);
        alsoWaiting.get();
        assertThat(done).as("nothing twice").hasSize(5);
        call("held-back", "resume", "x").statusCode(409).body("code", equalTo("kernel.topic-not-paused"));
        operator().get("/stuck").then().body("standstills.subject", not(hasItem("held-back")));
        List<String> reasons = VertxContextSupport.subscribeAndAwait(
                () -> sessions.withStatelessSession(session -> session.createNativeQuery(
                                "select reason || ', ' || resume_reason from position_pause"
                                        + " where topic = 'held-back' and resumed_by = paused_by",
                                String.class)
                        .getResultList()));
        assertThat(reasons).containsExactly("the court's numbers are wrong, they are right now");
    }

    @Test
    void onlyAnOperatorPausesAndOnlyATopicThatIsRead() {
        call("no-such-topic", "pause", "x").statusCode(404).body("code", equalTo("kernel.topic-not-read"));
        call("no-such-topic", "pause", "").statusCode(400).body("fields", hasSize(1));
        given().auth()
                .oauth2(Tokens.of(Roles.CLERK))
                .contentType("application/json")
                .body(Map.of("reason", "x"))
                .post("/positions/case-events/pause")
                .then()
                .statusCode(403);
    }

    @Test
    void whatIsTriedAgainAndWhatIsParkedStandsInOneListWithTheNextCall() throws Throwable {
        retries.inVain(
                new TopicPartition("court.inbound", 4), 17, null, "the keys are away", Retries.GoingOn.BY_ITSELF);
        operator().get("/stuck").then().body("standstills.kind", not(hasItem("HELD_UP")));
        retries.inVain(
                new TopicPartition("court.inbound", 4), 17, null, "it was made anew", Retries.GoingOn.BY_AN_OPERATOR);
        var record = new ConsumerRecord<>("stuck-topic", 0, 3, "a-case".getBytes(), new byte[0]);
        VertxContextSupport.subscribeAndAwait(() -> sessions.withStatelessTransaction((session, _) ->
                parkingLot.park(session, record, new ParkingLot.Attempt.Failed("kernel.unreadable", "x"))));
        operator()
                .queryParam("most", 1)
                .get("/stuck")
                .then()
                .statusCode(200)
                .body("standstills.find { it.kind == 'HELD_UP' }.subject", equalTo("court.inbound-4@17"))
                .body(
                        "standstills.find { it.kind == 'HELD_UP' }.next",
                        equalTo("POST /positions/court.inbound/restart"))
                .body("standstills.find { it.kind == 'NOT_PUBLISHED' }.why", containsString("No connector reads"));
        operator()
                .get("/stuck")
                .then()
                .body("standstills.find { it.subject == 'a-case' }.kind", equalTo("PARKED"))
                .body("standstills.find { it.subject == 'a-case' }.caseId", nullValue())
                .body("standstills.find { it.subject == 'a-case' }.next", equalTo("POST /parked/a-case/redrive"));
        retries.goOn(List.of(new TopicPartition("court.inbound", 4)));
        operator().queryParam("most", 0).get("/stuck").then().statusCode(400);
    }

    @Inject
    ParkingLot parkingLot;

    private static io.restassured.specification.RequestSpecification operator() {
        return given().auth().oauth2(Tokens.of(Roles.OPERATOR)).contentType("application/json");
    }

    private static ValidatableResponse call(String topic, String what, String reason) {
        return operator()
                .body(Map.of("reason", reason))
                .post("/positions/" + topic + "/" + what)
                .then();
    }

    private TopicPartition assigned(String topic) {
        var partition = new TopicPartition(topic, 0);
        assign(positions, partition);
        return partition;
    }

    private static void assign(Positions positions, TopicPartition partition) {
        try (var consumer = new MockConsumer<byte[], byte[]>("earliest")) {
            consumer.assign(List.of(partition));
            positions.onPartitionsAssigned(consumer, List.of(partition));
        }
    }

    private void consume(PollTransactions by, TopicPartition partition, long from, long to) {
        var poll = new ConsumerRecords<byte[], byte[]>(
                Map.of(
                        partition,
                        LongStream.range(from, to)
                                .mapToObj(offset ->
                                        new ConsumerRecord<>(partition.topic(), 0, offset, new byte[0], new byte[0]))
                                .toList()),
                Map.of());
        try {
            VertxContextSupport.subscribeAndAwait(() -> by.consume(poll, new Inbox<Long>() {
                @Override
                public Optional<Long> read(ConsumerRecord<byte[], byte[]> record) {
                    return Optional.of(record.offset());
                }

                @Override
                public Uni<Void> process(Mutiny.StatelessSession session, List<Long> fresh) {
                    return Uni.createFrom().voidItem().invoke(() -> done.addAll(fresh));
                }

                @Override
                public Uni<Void> turnAway(
                        Mutiny.StatelessSession session,
                        ConsumerRecord<byte[], byte[]> record,
                        ParkingLot.Attempt.Failed because) {
                    return Uni.createFrom().voidItem();
                }
            }));
        } catch (Throwable failed) {
            throw new IllegalStateException(failed);
        }
    }
}
