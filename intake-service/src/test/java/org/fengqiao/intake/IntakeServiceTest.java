package org.fengqiao.intake;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.fengqiao.intake.inbound.Referrals;
import org.fengqiao.kernel.identity.Roles;
import org.fengqiao.kernel.testing.Infrastructure;
import org.fengqiao.kernel.testing.PartnerProducer;
import org.fengqiao.kernel.testing.RefoldCheck;
import org.fengqiao.kernel.testing.Tokens;
import org.fengqiao.kernel.testing.TopicReader;

/** The front desk as people and partners meet it: over HTTP and on topics, with real PostgreSQL, Kafka and Debezium. */
@QuarkusTest
@QuarkusTestResource(value = Infrastructure.class, initArgs = @ResourceArg(name = "service", value = "intake"))
@QuarkusTestResource(Tokens.class)
class IntakeServiceTest {

    static final Duration PATIENCE = Duration.ofMinutes(1);

    static final String COMPLETE = """
        {"channel":"WINDOW","applicants":[{"name":"王某","phone":"13800000000"}],"respondents":[{"name":"李某"}],
         "summary":"楼上漏水，双方争执","categoryHint":"NEIGHBOUR","place":{"district":"昆都仑区","street":"少先路街道"}}\
        """;

    static RequestSpecification as(String role) {
        return given().auth().oauth2(Tokens.of(role)).contentType("application/json");
    }

    static JsonPath register(String body) {
        return as(Roles.CLERK)
                .body(body)
                .post("/cases")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
    }

    static String referral(String reference) {
        return """
            {"reference":"%s","occurredAt":"2024-03-01T08:30:00+08:00","summary":"邻里争执","categoryHint":"NEIGHBOUR",\
            "applicants":[{"name":"赵某","phone":"13900000000"}],
             "respondents":[{"name":"钱某"}],"place":{"district":"昆都仑区","street":"林荫路街道"},"unknown":true}\
            """.formatted(reference);
    }

    /** All records of a topic with this key. */
    static List<ConsumerRecord<byte[], byte[]>> with(List<ConsumerRecord<byte[], byte[]>> records, String key) {
        return records.stream()
                .filter(r -> r.key() != null && new String(r.key(), UTF_8).equals(key))
                .toList();
    }

    static JsonPath json(ConsumerRecord<byte[], byte[]> record) {
        return JsonPath.from(new String(record.value(), UTF_8));
    }

    @AfterAll
    static void everyCaseFoldsToWhatIsStored() {
        RefoldCheck.requireThatEveryCaseFoldsToWhatIsStored();
    }

    @Test
    void aCompleteCaseWithinTheDistrictIsAcceptedAtOnceAndThePartyFollowsItWithTheReceiptCodeAlone() {
        var registered = register(COMPLETE);
        assertThat(registered.getString("status")).isEqualTo("ACCEPTED");
        var code = registered.getString("receiptCode");
        assertThat(code).matches("[0-9A-Z]{4}(-[0-9A-Z]{4}){3}");
        given().get("/receipts/{code}", code.toLowerCase().replace("-", ""))
                .then()
                .statusCode(200)
                .body(
                        "caseId", equalTo(registered.getString("caseId")),
                        "words.zh", equalTo("已受理"),
                        "steps.what.en", equalTo(List.of("Registered", "Accepted")));
        given().get("/receipts/{code}", "0000-0000-0000-0000")
                .then()
                .statusCode(404)
                .body("code", equalTo("intake.unknown-receipt-code"));
        given().get("/receipts/{code}", "nonsense").then().statusCode(404);
        given().get("/cases/{id}", registered.getString("caseId")).then().statusCode(401);
    }

    @Test
    void aCaseOutsideTheDistrictWaitsForAClerkWhoAcceptsOrDeclinesIt() {
        var outside = COMPLETE.replace("昆都仑区", "东河区");
        var first = register(outside).getString("caseId");
        var declined = register(outside);
        var second = declined.getString("caseId");
        as(Roles.CLERK)
                .get("/cases/{id}", first)
                .then()
                .statusCode(200)
                .header("ETag", "\"1\"")
                .body("status", equalTo("REGISTERED"));
        as(Roles.CLERK)
                .get("/cases?status=REGISTERED&limit=200")
                .then()
                .statusCode(200)
                .body("items.caseId", hasItems(first, second));
        as(Roles.CLERK)
                .body("{}")
                .post("/cases/{id}/acceptance", first)
                .then()
                .statusCode(200)
                .body("version", equalTo(2));
        as(Roles.CLERK)
                .body("{\"ground\":\"OUTSIDE_JURISDICTION\"}")
                .post("/cases/{id}/decline", second)
                .then()
                .statusCode(200);
        given().get("/receipts/{code}", declined.getString("receiptCode"))
                .then()
                .body("words.en", equalTo("Declined"), "goTo.zh", equalTo("纠纷发生地的综治中心"));
        as(Roles.CLERK)
                .body("{\"ground\":\"OUTSIDE_JURISDICTION\"}")
                .post("/cases/{id}/decline", first)
                .then()
                .statusCode(409)
                .body("code", equalTo("intake.already-accepted"));
        as(Roles.CLERK).get("/cases?status=REGISTERED&limit=200").then().body("items.caseId", not(hasItem(first)));
        as(Roles.CLERK)
                .get("/cases/{id}", UUID.randomUUID())
                .then()
                .statusCode(404)
                .body("code", equalTo("kernel.no-such-case"));
    }

    @Test
    void everyOffendingFieldIsNamedAtOnce() {
        as(Roles.CLERK)
                .body("{\"channel\":\"POLICE\",\"applicants\":[{\"name\":\"\"},{\"name\":5}],\"summary\":\" \","
                        + "\"place\":{},\"groupSize\":0}")
                .post("/cases")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body(
                        "code", equalTo("kernel.bad-input"),
                        "fields.field",
                                hasItems(
                                        "channel",
                                        "applicants[0].name",
                                        "applicants[1].name",
                                        "respondents",
                                        "summary",
                                        "place.district",
                                        "groupSize"));
        as(Roles.CLERK)
                .body(COMPLETE.replace(
                        "[{\"name\":\"王某\",\"phone\":\"13800000000\"}]",
                        "[" + "{\"name\":\"a\"},".repeat(5) + "{\"name\":\"b\"}],\"groupSize\":40"))
                .post("/cases")
                .then()
                .statusCode(422)
                .body("code", equalTo("intake.too-many-representatives"));
        as(Roles.CLERK).get("/cases?limit=1000").then().statusCode(400).body("fields.field", hasItem("limit"));
        as(Roles.CLERK).get("/cases?limit=10&cursor=%21%21").then().statusCode(400);
    }

    @Test
    void eachCallAsksForItsRole() {
        var id = register(COMPLETE).getString("caseId");
        as(Roles.ANALYST).body(COMPLETE).post("/cases").then().statusCode(403);
        as(Roles.MEDIATOR).body("{}").post("/cases/{id}/acceptance", id).then().statusCode(403);
        as(Roles.ANALYST).get("/cases/{id}", id).then().statusCode(403);
        as(Roles.CLERK).get("/cases/{id}/events", id).then().statusCode(403);
        as(Roles.OPERATOR)
                .get("/cases/{id}/events", id)
                .then()
                .statusCode(200)
                .body("items.type", hasItem("fengqiao.intake.case-accepted.v1"));
    }

    @Test
    void theSameIdempotencyKeyAHundredTimesRegistersOneCaseWithOneAnswer() throws Exception {
        var key = UUID.randomUUID().toString();
        Callable<String> call = () -> as(Roles.GRID_WORKER)
                .header("Idempotency-Key", key)
                .header("On-Behalf-Of", "applicant-1")
                .body(COMPLETE)
                .post("/cases")
                .then()
                .statusCode(201)
                .header("Location", matchesPattern(".*/cases/.+"))
                .extract()
                .asString();
        var answers = new ArrayList<String>();
        try (var callers = Executors.newFixedThreadPool(20)) {
            for (var answer : callers.invokeAll(
                    IntStream.range(0, 100).mapToObj(_ -> call).toList())) {
                answers.add(answer.get());
            }
        }
        assertThat(answers).containsOnly(answers.getFirst());
        var id = JsonPath.from(answers.getFirst()).getString("caseId");
        as(Roles.OPERATOR)
                .get("/cases/{id}/events", id)
                .then()
                .body("items.size()", equalTo(2), "items[0].actor.onBehalfOf", equalTo("applicant-1"));
    }

    @Test
    void aReferralIsRegisteredAndAcknowledgedOnceHoweverOftenItComesAndItsResultIsReturned() {
        var reference = "110-" + UUID.randomUUID();
        try (var police = new PartnerProducer(Infrastructure.bootstrap());
                var answers = new TopicReader(Infrastructure.bootstrap(), "police.outbound");
                var log = new TopicReader(Infrastructure.bootstrap(), "case-events")) {
            for (var i = 0; i < 3; i++) {
                police.send(
                        "police.inbound",
                        "/police",
                        reference,
                        "referral-submitted",
                        referral(reference),
                        Instant.now());
            }
            var caseId = Referrals.caseOf("police", reference).toString();
            var acknowledged = with(answers.until(all -> !with(all, reference).isEmpty(), PATIENCE), reference)
                    .getFirst();
            assertThat(TopicReader.header(acknowledged, "ce_type"))
                    .contains("fengqiao.partner.referral-acknowledged.v1");
            assertThat(json(acknowledged).getString("decision")).isEqualTo("ACCEPTED");
            assertThat(json(acknowledged).getString("caseId")).isEqualTo(caseId);
            var messageId = TopicReader.header(acknowledged, "ce_id").orElseThrow();
            // Whoever copies the topic cannot follow the case with it.
            assertThat(json(acknowledged).getString("receiptCode")).startsWith("box.");
            String code = given().auth()
                    .oauth2(Tokens.of("police", Map.of(), Roles.PARTNER))
                    .get("/partner-messages/{id}", messageId)
                    .then()
                    .statusCode(200)
                    .body("caseId", equalTo(caseId), "data.reference", equalTo(reference))
                    .extract()
                    .path("data.receiptCode");
            given().auth()
                    .oauth2(Tokens.of("court", Map.of(), Roles.PARTNER))
                    .get("/partner-messages/{id}", messageId)
                    .then()
                    .statusCode(404)
                    .body("code", equalTo("kernel.unknown-message"));
            given().get("/receipts/{code}", code).then().statusCode(200).body("caseId", equalTo(caseId));

            var events = with(log.until(all -> with(all, caseId).size() >= 6, PATIENCE), caseId);
            assertThat(events)
                    .extracting(r -> TopicReader.header(r, "ce_type").orElseThrow())
                    .containsExactly(
                            "fengqiao.intake.referral-received.v1",
                            "fengqiao.intake.deadline-set.v1",
                            "fengqiao.intake.case-registered.v1",
                            "fengqiao.intake.case-accepted.v1",
                            "fengqiao.intake.deadline-met.v1",
                            "fengqiao.intake.deadline-set.v1");
            assertThat(events)
                    .extracting(r -> TopicReader.header(r, "ce_sequence").orElseThrow())
                    .containsExactly("1", "2", "3", "4", "5", "6");
            assertThat(events.getLast()).satisfies(r -> {
                assertThat(TopicReader.header(r, "ce_specversion")).contains("1.0");
                assertThat(TopicReader.header(r, "ce_source")).contains("/intake");
                assertThat(TopicReader.header(r, "ce_subject")).contains(caseId);
                assertThat(TopicReader.header(r, "ce_actorid")).contains("police");
                assertThat(TopicReader.header(r, "ce_actorrole")).contains("partner");
            });

            // Acknowledged in the transaction in which it came in, and counted as on time.
            var inTime = json(events.get(4));
            assertThat(inTime.getString("rule")).isEqualTo("referral-acknowledgement");
            assertThat(inTime.getBoolean("onTime")).isTrue();
            // The result is owed from now on.
            assertThat(json(events.getLast()).getString("rule")).isEqualTo("referral-result");
            assertThat(json(events.getLast()).getString("owed.by")).isEqualTo("CENTRE");

            // Routing closes the case, twice told; the partner hears of it once.
            for (var i = 0; i < 2; i++) {
                police.send(routing(
                        caseId,
                        "case-closed",
                        "{\"closure\":1,\"outcome\":\"AGREED\",\"closedAt\":\"2024-04-01T00:00:00Z\"}"));
            }
            police.send(routing(caseId, "case-reopened", "{\"closure\":1,\"reopenedAt\":\"2024-05-01T00:00:00Z\"}"));
            var all = with(answers.until(r -> with(r, reference).size() >= 3, PATIENCE), reference);
            assertThat(json(all.get(1)).getString("outcome")).isEqualTo("AGREED");
            assertThat(json(all.get(2)).getString("reopenedAt")).isEqualTo("2024-05-01T00:00:00Z");
            assertThat(all).hasSize(3);
        }
    }

    @Test
    void whatAPartnerMissesComesAgainUnderItsNumber() {
        var reference = "110-" + UUID.randomUUID();
        try (var police = new PartnerProducer(Infrastructure.bootstrap());
                var answers = new TopicReader(Infrastructure.bootstrap(), "police.outbound");
                var rejected = new TopicReader(Infrastructure.bootstrap(), "police.rejected")) {
            send(police, "police", reference, referral(reference));
            var first = with(answers.until(all -> !with(all, reference).isEmpty(), PATIENCE), reference)
                    .getFirst();
            var number = TopicReader.header(first, "ce_sequence").orElseThrow();

            police.send(
                    "police.inbound",
                    "/police",
                    "again",
                    "redelivery-requested",
                    "{\"source\":\"/intake\",\"from\":%1$s,\"to\":%1$s}".formatted(number),
                    Instant.now());
            var both = with(answers.until(all -> with(all, reference).size() >= 2, PATIENCE), reference);
            assertThat(both.getLast().value()).isEqualTo(first.value());
            assertThat(both.getLast().headers().toArray())
                    .isEqualTo(first.headers().toArray());

            police.send(
                    "police.inbound",
                    "/police",
                    "beyond",
                    "redelivery-requested",
                    "{\"source\":\"/intake\",\"from\":1,\"to\":9000}",
                    Instant.now());
            police.send(
                    "police.inbound",
                    "/police",
                    "nobody",
                    "redelivery-requested",
                    "{\"source\":\"/mediation\",\"from\":1,\"to\":1}",
                    Instant.now());
            var back = rejected.until(
                    all -> !with(all, "beyond").isEmpty()
                            && !with(all, "nobody").isEmpty(),
                    PATIENCE);
            assertThat(code(back, "beyond")).isEqualTo("kernel.unknown-sequence");
            assertThat(code(back, "nobody")).isEqualTo("kernel.unknown-source");
        }
    }

    static ProducerRecord<byte[], byte[]> routing(String caseId, String event, String value) {
        var record = new ProducerRecord<>("case-events", caseId.getBytes(UTF_8), value.getBytes(UTF_8));
        Map.of(
                        "ce_specversion",
                        "1.0",
                        "ce_id",
                        UUID.randomUUID().toString(),
                        "ce_source",
                        "/routing",
                        "ce_type",
                        "fengqiao.routing." + event + ".v1",
                        "ce_subject",
                        caseId,
                        "ce_time",
                        "2024-04-01T00:00:00Z")
                .forEach((name, text) -> record.headers().add(name, text.getBytes(UTF_8)));
        return record;
    }

    @Test
    void whatAPartnerSendsWronglyComesBackWithCodeAndEveryFieldAndTheRestFlows() {
        var junk = new byte[1 << 20];
        new java.util.Random(3).nextBytes(junk);
        var good = "p-" + UUID.randomUUID();
        try (var court = new PartnerProducer(Infrastructure.bootstrap());
                var rejected = new TopicReader(Infrastructure.bootstrap(), "procuratorate.rejected");
                var answers = new TopicReader(Infrastructure.bootstrap(), "procuratorate.outbound")) {
            var topic = "procuratorate.inbound";
            court.send(
                    topic,
                    "/procuratorate",
                    "r1",
                    "referral-submitted",
                    "{\"reference\":\"r1\",\"groupSize\":\"many\"",
                    Instant.now());
            court.send(
                    topic,
                    "/procuratorate",
                    "r2",
                    "referral-submitted",
                    "{\"reference\":7,\"applicants\":[{\"phone\":1}],\"place\":{\"district\":\"\"}}",
                    Instant.now());
            court.send(topic, "/procuratorate", "r3", "referral-imagined", "{}", Instant.now());
            court.send(
                    topic,
                    "/procuratorate",
                    "r4",
                    "referral-submitted",
                    referral("r4")
                            .replace(
                                    "2024-03-01T08:30:00+08:00",
                                    Instant.now().plusSeconds(3_600).toString()),
                    Instant.now());
            court.send(new ProducerRecord<>(topic, "r5".getBytes(UTF_8), junk));
            court.send(new ProducerRecord<>(topic, null, (byte[]) null));
            court.send(topic, "/procuratorate", good, "referral-submitted", referral(good), Instant.now());

            answers.until(all -> !with(all, good).isEmpty(), PATIENCE);
            var all = rejected.until(6, PATIENCE);
            assertThat(code(all, "r1")).isEqualTo("kernel.malformed-json");
            assertThat(code(all, "r2")).isEqualTo("kernel.bad-input");
            assertThat(TopicReader.header(with(all, "r2").getFirst(), "rejection-detail")
                            .orElseThrow())
                    .contains(
                            "reference",
                            "applicants[0].phone",
                            "applicants[0].name",
                            "place.district",
                            "occurredAt",
                            "summary",
                            "respondents");
            assertThat(code(all, "r3")).isEqualTo("kernel.unknown-type");
            assertThat(code(all, "r4")).isEqualTo("intake.happened-in-the-future");
            assertThat(code(all, "r5")).isEqualTo("kernel.unknown-type");
            assertThat(with(all, "r5").getFirst().value()).isEqualTo(junk);
            assertThat(TopicReader.header(with(all, "r4").getFirst(), "ce_source"))
                    .contains("/procuratorate");
            assertThat(TopicReader.header(with(all, "r4").getFirst(), "rejected-from")
                            .orElseThrow())
                    .matches("procuratorate\\.inbound-\\d+@\\d+");
        }
    }

    @Test
    void anotherReferralUnderATakenReferenceComesBackAndTheSameOneAgainChangesNothing() {
        var reference = "taken-" + UUID.randomUUID();
        var changed = referral(reference).replace("邻里争执", "噪声扰民").replace("赵某", "孙某");
        try (var police = new PartnerProducer(Infrastructure.bootstrap());
                var rejected = new TopicReader(Infrastructure.bootstrap(), "police.rejected");
                var answers = new TopicReader(Infrastructure.bootstrap(), "police.outbound")) {
            for (var message : List.of(referral(reference), referral(reference), changed)) {
                police.send("police.inbound", "/police", reference, "referral-submitted", message, Instant.now());
            }
            var back = with(rejected.until(all -> !with(all, reference).isEmpty(), PATIENCE), reference);
            assertThat(back).hasSize(1);
            assertThat(TopicReader.header(back.getFirst(), "rejection-code")).contains("intake.reference-taken");
            assertThat(TopicReader.header(back.getFirst(), "rejection-detail").orElseThrow())
                    .contains("applicants, summary")
                    .doesNotContain("赵某", "孙某", "噪声");

            // Again when what is on record is in its box, and no longer in the memory of the first decision.
            police.send(
                    "police.inbound", "/police", reference, "referral-submitted", referral(reference), Instant.now());
            police.send("police.inbound", "/police", reference, "referral-submitted", changed, Instant.now());
            assertThat(with(rejected.until(all -> with(all, reference).size() > 1, PATIENCE), reference))
                    .hasSize(2);
            assertThat(with(answers.until(all -> !with(all, reference).isEmpty(), PATIENCE), reference))
                    .as("acknowledged once")
                    .hasSize(1);
        }
    }

    @Test
    void aReferralTakenBackBeforeItCameInIsRegisteredAndWithdrawnAtOnceAndAcknowledgedSo() {
        var reference = "ahead-" + UUID.randomUUID();
        try (var police = new PartnerProducer(Infrastructure.bootstrap());
                var answers = new TopicReader(Infrastructure.bootstrap(), "police.outbound")) {
            police.send(
                    "police.inbound",
                    "/police",
                    reference,
                    "referral-withdrawn",
                    "{\"reference\":\"%s\",\"reason\":\"当事人自行和解\"}".formatted(reference),
                    Instant.now());
            police.send(
                    "police.inbound", "/police", reference, "referral-submitted", referral(reference), Instant.now());
            var told = with(answers.until(all -> with(all, reference).size() > 1, PATIENCE), reference);
            assertThat(json(told.getFirst()).getString("decision")).isEqualTo("WITHDRAWN");
            assertThat(json(told.getLast()).getString("outcome")).isEqualTo("WITHDRAWN");
            as(Roles.CLERK)
                    .get("/cases/{id}", json(told.getFirst()).getString("caseId"))
                    .then()
                    .statusCode(200)
                    .body("status", equalTo("WITHDRAWN"));
        }
    }

    @Test
    void aTextThatNoDatabaseTakesGoesBackAndNobodyWaits() {
        var before = "b-" + UUID.randomUUID();
        var after = "a-" + UUID.randomUUID();
        var street = "s-" + UUID.randomUUID();
        try (var police = new PartnerProducer(Infrastructure.bootstrap());
                var rejected = new TopicReader(Infrastructure.bootstrap(), "police.rejected");
                var answers = new TopicReader(Infrastructure.bootstrap(), "police.outbound");
                var ofTheCourt = new TopicReader(Infrastructure.bootstrap(), "court.outbound")) {
            send(police, "police", before, referral(before));
            send(police, "police", "A\u0000B", referral("A\\u0000B"));
            send(police, "police", street, referral(street).replace("\"street\":\"", "\"street\":\"\\u0000"));
            send(police, "court", after, referral(after));
            send(police, "police", after, referral(after));

            answers.until(
                    all -> !with(all, before).isEmpty() && !with(all, after).isEmpty(), PATIENCE);
            ofTheCourt.until(all -> !with(all, after).isEmpty(), PATIENCE);
            var all = rejected.until(
                    some -> !with(some, "A\u0000B").isEmpty()
                            && !with(some, street).isEmpty(),
                    PATIENCE);
            assertThat(List.of(code(all, "A\u0000B"), code(all, street))).containsOnly("kernel.bad-input");
        }
    }

    private static void send(PartnerProducer producer, String partner, String reference, String json) {
        producer.send(partner + ".inbound", "/" + partner, reference, "referral-submitted", json, Instant.now());
    }

    /** Returns the partition of a partner's topic, each of which has three here. */
    private static int partitionOf(String reference) {
        return Utils.toPositive(Utils.murmur2(reference.getBytes(UTF_8))) % 3;
    }

    @Test
    void aPartnersTopicThatWaitsHoldsUpNoOther() throws Exception {
        var first = "first-" + UUID.randomUUID();
        // What is kept of a partition is there once something was read from it.
        var held = Stream.generate(() -> "held-" + UUID.randomUUID())
                .filter(reference -> partitionOf(reference) == partitionOf(first))
                .findFirst()
                .orElseThrow();
        var free = "free-" + UUID.randomUUID();
        try (var partners = new PartnerProducer(Infrastructure.bootstrap());
                var ofThePolice = new TopicReader(Infrastructure.bootstrap(), "police.outbound");
                var ofTheCourt = new TopicReader(Infrastructure.bootstrap(), "court.outbound");
                var database = DriverManager.getConnection(Infrastructure.superuserJdbcUrl("intake"));
                var statement = database.createStatement()) {
            send(partners, "police", first, referral(first));
            ofThePolice.until(all -> !with(all, first).isEmpty(), PATIENCE);

            database.setAutoCommit(false);
            statement.execute("select 1 from position where topic = 'police.inbound' for update");
            send(partners, "police", held, referral(held));
            send(partners, "court", free, referral(free));
            ofTheCourt.until(all -> !with(all, free).isEmpty(), PATIENCE);
            try (var events = statement.executeQuery(
                    "select 1 from event where case_id = '" + Referrals.caseOf("police", held) + "'")) {
                assertThat(events.next()).isFalse();
            }
            database.rollback();
            ofThePolice.until(all -> !with(all, held).isEmpty(), PATIENCE);
        }
    }

    @Test
    void aRecordTooLargeToGoBackWholeGoesBackCutAndWhatIsPublishedBehindItComes() {
        var key = "large-" + UUID.randomUUID();
        var good = "good-" + UUID.randomUUID();
        var value = new byte[6 << 20];
        var large = new ProducerRecord<>("petition-office.inbound", key.getBytes(UTF_8), value);
        large.headers().add("ce_type", "fengqiao.partner.no-such.v1".getBytes(UTF_8));
        large.headers().add("traceparent", new byte[3_900_000]);
        try (var compressing = new KafkaProducer<>(
                        Map.<String, Object>of(
                                "bootstrap.servers",
                                Infrastructure.bootstrap(),
                                "compression.type",
                                "gzip",
                                "max.request.size",
                                32 << 20),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
                var office = new PartnerProducer(Infrastructure.bootstrap());
                var rejected = new TopicReader(Infrastructure.bootstrap(), "petition-office.rejected");
                var answers = new TopicReader(Infrastructure.bootstrap(), "petition-office.outbound")) {
            compressing.send(large);
            compressing.flush();
            send(office, "petition-office", good, referral(good));

            var back = with(rejected.until(all -> !with(all, key).isEmpty(), PATIENCE), key)
                    .getFirst();
            assertThat(TopicReader.header(back, "rejection-code")).contains("kernel.unknown-type");
            assertThat(TopicReader.header(back, "rejection-truncated")).contains("true");
            assertThat(TopicReader.header(back, "rejection-value-size")).contains(String.valueOf(value.length));
            assertThat(TopicReader.header(back, "rejection-value-sha256").orElseThrow())
                    .hasSize(64);
            assertThat(back.value()).hasSizeLessThan(value.length);
            answers.until(all -> !with(all, good).isEmpty(), PATIENCE);
        }
    }

    private static String named(String person) {
        return COMPLETE.replace("{\"name\":\"王某\",\"phone\":\"13800000000\"}", person);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {"name":"王某","idNumber":"110105194912310021"} | applicants[0].idNumber | wrong-check-digit
        {"name":"王某","idNumber":"11010520300101001X"} | applicants[0].idNumber | wrong-form
        {"name":"王某","idNumber":"91330100799655058C"} | applicants[0].idNumber | wrong-check-digit
        {"name":"王","idNumber":"11010519491231002X","numberKind":"ORGANISATION_CODE"} | applicants[0].idNumber | wrong-form
        {"name":"王某","idNumber":"E12345678"} | applicants[0].idNumber | wrong-form
        {"name":"王某","phone":"1380000000"} | applicants[0].phone | wrong-form
        {"name":"\\u200B\\uFE0F","phone":"13800000000"} | applicants[0].name | missing
        {"name":"王\\u0000某","phone":"13800000000"} | applicants[0].name | forbidden-character
        """)
    void whatIsMistypedAtTheCounterIsRefused(String person, String field, String code) {
        as(Roles.CLERK)
                .body(named(person))
                .post("/cases")
                .then()
                .statusCode(400)
                .body("code", equalTo("kernel.bad-input"))
                .body("fields.field", equalTo(List.of(field)), "fields.code", equalTo(List.of(code)));
    }

    @Test
    void aDistrictIsOneThatThereIsAndNoBlankMakesItAnother() {
        assertThat(register(COMPLETE.replace("昆都仑区", " 昆都仑区\u3000")).getString("status"))
                .isEqualTo("ACCEPTED");
        assertThat(register(COMPLETE.replace("昆都仑区", "外地")).getString("status")).isEqualTo("REGISTERED");
        for (var district : List.of("昆都伦区", "昆都仑", "昆都仑区x")) {
            as(Roles.CLERK)
                    .body(COMPLETE.replace("昆都仑区", district))
                    .post("/cases")
                    .then()
                    .statusCode(400)
                    .body("fields.field", equalTo(List.of("place.district")))
                    .body("fields.code", equalTo(List.of("unknown-code")));
        }
    }

    @Test
    void whoeverWroteItThePersonIsFound() {
        var id = register(named("{\"name\":\"买买提．吐尔逊\",\"idNumber\":\"110105491231002\","
                        + "\"phone\":\"+86 139 4720 7701、0472-5157701转801\"}"))
                .getString("caseId");
        as(Roles.CLERK)
                .get("/cases/{id}", id)
                .then()
                .body("applicants[0].name", equalTo("买买提．吐尔逊"))
                .body("applicants[0].numberKind", equalTo("IDENTITY_NUMBER"));
        for (var sought : List.of(
                List.of("NAME", "买买提·吐尔逊"),
                List.of("NAME", "买买提•吐尔逊"),
                List.of("ID_NUMBER", "11010519491231002x"),
                List.of("PHONE", "13947207701"),
                List.of("PHONE", "（0472）5157701"))) {
            as(Roles.CLERK)
                    .body(Map.of("kind", sought.getFirst(), "value", sought.getLast()))
                    .post("/people/search")
                    .then()
                    .statusCode(200)
                    .body("items.caseId", hasItem(id));
        }
    }

    @Test
    void whatAPartnerMistypedIsTakenAsUnverifiedAndWhatNobodyCanReadIsRejected() {
        var good = "mistyped-" + UUID.randomUUID();
        try (var court = new PartnerProducer(Infrastructure.bootstrap());
                var rejected = new TopicReader(Infrastructure.bootstrap(), "court.rejected");
                var answers = new TopicReader(Infrastructure.bootstrap(), "court.outbound")) {
            var amount = "\"amount\":{\"amount\":\"1e3\",\"currency\":\"CNY\"}";
            var wrong = Map.of(
                    "n1", referral("A\\u0000B"),
                    "n2", referral("n2").replace("林荫路街道", "林荫\\u0000路"),
                    "n3", referral("n3").replace("2024-03-01T08:30:00+08:00", "+10000-01-01T00:00:00Z"),
                    "n4", referral("n4").replace("昆都仑区", "昆都伦区"),
                    "n5", referral("n5").replace("\"unknown\":true", amount));
            wrong.forEach((key, message) ->
                    court.send("court.inbound", "/court", key, "referral-submitted", message, Instant.now()));
            court.send(
                    "court.inbound",
                    "/court",
                    good,
                    "referral-submitted",
                    referral(good).replace("\"phone\":\"13900000000\"", "\"idNumber\":\"110105194912310021\""),
                    Instant.now());

            answers.until(all -> !with(all, good).isEmpty(), PATIENCE);
            var all = rejected.until(
                    read -> wrong.keySet().stream()
                            .noneMatch(key -> with(read, key).isEmpty()),
                    PATIENCE);
            wrong.keySet().forEach(key -> assertThat(code(all, key)).as(key).isEqualTo("kernel.bad-input"));
        }
        as(Roles.CLERK)
                .get("/cases/{id}", Referrals.caseOf("court", good))
                .then()
                .statusCode(200)
                .body("applicants[0].idNumber", equalTo("110105194912310021"))
                .body("applicants[0].unverified", equalTo(List.of("ID_NUMBER")))
                .body("respondents[0].unverified", nullValue());
    }

    static String code(List<ConsumerRecord<byte[], byte[]>> records, String key) {
        assertThat(with(records, key)).as("rejections of %s", key).hasSize(1);
        return TopicReader.header(with(records, key).getFirst(), "rejection-code")
                .orElseThrow();
    }

    @Test
    void anUnreadableRecordOnTheCommonLogParksItsCaseOnlyAndIsRedriven() {
        var stuck = UUID.randomUUID().toString();
        var reference = "ok-" + UUID.randomUUID();
        try (var log = new PartnerProducer(Infrastructure.bootstrap());
                var answers = new TopicReader(Infrastructure.bootstrap(), "petition-office.outbound")) {
            log.send(routing(stuck, "case-closed", "{\"closure\":\"one\""));
            log.send(routing(stuck, "case-reopened", "{\"closure\":1,\"reopenedAt\":\"2024-05-01T00:00:00Z\"}"));
            log.send(
                    "petition-office.inbound",
                    "/petition-office",
                    reference,
                    "referral-submitted",
                    referral(reference),
                    Instant.now());
            answers.until(all -> !with(all, reference).isEmpty(), PATIENCE);
            log.send(routing(
                    Referrals.caseOf("petition-office", reference).toString(),
                    "case-closed",
                    "{\"closure\":1,\"outcome\":\"AGREED\",\"closedAt\":\"2024-04-01T00:00:00Z\"}"));
            answers.until(all -> with(all, reference).size() == 2, PATIENCE);
        }
        await().atMost(PATIENCE)
                .untilAsserted(() -> as(Roles.OPERATOR)
                        .get("/parked?limit=200")
                        .then()
                        .body(
                                "items.find { it.caseId == '" + stuck + "' }.code",
                                equalTo("kernel.unreadable-event"),
                                "items.find { it.caseId == '" + stuck + "' }.waiting",
                                equalTo(2)));
        as(Roles.OPERATOR)
                .post("/parked/{id}/redrive", stuck)
                .then()
                .statusCode(200)
                .body("done", equalTo(0), "waiting", equalTo(2));
    }

    @Test
    void theServiceTellsWhatItTakesAndPublishes() {
        given().get("/schemas").then().statusCode(200).body("items", hasItem("fengqiao.partner.referral-submitted.v1"));
        given().get("/schemas/fengqiao.intake.case-registered.v1.json")
                .then()
                .statusCode(200)
                .body("$id", equalTo("https://fengqiao.org/schemas/fengqiao.intake.case-registered.v1.json"));
        given().get("/schemas/../application.properties").then().statusCode(404);
        given().get("/q/openapi").then().statusCode(200);
        await().atMost(PATIENCE)
                .untilAsserted(() -> given().get("/q/health/ready").then().statusCode(200));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(given().get("/q/metrics").asString())
                        .contains("fengqiao_consumer_lag", "fengqiao_slot_lag_bytes", "fengqiao_parked_cases"));
    }
}
