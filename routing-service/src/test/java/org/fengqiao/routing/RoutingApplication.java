package org.fengqiao.routing;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

import org.fengqiao.kernel.identity.Roles;
import org.fengqiao.kernel.keys.KeyRings;
import org.fengqiao.kernel.sealing.BoxPlace;
import org.fengqiao.kernel.sealing.SubjectId;
import org.fengqiao.kernel.testing.Boxes;
import org.fengqiao.kernel.testing.Tokens;
import org.fengqiao.kernel.testing.TopicReader;

/**
 * Routing on real PostgreSQL, Kafka and Debezium: cases come in on the common log, people act over HTTP. Test classes
 * with the profile {@link SimulatedTime} share one application, and with it one clock.
 */
abstract class RoutingApplication {

    /** A profile in which the tests set the time. */
    public static class SimulatedTime implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("fengqiao.clock.simulated", "true");
        }
    }

    static final String STREET = "kundulun-zhaotan-centre";
    static final String DESK = "kundulun-zhaotan-petition";
    static final String CENTRE = "kundulun-centre";
    static final Duration PATIENCE = Duration.ofMinutes(1);

    /**
     * A Monday, so that a few days on nobody has a holiday. The first time that a service is told may lie in the past;
     * after that its clock never goes back.
     */
    static final Instant BEGINNING = Instant.parse("2024-01-08T01:00:00Z");

    static CommonLog log;

    @Inject
    InstantSource clock;

    @Inject
    KeyRings keys;

    @BeforeAll
    static void open() {
        log = new CommonLog();
    }

    @BeforeEach
    void theTimeIsTold() {
        timeIs(BEGINNING);
    }

    @AfterAll
    static void close() {
        log.close();
    }

    /** Returns somebody who acts in a role for a unit; whoever handles its cases is the first of its staff. */
    static RequestSpecification as(String role, String unit) {
        return switch (role) {
            case Roles.MEDIATOR, Roles.PETITION_CLERK, Roles.DEPARTMENT -> somebody(unit + "-1", role, unit);
            default ->
                given().auth()
                        .oauth2(Tokens.of(role, unit, Duration.ofMinutes(10)))
                        .contentType("application/json");
        };
    }

    static RequestSpecification somebody(String person, String role, String unit) {
        return given().auth()
                .oauth2(Tokens.of(person, Map.of("unit", unit), role))
                .contentType("application/json");
    }

    static RequestSpecification dispatcher() {
        return as(Roles.DISPATCHER, "dispatch");
    }

    static RequestSpecification mediator() {
        return as(Roles.MEDIATOR, STREET);
    }

    static RequestSpecification operator() {
        return as(Roles.OPERATOR, "operations");
    }

    /** Returns the data that intake publishes about an accepted case, personal texts closed. */
    static String acceptance(KeyRings keys, UUID caseId, String hint, String summary) {
        return acceptance(keys, caseId, hint, summary, "王某");
    }

    static String acceptance(KeyRings keys, UUID caseId, String hint, String summary, String respondent) {
        return """
            {"decidedBy": "RULE", "channel": "POLICE", "reference": "r", "categoryHint": "%s", "summary": "%s", \
            "somethingNew": 1, "receivedAt": "2024-02-26T01:00:00Z",
             "amount": {"amount": "900.00", "currency": "CNY"}, "place": {"district": "昆都仑区", "street": "沼潭街道"},
             "parties": [{"partyId": "applicant-1", "side": "APPLICANT", "name": "%s"},
                         {"partyId": "respondent-1", "side": "RESPONDENT", "name": "%s"}]}\
            """.formatted(
                        closed(keys, caseId, SubjectId.ofCase(caseId), hint, "/categoryHint"),
                        closed(keys, caseId, SubjectId.ofCase(caseId), summary, "/summary"),
                        closed(keys, caseId, new SubjectId(UUID.randomUUID()), "李某", "/parties/0/name"),
                        closed(keys, caseId, new SubjectId(UUID.randomUUID()), respondent, "/parties/1/name"));
    }

    private static String closed(KeyRings keys, UUID caseId, SubjectId subject, String text, String field) {
        var place = new BoxPlace(caseId, "fengqiao.intake.case-accepted.v1", field);
        return Boxes.sealed(keys, subject, text, place).textAt(place);
    }

    UUID accepted(String hint) {
        var caseId = UUID.randomUUID();
        accept(caseId, hint);
        awaitEvents(caseId, 2);
        return caseId;
    }

    void accept(UUID caseId, String hint) {
        log.append(caseId, "intake.case-accepted", acceptance(keys, caseId, hint, "纠纷"), clock.instant());
    }

    UUID accepted(String hint, String summary, String respondent, int events) {
        var caseId = UUID.randomUUID();
        log.append(
                caseId, "intake.case-accepted", acceptance(keys, caseId, hint, summary, respondent), clock.instant());
        awaitEvents(caseId, events);
        return caseId;
    }

    UUID claimed() {
        var caseId = accepted("NEIGHBOUR");
        claim(caseId, STREET, "zhang");
        return caseId;
    }

    static void claim(UUID caseId, String unit, String worker) {
        dispatcher()
                .body(Map.of("unit", unit, "worker", worker))
                .post("/cases/{id}/claim", caseId)
                .then()
                .statusCode(200);
    }

    void concluded(UUID caseId, int custody, String result) {
        log.append(
                caseId,
                "mediation.mediation-concluded",
                "{\"custody\": %d, \"result\": \"%s\", \"concludedAt\": \"%s\"}"
                        .formatted(custody, result, clock.instant()),
                clock.instant());
    }

    /** Two parties answered with this score, which ends the round. */
    void revisited(UUID caseId, int closure, int score, int overdue) {
        for (var party : List.of("applicant-1", "respondent-1")) {
            log.append(
                    caseId,
                    "mediation.revisit-answered",
                    ("{\"closure\": %d, \"round\": 1, \"ordinal\": 1, \"partyId\": \"%s\", \"satisfaction\": %d,"
                                    + " \"obligations\": [], \"newTrouble\": false, \"answeredAt\": \"%s\"}")
                            .formatted(closure, party, score, clock.instant()),
                    clock.instant());
        }
        log.append(
                caseId,
                "mediation.revisit-completed",
                ("{\"closure\": %d, \"round\": 1, \"ordinal\": 1, \"asked\": 2, \"reached\": 2,"
                                + " \"lowestSatisfaction\": %d, \"overdue\": %d, \"outstanding\": %d,"
                                + " \"byDeadline\": false, \"completedAt\": \"%s\"}")
                        .formatted(closure, score, overdue, overdue, clock.instant()),
                clock.instant());
    }

    JsonPath look(UUID caseId) {
        return dispatcher()
                .get("/cases/{id}", caseId)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    /** Waits until routing has recorded so many events of its own, those of its deadlines left out. */
    static void awaitEvents(UUID caseId, int count) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(typesOf(caseId)).hasSize(count));
    }

    /**
     * Waits until everything that was put on the log for the case before is dealt with: a case that is accepted after
     * it, on the same partition, is known.
     */
    void awaitDealtWith(UUID caseId, Runnable... then) {
        var marker = UUID.randomUUID();
        var record = CommonLog.event(
                marker, "intake.case-accepted", acceptance(keys, marker, "OTHER", "纠纷"), clock.instant());
        var partition = org.apache.kafka.common.utils.Utils.toPositive(org.apache.kafka.common.utils.Utils.murmur2(
                        caseId.toString().getBytes(UTF_8)))
                % 12;
        log.append(new org.apache.kafka.clients.producer.ProducerRecord<>(
                record.topic(), partition, record.key(), record.value(), record.headers()));
        awaitEvents(marker, 2);
        for (var look : then) {
            look.run();
        }
    }

    /** Returns the events of the case in routing, those of its deadlines left out. */
    static List<String> typesOf(UUID caseId) {
        return allTypesOf(caseId).stream()
                .filter(type -> !type.startsWith("deadline-"))
                .toList();
    }

    static List<String> allTypesOf(UUID caseId) {
        return operator()
                .get("/cases/{id}/events", caseId)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("items.type", String.class)
                .stream()
                .map(type -> type.replace("fengqiao.routing.", "").replace(".v1", ""))
                .toList();
    }

    static <T> List<T> atOnce(int count, Callable<T> work) throws Exception {
        try (var callers = Executors.newFixedThreadPool(count)) {
            var answers = new ArrayList<T>();
            for (var answer : callers.invokeAll(
                    IntStream.range(0, count).<Callable<T>>mapToObj(_ -> work).toList())) {
                answers.add(answer.get());
            }
            return answers;
        }
    }

    static boolean isOurs(org.apache.kafka.clients.consumer.ConsumerRecord<byte[], byte[]> record, UUID caseId) {
        return record.key() != null
                && new String(record.key(), UTF_8).equals(caseId.toString())
                && TopicReader.header(record, "ce_source").equals(java.util.Optional.of("/routing"));
    }

    static void timeIs(Instant now) {
        operator()
                .body(Map.of("now", now.toString()))
                .put("/simulated-clock")
                .then()
                .statusCode(200);
    }

    Map<String, Object> parked(UUID caseId) {
        return operator()
                .queryParam("limit", 200)
                .get("/parked")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getMap("items.find { it.caseId == '%s' }".formatted(caseId));
    }
}
