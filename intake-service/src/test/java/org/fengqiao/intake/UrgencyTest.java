package org.fengqiao.intake;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;

import org.fengqiao.intake.inbound.Referrals;
import org.fengqiao.kernel.identity.Roles;
import org.fengqiao.kernel.testing.Infrastructure;
import org.fengqiao.kernel.testing.PartnerProducer;
import org.fengqiao.kernel.testing.Tokens;
import org.fengqiao.kernel.testing.TopicReader;

/** Urgency: reported at any door or with a referral, first on the list, on the police's topic, and acknowledged. */
@QuarkusTest
@QuarkusTestResource(value = Infrastructure.class, initArgs = @ResourceArg(name = "service", value = "intake"))
@QuarkusTestResource(Tokens.class)
class UrgencyTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static RequestSpecification as(String role) {
        return given().auth().oauth2(Tokens.of("somebody", Map.of(), role)).contentType("application/json");
    }

    private static String registered() {
        return IntakeServiceTest.register(IntakeServiceTest.COMPLETE).getString("caseId");
    }

    private static void report(String caseId) {
        as(Roles.GRID_WORKER)
                .body(Map.of("kind", "SELF_HARM", "account", "扬言跳楼"))
                .post("/cases/{id}/urgency", caseId)
                .then()
                .statusCode(200)
                .body("report", equalTo(1));
    }

    @Test
    void whatIsUrgentStandsFirstUntilALeaderHasAcknowledgedIt() {
        var before = registered();
        var urgent = registered();
        assertThat(listed()).doesNotContain(urgent);
        report(urgent);
        assertThat(listed()).contains(urgent).doesNotContain(before);
        as(Roles.CLERK)
                .queryParam("limit", 1)
                .get("/cases")
                .then()
                .body("items[0].urgentSince", notNullValue(), "next", notNullValue());
        as(Roles.CLERK)
                .get("/cases/{id}", urgent)
                .then()
                .body(
                        "urgency.kind", contains("SELF_HARM"),
                        "urgency.account", contains("扬言跳楼"),
                        "urgency[0].alerted", contains("leader", "dispatcher"),
                        "urgency[0].acknowledgedBy", nullValue());
        as(Roles.OPERATOR)
                .get("/cases/{id}/deadlines", urgent)
                .then()
                .body("deadlines.find { it.name == 'urgency-1' }.rule", equalTo("urgency-report"));
        as(Roles.CLERK)
                .body(Map.of("reportedTo", List.of("DEPARTMENT_IN_CHARGE")))
                .post("/cases/{id}/urgency/1/acknowledgement", urgent)
                .then()
                .statusCode(403);
        acknowledge(urgent, 2).statusCode(404).body("code", equalTo("intake.no-such-report"));
        acknowledge(urgent, 1).statusCode(200);
        acknowledge(urgent, 1).statusCode(200);
        assertThat(listed()).doesNotContain(urgent);
        as(Roles.LEADER)
                .get("/cases/{id}", urgent)
                .then()
                .body(
                        "urgency[0].reportedTo", contains("PARTY_COMMITTEE_AND_GOVERNMENT"),
                        "urgency[0].acknowledgedAt", notNullValue());
    }

    private static ValidatableResponse acknowledge(String caseId, int report) {
        return as(Roles.LEADER)
                .body(Map.of("reportedTo", List.of("PARTY_COMMITTEE_AND_GOVERNMENT")))
                .post("/cases/{id}/urgency/{n}/acknowledgement", caseId, report)
                .then();
    }

    /** Returns the cases at the beginning of the list that are urgent. */
    private static List<String> listed() {
        return as(Roles.CLERK)
                .queryParam("limit", 200)
                .get("/cases")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("items.findAll { it.urgentSince != null }.caseId");
    }

    @Test
    void aKindThatThereIsNotIsRefused() {
        as(Roles.CLERK)
                .body(Map.of("kind", "BOREDOM"))
                .post("/cases/{id}/urgency", registered())
                .then()
                .statusCode(400)
                .body("fields.field", contains("kind"));
    }

    @Test
    void thePoliceAreAlertedOfWhatAPartnerFlagsAndSeeNoWordsOnTheTopic() throws Exception {
        var reference = "court-" + UUID.randomUUID();
        var caseId = Referrals.caseOf("court", reference).toString();
        try (var partner = new PartnerProducer(Infrastructure.bootstrap());
                var police = new TopicReader(Infrastructure.bootstrap(), "police.outbound")) {
            partner.send(
                    "court.inbound",
                    "/court",
                    reference,
                    "referral-submitted",
                    IntakeServiceTest.referral(reference)
                            .replace("\"unknown\":true", "\"urgent\":{\"kind\":\"WEAPON\",\"account\":\"随身带刀\"}"),
                    Instant.now());
            var alerts =
                    police.until(all -> !IntakeServiceTest.with(all, caseId).isEmpty(), PATIENCE);
            var alert = IntakeServiceTest.with(alerts, caseId).getFirst();
            assertThat(IntakeServiceTest.json(alert).getString("kind")).isEqualTo("WEAPON");
            assertThat(IntakeServiceTest.json(alert).getString("account")).startsWith("box.");
        }
        await().atMost(PATIENCE)
                .untilAsserted(() -> as(Roles.CLERK)
                        .get("/cases/{id}", caseId)
                        .then()
                        .body("urgency.reportedBy", contains("court")));
    }
}
