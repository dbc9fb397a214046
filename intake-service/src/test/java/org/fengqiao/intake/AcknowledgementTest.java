package org.fengqiao.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.fengqiao.intake.IntakeServiceTest.PATIENCE;
import static org.fengqiao.intake.IntakeServiceTest.as;
import static org.fengqiao.intake.IntakeServiceTest.referral;
import static org.hamcrest.Matchers.equalTo;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.fengqiao.intake.inbound.Referrals;
import org.fengqiao.kernel.identity.Roles;
import org.fengqiao.kernel.testing.Infrastructure;
import org.fengqiao.kernel.testing.PartnerProducer;
import org.fengqiao.kernel.testing.Tokens;

/** The time in which a partner is told whether its referral was accepted. */
@QuarkusTest
@QuarkusTestResource(value = Infrastructure.class, initArgs = @ResourceArg(name = "service", value = "intake"))
@QuarkusTestResource(Tokens.class)
@TestProfile(AcknowledgementTest.SimulatedTime.class)
class AcknowledgementTest {

    /** The time is set by the tests. */
    public static class SimulatedTime implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("fengqiao.clock.simulated", "true");
        }
    }

    /**
     * A Monday morning in March, far from any holiday. The first time that a service is told may lie in the past, and
     * it never goes back.
     */
    @BeforeEach
    void itIsMarch() {
        timeIs(Instant.parse("2024-03-04T01:00:00Z"));
    }

    static void timeIs(Instant now) {
        as(Roles.OPERATOR)
                .body(Map.of("now", now.toString()))
                .put("/simulated-clock")
                .then()
                .statusCode(200);
    }

    /** A referral from outside the district, so that a clerk has to decide about it. */
    static UUID referred() {
        var reference = "110-" + UUID.randomUUID();
        try (var police = new PartnerProducer(Infrastructure.bootstrap())) {
            police.send(
                    "police.inbound",
                    "/police",
                    reference,
                    "referral-submitted",
                    referral(reference).replace("昆都仑区", "东河区"),
                    Instant.parse("2024-03-01T00:00:00Z"));
        }
        var caseId = Referrals.caseOf("police", reference);
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> as(Roles.CLERK).get("/cases/{id}", caseId).then().statusCode(200));
        return caseId;
    }

    static JsonPath acknowledgement(UUID caseId) {
        return as(Roles.CLERK)
                .get("/cases/{id}/deadlines", caseId)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .setRootPath("deadlines.find { it.name == 'acknowledgement' }");
    }

    static List<String> typesOf(UUID caseId) {
        return as(Roles.OPERATOR)
                .get("/cases/{id}/events", caseId)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("items.type", String.class)
                .stream()
                .map(type -> type.replace("fengqiao.intake.", "").replace(".v1", ""))
                .toList();
    }

    @Test
    void aReferralIsToBeAcknowledgedWithinThreeWorkingDaysOfComingIn() {
        var caseId = referred();
        var told = acknowledgement(caseId);
        assertThat(told.getString("rule")).isEqualTo("referral-acknowledgement");
        assertThat(told.getString("startedBy")).isEqualTo("referral-received.v1");
        assertThat(told.getString("state")).isEqualTo("RUNNING");
        assertThat(told.getString("title.zh")).isEqualTo("回复转介单位");
        var days = as(Roles.CLERK)
                .get("/cases/{id}/deadlines?days=true", caseId)
                .then()
                .extract()
                .jsonPath();
        assertThat(days.getList("deadlines[0].days.findAll { it.number != null }"))
                .hasSize(3);
        as(Roles.CLERK)
                .body(Map.of("ground", "OUTSIDE_JURISDICTION"))
                .post("/cases/{id}/decline", caseId)
                .then()
                .statusCode(200);
        assertThat(acknowledgement(caseId).getString("state")).isEqualTo("MET");
        assertThat(typesOf(caseId))
                .containsExactly(
                        "referral-received", "deadline-set", "case-registered", "case-declined", "deadline-met");
    }

    @Test
    void aReferralThatNobodyAcknowledgesIsWarnedOfAndBreachedAndTheAnswerIsStillOwed() {
        var caseId = referred();
        timeIs(Instant.parse(acknowledgement(caseId).getString("dueAt")));
        assertThat(acknowledgement(caseId).getString("state")).isEqualTo("BREACHED");
        as(Roles.CLERK).post("/cases/{id}/acceptance", caseId).then().statusCode(200);
        assertThat(acknowledgement(caseId).getString("state")).isEqualTo("MET_LATE");
        assertThat(typesOf(caseId))
                .containsExactly(
                        "referral-received",
                        "deadline-set",
                        "case-registered",
                        "deadline-warned",
                        "deadline-breached",
                        "case-accepted",
                        "deadline-met",
                        "deadline-set");
    }

    @Test
    void whatIsTakenBackNeedNotBeAcknowledged() {
        var caseId = referred();
        as(Roles.CLERK)
                .body(Map.of("reason", "和好"))
                .post("/cases/{id}/withdrawal", caseId)
                .then()
                .statusCode(200);
        assertThat(acknowledgement(caseId).getString("state")).isEqualTo("CANCELLED");
    }

    @Test
    void theTimeToAcknowledgeIsNotExtended() {
        var caseId = referred();
        var more = Map.of("count", 1, "reason", "人手不足");
        as(Roles.CLERK)
                .body(more)
                .post("/cases/{id}/deadlines/acknowledgement/extension", caseId)
                .then()
                .statusCode(422)
                .body("code", equalTo("deadline.not-extendable"));
        as(Roles.OPERATOR)
                .body(more)
                .post("/cases/{id}/deadlines/acknowledgement/extension", caseId)
                .then()
                .statusCode(403);
    }
}
