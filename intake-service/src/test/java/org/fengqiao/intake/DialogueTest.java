package org.fengqiao.intake;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.fengqiao.intake.AcknowledgementTest.timeIs;
import static org.fengqiao.intake.IntakeServiceTest.PATIENCE;
import static org.fengqiao.intake.IntakeServiceTest.as;
import static org.fengqiao.intake.IntakeServiceTest.json;
import static org.fengqiao.intake.IntakeServiceTest.referral;
import static org.fengqiao.intake.IntakeServiceTest.with;
import static org.hamcrest.Matchers.equalTo;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.fengqiao.intake.inbound.Referrals;
import org.fengqiao.kernel.identity.Roles;
import org.fengqiao.kernel.testing.CaseLog;
import org.fengqiao.kernel.testing.Infrastructure;
import org.fengqiao.kernel.testing.PartnerProducer;
import org.fengqiao.kernel.testing.Tokens;
import org.fengqiao.kernel.testing.TopicReader;

/** Dialogue of a partner and the centre about a referral, and what they owe each other. */
@QuarkusTest
@QuarkusTestResource(value = Infrastructure.class, initArgs = @ResourceArg(name = "service", value = "intake"))
@QuarkusTestResource(Tokens.class)
@TestProfile(AcknowledgementTest.SimulatedTime.class)
class DialogueTest {

    private static final Instant MONDAY = Instant.parse("2024-03-04T01:00:00Z");

    private final String reference = "110-" + UUID.randomUUID();
    private final UUID caseId = Referrals.caseOf("police", reference);

    @BeforeEach
    void aReferralIsAccepted() {
        timeIs(MONDAY);
        say("police", reference, "referral-submitted", referral(reference));
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> as(Roles.CLERK).get("/cases/{id}", caseId).then().statusCode(200));
    }

    private static void say(String partner, String key, String type, String body) {
        try (var producer = new PartnerProducer(Infrastructure.bootstrap())) {
            producer.send(partner + ".inbound", "/" + partner, key, type, body, Instant.parse("2024-03-01T00:00:00Z"));
        }
    }

    private static RequestSpecification partner(String name) {
        return given().auth().oauth2(Tokens.of(name, Map.of(), Roles.PARTNER));
    }

    /** The obligations of the case that its partner is shown, by the name of their deadline. */
    private JsonPath obligations() {
        return partner("police")
                .get("/obligations?limit=200")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private String obligation(String deadline, String what) {
        return obligations()
                .getString(
                        "items.find { it.caseId == '%s' && it.deadline == '%s' }.%s".formatted(caseId, deadline, what));
    }

    private JsonPath dialogue() {
        return as(Roles.CLERK)
                .get("/cases/{id}/dialogue", caseId)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    /** The record of that type that the partner gets under the key, once it is there. */
    private static ConsumerRecord<byte[], byte[]> told(String topic, String key, String type) {
        try (var reader = new TopicReader(Infrastructure.bootstrap(), topic)) {
            var all = reader.until(
                    records -> with(records, key).stream()
                            .anyMatch(r ->
                                    TopicReader.header(r, "ce_type").orElse("").endsWith(type + ".v1")),
                    PATIENCE);
            return with(all, key).stream()
                    .filter(r -> TopicReader.header(r, "ce_type").orElse("").endsWith(type + ".v1"))
                    .toList()
                    .getLast();
        }
    }

    private static JsonPath inClear(String partner, ConsumerRecord<byte[], byte[]> message) {
        return partner(partner)
                .get(
                        "/partner-messages/{id}",
                        TopicReader.header(message, "ce_id").orElseThrow())
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    @Test
    void whatIsOwedForAReferralIsListedWithItsClockAndItsRule() {
        assertThat(obligation("acknowledgement", "state")).isEqualTo("KEPT");
        assertThat(obligation("result-1", "state")).isEqualTo("OWED");
        assertThat(obligation("result-1", "owedBy")).isEqualTo("CENTRE");
        assertThat(obligation("result-1", "what")).isEqualTo("RESULT");
        assertThat(obligation("result-1", "reference")).isEqualTo(reference);
        assertThat(obligation("result-1", "rule")).isEqualTo("referral-result");
        assertThat(obligation("result-1", "dueAt")).isGreaterThan(obligation("result-1", "since"));
        as(Roles.CLERK)
                .get("/obligations?partner=police&owedBy=CENTRE&state=OWED&limit=200")
                .then()
                .statusCode(200)
                .body("items.find { it.caseId == '%s' }.deadline".formatted(caseId), equalTo("result-1"));
        as(Roles.CLERK)
                .get("/obligations?partner=court&limit=200")
                .then()
                .statusCode(200)
                .body("items.findAll { it.caseId == '%s' }.size()".formatted(caseId), equalTo(0));
        partner("court")
                .get("/obligations?partner=police")
                .then()
                .statusCode(403)
                .body("code", equalTo("kernel.another-partner"));
        given().auth()
                .oauth2(Tokens.of("clerk-9", Map.of("district", "东河区"), Roles.CLERK))
                .get("/obligations?limit=200")
                .then()
                .statusCode(200)
                .body("items.findAll { it.caseId == '%s' }.size()".formatted(caseId), equalTo(0));
    }

    @Test
    void aPartnersQuestionIsAnsweredByAClerkInTime() {
        say(
                "police",
                reference,
                "partner-question-asked",
                "{\"reference\":\"%s\",\"questionId\":\"q-1\",\"text\":\"当事人是否到场\"}".formatted(reference));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(obligation("answer-1", "state")).isEqualTo("OWED"));
        assertThat(obligation("answer-1", "owedBy")).isEqualTo("CENTRE");
        as(Roles.CLERK)
                .body(Map.of("text", "均已到场"))
                .post("/cases/{id}/questions/1/answer", caseId)
                .then()
                .statusCode(200);
        assertThat(obligation("answer-1", "state")).isEqualTo("KEPT");
        var answer = told("police.outbound", reference, "question-answered");
        assertThat(json(answer).getString("text")).startsWith("box.");
        assertThat(inClear("police", answer).getString("data.text")).isEqualTo("均已到场");
        assertThat(dialogue().getList("questions.answer")).containsExactly("均已到场");
    }

    @Test
    void aPartnerThatDoesNotAnswerIsLateByRuleAndArticleUntilItDoes() {
        as(Roles.CLERK)
                .body(Map.of("text", "伤情如何"))
                .post("/cases/{id}/questions", caseId)
                .then()
                .statusCode(200)
                .body("question", equalTo(1));
        var question = told("police.outbound", reference, "question-asked");
        assertThat(inClear("police", question).getString("data.text")).isEqualTo("伤情如何");
        assertThat(obligation("answer-1", "owedBy")).isEqualTo("PARTNER");
        timeIs(Instant.parse(obligation("answer-1", "dueAt")));
        assertThat(obligation("answer-1", "state")).isEqualTo("LATE");
        assertThat(obligation("answer-1", "article")).isEqualTo("Service standard, referrals");
        say(
                "police",
                reference,
                "partner-question-answered",
                "{\"reference\":\"%s\",\"questionId\":\"%s\",\"text\":\"轻微伤\"}"
                        .formatted(reference, json(question).getString("questionId")));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(obligation("answer-1", "state")).isEqualTo("KEPT_LATE"));
        assertThat(dialogue().getList("questions.answer")).containsExactly("轻微伤");
    }

    @Test
    void aCorrectionChangesTheCaseAndKeepsBothVersions() {
        say(
                "police",
                reference,
                "referral-corrected",
                ("{\"reference\":\"%s\",\"changes\":{\"summary\":\"宠物伤人\",\"amount\":{\"amount\":\"800.00\","
                                + "\"currency\":\"CNY\"}},\"reason\":\"笔录有误\"}")
                        .formatted(reference));
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(dialogue().getList("corrections")).hasSize(1));
        var said = dialogue();
        assertThat(said.getString("corrections[0].before.summary")).isEqualTo("邻里争执");
        assertThat(said.getString("corrections[0].after.summary")).isEqualTo("宠物伤人");
        as(Roles.CLERK)
                .get("/cases/{id}", caseId)
                .then()
                .body("summary", equalTo("宠物伤人"), "amount.amount", equalTo("800.00"));
    }

    @Test
    void aCorrectionOfWhatTheCaseWasAcceptedOnComesBack() {
        say(
                "police",
                reference,
                "referral-corrected",
                "{\"reference\":\"%s\",\"changes\":{\"categoryHint\":\"LABOUR\"},\"reason\":\"归类有误\"}"
                        .formatted(reference));
        try (var reader = new TopicReader(Infrastructure.bootstrap(), "police.rejected")) {
            var rejected =
                    with(reader.until(records -> !with(records, reference).isEmpty(), PATIENCE), reference);
            assertThat(rejected)
                    .singleElement()
                    .satisfies(record -> assertThat(TopicReader.header(record, "rejection-code"))
                            .contains("intake.not-correctable"));
        }
    }

    @Test
    void thePartnerIsToldHowTheCaseGoesOnAndGetsItBackWithWhatIsUndisputed() {
        try (var log = new CaseLog(Infrastructure.bootstrap())) {
            log.write("routing", "case-triaged", caseId, "{\"path\":\"MEDIATION\"}", MONDAY);
            log.write(
                    "mediation",
                    "session-scheduled",
                    caseId,
                    "{\"session\":1,\"startsAt\":\"2024-03-06T01:00:00Z\"}",
                    MONDAY);
            log.write("mediation", "mediation-concluded", caseId, "{\"result\":\"FAILED\"}", MONDAY);
        }
        var failed = told("police.outbound", reference, "referral-progressed");
        assertThat(failed).isNotNull();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(
                                AcknowledgementTest.typesOf(caseId).stream().filter("referral-progressed"::equals))
                        .hasSize(3));
        as(Roles.CLERK)
                .body(Map.of("reason", "调解不成，请依法处理"))
                .post("/cases/{id}/return-to-partner", caseId)
                .then()
                .statusCode(200);
        var returned = inClear("police", told("police.outbound", reference, "referral-returned"));
        assertThat(returned.getString("data.reason")).isEqualTo("调解不成，请依法处理");
        assertThat(returned.getString("data.file.summary")).isEqualTo("邻里争执");
        assertThat(obligation("result-1", "state")).isEqualTo("KEPT");
    }

    @Test
    void theCentreRefersACaseToAnotherPartnerThatOwesAnAnswer() {
        var referralId = as(Roles.CLERK)
                .body(Map.of("partner", "PROCURATORATE", "reason", "需司法救助"))
                .post("/cases/{id}/outward-referrals", caseId)
                .then()
                .statusCode(200)
                .extract()
                .<String>path("referralId");
        var offered = inClear("procuratorate", told("procuratorate.outbound", referralId, "referral-offered"));
        assertThat(offered.getList("data.applicants.name")).isEqualTo(List.of("赵某"));
        assertThat(offered.getList("data.applicants.phone")).isEqualTo(List.of("13900000000"));
        say(
                "procuratorate",
                referralId,
                "outward-referral-answered",
                "{\"referralId\":\"%s\",\"decision\":\"ACCEPTED\"}".formatted(referralId));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(dialogue().getString("outwardReferrals[0].decision"))
                        .isEqualTo("ACCEPTED"));
        partner("procuratorate")
                .get("/obligations?state=KEPT&limit=200")
                .then()
                .statusCode(200)
                .body("items.find { it.reference == '%s' }.what".formatted(referralId), equalTo("DECISION"));
    }
}
