package org.fengqiao.intake;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
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
import org.junit.jupiter.api.Test;

import org.fengqiao.intake.inbound.Referrals;
import org.fengqiao.kernel.identity.Roles;
import org.fengqiao.kernel.testing.Infrastructure;
import org.fengqiao.kernel.testing.PartnerProducer;
import org.fengqiao.kernel.testing.Tokens;

/** Repeats: one dispute that comes by several doors, as one case carries it on and whoever reported it hears of it. */
@QuarkusTest
@QuarkusTestResource(value = Infrastructure.class, initArgs = @ResourceArg(name = "service", value = "intake"))
@QuarkusTestResource(Tokens.class)
class RepeatsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String LEAK = "楼上邻居卫生间漏水，把我家客厅天花板和地板都泡坏了，要求赔偿装修损失";
    private static final String SAME_LEAK = "我家客厅的天花板和地板被楼上卫生间漏水泡坏，多次找邻居协商，要求赔偿装修损失";

    private static final String RETURNED = "fengqiao.intake.parties-returned.v1";

    @Inject
    RepeatChecks checks;

    private static RequestSpecification as(String role, Map<String, Object> claims) {
        return given().auth().oauth2(Tokens.of("clerk-3", claims, role)).contentType("application/json");
    }

    private static RequestSpecification as(String role) {
        return as(role, Map.of());
    }

    /** Registers a dispute; people of this test are called by a name of its own. */
    private static JsonPath registered(String who, String street, String account) {
        return as(Roles.CLERK)
                .body("""
                    {"channel":"WINDOW","applicants":[{"name":"欧阳%1$s","phone":"139%2$s"}],
                     "respondents":[{"name":"慕容%1$s"}],"summary":"%3$s","categoryHint":"NEIGHBOUR",
                     "place":{"district":"昆都仑区","street":"%4$s","community":"青松社区"}}\
                    """.formatted(who, phoneOf(who), account, street))
                .post("/cases")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
    }

    private static String registered(String who, String account) {
        return registered(who, "少先路街道", account).getString("caseId");
    }

    private static String phoneOf(String who) {
        return "%08d".formatted(Math.floorMod(who.hashCode(), 100_000_000));
    }

    private static String somebody() {
        return UUID.randomUUID().toString().substring(0, 8);
    }

    private static List<String> eventsOf(String caseId) {
        return as(Roles.OPERATOR)
                .get("/cases/{id}/events", caseId)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("items.type");
    }

    private void look() {
        checks.poll().await().atMost(PATIENCE);
    }

    private static ValidatableResponse link(String repeat, String of) {
        return as(Roles.CLERK)
                .body(Map.of("of", of, "reasons", List.of("PARTY", "TEXT")))
                .post("/cases/{id}/repeat-links", repeat)
                .then();
    }

    @Test
    void theSameDisputeByAnotherDoorIsLinkedByRuleOnce() {
        var who = somebody();
        var first = registered(who, LEAK);
        look();
        var again = registered(who, SAME_LEAK);
        look();
        look();
        as(Roles.CLERK).get("/cases/{id}", again).then().body("carriedOnUnder", equalTo(first));
        as(Roles.CLERK).get("/cases/{id}", first).then().body("repeats", contains(again));
        assertThat(eventsOf(again)).containsOnlyOnce("fengqiao.intake.repeat-linked.v1");
        assertThat(eventsOf(first)).containsOnlyOnce("fengqiao.intake.repeat-joined.v1");
        as(Roles.OPERATOR)
                .get("/cases/{id}/events", again)
                .then()
                .body("items.find { it.type == 'fengqiao.intake.repeat-linked.v1' }.data.by", equalTo("RULE"))
                .body(
                        "items.find { it.type == 'fengqiao.intake.repeat-linked.v1' }.data.reasons.attribute",
                        hasItem("PARTY"));
    }

    @Test
    void somebodyWhoComesBackWithAThirdDisputeIsNotedAndRepeatsOfOneDisputeCountOnce() {
        var who = somebody();
        var first = registered(who, LEAK);
        look();
        var again = registered(who, SAME_LEAK);
        look();
        var second = registered(who, "沼潭街道", "单位拖欠工资三个月，要求支付").getString("caseId");
        look();
        var third = registered(who, "昆工路街道", "网购手机有质量问题，商家拒绝退货").getString("caseId");
        look();
        look();
        assertThat(List.of(first, again, second))
                .allSatisfy(caseId -> assertThat(eventsOf(caseId)).doesNotContain(RETURNED));
        as(Roles.OPERATOR)
                .get("/cases/{id}/events", third)
                .then()
                .body("items.findAll { it.type == '%s' }.data.applicant".formatted(RETURNED), contains(2));
    }

    @Test
    void ofTwoThatComeTogetherTheLaterOneIsLinked() {
        var who = somebody();
        var first = registered(who, LEAK);
        var second = registered(who, SAME_LEAK);
        var third = registered(who, LEAK);
        look();
        as(Roles.CLERK).get("/cases/{id}", first).then().body("repeats", hasSize(2), "carriedOnUnder", nullValue());
        for (var repeat : List.of(second, third)) {
            as(Roles.CLERK).get("/cases/{id}", repeat).then().body("carriedOnUnder", equalTo(first));
        }
    }

    @Test
    void whatMayBeARepeatIsSuggestedWithAReasonForEachAttribute() {
        var account = LEAK + somebody();
        var first = registered(somebody(), account);
        look();
        var other = registered(somebody(), account);
        as(Roles.CLERK)
                .get("/cases/{id}/repeat-candidates", other)
                .then()
                .statusCode(200)
                .body("items.caseId", hasItem(first))
                .body(
                        "items.find { it.caseId == '%s' }.reasons.attribute".formatted(first),
                        contains("PARTY", "PLACE", "CATEGORY", "TIME", "TEXT"))
                .body("items.find { it.caseId == '%s' }.reasons[0].words.zh".formatted(first), equalTo("当事人不同"));
        look();
        as(Roles.CLERK).get("/cases/{id}", other).then().body("carriedOnUnder", nullValue());
    }

    @Test
    void aPersonLinksAndUnlinksAndNeitherMakesAChainNorACircle() {
        var one = registered(somebody(), LEAK);
        var two = registered(somebody(), LEAK);
        var three = registered(somebody(), LEAK);
        link(one, one).statusCode(422).body("code", equalTo("intake.own-repeat"));
        link(one, UUID.randomUUID().toString()).statusCode(404).body("code", equalTo("kernel.no-such-case"));
        link(one, two).statusCode(200).body("caseId", equalTo(one));
        link(one, two).statusCode(200);
        link(two, one).statusCode(409).body("code", equalTo("intake.is-a-repeat"));
        link(two, three).statusCode(409).body("code", equalTo("intake.carries-on-repeats"));
        link(three, one).statusCode(409).body("code", equalTo("intake.is-a-repeat"));
        link(one, three).statusCode(409).body("code", equalTo("intake.linked-already"));
        assertThat(eventsOf(three)).doesNotContain("fengqiao.intake.repeat-joined.v1");
        for (var time = 0; time < 2; time++) {
            as(Roles.CLERK)
                    .delete("/cases/{id}/repeat-links/{of}", one, two)
                    .then()
                    .statusCode(200);
        }
        assertThat(eventsOf(one)).containsOnlyOnce("fengqiao.intake.repeat-unlinked.v1");
        assertThat(eventsOf(two)).containsOnlyOnce("fengqiao.intake.repeat-left.v1");
        link(one, three).statusCode(200);
    }

    @Test
    void nobodyLearnsOfACaseOfAnotherJurisdiction() {
        var who = somebody();
        var here = registered(who, "少先路街道", LEAK).getString("caseId");
        var there = registered(who, "沼潭街道", LEAK).getString("caseId");
        look();
        var clerk = Map.<String, Object>of("district", "昆都仑区", "street", "少先路街道");
        as(Roles.CLERK, clerk)
                .get("/cases/{id}/repeat-candidates", here)
                .then()
                .statusCode(200)
                .body("items.caseId.contains('%s')".formatted(there), equalTo(false));
        var another = registered(somebody(), "少先路街道", LEAK).getString("caseId");
        var known = as(Roles.CLERK, clerk)
                .body(Map.of("of", there, "reasons", List.of("PARTY")))
                .post("/cases/{id}/repeat-links", another)
                .then()
                .statusCode(404)
                .extract()
                .asString();
        var unknown = as(Roles.CLERK, clerk)
                .body(Map.of("of", UUID.randomUUID(), "reasons", List.of("PARTY")))
                .post("/cases/{id}/repeat-links", another)
                .then()
                .statusCode(404)
                .extract()
                .asString();
        assertThat(known).isEqualTo(unknown);
    }

    @Test
    void aLinkNamesTheOtherCaseAndKnownReasons() {
        var one = registered(somebody(), LEAK);
        as(Roles.CLERK)
                .body("{\"of\":\"nobody\",\"reasons\":[\"SMELL\"]}")
                .post("/cases/{id}/repeat-links", one)
                .then()
                .statusCode(400)
                .body("code", equalTo("kernel.bad-input"));
        as(Roles.CLERK)
                .body(Map.of("of", one, "reasons", List.of()))
                .post("/cases/{id}/repeat-links", one)
                .then()
                .statusCode(400)
                .body("fields.field", contains("reasons"));
    }

    @Test
    void thePartnerThatReportedTheRepeatAndThePartyGetTheOutcomeOfTheCaseThatCarriesItOn() throws SQLException {
        var who = somebody();
        var reference = "110-" + UUID.randomUUID();
        var first = registered(who, LEAK);
        try (var police = new PartnerProducer(Infrastructure.bootstrap())) {
            police.send(
                    "police.inbound",
                    "/police",
                    reference,
                    "referral-submitted",
                    IntakeServiceTest.referral(reference),
                    Instant.now());
        }
        var repeat = Referrals.caseOf("police", reference).toString();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(
                                as(Roles.CLERK).get("/cases/{id}", repeat).statusCode())
                        .isEqualTo(200));
        link(repeat, first).statusCode(200);
        try (var log = new PartnerProducer(Infrastructure.bootstrap())) {
            log.send(IntakeServiceTest.routing(
                    first,
                    "case-closed",
                    "{\"closure\":1,\"outcome\":\"AGREED\",\"closedAt\":\"%s\"}".formatted(Instant.now())));
        }
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(eventsOf(first)).contains("fengqiao.intake.repeat-answered.v1"));
        assertThat(messagesTo(reference))
                .anySatisfy(message -> assertThat(message)
                        .contains("\"outcome\":\"AGREED\"")
                        .contains(repeat)
                        .doesNotContain(first));
    }

    @Test
    void thePartySeesTheOutcomeByItsOwnReceipt() {
        var who = somebody();
        var first = registered(who, LEAK);
        var again = registered(who, "少先路街道", SAME_LEAK);
        link(again.getString("caseId"), first).statusCode(200);
        try (var log = new PartnerProducer(Infrastructure.bootstrap())) {
            log.send(IntakeServiceTest.routing(
                    first,
                    "case-closed",
                    "{\"closure\":1,\"outcome\":\"AGREED\",\"closedAt\":\"%s\"}".formatted(Instant.now())));
        }
        await().atMost(PATIENCE)
                .untilAsserted(() -> given().get("/receipts/{code}", again.getString("receiptCode"))
                        .then()
                        .body("steps.what.zh", contains("已登记", "已受理", "与另案合并办理", "已办结：达成调解协议")));
    }

    @Test
    void repeatsOfACaseThatIsTakenBackGoOnByThemselves() {
        var one = registered(somebody(), LEAK);
        var two = registered(somebody(), LEAK);
        link(one, two).statusCode(200);
        as(Roles.CLERK)
                .body(Map.of("reason", "和好"))
                .post("/cases/{id}/withdrawal", two)
                .then()
                .statusCode(200);
        look();
        as(Roles.CLERK).get("/cases/{id}", one).then().body("carriedOnUnder", nullValue());
        assertThat(eventsOf(one)).contains("fengqiao.intake.repeat-unlinked.v1");
    }

    @Test
    void noWordOfAnAccountStandsInTheTablesAndAnErasureLeavesNoOutline() throws SQLException {
        var who = somebody();
        var caseId = registered(who, LEAK);
        look();
        assertThat(outline(caseId)).isNotEmpty().doesNotContain("漏水", "客厅", who, phoneOf(who));
        as(Roles.CLERK)
                .body(Map.of("reason", "和好"))
                .post("/cases/{id}/withdrawal", caseId)
                .then()
                .statusCode(200);
        var subject =
                as(Roles.CLERK).get("/cases/{id}", caseId).then().extract().<String>path("applicants[0].subjectId");
        var approval = as(Roles.CLERK)
                .body(Map.of("ground", "PURPOSE_FULFILLED", "reason", "事情已了"))
                .post("/subjects/{id}/erasure", subject)
                .then()
                .statusCode(200)
                .extract()
                .<Integer>path("approval");
        given().auth()
                .oauth2(Tokens.of("director-7", Map.of(), Roles.LEADER))
                .contentType("application/json")
                .post("/cases/{id}/approvals/{n}/grant", caseId, approval)
                .then()
                .statusCode(200);
        assertThat(outline(caseId)).isEmpty();
        look();
        assertThat(outline(caseId)).isEmpty();
    }

    /** Returns what the table of outlines has of a case, as text. */
    private static String outline(String caseId) throws SQLException {
        return query(
                "select coalesce(string_agg(s::text, ''), '') from repeat_sketch s where case_id = '" + caseId + "'");
    }

    private static List<String> messagesTo(String reference) throws SQLException {
        return query("select coalesce(string_agg(data, E'\\n'), '') from partner_message where message_key = '"
                        + reference + "'")
                .lines()
                .toList();
    }

    private static String query(String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(Infrastructure.superuserJdbcUrl("intake"));
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
