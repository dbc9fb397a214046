package org.fengqiao.routing;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.fengqiao.kernel.identity.Roles;
import org.fengqiao.kernel.keys.KeyRings;
import org.fengqiao.kernel.sealing.BoxPlace;
import org.fengqiao.kernel.sealing.SubjectId;
import org.fengqiao.kernel.testing.Boxes;
import org.fengqiao.kernel.testing.Infrastructure;
import org.fengqiao.kernel.testing.Tokens;
import org.fengqiao.kernel.testing.TopicReader;

/** Routing on real PostgreSQL, Kafka and Debezium: cases come in on the common log, people act over HTTP. */
@QuarkusTest
@QuarkusTestResource(value = Infrastructure.class, initArgs = @ResourceArg(name = "service", value = "routing"))
@QuarkusTestResource(Tokens.class)
@TestProfile(CustodyTest.SimulatedTime.class)
class CustodyTest {

    /** The time is set by the tests. */
    public static class SimulatedTime implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("fengqiao.clock.simulated", "true");
        }
    }

    static final String STREET = "kundulun-zhaotan-centre";
    static final String DESK = "kundulun-zhaotan-petition";
    static final String CENTRE = "kundulun-centre";
    static final Duration PATIENCE = Duration.ofSeconds(20);

    /** A Monday, so that a few days on nobody has a holiday. The first time that a service is told may lie in the past, and it never goes back. */
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

    // ---- vocabulary

    static RequestSpecification as(String role, String unit) {
        return given().auth()
                .oauth2(Tokens.of(role, unit, Duration.ofMinutes(10)))
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

    /** What intake publishes about an accepted case, personal texts closed. */
    static String acceptance(KeyRings keys, UUID caseId, String hint, String summary) {
        return """
                {"decidedBy": "RULE", "channel": "POLICE", "reference": "r", "categoryHint": "%s", "summary": "%s", "somethingNew": 1,
                 "amount": {"amount": "900.00", "currency": "CNY"}, "place": {"district": "昆都仑区", "street": "沼潭街道"},
                 "parties": [{"partyId": "applicant-1", "side": "APPLICANT", "name": "%s"},
                             {"partyId": "respondent-1", "side": "RESPONDENT", "name": "%s"}]}""".formatted(
                        hint,
                        closed(keys, caseId, SubjectId.ofCase(caseId), summary, "/summary"),
                        closed(keys, caseId, new SubjectId(UUID.randomUUID()), "李某", "/parties/0/name"),
                        closed(keys, caseId, new SubjectId(UUID.randomUUID()), "王某", "/parties/1/name"));
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

    UUID claimed() {
        var caseId = accepted("NEIGHBOUR");
        claim(caseId, STREET, "zhang");
        return caseId;
    }

    void claim(UUID caseId, String unit, String worker) {
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

    void revisited(UUID caseId, int closure, int score, int outstanding) {
        log.append(
                caseId,
                "mediation.revisit-completed",
                "{\"closure\": %d, \"revisit\": 1, \"reached\": true, \"satisfaction\": %d, \"outstanding\": %d, \"completedAt\": \"%s\"}"
                        .formatted(closure, score, outstanding, clock.instant()),
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

    /** Everything put on the log for these cases before is dealt with once a case accepted after it is known, on the same partition. */
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

    /** What happened to the custody of the case, that of its deadlines left out. */
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
                .getList("type", String.class)
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

    // ---- the way of a case

    @Test
    void theWordsOfASummaryTellTheCategoryThoughTheLogHasItClosed() {
        var caseId = UUID.randomUUID();
        log.append(caseId, "intake.case-accepted", acceptance(keys, caseId, "说不清", "楼上漏水，泡了我家"), clock.instant());
        awaitEvents(caseId, 2);

        dispatcher().get("/cases/{id}", caseId).then().body("category", equalTo("NEIGHBOUR"));
        assertThat(operator().get("/cases/{id}/events", caseId).asString()).doesNotContain("李某", "王某");
    }

    @Test
    void whoWorksOnACaseSeesWhoIsInItAndWhoOnlySendsItOnSeesASurname() {
        var caseId = accepted("NEIGHBOUR");

        mediator().get("/cases/{id}", caseId).then().body("parties.name", contains("李某", "王某"));
        dispatcher().get("/cases/{id}", caseId).then().body("parties.name", contains("李*", "王*"));
    }

    @Test
    void anAcceptedCaseIsTriagedAndWaitsInTheQueueOfItsStreet() {
        var caseId = accepted("NEIGHBOUR");
        dispatcher()
                .get("/cases/{id}", caseId)
                .then()
                .header("ETag", "\"3\"")
                .body(
                        "status", equalTo("ASSIGNED"),
                        "custody", equalTo(1),
                        "unit", equalTo(STREET),
                        "worker", nullValue(),
                        "path", equalTo("MEDIATION"),
                        "category", equalTo("NEIGHBOUR"),
                        "rule", equalTo("mediation-first"),
                        "because", hasItem("the channel hints at NEIGHBOUR"),
                        "parties.partyId", contains("applicant-1", "respondent-1"));
        var waiting = queueOf(STREET).stream()
                .filter(row -> row.get("caseId").equals(caseId.toString()))
                .toList();
        assertThat(waiting)
                .singleElement()
                .satisfies(row -> assertThat(row)
                        .containsEntry("status", "ASSIGNED")
                        .containsEntry("custody", 1)
                        .containsKey("claimBy"));
    }

    List<Map<String, Object>> queueOf(String unit) {
        var rows = new ArrayList<Map<String, Object>>();
        String cursor = null;
        do {
            var page = mediator()
                    .queryParam("limit", 3)
                    .queryParam("cursor", cursor == null ? "" : cursor)
                    .get("/units/{unit}/queue", unit)
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            rows.addAll(page.getList("items"));
            cursor = page.getString("next");
        } while (cursor != null);
        return rows;
    }

    @Test
    void theQueueIsPagedWithoutLossAndForgetsWhatHasLeftTheUnit() {
        var cases = new HashSet<String>();
        for (var i = 0; i < 8; i++) {
            cases.add(accepted("NEIGHBOUR").toString());
        }
        var leaving = claimed();
        var listed =
                queueOf(STREET).stream().map(row -> (String) row.get("caseId")).toList();
        assertThat(listed).containsAll(cases).contains(leaving.toString()).doesNotHaveDuplicates();
        dispatcher()
                .body(Map.of("outcome", "MERGED", "reason", "与另案合并"))
                .post("/cases/{id}/closure", leaving)
                .then()
                .statusCode(200);
        assertThat(queueOf(STREET)).noneMatch(row -> row.get("caseId").equals(leaving.toString()));
    }

    @Test
    void whatRoutingDecidesGoesToTheCommonLogInOrderWithItsEnvelope() {
        var caseId = claimed();
        try (var topic = new TopicReader(Infrastructure.bootstrap(), "case-events")) {
            var ours =
                    topic
                            .until(
                                    records -> records.stream()
                                                    .filter(r -> isOurs(r, caseId))
                                                    .count()
                                            == 6,
                                    PATIENCE)
                            .stream()
                            .filter(r -> isOurs(r, caseId))
                            .toList();
            assertThat(ours)
                    .extracting(r -> TopicReader.header(r, "ce_type").orElseThrow())
                    .containsExactly(
                            "fengqiao.routing.case-triaged.v1",
                            "fengqiao.routing.case-assigned.v1",
                            "fengqiao.routing.deadline-set.v1",
                            "fengqiao.routing.case-claimed.v1",
                            "fengqiao.routing.deadline-met.v1",
                            "fengqiao.routing.deadline-set.v1");
            assertThat(ours)
                    .extracting(r -> TopicReader.header(r, "ce_sequence").orElseThrow())
                    .containsExactly("1", "2", "3", "4", "5", "6");
            assertThat(TopicReader.header(ours.getLast(), "ce_actorid")).contains("dispatcher-1");
            assertThat(TopicReader.header(ours.getFirst(), "ce_correlationid")).contains(caseId.toString());
        }
    }

    static boolean isOurs(org.apache.kafka.clients.consumer.ConsumerRecord<byte[], byte[]> record, UUID caseId) {
        return record.key() != null
                && new String(record.key(), UTF_8).equals(caseId.toString())
                && TopicReader.header(record, "ce_source").equals(java.util.Optional.of("/routing"));
    }

    @Test
    void anAgreedCaseIsClosedAndASatisfiedRevisitVerifiesItOnce() {
        var caseId = claimed();
        concluded(caseId, 1, "AGREED");
        awaitEvents(caseId, 4);
        assertThat(look(caseId).getString("outcome")).isEqualTo("AGREED");
        revisited(caseId, 1, 5, 0);
        awaitEvents(caseId, 5);
        assertThat(look(caseId).getString("status")).isEqualTo("VERIFIED");
        revisited(caseId, 1, 4, 0);
        awaitDealtWith(
                caseId, () -> assertThat(typesOf(caseId)).hasSize(5).last().isEqualTo("case-verified"));
    }

    @Test
    void aSatisfiedRevisitWithObligationsOutstandingVerifiesWithTheLastPerformance() {
        var caseId = claimed();
        concluded(caseId, 1, "CONFIRMED");
        awaitEvents(caseId, 4);
        revisited(caseId, 1, 4, 1);
        awaitEvents(caseId, 5);
        assertThat(look(caseId).getString("status")).isEqualTo("CLOSED");
        log.append(
                caseId,
                "mediation.obligation-performed",
                "{\"obligation\": 1, \"performedOn\": \"2024-03-01\", \"outstanding\": 0}",
                clock.instant());
        awaitEvents(caseId, 6);
        assertThat(look(caseId).getString("status")).isEqualTo("VERIFIED");
    }

    @Test
    void aBreachReopensAndAssignsAnew() {
        var caseId = claimed();
        concluded(caseId, 1, "AGREED");
        log.append(
                caseId,
                "mediation.obligation-breached",
                "{\"obligation\": 1, \"reason\": \"拒付\", \"outstanding\": 1}",
                clock.instant());
        awaitEvents(caseId, 8);
        assertThat(typesOf(caseId).subList(3, 8))
                .containsExactly("case-closed", "case-relapsed", "case-reopened", "case-retriaged", "case-assigned");
        var now = look(caseId);
        assertThat(now.getString("status")).isEqualTo("ASSIGNED");
        assertThat(now.getInt("custody")).isEqualTo(2);
        assertThat(now.getInt("closure")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"REFUSED", "FAILED"})
    void aRefusedOrFailedMediationGoesToThePetitionAgencyWhichConcludesIt(String result) {
        var caseId = claimed();
        concluded(caseId, 1, result);
        awaitEvents(caseId, 5);
        assertThat(look(caseId).getString("unit")).isEqualTo(DESK);
        as(Roles.PETITION_CLERK, DESK)
                .body(Map.of("unit", DESK, "worker", "sun"))
                .post("/cases/{id}/claim", caseId)
                .then()
                .statusCode(200);
        log.append(
                caseId,
                "petition.petition-concluded",
                "{\"petitionId\": \"p\", \"custody\": 2, \"result\": \"SUPPORTED\", \"concludedAt\": \"%s\"}"
                        .formatted(clock.instant()),
                clock.instant());
        awaitEvents(caseId, 7);
        assertThat(look(caseId).getString("outcome")).isEqualTo("PETITION_CONCLUDED");
    }

    @ParameterizedTest
    @CsvSource({"ADJUDICATED,CLOSED", "SETTLED,CLOSED", "DISMISSED,ASSIGNED"})
    void aSmallDebtGoesToTheTribunal(String decision, String status) {
        var caseId = accepted("CONTRACT_DEBT");
        assertThat(look(caseId).getString("unit")).isEqualTo("kundulun-tribunal");
        claim(caseId, "kundulun-tribunal", "judge");
        log.append(
                caseId,
                "mediation.fast-track-decided",
                "{\"filingId\": \"f\", \"custody\": 1, \"outcome\": \"%s\", \"documentNumber\": \"d\", \"decidedAt\": \"%s\"}"
                        .formatted(decision, clock.instant()),
                clock.instant());
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(look(caseId).getString("status")).isEqualTo(status));
    }

    @Test
    void aDepartmentHandlesWhatADispatcherSendsIt() {
        var caseId = accepted("ENVIRONMENT");
        dispatcher()
                .body(Map.of(
                        "category", "ENVIRONMENT",
                        "complexity", "SIMPLE",
                        "risk", "LOW",
                        "path", "ADMINISTRATIVE",
                        "reason", "行政处理更快"))
                .post("/cases/{id}/triage", caseId)
                .then()
                .statusCode(200)
                .body("version", equalTo(7));
        assertThat(look(caseId).getString("unit")).isEqualTo("kundulun-environment");
        var department = as(Roles.DEPARTMENT, "kundulun-environment");
        department
                .body(Map.of("unit", "kundulun-environment", "worker", "qian"))
                .post("/cases/{id}/claim", caseId)
                .then()
                .statusCode(200);
        as(Roles.DEPARTMENT, "kundulun-environment")
                .body(Map.of("result", "责令整改"))
                .post("/cases/{id}/handling", caseId)
                .then()
                .statusCode(200);
        assertThat(look(caseId).getString("outcome")).isEqualTo("ADMINISTRATIVELY_HANDLED");
        dispatcher()
                .body(Map.of("reason", "整改未落实"))
                .post("/cases/{id}/reopening", caseId)
                .then()
                .statusCode(200);
        assertThat(look(caseId).getString("status")).isEqualTo("ASSIGNED");
    }

    @Test
    void aWithdrawnCaseIsClosedAndAnEarlyWithdrawalIsNoTrouble() {
        var caseId = accepted("NEIGHBOUR");
        log.append(caseId, "intake.case-withdrawn", "{\"reason\": \"和好\"}", clock.instant());
        awaitEvents(caseId, 3);
        assertThat(look(caseId).getString("outcome")).isEqualTo("WITHDRAWN");
        var never = UUID.randomUUID();
        log.append(never, "intake.case-withdrawn", "{\"reason\": \"和好\"}", clock.instant());
        awaitDealtWith(
                never, () -> dispatcher().get("/cases/{id}", never).then().statusCode(404));
        assertThat(parked(never)).isNull();
    }

    @Test
    void aCaseIsReturnedEscalatedAndGivenToAnotherUnit() {
        var caseId = claimed();
        mediator()
                .body(Map.of("reason", "物业问题", "responsible", "kundulun-property-team"))
                .post("/cases/{id}/return", caseId)
                .then()
                .statusCode(200);
        assertThat(look(caseId).getString("unit")).isEqualTo("kundulun-property-team");
        as(Roles.MEDIATOR, "kundulun-property-team")
                .body(Map.of("reason", "人多"))
                .post("/cases/{id}/escalation", caseId)
                .then()
                .statusCode(200);
        assertThat(look(caseId).getString("unit")).isEqualTo(CENTRE);
        dispatcher()
                .body(Map.of("unit", STREET))
                .post("/cases/{id}/assignment", caseId)
                .then()
                .statusCode(200);
        assertThat(look(caseId).getInt("custody")).isEqualTo(4);
    }

    // ---- the time to claim

    @Test
    void aCaseNobodyClaimsInTimeGoesOneLevelUpAndAClaimedOneStays() {
        var unclaimed = accepted("NEIGHBOUR");
        var claimed = claimed();
        var due = Instant.parse((String) queueOf(STREET).stream()
                .filter(row -> row.get("caseId").equals(unclaimed.toString()))
                .findFirst()
                .orElseThrow()
                .get("claimBy"));
        assertThat(due).isAfter(clock.instant());
        timeIs(due.minusSeconds(1));
        assertThat(look(unclaimed).getString("unit")).isEqualTo(STREET);
        timeIs(due);
        assertThat(look(unclaimed).getString("unit")).isEqualTo(CENTRE);
        assertThat(typesOf(unclaimed).subList(2, 4)).containsExactly("case-escalated", "case-assigned");
        assertThat(look(claimed).getString("unit")).isEqualTo(STREET);
    }

    static void timeIs(Instant now) {
        operator()
                .body(Map.of("now", now.toString()))
                .put("/simulated-clock")
                .then()
                .statusCode(200);
    }

    // ---- who may do what

    @ParameterizedTest
    @ValueSource(
            strings = {"triage", "assignment", "claim", "return", "escalation", "handling", "closure", "reopening"})
    void nobodyActsWithoutATokenOrWithARoleThatHasNoPartInIt(String call) {
        var caseId = UUID.randomUUID();
        given().contentType("application/json")
                .body("{}")
                .post("/cases/{id}/" + call, caseId)
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .body("code", equalTo("kernel.unauthenticated"));
        as(Roles.ANALYST, "analysis")
                .body("{}")
                .post("/cases/{id}/" + call, caseId)
                .then()
                .statusCode(403)
                .contentType("application/problem+json")
                .body("code", equalTo("kernel.forbidden"));
    }

    @Test
    void readingNeedsARoleToo() {
        given().get("/cases/{id}", UUID.randomUUID()).then().statusCode(401);
        given().get("/units").then().statusCode(401);
        as(Roles.ANALYST, "analysis")
                .get("/cases/{id}", UUID.randomUUID())
                .then()
                .statusCode(403);
        as(Roles.ANALYST, "analysis").get("/units/{unit}/queue", STREET).then().statusCode(403);
        as(Roles.ANALYST, "analysis").get("/units").then().statusCode(200).body("id", hasItem(STREET));
        mediator()
                .get("/units/{unit}/queue", "nowhere")
                .then()
                .statusCode(404)
                .body("code", equalTo("routing.unknown-unit"));
        mediator()
                .get("/cases/{id}", UUID.randomUUID())
                .then()
                .statusCode(404)
                .body("code", equalTo("kernel.unknown-case"));
        dispatcher()
                .get("/cases/{id}", UUID.randomUUID())
                .then()
                .statusCode(404)
                .body("code", equalTo("routing.not-triaged"));
    }

    @Test
    void aUnitActsOnlyOnItsOwnCases() {
        var caseId = accepted("NEIGHBOUR");
        as(Roles.MEDIATOR, "kundulun-labour-team")
                .body(Map.of("unit", STREET, "worker", "zhang"))
                .post("/cases/{id}/claim", caseId)
                .then()
                .statusCode(404)
                .body("code", equalTo("kernel.unknown-case"));
        mediator()
                .body(Map.of("unit", "kundulun-labour-team", "worker", "zhang"))
                .post("/cases/{id}/claim", caseId)
                .then()
                .statusCode(403)
                .body("code", equalTo("routing.not-your-unit"));
        mediator()
                .body(Map.of("unit", STREET, "worker", "zhang"))
                .post("/cases/{id}/claim", caseId)
                .then()
                .statusCode(200);
    }

    @Test
    void aUnitThatGaveACaseBackMayLookAtItAndNotActOnIt() {
        var caseId = accepted("NEIGHBOUR");
        mediator()
                .body(Map.of("reason", "不归我们"))
                .post("/cases/{id}/return", caseId)
                .then()
                .statusCode(200);
        mediator().get("/cases/{id}", caseId).then().statusCode(200);
        mediator()
                .body(Map.of("reason", "不归我们"))
                .post("/cases/{id}/return", caseId)
                .then()
                .statusCode(409)
                .body("code", equalTo("routing.not-with-this-unit"));
    }

    // ---- bad input, repeats, races

    @Test
    void everyOffendingFieldIsNamed() {
        dispatcher()
                .body("{\"category\": 7, \"complexity\": \"EASY\", \"path\": null}")
                .post("/cases/{id}/triage", UUID.randomUUID())
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body(
                        "code", equalTo("kernel.bad-input"),
                        "fields.field", containsInAnyOrder("category", "complexity", "risk", "path", "reason"),
                        "fields.code", everyItem(notNullValue()));
        dispatcher()
                .body("{\"outcome\"")
                .post("/cases/{id}/closure", UUID.randomUUID())
                .then()
                .statusCode(400)
                .body("code", equalTo("kernel.malformed-json"));
        mediator()
                .queryParam("limit", 0)
                .get("/units/{unit}/queue", STREET)
                .then()
                .statusCode(400);
        mediator()
                .queryParam("cursor", "bm9uc2Vuc2U")
                .get("/units/{unit}/queue", STREET)
                .then()
                .statusCode(400)
                .body("fields.field", contains("cursor"));
        dispatcher()
                .body(Map.of(
                        "category", "GHOSTS",
                        "complexity", "SIMPLE",
                        "risk", "LOW",
                        "path", "MEDIATION",
                        "reason", "?"))
                .post("/cases/{id}/triage", accepted("NEIGHBOUR"))
                .then()
                .statusCode(422)
                .body("code", equalTo("routing.unknown-category"));
    }

    @Test
    void theSameIdempotencyKeyAHundredTimesAtOnceIsOneEventAndOneAnswer() throws Exception {
        var caseId = claimed();
        var answers = atOnce(
                100,
                () -> mediator()
                        .header("Idempotency-Key", "return-" + caseId)
                        .body(Map.of("reason", "不归我们"))
                        .post("/cases/{id}/return", caseId)
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString());
        assertThat(new HashSet<>(answers)).hasSize(1);
        assertThat(typesOf(caseId)).hasSize(5).endsWith("case-returned", "case-assigned");
    }

    @Test
    void ofFiftyWhoClaimAtOnceOneWins() throws Exception {
        var caseId = accepted("NEIGHBOUR");
        var number = new java.util.concurrent.atomic.AtomicInteger();
        var statuses = atOnce(
                50,
                () -> mediator()
                        .body(Map.of("unit", STREET, "worker", "worker-" + number.incrementAndGet()))
                        .post("/cases/{id}/claim", caseId)
                        .statusCode());
        assertThat(statuses).containsOnly(200, 409);
        assertThat(statuses.stream().filter(status -> status == 200)).hasSize(1);
        assertThat(typesOf(caseId)).containsExactly("case-triaged", "case-assigned", "case-claimed");
    }

    @Test
    void whoeverSavesAnOldVersionIsTold() {
        var caseId = accepted("NEIGHBOUR");
        mediator()
                .header("If-Match", "\"2\"")
                .body(Map.of("unit", STREET, "worker", "zhang"))
                .post("/cases/{id}/claim", caseId)
                .then()
                .statusCode(412)
                .body("code", equalTo("kernel.version-moved-on"));
        mediator()
                .header("If-Match", "\"3\"")
                .body(Map.of("unit", STREET, "worker", "zhang"))
                .post("/cases/{id}/claim", caseId)
                .then()
                .statusCode(200)
                .header("ETag", "\"6\"")
                .body("caseId", equalTo(caseId.toString()), "version", equalTo(6));
    }

    // ---- the common log misbehaves

    @Test
    void redeliveredAndLateRecordsChangeNothing() {
        var caseId = claimed();
        accept(caseId, "LABOUR");
        concluded(caseId, 1, "FAILED");
        concluded(caseId, 1, "FAILED");
        concluded(caseId, 1, "AGREED");
        revisited(caseId, 1, 1, 0);
        awaitDealtWith(
                caseId,
                () -> assertThat(typesOf(caseId))
                        .containsExactly(
                                "case-triaged", "case-assigned", "case-claimed", "case-retriaged", "case-assigned"));
        assertThat(parked(caseId)).isNull();
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{not json",
                "{}",
                "{\"custody\": 0, \"result\": \"AGREED\", \"concludedAt\": \"2024-03-01T00:00:00Z\"}",
                "{\"custody\": 1, \"result\": \"SHRUGGED\", \"concludedAt\": \"2024-03-01T00:00:00Z\"}",
                "{\"custody\": 1, \"result\": \"AGREED\", \"concludedAt\": \"yesterday\"}"
            })
    void anUnreadableRecordSetsOnlyItsOwnCaseAside(String json) {
        var stuck = claimed();
        log.append(stuck, "mediation.mediation-concluded", json, clock.instant());
        concluded(stuck, 1, "AGREED");
        awaitDealtWith(stuck, () -> {
            assertThat(parked(stuck))
                    .containsEntry("code", "kernel.unreadable-event")
                    .containsEntry("waiting", 2);
            assertThat(look(stuck).getString("status")).isEqualTo("CLAIMED");
        });
        operator()
                .post("/parked/{id}/redrive", stuck)
                .then()
                .statusCode(200)
                .body("done", equalTo(0), "waiting", equalTo(2));
    }

    @Test
    void aCaseThatWasSetAsideGoesOnWhenItsRecordIsMendedAndDrivenAgain() throws SQLException {
        var caseId = claimed();
        log.append(caseId, "mediation.mediation-concluded", "{not json", clock.instant());
        revisited(caseId, 1, 5, 0);
        awaitDealtWith(caseId, () -> assertThat(parked(caseId)).containsEntry("waiting", 2));
        as(Roles.MEDIATOR, STREET).post("/parked/{id}/redrive", caseId).then().statusCode(403);
        mend(caseId, "{\"custody\": 1, \"result\": \"AGREED\", \"concludedAt\": \"%s\"}".formatted(clock.instant()));
        operator()
                .post("/parked/{id}/redrive", caseId)
                .then()
                .statusCode(200)
                .body("done", equalTo(2), "waiting", equalTo(0));
        assertThat(typesOf(caseId)).endsWith("case-closed", "case-verified");
        assertThat(parked(caseId)).isNull();
    }

    /** What an operator does by hand when another service is known to have written nonsense. */
    static void mend(UUID caseId, String json) throws SQLException {
        try (var connection = DriverManager.getConnection(Infrastructure.superuserJdbcUrl("routing"));
                var statement = connection.prepareStatement(
                        "update parked_record set data = ? where case_key = ? and code = 'kernel.unreadable-event'")) {
            statement.setBytes(1, json.getBytes(UTF_8));
            statement.setString(2, caseId.toString());
            assertThat(statement.executeUpdate()).isOne();
        }
    }

    @Test
    void aCaseFromBeforeTheFirstTableIsSetAsideWithTheReason() {
        var caseId = UUID.randomUUID();
        log.append(CommonLog.event(
                caseId,
                "intake.case-accepted",
                acceptance(keys, caseId, "NEIGHBOUR", "纠纷"),
                Instant.parse("2001-01-01T00:00:00Z")));
        awaitDealtWith(caseId, () -> assertThat(parked(caseId)).containsEntry("code", "routing.no-table-in-force"));
    }

    @Test
    void theContractIsServed() {
        given().get("/schemas").then().statusCode(200).body("$", hasItem("fengqiao.routing.case-claimed.v1"));
        given().get("/q/openapi?format=json")
                .then()
                .statusCode(200)
                .body("paths.'/cases/{caseId}/claim'.post", notNullValue());
        assertThat(look(accepted("LABOUR")).getString("unit")).isEqualTo("kundulun-labour-team");
        mediator().get("/units").then().body("findAll { it.kind == 'STREET_CENTRE' }", hasSize(15));
    }
}
