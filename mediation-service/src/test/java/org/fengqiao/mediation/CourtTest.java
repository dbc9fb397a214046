package org.fengqiao.mediation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.Test;

import org.fengqiao.kernel.testing.CaseLog;
import org.fengqiao.kernel.testing.Infrastructure;
import org.fengqiao.kernel.testing.Tokens;

/** Judicial confirmation and the fast track, with the court at the other end of its topics. */
@QuarkusTest
@QuarkusTestResource(value = Infrastructure.class, initArgs = @ResourceArg(name = "service", value = "mediation"))
@QuarkusTestResource(Tokens.class)
class CourtTest extends MediationServiceStory {

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
    void aDecisionThatCannotHaveBeenMadeThenGoesBackAndTheRightOneIsHeard() {
        var caseId = readyToSign();
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
        var granted = log.until("mediation", caseId, 15).stream()
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
        sign(caseId, true).statusCode(200);
        var filingId = apply(caseId);
        courtSays("confirmation-decided", filingId, """
            {"filingId":"%s","decision":"REFUSED","reason":"unclear terms","documentNumber":"(2024)内0203民特2号",\
            "decidedAt":"%s"}\
            """.formatted(filingId, now()));
        awaitStatus(caseId, "CONCLUDED");
        assertThat(sheet(caseId).getString("mediation.ending.result")).isEqualTo("CONFIRMATION_REFUSED");
        assertThat(sheet(caseId).getString("mediation.ending.reason")).isEqualTo("unclear terms");
        assertThat(data(caseId, 15)).noneSatisfy(data -> assertThat(data).contains("unclear terms"));
    }

    @Test
    void aCaseClaimedForTheCourtIsFiledAndDecided() {
        var caseId = UUID.randomUUID();
        log.write("routing", "case-claimed", caseId, claim(caseId, 1, "COURT", "tribunal", "CONTRACT_DEBT"), now());
        awaitStatus(caseId, "FAST_TRACK_PENDING");
        var filingId = sheet(caseId).getString("fastTrack.filingId");
        assertThat(sentToTheCourt(filingId).getList("parties.partyId")).containsExactly("applicant-1", "respondent-1");

        courtSays("fast-track-decided", filingId, """
            {"filingId":"%s","outcome":"ADJUDICATED","documentNumber":"(2024)内0203民初7号",\
            "decidedAt":"%s"}\
            """.formatted(filingId, now()));
        awaitStatus(caseId, "FAST_TRACK_DECIDED");
        assertThat(data(caseId, 2).getLast())
                .contains("\"custody\":1")
                .contains("\"outcome\":\"ADJUDICATED\"")
                .contains("\"decidedAt\":\"" + now() + "\"");
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
