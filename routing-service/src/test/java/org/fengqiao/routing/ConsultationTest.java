package org.fengqiao.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;

import org.fengqiao.kernel.identity.Roles;
import org.fengqiao.kernel.legalclock.OfficialCalendar;
import org.fengqiao.kernel.testing.Infrastructure;
import org.fengqiao.kernel.testing.Tokens;

/** Consultations on real PostgreSQL, Kafka and Debezium: convened, heard, concluded, carried out, and late. */
@QuarkusTest
@QuarkusTestResource(value = Infrastructure.class, initArgs = @ResourceArg(name = "service", value = "routing"))
@QuarkusTestResource(Tokens.class)
@TestProfile(RoutingApplication.SimulatedTime.class)
class ConsultationTest extends RoutingApplication {

    static final String POLICE = "kundulun-police";

    static RequestSpecification leader() {
        return as(Roles.LEADER, CENTRE);
    }

    static RequestSpecification police() {
        return as(Roles.DEPARTMENT, POLICE);
    }

    static ValidatableResponse convene(RequestSpecification by, UUID caseId, String... units) {
        return by.body(Map.of("agenda", "楼上楼下为何谈不拢", "units", List.of(units)))
                .post("/cases/{id}/consultations", caseId)
                .then();
    }

    static ValidatableResponse opine(RequestSpecification by, UUID caseId, String position) {
        return by.body(Map.of("position", position, "reasons", "应先查明漏点"))
                .post("/cases/{id}/consultations/1/opinions", caseId)
                .then();
    }

    static ValidatableResponse conclude(UUID caseId, Object body) {
        return leader().body(body)
                .post("/cases/{id}/consultations/1/conclusion", caseId)
                .then();
    }

    LocalDate inDays(int days) {
        return clock.instant().atZone(OfficialCalendar.ZONE).toLocalDate().plusDays(days);
    }

    @Test
    void aLeaderConvenesUnitsAreHeardThePlanIsCarriedOutAndDissentIsKept() {
        var caseId = claimed();
        police().get("/cases/{id}", caseId).then().statusCode(404);
        convene(leader(), caseId, STREET, POLICE).statusCode(200).body("consultation", equalTo(1));
        police().get("/cases/{id}", caseId).then().statusCode(200);
        police().get("/consultations?limit=200&unit={unit}", POLICE)
                .then()
                .statusCode(200)
                .body("items.find { it.caseId == '%s' }.heard".formatted(caseId), equalTo(false))
                .body("items.find { it.caseId == '%s' }.part".formatted(caseId), equalTo("INVITED"));

        opine(mediator(), caseId, "SUPPORTS").statusCode(200);
        conclude(caseId, Map.of("lead", STREET, "reasons", "由街道牵头"))
                .statusCode(409)
                .body("code", equalTo("routing.no-quorum"));
        opine(police(), caseId, "DISSENTS").statusCode(200);
        var step = Map.of("what", "请专业公司查漏", "unit", POLICE, "dueOn", inDays(10).toString());
        conclude(
                        caseId,
                        Map.of("lead", STREET, "supports", List.of(POLICE), "reasons", "由街道牵头", "steps", List.of(step)))
                .statusCode(200);

        mediator()
                .get("/cases/{id}", caseId)
                .then()
                .body("unit", equalTo(STREET))
                .body("status", equalTo("CLAIMED"))
                .body("supports", contains(POLICE))
                .body("consultations[0].status", equalTo("CONCLUDED"))
                .body("consultations[0].causes", contains("LEADERS_WISH"))
                .body("consultations[0].agenda", equalTo("楼上楼下为何谈不拢"))
                .body("consultations[0].opinions.position", contains("SUPPORTS", "DISSENTS"))
                .body("consultations[0].opinions[1].reasons", equalTo("应先查明漏点"))
                .body("consultations[0].conclusion.dissenting", contains(POLICE))
                .body("duties[0].what", equalTo("请专业公司查漏"))
                .body("duties[0].status", equalTo("ASSIGNED"))
                .body("duties[0].claimBy", notNullValue());
        operator()
                .get("/cases/{id}", caseId)
                .then()
                .body("consultations[0].agenda", nullValue())
                .body("consultations[0].opinions[1].reasons", nullValue());
        police().get("/duties?limit=200&unit={unit}", POLICE).then().body("items.caseId", hasItem(caseId.toString()));

        mediator()
                .body(Map.of("result", "已查明"))
                .post("/cases/{id}/duties/1/done", caseId)
                .then()
                .statusCode(403)
                .body("code", equalTo("routing.not-your-duty"));
        police().body(Map.of("worker", POLICE + "-1"))
                .post("/cases/{id}/duties/1/claim", caseId)
                .then()
                .statusCode(200);
        police().body(Map.of("result", "已查明漏点"))
                .post("/cases/{id}/duties/1/done", caseId)
                .then()
                .statusCode(200);
        police().get("/duties?limit=200&unit={unit}", POLICE)
                .then()
                .body("items.caseId", not(hasItem(caseId.toString())));
        assertThat(state(caseId, "consultation-1-0")).isEqualTo("MET");
        assertThat(state(caseId, "duty-claim-1-0")).isEqualTo("MET");
        assertThat(state(caseId, "duty-1")).isEqualTo("MET");

        opine(police(), caseId, "SUPPORTS").statusCode(409).body("code", equalTo("routing.consultation-ended"));
        leader().body(Map.of("agenda", "方案未奏效"))
                .post("/cases/{id}/consultations/1/reconvening", caseId)
                .then()
                .statusCode(200)
                .body("consultation", equalTo(2));
        leader().get("/cases/{id}", caseId)
                .then()
                .body("consultations[1].reconvenes", equalTo(1))
                .body("consultations[1].units", contains(CENTRE, STREET, POLICE))
                // What was said and concluded before stands beside it.
                .body("consultations[0].opinions.reasons[1]", equalTo("应先查明漏点"))
                .body("consultations[0].conclusion.dissenting", contains(POLICE))
                .body("consultations[0].conclusion.lead", equalTo(STREET));
        concluded(caseId, 1, "AGREED");
        awaitDealtWith(
                caseId,
                () -> leader().get("/cases/{id}", caseId)
                        .then()
                        .body("status", equalTo("CLOSED"))
                        .body("consultations[1].status", equalTo("DISCONTINUED")));
        convene(leader(), caseId).statusCode(409).body("code", equalTo("routing.closed"));
    }

    private static String state(UUID caseId, String deadline) {
        return dispatcher()
                .get("/cases/{id}/deadlines", caseId)
                .then()
                .extract()
                .jsonPath()
                .getString("deadlines.find { it.name == '%s' }.state".formatted(deadline));
    }

    @Test
    void whoWasNotInvitedOrIsOfTheDisputingSideIsNotHeard() {
        // A unit with the name of a party has an interest in the case, which stands beside its triage and assignment.
        var caseId = accepted("NEIGHBOUR", "纠纷", "昆都仑区公安分局", 3);
        assertThat(typesOf(caseId)).contains("interest-noted");
        convene(leader(), caseId, POLICE).statusCode(403).body("code", equalTo("routing.of-the-disputing-side"));
        convene(leader(), caseId, STREET).statusCode(200);
        convene(leader(), caseId, STREET).statusCode(409).body("code", equalTo("routing.consultation-underway"));
        opine(as(Roles.MEDIATOR, STREET).header("On-Behalf-Of", "applicant-1"), caseId, "SUPPORTS")
                .statusCode(403)
                .body("code", equalTo("routing.of-the-disputing-side"));
        opine(as(Roles.LEADER, "kundulun-education"), caseId, "SUPPORTS")
                .statusCode(403)
                .body("code", equalTo("routing.not-invited"));
        mediator()
                .body(Map.of("reason", "与当事人有亲属关系"))
                .post("/cases/{id}/consultations/1/interests", caseId)
                .then()
                .statusCode(200);
        opine(mediator(), caseId, "SUPPORTS").statusCode(403).body("code", equalTo("routing.interest-declared"));
        leader().body(Map.of("units", List.of(POLICE)))
                .post("/cases/{id}/consultations/1/invitations", caseId)
                .then()
                .statusCode(403)
                .body("code", equalTo("routing.of-the-disputing-side"));
        leader().body(Map.of("units", List.of("kundulun-education"), "experts", List.of("lawyer-7")))
                .post("/cases/{id}/consultations/1/invitations", caseId)
                .then()
                .statusCode(200);
        opine(as(Roles.LEADER, "kundulun-education"), caseId, "ABSTAINS").statusCode(200);
    }

    @Test
    void aBodyThatDoesNotFitIsRefusedWithEveryFieldNamed() {
        var caseId = claimed();
        leader().body(Map.of("experts", List.of("李 某"), "materials", Map.of("files", List.of("XYZ"))))
                .post("/cases/{id}/consultations", caseId)
                .then()
                .statusCode(400)
                .body("fields.field", hasItem("agenda"))
                .body("fields.field", hasItem(containsString("experts")))
                .body("fields.field", hasItem(containsString("materials.files")));
        leader().body(Map.of("position", "MAYBE", "reasons", "?"))
                .post("/cases/{id}/consultations/1/opinions", caseId)
                .then()
                .statusCode(400);
        opine(leader(), caseId, "SUPPORTS").statusCode(404).body("code", equalTo("routing.no-such-consultation"));
        leader().body(Map.of("agenda", "?"))
                .post("/cases/{id}/consultations", UUID.randomUUID())
                .then()
                .statusCode(404);
    }

    @Test
    void aRiskyCaseIsConsultedOnAtOnce() {
        var caseId = accepted("NEIGHBOUR", "对方扬言持刀报复", "王某", 6);
        assertThat(typesOf(caseId))
                .containsExactly(
                        "case-triaged",
                        "consultation-convened",
                        "risk-noted",
                        "consultation-cause-added",
                        "case-alerted",
                        "case-assigned");
        assertThat(look(caseId).getList("consultations[0].because", String.class))
                .contains("high-risk: risk is HIGH");
        leader().get("/consultations?limit=200&unit={unit}", CENTRE)
                .then()
                .body("items.find { it.caseId == '%s' }.part".formatted(caseId), equalTo("CHAIR"));
        leader().get("/consultations?limit=200")
                .then()
                .body("items.findAll { it.caseId == '%s' }".formatted(caseId), hasSize(1));
    }

    @Test
    void aCaseInItsThirdRoundStaysWhereItIsUntilItsConsultationIsConcluded() {
        var caseId = claimed();
        concluded(caseId, 1, "FAILED");
        awaitEvents(caseId, 5);
        claim(caseId, look(caseId).getString("unit"), "li");
        concluded(caseId, 2, "FAILED");
        awaitEvents(caseId, 8);
        claim(caseId, look(caseId).getString("unit"), "li");
        concluded(caseId, 3, "FAILED");
        awaitEvents(caseId, 11);
        assertThat(typesOf(caseId)).endsWith("case-retriaged", "consultation-convened");
        var waiting = look(caseId);
        assertThat(waiting.getString("status")).isEqualTo("TRIAGED");
        assertThat(waiting.getBoolean("consultations[0].holdsCase")).isTrue();
        for (var call : Map.of(
                        "assignment", Map.of("unit", DESK),
                        "claim", Map.of("unit", DESK, "worker", "li"),
                        "closure", Map.of("outcome", "AGREED", "reason", "?"))
                .entrySet()) {
            dispatcher()
                    .body(call.getValue())
                    .post("/cases/{id}/" + call.getKey(), caseId)
                    .then()
                    .statusCode(409)
                    .body("code", equalTo("routing.awaits-consultation"));
        }
        for (var unit : List.of(CENTRE, STREET, DESK, POLICE)) {
            opine(as(Roles.MEDIATOR, unit), caseId, "SUPPORTS").statusCode(200);
        }
        conclude(caseId, Map.of("lead", POLICE, "path", "ADMINISTRATIVE", "reasons", "由公安处理"))
                .statusCode(200);
        assertThat(typesOf(caseId)).endsWith("consultation-concluded", "case-retriaged", "case-assigned");
        assertThat(look(caseId).getString("unit")).isEqualTo(POLICE);
        assertThat(look(caseId).getString("path")).isEqualTo("ADMINISTRATIVE");
    }

    @Test
    void aCaseThatTwoUnitsGaveBackGoesToTheLeadThatTheirLeadersAgreeOn() {
        var caseId = accepted("NEIGHBOUR");
        giveBack(mediator(), caseId, Map.of("reason", "不属于本单位职责范围"));
        assertThat(look(caseId).getString("unit")).isEqualTo(CENTRE);
        giveBack(as(Roles.MEDIATOR, CENTRE), caseId, Map.of("reason", "应由原单位办理", "responsible", STREET));
        assertThat(typesOf(caseId)).endsWith("case-returned", "consultation-convened");
        var units = look(caseId).getList("consultations[0].units", String.class);
        assertThat(units).containsExactly(CENTRE, STREET, POLICE);
        for (var unit : units.subList(0, look(caseId).getInt("consultations[0].opinionsNeeded"))) {
            opine(as(Roles.LEADER, unit), caseId, "SUPPORTS").statusCode(200);
        }
        var step = Map.of("what", "走访双方", "unit", STREET, "dueOn", inDays(10).toString());
        conclude(
                        caseId,
                        Map.of("lead", STREET, "supports", List.of(CENTRE), "reasons", "由街道牵头", "steps", List.of(step)))
                .statusCode(422)
                .body("code", equalTo("routing.support-without-duty"));
        conclude(caseId, Map.of("lead", STREET, "reasons", "由街道牵头", "steps", List.of(step)))
                .statusCode(200);
        assertThat(typesOf(caseId)).endsWith("consultation-concluded", "duty-assigned", "case-assigned");
        claim(caseId, STREET, "zhang");
        mediator()
                .body(Map.of("worker", STREET + "-1"))
                .post("/cases/{id}/duties/1/claim", caseId)
                .then()
                .statusCode(200);
        as(Roles.LEADER, STREET)
                .body(Map.of("result", "已走访核实"))
                .post("/cases/{id}/duties/1/done", caseId)
                .then()
                .statusCode(200);
    }

    private static void giveBack(RequestSpecification by, UUID caseId, Object body) {
        by.body(body).post("/cases/{id}/return", caseId).then().statusCode(200);
    }

    @Test
    void aHardCaseIsOnTheSortingListUntilSomebodyDecides() {
        var caseId = accepted("MEDICAL", "手术", "王某", 3);
        assertThat(typesOf(caseId)).contains("consultation-proposed");
        var listed = "items.find { it.caseId == '%s' }".formatted(caseId);
        leader().queryParam("district", "昆都仑区")
                .queryParam("street", "沼潭街道")
                .queryParam("unit", "kundulun-medical-team")
                .get("/consultations/proposals")
                .then()
                .statusCode(200)
                .body(listed + ".reasons", contains("complex: complexity is COMPLEX"))
                .body(listed + ".complexity", equalTo("COMPLEX"));
        leader().queryParam("street", "少先路街道")
                .get("/consultations/proposals")
                .then()
                .body("items.caseId", not(hasItem(caseId.toString())));
        leader().body(Map.of("reason", "调委会已有办法"))
                .post("/cases/{id}/consultations/waiver", caseId)
                .then()
                .statusCode(200);
        leader().get("/consultations/proposals?limit=200").then().body("items.caseId", not(hasItem(caseId.toString())));
    }

    @Test
    void whatIsNotConcludedInTimeGoesUpAndAtTheTopIsAskedForAgain() {
        var caseId = claimed();
        convene(as(Roles.LEADER, STREET), caseId).statusCode(200);
        pass(caseId, "consultation-1-0");
        assertThat(typesOf(caseId)).endsWith("consultation-escalated");
        leader().get("/cases/{id}", caseId)
                .then()
                .body("consultations[0].chair", equalTo(CENTRE))
                .body("consultations[0].level", equalTo(1));
        pass(caseId, "consultation-1-1");
        leader().get("/cases/{id}", caseId)
                .then()
                .body("consultations[0].chair", equalTo(CENTRE))
                .body("consultations[0].level", equalTo(2));
        assertThat(state(caseId, "consultation-1-1")).isEqualTo("BREACHED");
        assertThat(state(caseId, "consultation-1-2"))
                .as("nobody is above, and it never rests")
                .isEqualTo("RUNNING");
        leader().get("/consultations?limit=200&unit={unit}", CENTRE)
                .then()
                .body("items.caseId", hasItem(caseId.toString()));
    }

    private static void pass(UUID caseId, String deadline) {
        timeIs(Instant.parse(dispatcher()
                        .get("/cases/{id}/deadlines", caseId)
                        .jsonPath()
                        .getString("deadlines.find { it.name == '%s' }.dueAt".formatted(deadline)))
                .plusSeconds(1));
    }
}
