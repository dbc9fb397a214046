package org.fengqiao.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.fengqiao.kernel.identity.Roles;
import org.fengqiao.kernel.testing.Infrastructure;
import org.fengqiao.kernel.testing.RefoldCheck;
import org.fengqiao.kernel.testing.Tokens;
import org.fengqiao.kernel.testing.TopicReader;

/** The way of a case through its units, to its end and back. */
@QuarkusTest
@QuarkusTestResource(value = Infrastructure.class, initArgs = @ResourceArg(name = "service", value = "routing"))
@QuarkusTestResource(Tokens.class)
@TestProfile(RoutingApplication.SimulatedTime.class)
class CustodyTest extends RoutingApplication {

    @AfterAll
    static void everyCaseFoldsToWhatIsStored() {
        RefoldCheck.requireThatEveryCaseFoldsToWhatIsStored();
    }

    @Test
    void theWordsOfASummaryTellTheCategoryThoughTheLogHasItClosed() {
        var caseId = UUID.randomUUID();
        log.append(caseId, "intake.case-accepted", acceptance(keys, caseId, "说不清", "楼上漏水，泡了我家"), clock.instant());
        awaitEvents(caseId, 2);

        dispatcher().get("/cases/{id}", caseId).then().body("category", equalTo("NEIGHBOUR"));
        assertThat(operator().get("/cases/{id}/events", caseId).asString()).doesNotContain("李某", "王某");
    }

    @Test
    void whoWorksOnACaseSeesWhoIsInItAndWhoOnlySendsItOnSeesASurname() {
        var caseId = accepted("NEIGHBOUR");

        mediator().get("/cases/{id}", caseId).then().body("parties.name", contains("李某", "王某"));
        dispatcher().get("/cases/{id}", caseId).then().body("parties.name", contains("李*", "王*"));
    }

    @Test
    void anAcceptedCaseIsTriagedAndWaitsInTheQueueOfItsStreet() {
        var caseId = accepted("NEIGHBOUR");
        dispatcher()
                .get("/cases/{id}", caseId)
                .then()
                .header("ETag", "\"3\"")
                .body(
                        "status", equalTo("ASSIGNED"),
                        "custody", equalTo(1),
                        "unit", equalTo(STREET),
                        "worker", nullValue(),
                        "path", equalTo("MEDIATION"),
                        "category", equalTo("NEIGHBOUR"),
                        "rule", equalTo("mediation-first"),
                        "because", hasItem("the channel hints at NEIGHBOUR"),
                        "parties.partyId", contains("applicant-1", "respondent-1"));
        var waiting = queueOf(STREET).stream()
                .filter(row -> row.get("caseId").equals(caseId.toString()))
                .toList();
        assertThat(waiting)
                .singleElement()
                .satisfies(row -> assertThat(row)
                        .containsEntry("status", "ASSIGNED")
                        .containsEntry("custody", 1)
                        .containsKey("claimBy"));
    }

    List<Map<String, Object>> queueOf(String unit) {
        var rows = new ArrayList<Map<String, Object>>();
        String cursor = null;
        do {
            var page = mediator()
                    .queryParam("limit", 3)
                    .queryParam("cursor", cursor == null ? "" : cursor)
                    .get("/units/{unit}/queue", unit)
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            rows.addAll(page.getList("items"));
            cursor = page.getString("next");
        } while (cursor != null);
        return rows;
    }

    @Test
    void theQueueIsPagedWithoutLossAndForgetsWhatHasLeftTheUnit() {
        var cases = new HashSet<String>();
        for (var i = 0; i < 8; i++) {
            cases.add(accepted("NEIGHBOUR").toString());
        }
        var leaving = claimed();
        var listed =
                queueOf(STREET).stream().map(row -> (String) row.get("caseId")).toList();
        assertThat(listed).containsAll(cases).contains(leaving.toString()).doesNotHaveDuplicates();
        for (var nowhere : List.of(leaving, UUID.randomUUID())) {
            dispatcher()
                    .body(Map.of("outcome", "MERGED", "mergedInto", nowhere, "reason", "与另案合并"))
                    .post("/cases/{id}/closure", leaving)
                    .then()
                    .statusCode(422)
                    .body("code", equalTo("routing.other-case-missing"));
        }
        dispatcher()
                .body(Map.of("outcome", "CONFIRMED", "reason", "已和好"))
                .post("/cases/{id}/closure", leaving)
                .then()
                .statusCode(409)
                .body("code", equalTo("routing.no-evidence"));
        dispatcher()
                .body(Map.of("outcome", "MERGED", "mergedInto", cases.iterator().next(), "reason", "与另案合并"))
                .post("/cases/{id}/closure", leaving)
                .then()
                .statusCode(200);
        assertThat(queueOf(STREET)).noneMatch(row -> row.get("caseId").equals(leaving.toString()));
    }

    @Test
    void whatRoutingDecidesGoesToTheCommonLogInOrderWithItsEnvelope() {
        var caseId = claimed();
        try (var topic = new TopicReader(Infrastructure.bootstrap(), "case-events")) {
            var ours =
                    topic
                            .until(
                                    records -> records.stream()
                                                    .filter(r -> isOurs(r, caseId))
                                                    .count()
                                            == 6,
                                    PATIENCE)
                            .stream()
                            .filter(r -> isOurs(r, caseId))
                            .toList();
            assertThat(ours)
                    .extracting(r -> TopicReader.header(r, "ce_type").orElseThrow())
                    .containsExactly(
                            "fengqiao.routing.case-triaged.v1",
                            "fengqiao.routing.case-assigned.v1",
                            "fengqiao.routing.deadline-set.v1",
                            "fengqiao.routing.case-claimed.v1",
                            "fengqiao.routing.deadline-met.v1",
                            "fengqiao.routing.deadline-set.v1");
            assertThat(ours)
                    .extracting(r -> TopicReader.header(r, "ce_sequence").orElseThrow())
                    .containsExactly("1", "2", "3", "4", "5", "6");
            assertThat(TopicReader.header(ours.getLast(), "ce_actorid")).contains("dispatcher-1");
            assertThat(TopicReader.header(ours.getFirst(), "ce_correlationid")).contains(caseId.toString());
        }
    }

    @Test
    void anAgreedCaseIsClosedAndARoundOfSatisfiedPartiesVerifiesItOnce() {
        var caseId = claimed();
        concluded(caseId, 1, "AGREED");
        awaitEvents(caseId, 4);
        assertThat(look(caseId).getString("outcome")).isEqualTo("AGREED");
        revisited(caseId, 1, 5, 0);
        awaitEvents(caseId, 5);
        assertThat(look(caseId).getString("status")).isEqualTo("VERIFIED");
        revisited(caseId, 1, 4, 0);
        awaitDealtWith(
                caseId, () -> assertThat(typesOf(caseId)).hasSize(5).last().isEqualTo("case-verified"));
    }

    @Test
    void aSatisfiedRoundWithSomethingOverdueVerifiesWithItsPerformance() {
        var caseId = claimed();
        concluded(caseId, 1, "CONFIRMED");
        awaitEvents(caseId, 4);
        revisited(caseId, 1, 4, 1);
        awaitEvents(caseId, 5);
        assertThat(look(caseId).getString("status")).isEqualTo("CLOSED");
        log.append(
                caseId,
                "mediation.obligation-performed",
                "{\"obligation\": 1, \"performedOn\": \"2024-03-01\", \"outstanding\": 0, \"overdue\": 0}",
                clock.instant());
        awaitEvents(caseId, 6);
        assertThat(look(caseId).getString("status")).isEqualTo("VERIFIED");
    }

    @Test
    void theSameDisputeBackIsARelapseAndTheEarlierClosingStaysVisible() {
        var caseId = claimed();
        var repeat = accepted("NEIGHBOUR");
        dispatcher()
                .body(Map.of("repeat", repeat.toString()))
                .post("/cases/{id}/repeat", caseId)
                .then()
                .statusCode(409)
                .body("code", equalTo("routing.not-closed"));
        concluded(caseId, 1, "AGREED");
        awaitEvents(caseId, 4);
        for (var nobody : List.of(caseId, UUID.randomUUID())) {
            dispatcher()
                    .body(Map.of("repeat", nobody.toString()))
                    .post("/cases/{id}/repeat", caseId)
                    .then()
                    .statusCode(422)
                    .body("code", equalTo("routing." + (nobody.equals(caseId) ? "same-case" : "other-case-missing")));
        }
        assertThat(allTypesOf(caseId)).contains("deadline-set");
        dispatcher()
                .body(Map.of("repeat", repeat.toString()))
                .post("/cases/{id}/repeat", caseId)
                .then()
                .statusCode(200);
        assertThat(typesOf(caseId).subList(3, 8))
                .containsExactly("case-closed", "case-relapsed", "case-reopened", "case-retriaged", "case-assigned");
        var now = look(caseId);
        assertThat(now.getString("rule")).isEqualTo("agreement-mediated-again");
        assertThat(now.getString("closings[0].outcome")).isEqualTo("AGREED");
        assertThat(now.getString("closings[0].cause")).isEqualTo("SAME_DISPUTE_BACK");
        assertThat(now.getString("closings[0].remedy")).isEqualTo("MEDIATION");
        assertThat(now.getString("closings[0].reopenedAt")).isNotNull();
    }

    @Test
    void aRepeatThatIntakeLinksToAClosedCaseIsARelapse() {
        var caseId = claimed();
        concluded(caseId, 1, "CONFIRMED");
        awaitEvents(caseId, 4);
        log.append(
                caseId,
                "intake.repeat-joined",
                "{\"repeat\": \"%s\", \"repeats\": 1}".formatted(UUID.randomUUID()),
                clock.instant());
        awaitEvents(caseId, 8);
        var now = look(caseId);
        assertThat(now.getString("path")).isEqualTo("COURT");
        assertThat(now.getString("rule")).isEqualTo("confirmed-agreement-enforced");
    }

    @Test
    void aBreachReopensAndAssignsAnew() {
        var caseId = claimed();
        concluded(caseId, 1, "AGREED");
        log.append(
                caseId,
                "mediation.obligation-breached",
                "{\"obligation\": 1, \"reason\": \"拒付\", \"outstanding\": 1}",
                clock.instant());
        awaitEvents(caseId, 9);
        assertThat(typesOf(caseId).subList(3, 9))
                .containsExactly(
                        "case-closed",
                        "case-relapsed",
                        "case-reopened",
                        "case-retriaged",
                        "consultation-proposed",
                        "case-assigned");
        var now = look(caseId);
        assertThat(now.getString("status")).isEqualTo("ASSIGNED");
        assertThat(now.getInt("custody")).isEqualTo(2);
        assertThat(now.getInt("closure")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"REFUSED", "FAILED"})
    void aRefusedOrFailedMediationGoesToThePetitionAgencyWhichConcludesIt(String result) {
        var caseId = claimed();
        concluded(caseId, 1, result);
        awaitEvents(caseId, 5);
        assertThat(look(caseId).getString("unit")).isEqualTo(DESK);
        as(Roles.PETITION_CLERK, DESK)
                .body(Map.of("unit", DESK, "worker", DESK + "-1"))
                .post("/cases/{id}/claim", caseId)
                .then()
                .statusCode(200);
        log.append(
                caseId,
                "petition.petition-concluded",
                "{\"petitionId\": \"p\", \"custody\": 2, \"result\": \"SUPPORTED\", \"concludedAt\": \"%s\"}"
                        .formatted(clock.instant()),
                clock.instant());
        awaitEvents(caseId, 7);
        assertThat(look(caseId).getString("outcome")).isEqualTo("PETITION_CONCLUDED");
    }

    @ParameterizedTest
    @CsvSource({"ADJUDICATED,CLOSED", "SETTLED,CLOSED", "DISMISSED,ASSIGNED"})
    void aSmallDebtGoesToTheTribunal(String decision, String status) {
        var caseId = accepted("CONTRACT_DEBT");
        assertThat(look(caseId).getString("unit")).isEqualTo("kundulun-tribunal");
        claim(caseId, "kundulun-tribunal", "judge");
        log.append(
                caseId,
                "mediation.fast-track-decided",
                ("{\"filingId\": \"f\", \"custody\": 1, \"outcome\": \"%s\", \"documentNumber\": \"d\","
                                + " \"decidedAt\": \"%s\"}")
                        .formatted(decision, clock.instant()),
                clock.instant());
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(look(caseId).getString("status")).isEqualTo(status));
    }

    @Test
    void aDepartmentHandlesWhatADispatcherSendsIt() {
        var caseId = accepted("ENVIRONMENT");
        dispatcher()
                .body(Map.of(
                        "category", "ENVIRONMENT",
                        "complexity", "SIMPLE",
                        "risk", "LOW",
                        "path", "ADMINISTRATIVE",
                        "reason", "行政处理更快"))
                .post("/cases/{id}/triage", caseId)
                .then()
                .statusCode(200)
                .body("version", equalTo(7));
        assertThat(look(caseId).getString("unit")).isEqualTo("kundulun-environment");
        var department = as(Roles.DEPARTMENT, "kundulun-environment");
        department
                .body(Map.of("unit", "kundulun-environment", "worker", "kundulun-environment-1"))
                .post("/cases/{id}/claim", caseId)
                .then()
                .statusCode(200);
        as(Roles.DEPARTMENT, "kundulun-environment")
                .body(Map.of("result", "责令整改"))
                .post("/cases/{id}/handling", caseId)
                .then()
                .statusCode(200);
        assertThat(look(caseId).getString("outcome")).isEqualTo("ADMINISTRATIVELY_HANDLED");
        dispatcher()
                .body(Map.of("act", "REOPENING", "reason", "整改未落实"))
                .post("/cases/{id}/approvals", caseId)
                .then()
                .statusCode(200)
                .body("approval", equalTo(1));
        as(Roles.LEADER, CENTRE)
                .post("/cases/{id}/approvals/1/grant", caseId)
                .then()
                .statusCode(200);
        assertThat(look(caseId).getString("status")).isEqualTo("ASSIGNED");
    }

    @Test
    void aWithdrawnCaseIsClosedAndAnEarlyWithdrawalIsNoTrouble() {
        var caseId = accepted("NEIGHBOUR");
        log.append(caseId, "intake.case-withdrawn", "{\"reason\": \"和好\"}", clock.instant());
        awaitEvents(caseId, 3);
        assertThat(look(caseId).getString("outcome")).isEqualTo("WITHDRAWN");
        var never = UUID.randomUUID();
        log.append(never, "intake.case-withdrawn", "{\"reason\": \"和好\"}", clock.instant());
        awaitDealtWith(
                never, () -> dispatcher().get("/cases/{id}", never).then().statusCode(404));
        assertThat(parked(never)).isNull();
    }

    @Test
    void aCaseIsReturnedEscalatedAndGivenToAnotherUnit() {
        var caseId = claimed();
        mediator()
                .body(Map.of("reason", "物业问题", "responsible", "kundulun-property-team"))
                .post("/cases/{id}/return", caseId)
                .then()
                .statusCode(200);
        assertThat(look(caseId).getString("unit")).isEqualTo("kundulun-property-team");
        as(Roles.MEDIATOR, "kundulun-property-team")
                .body(Map.of("reason", "人多"))
                .post("/cases/{id}/escalation", caseId)
                .then()
                .statusCode(200);
        assertThat(look(caseId).getString("unit")).isEqualTo(CENTRE);
        dispatcher()
                .body(Map.of("unit", STREET))
                .post("/cases/{id}/assignment", caseId)
                .then()
                .statusCode(200);
        assertThat(look(caseId).getInt("custody")).isEqualTo(4);
        assertThat(look(caseId).getInt("holding.returns")).isEqualTo(1);
        assertThat(look(caseId).getInt("holding.escalations")).isEqualTo(1);
        assertThat(look(caseId).getString("holding.unclaimedSince")).isNotNull();
        as(Roles.LEADER, "kundulun-property-team")
                .body(Map.of("reason", "我来"))
                .post("/cases/{id}/takeover", caseId)
                .then()
                .statusCode(403)
                .body("code", equalTo("routing.not-above"));
        as(Roles.LEADER, CENTRE)
                .body(Map.of("reason", "群众反映强烈"))
                .post("/cases/{id}/takeover", caseId)
                .then()
                .statusCode(200);
        assertThat(look(caseId).getString("unit")).isEqualTo(CENTRE);
    }

    @Test
    void aCaseNobodyClaimsInTimeGoesOneLevelUpAndAClaimedOneStays() {
        var unclaimed = accepted("NEIGHBOUR");
        var claimed = claimed();
        var due = Instant.parse((String) queueOf(STREET).stream()
                .filter(row -> row.get("caseId").equals(unclaimed.toString()))
                .findFirst()
                .orElseThrow()
                .get("claimBy"));
        assertThat(due).isAfter(clock.instant());
        timeIs(due.minusSeconds(1));
        assertThat(look(unclaimed).getString("unit")).isEqualTo(STREET);
        timeIs(due);
        assertThat(look(unclaimed).getString("unit")).isEqualTo(CENTRE);
        assertThat(typesOf(unclaimed).subList(2, 4)).containsExactly("case-escalated", "case-assigned");
        assertThat(look(claimed).getString("unit")).isEqualTo(STREET);
    }
}
