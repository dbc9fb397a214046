package org.fengqiao.kernel.example;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.enterprise.inject.spi.ObserverMethod;
import jakarta.inject.Inject;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.http.ContentType;
import io.restassured.response.ExtractableResponse;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.reactive.mutiny.Mutiny;
import org.junit.jupiter.api.Test;

import org.fengqiao.kernel.audit.Checkpoints;
import org.fengqiao.kernel.deadline.CalendarRecount;
import org.fengqiao.kernel.deadline.DeadlinePoller;
import org.fengqiao.kernel.decision.Cause;
import org.fengqiao.kernel.eventstore.Order;
import org.fengqiao.kernel.failures.Failures;
import org.fengqiao.kernel.identity.Actor;
import org.fengqiao.kernel.identity.Identifiers;
import org.fengqiao.kernel.identity.Roles;
import org.fengqiao.kernel.inbox.CommonLogChannel;
import org.fengqiao.kernel.inbox.PartnerInbox;
import org.fengqiao.kernel.messaging.Positions;
import org.fengqiao.kernel.proof.CaseProof;
import org.fengqiao.kernel.proof.CheckpointMessage;
import org.fengqiao.kernel.proof.Verdict;
import org.fengqiao.kernel.testing.Infrastructure;
import org.fengqiao.kernel.testing.Tokens;
import org.fengqiao.kernel.threads.EventLoop;

/** Every room of the kernel at work in a service of three commands, on real PostgreSQL. */
@QuarkusTest
@QuarkusTestResource(
        value = Infrastructure.class,
        initArgs = {
            @ResourceArg(name = "service", value = "intake"),
            @ResourceArg(name = "parts", value = "postgres,kafka")
        })
@QuarkusTestResource(Tokens.class)
class KernelAtWorkTest {

    static final AtomicLong OFFSET = new AtomicLong();

    @Inject
    Mutiny.SessionFactory sessions;

    @Inject
    Checkpoints checkpoints;

    @Inject
    PromiseService service;

    @Inject
    ObjectMapper json;

    @Inject
    CommonLogChannel commonLog;

    @Inject
    PartnerInbox<Promises.Command> partners;

    @Inject
    DeadlinePoller deadlines;

    @Inject
    CalendarRecount recount;

    @Inject
    @Identifier(Positions.LISTENER)
    Positions positions;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    static RequestSpecification clerk() {
        return given().auth()
                .oauth2(Tokens.of(Roles.CLERK, "test-unit", Duration.ofMinutes(5)))
                .contentType("application/json");
    }

    static RequestSpecification operator() {
        return given().auth().oauth2(Tokens.of(Roles.OPERATOR)).contentType("application/json");
    }

    static RequestSpecification leader(String person) {
        return given().auth().oauth2(Tokens.of(person, Map.of(), Roles.LEADER)).contentType("application/json");
    }

    static UUID promise() {
        var id = UUID.randomUUID();
        clerk().body(Map.of("what", "quiet at night"))
                .post("/promises/{id}", id)
                .then()
                .statusCode(200);
        return id;
    }

    <T> T await(Supplier<Uni<T>> work) {
        try {
            return VertxContextSupport.subscribeAndAwait(work);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    long count(String sql) {
        return await(() -> sessions.withStatelessSession(
                s -> s.createNativeQuery(sql, Long.class).getSingleResult()));
    }

    /** How many events of its own the service has of the case, those of its deadlines left out. */
    long eventsOf(UUID id) {
        return count("select count(*) from event where type like '%.promise-%' and case_id = '" + id + "'");
    }

    List<String> typesOf(UUID id) {
        return await(() -> sessions.withStatelessSession(s -> s.createNativeQuery(
                        "select replace(type, 'fengqiao.intake.', '') from event where case_id = '" + id
                                + "' order by version",
                        String.class)
                .getResultList()));
    }

    void timeIs(Instant now) {
        operator()
                .body(Map.of("now", now.toString()))
                .put("/simulated-clock")
                .then()
                .statusCode(200);
    }

    Instant now() {
        return Instant.parse(
                operator().get("/simulated-clock").then().extract().jsonPath().getString("now"));
    }

    void execute(String sql) {
        await(() -> sessions.withStatelessTransaction(
                (s, _) -> s.createNativeQuery(sql).executeUpdate()));
    }

    @Test
    void whoStartsAgainKnowsTheTimeBeforeTheFirstRecordIsRead() {
        var observers = CDI.current().getBeanManager().resolveObserverMethods(new StartupEvent());
        assertThat(priorityOf(observers, "SimulatedClockMemory"))
                .isLessThan(priorityOf(observers, "SmallRyeReactiveMessagingLifecycle"));
    }

    private static int priorityOf(Set<ObserverMethod<? super StartupEvent>> observers, String observer) {
        return observers.stream()
                .filter(one -> one.getBeanClass().getSimpleName().equals(observer))
                .mapToInt(ObserverMethod::getPriority)
                .max()
                .orElseThrow();
    }

    @Test
    void aCommandIsAnsweredWithItsVersionAndRecordedWithItsActor() {
        var id = UUID.randomUUID();
        clerk().header("On-Behalf-Of", "applicant-1")
                .body(Map.of("what", "quiet at night"))
                .post("/promises/{id}", id)
                .then()
                .statusCode(200)
                .header("ETag", "\"2\"")
                .body("caseId", equalTo(id.toString()), "version", equalTo(2));
        operator()
                .get("/cases/{id}/events", id)
                .then()
                .statusCode(200)
                .body(
                        "items[0].type", equalTo("fengqiao.intake.promise-made.v1"),
                        "items[0].data.what", equalTo("quiet at night"),
                        "items[0].actor.id", equalTo("clerk-1"),
                        "items[0].actor.unit", equalTo("test-unit"),
                        "items[0].actor.role", equalTo("clerk"),
                        "items[0].actor.onBehalfOf", equalTo("applicant-1"),
                        "items[1].type", equalTo("fengqiao.intake.deadline-set.v1"),
                        "items[1].data.rule", equalTo("promise"),
                        "items[1].data.startedBy", equalTo("promise-made.v1"),
                        "items[1].actor.id", equalTo("clerk-1"));
        assertThat(count("select count(*) from event s join event m on m.event_id = s.causation_id and m.version = 1"
                        + " where s.version = 2 and s.case_id = '"
                        + id + "'"))
                .isEqualTo(1);
    }

    @Test
    void aRefusalAndABadBodyAreProblemsWithACode() {
        clerk().post("/promises/{id}/keeping", UUID.randomUUID())
                .then()
                .statusCode(409)
                .contentType("application/problem+json")
                .body("code", equalTo("example.not-made"));
        clerk().body("{\"what\": 7}")
                .post("/promises/{id}", UUID.randomUUID())
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("code", equalTo("kernel.bad-input"), "fields.field", hasItems("what"));
        clerk().body("{")
                .post("/promises/{id}", UUID.randomUUID())
                .then()
                .statusCode(400)
                .body("code", equalTo("kernel.malformed-json"));
        clerk().get("/nowhere").then().statusCode(404).contentType("application/problem+json");
    }

    @Test
    void nobodyActsWithoutAValidTokenAndItsRole() {
        var id = UUID.randomUUID();
        for (var token : List.of(Tokens.forged(Roles.CLERK), Tokens.of(Roles.CLERK, "u", Duration.ofMinutes(-5)))) {
            given().auth()
                    .oauth2(token)
                    .contentType("application/json")
                    .body(Map.of("what", "x"))
                    .post("/promises/{id}", id)
                    .then()
                    .statusCode(401)
                    .contentType("application/problem+json")
                    .body("code", equalTo("kernel.unauthenticated"));
        }
        given().contentType("application/json")
                .body(Map.of("what", "x"))
                .post("/promises/{id}", id)
                .then()
                .statusCode(401)
                .contentType("application/problem+json");
        operator()
                .body(Map.of("what", "x"))
                .post("/promises/{id}", id)
                .then()
                .statusCode(403)
                .contentType("application/problem+json")
                .body("code", equalTo("kernel.forbidden"));
        assertThat(eventsOf(id)).isZero();
    }

    @Test
    void theSameIdempotencyKeyAHundredTimesAtOnceIsOneEventAndOneAnswer() throws Exception {
        var id = promise();
        var answers = atOnce(
                100,
                () -> clerk().header("Idempotency-Key", "key-" + id)
                        .post("/promises/{id}/keeping", id)
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString());
        assertThat(answers).hasSize(100).containsOnly(answers.getFirst());
        assertThat(eventsOf(id)).isEqualTo(2);
        clerk().header("Idempotency-Key", "key-" + id)
                .body(Map.of("what", "else"))
                .post("/promises/{id}", id)
                .then()
                .statusCode(422)
                .body("code", equalTo("kernel.idempotency-key-reused"));
    }

    @Test
    void theSameCallForSomebodyElseIsAnotherCall() {
        var id = promise();
        clerk().header("Idempotency-Key", "for-" + id)
                .header("On-Behalf-Of", "applicant-1")
                .post("/promises/{id}/keeping", id)
                .then()
                .statusCode(200);
        clerk().header("Idempotency-Key", "for-" + id)
                .header("On-Behalf-Of", "applicant-2")
                .post("/promises/{id}/keeping", id)
                .then()
                .statusCode(422)
                .body("code", equalTo("kernel.idempotency-key-reused"));
        clerk().header("Idempotency-Key", "for-" + id)
                .post("/promises/{id}/keeping", id)
                .then()
                .statusCode(422);
    }

    @Test
    void anAnswerIsKeptForThirtyDaysAndNoLonger() {
        var kept = keptWithKey();
        var over = keptWithKey();
        answeredDaysAgo(29, kept);
        answeredDaysAgo(31, over);

        Awaitility.await().until(() -> answersWithKeyOf(over) == 0);
        assertThat(answersWithKeyOf(kept)).isOne();
        clerk().header("Idempotency-Key", "month-" + over)
                .body(Map.of("what", "else"))
                .post("/promises/{id}", UUID.randomUUID())
                .then()
                .statusCode(200);
    }

    private UUID keptWithKey() {
        var id = promise();
        clerk().header("Idempotency-Key", "month-" + id)
                .post("/promises/{id}/keeping", id)
                .then()
                .statusCode(200);
        return id;
    }

    private void answeredDaysAgo(int days, UUID id) {
        await(() -> sessions.withStatelessTransaction(
                s -> s.createNativeQuery("update idempotent_answer set answered_at = answered_at - interval '" + days
                                + " days' where idempotency_key = 'month-" + id + "'")
                        .executeUpdate()));
    }

    private long answersWithKeyOf(UUID id) {
        return count("select count(*) from idempotent_answer where idempotency_key = 'month-" + id + "'");
    }

    @Test
    void aRefusedCallLeavesItsKeyFree() {
        var id = UUID.randomUUID();
        clerk().header("Idempotency-Key", "early")
                .post("/promises/{id}/keeping", id)
                .then()
                .statusCode(409);
        clerk().body(Map.of("what", "x")).post("/promises/{id}", id).then().statusCode(200);
        clerk().header("Idempotency-Key", "early")
                .post("/promises/{id}/keeping", id)
                .then()
                .statusCode(200);
    }

    @Test
    void ofTwoWhoSaveTheSameVersionTheSecondIsTold() {
        var id = promise();
        clerk().header("If-Match", "\"2\"")
                .post("/promises/{id}/keeping", id)
                .then()
                .statusCode(200);
        clerk().header("If-Match", "\"2\"")
                .post("/promises/{id}/keeping", id)
                .then()
                .statusCode(412)
                .body("code", equalTo("kernel.version-moved-on"));
        clerk().header("If-Match", "lately")
                .post("/promises/{id}/keeping", id)
                .then()
                .statusCode(400);
    }

    @Test
    void aPreconditionIsWhatTheStandardSaysItIs() {
        var id = promise();
        Map.of("W/\"2\"", 412, "\"1\", \"3\"", 412, "2", 400, "\"2", 400)
                .forEach((header, status) -> clerk().header("If-Match", header)
                        .post("/promises/{id}/keeping", id)
                        .then()
                        .statusCode(status));
        assertThat(eventsOf(id)).isEqualTo(1);
        for (var header : List.of("*", "\"7\", \"3\"")) {
            clerk().header("If-Match", header)
                    .post("/promises/{id}/keeping", id)
                    .then()
                    .statusCode(200);
        }
        clerk().header("If-Match", "*")
                .body(Map.of("what", "x"))
                .post("/promises/{id}", UUID.randomUUID())
                .then()
                .statusCode(412);
    }

    @Test
    void noAddressAndNoHeaderIsTooMuchForTheDatabase() {
        for (var path : List.of("/parked/%00/redrive", "/parked/a%E2%80%AEb/redrive", "/parked/%ff/redrive")) {
            operator().urlEncodingEnabled(false).post(path).then().statusCode(400);
        }
        for (var query : List.of(
                "actor=%00",
                "actor=%ED%A0%80",
                "limit=x",
                "limit=0",
                "limit=201",
                "limit=99999999999",
                "limit=1&limit=2",
                "aktor=x",
                "caseId=x",
                "cursor=%00",
                "cursor=" + cursor("-9223372036854775808/0195637e-7c00-7000-8000-000000000001"),
                "cursor=" + cursor("\0"))) {
            operator()
                    .urlEncodingEnabled(false)
                    .get("/disclosures?" + query)
                    .then()
                    .statusCode(400)
                    .contentType("application/problem+json")
                    .body("code", equalTo("kernel.bad-input"), "fields[0].field", equalTo(query.split("=")[0]));
        }
        var id = promise();
        for (var header : List.of("Idempotency-Key", "On-Behalf-Of", "Correlation-Id")) {
            clerk().header(header, "wang 1")
                    .post("/promises/{id}/keeping", id)
                    .then()
                    .statusCode(400);
        }
        clerk().header("traceparent", "x".repeat(5000))
                .post("/promises/{id}/keeping", id)
                .then()
                .statusCode(200);
        assertThat(count("select count(*) from event where case_id = '" + id + "' and traceparent like 'x%'"))
                .isZero();
    }

    private static String cursor(String key) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key.getBytes(UTF_8));
    }

    @Test
    void aBodyIsJsonThatNobodyHasCompressed() {
        var id = UUID.randomUUID();
        var body = "{\"what\": \"quiet\"}";
        clerk().header("Content-Encoding", "gzip")
                .body(body)
                .post("/promises/{id}", id)
                .then()
                .statusCode(415)
                .body("code", equalTo("kernel.compressed-body"));
        for (var type : List.of(
                "text/plain", "application/xml", "application/json; charset=GBK", "application/merge-patch+json")) {
            given().auth()
                    .oauth2(Tokens.of(Roles.CLERK, "test-unit", Duration.ofMinutes(5)))
                    .config(RestAssured.config()
                            .encoderConfig(EncoderConfig.encoderConfig()
                                    .encodeContentTypeAs(type.split(";")[0], ContentType.TEXT)))
                    .contentType(type)
                    .body(body)
                    .post("/promises/{id}", id)
                    .then()
                    .statusCode(415)
                    .body("code", equalTo("kernel.not-json"));
        }
        assertThat(eventsOf(id)).isZero();
        clerk().body("{\"what\": \"a\", \"what\": \"b\"}")
                .post("/promises/{id}", id)
                .then()
                .statusCode(400)
                .body("code", equalTo("kernel.malformed-json"), "fields[0].code", equalTo("duplicate-field"));
        for (var text : List.of("\\u0000", "\\uD800", "\\u202E")) {
            clerk().body("{\"what\": \"a" + text + "\"}")
                    .post("/promises/{id}", id)
                    .then()
                    .statusCode(400)
                    .body("fields[0].code", equalTo("forbidden-character"));
        }
        clerk().body("{\"what\": \"\u200B \"}")
                .post("/promises/{id}", id)
                .then()
                .statusCode(400)
                .body("fields[0].code", equalTo("missing"));
    }

    @Test
    void fiftyCommandsOnOneCaseAtOnceHaveOneWinnerPerVersion() throws Exception {
        var id = promise();
        var statuses =
                atOnce(50, () -> clerk().post("/promises/{id}/keeping", id).statusCode());
        assertThat(statuses).isSubsetOf(200, 409).contains(200);
        var kept = statuses.stream().filter(s -> s == 200).count();
        assertThat(eventsOf(id)).isEqualTo(1 + kept);
        assertThat(count("select max(version) from event where case_id = '" + id + "'"))
                .isEqualTo(count("select count(distinct version) from event where case_id = '" + id + "'"));
        assertThat(count("select count(distinct data) from event where type like '%.promise-kept.v1' and case_id = '"
                        + id + "'"))
                .isEqualTo(kept);
    }

    @Test
    void theLogOnlyGrows() {
        promise();
        for (var change : List.of(
                "update event set data = '{}'",
                "delete from event",
                "truncate event",
                "delete from partner_message",
                "update rejected_record set topic = 'x'")) {
            assertThatThrownBy(() -> await(() -> sessions.withStatelessTransaction(
                            (s, _) -> s.createNativeQuery(change).executeUpdate())))
                    .as(change)
                    .hasStackTraceContaining("permission denied");
        }
    }

    @Test
    void aRedeliveredPollChangesNothing() {
        var one = promise();
        var two = promise();
        var poll = poll("case-events", kept(one), foreign(two), kept(two), kept(one));
        deliver(poll);
        deliver(poll);
        assertThat(eventsOf(one)).isEqualTo(3);
        assertThat(eventsOf(two)).isEqualTo(2);
    }

    @Test
    void anUnreadableOrRefusedRecordWaitsWithItsCaseAndOthersGoOn() {
        var good = promise();
        var bad = promise();
        var unknown = UUID.randomUUID();
        deliver(poll(
                "case-events",
                record(bad.toString(), "fengqiao.routing.seen-kept.v1", "{not json"),
                kept(bad),
                kept(unknown),
                kept(good)));
        assertThat(eventsOf(good)).isEqualTo(2);
        assertThat(eventsOf(bad)).isEqualTo(1);
        var parked = operator()
                .get("/parked?limit=200")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(parked.getString("items.find { it.caseId == '" + bad + "' }.code"))
                .isEqualTo("kernel.unreadable-event");
        assertThat(parked.getInt("items.find { it.caseId == '" + bad + "' }.waiting"))
                .isEqualTo(2);
        assertThat(parked.getString("items.find { it.caseId == '" + unknown + "' }.code"))
                .isEqualTo("example.not-made");

        operator()
                .post("/parked/{id}/redrive", unknown)
                .then()
                .statusCode(200)
                .body("done", equalTo(0), "waiting", equalTo(1), "code", equalTo("example.not-made"));
        clerk().body(Map.of("what", "after all"))
                .post("/promises/{id}", unknown)
                .then()
                .statusCode(200);
        operator()
                .post("/parked/{id}/redrive", unknown)
                .then()
                .statusCode(200)
                .body("done", equalTo(1), "waiting", equalTo(0));
        operator().post("/parked/{id}/redrive", unknown).then().statusCode(404);
        assertThat(eventsOf(unknown)).isEqualTo(2);
        deliver(poll("case-events", kept(unknown)));
        assertThat(eventsOf(unknown)).isEqualTo(3);
        clerk().get("/parked").then().statusCode(403);
    }

    @Test
    void whatIsSetAsideIsAnEventOfTheCaseAndTheRecordsBehindItGoOn() {
        var bad = promise();
        deliver(poll(
                "case-events",
                record(bad.toString(), "fengqiao.routing.seen-kept.v1", "{not json"),
                kept(bad),
                kept(bad)));
        assertThat(eventsOf(bad)).isEqualTo(1);
        operator().body(Map.of()).post("/parked/{id}/set-aside", bad).then().statusCode(400);
        clerk().body(Map.of("reason", "x"))
                .post("/parked/{id}/set-aside", bad)
                .then()
                .statusCode(403);

        var first = setAside(bad, "It was cut on its way.");
        assertThat(first.getString("setAside.code")).isEqualTo("kernel.unreadable-event");
        assertThat(first.getString("setAside.gap")).isEqualTo("IN_THE_CASE");
        assertThat(first.getString("setAside.reason")).isNull();
        assertThat(first.getInt("done")).isEqualTo(2);
        assertThat(first.getInt("waiting")).isZero();
        assertThat(eventsOf(bad)).isEqualTo(3);
        operator().get("/parked/{id}/payload", bad).then().statusCode(404);

        var again = setAside(bad, "It was cut on its way.");
        assertThat(again.getString("setAside.setAsideId")).isEqualTo(first.getString("setAside.setAsideId"));
        assertThat(typesOf(bad))
                .containsExactly(
                        "promise-made.v1",
                        "deadline-set.v1",
                        "record-set-aside.v1",
                        "promise-kept.v1",
                        "promise-kept.v1");
        operator()
                .get("/cases/{id}/events", bad)
                .then()
                .body(
                        "items[2].actor.role",
                        equalTo("operator"),
                        "items[2].data.topic",
                        equalTo("case-events"),
                        "items[2].data.type",
                        equalTo("fengqiao.routing.seen-kept.v1"),
                        "items[2].data.reason",
                        startsWith("box."));
        clerk().get("/cases/{id}/deadlines", bad)
                .then()
                .body(
                        "gaps.code",
                        equalTo(List.of("kernel.unreadable-event")),
                        "gaps[0].reason",
                        equalTo("It was cut on its way."));
        operator()
                .get("/parked/{id}/set-aside", bad)
                .then()
                .body("items.code", equalTo(List.of("kernel.unreadable-event")));
        operator()
                .header("Idempotency-Key", "aside-" + bad)
                .body(Map.of("reason", "Another."))
                .post("/parked/{id}/set-aside", bad)
                .then()
                .statusCode(422);
    }

    @Test
    void recordsWithoutAKeyAreListedAndSetAsideEachByItsPlace() {
        var good = promise();
        var one = record("x", "fengqiao.routing.seen-kept.v1", "{}");
        var keyless = new ConsumerRecord<byte[], byte[]>(one.topic(), 0, one.offset(), null, one.value());
        one.headers().forEach(keyless.headers()::add);
        deliver(poll("case-events", keyless, kept(good)));
        assertThat(eventsOf(good)).isEqualTo(2);
        var key = "case-events-0@" + keyless.offset();
        var parked = operator().get("/parked?limit=200").then().extract().jsonPath();
        assertThat(parked.getInt("items.find { it.caseId == '" + key + "' }.waiting"))
                .isEqualTo(1);
        operator()
                .body(Map.of("reason", "It is nobody's."))
                .post("/parked/{key}/set-aside", key)
                .then()
                .statusCode(200)
                .body("setAside.gap", equalTo("BESIDE_IT"), "setAside.reason", equalTo("It is nobody's."));
        operator().post("/parked/{key}/redrive", key).then().statusCode(404);
        operator().post("/parked/%00/redrive").then().statusCode(404);
    }

    @Test
    void parkedCasesAreFoundByCodeTypeAndTimeAndManyAreTriedAgainAtOnce() {
        var cases = Stream.generate(UUID::randomUUID).limit(3).toList();
        deliver(poll("case-events", cases.stream().map(KernelAtWorkTest::kept).toArray(this::records)));
        var type = "fengqiao.routing.seen-kept.v1";
        var from = now().minusSeconds(1).toString();
        assertThat(found(Map.of("code", "example.not-made", "type", type, "from", from)))
                .containsAll(cases.stream().map(UUID::toString).toList());
        assertThat(found(Map.of("code", "kernel.no-such-code"))).isEmpty();
        assertThat(found(Map.of("type", "fengqiao.routing.of-no-interest.v1"))).isEmpty();
        assertThat(found(Map.of("to", from))).doesNotContain(cases.getFirst().toString());
        operator().queryParam("code", "a\u0000b").get("/parked").then().statusCode(400);

        clerk().body(Map.of("what", "x"))
                .post("/promises/{id}", cases.getFirst())
                .then()
                .statusCode(200);
        var redriven = operator()
                .body(Map.of("code", "example.not-made", "from", from))
                .post("/parked/redrive")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(redriven.getInt("done")).isGreaterThanOrEqualTo(1);
        assertThat(redriven.getInt("cases")).isGreaterThanOrEqualTo(3);
        assertThat(redriven.getList("failures.code"))
                .contains("example.not-made")
                .hasSizeLessThanOrEqualTo(10);
        assertThat(eventsOf(cases.getFirst())).isEqualTo(2);
        var one = operator()
                .body(Map.of("code", "example.not-made", "atMost", 1))
                .post("/parked/redrive")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(one.getInt("cases")).isEqualTo(1);
        assertThat(one.getString("next")).isNotNull();
    }

    @Test
    void aParkedRecordShowsItsStructureToOperatorsAndEverythingToThoseWhoMaySeeItOnRecord() {
        var bad = promise();
        deliver(poll(
                "case-events",
                record(bad.toString(), "fengqiao.routing.seen-kept.v1", "{\"by\":[\"李伟\",7,true],\"说\":\"x\"}")));
        operator()
                .get("/parked/{id}/payload", bad)
                .then()
                .statusCode(200)
                .body(
                        "masked.by[0]",
                        equalTo("text, 2 characters"),
                        "masked.'field 2, a name of 1 characters'",
                        equalTo("text, 1 characters"),
                        "whole",
                        nullValue());
        operator()
                .get("/parked/{id}/payload?show=NOTHING", bad)
                .then()
                .body("masked", nullValue(), "bytes", equalTo(34));
        operator()
                .get("/parked/{id}/payload?show=WHOLE", bad)
                .then()
                .statusCode(403)
                .body("code", equalTo("kernel.masked-only"));
        var looks = "select count(*) from disclosure where case_id = '" + bad + "'";
        assertThat(count(looks)).isZero();
        clerk().get("/parked/{id}/payload?show=WHOLE", bad)
                .then()
                .statusCode(200)
                .body("whole", startsWith("{\"by\":[\"李伟\""));
        assertThat(count(looks)).isEqualTo(1);
    }

    private static io.restassured.path.json.JsonPath setAside(UUID id, String reason) {
        return operator()
                .header("Idempotency-Key", "aside-" + id)
                .body(Map.of("reason", reason))
                .post("/parked/{id}/set-aside", id)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static List<String> found(Map<String, String> filter) {
        return operator()
                .queryParams(filter)
                .queryParam("limit", 200)
                .get("/parked")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("items.caseId");
    }

    @Test
    void aPartnersBadRecordGoesBackWholeAndTheRestFlows() {
        var junk = new byte[1 << 20];
        new java.util.Random(1).nextBytes(junk);
        var reference = UUID.randomUUID().toString();
        var good = "{\"reference\":\"" + reference + "\",\"what\":\"x\"}";
        deliver(poll(
                "court.inbound",
                record("k1", "fengqiao.partner.promised.v1", "{\"reference\":5}"),
                record("k2", "fengqiao.partner.no-such.v1", "{}"),
                record("k3", "fengqiao.partner.promised.v1", junk),
                record(reference, "fengqiao.partner.promised.v1", good),
                record(reference, "fengqiao.partner.promised.v1", good)));
        assertThat(count("select count(*) from rejected_record where topic = 'court.rejected'"
                        + " and rejection_code = 'kernel.bad-input' and rejection_detail like"
                        + " '%reference%what%'"))
                .isEqualTo(1);
        assertThat(count("select count(*) from rejected_record where rejection_code = 'kernel.unknown-type'"))
                .isEqualTo(1);
        assertThat(count("select count(*) from rejected_record where octet_length(data) = 1048576"
                        + " and rejection_code = 'kernel.malformed-json'"))
                .isEqualTo(1);
        assertThat(count("select count(*) from event where data like '%madeAt%' and actor_id = 'court'"
                        + " and actor_role = 'partner'"))
                .isEqualTo(1);
        assertThat(count("select count(*) from partner_message where topic = 'court.outbound'"
                        + " and causation_id in (select event_id from event where actor_id = 'court')"))
                .isEqualTo(1);
    }

    @Test
    void aPartnersRecordThatOnlyTheDatabaseOrABugRefusesGoesBackAndTheRestFlows() {
        var whats = List.of("quiet", Promises.UNSTORABLE, "quiet", "quiet", Promises.OVERFLOWING, "quiet", "quiet");
        var sent = whats.stream().map(KernelAtWorkTest::promised).toList();
        var unstorable = sent.get(1);
        var overflowing = sent.get(4);
        var good = sent.stream()
                .filter(one -> one != unstorable && one != overflowing)
                .toList();
        deliver(poll("court.inbound", sent.toArray(this::records)));
        for (var one : good) {
            assertThat(eventsOf(caseOf(one))).isEqualTo(1);
        }
        for (var bad : List.of(unstorable, overflowing)) {
            assertThat(eventsOf(caseOf(bad))).isZero();
            assertThat(count("select count(*) from rejected_record where topic = 'court.rejected' and not truncated"
                            + " and rejection_code = 'kernel.unprocessable' and rejected_from = 'court.inbound-0@"
                            + bad.offset() + "'"))
                    .isEqualTo(1);
        }
        assertThat(await(() -> sessions.withStatelessSession(positions::stored))
                        .get(new TopicPartition("court.inbound", 0)))
                .isEqualTo(good.get(4).offset() + 1);
        given().get("/q/health/ready").then().body("checks.find { it.name == 'flow' }.data.state", equalTo("FLOWING"));
    }

    @Test
    void aRecordOfTheLogThatShowsABugIsParkedWithItsCaseAndOthersGoOn() {
        var bad = promise();
        var good = promise();
        var log = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        for (var i = 0; i < Promises.BUG_AFTER + 3; i++) {
            log.add(kept(bad));
        }
        log.add(kept(good));
        deliver(poll("case-events", log.toArray(this::records)));
        assertThat(eventsOf(bad)).isEqualTo(1 + Promises.BUG_AFTER);
        assertThat(eventsOf(good)).isEqualTo(2);
        var parked = operator().get("/parked?limit=200").then().extract().jsonPath();
        assertThat(parked.getString("items.find { it.caseId == '" + bad + "' }.code"))
                .isEqualTo("kernel.unprocessable");
        assertThat(parked.getString("items.find { it.caseId == '" + bad + "' }.detail"))
                .contains("IllegalStateException");
        assertThat(parked.getInt("items.find { it.caseId == '" + bad + "' }.waiting"))
                .isEqualTo(3);
        operator()
                .post("/parked/{id}/redrive", bad)
                .then()
                .statusCode(200)
                .body("done", equalTo(0), "waiting", equalTo(3), "code", equalTo("kernel.unprocessable"));
    }

    @Test
    void aTimeThatNobodyCanMeanIsParkedAndOthersGoOn() {
        var before = promise();
        var never = promise();
        var after = promise();
        deliver(poll(
                "case-events", kept(before), with(kept(never), "ce_time", "+999999999-12-31T23:59:59Z"), kept(after)));
        assertThat(List.of(eventsOf(before), eventsOf(never), eventsOf(after))).containsExactly(2L, 1L, 2L);
        assertThat(count("select count(*) from parked_record where code = 'kernel.malformed-envelope' and case_key = '"
                        + never + "'"))
                .isEqualTo(1);
    }

    @Test
    void aKeyThatNoDatabaseTakesIsParkedUnderItsDigest() {
        var good = promise();
        deliver(poll(
                "case-events",
                record("A\u0000B", "fengqiao.routing.seen-kept.v1", "{\"by\":\"x\"}"),
                record("k".repeat(5_000), "fengqiao.routing.seen-kept.v1", "{\"by\":\"x\"}"),
                kept(good)));
        assertThat(eventsOf(good)).isEqualTo(2);
        assertThat(count("select count(*) from parked_record where case_key like 'sha256-%'"
                        + " and (octet_length(record_key) = 3 or octet_length(record_key) = 5000)"))
                .isEqualTo(2);
    }

    @Test
    void aRecordThatIsTooLargeGoesBackCutAndSaysSo() {
        var record = record("k", "fengqiao.partner.no-such.v1", new byte[6 << 20]);
        record.headers().add("traceparent", new byte[4_000_000]);
        for (var i = 0; i < 200; i++) {
            record.headers().add("x-" + i, new byte[1_000]);
        }
        deliver(poll("court.inbound", record));
        assertThat(count(
                        "select count(*) from rejected_record where rejected_from = 'court.inbound-0@" + record.offset()
                                + "' and truncated and value_size = 6291456 and octet_length(data) = 65536"
                                + " and length(value_sha256) = 64 and length(original_headers) < 100000"))
                .isEqualTo(1);
    }

    @Test
    void aTraceContextThatIsNoneIsIgnoredAndOneThatIsIsKept() {
        var junk = promised("quiet");
        junk.headers().add("traceparent", new byte[3_900_000]);
        var traced = promised("quiet");
        var context = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        traced.headers().add("traceparent", context.getBytes(UTF_8));
        deliver(poll("court.inbound", junk, traced));
        assertThat(eventsOf(caseOf(junk))).isEqualTo(1);
        assertThat(count("select count(*) from event where traceparent is not null and case_id = '" + caseOf(junk)
                        + "'"))
                .isZero();
        assertThat(count("select count(*) from event where version = 1 and traceparent = '" + context
                        + "' and case_id = '" + caseOf(traced) + "'"))
                .isEqualTo(1);
    }

    @Test
    void anEnvelopeThatIsNotOfItsFormOrAKeyOfAnotherGoesBack() {
        var version = with(promised("quiet"), "ce_specversion", "0.3");
        var text = with(promised("quiet"), "content-type", "text/plain");
        var json = with(promised("quiet"), "content-type", "application/json; charset=utf-8");
        var never = with(promised("quiet"), "ce_time", "+10000-01-01T00:00:00Z");
        var tomorrow = with(
                promised("quiet"), "ce_time", now().plus(Duration.ofDays(2)).toString());
        var early = with(promised("quiet"), "ce_time", "1949-09-30T23:59:59+08:00");
        var astray = record(
                "another", "fengqiao.partner.promised.v1", promised("quiet").value());
        deliver(poll("court.inbound", version, text, json, never, tomorrow, early, astray));
        assertThat(eventsOf(caseOf(json))).isEqualTo(1);
        Map.of(version, "ce_specversion", text, "content-type", never, "ce_time", tomorrow, "ce_time", early, "ce_time")
                .forEach((record, header) -> assertThat(
                                count("select count(*) from rejected_record where rejection_code ="
                                        + " 'kernel.malformed-envelope'"
                                        + " and rejection_detail like '%" + header
                                        + "%' and rejected_from = 'court.inbound-0@" + record.offset() + "'"))
                        .as(header)
                        .isEqualTo(1));
        assertThat(count("select count(*) from rejected_record where rejection_code = 'kernel.key-mismatch'"
                        + " and rejected_from = 'court.inbound-0@" + astray.offset() + "'"))
                .isEqualTo(1);
    }

    static ConsumerRecord<byte[], byte[]> promised(String what) {
        var reference = UUID.randomUUID().toString();
        return record(
                reference,
                "fengqiao.partner.promised.v1",
                "{\"reference\":\"" + reference + "\",\"what\":\"" + what + "\"}");
    }

    static UUID caseOf(ConsumerRecord<byte[], byte[]> promised) {
        return Identifiers.of("court:" + new String(promised.key(), UTF_8));
    }

    static ConsumerRecord<byte[], byte[]> with(ConsumerRecord<byte[], byte[]> record, String name, String value) {
        record.headers().remove(name).add(name, value.getBytes(UTF_8));
        return record;
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    ConsumerRecord<byte[], byte[]>[] records(int length) {
        return new ConsumerRecord[length];
    }

    @Test
    void aPassedDeadlineFiresOnceHoweverManyLook() throws Exception {
        var kept = promise();
        var broken = IntStream.range(0, 20).mapToObj(_ -> promise()).toList();
        for (var i = 0; i < 3; i++) {
            clerk().post("/promises/{id}/keeping", kept).then().statusCode(200);
        }
        var later = now().plus(Duration.ofDays(9));
        atOnce(5, () -> {
            timeIs(later);
            return await(deadlines::poll);
        });
        broken.forEach(id -> assertThat(typesOf(id))
                .containsExactly(
                        "promise-made.v1",
                        "deadline-set.v1",
                        "deadline-warned.v1",
                        "deadline-breached.v1",
                        "promise-broken.v1"));
        assertThat(typesOf(kept))
                .containsExactly(
                        "promise-made.v1",
                        "deadline-set.v1",
                        "promise-kept.v1",
                        "promise-kept.v1",
                        "promise-kept.v1",
                        "deadline-met.v1");
        clerk().body(Map.of("now", later.toString()))
                .put("/simulated-clock")
                .then()
                .statusCode(403);
        operator()
                .body(Map.of("now", "2020-01-01T00:00:00Z"))
                .put("/simulated-clock")
                .then()
                .statusCode(200)
                .body("now", equalTo(later.toString()));
    }

    @Test
    void anotherCalendarIsGoneThroughOnceFromWhereItStopped() {
        var some = IntStream.range(0, 3).mapToObj(_ -> promise()).toList();
        await(recount::recount);
        assertThat(count("select count(*) from calendar_recount where done_at is not null and calendar = '"
                        + Promises.CLOCK.calendar().version() + "'"))
                .isEqualTo(1);
        var events = count("select count(*) from event");

        // What was stopped in the middle goes on behind where it was, and what is done is not done again.
        execute("update calendar_recount set done_at = null, looked_at = 0, (case_id, name) ="
                + " (select case_id, name from deadline where next_at is not null order by case_id, name limit 1)");
        await(recount::recount);
        var left = count("select count(*) - 1 from deadline where next_at is not null");
        assertThat(count("select cast(looked_at as bigint) from calendar_recount where done_at is not null"))
                .isEqualTo(left);
        await(recount::recount);
        assertThat(count("select cast(looked_at as bigint) from calendar_recount"))
                .isEqualTo(left);

        // A build with another calendar has begun one of its own: this one moves nothing to and fro.
        execute("update calendar_recount set done_at = null, calendar = 'of a newer build'");
        await(recount::recount);
        assertThat(count("select count(*) from calendar_recount where done_at is null"))
                .isEqualTo(1);
        // The next build goes through all of it from the beginning.
        await(new CalendarRecount(service, sessions, InstantSource.fixed(now()))::recount);
        assertThat(count("select cast(looked_at as bigint) from calendar_recount where done_at is not null"))
                .isEqualTo(left + 1);
        assertThat(count("select count(*) from event")).isEqualTo(events);
        some.forEach(id -> assertThat(typesOf(id)).containsExactly("promise-made.v1", "deadline-set.v1"));
    }

    @Test
    void whatIsNearIsWarnedOfAndWhatIsPastIsFoundInTheOrderInWhichItWasDue() {
        var first = promise();
        var start = now();
        timeIs(start.plus(Duration.ofDays(1)));
        var second = promise();
        timeIs(start.plus(Duration.ofDays(6)));
        assertThat(typesOf(first)).containsExactly("promise-made.v1", "deadline-set.v1", "deadline-warned.v1");
        assertThat(typesOf(second)).containsExactly("promise-made.v1", "deadline-set.v1");

        // Days without a poller are made up for in one go.
        timeIs(start.plus(Duration.ofDays(20)));
        List<String> breached = await(() -> sessions.withStatelessSession(s -> s.createNativeQuery(
                        "select cast(case_id as text) from event where type like '%.deadline-breached.v1'"
                                + " and case_id in ('"
                                + first + "', '" + second + "') order by ctid",
                        String.class)
                .getResultList()));
        assertThat(breached).containsExactly(first.toString(), second.toString());
        assertThat(count("select count(*) from event b join event s on s.case_id = b.case_id"
                        + " where b.type like '%.deadline-breached.v1' and s.type like '%.deadline-set.v1' and"
                        + " b.occurred_at = cast(cast(s.data as json) ->> 'dueAt' as timestamptz) and"
                        + " b.recorded_at > b.occurred_at and b.case_id in ('"
                        + first + "', '" + second + "')"))
                .as("breached when it was due, however late that was found")
                .isEqualTo(2);
    }

    @Test
    void aRowThatSomebodyElseHoldsIsLeftToHim() throws Exception {
        var held = promise();
        var free = promise();
        execute("update deadline set next_at = now() - interval '1 year' where case_id = '" + held + "'");
        var taken = new CompletableFuture<Void>();
        var done = new CompletableFuture<Void>();
        var holder = CompletableFuture.runAsync(() -> await(() -> sessions.withStatelessTransaction((s, _) ->
                s.createNativeQuery("select name from deadline where case_id = '" + held + "' for update", String.class)
                        .getResultList()
                        .invoke(_ -> taken.complete(null))
                        .chain(() -> Uni.createFrom().completionStage(done)))));
        taken.get();
        timeIs(now().plus(Duration.ofDays(9)));
        assertThat(typesOf(free)).contains("deadline-breached.v1");
        assertThat(typesOf(held)).doesNotContain("deadline-breached.v1");
        done.complete(null);
        holder.get();
        await(deadlines::poll);
        assertThat(typesOf(held)).contains("deadline-breached.v1");
    }

    @Test
    void aRowThatSaysOtherThanTheEventsIsPutRight() {
        var id = promise();
        execute("update deadline set next_at = now() - interval '1 year' where case_id = '" + id + "'");
        execute("insert into deadline values ('" + id
                + "', 'nobody-set-it', 'promise', 'RUNNING', now(), now() - interval '1 year', null)");
        await(deadlines::poll);
        assertThat(typesOf(id)).containsExactly("promise-made.v1", "deadline-set.v1");
        assertThat(count("select count(*) from deadline where case_id = '" + id + "' and next_at > now()"))
                .isEqualTo(1);
        assertThat(count("select count(*) from deadline where case_id = '" + id + "'"))
                .isEqualTo(1);
    }

    @Test
    void aDeadlineExplainsItselfAndCanBeHeldUpAndExtendedAsItsRuleAllows() {
        var id = promise();
        var path = "/cases/" + id + "/deadlines";
        var told = operator()
                .get(path)
                .then()
                .statusCode(200)
                .header("ETag", "\"2\"")
                .extract()
                .jsonPath();
        assertThat(told.getString("deadlines[0].rule")).isEqualTo("promise");
        assertThat(told.getString("deadlines[0].article")).isEqualTo("Example art. 1");
        assertThat(told.getString("deadlines[0].state")).isEqualTo("RUNNING");
        assertThat(told.getString("deadlines[0].sentences[0].zh")).contains("守诺", "7日");
        assertThat(told.getString("deadlines[0].sentences[0].en")).contains("Keep a promise", "7 days");
        assertThat(told.getString("deadlines[0].days")).isNull();
        var days = clerk().get(path + "?days=true").then().extract().jsonPath();
        assertThat(days.getList("deadlines[0].days")).hasSize(8);
        assertThat(days.getInt("deadlines[0].days[7].number")).isEqualTo(7);
        var due = told.getString("deadlines[0].dueAt");

        clerk().body(Map.of("ground", "holiday"))
                .post(path + "/promise/pause")
                .then()
                .statusCode(422)
                .body("code", equalTo("deadline.no-such-ground"));
        clerk().body(Map.of("ground", "hearing"))
                .header("Idempotency-Key", "pause-" + id)
                .post(path + "/promise/pause")
                .then()
                .statusCode(200)
                .body("version", equalTo(3));
        clerk().body(Map.of("ground", "hearing"))
                .header("Idempotency-Key", "pause-" + id)
                .post(path + "/promise/pause")
                .then()
                .statusCode(200)
                .body("version", equalTo(3));
        timeIs(now().plus(Duration.ofDays(30)));
        assertThat(typesOf(id)).as("while the clock stands nothing passes").doesNotContain("deadline-breached.v1");
        clerk().post(path + "/promise/resumption").then().statusCode(200).body("version", equalTo(4));
        var extension = Map.of("count", 5, "reason", "the appraisal is late");
        clerk().body(extension)
                .post(path + "/promise/extension")
                .then()
                .statusCode(422)
                .body("code", equalTo("deadline.party-not-told"));
        clerk().body(Map.of("count", 0, "reason", ""))
                .post(path + "/promise/extension")
                .then()
                .statusCode(400)
                .body("fields.field", hasItems("count", "reason"));
        var withNotice = new java.util.HashMap<String, Object>(extension);
        withNotice.put("partyToldAt", now().toString());
        operator().body(withNotice).post(path + "/promise/extension").then().statusCode(403);
        clerk().body(withNotice)
                .header("If-Match", "\"4\"")
                .post(path + "/promise/extension")
                .then()
                .statusCode(200)
                .body("version", equalTo(6), "granted", equalTo(false), "deadline", equalTo("promise"));
        withNotice.put("count", 4);
        clerk().body(withNotice)
                .post(path + "/promise/extension")
                .then()
                .statusCode(409)
                .body("code", equalTo("deadline.extension-pending"));
        assertThat(clerk().get(path)
                        .jsonPath()
                        .<String>getList("deadlines.findAll { it.name == 'promise' }.requests[0].stage"))
                .containsExactly("PENDING");
        leader("head-1")
                .get("/approvals")
                .then()
                .statusCode(200)
                .body("items.path", hasItem(path + "/promise/extension"));
        clerk().post(path + "/promise/extension/grant").then().statusCode(403);
        leader("clerk-1")
                .post(path + "/promise/extension/grant")
                .then()
                .statusCode(403)
                .body("code", equalTo("deadline.own-request"));
        leader("head-1")
                .header("If-Match", "\"6\"")
                .post(path + "/promise/extension/grant")
                .then()
                .statusCode(200)
                .body("version", equalTo(8));
        var after = clerk().get(path).then().extract().jsonPath();
        assertThat(Instant.parse(after.getString("deadlines[1].dueAt")))
                .isEqualTo(Instant.parse(due).plus(Duration.ofDays(30 + 5)));
        assertThat(after.getList("deadlines[1].steps")).hasSize(2);
        assertThat(after.getString("deadlines[1].steps[0].ground.en")).isEqualTo("Hearing");
        assertThat(after.getString("deadlines[1].steps[1].extension.reason")).isEqualTo("the appraisal is late");
        operator()
                .get(path)
                .then()
                .body(
                        "deadlines[1].steps[1].extension.requestedBy", equalTo("clerk-1"),
                        "deadlines[1].steps[1].extension.approvedBy", equalTo("head-1"),
                        "deadlines[1].steps[1].extension.reason", nullValue());
        assertThat(count("select count(*) from event where data like '%appraisal%' and case_id = '" + id + "'"))
                .as("why it was extended may speak of people, and is in a box")
                .isZero();
        assertThat(typesOf(id))
                .containsExactly(
                        "promise-made.v1",
                        "deadline-set.v1",
                        "clock-paused.v1",
                        "clock-resumed.v1",
                        "extension-requested.v1",
                        "deadline-set.v1",
                        "deadline-extended.v1",
                        "deadline-met.v1");

        clerk().post(path + "/no-such/resumption").then().statusCode(404).body("code", equalTo("deadline.unknown"));
        operator()
                .get("/cases/{id}/deadlines", UUID.randomUUID())
                .then()
                .statusCode(404)
                .body("code", equalTo("kernel.no-such-case"));
        given().get(path).then().statusCode(401);
    }

    @Test
    void readinessTellsDatabaseBrokerAndSlotApart() {
        var checks = given().get("/q/health/ready").then().extract().jsonPath();
        assertThat(checks.getString("checks.find { it.name == 'database' }.status"))
                .isEqualTo("UP");
        assertThat(checks.getString("checks.find { it.name == 'broker' }.status"))
                .isEqualTo("UP");
        assertThat(checks.getString("checks.find { it.name == 'replication-slot' }.data.detail"))
                .containsIgnoringCase("no connector");
    }

    @Test
    void whoSharesOutCallsAsksForTheDatabaseAlone() {
        given().get("/q/health/group/calls").then().statusCode(200).body("checks.name", equalTo(List.of("database")));
    }

    @Test
    void whatTheDatabaseQuotesIsNotLogged() {
        var insert = """
            insert into event (event_id, case_id, version, type, data, occurred_at, recorded_at, actor_id,
              actor_role, correlation_id, link, mark)
            values (gen_random_uuid(), gen_random_uuid(), 0, 'x', 'Zhang San lives at 7 Gangtie Street', now(),
              now(), 'a', 'clerk', gen_random_uuid(), 'link', 'mark')\
            """;

        assertThatThrownBy(() -> await(() -> sessions.withStatelessTransaction(
                        (s, _) -> s.createNativeQuery(insert).executeUpdate())))
                .satisfies(failure -> {
                    assertThat(printed(failure)).contains("Zhang San");
                    assertThat(printed(Failures.withoutContent(failure)))
                            .contains("SQL state 23514", "constraint event_version_check", "KernelAtWorkTest.await")
                            .doesNotContain("Zhang San");
                    assertThat(Failures.inShort(failure))
                            .contains("constraint event_version_check")
                            .doesNotContain("Zhang San");
                });
    }

    private static String printed(Throwable failure) {
        var text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    @Test
    void aProcessWhoseRecordsWaitAndAreNotReadSaysThatItIsNotAlive() throws Exception {
        var nobodyReads = new TopicPartition("procuratorate.inbound", 0);
        try (var partner = new KafkaProducer<byte[], byte[]>(
                Map.of("bootstrap.servers", bootstrapServers), new ByteArraySerializer(), new ByteArraySerializer())) {
            partner.send(new ProducerRecord<>(nobodyReads.topic(), 0, null, "{}".getBytes(UTF_8)))
                    .get();
        }
        given().get("/q/health/live").then().statusCode(200);
        try (var consumer = new MockConsumer<byte[], byte[]>("earliest")) {
            consumer.assign(List.of(nobodyReads));
            positions.onPartitionsAssigned(consumer, List.of(nobodyReads));
            Awaitility.await()
                    .untilAsserted(() -> given().get("/q/health/live")
                            .then()
                            .statusCode(503)
                            .body(
                                    "checks.find { it.name == 'progress' }.data.'procuratorate.inbound-0'",
                                    startsWith("1 records wait at offset 0")));
            positions.onPartitionsRevoked(consumer, List.of(nobodyReads));
        }
        Awaitility.await()
                .untilAsserted(() -> given().get("/q/health/live").then().statusCode(200));
    }

    // Records as they come from a topic. The consumer is not asked: redelivery and gaps are made on purpose.

    void deliver(ConsumerRecords<byte[], byte[]> poll) {
        var partition = poll.partitions().iterator().next();
        // As after every rebalance: the positions are told what is assigned, and seek to where the database says.
        try (var consumer = new MockConsumer<byte[], byte[]>("earliest")) {
            consumer.assign(List.of(partition));
            positions.onPartitionsAssigned(consumer, List.of(partition));
        }
        await(() -> partition.topic().equals("case-events") ? commonLog.onPoll(poll) : partners.consume(poll));
    }

    static ConsumerRecord<byte[], byte[]> kept(UUID id) {
        return record(id.toString(), "fengqiao.routing.seen-kept.v1", "{\"by\":\"someone\",\"new\":1}");
    }

    static ConsumerRecord<byte[], byte[]> foreign(UUID id) {
        return record(id.toString(), "fengqiao.routing.of-no-interest.v1", "{}");
    }

    static ConsumerRecord<byte[], byte[]> record(String key, String type, String value) {
        return record(key, type, value.getBytes(UTF_8));
    }

    static ConsumerRecord<byte[], byte[]> record(String key, String type, byte[] value) {
        var headers = new RecordHeaders();
        Map.of(
                        "ce_specversion",
                        "1.0",
                        "ce_id",
                        UUID.randomUUID().toString(),
                        "ce_source",
                        "/test",
                        "ce_type",
                        type,
                        "ce_time",
                        "2024-03-01T09:00:00+08:00")
                .forEach((name, text) -> headers.add(name, text.getBytes(UTF_8)));
        return new ConsumerRecord<>(
                "topic",
                0,
                OFFSET.getAndIncrement(),
                0,
                TimestampType.CREATE_TIME,
                0,
                0,
                key.getBytes(UTF_8),
                value,
                headers,
                Optional.empty());
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    static ConsumerRecords<byte[], byte[]> poll(String topic, ConsumerRecord<byte[], byte[]>... records) {
        var moved = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        for (var r : records) {
            moved.add(new ConsumerRecord<>(
                    topic,
                    0,
                    r.offset(),
                    0,
                    TimestampType.CREATE_TIME,
                    0,
                    0,
                    r.key(),
                    r.value(),
                    r.headers(),
                    Optional.empty()));
        }
        return new ConsumerRecords<>(Map.of(new TopicPartition(topic, 0), moved), Map.of());
    }

    static <T> List<T> atOnce(int times, Callable<T> call) throws Exception {
        try (var callers = Executors.newFixedThreadPool(times)) {
            var results = new ArrayList<T>();
            for (var future : callers.invokeAll(
                    IntStream.range(0, times).<Callable<T>>mapToObj(_ -> call).collect(Collectors.toList()))) {
                results.add(future.get());
            }
            return results;
        }
    }

    ExtractableResponse<Response> proof(UUID id) {
        return operator().get("/cases/{id}/proof", id).then().statusCode(200).extract();
    }

    static String finding(ExtractableResponse<Response> proof) {
        return Stream.of("finding", "what", "version", "events", "signed")
                .map(name -> proof.jsonPath().getString("verdict." + name))
                .filter(Objects::nonNull)
                .collect(Collectors.joining(" "));
    }

    UUID promiseKeptTwice() {
        var id = promise();
        for (var time = 0; time < 2; time++) {
            clerk().post("/promises/{id}/keeping", id).then().statusCode(200);
        }
        return id;
    }

    UUID promiseUnderACheckpoint() {
        var id = promiseKeptTwice();
        await(checkpoints::take);
        return id;
    }

    /** What nobody but the superuser of the database can do. */
    static void asSuperuser(String table, String sql) {
        try (var connection = DriverManager.getConnection(Infrastructure.superuserJdbcUrl("intake"));
                var statement = connection.createStatement()) {
            statement.execute("alter table %1$s disable trigger %1$s_only_grows".formatted(table));
            statement.execute(sql);
            statement.execute("alter table %1$s enable trigger %1$s_only_grows".formatted(table));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void theEventsOfACaseAreAChain() {
        var id = promiseKeptTwice();

        assertThat(finding(proof(id))).startsWith("INTACT 4 ");
    }

    @Test
    void anEventThatASuperuserAlteredIsNamed() {
        var id = promiseKeptTwice();

        asSuperuser(
                "event",
                "update event set actor_id = 'somebody else' where case_id = '%s' and version = 3".formatted(id));

        assertThat(finding(proof(id))).isEqualTo("BROKEN ALTERED 3");
    }

    @Test
    void anEventThatASuperuserTookOutIsMissed() {
        var id = promiseKeptTwice();

        asSuperuser("event", "delete from event where case_id = '%s' and version = 3".formatted(id));

        assertThat(finding(proof(id))).isEqualTo("BROKEN MISSING 3");
    }

    @Test
    void anEventThatASuperuserAddedIsNamedEvenIfItTakesTheLinkOfTheOneBefore() {
        var id = promiseKeptTwice();

        asSuperuser("event", """
            insert into event select gen_random_uuid(), case_id, 5, type, data, occurred_at, recorded_at, actor_id,
              actor_unit, actor_role, on_behalf_of,
              correlation_id, causation_id, traceparent, link, mark from event where case_id = '%s'
              and version = 4\
            """.formatted(id));

        assertThat(finding(proof(id))).isEqualTo("BROKEN INSERTED 5");
    }

    @Test
    void anEventWhoseLinkIsNoDigestAnyMoreIsNamed() {
        var id = promiseKeptTwice();

        asSuperuser("event", "update event set link = 'none' where case_id = '%s' and version = 4".formatted(id));

        assertThat(finding(proof(id))).startsWith("BROKEN ").endsWith(" 4");
    }

    @Test
    void aSignedCheckpointCoversWhatWasRecordedBeforeIt() {
        var id = promiseUnderACheckpoint();
        clerk().post("/promises/{id}/keeping", id).then().statusCode(200);

        var proof = proof(id);

        assertThat(finding(proof)).isEqualTo("INTACT 6 4");
    }

    @Test
    void whatIsCommittedAfterACheckpointAndWasBegunBeforeItIsUnderTheNext() {
        var late = promise();
        var written = new CountDownLatch(1);
        var mayCommit = new CountDownLatch(1);
        var keeping = CompletableFuture.runAsync(() ->
                await(() -> sessions.withStatelessTransaction((session, _) -> service.ledger()
                        .decide(
                                session,
                                Set.of(late),
                                docket -> docket.decide(new Order<>(
                                        late,
                                        new Promises.Command.Keep(),
                                        new Cause(Actor.system("test"), Instant.now(), late, null, null))))
                        .invoke(written::countDown)
                        .chain(() -> EventLoop.beside(() -> reached(mayCommit))))));
        reached(written);

        var inBetween = promiseUnderACheckpoint();
        mayCommit.countDown();
        keeping.join();
        await(checkpoints::take);

        assertThat(finding(proof(late))).matches("INTACT (\\d+) \\1");
        assertThat(finding(proof(inBetween))).matches("INTACT (\\d+) \\1");
    }

    static boolean reached(CountDownLatch latch) {
        try {
            return latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void muchThatWasRecordedIsSignedPieceByPiece() {
        var several = Stream.generate(this::promiseKeptTwice).limit(4).toList();

        var last = await(checkpoints::take);

        assertThat(last).isPresent();
        assertThat(several).allSatisfy(id -> assertThat(finding(proof(id))).matches("INTACT (\\d+) \\1"));
        assertThat(await(checkpoints::take)).isEmpty();
    }

    @Test
    void aBundleProvesTheRecordWithoutTheSystem() {
        var id = promiseUnderACheckpoint();

        var bundle = bundle(id);
        var keyId = given().get("/checkpoints/key").then().extract().jsonPath().getString("keyId");

        assertThat(CaseProof.verify(bundle, Set.of(keyId))).isEqualTo(new Verdict.Intact(4, 4));
        assertThat(CaseProof.verify(bundle, Set.of("i1.AAAAAAAAAAAAAAAAAAAAAA")))
                .isEqualTo(new Verdict.Unproven(Verdict.Reason.UNKNOWN_KEY));
        assertThat(CaseProof.verify(bundle.replace("quiet at night", "loud at night"), Set.of(keyId)))
                .isInstanceOf(Verdict.Broken.class);
    }

    /** The bundle as text, just as it stands in the answer. */
    String bundle(UUID id) {
        var answer = proof(id).asString();
        var begin = answer.indexOf("\"proof\":") + "\"proof\":".length();
        return answer.substring(begin, answer.lastIndexOf('}'));
    }

    @Test
    void anEndThatWasCutOffIsMissedByTheCheckpoint() {
        var id = promiseUnderACheckpoint();

        asSuperuser("event", "delete from event where case_id = '%s' and version > 2".formatted(id));

        assertThat(finding(proof(id))).isEqualTo("BROKEN MISSING 3");
    }

    @Test
    void aCaseOfWhichNothingIsLeftIsMissedByTheCheckpoint() {
        var id = promiseUnderACheckpoint();

        asSuperuser("event", "delete from event where case_id = '%s'".formatted(id));

        assertThat(finding(proof(id))).isEqualTo("BROKEN MISSING 1");
        assertThat(broken()).contains(id.toString());
    }

    /** The cases that are broken, by asking for the verdicts on all of them. */
    List<String> broken() {
        var broken = new ArrayList<String>();
        for (var cursor = ""; cursor != null; ) {
            var page = operator()
                    .queryParam("limit", 7)
                    .queryParam("cursor", cursor)
                    .get("/verdicts")
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            broken.addAll(page.getList("items.findAll { it.finding == 'BROKEN' }.caseId", String.class));
            cursor = page.getString("next");
        }
        return broken;
    }

    @Test
    void aCaseNobodyToldOfHasNoProof() {
        operator().get("/cases/{id}/proof", UUID.randomUUID()).then().statusCode(404);
    }

    @Test
    void eachCheckpointIsPublishedAndFollowsTheOneBefore() throws Exception {
        promiseUnderACheckpoint();
        promiseUnderACheckpoint();

        var published = await(() -> sessions.withStatelessSession(s -> s.createNativeQuery(
                        "select data from partner_message where topic = 'audit-checkpoints'"
                                + " order by recorded_at, message_id",
                        String.class)
                .getResultList()));
        var messages = new ArrayList<CheckpointMessage>();
        for (var message : published) {
            messages.add(json.readValue(message, CheckpointMessage.class));
        }

        assertThat(messages).hasSizeGreaterThan(1);
        var key = checkpoints.signer().verificationKey();
        for (var at = 0; at < messages.size(); at++) {
            var checkpoint = messages.get(at).checkpoint();
            assertThat(messages.get(at).number()).isEqualTo(at + 1L);
            assertThat(checkpoint.isSignedBy(key)).isTrue();
            assertThat(at == 0
                            || checkpoint.follows(
                                    messages.get(at - 1).checkpoint(),
                                    messages.get(at).proof()))
                    .isTrue();
        }
    }

    @Test
    void aCheckpointIsTakenOnlyIfSomethingWasRecorded() {
        promiseUnderACheckpoint();

        assertThat(await(checkpoints::take)).isEmpty();
    }
}
