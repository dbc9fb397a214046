package org.fengqiao.mediation;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import jakarta.inject.Inject;

import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

import org.fengqiao.kernel.identity.Roles;
import org.fengqiao.kernel.keys.KeyRings;
import org.fengqiao.kernel.legalclock.OfficialCalendar;
import org.fengqiao.kernel.legalclock.files.LegalFiles;
import org.fengqiao.kernel.sealing.BoxPlace;
import org.fengqiao.kernel.sealing.SubjectId;
import org.fengqiao.kernel.testing.Boxes;
import org.fengqiao.kernel.testing.CaseLog;
import org.fengqiao.kernel.testing.Infrastructure;
import org.fengqiao.kernel.testing.PartnerProducer;
import org.fengqiao.kernel.testing.Tokens;
import org.fengqiao.kernel.testing.TopicReader;

/**
 * Story of the whole service between real topics, a real database and its callers. Every class that tells one has the
 * same test resources, so that all of them share one application.
 */
abstract class MediationServiceStory {

    static final Duration PATIENCE = Duration.ofMinutes(1);
    static final OfficialCalendar CALENDAR = LegalFiles.official().calendar();

    static CaseLog log;
    static PartnerProducer court;
    static TopicReader toTheCourt;
    static TopicReader rejected;

    @Inject
    KeyRings keys;

    @BeforeAll
    static void connect() {
        log = new CaseLog(Infrastructure.bootstrap());
        court = new PartnerProducer(Infrastructure.bootstrap());
        toTheCourt = new TopicReader(Infrastructure.bootstrap(), "court.outbound");
        rejected = new TopicReader(Infrastructure.bootstrap(), "court.rejected");
    }

    @AfterAll
    static void disconnect() {
        log.close();
        court.close();
        toTheCourt.close();
        rejected.close();
    }

    @BeforeEach
    void itIsSpring2024() {
        tellTheTime(Instant.parse("2024-03-01T01:00:00Z"));
    }

    // Callers

    static RequestSpecification as(String role) {
        return given().auth().oauth2(Tokens.of(role)).contentType("application/json");
    }

    static ValidatableResponse mediator(UUID caseId, String call, Object body) {
        return as(Roles.MEDIATOR)
                .body(body)
                .post("/mediations/{id}" + call, caseId)
                .then();
    }

    static JsonPath sheet(UUID caseId) {
        return as(Roles.MEDIATOR)
                .get("/mediations/{id}", caseId)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    static Instant now() {
        return Instant.parse(as(Roles.OPERATOR)
                .get("/simulated-clock")
                .then()
                .statusCode(200)
                .extract()
                .path("now"));
    }

    static void tellTheTime(Instant now) {
        as(Roles.OPERATOR)
                .body(Map.of("now", now.toString()))
                .put("/simulated-clock")
                .then()
                .statusCode(200);
    }

    // Time and deadlines

    static LocalDate dayOf(Instant time) {
        return LocalDate.ofInstant(time, OfficialCalendar.ZONE);
    }

    static Instant endOf(LocalDate day) {
        return day.plusDays(1).atStartOfDay(OfficialCalendar.ZONE).toInstant();
    }

    /** Returns that day, or the next on which people work. */
    static LocalDate workedDayFrom(LocalDate day) {
        return CALENDAR.isWorkingDay(day) ? day : workedDayFrom(day.plusDays(1));
    }

    static Map<String, Object> deadline(UUID caseId, String name) {
        return as(Roles.MEDIATOR)
                .get("/cases/{id}/deadlines", caseId)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getMap("deadlines.find { it.name == '" + name + "' }");
    }

    static void awaitStatus(UUID caseId, String status) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> as(Roles.MEDIATOR)
                        .get("/mediations/{id}", caseId)
                        .then()
                        .statusCode(200)
                        .body("status", equalTo(status)));
    }

    // The case on its way

    /** Returns what routing publishes about a claimed case: the names as intake closed them. */
    String claim(UUID caseId, int custody, String path, String unit, String category) {
        return claim(caseId, custody, path, unit, category, now());
    }

    /** Returns the same of a matter that was received and accepted then. */
    String claim(UUID caseId, int custody, String path, String unit, String category, Instant acceptedAt) {
        return """
            {"custody":%d,"unit":"%s","worker":"zhao","path":"%s","category":"%s","complexity":"SIMPLE",\
            "channel":"WINDOW",
             "place":{"district":"昆都仑区","street":"昆河镇"},"somethingNew":{"a":[1]},
             "receivedAt":"%s","acceptedAt":"%s",
             "parties":[{"partyId":"applicant-1","side":"APPLICANT","name":"%s"},
                        {"partyId":"respondent-1","side":"RESPONDENT","name":"%s"}]}\
            """.formatted(
                custody, unit, path, category, acceptedAt, acceptedAt, name(caseId, 0, "李某"), name(caseId, 1, "王某"));
    }

    /** Returns what intake tells of a case that somebody joined as a second applicant. */
    String joined(UUID caseId) {
        return """
            {"party":{"partyId":"applicant-2"},"side":"APPLICANT","by":"clerk-3",
             "parties":[{"partyId":"applicant-1","side":"APPLICANT","name":"%s"},
                        {"partyId":"applicant-2","side":"APPLICANT","name":"%s"},
                        {"partyId":"respondent-1","side":"RESPONDENT","name":"%s"}]}\
            """.formatted(
                        name(caseId, 0, "李某", "fengqiao.intake.party-joined.v1"),
                        name(caseId, 1, "赵某", "fengqiao.intake.party-joined.v1"),
                        name(caseId, 2, "王某", "fengqiao.intake.party-joined.v1"));
    }

    private String name(UUID caseId, int party, String name) {
        return name(caseId, party, name, "fengqiao.routing.case-claimed.v1");
    }

    private String name(UUID caseId, int party, String name, String type) {
        var accepted = "fengqiao.intake.case-accepted.v1";
        var field = "/parties/" + party + "/name";
        return Boxes.sealed(keys, new SubjectId(UUID.randomUUID()), name, new BoxPlace(caseId, accepted, field))
                .textAt(new BoxPlace(caseId, type, field));
    }

    /** Intake tells the file of a case that a unit has claimed, and the service has heard it. */
    void fileTold(UUID caseId) {
        int before = sheet(caseId).getInt("version");
        log.write("intake", "case-file-told", caseId, file(caseId, "15020319800101001X"), now());
        await().atMost(PATIENCE).until(() -> sheet(caseId).getInt("version") > before);
    }

    /** Returns what intake tells of the file of a case: the texts as it closed them when it was registered. */
    String file(UUID caseId, String idNumber) {
        var person = new SubjectId(UUID.randomUUID());
        return """
            {"people":[{"partyId":"applicant-1","idNumber":"%s","address":"%s"},{"partyId":"respondent-1"}],
             "summary":"%s","claim":"%s","amount":{"amount":"3200.00","currency":"CNY"}}\
            """.formatted(
                        filed(caseId, person, idNumber, "/applicants/0/idNumber", "/people/0/idNumber"),
                        filed(caseId, person, "钢铁大街1号", "/applicants/0/profile/address", "/people/0/address"),
                        filed(caseId, SubjectId.ofCase(caseId), "借款不还", "/summary", "/summary"),
                        filed(caseId, SubjectId.ofCase(caseId), "归还借款", "/claim", "/claim"));
    }

    private String filed(UUID caseId, SubjectId subject, String words, String registeredAs, String toldAs) {
        var place = new BoxPlace(caseId, "fengqiao.intake.case-registered.v1", registeredAs);
        return Boxes.sealed(keys, subject, words, place)
                .textAt(new BoxPlace(caseId, "fengqiao.intake.case-file-told.v1", toldAs));
    }

    UUID opened(String unit) {
        var caseId = UUID.randomUUID();
        log.write("routing", "case-claimed", caseId, claim(caseId, 1, "MEDIATION", unit, "NEIGHBOUR"), now());
        awaitStatus(caseId, "UNDERWAY");
        return caseId;
    }

    UUID opened() {
        return opened("kunhe-committee");
    }

    UUID readyToSign() {
        var caseId = opened();
        consent(caseId, "applicant-1", true).statusCode(200);
        consent(caseId, "respondent-1", true).statusCode(200);
        mediator(caseId, "/sessions", Map.of("startsAt", now().toString(), "room", "2"))
                .statusCode(200)
                .body("session", equalTo(1));
        mediator(
                        caseId,
                        "/sessions/1/outcome",
                        Map.of("held", true, "undisputedFacts", List.of("the wall stands since 2019")))
                .statusCode(200);
        return caseId;
    }

    static ValidatableResponse consent(UUID caseId, String party, boolean consents) {
        return mediator(caseId, "/consents", Map.of("partyId", party, "consents", consents));
    }

    static ValidatableResponse sign(UUID caseId, boolean confirmationIntended) {
        return mediator(caseId, "/agreement", """
            {"form":"WRITTEN","whole":true,"terms":"The respondent repairs the wall and pays.",
             "obligations":[
               {"debtor":"respondent-1","creditor":"applicant-1","what":"repair the wall","dueOn":"%s"},
               {"debtor":"respondent-1","creditor":"applicant-1","what":"pay",\
            "amount":{"amount":"1200.00","currency":"CNY"},"dueOn":"%s"}],
             "signedBy":["applicant-1","respondent-1"],"confirmationIntended":%s}\
            """.formatted(
                        dayOf(now()).plusDays(19), dayOf(now()).plusDays(31), confirmationIntended));
    }

    static String apply(UUID caseId) {
        return mediator(
                        caseId,
                        "/confirmation-application",
                        Map.of("applicants", List.of("applicant-1", "respondent-1")))
                .statusCode(200)
                .extract()
                .path("filingId");
    }

    static String decision(String filingId, String decision) {
        return decision(filingId, decision, now());
    }

    static String decision(String filingId, String decision, Instant decidedAt) {
        return """
            {"filingId":"%s","decision":"%s","documentNumber":"(2024)内0203民特1号",\
            "decidedAt":"%s"}\
            """.formatted(filingId, decision, decidedAt);
    }

    static void courtSays(String message, String filingId, String json) {
        court.send("court.inbound", "/court", filingId, message, json, now());
    }

    static ConsumerRecord<byte[], byte[]> sentBack(String key) {
        return rejected
                .until(records -> records.stream().anyMatch(r -> new String(r.key(), UTF_8).equals(key)), PATIENCE)
                .stream()
                .filter(r -> new String(r.key(), UTF_8).equals(key))
                .toList()
                .getLast();
    }

    static List<String> data(UUID caseId, int count) {
        return log.until("mediation", caseId, count).stream()
                .map(record -> new String(record.value(), UTF_8))
                .toList();
    }
}
