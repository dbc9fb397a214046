package org.fengqiao.petition;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.fengqiao.kernel.crypto.Suite;
import org.fengqiao.kernel.identity.Roles;
import org.fengqiao.kernel.keys.KeyRings;
import org.fengqiao.kernel.legalclock.OfficialCalendar;
import org.fengqiao.kernel.sealing.BoxPlace;
import org.fengqiao.kernel.sealing.PersonalText.Closed;
import org.fengqiao.kernel.sealing.SubjectId;
import org.fengqiao.kernel.testing.Boxes;
import org.fengqiao.kernel.testing.CaseLog;
import org.fengqiao.kernel.testing.Infrastructure;
import org.fengqiao.kernel.testing.PartnerProducer;
import org.fengqiao.kernel.testing.RefoldCheck;
import org.fengqiao.kernel.testing.Tables;
import org.fengqiao.kernel.testing.Tokens;
import org.fengqiao.kernel.testing.TopicReader;

/** The whole service between the common log, a real database and its callers. */
@QuarkusTest
@QuarkusTestResource(value = Infrastructure.class, initArgs = @ResourceArg(name = "service", value = "petition"))
@QuarkusTestResource(Tokens.class)
class PetitionServiceTest {

    static final Duration PATIENCE = Duration.ofMinutes(1);
    static final Instant NOON = Instant.parse("2024-03-01T04:00:00Z");

    static CaseLog log;
    static PartnerProducer petitionOffice;
    static TopicReader toThePetitionOffice;
    static TopicReader rejected;

    @Inject
    KeyRings keys;

    @BeforeAll
    static void connect() {
        log = new CaseLog(Infrastructure.bootstrap());
        petitionOffice = new PartnerProducer(Infrastructure.bootstrap());
        toThePetitionOffice = new TopicReader(Infrastructure.bootstrap(), "petition-office.outbound");
        rejected = new TopicReader(Infrastructure.bootstrap(), "petition-office.rejected");
    }

    @AfterAll
    static void disconnect() {
        log.close();
        petitionOffice.close();
        toThePetitionOffice.close();
        rejected.close();
    }

    @BeforeEach
    void itIsTheMorningOfANewDayIn2024() {
        tellTheTime(Instant.parse("2024-03-01T01:00:00Z"));
        tellTheTime(
                today().plusDays(1).atTime(9, 0).atZone(OfficialCalendar.ZONE).toInstant());
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

    static LocalDate today() {
        return dayOf(now());
    }

    static LocalDate dayOf(Instant time) {
        return LocalDate.ofInstant(time, OfficialCalendar.ZONE);
    }

    static Instant endOf(LocalDate day) {
        return day.plusDays(1).atStartOfDay(OfficialCalendar.ZONE).toInstant();
    }

    static RequestSpecification as(String role) {
        return given().auth().oauth2(Tokens.of(role)).contentType("application/json");
    }

    static RequestSpecification leader(String person) {
        return given().auth().oauth2(Tokens.of(person, Map.of(), Roles.LEADER)).contentType("application/json");
    }

    static ValidatableResponse clerk(UUID caseId, String call, Object body) {
        return as(Roles.PETITION_CLERK)
                .body(body)
                .post("/petitions/{id}" + call, caseId)
                .then();
    }

    static JsonPath sheet(UUID caseId) {
        return as(Roles.DEPARTMENT)
                .get("/petitions/{id}", caseId)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    ProducerRecord<byte[], byte[]> claim(UUID caseId, int custody, String path, String unit) {
        return claim(caseId, custody, path, unit, now(), now());
    }

    /** The same of a matter that was received and accepted then. */
    ProducerRecord<byte[], byte[]> claim(
            UUID caseId, int custody, String path, String unit, Instant receivedAt, Instant acceptedAt) {
        return claim(
                caseId,
                custody,
                path,
                unit,
                receivedAt,
                acceptedAt,
                sealed(caseId, person(), "李某", 0),
                sealed(caseId, person(), "王某", 1));
    }

    /** What routing writes of a claimed case: the names as they were closed when the case was accepted. */
    static ProducerRecord<byte[], byte[]> claim(
            UUID caseId, int custody, String path, String unit, Closed applicant, Closed respondent) {
        return claim(caseId, custody, path, unit, now(), now(), applicant, respondent);
    }

    static ProducerRecord<byte[], byte[]> claim(
            UUID caseId,
            int custody,
            String path,
            String unit,
            Instant receivedAt,
            Instant acceptedAt,
            Closed applicant,
            Closed respondent) {
        return log.write(
                "routing",
                "case-claimed",
                caseId,
                """
                {"custody":%d,"unit":"%s","worker":"sun","path":"%s","category":"HOUSING_LAND","complexity":"SIMPLE",\
                "channel":"WINDOW",
                 "place":{"district":"昆都仑区","street":"昆河镇"},"somethingNew":1,
                 "receivedAt":"%s","acceptedAt":"%s",
                 "parties":[{"partyId":"applicant-1","side":"APPLICANT","name":"%s"},
                            {"partyId":"respondent-1","side":"RESPONDENT","name":"%s"}]}\
                """.formatted(
                                custody,
                                unit,
                                path,
                                receivedAt,
                                acceptedAt,
                                carriedOn(caseId, applicant, 0),
                                carriedOn(caseId, respondent, 1)),
                NOON);
    }

    /** The name of a party as intake closed it. */
    Closed sealed(UUID caseId, SubjectId subject, String name, int party) {
        var closedAt = new BoxPlace(caseId, "fengqiao.intake.case-accepted.v1", "/parties/" + party + "/name");
        return Boxes.sealed(keys, subject, name, closedAt);
    }

    static String carriedOn(UUID caseId, Closed name, int party) {
        return name.textAt(new BoxPlace(caseId, "fengqiao.routing.case-claimed.v1", "/parties/" + party + "/name"));
    }

    static SubjectId person() {
        return new SubjectId(UUID.randomUUID());
    }

    static void awaitStatus(UUID caseId, String status) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> as(Roles.PETITION_CLERK)
                        .get("/petitions/{id}", caseId)
                        .then()
                        .statusCode(200)
                        .body("status", equalTo(status)));
    }

    /** It is judged that an opinion is due, and who handles the matter. */
    static void judged(UUID caseId) {
        clerk(caseId, "/kind", Map.of("kind", "OPINION", "reason", "不属于其他程序")).statusCode(200);
        clerk(caseId, "/handler", Map.of("organ", "housing-bureau", "handler", "ma"))
                .statusCode(200);
    }

    static Map<String, Object> reply(String result) {
        return Map.of(
                "result",
                result,
                "documentNumber",
                "昆信复〔2024〕7号",
                "claim",
                "补偿安置",
                "facts",
                "房屋确被征收，尚未补偿",
                "opinion",
                "应予补偿",
                "legalBasis",
                "国有土地上房屋征收与补偿条例第二条",
                "delivery",
                Map.of("manner", "IN_PERSON", "to", "applicant-1", "deliveredAt", now().toString()));
    }

    static void replied(UUID caseId) {
        judged(caseId);
        clerk(caseId, "/reply", reply("SUPPORTED")).statusCode(200);
    }

    UUID opened(String unit) {
        var caseId = UUID.randomUUID();
        claim(caseId, 2, "PETITION", unit);
        awaitStatus(caseId, "OPENED");
        return caseId;
    }

    @AfterAll
    static void everyCaseFoldsToWhatIsStored() {
        RefoldCheck.requireThatEveryCaseFoldsToWhatIsStored();
    }

    @Test
    void whoJoinsIsCorrectedOrLeavesIsShownAsOfNow() {
        var caseId = opened("kunhe-desk");
        var applicant = sealed(caseId, person(), "李某某", 0);
        log.write(
                "routing",
                "parties-changed",
                caseId,
                """
                {"parties":[{"partyId":"applicant-1","side":"APPLICANT","name":"%s"}],"changedAt":"%s"}\
                """.formatted(
                                applicant.textAt(
                                        new BoxPlace(caseId, "fengqiao.routing.parties-changed.v1", "/parties/0/name")),
                                now()),
                NOON);
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(sheet(caseId).getList("parties.name")).containsExactly("李某某"));
        assertThat(CaseLog.names(log.until("petition", caseId, 5))).contains("parties-changed");
    }

    @Test
    void anAgencyGoesFromClaimToConclusionAndEveryStepIsOnTheLogInOrder() {
        var caseId = opened("kunhe-desk");
        clerk(caseId, "/conclusion", Map.of("result", "SUPPORTED"))
                .statusCode(409)
                .contentType("application/problem+json")
                .body("code", equalTo("petition.not-notified"));
        clerk(caseId, "/notification", Map.of("documentNumber", "告2024-7"))
                .statusCode(200)
                .header("ETag", "\"6\"");
        clerk(caseId, "/notification", Map.of("documentNumber", "告2024-7"))
                .statusCode(200)
                .body("version", equalTo(6));
        judged(caseId);
        clerk(caseId, "/reply", reply("EXPLAINED")).statusCode(200);
        clerk(caseId, "/conclusion", Map.of("result", "SUPPORTED"))
                .statusCode(409)
                .body("code", equalTo("petition.result-differs-from-reply"));
        clerk(caseId, "/conclusion", Map.of("result", "EXPLAINED")).statusCode(200);

        var records = log.until("petition", caseId, 13);
        assertThat(CaseLog.names(records))
                .containsExactly(
                        "petition-opened",
                        "deadline-set",
                        "deadline-set",
                        "deadline-set",
                        "petitioner-notified",
                        "deadline-met",
                        "kind-judged",
                        "handler-named",
                        "deadline-met",
                        "reply-delivered",
                        "deadline-met",
                        "deadline-set",
                        "petition-concluded");
        assertThat(records)
                .extracting(record -> CaseLog.headers(record).get("ce_sequence"))
                .containsExactly("1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13");
        var first = CaseLog.headers(records.getFirst());
        assertThat(first).containsEntry("ce_actorrole", "system");
        assertThat(Instant.parse(first.get("ce_time"))).isEqualTo(NOON);
        assertThat(CaseLog.headers(records.getLast()))
                .containsEntry("ce_actorid", "petition-clerk-1")
                .containsEntry("ce_actorrole", Roles.PETITION_CLERK);
        var concluded = new JsonPath(new String(records.getLast().value(), UTF_8));
        assertThat(concluded.getString("petitionId")).isEqualTo(caseId + "/petition/2");
        assertThat(concluded.getInt("custody")).isEqualTo(2);
        assertThat(concluded.getString("result")).isEqualTo("EXPLAINED");

        var sheet = sheet(caseId);
        assertThat(sheet.getString("status")).isEqualTo("CONCLUDED");
        assertThat(sheet.getString("notice.documentNumber")).isEqualTo("告2024-7");
        assertThat(sheet.getList("parties.name")).containsExactly("李某", "王某");
    }

    @Test
    void whatIsDeliveredTwiceHappensOnceAndOtherPathsAreNotForTheAgency() {
        var caseId = UUID.randomUUID();
        var mediated = UUID.randomUUID();
        claim(mediated, 1, "MEDIATION", "committee");
        var record = claim(caseId, 1, "PETITION", "u");
        log.write(record);
        claim(caseId, 2, "PETITION", "v");
        log.write(record);
        log.write("routing", "case-closed", caseId, """
            {"closure":1,"outcome":"WITHDRAWN","path":"PETITION","unit":"v","closedAt":"2024-03-02T04:00:00Z"}\
            """, NOON);
        awaitStatus(caseId, "DISCONTINUED");
        assertThat(CaseLog.names(log.until("petition", caseId, 16)))
                .containsExactly(
                        "petition-opened",
                        "deadline-set",
                        "deadline-set",
                        "deadline-set",
                        "petition-discontinued",
                        "deadline-cancelled",
                        "deadline-cancelled",
                        "deadline-cancelled",
                        "petition-opened",
                        "deadline-set",
                        "deadline-set",
                        "deadline-set",
                        "petition-discontinued",
                        "deadline-cancelled",
                        "deadline-cancelled",
                        "deadline-cancelled");
        clerk(caseId, "/notification", Map.of()).statusCode(409).body("code", equalTo("petition.discontinued"));
        as(Roles.DEPARTMENT)
                .get("/petitions/{id}", mediated)
                .then()
                .statusCode(404)
                .body("code", equalTo("kernel.no-such-case"));
    }

    // Reviews

    static Map<String, Object> asks(String level) {
        return Map.of("level", level, "by", "applicant-1", "organ", "昆都仑区人民政府", "reason", "补偿标准有误");
    }

    static void theOfficeSays(String petitionId, String level, String decision, Instant decidedAt) {
        petitionOffice.send(
                "petition-office.inbound",
                "/petition-office/letters",
                petitionId,
                "review-decided",
                """
                {"petitionId":"%s","level":"%s","decision":"%s","documentNumber":"昆信查〔2024〕9号","decidedAt":"%s"}\
                """.formatted(petitionId, level, decision, decidedAt),
                now());
    }

    static void awaitSentBack(String key, String code) {
        rejected.until(
                records -> records.stream()
                        .anyMatch(record -> new String(record.key(), UTF_8).equals(key)
                                && code.equals(CaseLog.headers(record).get("rejection-code"))),
                PATIENCE);
    }

    @Test
    void aReviewGoesToThePetitionOfficeAndItsDecisionComesBackOnceUntilTheMatterIsFinal() {
        var caseId = opened("kunhe-desk");
        var petitionId = caseId + "/petition/2";
        clerk(caseId, "/notification", Map.of()).statusCode(200);
        clerk(caseId, "/review-requests", asks("REVIEW"))
                .statusCode(409)
                .body("code", equalTo("petition.no-opinion-to-review"));
        replied(caseId);
        clerk(caseId, "/conclusion", Map.of("result", "SUPPORTED")).statusCode(200);
        clerk(caseId, "/review-requests", asks("SECOND_REVIEW"))
                .statusCode(409)
                .body("code", equalTo("petition.other-review-level"));
        clerk(caseId, "/review-requests", asks("REVIEW")).statusCode(200);
        var told = toThePetitionOffice
                .until(
                        records -> records.stream().anyMatch(r -> new String(r.key(), UTF_8).equals(petitionId)),
                        PATIENCE)
                .getLast();
        assertThat(CaseLog.headers(told)).containsEntry("ce_type", "fengqiao.partner.review-requested.v1");
        assertThat(new String(told.value(), UTF_8))
                .contains("\"level\":\"REVIEW\"", "昆信复〔2024〕7号")
                .doesNotContain("box.", "补偿");
        as(Roles.OPERATOR)
                .get("/obligations?partner=petition-office&limit=200")
                .then()
                .statusCode(200)
                .body("items.reference", hasItem(petitionId));

        var decidedAt = now();
        theOfficeSays(petitionId, "SECOND_REVIEW", "UPHELD", decidedAt);
        awaitSentBack(petitionId, "petition.review-not-asked-for");
        theOfficeSays(petitionId, "REVIEW", "UPHELD", decidedAt);
        theOfficeSays(petitionId, "REVIEW", "UPHELD", decidedAt);
        theOfficeSays(petitionId, "REVIEW", "REVOKED", decidedAt);
        awaitSentBack(petitionId, "petition.review-decided-otherwise");
        assertThat(sheet(caseId).getString("review.stage")).isEqualTo("MAY_BE_ASKED");
        assertThat(sheet(caseId).getList("reviews")).hasSize(1);
        petitionOffice.send(
                "petition-office.inbound", "/petition-office/letters", "made-up", "review-decided", """
                {"petitionId":"made-up","level":"REVIEW","decision":"UPHELD","decidedAt":"2024-03-01T09:00:00+08:00"}\
                """, now());
        awaitSentBack("made-up", "petition.malformed-petition-id");

        clerk(caseId, "/review-requests", asks("SECOND_REVIEW")).statusCode(200);
        clerk(caseId, "/pause", Map.of("ground", "appraisal"))
                .statusCode(422)
                .body("code", equalTo("deadline.no-such-ground"));
        clerk(caseId, "/pause", Map.of("ground", "hearing")).statusCode(200);
        assertThat(deadline(caseId, "petition-second-review-2-1")).containsEntry("state", "PAUSED");
        clerk(caseId, "/resumption", Map.of()).statusCode(200);
        clerk(
                        caseId,
                        "/review-decisions",
                        Map.of(
                                "level",
                                "SECOND_REVIEW",
                                "decision",
                                "UPHELD",
                                "decidedAt",
                                now().toString(),
                                "answeredAt",
                                now().toString()))
                .statusCode(200);
        clerk(caseId, "/review-requests", asks("SECOND_REVIEW"))
                .statusCode(409)
                .body(
                        "code",
                        equalTo("petition.final-after-second-review"),
                        "detail",
                        containsString("信访工作条例 art. 36"));
        assertThat(sheet(caseId).getString("review.finality.article")).isEqualTo("信访工作条例 art. 36");
        as(Roles.PETITION_CLERK)
                .get("/petitions?review=FINAL&kind=OPINION&limit=200")
                .then()
                .body("items.caseId", hasItem(caseId.toString()));
        clerk(caseId, "/archive", Map.of("fileNumber", "昆信档〔2024〕7号")).statusCode(200);

        // It is reopened the next day, and comes back: another matter, of the same facts.
        tellTheTime(now().plus(Duration.ofDays(1)));
        claim(caseId, 3, "PETITION", "kunhe-desk", now(), now());
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(sheet(caseId).getInt("custody")).isEqualTo(3));
        clerk(caseId, "/kind", Map.of("kind", "OPINION", "reason", "同一事实"))
                .statusCode(409)
                .body("code", equalTo("petition.final-after-second-review"));
        clerk(caseId, "/new-facts", Map.of("facts", "新发现的丈量记录")).statusCode(200);
        clerk(caseId, "/kind", Map.of("kind", "OPINION", "reason", "新的事实")).statusCode(200);
    }

    @Test
    void anOpinionIsPrintedHandedOverWithProofAndMadeAgainToTheByte() throws SQLException {
        var caseId = opened("kunhe-desk");
        clerk(caseId, "/notification", Map.of()).statusCode(200);
        judged(caseId);
        var asked = new HashMap<>(reply("SUPPORTED"));
        asked.remove("delivery");
        asked.put("organisation", "昆区住建局");
        var printed = clerk(caseId, "/documents/reply", asked)
                .statusCode(200)
                .body("document", equalTo(1))
                .extract()
                .jsonPath();
        var pdf = document(caseId, 1, "PDF", 200);
        assertThat(hash(pdf)).isEqualTo(printed.getString("pdf"));
        assertThat(new String(document(caseId, 1, "HTML", 200), UTF_8))
                .contains("信访事项处理意见书", "李某", "补偿安置", "应予补偿", "予以支持", "第三十五条");
        document(caseId, 2, "PDF", 404);
        clerk(
                        caseId,
                        "/documents/proof-of-service",
                        Map.of(
                                "organisation",
                                "昆区住建局",
                                "documentNumber",
                                "昆信证〔2024〕7号",
                                "served",
                                1,
                                "recipient",
                                "applicant-1"))
                .statusCode(200);
        assertThat(new String(document(caseId, 2, "HTML", 200), UTF_8))
                .contains("送达回证", "信访事项处理意见书", "昆信复〔2024〕7号", "李某");

        clerk(caseId, "/documents/1/delivery", handedOver(null))
                .statusCode(422)
                .body("code", equalTo("petition.proof-needed"));
        clerk(caseId, "/documents/1/delivery", handedOver("昆信证〔2024〕7号")).statusCode(200);
        var sheet = sheet(caseId);
        assertThat(sheet.getString("status")).isEqualTo("REPLIED");
        assertThat(sheet.getString("reply.opinion")).isEqualTo("应予补偿");
        assertThat(sheet.getString("reply.delivery.receipt")).isEqualTo("昆信证〔2024〕7号");
        assertThat(sheet.getString("documents[0].pdf")).isEqualTo(printed.getString("pdf"));
        assertThat(sheet.getString("documents[0].delivery.receipt")).isEqualTo("昆信证〔2024〕7号");
        clerk(caseId, "/conclusion", Map.of("result", "SUPPORTED")).statusCode(200);

        clerk(caseId, "/review-requests", asks("REVIEW")).statusCode(200);
        clerk(
                        caseId,
                        "/documents/review-decision",
                        Map.of(
                                "organisation",
                                "昆都仑区人民政府",
                                "level",
                                "REVIEW",
                                "decision",
                                "UPHELD",
                                "documentNumber",
                                "昆复查〔2024〕9号",
                                "claim",
                                "提高补偿",
                                "facts",
                                "补偿依法",
                                "opinion",
                                "维持原意见",
                                "legalBasis",
                                "信访工作条例第三十五条"))
                .statusCode(200)
                .body("document", equalTo(3));
        assertThat(new String(document(caseId, 3, "HTML", 200), UTF_8))
                .contains("信访事项复查意见书", "提高补偿", "维持原处理意见", "第三十六条");
        clerk(caseId, "/documents/3/delivery", handedOver("邮2024-3")).statusCode(200);
        assertThat(sheet(caseId).getString("reviews[0].decision")).isEqualTo("UPHELD");
        assertThat(hash(document(caseId, 1, "PDF", 200))).isEqualTo(printed.getString("pdf"));
        assertThat(Tables.everyRowOf("petition")).doesNotContain("提高补偿", "补偿依法", "昆区住建局");
    }

    static Map<String, Object> handedOver(@Nullable String receipt) {
        var delivery = new HashMap<String, Object>(
                Map.of("manner", "IN_PERSON", "to", "applicant-1", "deliveredAt", now().toString()));
        if (receipt != null) {
            delivery.put("receipt", receipt);
        }
        return delivery;
    }

    static byte[] document(UUID caseId, int number, String format, int status) {
        return as(Roles.PETITION_CLERK)
                .queryParam("format", format)
                .get("/petitions/{id}/documents/{n}", caseId, number)
                .then()
                .statusCode(status)
                .extract()
                .asByteArray();
    }

    static String hash(byte[] content) {
        return HexFormat.of().formatHex(Suite.INTERNATIONAL.digest(content));
    }

    @Test
    void whoDoesNotAskForAReviewInTimeIsToldByWhichArticleItIsOver() {
        var caseId = opened("kunhe-desk");
        clerk(caseId, "/notification", Map.of()).statusCode(200);
        replied(caseId);
        var due = Instant.parse(
                (String) deadline(caseId, "petition-review-request-2-1").get("dueAt"));
        tellTheTime(due.plusSeconds(1));
        assertThat(deadline(caseId, "petition-review-request-2-1")).containsEntry("state", "LAPSED");
        assertThat(sheet(caseId).getString("review.finality.ground")).isEqualTo("REVIEW_NOT_ASKED");
        clerk(caseId, "/review-requests", asks("REVIEW"))
                .statusCode(409)
                .body("code", equalTo("petition.review-time-over"), "detail", containsString("信访工作条例 art. 35"));
    }

    // Who runs, who handles, and who is accused

    @Test
    void errandsAreRunByOneAndTheMatterIsHandledByAnotherWhoMayBeReplaced() {
        var caseId = opened("kunhe-desk");
        clerk(caseId, "/handler", Map.of("organ", "housing-bureau", "handler", "sun"))
                .statusCode(422)
                .body("code", equalTo("petition.handles-and-runs"));
        clerk(caseId, "/handler", Map.of("organ", "housing-bureau", "handler", "ma"))
                .statusCode(200);
        clerk(caseId, "/errands", Map.of("where", "征收办", "what", "查档案", "dueOn", today().toString()))
                .statusCode(200)
                .body("errand", equalTo(1));
        clerk(caseId, "/errands/1/answer", Map.of("answer", "档案已调取", "next", "送测绘"))
                .statusCode(200);
        clerk(caseId, "/errands/2/answer", Map.of("answer", "x"))
                .statusCode(404)
                .body("code", equalTo("petition.no-such-errand"));
        clerk(caseId, "/recusals", Map.of("person", "ma", "askedBy", "PETITIONER", "reason", "系对方亲属"))
                .statusCode(200)
                .body("recusal", equalTo(1));
        var granted = Map.of("granted", true, "replacement", "qian");
        as(Roles.PETITION_CLERK)
                .body(granted)
                .post("/petitions/{id}/recusals/1/decision", caseId)
                .then()
                .statusCode(403);
        leader("ma")
                .body(granted)
                .post("/petitions/{id}/recusals/1/decision", caseId)
                .then()
                .statusCode(403)
                .body("code", equalTo("petition.decides-on-oneself"));
        leader("head-1")
                .body(granted)
                .post("/petitions/{id}/recusals/1/decision", caseId)
                .then()
                .statusCode(200);
        var sheet = sheet(caseId);
        assertThat(sheet.getString("handledBy.handler")).isEqualTo("qian");
        assertThat(sheet.getString("errands[0].next")).isEqualTo("送测绘");
        assertThat(sheet.getString("recusals[0].ruling.decidedBy")).isEqualTo("head-1");
    }

    @Test
    void forTheUnitThatAnAccusationIsAboutThereIsNoSuchCase() throws SQLException {
        var caseId = opened("kunhe-desk");
        clerk(
                        caseId,
                        "/kind",
                        Map.of(
                                "kind",
                                "ACCUSATION",
                                "destination",
                                "DISCIPLINE_INSPECTION",
                                "where",
                                "区纪委监委",
                                "accused",
                                List.of("housing-bureau"),
                                "reason",
                                "举报索贿"))
                .statusCode(200);
        var holder = given().auth()
                .oauth2(Tokens.of("ma", Map.of("district", "*", "unit", "kunhe-desk"), Roles.DEPARTMENT))
                .contentType("application/json");
        holder.get("/petitions/{id}", caseId).then().statusCode(200).body("kind.reason", equalTo("举报索贿"));

        ofTheAccused()
                .get("/petitions/{id}", caseId)
                .then()
                .statusCode(404)
                .body("code", equalTo("kernel.no-such-case"));
        given().auth()
                .oauth2(Tokens.of("ma", Map.of("district", "*", "unit", "housing-bureau"), Roles.DEPARTMENT))
                .get("/petitions/{id}/documents/1", caseId)
                .then()
                .statusCode(404)
                .body("code", equalTo("kernel.no-such-case"));
        ofTheAccused()
                .body(Map.of("granted", false))
                .post("/petitions/{id}/recusals/1/decision", caseId)
                .then()
                .statusCode(404)
                .body("code", equalTo("kernel.no-such-case"));
        ofTheAccused()
                .get("/petitions?kind=ACCUSATION&limit=200")
                .then()
                .statusCode(200)
                .body("items.caseId", not(hasItem(caseId.toString())));
        as(Roles.PETITION_CLERK)
                .get("/petitions?kind=ACCUSATION&limit=200")
                .then()
                .body("items.caseId", hasItem(caseId.toString()));
        assertThat(Tables.everyRowOf("petition")).doesNotContain("举报索贿", "区纪委监委");
    }

    /** The head of the accused unit, who would see every case of the city. */
    static RequestSpecification ofTheAccused() {
        return given().auth()
                .oauth2(Tokens.of("ma", Map.of("district", "*", "unit", "housing-bureau"), Roles.LEADER))
                .contentType("application/json");
    }

    // Who is in it

    @Test
    void whoRunsForAPetitionerKnowsThemByNameAndWhoOnlySendsTheCaseOnByASurname() {
        var caseId = opened("kunhe-desk");
        for (var role : List.of(Roles.PETITION_CLERK, Roles.DEPARTMENT)) {
            as(role).get("/petitions/{id}", caseId).then().body("parties.name", contains("李某", "王某"));
        }
        as(Roles.DISPATCHER).get("/petitions/{id}", caseId).then().body("parties.name", contains("李*", "王*"));
        as(Roles.OPERATOR)
                .get("/petitions/{id}", caseId)
                .then()
                .statusCode(200)
                .body("parties.partyId", contains("applicant-1", "respondent-1"))
                .body("parties.name", contains(nullValue(), nullValue()));
    }

    @Test
    void whoLookedIsOnRecordAndWhoSawNobodyIsNot() {
        var caseId = UUID.randomUUID();
        claim(caseId, 2, "PETITION", "kunhe-desk");
        log.until("petition", caseId, 4);
        as(Roles.OPERATOR).get("/petitions/{id}", caseId).then().statusCode(200);
        looks(caseId).body("items", hasSize(0));

        as(Roles.PETITION_CLERK).get("/petitions/{id}", caseId).then().statusCode(200);
        looks(caseId)
                .body("items.actor.id", contains("petition-clerk-1"))
                .body("items.purpose", contains("SHOWING_TO_STAFF"));
    }

    static ValidatableResponse looks(UUID caseId) {
        return as(Roles.OPERATOR)
                .queryParam("caseId", caseId)
                .get("/disclosures")
                .then()
                .statusCode(200);
    }

    @Test
    void noTableAndNoEventOfTheAgencyHasANameInClear() throws SQLException {
        var caseId = UUID.randomUUID();
        var applicant = sealed(caseId, person(), "欧阳明远", 0);
        var respondent = sealed(caseId, person(), "慕容秋水", 1);
        claim(caseId, 2, "PETITION", "kunhe-desk", applicant, respondent);
        awaitStatus(caseId, "OPENED");
        assertThat(sheet(caseId).getList("parties.name")).containsExactly("欧阳明远", "慕容秋水");
        clerk(caseId, "/notification", Map.of()).statusCode(200);
        replied(caseId);
        clerk(caseId, "/conclusion", Map.of("result", "SUPPORTED")).statusCode(200);

        assertThat(Tables.everyRowOf("petition"))
                .contains(
                        caseId.toString(),
                        applicant.box().text(),
                        respondent.box().text())
                .doesNotContain("欧阳明远", "慕容秋水");
        assertThat(log.until("petition", caseId, 13))
                .extracting(record -> new String(record.value(), UTF_8))
                .noneMatch(value -> value.contains("欧阳明远") || value.contains("慕容秋水") || value.contains("征收"));
    }

    @Test
    void whoIsForgottenLosesTheirNameHereAsSoonAsTheAgencyHearsOfIt() throws SQLException {
        var caseId = UUID.randomUUID();
        var forgotten = person();
        claim(
                caseId,
                2,
                "PETITION",
                "kunhe-desk",
                sealed(caseId, forgotten, "李某", 0),
                sealed(caseId, person(), "王某", 1));
        awaitStatus(caseId, "OPENED");

        destroyKey(forgotten);
        assertThat(sheet(caseId).getList("parties.name"))
                .as("the key is still in this service's memory")
                .containsExactly("李某", "王某");
        log.write("intake", "subject-erased", caseId, """
            {"subject":"%s","caseTexts":"%s"}\
            """.formatted(forgotten, caseId), NOON);

        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(sheet(caseId).getList("parties.name")).containsExactly("[erased]", "王某"));
    }

    /** What intake does, which alone may. */
    static void destroyKey(SubjectId subject) throws SQLException {
        try (var connection = DriverManager.getConnection(Infrastructure.superuserJdbcUrl("keys"));
                var statement = connection.prepareStatement("""
                    update subject_key set destroyed_at = now(), suite = null, master_key = null, wrapped = null
                    where subject_id = ?\
                    """)) {
            statement.setObject(1, subject.value());
            assertThat(statement.executeUpdate()).isEqualTo(1);
        }
    }

    // Deadlines

    @Test
    void aLatePetitionIsWarnedOfTwiceBreachedOnceAndStillOwed() {
        var caseId = opened("kunhe-desk");
        clerk(caseId, "/notification", Map.of()).statusCode(200);
        var end = endOf(today().plusDays(60));
        assertThat(handling(caseId)).containsEntry("state", "RUNNING").containsEntry("dueAt", end.toString());

        judged(caseId);
        for (var days : List.of(10, 3, 0)) {
            var moment = end.minus(Duration.ofDays(days));
            tellTheTime(moment.minusSeconds(1));
            tellTheTime(moment);
            tellTheTime(moment.plusSeconds(1));
        }
        assertThat(handling(caseId)).containsEntry("state", "BREACHED");
        tellTheTime(end.plus(Duration.ofDays(2)));
        replied(caseId);
        assertThat(handling(caseId)).containsEntry("state", "MET_LATE");

        var records = log.until("petition", caseId, 15);
        assertThat(CaseLog.names(records))
                .containsExactly(
                        "petition-opened",
                        "deadline-set",
                        "deadline-set",
                        "deadline-set",
                        "petitioner-notified",
                        "deadline-met",
                        "kind-judged",
                        "handler-named",
                        "deadline-met",
                        "deadline-warned",
                        "deadline-warned",
                        "deadline-breached",
                        "reply-delivered",
                        "deadline-met",
                        "deadline-set");
        assertThat(data(records.get(9)).getString("warnedAt"))
                .isEqualTo(end.minus(Duration.ofDays(10)).toString());
        assertThat(data(records.get(10)).getString("warnedAt"))
                .isEqualTo(end.minus(Duration.ofDays(3)).toString());
        var breached = CaseLog.headers(records.get(11));
        assertThat(breached).containsEntry("ce_actorrole", "system");
        assertThat(Instant.parse(breached.get("ce_time"))).isEqualTo(end);
        assertThat(data(records.get(13)).getBoolean("onTime")).isFalse();
    }

    @Test
    void whoIsNotNotifiedInFifteenDaysIsNotifiedLate() {
        var caseId = opened("kunhe-desk");
        var end = endOf(today().plusDays(15));
        tellTheTime(end);
        assertThat(deadline(caseId, "petition-notice-2"))
                .containsEntry("dueAt", end.toString())
                .containsEntry("state", "BREACHED");
        clerk(caseId, "/notification", Map.of()).statusCode(200);
        assertThat(deadline(caseId, "petition-notice-2")).containsEntry("state", "MET_LATE");
        assertThat(handling(caseId)).containsEntry("state", "RUNNING");
    }

    /** A case whose petitioner asked for the second review, which nobody has decided. */
    UUID inSecondReview() {
        var caseId = opened("kunhe-desk");
        clerk(caseId, "/notification", Map.of()).statusCode(200);
        replied(caseId);
        clerk(caseId, "/review-requests", asks("REVIEW")).statusCode(200);
        clerk(caseId, "/review-decisions", decides("REVIEW")).statusCode(200);
        clerk(caseId, "/review-requests", asks("SECOND_REVIEW")).statusCode(200);
        return caseId;
    }

    static Map<String, Object> decides(String level) {
        return Map.of(
                "level", level, "decision", "UPHELD", "decidedAt", now().toString(), "answeredAt", now().toString());
    }

    @Test
    void theDaysOfAHearingAreNotCountedInTheSecondReview() {
        var caseId = inSecondReview();
        var review = "petition-second-review-2-1";
        var end = endOf(today().plusDays(30));
        tellTheTime(now().plus(Duration.ofDays(5)));
        var pausedOn = today();
        clerk(caseId, "/pause", Map.of("ground", "lunch"))
                .statusCode(422)
                .body("code", equalTo("deadline.no-such-ground"));
        int version = clerk(caseId, "/pause", Map.of("ground", "hearing"))
                .statusCode(200)
                .extract()
                .path("version");
        clerk(caseId, "/pause", Map.of("ground", "hearing")).statusCode(200).body("version", equalTo(version));
        clerk(caseId, "/pause", Map.of("ground", "appraisal"))
                .statusCode(409)
                .body("code", equalTo("deadline.already-paused"));
        assertThat(deadline(caseId, review)).containsEntry("state", "PAUSED").doesNotContainKey("dueAt");

        tellTheTime(end.plus(Duration.ofHours(250)));
        assertThat(deadline(caseId, review))
                .as("nobody is late while there is a hearing")
                .containsEntry("state", "PAUSED");
        var stood = 1 + ChronoUnit.DAYS.between(pausedOn, today());
        clerk(caseId, "/resumption", Map.of()).statusCode(200).body("version", equalTo(version + 1));
        clerk(caseId, "/resumption", Map.of()).statusCode(200).body("version", equalTo(version + 1));
        assertThat(deadline(caseId, review))
                .containsEntry("state", "RUNNING")
                .containsEntry("dueAt", end.plus(Duration.ofDays(stood)).toString());
        var days = deadlines(caseId, true)
                .<Map<String, Object>>getList("deadlines.find { it.name == '" + review + "' }.days");
        assertThat(days.stream().filter(day -> "PAUSED".equals(day.get("why"))))
                .as("one for each day on which it stood")
                .hasSize((int) stood);

        tellTheTime(now().plus(Duration.ofDays(3)));
        clerk(caseId, "/pause", Map.of("ground", "hearing")).statusCode(200);
        clerk(caseId, "/review-decisions", decides("SECOND_REVIEW")).statusCode(200);
        assertThat(deadline(caseId, review)).containsEntry("state", "MET");
    }

    @Test
    void nothingStopsTheSixtyDaysForTheReply() {
        var caseId = opened("kunhe-desk");
        for (var ground : List.of("hearing", "appraisal")) {
            clerk(caseId, "/pause", Map.of("ground", ground))
                    .statusCode(422)
                    .body("code", equalTo("deadline.no-such-ground"));
        }
        assertThat(handling(caseId)).containsEntry("state", "RUNNING");
    }

    @Test
    void thereIsMoreTimeOnceIfAnotherOneApprovesAndThePetitionerIsTold() {
        var caseId = opened("kunhe-desk");
        var end = endOf(today().plusDays(60));
        ask(caseId, 31, true).statusCode(422).body("code", equalTo("deadline.extension-too-long"));
        ask(caseId, 30, false).statusCode(422).body("code", equalTo("deadline.party-not-told"));
        decide("head-1", caseId, "/grant").statusCode(409).body("code", equalTo("deadline.no-extension-requested"));

        ask(caseId, 30, true)
                .statusCode(200)
                .body("version", equalTo(6), "granted", equalTo(false), "deadline", equalTo("petition-handling-2"));
        ask(caseId, 20, true).statusCode(409).body("code", equalTo("deadline.extension-pending"));
        assertThat(handling(caseId)).containsEntry("dueAt", end.toString());
        var path = "/cases/" + caseId + "/deadlines/petition-handling-2/extension";
        leader("head-1")
                .queryParam("limit", 200)
                .get("/approvals")
                .then()
                .statusCode(200)
                .body("items.path", hasItem(path));
        as(Roles.DEPARTMENT).post(path + "/grant").then().statusCode(403);
        decide("department-1", caseId, "/grant").statusCode(403).body("code", equalTo("deadline.own-request"));

        decide("head-1", caseId, "/grant").statusCode(200).body("version", equalTo(8));
        decide("head-1", caseId, "/grant").statusCode(200).body("version", equalTo(8));
        assertThat(handling(caseId))
                .containsEntry("dueAt", end.plus(Duration.ofDays(30)).toString());
        ask(caseId, 1, true).statusCode(409).body("code", equalTo("deadline.extensions-used-up"));
        var events = log.until("petition", caseId, 8);
        assertThat(CaseLog.names(events))
                .endsWith("extension-requested", "deadline-set", "deadline-extended", "deadline-met");
        assertThat(CaseLog.headers(events.get(4))).containsEntry("ce_actorrole", Roles.DEPARTMENT);
        assertThat(CaseLog.headers(events.get(6))).containsEntry("ce_actorrole", Roles.LEADER);
        assertThat(data(events.get(6)).getString("requestedBy")).isEqualTo("department-1");
        assertThat(data(events.get(6)).getString("approvedBy")).isEqualTo("head-1");
    }

    @Test
    void whoIsRefusedMoreTimeReadsWhyAndMayAskAgain() {
        var caseId = opened("kunhe-desk");
        clerk(caseId, "/notification", Map.of()).statusCode(200);
        ask(caseId, 30, true).statusCode(200);
        leader("head-1")
                .body(Map.of("reason", "the appraisal is not needed"))
                .post("/cases/{id}/deadlines/petition-handling-2/extension/refusal", caseId)
                .then()
                .statusCode(200);
        var request = "deadlines.find { it.name == 'petition-handling-2' }.requests[0].";
        as(Roles.PETITION_CLERK)
                .get("/cases/{id}/deadlines", caseId)
                .then()
                .body(
                        request + "stage", equalTo("REFUSED"),
                        request + "reason", equalTo("the appraisal is late"),
                        request + "decidedBy", equalTo("head-1"),
                        request + "refusedFor", equalTo("the appraisal is not needed"));
        decide("head-1", caseId, "/grant").statusCode(409).body("code", equalTo("deadline.extension-decided"));
        ask(caseId, 10, true).statusCode(200);
        replied(caseId);
        assertThat(deadline(caseId, "approval-of-petition-handling-2"))
                .as("whoever has replied needs no more time")
                .containsEntry("state", "CANCELLED");
    }

    @Test
    void whoAsksTwiceWithOneKeyIsAnsweredTheSameEvenWhenTheReviewIsOver() {
        var caseId = inSecondReview();
        var version = pausedWithKey(caseId);
        clerk(caseId, "/review-decisions", decides("SECOND_REVIEW")).statusCode(200);
        assertThat(pausedWithKey(caseId)).isEqualTo(version);
    }

    static int pausedWithKey(UUID caseId) {
        return as(Roles.PETITION_CLERK)
                .header("Idempotency-Key", "hearing-" + caseId)
                .body(Map.of("ground", "hearing"))
                .post("/petitions/{id}/pause", caseId)
                .then()
                .statusCode(200)
                .extract()
                .path("version");
    }

    @Test
    void whatIsOverCannotBeMadeLonger() {
        var replied = opened("kunhe-desk");
        clerk(replied, "/notification", Map.of()).statusCode(200);
        replied(replied);
        var returned = opened("kunhe-desk");
        log.write("routing", "case-returned", returned, "{\"custody\":2,\"unit\":\"u\",\"reason\":\"not ours\"}", NOON);
        awaitStatus(returned, "DISCONTINUED");
        assertThat(handling(returned)).containsEntry("state", "CANCELLED");
        for (var caseId : List.of(replied, returned)) {
            ask(caseId, 30, true).statusCode(409).body("code", equalTo("deadline.ended"));
            clerk(caseId, "/pause", Map.of("ground", "hearing"))
                    .statusCode(409)
                    .body("code", equalTo("deadline.ended"));
            clerk(caseId, "/resumption", Map.of()).statusCode(409).body("code", equalTo("deadline.ended"));
        }
    }

    @Test
    void eachCustodyHasItsOwnTimeAndTheLatestIsMeant() {
        var caseId = opened("kunhe-desk");
        claim(caseId, 3, "PETITION", "district-desk");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(sheet(caseId).getInt("custody")).isEqualTo(3));
        ask(caseId, 30, true).statusCode(200);
        leader("head-1")
                .post("/cases/{id}/deadlines/petition-handling-3/extension/grant", caseId)
                .then()
                .statusCode(200);
        assertThat(handling(caseId)).containsEntry("state", "CANCELLED");
        assertThat(deadline(caseId, "petition-handling-3"))
                .containsEntry("dueAt", endOf(today().plusDays(90)).toString());
    }

    @Test
    void theTimeOfAMatterGoesOnWhoeverHasItAndItsPetitionerIsNotifiedOnce() {
        var caseId = UUID.randomUUID();
        tellTheTime(now().plus(Duration.ofDays(5)));
        var receivedAt = now().minus(Duration.ofDays(5));
        var acceptedAt = now().minus(Duration.ofDays(3));
        claim(caseId, 2, "PETITION", "street-desk", receivedAt, acceptedAt);
        awaitStatus(caseId, "OPENED");
        assertThat(deadline(caseId, "petition-notice-2"))
                .as("15 days of receipt")
                .containsEntry("startedAt", receivedAt.toString())
                .containsEntry("dueAt", endOf(dayOf(receivedAt).plusDays(15)).toString());
        assertThat(deadline(caseId, "petition-handling-2"))
                .as("60 days of acceptance")
                .containsEntry("dueAt", endOf(dayOf(acceptedAt).plusDays(60)).toString());
        clerk(caseId, "/notification", Map.of("documentNumber", "告2024-7")).statusCode(200);
        ask(caseId, 30, true).statusCode(200);
        decide("head-1", caseId, "/grant").statusCode(200);

        tellTheTime(now().plus(Duration.ofDays(2)));
        log.write(
                "routing",
                "case-escalated",
                caseId,
                "{\"custody\":2,\"from\":\"street-desk\",\"to\":\"district-desk\",\"cause\":\"REQUESTED\"}",
                now());
        claim(caseId, 3, "PETITION", "district-desk", receivedAt, acceptedAt);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(sheet(caseId).getInt("custody")).isEqualTo(3));
        assertThat(sheet(caseId).getString("status")).isEqualTo("NOTIFIED");
        assertThat(deadline(caseId, "petition-notice-2")).containsEntry("state", "MET");
        assertThat(deadlines(caseId, false).<String>getList("deadlines.name")).doesNotContain("petition-notice-3");
        assertThat(deadline(caseId, "petition-handling-3"))
                .containsEntry("continues", "petition-handling-2")
                .containsEntry("startedAt", acceptedAt.toString())
                .containsEntry("dueAt", endOf(dayOf(acceptedAt).plusDays(90)).toString());
        replied(caseId);

        claim(caseId, 4, "MEDIATION", "committee", receivedAt, acceptedAt);
        awaitStatus(caseId, "DISCONTINUED");
    }

    @Test
    void whyAReplyIsDueIsToldInChineseAndInEnglish() {
        var caseId = opened("kunhe-desk");
        var opened = today();
        tellTheTime(now().plus(Duration.ofDays(1)));
        ask(caseId, 30, true).statusCode(200);
        decide("head-1", caseId, "/grant").statusCode(200);

        var handling = handling(caseId);
        var due = opened.plusDays(60 + 30);
        assertThat(handling)
                .containsEntry("rule", "petition-handling")
                .containsEntry("version", 1)
                .containsEntry("article", "信访工作条例 art. 34")
                .containsEntry("startedBy", "petition-opened.v1")
                .containsEntry("firstDueAt", endOf(opened.plusDays(60)).toString())
                .containsEntry("dueAt", endOf(due).toString());
        assertThat((List<?>) handling.get("steps")).hasSize(1);
        var told = deadlines(caseId, false);
        var reason = "deadlines.find { it.name == 'petition-handling-2' }.steps[0].extension.reason";
        assertThat(told.getString(reason)).isEqualTo("the appraisal is late");
        as(Roles.OPERATOR)
                .get("/cases/{id}/deadlines", caseId)
                .then()
                .statusCode(200)
                .body(reason, nullValue());
        as(Roles.OPERATOR)
                .get("/cases/{id}/events", caseId)
                .then()
                .body(
                        "items.find { it.type == 'fengqiao.petition.deadline-extended.v1' }.data.reason",
                        startsWith("box."));
        var sentences = "deadlines.find { it.name == 'petition-handling-2' }.sentences.";
        var zh = DateTimeFormatter.ofPattern("yyyy年M月d日", Locale.ROOT);
        assertThat(String.join("", told.<String>getList(sentences + "zh")))
                .contains(
                        "依据信访工作条例 art. 34（规则petition-handling第1版），“办理期限”期限为60日。",
                        "自" + zh.format(opened),
                        "经批准延长30日",
                        "因此至" + zh.format(due) + "24:00届满。")
                .doesNotContain("head-1");
        var en = DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH);
        assertThat(String.join(" ", told.<String>getList(sentences + "en")))
                .contains(
                        "By 信访工作条例 art. 34 (rule petition-handling, version 1), \"Handle the petition\" has 60 days.",
                        "It runs from " + en.format(opened),
                        "an extension was approved of 30 days more",
                        "So it is due at " + en.format(due) + " 24:00.");
    }

    static ValidatableResponse ask(UUID caseId, int count, boolean told) {
        var body = new HashMap<String, Object>(Map.of("count", count, "reason", "the appraisal is late"));
        if (told) {
            body.put("partyToldAt", now().toString());
        }
        return as(Roles.DEPARTMENT)
                .body(body)
                .post("/petitions/{id}/extension", caseId)
                .then();
    }

    static ValidatableResponse decide(String who, UUID caseId, String call) {
        return leader(who)
                .post("/cases/{id}/deadlines/petition-handling-2/extension" + call, caseId)
                .then();
    }

    static JsonPath deadlines(UUID caseId, boolean days) {
        return as(Roles.PETITION_CLERK)
                .get("/cases/{id}/deadlines?days={days}", caseId, days)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    static Map<String, Object> deadline(UUID caseId, String name) {
        return deadlines(caseId, false).getMap("deadlines.find { it.name == '" + name + "' }");
    }

    static Map<String, Object> handling(UUID caseId) {
        return deadline(caseId, "petition-handling-2");
    }

    static JsonPath data(ConsumerRecord<byte[], byte[]> record) {
        return new JsonPath(new String(record.value(), UTF_8));
    }

    @Test
    void anUnreadableRecordHoldsUpItsOwnCaseOnly() {
        var broken = UUID.randomUUID();
        log.write("routing", "case-claimed", broken, "{\"custody\":", NOON);
        claim(broken, 1, "PETITION", "u");
        opened("u");
        await().atMost(PATIENCE).untilAsserted(() -> {
            var parked =
                    as(Roles.OPERATOR).get("/parked?limit=200").then().extract().jsonPath();
            assertThat(parked.getString("items.find { it.caseId == '" + broken + "' }.code"))
                    .isEqualTo("kernel.unreadable-event");
            assertThat(parked.getInt("items.find { it.caseId == '" + broken + "' }.waiting"))
                    .isEqualTo(2);
        });
        as(Roles.OPERATOR)
                .post("/parked/{id}/redrive", broken)
                .then()
                .statusCode(200)
                .body("done", equalTo(0), "waiting", equalTo(2));
        as(Roles.PETITION_CLERK).get("/petitions/{id}", broken).then().statusCode(404);
    }

    @Test
    void nobodyActsWithoutATokenAndItsRole() {
        var caseId = opened("u");
        Map.of(
                        "/notification", "{}",
                        "/reply",
                                "{\"result\":\"SUPPORTED\",\"opinion\":\"x\",\"delivery\":{\"manner\":\"POST\","
                                        + "\"to\":\"applicant-1\",\"deliveredAt\":\"2024-03-01T09:00:00+08:00\"}}",
                        "/kind", "{\"kind\":\"OPINION\",\"reason\":\"x\"}",
                        "/errands", "{\"where\":\"x\",\"what\":\"x\",\"dueOn\":\"2024-03-08\"}",
                        "/conclusion", "{\"result\":\"SUPPORTED\"}",
                        "/extension", "{\"count\":30,\"reason\":\"x\"}",
                        "/pause", "{\"ground\":\"hearing\"}",
                        "/resumption", "{}")
                .forEach((call, body) -> {
                    given().contentType("application/json")
                            .body(body)
                            .post("/petitions/{id}" + call, caseId)
                            .then()
                            .statusCode(401)
                            .contentType("application/problem+json");
                    given().auth()
                            .oauth2(Tokens.forged(Roles.PETITION_CLERK))
                            .contentType("application/json")
                            .body(body)
                            .post("/petitions/{id}" + call, caseId)
                            .then()
                            .statusCode(401);
                    as(Roles.MEDIATOR)
                            .body(body)
                            .post("/petitions/{id}" + call, caseId)
                            .then()
                            .statusCode(403)
                            .body("code", equalTo("kernel.forbidden"));
                });
        for (var list : List.of("/petitions", "/petitions/" + caseId)) {
            given().get(list).then().statusCode(401);
            as(Roles.ANALYST).get(list).then().statusCode(403);
        }
        assertThat(sheet(caseId).getLong("version")).isEqualTo(4);
    }

    @Test
    void aDocumentsNumberHasNoRoomForAPerson() {
        var caseId = opened("u");
        for (var person : List.of("张三，少先路5号", "张三 少先路街道5号", "张三 2024 13800001234", "张三\n2024")) {
            var code = person.contains("\n") ? "forbidden-character" : "wrong-form";
            var reply = new HashMap<>(reply("SUPPORTED"));
            reply.put("documentNumber", person);
            for (var call : Map.of("/notification", Map.of("documentNumber", person), "/reply", reply)
                    .entrySet()) {
                clerk(caseId, call.getKey(), call.getValue())
                        .statusCode(400)
                        .body("fields[0].field", equalTo("documentNumber"), "fields[0].code", equalTo(code));
            }
        }
        clerk(caseId, "/notification", Map.of("documentNumber", "昆信告〔2024〕12号")).statusCode(200);
        judged(caseId);
        var reply = new HashMap<>(reply("SUPPORTED"));
        reply.put("documentNumber", "(2024)内0203民特1号");
        clerk(caseId, "/reply", reply).statusCode(200);
    }

    @Test
    void everyOffendingFieldIsNamed() {
        var caseId = opened("u");
        clerk(caseId, "/reply", "{\"result\":\"MAYBE\",\"documentNumber\":7}")
                .statusCode(400)
                .contentType("application/problem+json")
                .body("code", equalTo("kernel.bad-input"))
                .body("fields.field", containsInAnyOrder("result", "documentNumber", "opinion", "delivery"));
        clerk(caseId, "/conclusion", "{}").statusCode(400).body("fields[0].field", equalTo("result"));
        clerk(caseId, "/notification", "[]").statusCode(400);
        clerk(caseId, "/notification", Map.of("documentNumber", "告2024-".repeat(11)))
                .statusCode(400)
                .body("fields[0].code", equalTo("wrong-length"));
        as(Roles.DEPARTMENT)
                .get("/petitions?status=DONE")
                .then()
                .statusCode(400)
                .body("fields[0].field", equalTo("status"));
        clerk(caseId, "/extension", Map.of("count", 0, "partyToldAt", "yesterday"))
                .statusCode(400)
                .body("fields.field", containsInAnyOrder("count", "reason", "partyToldAt"));
        clerk(caseId, "/pause", "{}").statusCode(400).body("fields[0].field", equalTo("ground"));
        for (var call : Map.of(
                        "/notification", Map.of(),
                        "/extension", Map.of("count", 1, "reason", "x"),
                        "/pause", Map.of("ground", "hearing"),
                        "/resumption", Map.of())
                .entrySet()) {
            clerk(UUID.randomUUID(), call.getKey(), call.getValue())
                    .statusCode(404)
                    .body("code", equalTo("kernel.no-such-case"));
        }
    }

    @Test
    void theSameIdempotencyKeyIsOneEventAndOneAnswer() throws Exception {
        var caseId = opened("u");
        var answers = atOnce(
                100,
                () -> as(Roles.PETITION_CLERK)
                        .header("Idempotency-Key", "notice-" + caseId)
                        .body("{}")
                        .post("/petitions/{id}/notification", caseId)
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString());
        assertThat(answers).hasSize(100).containsOnly(answers.getFirst());
        assertThat(sheet(caseId).getLong("version")).isEqualTo(6);
    }

    @Test
    void whoSavesAnOldVersionIsTold() {
        var caseId = opened("u");
        clerk(caseId, "/notification", Map.of()).statusCode(200);
        judged(caseId);
        as(Roles.PETITION_CLERK)
                .header("If-Match", "\"1\"")
                .body(reply("SUPPORTED"))
                .post("/petitions/{id}/reply", caseId)
                .then()
                .statusCode(412)
                .body("code", equalTo("kernel.version-moved-on"));
        as(Roles.PETITION_CLERK)
                .header("If-Match", "\"9\"")
                .body(reply("SUPPORTED"))
                .post("/petitions/{id}/reply", caseId)
                .then()
                .statusCode(200);
    }

    @Test
    void ofFiftyDifferentNoticesAtOnceOneIsTheNotice() throws Exception {
        var caseId = opened("u");
        var numbers = new java.util.concurrent.atomic.AtomicInteger();
        var statuses = atOnce(
                50,
                () -> as(Roles.PETITION_CLERK)
                        .body(Map.of("documentNumber", "告2024-" + numbers.incrementAndGet()))
                        .post("/petitions/{id}/notification", caseId)
                        .statusCode());
        assertThat(statuses).isSubsetOf(200, 409).containsOnlyOnce(200);
        assertThat(sheet(caseId).getLong("version")).isEqualTo(6);
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
        clerk(UUID.fromString(cases.getFirst()), "/notification", Map.of()).statusCode(200);

        var listed = new ArrayList<String>();
        var cursor = "";
        do {
            var page = as(Roles.PETITION_CLERK)
                    .get("/petitions?unit={unit}&limit=2&cursor={cursor}", unit, cursor)
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            listed.addAll(page.getList("items.caseId", String.class));
            cursor = page.getString("next");
        } while (cursor != null);
        assertThat(listed).containsExactlyInAnyOrderElementsOf(cases);

        as(Roles.PETITION_CLERK)
                .get("/petitions?unit={unit}&status=NOTIFIED&status=REPLIED", unit)
                .then()
                .body("items.caseId", equalTo(List.of(cases.getFirst())), "next", nullValue());
    }
}
