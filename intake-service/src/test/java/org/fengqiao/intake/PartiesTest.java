package org.fengqiao.intake;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.fengqiao.kernel.identity.Roles;
import org.fengqiao.kernel.testing.CaseLog;
import org.fengqiao.kernel.testing.Infrastructure;
import org.fengqiao.kernel.testing.Tokens;

/** People of a case, from the registration on, over HTTP. */
@QuarkusTest
@QuarkusTestResource(value = Infrastructure.class, initArgs = @ResourceArg(name = "service", value = "intake"))
@QuarkusTestResource(Tokens.class)
class PartiesTest {

    private static RequestSpecification as(String role) {
        return given().auth().oauth2(Tokens.of(role)).contentType("application/json");
    }

    private static ValidatableResponse post(String body) {
        return as(Roles.CLERK)
                .header("On-Behalf-Of", "applicant-1")
                .body(body)
                .post("/cases")
                .then();
    }

    private static String registered(String applicant, String more) {
        return post("""
            {"channel":"WINDOW","applicants":[%s],"respondents":[{"name":"慕容秋水"}],"summary":"鱼缸漏水",
             "place":{"district":"昆都仑区","street":"少先路街道"}%s}\
            """.formatted(applicant, more)).statusCode(201).extract().path("caseId");
    }

    private static ValidatableResponse read(String caseId) {
        return as(Roles.CLERK).get("/cases/{id}", caseId).then().statusCode(200);
    }

    private static List<String> casesOf(String kind, String value) {
        return as(Roles.CLERK)
                .body(Map.of("kind", kind, "value", value))
                .post("/people/search")
                .then()
                .statusCode(200)
                .extract()
                .path("items.caseId");
    }

    /** A name that nobody else has. */
    private static String somebody() {
        return "欧阳" + UUID.randomUUID();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\u200b", "\u3000", "\u2800", "\u3164", "\ufe0f"})
    void aProfileInWhichNothingIsToBeSeenTellsNothing(String nothing) {
        var caseId = registered("{\"name\":\"%s\"}".formatted(somebody()), "");
        var answer = as(Roles.CLERK)
                .body(Map.of(
                        "side",
                        "APPLICANT",
                        "party",
                        Map.of("name", somebody(), "profile", Map.of("education", nothing)),
                        "reason",
                        "同住一户"))
                .post("/cases/{id}/parties", caseId)
                .then()
                .extract();
        assertThat(answer.statusCode()).as(answer.asString()).isIn(201, 400);
    }

    @Test
    void whoJoinsIsSetRightAndLeavesIsFoundByWhatIsRight() {
        var first = somebody();
        var caseId = registered("{\"name\":\"%s\",\"phone\":\"13800000000\"}".formatted(first), "");
        var second = somebody();
        as(Roles.CLERK)
                .body(Map.of(
                        "side", "APPLICANT",
                        "party",
                                Map.of(
                                        "name",
                                        second,
                                        "phone",
                                        "13947200002",
                                        "deputies",
                                        List.of(Map.of(
                                                "capacity",
                                                "AGENT",
                                                "name",
                                                "赵律师" + second,
                                                "authority",
                                                "授权委托书 2024-03-01"))),
                        "reason", "同住一户"))
                .post("/cases/{id}/parties", caseId)
                .then()
                .statusCode(201)
                .body("partyId", equalTo("applicant-2"), "version", equalTo(3));
        assertThat(casesOf("NAME", second)).containsExactly(caseId);
        assertThat(casesOf("NAME", "赵律师" + second)).containsExactly(caseId);

        var right = somebody();
        as(Roles.CLERK)
                .body(Map.of("name", right, "phone", "13947200003", "reason", "听错了"))
                .post("/cases/{id}/parties/applicant-2/correction", caseId)
                .then()
                .statusCode(200);
        assertThat(casesOf("NAME", right)).containsExactly(caseId);
        assertThat(casesOf("NAME", second)).isEmpty();
        assertThat(casesOf("PHONE", "13947200003")).contains(caseId);
        assertThat(casesOf("PHONE", "13947200002")).doesNotContain(caseId);
        read(caseId)
                .body("applicants.name", contains(first, right))
                .body("applicants[1].deputies[0].capacity", equalTo("AGENT"))
                .body("partyChanges.what", contains("JOINED", "CORRECTED"))
                .body("partyChanges[1].before.name", equalTo(second))
                .body("partyChanges[1].reason", equalTo("听错了"));

        as(Roles.CLERK)
                .body(Map.of("reason", "已搬走"))
                .delete("/cases/{id}/parties/applicant-1", caseId)
                .then()
                .statusCode(200);
        as(Roles.CLERK)
                .body(Map.of("reason", "?"))
                .delete("/cases/{id}/parties/applicant-2", caseId)
                .then()
                .statusCode(409)
                .body("code", equalTo("intake.last-applicant"));
        read(caseId).body("applicants.name", contains(right));
    }

    @Test
    void anErasureReachesEveryVersionOfAPersonsData() {
        var first = somebody();
        var caseId = registered("{\"name\":\"%s\",\"phone\":\"13800000000\"}".formatted(first), "");
        var right = somebody();
        as(Roles.CLERK)
                .body(Map.of("name", right, "reason", "听错了"))
                .post("/cases/{id}/parties/applicant-1/correction", caseId)
                .then()
                .statusCode(200);
        as(Roles.CLERK)
                .body(Map.of("reason", "和好"))
                .post("/cases/{id}/withdrawal", caseId)
                .then()
                .statusCode(200);
        var subject = read(caseId).extract().path("applicants[0].subjectId");
        as(Roles.CLERK)
                .body(Map.of("ground", "PURPOSE_FULFILLED", "reason", "事情已了"))
                .post("/subjects/{id}/erasure", subject)
                .then()
                .statusCode(200);
        given().auth()
                .oauth2(Tokens.of("director-7", Map.of(), Roles.LEADER))
                .contentType("application/json")
                .post("/cases/{id}/approvals/1/grant", caseId)
                .then()
                .statusCode(200);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> read(caseId)
                        .body("applicants[0].name", equalTo("[erased]"))
                        .body("partyChanges[0].before.name", equalTo("[erased]")));
        assertThat(casesOf("NAME", right)).isEmpty();
        as(Roles.CLERK)
                .body(Map.of("name", first, "reason", "?"))
                .post("/cases/{id}/parties/applicant-1/correction", caseId)
                .then()
                .statusCode(409)
                .body("code", equalTo("intake.party-erased"));
    }

    @Test
    void aGroupIsListedCountedAndChoosesWhoSpeaksForIt() {
        var caseId =
                registered("{\"name\":\"%s\",\"phone\":\"13800000000\"}".formatted(somebody()), ",\"groupSize\":40");
        read(caseId).body("groupSize", equalTo(40));
        var member = somebody();
        as(Roles.CLERK)
                .body(Map.of("members", List.of(Map.of("name", member), Map.of("name", somebody()))))
                .post("/cases/{id}/members", caseId)
                .then()
                .statusCode(201)
                .body("counted", equalTo(3));
        read(caseId).body("groupSize", equalTo(3));
        assertThat(casesOf("NAME", member)).containsExactly(caseId);
        as(Roles.CLERK)
                .body(Map.of("representatives", List.of("applicant-1", "member-1"), "reason", "业主推选"))
                .post("/cases/{id}/representatives", caseId)
                .then()
                .statusCode(200)
                .body("representatives", contains("applicant-1", "applicant-2"));
        as(Roles.CLERK)
                .body(Map.of("reason", "不再主张"))
                .delete("/cases/{id}/members/member-2", caseId)
                .then()
                .statusCode(200)
                .body("counted", equalTo(2));
        as(Roles.CLERK)
                .get("/cases/{id}/members", caseId)
                .then()
                .statusCode(200)
                .body("counted", equalTo(2))
                .body("members.name", contains(member));
        read(caseId).body("applicants[1].name", equalTo(member));
        as(Roles.CLERK)
                .body("{\"members\":[{\"name\":\" \",\"idNumber\":\"1\"}]}")
                .post("/cases/{id}/members", caseId)
                .then()
                .statusCode(400)
                .body("fields.field", hasItem("members[0].name"));
    }

    @Test
    void aMinorWithoutAGuardianWaitsForAClerk() {
        var child = "{\"name\":\"%s\",\"idNumber\":\"150203201501010017\"%s}";
        post("""
            {"channel":"UNIT_LEADER","applicants":[%s],"respondents":[{"name":"慕容秋水"}],"summary":"鱼缸漏水",
             "place":{"district":"昆都仑区","street":"少先路街道"}}\
            """.formatted(child.formatted(somebody(), ""))).statusCode(201).body("status", equalTo("REGISTERED"));
        var guarded = registered(
                child.formatted(somebody(), ",\"deputies\":[{\"capacity\":\"GUARDIAN\",\"name\":\"王某\"}]"), "");
        read(guarded)
                .body("status", equalTo("ACCEPTED"))
                .body("applicants[0].minor", equalTo(true))
                .body("applicants[0].kind", equalTo("NATURAL_PERSON"))
                .body("details.filedBy", equalTo("clerk-1"))
                .body("filedFor", equalTo("applicant-1"));
    }

    @Test
    void aProvinceGetsItsRecordsWithAsMuchAboutPeopleAsTheReaderMaySee() {
        var from = Instant.now().minusSeconds(3_600).toString();
        var name = somebody();
        var profile = "{\"sex\":\"%s\",\"ethnicity\":\"02\",\"address\":\"钢铁大街8号\"}";
        post("""
            {"channel":"WINDOW","applicants":[{"name":"王某","profile":%s}],"respondents":[],"summary":"鱼缸漏水",
             "place":{"district":"昆都仑区","street":"少先路街道"}}\
            """.formatted(profile.formatted("3")))
                .statusCode(400)
                .body("fields.field", contains("applicants[0].profile.sex"));
        var caseId = registered(
                "{\"name\":\"%s\",\"idNumber\":\"150203199001010010\",\"profile\":%s}"
                        .formatted(name, profile.formatted("1")),
                ",\"categoryHint\":\"NEIGHBOUR\",\"claim\":\"赔偿\"");
        read(caseId)
                .body("applicants[0].profile.sex", equalTo("1"))
                .body("applicants[0].profile.address", equalTo("钢铁大街8号"));

        var shown = exported(Roles.LEADER, from, caseId);
        assertThat(shown.getString("dispute.mainParty.name")).isEqualTo(name);
        assertThat(shown.getString("dispute.mainParty.sex")).isEqualTo("1");
        assertThat(shown.getString("dispute.mainParty.documentType")).isEqualTo("111");
        assertThat(shown.getString("dispute.mainParty.documentNumber")).isNull();
        assertThat(shown.getString("dispute.scale")).isEqualTo("01");
        assertThat(shown.getString("dispute.summary")).isEqualTo("鱼缸漏水");
        assertThat(shown.getList("faults")).isEmpty();
        as(Roles.OPERATOR)
                .queryParam("caseId", caseId)
                .get("/disclosures")
                .then()
                .statusCode(200)
                .body("items.actor.role", hasItem(Roles.LEADER));

        var counted = exported(Roles.ANALYST, from, caseId);
        assertThat(counted.getString("dispute.mainParty.name")).isNull();
        assertThat(counted.getString("dispute.mainParty.sex")).isNull();
        assertThat(counted.getInt("dispute.people")).isEqualTo(2);
        as(Roles.CLERK).get("/exports/gbt31000").then().statusCode(403);
        as(Roles.LEADER).get("/exports/gbt31000").then().statusCode(400);
    }

    @Test
    void whatACourtHasToKnowIsToldOnceWhenAUnitHasClaimedTheCase() {
        var caseId = registered("""
            {"name":"%s","phone":"13947200007","profile":{"address":"钢铁大街1号","education":"70"}}\
            """.formatted(somebody()), "");
        var id = UUID.fromString(caseId);
        try (var log = new CaseLog(Infrastructure.bootstrap())) {
            var at = Instant.now().truncatedTo(ChronoUnit.SECONDS);
            var seconds = 0;
            for (var path : List.of("PETITION", "COURT", "MEDIATION")) {
                log.write("routing", "case-claimed", id, """
                    {"unit":"shaoxianlu","worker":"zhang","path":"%s"}\
                    """.formatted(path), at.plusSeconds(seconds++));
            }
            log.write("routing", "case-closed", id, """
                {"closure":1,"outcome":"AGREED","closedAt":"%s"}\
                """.formatted(at), at.plusSeconds(3));
            var told = log.until("intake", id, 4);
            assertThat(CaseLog.names(told))
                    .containsExactly("case-registered", "case-accepted", "case-file-told", "closing-noted");
            var file = new JsonPath(new String(told.get(2).value(), StandardCharsets.UTF_8));
            assertThat(file.getString("toldAt")).isEqualTo(at.plusSeconds(1).toString());
            assertThat(file.<String>getList("people.partyId")).containsExactly("applicant-1", "respondent-1");
            assertThat(List.of(
                            file.getString("summary"),
                            file.getString("people[0].phone"),
                            file.getString("people[0].address")))
                    .allSatisfy(text -> assertThat(text).startsWith("box."));
            assertThat(file.getMap("people[0]")).containsOnlyKeys("partyId", "phone", "address");
        }
    }

    @Test
    void theProvincesFormSaysWhatBecameOfACase() {
        var from = Instant.now().minusSeconds(600).toString();
        var caseId = registered("{\"name\":\"%s\",\"phone\":\"13900000000\"}".formatted(somebody()), "");
        var open = exported(Roles.ANALYST, from, caseId);
        assertThat(open.getList("dispute.units")).isEmpty();
        assertThat(open.<Boolean>get("dispute.resolution.success")).isNull();
        try (var log = new CaseLog(Infrastructure.bootstrap())) {
            var at = Instant.now().truncatedTo(ChronoUnit.SECONDS);
            var id = UUID.fromString(caseId);
            log.write("routing", "case-assigned", id, """
                {"unit":"shaoxianlu","name":{"zh":"少先路街道综治中心","en":"Shaoxianlu centre"}}\
                """, at.plusSeconds(1));
            log.write("routing", "case-claimed", id, """
                {"unit":"shaoxianlu","worker":"zhang","path":"MEDIATION"}\
                """, at.plusSeconds(2));
            log.write("mediation", "deadline-set", id, """
                {"name":"mediation-1","rule":"people-mediation","version":1,"dueAt":"2030-01-01T16:00:00Z"}\
                """, at.plusSeconds(3));
            log.write("mediation", "deadline-met", id, "{\"name\":\"mediation-1\"}", at.plusSeconds(4));
            log.write("routing", "case-closed", id, """
                {"closure":1,"outcome":"AGREED","closedAt":"2030-01-01T01:00:00Z"}\
                """, at.plusSeconds(5));
            log.write("routing", "review-concluded", id, """
                {"sample":"%s","grade":"EXCELLENT"}\
                """.formatted(UUID.randomUUID()), at.plusSeconds(6));
        }
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(
                                exported(Roles.ANALYST, from, caseId).getString("dispute.resolution.evaluation"))
                        .isEqualTo("优秀"));
        var closed = exported(Roles.ANALYST, from, caseId);
        assertThat(closed.getList("dispute.units")).containsExactly("少先路街道综治中心");
        assertThat(closed.getString("dispute.resolution.organisation")).isEqualTo("少先路街道综治中心");
        assertThat(closed.getString("dispute.resolution.person")).isEqualTo("zhang");
        assertThat(closed.getString("dispute.resolution.method")).isEqualTo("01");
        assertThat(closed.getBoolean("dispute.resolution.success")).isTrue();
        assertThat(closed.getString("dispute.resolution.account")).isEqualTo("已办结：达成调解协议");
        assertThat(closed.getString("dispute.resolution.dueOn")).isEqualTo("2030-01-01");
    }

    private static JsonPath exported(String role, String from, String caseId) {
        var call = as(role).queryParam("from", from).queryParam("limit", 200);
        var cursor = (String) null;
        do {
            var page = (cursor == null ? call : call.queryParam("cursor", cursor))
                    .queryParam("to", Instant.now().plusSeconds(3_600).toString())
                    .get("/exports/gbt31000")
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            var at = page.getList("items.caseId").indexOf(caseId);
            if (at >= 0) {
                return page.setRootPath("items[" + at + "]");
            }
            cursor = page.getString("next");
            call = as(role).queryParam("from", from).queryParam("limit", 200);
        } while (cursor != null);
        throw new AssertionError(caseId + " is not exported");
    }

    @Test
    void aPlaceIsOneOfThoseThatThereAre() {
        var body = """
            {"channel":"DEPARTMENT","applicants":[{"name":"王某","phone":"13800000000"}],"respondents":[{"name":"李某"}],
             "summary":"楼上漏水","claims":[{"kind":"COMPENSATION","amount":{"amount":"3000.00","currency":"CNY"},\
            "what":"天花板"},{"kind":"APOLOGY"}],"transfer":{"department":"昆都仑区住建局","number":"昆住建转〔2024〕3号"},
             "place":{"district":"昆都仑区","street":"%s","address":"钢铁大街8号","coordinates":%s}}\
            """;
        post(body.formatted("无名街道", "{\"longitude\":1.5,\"latitude\":40.6}"))
                .statusCode(400)
                .body("fields.field", hasItem("place.coordinates.longitude"));
        post(body.formatted("无名街道", "{\"longitude\":109.8312,\"latitude\":40.6}"))
                .statusCode(400)
                .body("fields.field", contains("place.street"))
                .body("fields.code", contains("unknown-code"));
        String caseId = post(body.formatted("少先路街道", "{\"longitude\":109.8312,\"latitude\":40.6}"))
                .statusCode(201)
                .extract()
                .path("caseId");
        read(caseId)
                .body("amount.amount", equalTo("3000.00"))
                .body("details.claims.kind", contains("COMPENSATION", "APOLOGY"))
                .body("details.claims[0].what", equalTo("天花板"))
                .body("details.address", equalTo("钢铁大街8号"))
                .body("details.coordinates.longitude.toDouble()", closeTo(109.831, 1e-9))
                .body("details.transfer.number", equalTo("昆住建转〔2024〕3号"));
        as(Roles.OPERATOR).get("/cases/{id}", caseId).then().body("details.address", nullValue());
        as(Roles.CLERK)
                .queryParam("district", "昆都仑区")
                .get("/places")
                .then()
                .statusCode(200)
                .body("items", hasSize(15))
                .body("items.street", hasItem("少先路街道"))
                .body("items.street", not(hasItem("富强路街道")))
                .body("items[0].communities", hasSize(8));
    }
}
