package org.fengqiao.mediation;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.Test;

import org.fengqiao.kernel.identity.Roles;
import org.fengqiao.kernel.testing.CaseLog;
import org.fengqiao.kernel.testing.Infrastructure;
import org.fengqiao.kernel.testing.Tables;
import org.fengqiao.kernel.testing.Tokens;

/** Judicial confirmation and the fast track, with the court at the other end of its topics. */
@QuarkusTest
@QuarkusTestResource(value = Infrastructure.class, initArgs = @ResourceArg(name = "service", value = "mediation"))
@QuarkusTestResource(Tokens.class)
class CourtTest extends MediationServiceStory {

    @Test
    void theCourtConfirmsOnceWhateverItRepeats() {
        var caseId = readyToSign();
        fileTold(caseId);
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
        var records = log.until("mediation", caseId, 20);
        // Two obligations, of which each is reminded of, and can be enforced once it is confirmed.
        assertThat(CaseLog.names(records))
                .endsWith(
                        "agreement-signed",
                        "deadline-set",
                        "deadline-set",
                        "deadline-met",
                        "deadline-set",
                        "confirmation-filed",
                        "deadline-met",
                        "deadline-set",
                        "confirmation-granted",
                        "deadline-set",
                        "deadline-set",
                        "deadline-met",
                        "mediation-concluded");
        assertThat(CaseLog.headers(records.getLast()))
                .containsEntry("ce_actorid", "court")
                .containsEntry("ce_actorrole", "partner");
        assertThat(sheet(caseId).getLong("version")).isEqualTo(20);
        assertThat(sheet(caseId).getString("mediation.ending.result")).isEqualTo("CONFIRMED");
    }

    @Test
    void aDecisionThatCannotHaveBeenMadeThenGoesBackAndTheRightOneIsHeard() {
        var caseId = readyToSign();
        fileTold(caseId);
        sign(caseId, true).statusCode(200);
        var filedAt = now();
        var filingId = apply(caseId);
        for (var wrong : Map.of(
                        filedAt.minusSeconds(86_400), "mediation.decided-before-filing",
                        filedAt.plusSeconds(86_400), "mediation.decided-in-the-future")
                .entrySet()) {
            courtSays("confirmation-decided", filingId, decision(filingId, "GRANTED", wrong.getKey()));
            awaitSentBack(filingId, wrong.getValue());
        }
        tellTheTime(filedAt.plusSeconds(86_400));
        var decidedAt = filedAt.plusSeconds(3_600);
        courtSays("confirmation-decided", filingId, decision(filingId, "GRANTED", decidedAt));
        awaitStatus(caseId, "CONCLUDED");
        var granted = log.until("mediation", caseId, 16).stream()
                .filter(record -> CaseLog.names(List.of(record)).contains("confirmation-granted"))
                .toList();
        assertThat(Instant.parse(CaseLog.headers(granted.getFirst()).get("ce_time")))
                .as("it takes effect when it was made")
                .isEqualTo(decidedAt);
        courtSays("confirmation-decided", filingId, decision(filingId, "GRANTED", decidedAt.plusSeconds(60)));
        awaitSentBack(filingId, "mediation.filing-decided-otherwise");
    }

    static void awaitSentBack(String filingId, String code) {
        rejected.until(
                records -> records.stream()
                        .anyMatch(record -> new String(record.key(), UTF_8).equals(filingId)
                                && code.equals(CaseLog.headers(record).get("rejection-code"))),
                PATIENCE);
    }

    @Test
    void theCourtMayRefuseToConfirm() {
        var caseId = readyToSign();
        fileTold(caseId);
        sign(caseId, true).statusCode(200);
        var filingId = apply(caseId);
        courtSays("confirmation-decided", filingId, """
            {"filingId":"%s","decision":"REFUSED","reason":"unclear terms","documentNumber":"(2024)内0203民特2号",\
            "decidedAt":"%s"}\
            """.formatted(filingId, now()));
        awaitStatus(caseId, "CONCLUDED");
        assertThat(sheet(caseId).getString("mediation.ending.result")).isEqualTo("CONFIRMATION_REFUSED");
        assertThat(sheet(caseId).getString("mediation.ending.reason")).isEqualTo("unclear terms");
        assertThat(data(caseId, 16)).noneSatisfy(data -> assertThat(data).contains("unclear terms"));
    }

    @Test
    void aCaseClaimedForTheCourtIsFiledWithWhatAJudgeNeedsWhenAPartyAppliesAndDecided() {
        var caseId = UUID.randomUUID();
        log.write("intake", "case-registered", caseId, "{\"summary\":\"of no concern to mediation\"}", now());
        log.write("routing", "case-claimed", caseId, claim(caseId, 1, "COURT", "tribunal", "CONTRACT_DEBT"), now());
        awaitStatus(caseId, "FAST_TRACK_OFFERED");
        assertThat(CaseLog.names(log.until("mediation", caseId, 1)))
                .as("nothing of a case is kept before a unit has claimed it")
                .containsExactly("fast-track-opened");
        mediator(caseId, "/fast-track-application", Map.of("plaintiff", "applicant-1"))
                .statusCode(409)
                .body("code", equalTo("mediation.file-not-told"));
        fileTold(caseId);
        assertThat(sheet(caseId).getString("fastTrack.filingId")).isNull();

        mediator(caseId, "/fast-track-application", Map.of("plaintiff", "nobody"))
                .statusCode(422)
                .body("code", equalTo("mediation.not-a-party"));
        String filingId = mediator(caseId, "/fast-track-application", Map.of("plaintiff", "applicant-1"))
                .statusCode(200)
                .extract()
                .path("filingId");
        awaitStatus(caseId, "FAST_TRACK_PENDING");
        var filed = sentToTheCourt(filingId);
        assertThat(filed.getList("parties.partyId")).containsExactly("applicant-1", "respondent-1");
        assertThat(filed.getString("plaintiff")).isEqualTo("applicant-1");
        assertThat(filed.getString("amount.amount")).isEqualTo("3200.00");
        assertThat(List.of(
                        filed.getString("facts"),
                        filed.getString("claim"),
                        filed.getString("parties[0].idNumber"),
                        filed.getString("parties[0].address")))
                .allSatisfy(text -> assertThat(text).startsWith("box."));
        var opened = new JsonPath(given().auth()
                .oauth2(Tokens.of("court", Map.of(), Roles.PARTNER))
                .get("/partner-messages/{id}", sentId(filingId))
                .then()
                .statusCode(200)
                .extract()
                .asString());
        assertThat(opened.getString("data.facts")).isEqualTo("借款不还");
        assertThat(opened.getString("data.parties[0].address")).isEqualTo("钢铁大街1号");

        courtSays("fast-track-decided", filingId, """
            {"filingId":"%s","outcome":"ADJUDICATED","documentNumber":"(2024)内0203民初7号",\
            "decidedAt":"%s"}\
            """.formatted(filingId, now()));
        awaitStatus(caseId, "FAST_TRACK_DECIDED");
        assertThat(data(caseId, 5).getLast())
                .contains("\"custody\":1")
                .contains("\"outcome\":\"ADJUDICATED\"")
                .contains("\"decidedAt\":\"" + now() + "\"");
    }

    @Test
    void onePersonIsNotBookedTwiceAtOneTimeInWhateverCasesItIsAParty() throws SQLException {
        var first = withItsNumber("11010519491231002X", "one-committee");
        var second = withItsNumber("11010519491231002x", "another-committee");
        var third = withItsNumber("15020319800101001X", "third-committee");
        var startsAt = now().plusSeconds(7200);
        mediator(first, "/sessions", Map.of("startsAt", startsAt.toString())).statusCode(200);
        mediator(
                        second,
                        "/sessions",
                        Map.of("startsAt", startsAt.plusSeconds(1800).toString()))
                .statusCode(409)
                .body("code", equalTo("mediation.double-booked"))
                .body("fields.field", contains("parties"))
                .body("fields[0].detail", equalTo("Taken until " + startsAt.plusSeconds(3600) + "."));
        mediator(
                        third,
                        "/sessions",
                        Map.of("startsAt", startsAt.plusSeconds(1800).toString()))
                .statusCode(200);
        mediator(
                        second,
                        "/sessions",
                        Map.of("startsAt", startsAt.plusSeconds(3600).toString()))
                .statusCode(200);
        mediator(
                        first,
                        "/sessions/1/time",
                        Map.of("startsAt", startsAt.plusSeconds(3000).toString()))
                .statusCode(409)
                .body("fields.field", contains("parties"));
        mediator(second, "/failure", Map.of("reason", "no trust")).statusCode(200);
        mediator(
                        first,
                        "/sessions/1/time",
                        Map.of("startsAt", startsAt.plusSeconds(3000).toString()))
                .statusCode(200);
        assertThat(Tables.everyRowOf("mediation").toUpperCase(Locale.ROOT))
                .as("the number is nobody's to read")
                .doesNotContain("11010519491231002X");
    }

    @Test
    void whoIsFoundToBeTakenOnlyAfterASessionWasSetStaysSo() {
        var first = withItsNumber("110105194912310038", "early-committee");
        var second = opened("late-committee");
        var startsAt = now().plusSeconds(7200);
        for (var caseId : List.of(first, second)) {
            mediator(caseId, "/sessions", Map.of("startsAt", startsAt.toString()))
                    .statusCode(200);
        }
        log.write("intake", "case-file-told", second, file(second, "110105194912310038"), now());
        mediator(second, "/parties/applicant-1/needs", Map.of("needs", List.of("INTERPRETER"), "noContact", false))
                .statusCode(200);
        mediator(
                        second,
                        "/sessions",
                        Map.of("startsAt", startsAt.plusSeconds(3600).toString()))
                .statusCode(200);
    }

    private UUID withItsNumber(String idNumber, String unit) {
        var caseId = UUID.randomUUID();
        log.write("intake", "case-file-told", caseId, file(caseId, idNumber), now());
        log.write("routing", "case-claimed", caseId, claim(caseId, 1, "MEDIATION", unit, "NEIGHBOUR"), now());
        awaitStatus(caseId, "UNDERWAY");
        return caseId;
    }

    private static String sentId(String filingId) {
        return toTheCourt
                .until(records -> records.stream().anyMatch(r -> new String(r.key(), UTF_8).equals(filingId)), PATIENCE)
                .stream()
                .filter(r -> new String(r.key(), UTF_8).equals(filingId))
                .map(record -> CaseLog.headers(record).get("ce_id"))
                .findFirst()
                .orElseThrow();
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
}
