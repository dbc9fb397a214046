package org.fengqiao.mediation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import java.util.Map;
import java.util.UUID;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

import org.fengqiao.kernel.identity.Roles;
import org.fengqiao.kernel.testing.CaseLog;
import org.fengqiao.kernel.testing.Infrastructure;
import org.fengqiao.kernel.testing.Tokens;

/** Records that come in wrong, twice or unreadable. */
@QuarkusTest
@QuarkusTestResource(value = Infrastructure.class, initArgs = @ResourceArg(name = "service", value = "mediation"))
@QuarkusTestResource(Tokens.class)
class IncomingRecordsTest extends MediationServiceStory {

    @Test
    void whatTheCourtSendsWronglyGoesBackAndTheRestFlows() {
        var caseId = readyToSign();
        fileTold(caseId);
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
                {"filingId":"%s","outcome":"SETTLED","documentNumber":"(2024)内0203民初1号",\
                "decidedAt":"2024-03-05T10:00:00+08:00"}""".formatted(filingId));
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
}
