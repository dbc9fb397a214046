package org.fengqiao.mediation;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

import org.fengqiao.kernel.identity.Roles;
import org.fengqiao.kernel.legalclock.OfficialCalendar;
import org.fengqiao.kernel.testing.Infrastructure;
import org.fengqiao.kernel.testing.RefoldCheck;
import org.fengqiao.kernel.testing.Tokens;

/** Revisits of closed cases. */
@QuarkusTest
@QuarkusTestResource(value = Infrastructure.class, initArgs = @ResourceArg(name = "service", value = "mediation"))
@QuarkusTestResource(Tokens.class)
class RevisitsTest extends MediationServiceStory {

    private static final String FAR = "2050-01-01T00:00:00Z";
    private static final String FORM = "application/x-www-form-urlencoded";

    @AfterAll
    static void everyCaseFoldsToWhatIsStored() {
        RefoldCheck.requireThatEveryCaseFoldsToWhatIsStored();
    }

    @Test
    void eachPartyIsAskedOnItsOwnByAnotherAndAReopenedCaseIsNotAskedAbout() {
        var caseId = UUID.randomUUID();
        var unit = "unit-" + caseId;
        var closedAt = now();
        close(caseId, 1, "PETITION_CONCLUDED", unit, closedAt);
        assertThat(due(unit, closedAt.plus(Duration.ofDays(9)).toString())).containsExactly(1, 1);

        visit(caseId, 1, "applicant-1", 5).statusCode(409).body("code", equalTo("mediation.revisit-before-its-day"));
        tellTheTime(closedAt.plus(Duration.ofDays(7)));
        given().auth()
                .oauth2(Tokens.of("zhang", Map.of(), Roles.MEDIATOR))
                .contentType("application/json")
                .body(Map.of("channel", "VISIT"))
                .post("/mediations/{id}/revisits/1/parties/applicant-1/attempts", caseId)
                .then()
                .statusCode(403)
                .body("code", equalTo("mediation.asked-by-a-handler"));
        visit(caseId, 1, "respondent-2", 5).statusCode(404).body("code", equalTo("mediation.not-asked-in-this-round"));
        call(caseId, 1, "applicant-1", 2, "it leaks again").statusCode(200);
        assertThat(due(unit, FAR)).containsExactly(1, 2, 2, 3, 3);
        assertThat(data(caseId, 7).get(6))
                .contains("\"satisfaction\":2")
                .contains("\"channel\":\"PHONE\"")
                .contains("\"askedBy\":\"grid-worker-1\"")
                .contains("\"partyId\":\"applicant-1\"")
                .doesNotContain("13904720001");
        visit(caseId, 1, "applicant-1", 4).statusCode(409).body("code", equalTo("mediation.party-already-answered"));
        visit(caseId, 1, "respondent-1", 4).statusCode(200);
        as(Roles.MEDIATOR)
                .get("/mediations/{id}", caseId)
                .then()
                .body("revisits[0].status", equalTo("COMPLETED"))
                .body("revisits[0].parties.status", equalTo(List.of("ANSWERED", "ANSWERED")))
                .body("revisits[0].parties[0].answer.remark", equalTo("it leaks again"))
                .body("revisits[1].status", equalTo("PENDING"));
        assertThat(deadline(caseId, "revisit-made-1-1")).containsEntry("state", "MET");

        log.write("routing", "case-reopened", caseId, """
            {"closure":1,"cause":"DISSATISFIED","reopenedAt":"%s"}\
            """.formatted(closedAt), closedAt);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(due(unit, FAR)).isEmpty());
        assertThat(deadline(caseId, "revisit-made-1-2")).containsEntry("state", "CANCELLED");
        visit(caseId, 2, "applicant-1", 4).statusCode(409).body("code", equalTo("mediation.revisit-cancelled"));

        close(caseId, 2, "AGREED", unit, closedAt);
        assertThat(due(unit, FAR)).containsExactly(4, 4, 5, 5, 6, 6);
    }

    /** 信访工作条例 art. 30: nothing of an accusation is made known to whom it accuses, not even by asking how it went. */
    @Test
    void whoIsAccusedIsNotRevisited() {
        var caseId = UUID.randomUUID();
        var unit = "unit-" + caseId;
        var closedAt = now();
        log.write("petition", "kind-judged", caseId, """
            {"kind":"ACCUSATION","article":"信访工作条例 art. 30","accused":[],"judgedBy":"sun","judgedAt":"%s"}\
            """.formatted(closedAt), closedAt);
        log.write("routing", "case-closed", caseId, closed(1, "PETITION_CONCLUDED", unit, closedAt), closedAt);
        await("one party a round")
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(due(unit, FAR)).containsExactly(1, 2, 3));
        tellTheTime(closedAt.plus(Duration.ofDays(7)));
        visit(caseId, 1, "respondent-1", 5).statusCode(404).body("code", equalTo("mediation.not-asked-in-this-round"));
        as(Roles.GRID_WORKER)
                .body(Map.of())
                .post("/mediations/{id}/revisits/1/parties/respondent-1/link", caseId)
                .then()
                .statusCode(404);
        visit(caseId, 1, "applicant-1", 5).statusCode(200);
        as(Roles.MEDIATOR)
                .get("/mediations/{id}", caseId)
                .then()
                .body("revisits[0].status", equalTo("COMPLETED"))
                .body("revisits[0].parties.partyId", equalTo(List.of("applicant-1")));
    }

    @Test
    void aPartyIsTriedThreeTimesAndARoundEndsWithItsTime() {
        var caseId = UUID.randomUUID();
        var unit = "unit-" + caseId;
        var closedAt = now();
        close(caseId, 1, "AGREED", unit, closedAt);
        var day = dayOf(closedAt).plusDays(7);
        for (var worked = 0; worked < 5; worked++) {
            day = workedDayFrom(day.plusDays(1));
        }
        assertThat(deadline(caseId, "revisit-made-1-1"))
                .containsEntry("dueAt", endOf(day).toString());
        for (var attempt = 0; attempt < 3; attempt++) {
            tellTheTime(closedAt.plus(Duration.ofDays(7 + attempt)).plus(Duration.ofHours(attempt)));
            as(Roles.GRID_WORKER)
                    .body(Map.of("channel", "PHONE", "phone", "13904720001"))
                    .post("/mediations/{id}/revisits/1/parties/applicant-1/attempts", caseId)
                    .then()
                    .statusCode(200);
        }
        as(Roles.GRID_WORKER)
                .body(Map.of("channel", "VISIT"))
                .post("/mediations/{id}/revisits/1/parties/applicant-1/attempts", caseId)
                .then()
                .statusCode(409)
                .body("code", equalTo("mediation.party-given-up"));
        assertThat(due(unit, FAR)).containsExactly(1, 2, 2, 3, 3);
        tellTheTime(endOf(day).minusSeconds(1));
        assertThat(deadline(caseId, "revisit-made-1-1")).containsEntry("state", "WARNED");
        tellTheTime(endOf(day));
        assertThat(deadline(caseId, "revisit-made-1-1")).containsEntry("state", "BREACHED");
        visit(caseId, 1, "respondent-1", 5).statusCode(409).body("code", equalTo("mediation.revisit-over"));
        as(Roles.MEDIATOR)
                .get("/mediations/{id}", caseId)
                .then()
                .body("revisits[0].status", equalTo("COMPLETED"))
                .body("revisits[0].parties.givenUp", equalTo(List.of("UNREACHABLE", "DEADLINE")))
                .body("revisits[0].parties[0].attempts", hasSize(3));
        tellTheTime(closedAt.plus(Duration.ofDays(30)));
        for (var party : List.of("applicant-1", "respondent-1")) {
            visit(caseId, 2, party, 5).statusCode(200);
        }
        assertThat(deadline(caseId, "revisit-made-1-2")).containsEntry("state", "MET");
        assertThat(deadline(caseId, "revisit-made-1-3")).containsEntry("state", "RUNNING");
    }

    @Test
    void attemptsOnOneDayOrAtOneHourGiveNobodyUp() {
        var caseId = UUID.randomUUID();
        var closedAt = now();
        close(caseId, 1, "AGREED", "unit-" + caseId, closedAt);
        var first = closedAt.plus(Duration.ofDays(7));
        var twoHours = Duration.ofHours(2);
        // Three times on two days; then on a third day, too.
        for (var at : List.of(first, first.plus(twoHours), first.plus(Duration.ofDays(1)))) {
            tellTheTime(at);
            tried(caseId, "applicant-1").statusCode(200);
        }
        assertThat(states(caseId)).containsExactly("WAITING", "WAITING");
        tellTheTime(first.plus(Duration.ofDays(2)));
        tried(caseId, "applicant-1").statusCode(200);
        assertThat(states(caseId)).containsExactly("GIVEN_UP", "WAITING");

        // On three days at the same hour, and then at another one.
        var other = UUID.randomUUID();
        var later = now();
        close(other, 1, "AGREED", "unit-" + other, later.minus(Duration.ofDays(7)));
        for (var days = 0; days < 3; days++) {
            tellTheTime(later.plus(Duration.ofDays(days)));
            tried(other, "respondent-1").statusCode(200);
        }
        assertThat(states(other)).containsExactly("WAITING", "WAITING");
        tellTheTime(later.plus(Duration.ofDays(2)).plus(twoHours));
        tried(other, "respondent-1").statusCode(200);
        assertThat(states(other)).containsExactly("WAITING", "GIVEN_UP");
    }

    private static ValidatableResponse tried(UUID caseId, String party) {
        return as(Roles.GRID_WORKER)
                .body(Map.of("channel", "VISIT"))
                .post("/mediations/{id}/revisits/1/parties/{party}/attempts", caseId, party)
                .then();
    }

    private static List<String> states(UUID caseId) {
        return as(Roles.MEDIATOR)
                .get("/mediations/{id}", caseId)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("revisits[0].parties.status");
    }

    @Test
    void aPartyAnswersOnThePageWithAOneTimeCode() {
        var caseId = agreedAndClosed();
        tellTheTime(now().plus(Duration.ofDays(25)));
        tellTheTime(now().plus(Duration.ofDays(5)));
        var made = link(caseId, 2, "applicant-1", "key-" + caseId);
        assertThat(link(caseId, 2, "applicant-1", "key-" + caseId))
                .as("a repeated call has the same code again")
                .isEqualTo(made);
        var code = made.get("code");
        assertThat(data(caseId, 1).toString()).doesNotContain(code.replace("-", ""));
        var page = "/revisit-answers/" + code.toLowerCase();

        given().accept("text/html")
                .get(page)
                .then()
                .statusCode(200)
                .contentType(containsString("text/html"))
                .header("Content-Security-Policy", containsString("form-action 'self'"))
                .header("Content-Security-Policy", not(containsString("script")))
                .header("Cache-Control", equalTo("no-store"))
                .header("Referrer-Policy", equalTo("no-referrer"))
                .body(containsString("您对处理结果满意吗"))
                .body(containsString("name=\"obligation-1\" value=\"NOT_PERFORMED\""))
                .body(containsString("name=\"obligation-2\" value=\"NOT_YET_DUE\""))
                .body(not(containsString("repair the wall")))
                .body(not(containsString("王某")));
        given().accept("application/json")
                .get(page)
                .then()
                .statusCode(200)
                .body("side", equalTo("APPLICANT"))
                .body("obligations.obligation", equalTo(List.of(1, 2)))
                .body("obligations.owed", equalTo(List.of("TO_YOU", "TO_YOU")));

        given().contentType(FORM)
                .accept("text/html")
                .body("satisfaction=4&newTrouble=false&speaker=PARTY&obligation-1=PERFORMED")
                .post(page)
                .then()
                .statusCode(422)
                .contentType(containsString("text/html"))
                .body(containsString("协议的每一项都要回答"));
        given().contentType(FORM)
                .accept("text/html")
                .body("satisfaction=9&newTrouble=false&speaker=PARTY")
                .post(page)
                .then()
                .statusCode(400)
                .body(containsString("填写有误"));
        given().contentType(FORM)
                .accept("text/html")
                .body("satisfaction=4&newTrouble=false&speaker=AGENT&obligation-1=PERFORMED&obligation-2=NOT_YET_DUE"
                        + "&remark=%E5%B7%B2%E4%BF%AE%E5%A5%BD")
                .post(page)
                .then()
                .statusCode(200)
                .body(containsString("谢谢"));
        given().accept("text/html").get(page).then().statusCode(409).body(containsString("您的回答已经收到"));
        as(Roles.MEDIATOR)
                .get("/mediations/{id}", caseId)
                .then()
                .body("revisits[1].parties[0].answer.channel", equalTo("LINK"))
                .body("revisits[1].parties[0].answer.askedBy", nullValue())
                .body("revisits[1].parties[0].answer.speaker", equalTo("AGENT"))
                .body("revisits[1].parties[0].answer.remark", equalTo("已修好"))
                .body("mediation.agreement.obligations[0].status", equalTo("PERFORMED"));
    }

    @Test
    void aCodeIsForOnePartyOnceAndForATime() {
        var caseId = agreedAndClosed();
        tellTheTime(now().plus(Duration.ofDays(7)));
        var first = link(caseId, 1, "respondent-1", null).get("code");
        var second = link(caseId, 1, "respondent-1", null).get("code");
        assertThat(second).isNotEqualTo(first);
        var answer = Map.of(
                "speaker",
                "PARTY",
                "satisfaction",
                5,
                "newTrouble",
                false,
                "obligations",
                List.of(Map.of("obligation", 1, "said", "PERFORMED"), Map.of("obligation", 2, "said", "NOT_YET_DUE")));
        for (var unknown : List.of(first, "0000-0000-0000-0000", "no code")) {
            given().contentType("application/json")
                    .body(answer)
                    .post("/revisit-answers/{code}", unknown)
                    .then()
                    .statusCode(404)
                    .body("code", equalTo("mediation.unknown-link"));
        }
        given().contentType("application/json")
                .body(answer)
                .post("/revisit-answers/{code}", second)
                .then()
                .statusCode(200);
        given().contentType("application/json")
                .body(answer)
                .post("/revisit-answers/{code}", second)
                .then()
                .statusCode(200);
        as(Roles.MEDIATOR)
                .get("/mediations/{id}", caseId)
                .then()
                .body("revisits[0].parties[1].status", equalTo("ANSWERED"))
                .body("mediation.agreement.obligations[0].status", equalTo("OWED"));
        var late = link(caseId, 1, "applicant-1", null).get("code");
        // Past five working days, whatever holidays lie between.
        tellTheTime(now().plus(Duration.ofDays(20)));
        given().accept("application/json")
                .get("/revisit-answers/{code}", late)
                .then()
                .statusCode(409)
                .body("code", equalTo("mediation.revisit-over"));
    }

    @Test
    void oneNumberThatAnswersForManyIsMarkedForThoseWhoEvaluateTheEarlierAnswersToo() {
        var closedAt = now();
        var unit = "unit-" + UUID.randomUUID();
        var cases = List.of(UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID());
        for (var caseId : cases) {
            close(caseId, 1, "PETITION_CONCLUDED", "unit-" + caseId, closedAt);
        }
        tellTheTime(closedAt.plus(Duration.ofDays(7)));
        var number = "139" + "%08d".formatted(Math.floorMod(unit.hashCode(), 100_000_000));
        for (var caseId : cases.subList(0, 2)) {
            call(caseId, 1, "applicant-1", 4, "fine", number).statusCode(200);
        }
        assertThat(marked("unit-" + cases.getFirst())).isEmpty();
        call(cases.getLast(), 1, "applicant-1", 4, "fine", number).statusCode(200);
        for (var caseId : cases) {
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(marked("unit-" + caseId)).containsExactly(List.of("ONE_PHONE_FOR_MANY")));
        }
        as(Roles.MEDIATOR).get("/revisits/marked").then().statusCode(403);
    }

    @Test
    void nothingButFivesOnOneEveningIsMarked() {
        var closedAt = now();
        var asker = "asker-" + UUID.randomUUID().toString().substring(0, 8);
        var evening = dayOf(closedAt)
                .plusDays(7)
                .atTime(19, 0)
                .atZone(OfficialCalendar.ZONE)
                .toInstant();
        var cases = Stream.generate(UUID::randomUUID).limit(4).toList();
        for (var caseId : cases) {
            close(caseId, 1, "PETITION_CONCLUDED", "unit-" + caseId, closedAt);
        }
        tellTheTime(evening);
        for (var caseId : cases) {
            for (var party : List.of("applicant-1", "respondent-1")) {
                given().auth()
                        .oauth2(Tokens.of(asker, Map.of(), Roles.GRID_WORKER))
                        .contentType("application/json")
                        .body(Map.of(
                                "channel",
                                "VISIT",
                                "speaker",
                                "PARTY",
                                "satisfaction",
                                5,
                                "obligations",
                                List.of(),
                                "newTrouble",
                                false))
                        .post("/mediations/{id}/revisits/1/parties/{party}/answer", caseId, party)
                        .then()
                        .statusCode(200);
            }
        }
        for (var caseId : cases) {
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(marked("unit-" + caseId))
                            .containsExactly(List.of("ALL_FIVES_ON_ONE_EVENING"), List.of("ALL_FIVES_ON_ONE_EVENING")));
        }
    }

    /** The closing was entered long after its day, and the parties are said to have answered at once. */
    @Test
    void anAnswerWithinAMinuteOfTheClosingIsMarked() {
        var caseId = UUID.randomUUID();
        var unit = "unit-" + caseId;
        var json = closed(1, "PETITION_CONCLUDED", unit, now().minus(Duration.ofDays(8)));
        log.write("routing", "case-closed", caseId, json, now());
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(due(unit, FAR)).hasSize(6));
        visit(caseId, 1, "applicant-1", 4).statusCode(200);
        tellTheTime(now().plusSeconds(61));
        visit(caseId, 1, "respondent-1", 4).statusCode(200);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(marked(unit)).containsExactly(List.of("SOON_AFTER_CLOSING")));
    }

    private static List<List<String>> marked(String unit) {
        return as(Roles.DISPATCHER)
                .get("/revisits/marked?unit={unit}", unit)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("items.grounds");
    }

    @Test
    void onlyThePageTakesAForm() {
        given().contentType(FORM)
                .body("x=y")
                .post("/mediations/{id}/consents", UUID.randomUUID())
                .then()
                .statusCode(415)
                .body("code", equalTo("kernel.not-json"));
    }

    // ---- steps

    private void close(UUID caseId, int closure, String outcome, String unit, Instant closedAt) {
        log.write("routing", "case-closed", caseId, closed(closure, outcome, unit, closedAt), closedAt);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(due(unit, FAR)).hasSize(6));
    }

    private static String closed(int closure, String outcome, String unit, Instant closedAt) {
        return """
            {"closure":%d,"outcome":"%s","path":"PETITION","unit":"%s","place":{"district":"昆都仑区"},\
            "parties":[{"partyId":"applicant-1","side":"APPLICANT"},{"partyId":"respondent-1","side":"RESPONDENT"}],\
            "handledBy":["zhang"],"closedAt":"%s"}\
            """.formatted(closure, outcome, unit, closedAt);
    }

    /** A case whose agreement is signed and which routing has closed; 19 and 31 days later something is due. */
    private UUID agreedAndClosed() {
        var caseId = readyToSign();
        sign(caseId, false).statusCode(200);
        log.write("routing", "case-closed", caseId, closed(1, "AGREED", "kunhe-committee", now()), now());
        await().atMost(PATIENCE)
                .untilAsserted(() -> as(Roles.MEDIATOR)
                        .get("/mediations/{id}", caseId)
                        .then()
                        .body("revisits", hasSize(3)));
        return caseId;
    }

    private static ValidatableResponse visit(UUID caseId, int round, String party, int satisfaction) {
        return as(Roles.GRID_WORKER)
                .body(Map.of(
                        "channel",
                        "VISIT",
                        "speaker",
                        "PARTY",
                        "satisfaction",
                        satisfaction,
                        "obligations",
                        List.of(),
                        "newTrouble",
                        false))
                .post("/mediations/{id}/revisits/{round}/parties/{party}/answer", caseId, round, party)
                .then();
    }

    private static ValidatableResponse call(UUID caseId, int round, String party, int satisfaction, String remark) {
        return call(caseId, round, party, satisfaction, remark, "13904720001");
    }

    private static ValidatableResponse call(
            UUID caseId, int round, String party, int satisfaction, String remark, String number) {
        return as(Roles.GRID_WORKER)
                .body(Map.of(
                        "channel",
                        "PHONE",
                        "phone",
                        number,
                        "speaker",
                        "PARTY",
                        "satisfaction",
                        satisfaction,
                        "obligations",
                        List.of(),
                        "newTrouble",
                        false,
                        "remark",
                        remark))
                .post("/mediations/{id}/revisits/{round}/parties/{party}/answer", caseId, round, party)
                .then();
    }

    private static Map<String, String> link(UUID caseId, int round, String party, String key) {
        var call = as(Roles.CLERK);
        return (key == null ? call : call.header("Idempotency-Key", key))
                .post("/mediations/{id}/revisits/{round}/parties/{party}/link", caseId, round, party)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getMap("");
    }

    static List<Integer> due(String unit, String before) {
        return as(Roles.GRID_WORKER)
                .get("/revisits?unit={unit}&dueBefore={before}", unit, before)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("items.round");
    }
}
