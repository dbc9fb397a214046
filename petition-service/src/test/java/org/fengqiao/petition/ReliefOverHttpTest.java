package org.fengqiao.petition;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import org.hibernate.reactive.mutiny.Mutiny;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.fengqiao.kernel.identity.Roles;
import org.fengqiao.kernel.keys.KeyRings;
import org.fengqiao.kernel.sealing.BoxPlace;
import org.fengqiao.kernel.sealing.SubjectId;
import org.fengqiao.kernel.testing.Boxes;
import org.fengqiao.kernel.testing.CaseLog;
import org.fengqiao.kernel.testing.Infrastructure;
import org.fengqiao.kernel.testing.Tokens;

/** Relief of cases on any path, between the common log, a real database and its callers. */
@QuarkusTest
@QuarkusTestResource(value = Infrastructure.class, initArgs = @ResourceArg(name = "service", value = "petition"))
@QuarkusTestResource(Tokens.class)
class ReliefOverHttpTest {

    static final Duration PATIENCE = Duration.ofMinutes(1);
    static final Instant NOON = Instant.parse("2024-03-01T04:00:00Z");

    static CaseLog log;

    @Inject
    KeyRings keys;

    @Inject
    Mutiny.SessionFactory sessions;

    @BeforeAll
    static void connect() {
        log = new CaseLog(Infrastructure.bootstrap());
    }

    @AfterAll
    static void disconnect() {
        log.close();
    }

    private <T> T found(String sql, Class<T> type) {
        try {
            return VertxContextSupport.subscribeAndAwait(() -> sessions.withStatelessSession(
                    session -> session.createNativeQuery(sql, type).getSingleResult()));
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    long count(String sql) {
        return found(sql, Long.class);
    }

    String text(String sql) {
        return found(sql, String.class);
    }

    static RequestSpecification as(String role) {
        return given().auth().oauth2(Tokens.of(role)).contentType("application/json");
    }

    static ValidatableResponse post(UUID caseId, String call, Object body) {
        return as(Roles.PETITION_CLERK)
                .body(body)
                .post("/petitions/{id}/relief" + call, caseId)
                .then();
    }

    static Map<String, Object> application(String kind, String ground, String idNumber) {
        var body = new HashMap<String, Object>();
        body.put("kind", kind);
        body.put("partyId", "applicant-1");
        body.put("name", "王救助");
        body.put("ground", ground);
        body.put("facts", "月收入八百元，无固定工作");
        body.put("need", "请求帮助");
        if (idNumber != null) {
            body.put("idNumber", idNumber);
        }
        return body;
    }

    /** A case that was claimed on a path, with an applicant. */
    UUID claimed(String path) {
        var caseId = UUID.randomUUID();
        var closedAt = new BoxPlace(caseId, "fengqiao.intake.case-accepted.v1", "/parties/0/name");
        var name = Boxes.sealed(keys, new SubjectId(UUID.randomUUID()), "王救助", closedAt);
        log.write(
                "routing",
                "case-claimed",
                caseId,
                """
                {"custody":1,"unit":"kunhe-committee","worker":"sun","path":"%s","category":"NEIGHBOUR",
                 "complexity":"SIMPLE","channel":"WINDOW","place":{"district":"昆都仑区","street":"昆河镇"},
                 "receivedAt":"2024-02-28T01:00:00Z","acceptedAt":"2024-02-28T01:00:00Z",
                 "parties":[{"partyId":"applicant-1","side":"APPLICANT","name":"%s"}]}\
                """.formatted(
                        path, name.textAt(new BoxPlace(caseId, "fengqiao.routing.case-claimed.v1", "/parties/0/name"))),
                NOON);
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(count("select count(*) from case_party where case_id = '" + caseId + "'"))
                                .isEqualTo(1));
        return caseId;
    }

    void delivered(UUID caseId, String idNumber) {
        post(caseId, "", application("SOCIAL_ASSISTANCE", "SUDDEN_BLOW", idNumber))
                .statusCode(200)
                .body("relief", equalTo(1));
        post(caseId, "/1/referral", Map.of("body", "STREET_OFFICE", "name", "昆河街道办事处"))
                .statusCode(200);
        post(caseId, "/1/decision", Map.of("accepted", true, "documentNumber", "救2024-7"))
                .statusCode(200);
        post(
                        caseId,
                        "/1/delivery",
                        Map.of(
                                "form",
                                "MONEY",
                                "what",
                                "临时救助金",
                                "amount",
                                Map.of("amount", "5000.00", "currency", "CNY")))
                .statusCode(200);
    }

    static void counted(UUID caseId, boolean first) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> as(Roles.PETITION_CLERK)
                        .get("/petitions/{id}/relief", caseId)
                        .then()
                        .statusCode(200)
                        .body("reliefs[0].firstTime", equalTo(first)));
    }

    @Test
    void aidGoesFromTheApplicationToTheAnswerWhoeverHasTheCase() {
        var caseId = claimed("MEDIATION");
        post(caseId, "", application("LEGAL_AID", "SUDDEN_BLOW", null))
                .statusCode(422)
                .body("code", equalTo("petition.not-a-ground"));
        post(caseId, "", Map.of("kind", "LEGAL_AID")).statusCode(400).contentType("application/problem+json");
        post(caseId, "", application("LEGAL_AID", "NO_MEANS", null)).statusCode(200);
        post(caseId, "", application("LEGAL_AID", "NO_MEANS", null))
                .statusCode(409)
                .body("code", equalTo("petition.applied-already"));
        post(caseId, "/1/delivery", Map.of("form", "ADVICE", "what", "咨询"))
                .statusCode(409)
                .body("code", equalTo("petition.not-decided"));
        post(caseId, "/1/referral", Map.of("body", "COURT", "name", "昆都仑区人民法院"))
                .statusCode(422)
                .body("code", equalTo("petition.not-a-body"));
        post(caseId, "/1/referral", Map.of("body", "LEGAL_AID_INSTITUTION", "name", "昆都仑区法律援助中心"))
                .statusCode(200);
        post(caseId, "/1/decision", Map.of("accepted", true)).statusCode(200);
        post(caseId, "/1/appointment", Map.of("helper", "张律师")).statusCode(200);
        post(caseId, "/1/delivery", Map.of("form", "REPRESENTATION", "what", "代理诉讼"))
                .statusCode(200);
        post(caseId, "/1/follow-up", Map.of()).statusCode(200);
        post(caseId, "/1/follow-up", Map.of("satisfaction", 5, "remark", "很有帮助"))
                .statusCode(200);
        as(Roles.PETITION_CLERK)
                .get("/petitions/{id}/relief", caseId)
                .then()
                .statusCode(200)
                .body("reliefs[0].status", equalTo("FOLLOWED_UP"))
                .body("reliefs[0].name", equalTo("王救助"))
                .body("reliefs[0].idNumber", nullValue())
                .body("reliefs[0].helper.name", equalTo("张律师"))
                .body("reliefs[0].followUp.satisfaction", equalTo(5));
        as(Roles.LEADER)
                .get("/cases/{id}/deadlines", caseId)
                .then()
                .statusCode(200)
                .body("deadlines.find { it.name == 'relief-decision-1' }.state", equalTo("MET"))
                .body("deadlines.find { it.name == 'relief-decision-1' }.quotes[0].text", containsString("七日内进行审查"))
                .body("deadlines.find { it.name == 'relief-appointment-1' }.state", equalTo("MET"))
                .body("deadlines.find { it.name == 'relief-follow-up-1' }.state", equalTo("MET"));
        as(Roles.DISPATCHER)
                .get("/reliefs?kind=LEGAL_AID&status=FOLLOWED_UP&limit=200")
                .then()
                .statusCode(200)
                .body("items.caseId", hasItem(caseId.toString()));
    }

    /** 法律援助法 art. 49. */
    @Test
    void whoIsRefusedLegalAidObjectsAndItIsDecidedAnew() {
        var caseId = claimed("MEDIATION");
        post(caseId, "", application("LEGAL_AID", "NO_MEANS", null)).statusCode(200);
        post(caseId, "/1/referral", Map.of("body", "LEGAL_AID_INSTITUTION", "name", "昆都仑区法律援助中心"))
                .statusCode(200);
        post(caseId, "/1/objection", Map.of("authority", "昆都仑区司法局", "reason", "确无能力"))
                .statusCode(409)
                .body("code", equalTo("petition.not-decided"));
        post(caseId, "/1/decision", Map.of("accepted", false, "reason", "有能力委托"))
                .statusCode(200);
        post(caseId, "/1/objection", Map.of("authority", "昆都仑区司法局"))
                .statusCode(400)
                .body("fields.field", hasItem("reason"));
        post(caseId, "/1/objection", Map.of("authority", "昆都仑区司法局", "reason", "确无能力"))
                .statusCode(200);
        as(Roles.PETITION_CLERK)
                .get("/petitions/{id}/relief", caseId)
                .then()
                .body("reliefs[0].objection.authority", equalTo("昆都仑区司法局"))
                .body("reliefs[0].objection.decidedAt", nullValue());
        post(caseId, "/1/objection/decision", Map.of("corrected", true)).statusCode(200);
        post(caseId, "/1/decision", Map.of("accepted", true)).statusCode(200);
        as(Roles.LEADER)
                .get("/cases/{id}/deadlines", caseId)
                .then()
                .body("deadlines.find { it.name == 'relief-objection-1' }.state", equalTo("MET"))
                .body("deadlines.find { it.name == 'relief-objection-1' }.quotes[0].text", containsString("五日内进行审查"));
    }

    /** 法律援助法 arts. 44, 48, 49. */
    @Test
    void legalAidThatCannotWaitIsGivenAtOnceAndEndsOnAGroundOfTheLaw() {
        var caseId = claimed("MEDIATION");
        post(caseId, "", application("LEGAL_AID", "NO_MEANS", null)).statusCode(200);
        post(caseId, "/1/referral", Map.of("body", "LEGAL_AID_INSTITUTION", "name", "昆都仑区法律援助中心"))
                .statusCode(200);
        post(caseId, "/1/advance", Map.of("ground", "TIME_RUNS_OUT")).statusCode(200);
        post(caseId, "/1/termination", Map.of("ground", "OWN_AGENT"))
                .statusCode(400)
                .body("fields.field", hasItem("reason"));
        post(caseId, "/1/termination", Map.of("ground", "OWN_AGENT", "reason", "已自行委托律师"))
                .statusCode(200);
        as(Roles.PETITION_CLERK)
                .get("/petitions/{id}/relief", caseId)
                .then()
                .body("reliefs[0].status", equalTo("TERMINATED"))
                .body("reliefs[0].decision.advance", equalTo("TIME_RUNS_OUT"))
                .body("reliefs[0].termination.ground", equalTo("OWN_AGENT"))
                .body("reliefs[0].termination.reason", equalTo("已自行委托律师"));
        post(caseId, "/1/delivery", Map.of("form", "REPRESENTATION", "what", "代理"))
                .statusCode(409)
                .body("code", equalTo("petition.ended"));
        post(caseId, "/1/objection", Map.of("authority", "昆都仑区司法局", "reason", "未委托"))
                .statusCode(200);
        post(caseId, "/1/objection/decision", Map.of("corrected", true)).statusCode(200);
        post(caseId, "/1/delivery", Map.of("form", "REPRESENTATION", "what", "代理"))
                .statusCode(200);
    }

    @Test
    void onePersonIsCountedOnceInAllCases() {
        var number = "150203199001010" + String.format("%03d", (int) (Math.random() * 1000));
        var first = claimed("MEDIATION");
        var second = claimed("RELIEF");
        delivered(first, number);
        counted(first, true);
        delivered(second, number);
        counted(second, false);
        assertThat(CaseLog.names(log.until("petition", second, 10))).contains("beneficiary-counted");
    }

    @Test
    void nobodyAsksForReliefOfACaseOrPartyThatIsNotKnown() {
        post(UUID.randomUUID(), "", application("LEGAL_AID", "NO_MEANS", null)).statusCode(404);
        var caseId = claimed("MEDIATION");
        var body = application("LEGAL_AID", "NO_MEANS", null);
        body.put("partyId", "respondent-7");
        post(caseId, "", body).statusCode(404).body("code", equalTo("petition.not-a-party"));
        as(Roles.MEDIATOR)
                .body(application("COUNSELLING", "DISTRESS", null))
                .post("/petitions/{id}/relief", caseId)
                .then()
                .statusCode(200);
        post(caseId, "/2/referral", Map.of("body", "COUNSELLING_SERVICE", "name", "心理服务站"))
                .statusCode(404)
                .body("code", equalTo("petition.no-such-relief"));
    }

    /** A case on another path has no petition here, and may have no relief; that is an empty list, not no case. */
    @Test
    void aClaimedCaseWithoutReliefHasAnEmptyList() {
        var caseId = claimed("MEDIATION");
        as(Roles.PETITION_CLERK)
                .get("/petitions/{id}/relief", caseId)
                .then()
                .statusCode(200)
                .body("reliefs", hasSize(0))
                .body("version", equalTo(0));
        given().auth()
                .oauth2(Tokens.of("li", Map.of("district", "青山区"), Roles.PETITION_CLERK))
                .get("/petitions/{id}/relief", caseId)
                .then()
                .statusCode(404);
        as(Roles.PETITION_CLERK)
                .get("/petitions/{id}/relief", UUID.randomUUID())
                .then()
                .statusCode(404);
        post(caseId, "", application("LEGAL_AID", "NO_MEANS", null)).statusCode(200);
        as(Roles.PETITION_CLERK)
                .get("/petitions/{id}/relief", caseId)
                .then()
                .statusCode(200)
                .body("reliefs", hasSize(1));
    }

    /** The index goes with the person; what was counted stays counted. */
    @Test
    void whoIsErasedLeavesNoIndex() {
        var caseId = claimed("MEDIATION");
        delivered(caseId, "150203199001011234");
        counted(caseId, true);
        var subject = text("select cast(subject_id as text) from case_party where case_id = '" + caseId + "'");
        log.write("intake", "subject-erased", caseId, """
                {"subject":"%s","caseTexts":"%s","ground":"REQUEST","article":"个人信息保护法 第四十七条","approval":1,
                 "requestedBy":"a","approvedBy":"b","erasedAt":"%s"}\
                """.formatted(subject, caseId, NOON), NOON);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(count("select count(*) from relief_person where case_id = '" + caseId
                                + "' and person is null"))
                        .isEqualTo(1));
    }
}
