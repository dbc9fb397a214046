package org.fengqiao.mediation;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

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

/** The whole service between real topics, a real database and its callers. */
@QuarkusTest
@QuarkusTestResource(value = Infrastructure.class, initArgs = @ResourceArg(name = "service", value = "mediation"))
@QuarkusTestResource(Tokens.class)
class MediationServiceTest {

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

    /** Nine o'clock of that day of the year, the next time it comes. */
    static Instant nextTime(String monthAndDay) {
        var day = LocalDate.parse(dayOf(now()).getYear() + "-" + monthAndDay);
        return (day.isBefore(dayOf(now())) ? day.plusYears(1) : day)
                .atTime(9, 0)
                .atZone(OfficialCalendar.ZONE)
                .toInstant();
    }

    static LocalDate dayOf(Instant time) {
        return LocalDate.ofInstant(time, OfficialCalendar.ZONE);
    }

    static Instant endOf(LocalDate day) {
        return day.plusDays(1).atStartOfDay(OfficialCalendar.ZONE).toInstant();
    }

    /** That day, or the next on which people work. */
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

    String claim(UUID caseId, int custody, String path, String unit, String category) {
        return claim(keys, caseId, custody, path, unit, category);
    }

    /** What routing publishes about a claimed case: the names as intake closed them. */
    static String claim(KeyRings keys, UUID caseId, int custody, String path, String unit, String category) {
        return """
            {"custody":%d,"unit":"%s","worker":"zhao","path":"%s","category":"%s","complexity":"SIMPLE","channel":"WINDOW",
             "place":{"district":"昆都仑区","street":"昆河镇"},"somethingNew":{"a":[1]},
             "parties":[{"partyId":"applicant-1","side":"APPLICANT","name":"%s"},
                        {"partyId":"respondent-1","side":"RESPONDENT","name":"%s"}]}""".formatted(custody, unit, path, category, name(keys, caseId, 0, "李某"), name(keys, caseId, 1, "王某"));
    }

    private static String name(KeyRings keys, UUID caseId, int party, String name) {
        var accepted = "fengqiao.intake.case-accepted.v1";
        var field = "/parties/" + party + "/name";
        return Boxes.sealed(keys, new SubjectId(UUID.randomUUID()), name, new BoxPlace(caseId, accepted, field))
                .textAt(new BoxPlace(caseId, "fengqiao.routing.case-claimed.v1", field));
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
        mediator(caseId, "/sessions", Map.of("startsAt", "2024-03-02T09:00:00+08:00", "room", "2"))
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
                   {"debtor":"respondent-1","creditor":"applicant-1","what":"repair the wall","dueOn":"2024-03-20"},
                   {"debtor":"respondent-1","creditor":"applicant-1","what":"pay","amount":{"amount":"1200.00","currency":"CNY"},"dueOn":"2024-04-01"}],
                 "signedBy":["applicant-1","respondent-1"],"confirmationIntended":%s}""".formatted(confirmationIntended));
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
        return """
            {"filingId":"%s","decision":"%s","documentNumber":"(2024)内0203民特1号","decidedAt":"2024-03-05T10:00:00+08:00"}""".formatted(filingId, decision);
    }

    static void courtSays(String message, String filingId, String json) {
        court.send("court.inbound", "/court", filingId, message, json, now());
    }

    static JsonPath sentToTheCourt(String filingId) {
        var record = toTheCourt
                .until(records -> records.stream().anyMatch(r -> new String(r.key(), UTF_8).equals(filingId)), PATIENCE)
                .stream()
                .filter(r -> new String(r.key(), UTF_8).equals(filingId))
                .toList();
        assertThat(record).as("filed once").hasSize(1);
        return new JsonPath(new String(record.getFirst().value(), UTF_8));
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

    // Stories

    @Test
    void aMediationGoesFromClaimToAgreementAndEveryStepIsOnTheLogInOrder() {
        var caseId = readyToSign();
        sign(caseId, false).statusCode(200).header("ETag", "\"9\"").body("version", equalTo(9));

        var records = log.until("mediation", caseId, 9);
        assertThat(CaseLog.names(records))
                .containsExactly(
                        "mediation-opened",
                        "deadline-set",
                        "consent-recorded",
                        "consent-recorded",
                        "session-scheduled",
                        "session-held",
                        "agreement-signed",
                        "deadline-met",
                        "mediation-concluded");
        assertThat(records)
                .extracting(record -> CaseLog.headers(record).get("ce_sequence"))
                .containsExactly("1", "2", "3", "4", "5", "6", "7", "8", "9");
        assertThat(CaseLog.headers(records.getFirst()))
                .containsEntry("ce_actorid", "mediation")
                .containsEntry("ce_actorrole", "system")
                .containsEntry("ce_subject", caseId.toString())
                .containsEntry("ce_correlationid", caseId.toString());
        assertThat(CaseLog.headers(records.getLast()))
                .containsEntry("ce_actorid", "mediator-1")
                .containsEntry("ce_actorrole", "mediator");
        assertThat(new JsonPath(new String(records.getLast().value(), UTF_8)).getString("result"))
                .isEqualTo("AGREED");

        var sheet = sheet(caseId);
        assertThat(sheet.getString("status")).isEqualTo("CONCLUDED");
        assertThat(sheet.getString("mediation.ending.result")).isEqualTo("AGREED");
        assertThat(sheet.getInt("outstanding")).isEqualTo(2);
        assertThat(sheet.getList("mediation.parties.consents")).containsExactly(true, true);
        assertThat(sheet.getString("mediation.sessions[0].undisputedFacts[0]")).isEqualTo("the wall stands since 2019");

        mediator(caseId, "/obligations/1/performance", Map.of("performedOn", "2024-03-01"))
                .statusCode(200);
        mediator(caseId, "/obligations/2/breach", Map.of("reason", "not paid")).statusCode(200);
        mediator(caseId, "/obligations/2/performance", Map.of()).statusCode(200);
        mediator(caseId, "/obligations/3/performance", Map.of())
                .statusCode(404)
                .body("code", equalTo("mediation.no-such-obligation"));
        assertThat(data(caseId, 12).get(10)).contains("\"outstanding\":1");
        assertThat(sheet(caseId).getInt("outstanding")).isZero();
    }

    @Test
    void onePartysRefusalEndsTheMediation() {
        var caseId = opened();
        consent(caseId, "respondent-1", false).statusCode(200).body("version", equalTo(5));
        assertThat(data(caseId, 5).get(3)).contains("\"result\":\"REFUSED\"");
        sign(caseId, false).statusCode(409).body("code", equalTo("mediation.already-concluded"));
    }

    @Test
    void aMediatorMayGiveUp() {
        var caseId = opened();
        mediator(caseId, "/mediator", Map.of("mediator", "qian")).statusCode(200);
        mediator(caseId, "/failure", Map.of("reason", "no trust")).statusCode(200);
        assertThat(data(caseId, 5).get(3)).contains("\"result\":\"FAILED\"").doesNotContain("no trust");
        assertThat(sheet(caseId).getString("mediation.ending.reason")).isEqualTo("no trust");
        assertThat(sheet(caseId).getString("mediation.mediator")).isEqualTo("qian");
    }

    @Test
    void theCourtConfirmsOnceWhateverItRepeats() {
        var caseId = readyToSign();
        sign(caseId, true).statusCode(200);
        assertThat(sheet(caseId).getString("status")).isEqualTo("AWAITING_APPLICATION");
        var filingId = apply(caseId);
        assertThat(apply(caseId)).as("the same application again").isEqualTo(filingId);

        var filing = sentToTheCourt(filingId);
        assertThat(filing.getString("caseId")).isEqualTo(caseId.toString());
        assertThat(filing.<String>getList("applicants.name"))
                .hasSize(2)
                .allSatisfy(name -> assertThat(name).startsWith("box."));
        assertThat(filing.getString("agreement.terms")).startsWith("box.");
        assertThat(filing.getString("agreement.obligations[1].amount.amount")).isEqualTo("1200.00");

        courtSays("confirmation-decided", filingId, decision(filingId, "GRANTED"));
        courtSays("confirmation-decided", filingId, decision(filingId, "GRANTED"));
        courtSays("confirmation-decided", filingId, decision(filingId, "REFUSED"));

        assertThat(CaseLog.headers(sentBack(filingId)))
                .containsEntry("rejection-code", "mediation.filing-decided-otherwise")
                .containsEntry("ce_type", "fengqiao.partner.confirmation-decided.v1");
        var records = log.until("mediation", caseId, 15);
        assertThat(CaseLog.names(records))
                .endsWith(
                        "agreement-signed",
                        "deadline-met",
                        "deadline-set",
                        "confirmation-filed",
                        "deadline-met",
                        "deadline-set",
                        "confirmation-granted",
                        "deadline-met",
                        "mediation-concluded");
        assertThat(CaseLog.headers(records.getLast()))
                .containsEntry("ce_actorid", "court")
                .containsEntry("ce_actorrole", "partner");
        assertThat(sheet(caseId).getLong("version")).isEqualTo(15);
        assertThat(sheet(caseId).getString("mediation.ending.result")).isEqualTo("CONFIRMED");
    }

    @Test
    void theCourtMayRefuseToConfirm() {
        var caseId = readyToSign();
        sign(caseId, true).statusCode(200);
        var filingId = apply(caseId);
        courtSays("confirmation-decided", filingId, """
                {"filingId":"%s","decision":"REFUSED","reason":"unclear terms","documentNumber":"(2024)内0203民特2号","decidedAt":"2024-03-05T10:00:00+08:00"}""".formatted(filingId));
        awaitStatus(caseId, "CONCLUDED");
        assertThat(sheet(caseId).getString("mediation.ending.result")).isEqualTo("CONFIRMATION_REFUSED");
        assertThat(sheet(caseId).getString("mediation.ending.reason")).isEqualTo("unclear terms");
        assertThat(data(caseId, 15)).noneSatisfy(data -> assertThat(data).contains("unclear terms"));
    }

    @Test
    void whenNobodyAppliesWithinThirtyDaysTheAgreementStands() {
        var caseId = readyToSign();
        sign(caseId, true).statusCode(200);
        var end = endOf(workedDayFrom(dayOf(now()).plusDays(30)));
        assertThat(deadline(caseId, "confirmation-window-1"))
                .containsEntry("state", "RUNNING")
                .containsEntry("dueAt", end.toString());

        tellTheTime(end.minusSeconds(1));
        assertThat(sheet(caseId).getString("status")).isEqualTo("AWAITING_APPLICATION");
        assertThat(deadline(caseId, "confirmation-window-1")).containsEntry("state", "WARNED");
        tellTheTime(end.plusSeconds(86_400));

        var records = log.until("mediation", caseId, 13);
        assertThat(CaseLog.names(records))
                .endsWith("deadline-warned", "deadline-lapsed", "confirmation-window-lapsed", "mediation-concluded");
        assertThat(new JsonPath(new String(records.getLast().value(), UTF_8)).getString("concludedAt"))
                .as("over since it was due, however late that was noticed")
                .isEqualTo(end.toString());
        assertThat(sheet(caseId).getString("mediation.ending.result")).isEqualTo("AGREED");
        mediator(caseId, "/confirmation-application", Map.of("applicants", List.of("applicant-1", "respondent-1")))
                .statusCode(409)
                .body("code", equalTo("mediation.already-concluded"));
    }

    @Test
    void aWindowThatWouldEndInTheWeekOfNationalDayIsOpenUntilWorkHasBegunAgain() {
        tellTheTime(nextTime("09-05"));
        var caseId = readyToSign();
        sign(caseId, true).statusCode(200);
        var backAtWork = Map.of(2024, "2024-10-08", 2025, "2025-10-09", 2026, "2026-10-08")
                .get(dayOf(now()).getYear());
        var end = endOf(LocalDate.parse(backAtWork));
        assertThat(deadline(caseId, "confirmation-window-1")).containsEntry("dueAt", end.toString());
        as(Roles.MEDIATOR)
                .get("/cases/{id}/deadlines?days=true", caseId)
                .then()
                .body("deadlines[0].days.find { it.number == 30 }.holiday.zh", startsWith("国庆节"))
                .body("deadlines[0].days[-1].day", equalTo(backAtWork))
                .body("deadlines[0].days[-1].why", equalTo("LAST_DAY_MOVED"));

        tellTheTime(end.minusSeconds(1));
        apply(caseId);
        assertThat(deadline(caseId, "confirmation-window-1")).containsEntry("state", "MET");
    }

    @Test
    void whatTheCourtHasDoesNotLapseHoweverLateTheCourtIs() {
        var caseId = readyToSign();
        sign(caseId, true).statusCode(200);
        var filingId = apply(caseId);
        assertThat(deadline(caseId, "confirmation-window-1")).containsEntry("state", "MET");
        var end = endOf(workedDayFrom(dayOf(now()).plusDays(30)));
        assertThat(deadline(caseId, "confirmation-decision-1")).containsEntry("dueAt", end.toString());

        tellTheTime(end);
        assertThat(sheet(caseId).getString("status")).isEqualTo("CONFIRMATION_PENDING");
        assertThat(deadline(caseId, "confirmation-decision-1")).containsEntry("state", "BREACHED");

        courtSays("confirmation-decided", filingId, decision(filingId, "GRANTED"));
        awaitStatus(caseId, "CONCLUDED");
        assertThat(deadline(caseId, "confirmation-decision-1")).containsEntry("state", "MET_LATE");
    }

    @Test
    void aMediationThatTakesLongIsWarnedOfAndGoesOnLongerIfThePartiesConsent() {
        var caseId = opened();
        var end = endOf(dayOf(now()).plusDays(30));
        assertThat(deadline(caseId, "mediation-1"))
                .containsEntry("rule", "people-mediation")
                .containsEntry("state", "RUNNING")
                .containsEntry("dueAt", end.toString());
        tellTheTime(end.minus(Duration.ofDays(5)));
        assertThat(deadline(caseId, "mediation-1")).containsEntry("state", "WARNED");

        var extension = Map.of("count", 20, "reason", "both parties want to go on");
        as(Roles.CLERK)
                .body(extension)
                .post("/cases/{id}/deadlines/mediation-1/extension", caseId)
                .then()
                .statusCode(403);
        as(Roles.MEDIATOR)
                .body(extension)
                .post("/cases/{id}/deadlines/mediation-1/extension", caseId)
                .then()
                .statusCode(200)
                .body("version", equalTo(4));
        var later = end.plus(Duration.ofDays(20));
        tellTheTime(end);
        assertThat(deadline(caseId, "mediation-1"))
                .containsEntry("state", "RUNNING")
                .containsEntry("dueAt", later.toString());
        tellTheTime(later);
        assertThat(deadline(caseId, "mediation-1")).containsEntry("state", "BREACHED");
        assertThat(sheet(caseId).getString("status")).isEqualTo("UNDERWAY");
        as(Roles.MEDIATOR)
                .body(extension)
                .post("/cases/{id}/deadlines/mediation-1/extension", caseId)
                .then()
                .statusCode(409)
                .body("code", equalTo("deadline.passed"));

        mediator(caseId, "/failure", Map.of("reason", "no trust")).statusCode(200);
        assertThat(deadline(caseId, "mediation-1")).containsEntry("state", "MET_LATE");
        assertThat(CaseLog.names(log.until("mediation", caseId, 8)))
                .containsExactly(
                        "mediation-opened",
                        "deadline-set",
                        "deadline-warned",
                        "deadline-extended",
                        "deadline-warned",
                        "deadline-breached",
                        "mediation-concluded",
                        "deadline-met");
    }

    @Test
    void aLabourDisputeIsMediatedInHalfTheTimeAndNobodyCanMakeItLonger() {
        var caseId = UUID.randomUUID();
        log.write("routing", "case-claimed", caseId, claim(caseId, 1, "MEDIATION", "labour-team", "LABOUR"), now());
        awaitStatus(caseId, "UNDERWAY");
        assertThat(deadline(caseId, "mediation-1"))
                .containsEntry("rule", "labour-mediation")
                .containsEntry("article", "劳动争议调解仲裁法 art. 14")
                .containsEntry("dueAt", endOf(dayOf(now()).plusDays(15)).toString());
        as(Roles.MEDIATOR)
                .body(Map.of("count", 1, "reason", "both parties want to go on"))
                .post("/cases/{id}/deadlines/mediation-1/extension", caseId)
                .then()
                .statusCode(422)
                .body("code", equalTo("deadline.not-extendable"));
    }

    @Test
    void whyAMediationIsDueIsToldInChineseAndInEnglish() {
        var caseId = opened();
        as(Roles.MEDIATOR)
                .body(Map.of("count", 10, "reason", "both parties want to go on"))
                .post("/cases/{id}/deadlines/mediation-1/extension", caseId)
                .then()
                .statusCode(200);
        var day = dayOf(now());
        var zh = DateTimeFormatter.ofPattern("yyyy年M月d日", Locale.ROOT);
        var en = DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH);
        var told = as(Roles.ANALYST)
                .get("/cases/{id}/deadlines?days=true", caseId)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(String.join("", told.<String>getList("deadlines[0].sentences.zh")))
                .contains(
                        "人民调解工作若干规定 art. 33（规则people-mediation第1版）",
                        "自" + zh.format(day),
                        "延长10日",
                        "因此至" + zh.format(day.plusDays(40)) + "24:00届满");
        assertThat(String.join(" ", told.<String>getList("deadlines[0].sentences.en")))
                .contains(
                        "人民调解工作若干规定 art. 33 (rule people-mediation, version 1)",
                        "from " + en.format(day),
                        "10 days more",
                        "So it is due at " + en.format(day.plusDays(40)) + " 24:00.");
        assertThat(told.getList("deadlines[0].days"))
                .as("the day of the start and forty more")
                .hasSize(41);
    }

    @Test
    void whatLeavesTheMediationIsNotWaitedFor() {
        var caseId = opened();
        log.write("routing", "case-returned", caseId, "{\"custody\":1,\"unit\":\"u\",\"reason\":\"not ours\"}", now());
        awaitStatus(caseId, "DISCONTINUED");
        assertThat(deadline(caseId, "mediation-1")).containsEntry("state", "CANCELLED");
        tellTheTime(now().plus(Duration.ofDays(32)));
        assertThat(CaseLog.names(log.until("mediation", caseId, 4)))
                .containsExactly("mediation-opened", "deadline-set", "mediation-discontinued", "deadline-cancelled");
    }

    @Test
    void aRevisitThatNobodyMakesIsLateAFewWorkingDaysAfterItsDay() {
        var caseId = UUID.randomUUID();
        var unit = "unit-" + caseId;
        var closedAt = now();
        log.write("routing", "case-closed", caseId, """
                {"closure":1,"outcome":"AGREED","path":"MEDIATION","unit":"%s","place":{"district":"昆都仑区"},"closedAt":"%s"}""".formatted(unit, closedAt), closedAt);
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(due(unit, "2100-01-01T00:00:00Z")).containsExactly(1, 2, 3));
        var day = dayOf(closedAt).plusDays(7);
        for (var worked = 0; worked < 5; worked++) {
            day = workedDayFrom(day.plusDays(1));
        }
        assertThat(deadline(caseId, "revisit-made-1-1"))
                .containsEntry("dueAt", endOf(day).toString());
        tellTheTime(endOf(day).minusSeconds(1));
        assertThat(deadline(caseId, "revisit-made-1-1")).containsEntry("state", "WARNED");
        tellTheTime(endOf(day));
        assertThat(deadline(caseId, "revisit-made-1-1")).containsEntry("state", "BREACHED");
        for (var revisit : List.of(1, 2)) {
            as(Roles.GRID_WORKER)
                    .body(Map.of("reached", false))
                    .post("/mediations/{id}/revisits/{n}", caseId, revisit)
                    .then()
                    .statusCode(200);
        }
        assertThat(deadline(caseId, "revisit-made-1-1")).containsEntry("state", "MET_LATE");
        assertThat(deadline(caseId, "revisit-made-1-2")).containsEntry("state", "MET");
        assertThat(deadline(caseId, "revisit-made-1-3")).containsEntry("state", "RUNNING");
    }

    @Test
    void aCaseClaimedForTheCourtIsFiledAndDecided() {
        var caseId = UUID.randomUUID();
        log.write("routing", "case-claimed", caseId, claim(caseId, 1, "COURT", "tribunal", "CONTRACT_DEBT"), now());
        awaitStatus(caseId, "FAST_TRACK_PENDING");
        var filingId = sheet(caseId).getString("fastTrack.filingId");
        assertThat(sentToTheCourt(filingId).getList("parties.partyId")).containsExactly("applicant-1", "respondent-1");

        courtSays("fast-track-decided", filingId, """
                {"filingId":"%s","outcome":"ADJUDICATED","documentNumber":"(2024)内0203民初7号","decidedAt":"2024-03-02T10:00:00+08:00"}""".formatted(filingId));
        awaitStatus(caseId, "FAST_TRACK_DECIDED");
        assertThat(data(caseId, 2).getLast())
                .contains("\"custody\":1")
                .contains("\"outcome\":\"ADJUDICATED\"")
                .contains("2024-03-02T02:00:00Z");
    }

    @Test
    void aClosedCaseIsRevisitedAndAReopenedOneIsNot() {
        var caseId = UUID.randomUUID();
        var unit = "unit-" + caseId;
        var closedAt = now();
        log.write("routing", "case-closed", caseId, """
                {"closure":1,"outcome":"PETITION_CONCLUDED","path":"PETITION","unit":"%s","place":{"district":"昆都仑区"},"closedAt":"%s"}""".formatted(unit, closedAt), closedAt);
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(due(unit, "2100-01-01T00:00:00Z")).containsExactly(1, 2, 3));
        assertThat(due(unit, closedAt.plus(Duration.ofDays(9)).toString())).containsExactly(1);

        as(Roles.GRID_WORKER)
                .body(Map.of("reached", true))
                .post("/mediations/{id}/revisits/1", caseId)
                .then()
                .statusCode(422)
                .body("code", equalTo("mediation.satisfaction-missing"));
        as(Roles.GRID_WORKER)
                .body(Map.of("reached", true, "satisfaction", 2, "performed", false, "remark", "it leaks again"))
                .post("/mediations/{id}/revisits/1", caseId)
                .then()
                .statusCode(200);
        assertThat(data(caseId, 8).get(6))
                .contains("\"satisfaction\":2")
                .contains("\"performed\":false")
                .contains("\"closure\":1");

        log.write("routing", "case-reopened", caseId, """
                {"closure":1,"cause":"DISSATISFIED","reopenedAt":"%s"}""".formatted(closedAt), closedAt);
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(due(unit, "2100-01-01T00:00:00Z")).isEmpty());
        assertThat(deadline(caseId, "revisit-made-1-1")).containsEntry("state", "MET");
        assertThat(deadline(caseId, "revisit-made-1-2")).containsEntry("state", "CANCELLED");
        as(Roles.GRID_WORKER)
                .body(Map.of("reached", false))
                .post("/mediations/{id}/revisits/2", caseId)
                .then()
                .statusCode(409)
                .body("code", equalTo("mediation.revisit-cancelled"));

        log.write("routing", "case-closed", caseId, """
                {"closure":2,"outcome":"AGREED","path":"MEDIATION","unit":"%s","place":{"district":"昆都仑区"},"closedAt":"%s"}""".formatted(unit, closedAt), closedAt);
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(due(unit, "2100-01-01T00:00:00Z")).containsExactly(4, 5, 6));
    }

    static List<Integer> due(String unit, String before) {
        return as(Roles.GRID_WORKER)
                .get("/revisits?unit={unit}&dueBefore={before}", unit, before)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("items.revisit");
    }

    // What comes in wrongly

    @Test
    void whatTheCourtSendsWronglyGoesBackAndTheRestFlows() {
        var caseId = readyToSign();
        sign(caseId, true).statusCode(200);
        var filingId = apply(caseId);
        var unknown = UUID.randomUUID() + "/confirmation/1";

        courtSays("referral-submitted", "left-to-intake", "{");
        courtSays("no-such-message", "left-to-intake", "{}");
        courtSays("confirmation-decided", "broken-json", "{\"filingId\":");
        courtSays("confirmation-decided", "bad-fields", "{\"filingId\":7,\"decision\":\"MAYBE\"}");
        courtSays("confirmation-decided", "no-value", "");
        courtSays("confirmation-decided", "made-up", decision("1'; drop table event", "GRANTED"));
        courtSays("confirmation-decided", unknown, decision(unknown, "GRANTED"));
        courtSays("fast-track-decided", "another-kind", """
                {"filingId":"%s","outcome":"SETTLED","documentNumber":"(2024)内0203民初1号","decidedAt":"2024-03-05T10:00:00+08:00"}""".formatted(filingId));
        var bare = new ProducerRecord<>("court.inbound", "bare".getBytes(UTF_8), "{}".getBytes(UTF_8));
        bare.headers().add("ce_type", "fengqiao.partner.confirmation-decided.v1".getBytes(UTF_8));
        court.send(bare);
        courtSays("confirmation-decided", filingId, decision(filingId, "GRANTED"));

        awaitStatus(caseId, "CONCLUDED");
        var codes = Map.of(
                "broken-json",
                "kernel.malformed-json",
                "bad-fields",
                "kernel.bad-input",
                "no-value",
                "kernel.malformed-json",
                "made-up",
                "mediation.malformed-filing-id",
                unknown,
                "mediation.unknown-filing",
                "another-kind",
                "mediation.filing-of-another-kind",
                "bare",
                "kernel.malformed-envelope");
        codes.forEach((key, code) ->
                assertThat(CaseLog.headers(sentBack(key))).as(key).containsEntry("rejection-code", code));
        assertThat(CaseLog.headers(sentBack("bad-fields")).get("rejection-detail"))
                .contains("filingId", "decision", "documentNumber", "decidedAt");
        assertThat(CaseLog.headers(sentBack("bad-fields")).get("rejected-from")).matches("court\\.inbound-\\d+@\\d+");
        assertThat(new String(sentBack("broken-json").value(), UTF_8)).isEqualTo("{\"filingId\":");
        assertThat(rejected.until(codes.size(), PATIENCE))
                .extracting(record -> new String(record.key(), UTF_8))
                .doesNotContain("left-to-intake");
    }

    @Test
    void whatIsDeliveredTwiceHappensOnce() {
        var caseId = UUID.randomUUID();
        var record =
                log.write("routing", "case-claimed", caseId, claim(caseId, 1, "MEDIATION", "u", "NEIGHBOUR"), now());
        log.write(record);
        log.write("routing", "case-claimed", caseId, claim(caseId, 2, "MEDIATION", "v", "NEIGHBOUR"), now());
        log.write(record);
        log.write("routing", "case-returned", caseId, "{\"custody\":2,\"unit\":\"v\",\"reason\":\"not ours\"}", now());
        awaitStatus(caseId, "DISCONTINUED");
        assertThat(CaseLog.names(log.until("mediation", caseId, 8)))
                .containsExactly(
                        "mediation-opened",
                        "deadline-set",
                        "mediation-discontinued",
                        "deadline-cancelled",
                        "mediation-opened",
                        "deadline-set",
                        "mediation-discontinued",
                        "deadline-cancelled");
    }

    @Test
    void anUnreadableRecordHoldsUpItsOwnCaseOnly() {
        var broken = UUID.randomUUID();
        var refusedLater = UUID.randomUUID();
        log.write("routing", "case-claimed", broken, "{\"custody\":0}", now());
        log.write("routing", "case-claimed", broken, claim(broken, 1, "MEDIATION", "u", "NEIGHBOUR"), now());
        log.write("routing", "case-triaged", refusedLater, "not for us, and no JSON either", now());
        log.write(
                "routing", "case-claimed", refusedLater, claim(refusedLater, 1, "MEDIATION", "u", "NEIGHBOUR"), now());
        awaitStatus(refusedLater, "UNDERWAY");

        await().atMost(PATIENCE).untilAsserted(() -> {
            var parked = as(Roles.OPERATOR)
                    .get("/parked?limit=200")
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            assertThat(parked.getString("items.find { it.caseId == '" + broken + "' }.code"))
                    .isEqualTo("kernel.unreadable-event");
            assertThat(parked.getInt("items.find { it.caseId == '" + broken + "' }.waiting"))
                    .isEqualTo(2);
        });
        as(Roles.MEDIATOR).get("/mediations/{id}", broken).then().statusCode(404);
        as(Roles.OPERATOR)
                .post("/parked/{id}/redrive", broken)
                .then()
                .statusCode(200)
                .body("done", equalTo(0), "waiting", equalTo(2));
    }

    // Callers, one by one and many at once

    @Test
    void nobodyActsWithoutATokenAndItsRole() {
        var caseId = opened();
        var calls = Map.of(
                "/consents", "{\"partyId\":\"applicant-1\",\"consents\":true}",
                "/mediator", "{\"mediator\":\"qian\"}",
                "/sessions", "{\"startsAt\":\"2024-03-02T09:00:00+08:00\"}",
                "/sessions/1/outcome", "{\"held\":true}",
                "/failure", "{\"reason\":\"x\"}",
                "/confirmation-application", "{\"applicants\":[]}",
                "/obligations/1/performance", "{}",
                "/obligations/1/breach", "{\"reason\":\"x\"}",
                "/revisits/1", "{\"reached\":false}",
                "/agreement",
                        "{\"form\":\"ORAL\",\"whole\":true,\"terms\":\"x\",\"obligations\":[],\"signedBy\":[],\"confirmationIntended\":false}");
        calls.forEach((call, body) -> {
            given().contentType("application/json")
                    .body(body)
                    .post("/mediations/{id}" + call, caseId)
                    .then()
                    .statusCode(401)
                    .contentType("application/problem+json");
            given().auth()
                    .oauth2(Tokens.forged(Roles.MEDIATOR))
                    .contentType("application/json")
                    .body(body)
                    .post("/mediations/{id}" + call, caseId)
                    .then()
                    .statusCode(401);
            as(Roles.PETITION_CLERK)
                    .body(body)
                    .post("/mediations/{id}" + call, caseId)
                    .then()
                    .statusCode(403)
                    .body("code", equalTo("kernel.forbidden"));
        });
        for (var list : List.of("/mediations", "/revisits", "/mediations/" + caseId)) {
            given().get(list).then().statusCode(401);
            as(Roles.ANALYST).get(list).then().statusCode(403);
        }
        assertThat(sheet(caseId).getLong("version")).isEqualTo(2);
    }

    @Test
    void everyOffendingFieldIsNamed() {
        var caseId = opened();
        mediator(caseId, "/agreement", """
                {"form":"SPOKEN","whole":"yes","terms":"","obligations":[
                   {"debtor":"respondent-1","creditor":5,"what":"pay","amount":{"amount":"-1.005","currency":"yuan"},"dueOn":"soon"}],
                 "confirmationIntended":false}""")
                .statusCode(400)
                .contentType("application/problem+json")
                .body("code", equalTo("kernel.bad-input"))
                .body(
                        "fields.field.unique()",
                        containsInAnyOrder(
                                "form",
                                "whole",
                                "terms",
                                "obligations[0].creditor",
                                "obligations[0].amount.amount",
                                "obligations[0].amount.currency",
                                "obligations[0].dueOn",
                                "signedBy"));
        mediator(caseId, "/sessions/1/outcome", Map.of("held", true, "absent", List.of("applicant-1")))
                .statusCode(400)
                .body("fields[0].field", equalTo("absent"));
        mediator(caseId, "/revisits/1", Map.of("reached", true, "satisfaction", 6))
                .statusCode(400)
                .body("fields[0].field", equalTo("satisfaction"));
        mediator(caseId, "/consents", "{").statusCode(400).body("code", equalTo("kernel.malformed-json"));
        as(Roles.MEDIATOR)
                .get("/mediations?status=FINISHED")
                .then()
                .statusCode(400)
                .body("fields[0].field", equalTo("status"));
        as(Roles.MEDIATOR)
                .get("/revisits?dueBefore=tomorrow")
                .then()
                .statusCode(400)
                .body("fields[0].field", equalTo("dueBefore"));
        as(Roles.MEDIATOR).get("/mediations?cursor=ISE").then().statusCode(400);
        mediator(UUID.randomUUID(), "/failure", Map.of("reason", "x"))
                .statusCode(404)
                .body("code", equalTo("mediation.not-opened"));
        as(Roles.MEDIATOR)
                .get("/mediations/{id}", UUID.randomUUID())
                .then()
                .statusCode(404)
                .body("code", equalTo("mediation.unknown-case"));
    }

    @Test
    void theSameIdempotencyKeyIsOneEventAndOneAnswer() throws Exception {
        var caseId = opened();
        var body = Map.of("startsAt", "2024-03-02T09:00:00+08:00");
        var answers = atOnce(
                100,
                () -> as(Roles.MEDIATOR)
                        .header("Idempotency-Key", "session-" + caseId)
                        .body(body)
                        .post("/mediations/{id}/sessions", caseId)
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString());
        assertThat(answers).hasSize(100).containsOnly(answers.getFirst());
        assertThat(sheet(caseId).getLong("version")).isEqualTo(3);
    }

    @Test
    void aPaperSentAgainIsKnownByItsKeyAndWithoutItIsTakenForAnother() {
        var caseId = readyToSign();
        var paper = Map.of(
                "form",
                "WRITTEN",
                "whole",
                true,
                "terms",
                "The respondent repairs the wall.",
                "obligations",
                List.of(),
                "signedBy",
                List.of("applicant-1", "respondent-1"),
                "confirmationIntended",
                true);
        for (var _ : List.of("first", "again")) {
            as(Roles.MEDIATOR)
                    .header("Idempotency-Key", "agreement-" + caseId)
                    .body(paper)
                    .post("/mediations/{id}/agreement", caseId)
                    .then()
                    .statusCode(200)
                    .body("version", equalTo(9));
        }
        mediator(caseId, "/agreement", paper)
                .statusCode(409)
                .body("code", equalTo("mediation.agreement-already-signed"));
    }

    @Test
    void whoSavesAnOldVersionIsTold() {
        var caseId = opened();
        as(Roles.MEDIATOR)
                .header("If-Match", "\"2\"")
                .body(Map.of("mediator", "qian"))
                .post("/mediations/{id}/mediator", caseId)
                .then()
                .statusCode(200);
        as(Roles.MEDIATOR)
                .header("If-Match", "\"2\"")
                .body(Map.of("mediator", "sun"))
                .post("/mediations/{id}/mediator", caseId)
                .then()
                .statusCode(412)
                .body("code", equalTo("kernel.version-moved-on"));
    }

    @Test
    void fiftySessionsAskedForAtOnceAreNumberedWithoutGapOrDouble() throws Exception {
        var caseId = opened();
        var minutes = new java.util.concurrent.atomic.AtomicInteger();
        var statuses = atOnce(
                50,
                () -> as(Roles.MEDIATOR)
                        .body(Map.of(
                                "startsAt",
                                Instant.parse("2024-03-02T01:00:00Z")
                                        .plusSeconds(60L * minutes.incrementAndGet())
                                        .toString()))
                        .post("/mediations/{id}/sessions", caseId)
                        .statusCode());
        assertThat(statuses).isSubsetOf(200, 409).contains(200);
        var won = (int) statuses.stream().filter(status -> status == 200).count();
        assertThat(sheet(caseId).getList("mediation.sessions.session"))
                .isEqualTo(IntStream.rangeClosed(1, won).boxed().toList());
        assertThat(log.until("mediation", caseId, won + 2))
                .extracting(record -> CaseLog.headers(record).get("ce_sequence"))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, won + 2)
                        .mapToObj(Integer::toString)
                        .toList());
    }

    static <T> List<T> atOnce(int count, Callable<T> call) throws Exception {
        try (var callers = Executors.newFixedThreadPool(25)) {
            var answers = new ArrayList<T>();
            for (var answer : callers.invokeAll(
                    IntStream.range(0, count).mapToObj(_ -> call).toList())) {
                answers.add(answer.get());
            }
            return answers;
        }
    }

    @Test
    void theListOfAUnitIsReadPageByPage() {
        var unit = "unit-" + UUID.randomUUID();
        var cases = IntStream.range(0, 5).mapToObj(_ -> opened(unit).toString()).toList();
        mediator(UUID.fromString(cases.getFirst()), "/failure", Map.of("reason", "no trust"))
                .statusCode(200);

        var listed = new ArrayList<String>();
        var cursor = "";
        do {
            var page = as(Roles.MEDIATOR)
                    .get("/mediations?unit={unit}&limit=2&cursor={cursor}", unit, cursor)
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            listed.addAll(page.getList("items.caseId", String.class));
            cursor = page.getString("next");
        } while (cursor != null);
        assertThat(listed).containsExactlyInAnyOrderElementsOf(cases);

        as(Roles.MEDIATOR)
                .get("/mediations?unit={unit}&status=CONCLUDED&status=DISCONTINUED", unit)
                .then()
                .body("items.caseId", equalTo(List.of(cases.getFirst())), "next", nullValue());
        as(Roles.MEDIATOR)
                .get("/mediations?unit={unit}&status=UNDERWAY&mediator=zhao", unit)
                .then()
                .body("items.size()", equalTo(4), "items[0].street", equalTo("昆河镇"));
    }
}
