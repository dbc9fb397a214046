package org.fengqiao.intake;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

import org.fengqiao.intake.view.People;
import org.fengqiao.kernel.identity.Roles;
import org.fengqiao.kernel.jurisdiction.Jurisdiction;
import org.fengqiao.kernel.sealing.PersonalKind;
import org.fengqiao.kernel.testing.Infrastructure;
import org.fengqiao.kernel.testing.PartnerProducer;
import org.fengqiao.kernel.testing.Tables;
import org.fengqiao.kernel.testing.Tokens;
import org.fengqiao.kernel.testing.TopicReader;

/** Sealing: those who work on a dispute know its parties; no table, topic or log does. */
@QuarkusTest
@QuarkusTestResource(value = Infrastructure.class, initArgs = @ResourceArg(name = "service", value = "intake"))
@QuarkusTestResource(Tokens.class)
class SealingTest {

    private static final List<String> CLEAR =
            List.of("欧阳明远", "15020319770505432X", "13947200001", "慕容秋水", "鱼缸漏水泡了书", "赔一套线装书", "慕容家又漏水");

    @Inject
    People people;

    private static RequestSpecification as(String role, Map<String, Object> claims) {
        return given().auth().oauth2(Tokens.of("somebody", claims, role)).contentType("application/json");
    }

    private static RequestSpecification as(String role) {
        return as(role, Map.of());
    }

    private static String registered() {
        return as(Roles.CLERK)
                .body("""
                    {"channel":"WINDOW","applicants":[{"name":"欧阳明远","idNumber":"15020319770505432X",\
                    "phone":"13947200001"}],
                     "respondents":[{"name":"慕容秋水"}],"summary":"鱼缸漏水泡了书","claim":"赔一套线装书","categoryHint":"慕容家又漏水",
                     "place":{"district":"昆都仑区","street":"少先路街道"}}\
                    """)
                .post("/cases")
                .then()
                .statusCode(201)
                .extract()
                .path("caseId");
    }

    @Test
    void aClerkSeesWhatWasRegistered() {
        as(Roles.CLERK)
                .get("/cases/{id}", registered())
                .then()
                .statusCode(200)
                .body("applicants[0].name", equalTo("欧阳明远"))
                .body("applicants[0].idNumber", equalTo("15020319770505432X"))
                .body("applicants[0].phone", equalTo("13947200001"))
                .body("respondents[0].name", equalTo("慕容秋水"))
                .body("summary", equalTo("鱼缸漏水泡了书"))
                .body("claim", equalTo("赔一套线装书"))
                .body("categoryHint", equalTo("慕容家又漏水"));
    }

    @Test
    void aClerkOfAStreetDoesNotSeeAnIdentityNumberInFull() {
        as(Roles.CLERK, Map.of("street", "少先路街道"))
                .get("/cases/{id}", registered())
                .then()
                .statusCode(200)
                .body("applicants[0].name", equalTo("欧阳明远"))
                .body("applicants[0].idNumber", equalTo("150203********432X"));
    }

    @Test
    void whoSendsACaseOnSeesWhatItIsAboutAndNotWithWhom() {
        as(Roles.DISPATCHER)
                .get("/cases/{id}", registered())
                .then()
                .statusCode(200)
                .body("applicants[0].name", equalTo("欧***"))
                .body("applicants[0].idNumber", nullValue())
                .body("summary", equalTo("鱼缸漏水泡了书"));
    }

    @Test
    void anOperatorSeesTheCaseAndNobodyInIt() {
        var id = registered();
        as(Roles.OPERATOR)
                .get("/cases/{id}", id)
                .then()
                .statusCode(200)
                .body("applicants", hasSize(1))
                .body("applicants[0].name", nullValue())
                .body("summary", nullValue());
        assertThat(as(Roles.OPERATOR).get("/cases/{id}/events", id).asString()).doesNotContain(CLEAR);
    }

    @Test
    void whoLookedIsOnRecord() {
        var id = registered();
        as(Roles.CLERK, Map.of("unit", "kundulun-centre"))
                .get("/cases/{id}", id)
                .then()
                .statusCode(200);

        as(Roles.OPERATOR)
                .queryParam("caseId", id)
                .get("/disclosures")
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].actor.id", equalTo("somebody"))
                .body("items[0].actor.unit", equalTo("kundulun-centre"))
                .body("items[0].purpose", equalTo("SHOWING_TO_STAFF"))
                .body("items[0].kinds.split(',').toList()", hasItems("NAME", "ID_NUMBER", "PHONE", "NARRATIVE"));
    }

    @Test
    void whoMayNotSeeAnythingIsNotOnRecordAsIfTheyHad() {
        var id = registered();
        as(Roles.OPERATOR).get("/cases/{id}", id).then().statusCode(200);

        as(Roles.OPERATOR).queryParam("caseId", id).get("/disclosures").then().body("items", hasSize(0));
    }

    @Test
    void noTableAndNoTopicHasItInClear() throws SQLException {
        var id = registered();
        as(Roles.CLERK)
                .body(Map.of("reason", "鱼缸漏水泡了书，已和解"))
                .post("/cases/{id}/withdrawal", id)
                .then()
                .statusCode(200);

        assertThat(Tables.everyRowOf("intake")).contains(id).doesNotContain(CLEAR);
        try (var topic = new TopicReader(Infrastructure.bootstrap(), "case-events")) {
            var records = topic.until(
                    read -> read.stream()
                                    .filter(record -> record.key() != null
                                            && id.equals(new String(record.key(), StandardCharsets.UTF_8)))
                                    .count()
                            >= 3,
                    Duration.ofSeconds(60));
            assertThat(records)
                    .allSatisfy(record -> assertThat(new String(record.value(), StandardCharsets.UTF_8))
                            .doesNotContain(CLEAR));
        }
    }

    /** With it alone anybody follows the case: it is derived again for whoever repeats the call, and kept nowhere. */
    @Test
    void noTableHasAReceiptCodeAndARepeatIsToldItAgain() throws SQLException {
        var key = UUID.randomUUID().toString();
        var first = registeredWith(key);
        var again = registeredWith(key);

        assertThat(again.getMap("")).isEqualTo(first.getMap(""));
        var code = first.getString("receiptCode");
        given().get("/receipts/{code}", code).then().statusCode(200).body("caseId", equalTo(first.get("caseId")));
        assertThat(Tables.everyRowOf("intake"))
                .contains(first.getString("caseId"))
                .doesNotContain(code, code.replace("-", ""));
    }

    private static JsonPath registeredWith(String key) {
        return as(Roles.CLERK)
                .header("Idempotency-Key", key)
                .body("""
                    {"channel":"WINDOW","applicants":[{"name":"欧阳明远"}],"respondents":[],\
                    "summary":"鱼缸漏水泡了书","place":{"district":"昆都仑区"}}\
                    """)
                .post("/cases")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
    }

    @Test
    void whatIsRecordedInClearIsACodeAndNoWords() {
        var id = registered();
        refused(id, "/legal-holds", Map.of("authority", "COURT", "reference", "慕容秋水的案子"), "reference");
        refused(id, "/decline", Map.of("ground", "OUTSIDE_JURISDICTION", "goTo", "去找慕容秋水"), "goTo");
    }

    private static void refused(String id, String call, Map<String, Object> body, String field) {
        as(Roles.CLERK)
                .body(body)
                .post("/cases/" + id + call)
                .then()
                .statusCode(400)
                .body("code", equalTo("kernel.bad-input"), "fields[0].field", equalTo(field));
    }

    private static void withdrawn(String id) {
        as(Roles.CLERK)
                .body(Map.of("reason", "鱼缸漏水泡了书，已和解"))
                .post("/cases/{id}/withdrawal", id)
                .then()
                .statusCode(200);
    }

    @Test
    void whoseCaseWasClosedAndNeverVerifiedIsForgottenWhenTheRetentionIsOver() {
        var before = registered();
        var lately = registered();
        closed(before, Instant.now().minus(Duration.ofDays(4 * 365)));
        closed(lately, Instant.now().minus(Duration.ofDays(365)));

        ask(subjectOf(lately, "applicants")).statusCode(409).body("code", equalTo("intake.retention-not-over"));
        forget(before, subjectOf(before, "applicants"));
        as(Roles.CLERK)
                .get("/cases/{id}", before)
                .then()
                .body("applicants[0].name", equalTo("[erased]"), "summary", equalTo("[erased]"));
    }

    /** Routing says that the case was closed; nobody revisits it. */
    private static void closed(String id, Instant at) {
        try (var routing = new PartnerProducer(Infrastructure.bootstrap())) {
            routing.send(IntakeServiceTest.routing(
                    id, "case-closed", "{\"closure\":1,\"outcome\":\"AGREED\",\"closedAt\":\"%s\"}".formatted(at)));
        }
        await().atMost(IntakeServiceTest.PATIENCE)
                .untilAsserted(() -> as(Roles.OPERATOR)
                        .get("/cases/{id}/events", id)
                        .then()
                        .body("items.type", hasItem("fengqiao.intake.closing-noted.v1")));
    }

    private static String subjectOf(String id, String side) {
        return as(Roles.CLERK).get("/cases/{id}", id).then().extract().path(side + "[0].subjectId");
    }

    private static ValidatableResponse ask(String subject) {
        return as(Roles.CLERK)
                .body(Map.of("ground", "PURPOSE_FULFILLED", "reason", "鱼缸一事已了，当事人要求删除"))
                .post("/subjects/{id}/erasure", subject)
                .then();
    }

    private static RequestSpecification leader(String person) {
        return given().auth().oauth2(Tokens.of(person, Map.of(), Roles.LEADER)).contentType("application/json");
    }

    /** A clerk asks, and a leader grants it. */
    private static void forget(String caseId, String subject) {
        int approval = ask(subject).statusCode(200).extract().path("approval");
        leader("director-7")
                .post("/cases/{id}/approvals/{approval}/grant", caseId, approval)
                .then()
                .statusCode(200);
    }

    @Test
    void whoIsForgottenIsErasedFromTheRecordWhichStaysAsItWas() {
        var id = registered();
        withdrawn(id);
        var before = as(Roles.OPERATOR).get("/cases/{id}/events", id).jsonPath().getList("items.data");

        forget(id, subjectOf(id, "applicants"));

        as(Roles.CLERK)
                .get("/cases/{id}", id)
                .then()
                .body("applicants[0].name", equalTo("[erased]"))
                .body("applicants[0].idNumber", equalTo("[erased]"))
                .body("respondents[0].name", equalTo("慕容秋水"))
                .body("summary", equalTo("[erased]"))
                .body("claim", equalTo("[erased]"));
        var after = as(Roles.OPERATOR).get("/cases/{id}/events", id).jsonPath().getList("items.data");
        assertThat(after.subList(0, before.size())).isEqualTo(before);
        as(Roles.OPERATOR)
                .get("/cases/{id}/proof", id)
                .then()
                .statusCode(200)
                .body("verdict.finding", equalTo("INTACT"));
    }

    @Test
    void whoIsForgottenStaysForgottenThoughTheKeysComeBackFromABackup() throws SQLException {
        var id = registered();
        withdrawn(id);
        var subject = subjectOf(id, "applicants");
        try (var superuser = DriverManager.getConnection(Infrastructure.superuserJdbcUrl("keys"));
                var statement = superuser.createStatement()) {
            statement.execute("create temporary table backup as select * from subject_key where subject_id = '%s'"
                    .formatted(subject));
            forget(id, subject);
            assertThat(keysOf(subject, statement)).isZero();

            // What nobody but the superuser can do, and does who restores the database of a day before.
            statement.execute("""
                begin;
                alter table subject_key disable trigger user;
                delete from subject_key where subject_id = '%s';
                insert into subject_key select * from backup;
                alter table subject_key enable trigger user;
                commit\
                """.formatted(subject));
            await().atMost(IntakeServiceTest.PATIENCE).until(() -> keysOf(subject, statement) == 0);
        }
    }

    /** Returns how many keys are kept with which something about this person can be read. */
    private static int keysOf(String subject, Statement keys) throws SQLException {
        try (var row = keys.executeQuery(
                "select count(wrapped) from subject_key where subject_id = '%s'".formatted(subject))) {
            row.next();
            return row.getInt(1);
        }
    }

    @Test
    void whoIsForgottenIsNotFoundAgain() throws SQLException {
        var id = registered();
        withdrawn(id);
        assertThat(found("ID_NUMBER", "150203 19770505 432x")).contains(id);
        assertThat(found("NAME", "欧阳明远")).contains(id);
        assertThat(found("PHONE", "+86 139-4720-0001")).contains(id);
        assertThat(digestsOf(id, "applicant-1")).doesNotContainNull().doesNotHaveDuplicates();
        var others = digestsOf(id, "respondent-1");
        assertThat(others.getFirst()).isNotNull();
        assertThat(others.subList(1, 3)).as("what was not given").containsOnlyNulls();

        forget(id, subjectOf(id, "applicants"));

        assertThat(found("ID_NUMBER", "15020319770505432X")).doesNotContain(id);
        assertThat(found("NAME", "欧阳明远")).doesNotContain(id);
        assertThat(found("PHONE", "13947200001")).doesNotContain(id);
        assertThat(digestsOf(id, "applicant-1")).containsOnlyNulls();
        assertThat(found("NAME", "慕容秋水")).as("the other one is").contains(id);
        assertThat(digestsOf(id, "respondent-1")).isEqualTo(others);
    }

    @Test
    void aPhoneIsNotFoundAmongIdentityNumbers() {
        var id = registered();
        assertThat(found("ID_NUMBER", "13947200001")).doesNotContain(id);
        assertThat(found("PHONE", "15020319770505432X")).doesNotContain(id);
    }

    @Test
    void nobodyIsFoundByWhatIsNoMarkOfAPerson() {
        assertThatThrownBy(
                        () -> people.find(PersonalKind.ADDRESS, "昆区", new Jurisdiction("*", null, null, null, null), 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("昆区");
    }

    @Test
    void theServiceCanForgetWhoIsInACaseButNotChangeIt() {
        var id = registered();
        var endpoints = Infrastructure.endpoints();
        for (var change : List.of(
                "update person set party_id = 'applicant-2' where case_id = '" + id + "'",
                "update person set made_with = 'i1.9' where case_id = '" + id + "'",
                "delete from person where case_id = '" + id + "'")) {
            assertThatThrownBy(() -> {
                        try (var connection = DriverManager.getConnection(
                                        ConfigProvider.getConfig()
                                                .getValue("quarkus.datasource.jdbc.url", String.class),
                                        endpoints.getProperty("intake.service.user"),
                                        endpoints.getProperty("intake.service.password"));
                                var statement = connection.createStatement()) {
                            statement.execute(change);
                        }
                    })
                    .as(change)
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("permission denied");
        }
    }

    @Test
    void aPersonsIdentifierIsNearThoseOfItsTime() {
        assertThat(UUID.fromString(subjectOf(registered(), "applicants")).version())
                .isEqualTo(7);
    }

    /** Of name, identity number and phone, as the database has them. */
    private static List<String> digestsOf(String id, String party) throws SQLException {
        try (var connection = DriverManager.getConnection(Infrastructure.superuserJdbcUrl("intake"));
                var query = connection.prepareStatement("""
                    select p.name, p.id_number, n.phone from person p left join person_phone n using (subject_id)
                    where p.case_id = cast(? as uuid) and p.party_id = ?\
                    """)) {
            query.setString(1, id);
            query.setString(2, party);
            var row = query.executeQuery();
            assertThat(row.next()).isTrue();
            return Arrays.asList(row.getString(1), row.getString(2), row.getString(3));
        }
    }

    private static List<String> found(String kind, String value) {
        return as(Roles.CLERK)
                .body(Map.of("kind", kind, "value", value))
                .post("/people/search")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("items.caseId");
    }

    @Test
    void nobodyIsForgottenInAnOpenCaseOrUnderALegalHold() {
        var id = registered();
        var subject = subjectOf(id, "applicants");
        ask(subject).statusCode(409).body("code", equalTo("intake.not-settled"));
        withdrawn(id);
        as(Roles.CLERK)
                .body(Map.of("authority", "COURT", "reference", "civil-2024-1234"))
                .post("/cases/{id}/legal-holds", id)
                .then()
                .statusCode(200);
        ask(subject).statusCode(409).body("code", equalTo("intake.under-legal-hold"));
        as(Roles.CLERK)
                .delete("/cases/{id}/legal-holds/{reference}", id, "civil-2024-1234")
                .then()
                .statusCode(200);
        forget(id, subject);
        forget(id, subject);
    }

    @Test
    void nobodyIsForgottenByOnePersonAlone() {
        var id = registered();
        withdrawn(id);
        ask(UUID.randomUUID().toString()).statusCode(404).body("code", equalTo("intake.unknown-subject"));
        var subject = subjectOf(id, "applicants");
        ask(subject).statusCode(200).body("approval", equalTo(1));
        ask(subject).statusCode(409).body("code", equalTo("intake.approval-pending"));
        as(Roles.CLERK).post("/cases/{id}/approvals/1/grant", id).then().statusCode(403);
        leader("somebody")
                .post("/cases/{id}/approvals/1/grant", id)
                .then()
                .statusCode(403)
                .body("code", equalTo("intake.own-request"));
        leader("director-7")
                .post("/cases/{id}/approvals/2/grant", id)
                .then()
                .statusCode(404)
                .body("code", equalTo("intake.no-such-approval"));
        var path = "/cases/" + id + "/approvals/1";
        leader("director-7").queryParam("limit", 200).get("/approvals").then().body("items.path", hasItem(path));
        leader("director-7")
                .get("/cases/{id}", id)
                .then()
                .body(
                        "erasures.stage", contains("PENDING"),
                        "erasures.reason", contains("鱼缸一事已了，当事人要求删除"));

        leader("director-7")
                .body(Map.of("reason", "仲裁还要用鱼缸的照片"))
                .post(path + "/refusal")
                .then()
                .statusCode(200);
        leader("director-7")
                .post(path + "/grant")
                .then()
                .statusCode(409)
                .body("code", equalTo("intake.approval-decided"));
        as(Roles.CLERK)
                .get("/cases/{id}", id)
                .then()
                .body(
                        "erasures.stage", contains("REFUSED"),
                        "erasures.decidedBy", contains("director-7"),
                        "erasures.refusedFor", contains("仲裁还要用鱼缸的照片"));
        leader("director-7").queryParam("limit", 200).get("/approvals").then().body("items.path", not(hasItem(path)));
    }

    @Test
    void aPersonIsRefusedAfterTheTextsOfTheCaseAreForgotten() {
        var id = registered();
        withdrawn(id);
        forget(id, subjectOf(id, "applicants"));
        ask(subjectOf(id, "respondents")).statusCode(200).body("approval", equalTo(2));
        leader("director-7")
                .body(Map.of("reason", "另一方不同意"))
                .post("/cases/{id}/approvals/2/refusal", id)
                .then()
                .statusCode(200);
    }
}
