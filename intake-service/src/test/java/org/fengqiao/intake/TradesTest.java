package org.fengqiao.intake;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.fengqiao.intake.AcknowledgementTest.timeIs;
import static org.fengqiao.intake.IntakeServiceTest.PATIENCE;
import static org.fengqiao.intake.IntakeServiceTest.as;
import static org.fengqiao.intake.IntakeServiceTest.referral;
import static org.fengqiao.intake.IntakeServiceTest.with;
import static org.hamcrest.Matchers.equalTo;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.fengqiao.intake.inbound.Referrals;
import org.fengqiao.kernel.identity.Roles;
import org.fengqiao.kernel.testing.CaseLog;
import org.fengqiao.kernel.testing.Infrastructure;
import org.fengqiao.kernel.testing.PartnerProducer;
import org.fengqiao.kernel.testing.Tokens;
import org.fengqiao.kernel.testing.TopicReader;

/** Messages of each partner in its own trade, and the answers. */
@QuarkusTest
@QuarkusTestResource(value = Infrastructure.class, initArgs = @ResourceArg(name = "service", value = "intake"))
@QuarkusTestResource(Tokens.class)
@TestProfile(AcknowledgementTest.SimulatedTime.class)
class TradesTest {

    private static final Instant MONDAY = Instant.parse("2024-03-04T01:00:00Z");

    private final String reference = "ref-" + UUID.randomUUID();

    @BeforeEach
    void itIsMarch() {
        timeIs(MONDAY);
    }

    private void say(String partner, String type, String body) {
        try (var producer = new PartnerProducer(Infrastructure.bootstrap())) {
            producer.send(
                    partner + ".inbound",
                    "/" + partner,
                    reference,
                    type,
                    body.replace("REFERENCE", reference),
                    Instant.parse("2024-03-01T00:00:00Z"));
        }
    }

    private UUID referred(String partner, String district) {
        say(partner, "referral-submitted", referral(reference).replace("昆都仑区", district));
        var caseId = Referrals.caseOf(partner, reference);
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> as(Roles.CLERK).get("/cases/{id}", caseId).then().statusCode(200));
        return caseId;
    }

    private String obligation(String partner, String deadline, String what) {
        return given().auth()
                .oauth2(Tokens.of(partner, Map.of(), Roles.PARTNER))
                .get("/obligations?limit=200")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getString("items.find { it.reference == '%s' && it.deadline == '%s' }.%s"
                        .formatted(reference, deadline, what));
    }

    private void awaitState(String partner, String deadline, String state) {
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(obligation(partner, deadline, "state")).isEqualTo(state));
    }

    private boolean isTold(String topic, String type) {
        try (var reader = new TopicReader(Infrastructure.bootstrap(), topic)) {
            return !reader.until(
                            records -> with(records, reference).stream()
                                    .anyMatch(r -> TopicReader.header(r, "ce_type")
                                            .orElse("")
                                            .equals(type)),
                            PATIENCE)
                    .isEmpty();
        }
    }

    @Test
    void theCourtsAppointmentIsAcceptedWhenTheMediationBegins() {
        var caseId = referred("court", "昆都仑区");
        say(
                "court",
                "mediation-appointed",
                "{\"reference\":\"REFERENCE\",\"registrationNumber\":\"(2024)内0203民初17号\",\"procedure\":\"SUMMARY\"}");
        awaitState("court", "appointment", "OWED");
        assertThat(obligation("court", "appointment", "article")).isEqualTo("人民法院在线调解规则 art. 12");
        as(Roles.CLERK)
                .get("/cases/{id}/dialogue", caseId)
                .then()
                .body("appointment.procedure", equalTo("SUMMARY"), "appointment.answer", equalTo(null));
        // Another class may have moved the clock on already.
        var now = Instant.parse(
                as(Roles.OPERATOR).get("/simulated-clock").jsonPath().getString("now"));
        try (var log = new CaseLog(Infrastructure.bootstrap())) {
            log.write(
                    "mediation",
                    "mediation-opened",
                    caseId,
                    "{\"openedAt\":\"" + now + "\",\"unit\":\"kunhe-committee\"}",
                    now);
        }
        awaitState("court", "appointment", "KEPT");
        assertThat(isTold("court.outbound", "fengqiao.partner.appointment-answered.v1"))
                .isTrue();
    }

    @Test
    void onlyTheCourtAppoints() {
        referred("police", "昆都仑区");
        say("police", "mediation-appointed", "{\"reference\":\"REFERENCE\",\"procedure\":\"SUMMARY\"}");
        try (var reader = new TopicReader(Infrastructure.bootstrap(), "police.rejected")) {
            var rejected =
                    with(reader.until(records -> !with(records, reference).isEmpty(), PATIENCE), reference);
            assertThat(TopicReader.header(rejected.getFirst(), "rejection-code"))
                    .contains("kernel.unknown-type");
        }
    }

    @Test
    void theIncidentOfThePoliceIsOnTheCase() {
        var caseId = referred("police", "昆都仑区");
        say(
                "police",
                "incident-noted",
                "{\"reference\":\"REFERENCE\",\"number\":\"J17\",\"kind\":\"PUBLIC_ORDER\",\"injuries\":\"轻微伤\"}");
        await().atMost(PATIENCE)
                .untilAsserted(() -> as(Roles.CLERK)
                        .get("/cases/{id}/dialogue", caseId)
                        .then()
                        .body("incident.kind", equalTo("PUBLIC_ORDER"), "incident.injuries", equalTo("轻微伤")));
    }

    private static final String CHARGE = "{\"reference\":\"REFERENCE\",\"caseNumber\":\"昆检刑和〔2024〕3号\","
            + "\"offence\":\"故意伤害（轻伤）\",\"chapter\":4,\"likelyMonths\":12,\"fromCivilDispute\":true,"
            + "\"negligent\":false,\"intentionalCrimeLately\":false,\"repents\":true,\"victimWilling\":true}";

    @Test
    void aReconciliationThatTheLawAllowsIsTakenAndItsEndIsTold() {
        var caseId = referred("procuratorate", "昆都仑区");
        say("procuratorate", "criminal-reconciliation-referred", CHARGE);
        await().atMost(PATIENCE)
                .untilAsserted(() -> as(Roles.CLERK)
                        .get("/cases/{id}/dialogue", caseId)
                        .then()
                        .body(
                                "reconciliation.offence",
                                equalTo("故意伤害（轻伤）"),
                                "reconciliation.article",
                                equalTo("刑事诉讼法 第二百八十八条第一款第一项")));
        var now = Instant.parse(
                as(Roles.OPERATOR).get("/simulated-clock").jsonPath().getString("now"));
        try (var log = new CaseLog(Infrastructure.bootstrap())) {
            log.write(
                    "mediation",
                    "agreement-signed",
                    caseId,
                    "{\"custody\":1,\"presided\":{\"authority\":\"PROCURATORATE\",\"officer\":\"jc-17\"}}",
                    now);
        }
        assertThat(isTold("procuratorate.outbound", "fengqiao.partner.criminal-reconciliation-ended.v1"))
                .isTrue();
    }

    @Test
    void aReconciliationThatTheLawExcludesComesBackWithTheArticle() {
        referred("procuratorate", "昆都仑区");
        say(
                "procuratorate",
                "criminal-reconciliation-referred",
                CHARGE.replace("\"intentionalCrimeLately\":false", "\"intentionalCrimeLately\":true"));
        try (var reader = new TopicReader(Infrastructure.bootstrap(), "procuratorate.rejected")) {
            var rejected =
                    with(reader.until(records -> !with(records, reference).isEmpty(), PATIENCE), reference);
            assertThat(TopicReader.header(rejected.getFirst(), "rejection-code"))
                    .contains("intake.not-reconcilable");
            assertThat(TopicReader.header(rejected.getFirst(), "rejection-detail")
                            .orElseThrow())
                    .contains("第二百八十八条第二款");
        }
    }

    @Test
    void reliefIsAskedOfTheProcuratorateWhichOwesADecision() {
        var caseId = referred("procuratorate", "昆都仑区");
        String referralId = as(Roles.CLERK)
                .body(Map.of("partyId", "applicant-1", "need", "无力支付医疗费"))
                .post("/cases/{id}/judicial-relief", caseId)
                .then()
                .statusCode(200)
                .extract()
                .path("referralId");
        assertThat(obligationOf(referralId)).isEqualTo("OWED");
        say(
                "procuratorate",
                "relief-decided",
                "{\"referralId\":\"" + referralId + "\",\"decision\":\"GRANTED\",\"documentNumber\":\"昆检救助〔2024〕2号\","
                        + "\"amount\":{\"amount\":\"20000.00\",\"currency\":\"CNY\"}}");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(obligationOf(referralId)).isEqualTo("KEPT"));
        as(Roles.CLERK)
                .get("/cases/{id}/dialogue", caseId)
                .then()
                .body("reliefs[0].decision", equalTo("GRANTED"), "reliefs[0].amount.amount", equalTo("20000.00"));
    }

    private static String obligationOf(String reference) {
        return given().auth()
                .oauth2(Tokens.of("procuratorate", Map.of(), Roles.PARTNER))
                .get("/obligations?limit=200")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getString("items.find { it.reference == '%s' }.state".formatted(reference));
    }

    @Test
    void aTransferThatIsNotTheCentresIsObjectedToAndThePetitionOfficeDecides() {
        var caseId = referred("petition-office", "东河区");
        say(
                "petition-office",
                "petition-transferred",
                "{\"reference\":\"REFERENCE\",\"petitionNumber\":\"XF9\","
                        + "\"transferredAt\":\"2024-03-01T08:30:00+08:00\"}");
        await().atMost(PATIENCE)
                .untilAsserted(() -> as(Roles.CLERK)
                        .get("/cases/{id}/deadlines", caseId)
                        .then()
                        .body(
                                "deadlines.find { it.name == 'transfer-objection' }.rule",
                                equalTo("petition-transfer-objection")));
        as(Roles.CLERK)
                .body(Map.of("reason", "不属于本中心职权范围"))
                .post("/cases/{id}/transfer-objection", caseId)
                .then()
                .statusCode(200);
        assertThat(isTold("petition-office.outbound", "fengqiao.partner.transfer-objected.v1"))
                .isTrue();
        awaitState("petition-office", "objection-decision", "OWED");
        say("petition-office", "objection-decided", "{\"reference\":\"REFERENCE\",\"decision\":\"AGREED\"}");
        awaitState("petition-office", "objection-decision", "KEPT");
    }

    @Test
    void aTransferThatNobodyObjectedToInTimeStands() {
        var caseId = referred("petition-office", "东河区");
        say(
                "petition-office",
                "petition-transferred",
                "{\"reference\":\"REFERENCE\",\"petitionNumber\":\"XF9\","
                        + "\"transferredAt\":\"2024-03-01T08:30:00+08:00\"}");
        await().atMost(PATIENCE)
                .untilAsserted(() -> as(Roles.CLERK)
                        .get("/cases/{id}/dialogue", caseId)
                        .then()
                        .body("transfer.stands", equalTo(false)));
        timeIs(Instant.parse(as(Roles.CLERK)
                .get("/cases/{id}/deadlines", caseId)
                .then()
                .extract()
                .<String>path("deadlines.find { it.name == 'transfer-objection' }.dueAt")));
        as(Roles.CLERK)
                .body(Map.of("reason", "不属于本中心职权范围"))
                .post("/cases/{id}/transfer-objection", caseId)
                .then()
                .statusCode(409)
                .body("code", equalTo("intake.transfer-stands"));
    }
}
