package org.fengqiao.mediation;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.fengqiao.kernel.identity.Roles;
import org.fengqiao.kernel.keys.KeyRings;
import org.fengqiao.kernel.legalclock.OfficialCalendar;
import org.fengqiao.kernel.sealing.BoxPlace;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.sealing.Purpose;
import org.fengqiao.kernel.sealing.SubjectId;
import org.fengqiao.kernel.testing.Boxes;
import org.fengqiao.kernel.testing.CaseLog;
import org.fengqiao.kernel.testing.Infrastructure;
import org.fengqiao.kernel.testing.PartnerProducer;
import org.fengqiao.kernel.testing.Tables;
import org.fengqiao.kernel.testing.Tokens;
import org.fengqiao.kernel.testing.TopicReader;

/** Sealing: a mediator knows the parties and what was said; no table, topic or log does. */
@QuarkusTest
@QuarkusTestResource(value = Infrastructure.class, initArgs = @ResourceArg(name = "service", value = "mediation"))
@QuarkusTestResource(Tokens.class)
class SealingTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Instant MORNING = Instant.parse("2024-03-01T01:00:00Z");
    private static final String CLAIMED = "fengqiao.routing.case-claimed.v1";
    private static final String ACCEPTED = "fengqiao.intake.case-accepted.v1";
    private static final String FILED = "fengqiao.partner.confirmation-filed.v1";
    private static final List<String> CLEAR = List.of(
            "欧阳明远",
            "慕容秋水",
            "鱼缸漏水泡了线装书",
            "赔偿线装书一套",
            "送还线装书",
            "书还没有送来",
            "条款含糊，不予确认",
            "他说书还是湿的",
            "13904720001",
            "她私下愿意让到八百元");

    private static CaseLog log;
    private static PartnerProducer court;
    private static TopicReader toTheCourt;

    @Inject
    KeyRings keys;

    @BeforeAll
    static void connect() {
        log = new CaseLog(Infrastructure.bootstrap());
        court = new PartnerProducer(Infrastructure.bootstrap());
        toTheCourt = new TopicReader(Infrastructure.bootstrap(), "court.outbound");
    }

    @AfterAll
    static void disconnect() {
        log.close();
        court.close();
        toTheCourt.close();
    }

    private static LocalDate dayOf(Instant time) {
        return LocalDate.ofInstant(time, OfficialCalendar.ZONE);
    }

    private static Instant now() {
        return Instant.parse(as(Roles.OPERATOR)
                .get("/simulated-clock")
                .then()
                .statusCode(200)
                .extract()
                .path("now"));
    }

    private static void tellTheTime(Instant now) {
        as(Roles.OPERATOR)
                .body(Map.of("now", now.toString()))
                .put("/simulated-clock")
                .then()
                .statusCode(200);
    }

    private static RequestSpecification as(String role) {
        return given().auth()
                .oauth2(Tokens.of("somebody", Map.of("unit", "kunhe-committee"), role))
                .contentType("application/json");
    }

    private static RequestSpecification asZhao() {
        return given().auth()
                .oauth2(Tokens.of("zhao", Map.of("unit", "kunhe-committee"), Roles.MEDIATOR))
                .contentType("application/json");
    }

    private static void mediator(UUID caseId, String call, Object body) {
        as(Roles.MEDIATOR)
                .body(body)
                .post("/mediations/{id}" + call, caseId)
                .then()
                .statusCode(200);
    }

    private static ValidatableResponse sheet(String role, UUID caseId) {
        return as(role).get("/mediations/{id}", caseId).then().statusCode(200);
    }

    /** A case between two people who were never heard of. */
    private record Dispute(UUID caseId, SubjectId applicant, SubjectId respondent) {

        static Dispute any() {
            return new Dispute(UUID.randomUUID(), new SubjectId(UUID.randomUUID()), new SubjectId(UUID.randomUUID()));
        }
    }

    private String claim(Dispute dispute, String path) {
        return """
            {"custody":1,"unit":"kunhe-committee","worker":"zhao","path":"%s","category":"NEIGHBOUR",
             "place":{"district":"昆都仑区","street":"昆河镇"},
             "receivedAt":"%s","acceptedAt":"%s",
             "parties":[{"partyId":"applicant-1","side":"APPLICANT","name":"%s"},
                        {"partyId":"respondent-1","side":"RESPONDENT","name":"%s"}]}\
            """.formatted(
                        path,
                        MORNING,
                        MORNING,
                        name(dispute.caseId(), dispute.applicant(), "欧阳明远", 0),
                        name(dispute.caseId(), dispute.respondent(), "慕容秋水", 1));
    }

    private String name(UUID caseId, SubjectId subject, String name, int party) {
        var field = "/parties/" + party + "/name";
        return Boxes.sealed(keys, subject, name, new BoxPlace(caseId, ACCEPTED, field))
                .textAt(new BoxPlace(caseId, CLAIMED, field));
    }

    /** What intake tells when the case is claimed: its account is in the words of the case. */
    private String file(Dispute dispute) {
        var registered = new BoxPlace(dispute.caseId(), "fengqiao.intake.case-registered.v1", "/summary");
        return """
            {"people":[{"partyId":"applicant-1"},{"partyId":"respondent-1"}],"summary":"%s"}\
            """.formatted(Boxes.sealed(keys, SubjectId.ofCase(dispute.caseId()), "鱼缸漏水泡了线装书", registered)
                .textAt(new BoxPlace(dispute.caseId(), "fengqiao.intake.case-file-told.v1", "/summary")));
    }

    private Dispute claimed(String path, String status) {
        var dispute = Dispute.any();
        // Ahead of the claim, so that it is known as soon as that is; in truth it follows.
        log.write("intake", "case-file-told", dispute.caseId(), file(dispute), MORNING);
        log.write("routing", "case-claimed", dispute.caseId(), claim(dispute, path), MORNING);
        awaitStatus(dispute.caseId(), status);
        return dispute;
    }

    private static void awaitStatus(UUID caseId, String status) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> sheet(Roles.MEDIATOR, caseId).body("status", equalTo(status)));
    }

    private Dispute signed() {
        var dispute = claimed("MEDIATION", "UNDERWAY");
        var id = dispute.caseId();
        mediator(id, "/consents", Map.of("partyId", "applicant-1", "consents", true));
        mediator(id, "/consents", Map.of("partyId", "respondent-1", "consents", true));
        mediator(id, "/sessions", Map.of("startsAt", MORNING.toString()));
        mediator(id, "/sessions/1/outcome", Map.of("held", true, "undisputedFacts", List.of("鱼缸漏水泡了线装书")));
        asZhao().body(Map.of("session", 1, "text", "她私下愿意让到八百元"))
                .post("/mediations/{id}/notes", id)
                .then()
                .statusCode(200);
        mediator(id, "/agreement", """
            {"form":"WRITTEN","whole":true,"terms":"赔偿线装书一套",
             "obligations":[{"debtor":"respondent-1","creditor":"applicant-1","what":"送还线装书","dueOn":"%s"}],
             "signedBy":["applicant-1","respondent-1"],"confirmationIntended":true}\
            """.formatted(dayOf(now()).plusDays(19)));
        return dispute;
    }

    /** Everything a mediation can hold of names and words. */
    private Dispute refusedByTheCourt() {
        var dispute = signed();
        var id = dispute.caseId();
        var filingId = apply(id);
        court.send(
                "court.inbound", "/court", filingId, "confirmation-decided", """
                    {"filingId":"%s","decision":"REFUSED","reason":"条款含糊，不予确认","documentNumber":"(2024)内0203民特2号",\
                    "decidedAt":"%s"}\
                    """.formatted(filingId, now()), MORNING);
        awaitStatus(id, "CONCLUDED");
        mediator(id, "/obligations/1/breach", Map.of("reason", "书还没有送来"));
        log.write("routing", "case-closed", id, """
            {"closure":1,"outcome":"AGREED","path":"MEDIATION","unit":"kunhe-committee",\
            "place":{"district":"昆都仑区"},"parties":[{"partyId":"applicant-1","side":"APPLICANT"}],\
            "handledBy":["zhao"],"closedAt":"%s"}\
            """.formatted(now()), now());
        await().atMost(PATIENCE).untilAsserted(() -> sheet(Roles.MEDIATOR, id).body("revisits", hasSize(3)));
        tellTheTime(now().plus(Duration.ofDays(7)));
        mediator(id, "/revisits/1/parties/applicant-1/attempts", Map.of("channel", "PHONE", "phone", "13904720001"));
        mediator(id, "/revisits/1/parties/applicant-1/answer", """
            {"channel":"PHONE","phone":"13904720001","speaker":"PARTY","satisfaction":2,"newTrouble":false,
             "obligations":[{"obligation":1,"said":"NOT_YET_DUE"}],"remark":"他说书还是湿的"}\
            """);
        return dispute;
    }

    private static String apply(UUID caseId) {
        return as(Roles.MEDIATOR)
                .body(Map.of("applicants", List.of("applicant-1", "respondent-1")))
                .post("/mediations/{id}/confirmation-application", caseId)
                .then()
                .statusCode(200)
                .extract()
                .path("filingId");
    }

    @Test
    void whoMediatesSeesWhoIsThereAndEverythingThatWasSaid() {
        for (var role : List.of(Roles.MEDIATOR, Roles.GRID_WORKER)) {
            sheet(role, refusedByTheCourt().caseId())
                    .body("mediation.parties.name", contains("欧阳明远", "慕容秋水"))
                    .body("mediation.sessions[0].undisputedFacts", contains("鱼缸漏水泡了线装书"))
                    .body("mediation.agreement.terms", equalTo("赔偿线装书一套"))
                    .body("mediation.agreement.obligations[0].what", equalTo("送还线装书"))
                    .body("mediation.agreement.obligations[0].breach", equalTo("书还没有送来"))
                    .body("mediation.ending.reason", equalTo("条款含糊，不予确认"))
                    .body("revisits[0].parties[0].answer.remark", equalTo("他说书还是湿的"));
        }
    }

    @Test
    void whoSendsACaseOnSeesWhatItIsAboutAndNotBetweenWhom() {
        sheet(Roles.DISPATCHER, signed().caseId())
                .body("mediation.parties.name", contains("欧***", "慕***"))
                .body("mediation.agreement.terms", equalTo("赔偿线装书一套"));
        sheet(Roles.DISPATCHER, claimed("COURT", "FAST_TRACK_OFFERED").caseId())
                .body("fastTrack.parties.name", contains("欧***", "慕***"));
    }

    @Test
    void anOperatorSeesHowAMediationStandsAndNothingThatWasSaidInIt() {
        var id = refusedByTheCourt().caseId();
        var answer = sheet(Roles.OPERATOR, id)
                .body("mediation.parties", hasSize(2))
                .body("mediation.parties.name", everyItem(nullValue()))
                .body("mediation.sessions[0].undisputedFacts", empty())
                .body("mediation.agreement.terms", nullValue())
                .body("mediation.ending.result", equalTo("CONFIRMATION_REFUSED"))
                .body("revisits[0].parties[0].answer.satisfaction", equalTo(2))
                .extract()
                .asString();
        assertThat(answer).doesNotContain(CLEAR);
        assertThat(as(Roles.OPERATOR).get("/cases/{id}/events", id).asString()).doesNotContain(CLEAR);
        as(Roles.OPERATOR)
                .queryParam("caseId", id)
                .get("/disclosures")
                .then()
                .body("items.actor.role", not(empty()))
                .body("items.actor.role", everyItem(equalTo(Roles.MEDIATOR)));
    }

    @Test
    void whatWasSaidInConfidenceIsReadByTheMediatorOfTheCaseAndIsInNoEvent() {
        var id = refusedByTheCourt().caseId();
        asZhao().get("/mediations/{id}/notes", id).then().statusCode(200).body("notes.text", contains("她私下愿意让到八百元"));
        as(Roles.MEDIATOR)
                .get("/mediations/{id}/notes", id)
                .then()
                .statusCode(403)
                .body("code", equalTo("mediation.not-its-mediator"));
        as(Roles.MEDIATOR)
                .body(Map.of("text", "a note of somebody else"))
                .post("/mediations/{id}/notes", id)
                .then()
                .statusCode(403);
        assertThat(as(Roles.OPERATOR).get("/cases/{id}/events", id).jsonPath().getList("items.type", String.class))
                .isNotEmpty()
                .noneMatch(type -> type.contains(".note"));
    }

    @Test
    void theListsNameNobody() {
        var id = refusedByTheCourt().caseId();
        for (var list : List.of("/mediations", "/revisits")) {
            var items = as(Roles.MEDIATOR)
                    .queryParam("unit", "kunhe-committee")
                    .queryParam("limit", 200)
                    .get(list)
                    .then()
                    .statusCode(200)
                    .body("items.caseId", hasItems(id.toString()))
                    .extract()
                    .asString();
            assertThat(items).doesNotContain(CLEAR).doesNotContain("box.");
        }
    }

    @Test
    void whoLookedIsOnRecord() {
        var dispute = Dispute.any();
        var id = dispute.caseId();
        log.write("routing", "case-claimed", id, claim(dispute, "MEDIATION"), MORNING);
        log.until("mediation", id, 2);
        sheet(Roles.MEDIATOR, id);

        as(Roles.OPERATOR)
                .queryParam("caseId", id)
                .get("/disclosures")
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].actor.id", equalTo("somebody"))
                .body("items[0].actor.unit", equalTo("kunhe-committee"))
                .body("items[0].purpose", equalTo("SHOWING_TO_STAFF"))
                .body("items[0].kinds.split(',').toList()", hasItems("NAME", "NARRATIVE"));
    }

    @Test
    void noTableAndNoTopicOfOursHasItInClear() throws SQLException {
        var id = refusedByTheCourt().caseId();

        assertThat(Tables.everyRowOf("mediation"))
                .contains(id.toString(), "昆都仑区")
                .doesNotContain(CLEAR);
        assertThat(log.until("mediation", id, 25))
                .allSatisfy(record -> assertThat(text(record)).doesNotContain(CLEAR));
        assertThat(text(sentToTheCourt(id + "/confirmation/1"))).doesNotContain(CLEAR);
    }

    @Test
    void theCourtGetsNamesAndTermsClosedAndWhoHasTheKeysCanOpenThem() throws Throwable {
        var dispute = signed();
        var id = dispute.caseId();
        var filing = new JsonPath(text(sentToTheCourt(apply(id))));
        var ring = VertxContextSupport.subscribeAndAwait(() -> keys.toOpen(
                Purpose.TELLING_A_PARTNER, Set.of(dispute.applicant(), dispute.respondent(), SubjectId.ofCase(id))));
        var opened = new ArrayList<String>();
        for (var field : List.of(
                "/applicants/0/name", "/applicants/1/name", "/agreement/terms", "/agreement/obligations/0/what")) {
            var box = filing.getString(
                    field.substring(1).replaceAll("/(\\d+)", "[$1]").replace('/', '.'));
            opened.add(ring.open(PersonalText.Closed.parse(box, new BoxPlace(id, FILED, field)))
                    .revealOr("closed"));
        }
        assertThat(opened).containsExactly("欧阳明远", "慕容秋水", "赔偿线装书一套", "送还线装书");
    }

    @Test
    void whoIsForgottenIsNotShownAsSoonAsThatIsHeardThoughTheKeyWasKnownHere() throws SQLException {
        var dispute = signed();
        var id = dispute.caseId();
        sheet(Roles.MEDIATOR, id).body("mediation.parties.name", contains("欧阳明远", "慕容秋水"));

        forgotten(dispute);

        sheet(Roles.MEDIATOR, id)
                .body("mediation.sessions[0].undisputedFacts", contains("[erased]"))
                .body("mediation.agreement.terms", equalTo("[erased]"));
    }

    @Test
    void nothingMoreIsPutInWordsAboutACaseInWhichSomebodyWasForgottenAndTheRestGoesOn() throws SQLException {
        var dispute = signed();
        var id = dispute.caseId();
        var filingId = apply(id);
        forgotten(dispute);

        // Both come with one poll as a rule: that the first cannot be written must not keep the second from being so.
        court.send(
                "court.inbound", "/court", filingId, "confirmation-decided", """
                    {"filingId":"%s","decision":"REFUSED","reason":"协议不合法","documentNumber":"(2024)内0203民特2号",\
                    "decidedAt":"%s"}\
                    """.formatted(filingId, now()), MORNING);
        court.send(
                "court.inbound", "/court", filingId, "confirmation-decided", """
                    {"filingId":"%s","decision":"GRANTED","documentNumber":"(2024)内0203民特2号",\
                    "decidedAt":"%s"}\
                    """.formatted(filingId, now()), MORNING);
        awaitStatus(id, "CONCLUDED");
        try (var rejected = new TopicReader(Infrastructure.bootstrap(), "court.rejected")) {
            var back = rejected.until(
                    records -> records.stream().anyMatch(record -> filingId.equals(new String(record.key(), UTF_8))),
                    PATIENCE);
            assertThat(back)
                    .filteredOn(record -> filingId.equals(new String(record.key(), UTF_8)))
                    .singleElement()
                    .satisfies(record -> assertThat(TopicReader.header(record, "rejection-code"))
                            .contains("kernel.person-erased"));
        }

        as(Roles.MEDIATOR)
                .body(Map.of("reason", "书还没有送来"))
                .post("/mediations/{id}/obligations/1/breach", id)
                .then()
                .statusCode(409)
                .body("code", equalTo("kernel.person-erased"));
        mediator(
                id,
                "/obligations/1/performance",
                Map.of("performedOn", dayOf(now()).toString()));
    }

    /** The person is erased, and this service has heard of it. */
    private void forgotten(Dispute dispute) throws SQLException {
        var id = dispute.caseId();
        var caseTexts = SubjectId.ofCase(id);
        destroyed(dispute.applicant(), caseTexts);
        log.write(
                "intake",
                "subject-erased",
                id,
                """
                {"subject":"%s","caseTexts":"%s"}\
                """.formatted(dispute.applicant().value(), caseTexts.value()),
                MORNING);
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> sheet(Roles.MEDIATOR, id).body("mediation.parties.name", contains("[erased]", "慕容秋水")));
    }

    /** As another process does it: this one's cache does not know. */
    private static void destroyed(SubjectId... subjects) throws SQLException {
        try (var connection = DriverManager.getConnection(Infrastructure.superuserJdbcUrl("keys"));
                var destroy = connection.prepareStatement("""
                    update subject_key set suite = null, master_key = null, wrapped = null, destroyed_at = now()
                    where subject_id = ?\
                    """)) {
            for (var subject : subjects) {
                destroy.setObject(1, subject.value());
                assertThat(destroy.executeUpdate()).isEqualTo(1);
            }
        }
    }

    private static ConsumerRecord<byte[], byte[]> sentToTheCourt(String filingId) {
        return toTheCourt
                .until(
                        records ->
                                records.stream().anyMatch(record -> filingId.equals(new String(record.key(), UTF_8))),
                        PATIENCE)
                .stream()
                .filter(record -> filingId.equals(new String(record.key(), UTF_8)))
                .findFirst()
                .orElseThrow();
    }

    private static String text(ConsumerRecord<byte[], byte[]> record) {
        return new String(record.value(), UTF_8);
    }
}
