package org.fengqiao.mediation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItems;

import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.Test;

import org.fengqiao.kernel.crypto.Suite;
import org.fengqiao.kernel.identity.Roles;
import org.fengqiao.kernel.testing.CaseLog;
import org.fengqiao.kernel.testing.Infrastructure;
import org.fengqiao.kernel.testing.Tokens;

/** From the claim to the agreement, or to none. */
@QuarkusTest
@QuarkusTestResource(value = Infrastructure.class, initArgs = @ResourceArg(name = "service", value = "mediation"))
@QuarkusTestResource(Tokens.class)
class AgreementTest extends MediationServiceStory {

    @Test
    void aMediationGoesFromClaimToAgreementAndEveryStepIsOnTheLogInOrder() {
        var caseId = readyToSign();
        sign(caseId, false).statusCode(200).header("ETag", "\"11\"").body("version", equalTo(11));

        var records = log.until("mediation", caseId, 11);
        assertThat(CaseLog.names(records))
                .containsExactly(
                        "mediation-opened",
                        "deadline-set",
                        "consent-recorded",
                        "consent-recorded",
                        "session-scheduled",
                        "session-held",
                        "agreement-signed",
                        "deadline-set",
                        "deadline-set",
                        "deadline-met",
                        "mediation-concluded");
        assertThat(records)
                .extracting(record -> CaseLog.headers(record).get("ce_sequence"))
                .containsExactly("1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11");
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
        assertThat(data(caseId, 16)).anyMatch(event -> event.contains("\"outstanding\":1"));
        assertThat(sheet(caseId).getInt("outstanding")).isZero();
    }

    @Test
    void partiesWhomARiskKeepsApartAreAskedToSessionsOfTheirOwn() {
        var caseId = UUID.randomUUID();
        log.write(
                "routing",
                "risk-noted",
                caseId,
                "{\"noJointSession\":true,\"notedAt\":\"%s\"}".formatted(now()),
                now());
        log.write(
                "routing",
                "case-claimed",
                caseId,
                claim(caseId, 1, "MEDIATION", "apart-committee", "NEIGHBOUR"),
                now());
        awaitStatus(caseId, "UNDERWAY");
        mediator(caseId, "/sessions", Map.of("startsAt", now().toString()))
                .statusCode(409)
                .body("code", equalTo("mediation.parties-kept-apart"));
        mediator(caseId, "/sessions", Map.of("startsAt", now().toString(), "parties", List.of()))
                .statusCode(400)
                .body("fields[0].field", equalTo("parties"));
        var startsAt = now();
        for (var party : List.of("applicant-1", "respondent-1")) {
            mediator(caseId, "/sessions", Map.of("startsAt", startsAt.toString(), "parties", List.of(party)))
                    .statusCode(200);
            startsAt = startsAt.plusSeconds(3600);
        }
        as(Roles.MEDIATOR)
                .get("/mediations/{id}", caseId)
                .then()
                .body(
                        "noJointSession",
                        equalTo(true),
                        "mediation.sessions.parties",
                        contains(List.of("applicant-1"), List.of("respondent-1")));
    }

    @Test
    void whoJoinsIsAskedForConsentBeforeAnythingIsSigned() {
        var caseId = readyToSign();
        log.write("intake", "party-joined", caseId, joined(caseId), now());
        await().atMost(PATIENCE)
                .untilAsserted(() -> as(Roles.MEDIATOR)
                        .get("/mediations/{id}", caseId)
                        .then()
                        .body("mediation.parties.partyId", contains("applicant-1", "applicant-2", "respondent-1")));
        sign(caseId, false).statusCode(409).body("code", equalTo("mediation.consent-missing"));
        consent(caseId, "applicant-2", true).statusCode(200);
        sign(caseId, false).statusCode(422).body("code", equalTo("mediation.signature-missing"));
    }

    @Test
    void neitherMediatorNorRoomIsBookedTwiceAndWhoComesLateIsToldUntilWhen() {
        var unit = "calendar-committee";
        var first = opened(unit);
        var second = opened(unit);
        var startsAt = now().plusSeconds(7200);
        var asked = Map.of("startsAt", startsAt.toString(), "minutes", 90, "room", "7");
        var answers = Stream.of(first, second)
                .parallel()
                .map(caseId -> mediator(caseId, "/sessions", asked).extract().response())
                .toList();
        assertThat(answers).extracting(answer -> answer.statusCode()).containsExactlyInAnyOrder(200, 409);
        var won = answers.getFirst().statusCode() == 200 ? first : second;
        var lost = won.equals(first) ? second : first;
        mediator(lost, "/sessions", asked)
                .statusCode(409)
                .body("code", equalTo("mediation.double-booked"))
                .body("fields.field", contains("mediator", "room"))
                .body("fields[1].detail", equalTo("Taken until " + startsAt.plusSeconds(5400) + "."));
        mediator(
                        won,
                        "/sessions/1/time",
                        Map.of("startsAt", startsAt.plusSeconds(3600).toString(), "minutes", 30))
                .statusCode(200);
        mediator(lost, "/sessions", Map.of("startsAt", startsAt.toString(), "minutes", 60, "room", "7"))
                .statusCode(200)
                .body("session", equalTo(1));
        mediator(
                        won,
                        "/sessions/1/time",
                        Map.of("startsAt", startsAt.plusSeconds(1800).toString()))
                .statusCode(409)
                .body("fields.field", contains("mediator"));
        mediator(won, "/mediator", Map.of("mediator", "qian")).statusCode(200);
        mediator(
                        won,
                        "/sessions/1/time",
                        Map.of("startsAt", startsAt.plusSeconds(1800).toString()))
                .statusCode(200);
        mediator(won, "/mediator", Map.of("mediator", "zhao"))
                .statusCode(409)
                .body("code", equalTo("mediation.double-booked"));
        mediator(won, "/failure", Map.of("reason", "no trust")).statusCode(200);
        mediator(
                        lost,
                        "/sessions",
                        Map.of("startsAt", startsAt.plusSeconds(3600).toString(), "room", "7"))
                .statusCode(200);
    }

    @Test
    void whatAPartyNeedsIsSeenByWhoAsksItToComeAndBindsThem() {
        var caseId = opened();
        mediator(caseId, "/parties/applicant-1/needs", Map.of("needs", List.of("INTERPRETER"), "noContact", true))
                .statusCode(200);
        mediator(caseId, "/sessions", Map.of("startsAt", now().toString()))
                .statusCode(409)
                .body("code", equalTo("mediation.no-contact"));
        var sheet = sheet(caseId);
        assertThat(sheet.getList("mediation.parties[0].needs.needs")).containsExactly("INTERPRETER");
        assertThat(sheet.getBoolean("mediation.parties[0].needs.noContact")).isTrue();
        assertThat(data(caseId, 3).getLast()).doesNotContain("INTERPRETER");
    }

    @Test
    void whatIsOwedInInstalmentsIsPaidInPartsAndWhoWaitsLearnsWhatTheyCanDo() {
        var caseId = readyToSign();
        var day = dayOf(now());
        mediator(caseId, "/agreement", """
            {"form":"WRITTEN","whole":true,"terms":"The respondent pays.",
             "obligations":[
               {"debtor":"respondent-1","creditor":"applicant-1","what":"pay",\
            "amount":{"amount":"1200.00","currency":"CNY"},"dueOn":"%s","condition":"the wall stands",
                "instalments":[{"amount":{"amount":"500.00","currency":"CNY"},"dueOn":"%s"},
                               {"amount":{"amount":"700.00","currency":"CNY"},"dueOn":"%s"}]}],
             "signedBy":["applicant-1","respondent-1"],
             "signatures":[{"partyId":"applicant-1","name":"李某","manner":"HANDWRITTEN"},
                           {"partyId":"respondent-1","name":"王某","manner":"FINGERPRINT"}],
             "confirmationIntended":true}\
            """.formatted(day.plusDays(31), day.plusDays(10), day.plusDays(31)))
                .statusCode(200);
        as(Roles.MEDIATOR)
                .get("/mediations/{id}/confirmation-readiness", caseId)
                .then()
                .statusCode(200)
                .body(
                        "ready", equalTo(false),
                        "standing", equalTo("OPEN"),
                        "applicants", contains("applicant-1", "respondent-1"),
                        "gaps.lack", hasItems("PAPER", "IDENTITY", "ADDRESS", "CONTACT"));
        as(Roles.GRID_WORKER)
                .queryParam("dueBefore", now().plusSeconds(12 * 86_400).toString())
                .queryParam("limit", 200)
                .get("/owed")
                .then()
                .statusCode(200)
                .body("items.caseId", hasItems(caseId.toString()));
        var payment = Map.of("amount", Map.of("amount", "500.00", "currency", "CNY"));
        mediator(caseId, "/obligations/1/payments", payment).statusCode(200);
        mediator(caseId, "/obligations/1/breach", Map.of("reason", "will not pay"))
                .statusCode(200);
        as(Roles.MEDIATOR)
                .get("/mediations/{id}/remedies", caseId)
                .then()
                .statusCode(200)
                .body("remedies.kind", contains("CONFIRMATION", "SUIT", "NEW_MEDIATION"))
                .body("remedies.creditor", everyItem(equalTo("applicant-1")));
        assertThat(as(Roles.MEDIATOR)
                        .queryParam("dueBefore", now().plusSeconds(12 * 86_400).toString())
                        .queryParam("limit", 200)
                        .get("/owed")
                        .jsonPath()
                        .getList("items.caseId"))
                .doesNotContain(caseId.toString());
        var sheet = sheet(caseId);
        assertThat(sheet.getString("mediation.agreement.obligations[0].paid[0].amount.amount"))
                .isEqualTo("500.00");
        assertThat(sheet.getString("mediation.agreement.obligations[0].condition"))
                .isEqualTo("the wall stands");
        assertThat(sheet.getString("mediation.agreement.signatures[1].name")).isEqualTo("王某");
        mediator(caseId, "/obligations/1/excuse", Map.of("reason", "let go")).statusCode(200);
        assertThat(sheet(caseId).getInt("outstanding")).isZero();
        assertThat(String.join("", data(caseId, 12))).doesNotContain("王某", "the wall stands\"", "let go");
    }

    @Test
    void whatWasSignedIsHandedOutAndCanBeMadeAgainToTheByte() {
        var caseId = readyToSign();
        var asked = Map.of("kind", "AGREEMENT", "organisation", "昆河镇人民调解委员会");
        mediator(caseId, "/documents", asked).statusCode(409).body("code", equalTo("mediation.no-agreement"));
        sign(caseId, false).statusCode(200);
        var issued = mediator(caseId, "/documents", asked)
                .statusCode(200)
                .body("document", equalTo(1))
                .extract()
                .jsonPath();
        assertThat(hash(document(caseId, Roles.MEDIATOR, "PDF", 200))).isEqualTo(issued.getString("pdf"));
        var page = document(caseId, Roles.MEDIATOR, "HTML", 200);
        assertThat(hash(page)).isEqualTo(issued.getString("html"));
        assertThat(new String(page, UTF_8)).contains("李某", "The respondent repairs the wall and pays.");
        assertThat(sheet(caseId).getString("documents[0].pdf")).isEqualTo(issued.getString("pdf"));
        assertThat(data(caseId, 10).getLast()).doesNotContain("昆河镇人民调解委员会");
    }

    private static byte[] document(UUID caseId, String role, String format, int status) {
        return as(role).queryParam("format", format)
                .get("/mediations/{id}/documents/1", caseId)
                .then()
                .statusCode(status)
                .extract()
                .asByteArray();
    }

    private static String hash(byte[] content) {
        return HexFormat.of().formatHex(Suite.INTERNATIONAL.digest(content));
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
}
