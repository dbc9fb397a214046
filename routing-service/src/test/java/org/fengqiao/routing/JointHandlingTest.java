package org.fengqiao.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import java.time.Instant;
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
import org.fengqiao.routing.view.Waiting;

/** Joint handling on real PostgreSQL, Kafka and Debezium: a lead and units that support it, each with its own claim. */
@QuarkusTest
@QuarkusTestResource(value = Infrastructure.class, initArgs = @ResourceArg(name = "service", value = "routing"))
@QuarkusTestResource(Tokens.class)
@TestProfile(RoutingApplication.SimulatedTime.class)
class JointHandlingTest extends RoutingApplication {

    static final String POLICE = "kundulun-police";
    static final String EDUCATION = "kundulun-education";

    private static RequestSpecification police() {
        return as(Roles.DEPARTMENT, POLICE);
    }

    static ValidatableResponse support(RequestSpecification by, UUID caseId, String unit, Instant now) {
        return support(by, caseId, Map.of("unit", unit, "what", "核查噪声", "dueOn", inTenDays(now)));
    }

    private static ValidatableResponse support(RequestSpecification by, UUID caseId, Map<String, Object> body) {
        return by.body(body).post("/cases/{id}/supports", caseId).then();
    }

    private static String inTenDays(Instant now) {
        return now.atZone(OfficialCalendar.ZONE).toLocalDate().plusDays(10).toString();
    }

    private static ValidatableResponse duty(RequestSpecification by, UUID caseId, int duty, String what, Object body) {
        return by.body(body)
                .post("/cases/{id}/duties/{duty}/{what}", caseId, duty, what)
                .then();
    }

    private static ValidatableResponse claim(RequestSpecification by, UUID caseId, String worker) {
        return duty(by, caseId, 1, "claim", Map.of("worker", worker));
    }

    private static void refused(ValidatableResponse answer, int status, String code) {
        answer.statusCode(status).body("code", equalTo("routing." + code));
    }

    private static String state(UUID caseId, String deadline) {
        return dispatcher()
                .get("/cases/{id}/deadlines", caseId)
                .then()
                .extract()
                .jsonPath()
                .getString("deadlines.find { it.name == '%s' }.state".formatted(deadline));
    }

    /** Expects that something of the case waits for a unit or person. */
    private static void waits(String whose, String name, UUID caseId, String why) {
        operator()
                .queryParam(whose, name)
                .queryParam("act", Waiting.Why.valueOf(why).act())
                .queryParam("limit", 200)
                .get("/inbox")
                .then()
                .statusCode(200)
                .body("items.findAll { it.caseId == '%s' }.why".formatted(caseId), hasItem(why));
    }

    private static void waitsNoMore(String whose, String name, UUID caseId) {
        operator()
                .queryParam(whose, name)
                .queryParam("limit", 200)
                .get("/inbox")
                .then()
                .statusCode(200)
                .body("items.caseId", not(hasItem(caseId.toString())));
    }

    private static void timePasses(UUID caseId, String deadline) {
        timeIs(Instant.parse(dispatcher()
                        .get("/cases/{id}/deadlines", caseId)
                        .jsonPath()
                        .getString("deadlines.find { it.name == '%s' }.dueAt".formatted(deadline)))
                .plusSeconds(1));
    }

    @Test
    void aUnitThatSupportsTheLeadClaimsItsDutyHandsItOverAndDoesIt() {
        var caseId = claimed();
        police().get("/cases/{id}", caseId).then().statusCode(404);
        support(mediator(), caseId, POLICE, clock.instant()).statusCode(200).body("duty", equalTo(1));
        police().get("/cases/{id}", caseId)
                .then()
                .statusCode(200)
                .body("unit", equalTo(STREET))
                .body("worker", equalTo("zhang"))
                .body("supports", contains(POLICE))
                .body("duties[0].lead", equalTo(STREET))
                .body("duties[0].what", equalTo("核查噪声"))
                .body("duties[0].status", equalTo("ASSIGNED"));
        waits("unit", POLICE, caseId, "ASKED_TO_SUPPORT");
        police().queryParam("unit", POLICE)
                .queryParam("limit", 200)
                .get("/duties")
                .then()
                .body("items.find { it.caseId == '%s' }.status".formatted(caseId), equalTo("ASSIGNED"));

        claim(police(), caseId, POLICE + "-1").statusCode(200);
        waitsNoMore("unit", POLICE, caseId);
        waits("person", POLICE + "-1", caseId, "PLANNED");
        duty(police(), caseId, 1, "handover", Map.of("worker", POLICE + "-2", "reason", "换岗"))
                .statusCode(200);
        waitsNoMore("person", POLICE + "-1", caseId);
        waits("person", POLICE + "-2", caseId, "PLANNED");
        mediator()
                .get("/cases/{id}", caseId)
                .then()
                .body("duties[0].worker", equalTo(POLICE + "-2"))
                .body("duties[0].claimedAt", notNullValue())
                .body("duties[0].claimBy", nullValue());

        duty(police(), caseId, 1, "done", Map.of("result", "已核查")).statusCode(200);
        mediator()
                .get("/cases/{id}", caseId)
                .then()
                .body("supports", nullValue())
                .body("duties[0].status", equalTo("DONE"))
                .body("duties[0].result", equalTo("已核查"));
        operator().get("/cases/{id}", caseId).then().body("duties[0].result", nullValue());
        waitsNoMore("person", POLICE + "-2", caseId);
        assertThat(state(caseId, "duty-claim-1-0")).isEqualTo("MET");
        assertThat(state(caseId, "duty-1")).isEqualTo("MET");
        assertThat(typesOf(caseId)).endsWith("duty-assigned", "duty-claimed", "duty-handed-over", "duty-done");
    }

    @Test
    void whatNobodyClaimsInTimeGoesUpAndIsAskedForAgainAtTheTop() {
        var caseId = claimed();
        support(mediator(), caseId, POLICE, clock.instant()).statusCode(200);
        timePasses(caseId, "duty-claim-1-0");
        assertThat(state(caseId, "duty-claim-1-0")).isEqualTo("BREACHED");
        assertThat(look(caseId).getString("duties[0].raisedTo")).isEqualTo(CENTRE);
        waits("unit", POLICE, caseId, "ASKED_TO_SUPPORT");
        waits("unit", CENTRE, caseId, "DUTY_UNCLAIMED");
        timePasses(caseId, "duty-claim-1-1");
        assertThat(state(caseId, "duty-claim-1-2")).as("it never rests").isEqualTo("RUNNING");
        assertThat(typesOf(caseId)).endsWith("duty-escalated", "duty-escalated");
        claim(police(), caseId, POLICE + "-1").statusCode(200);
        assertThat(state(caseId, "duty-claim-1-2")).isEqualTo("MET");
        waitsNoMore("unit", POLICE, caseId);
    }

    @Test
    void whatAUnitGivesBackTheLeadGivesToAnotherAndWhatTheLeadAskedForEndsWithTheCase() {
        var caseId = claimed();
        support(mediator(), caseId, POLICE, clock.instant()).statusCode(200);
        duty(police(), caseId, 1, "return", Map.of("reason", "无此职权")).statusCode(200);
        waits("unit", STREET, caseId, "DUTY_RETURNED");
        mediator()
                .get("/cases/{id}", caseId)
                .then()
                .body("supports", nullValue())
                .body("duties[0].status", equalTo("RETURNED"))
                .body("duties[0].reason", equalTo("无此职权"));
        support(
                        mediator(),
                        caseId,
                        Map.of("unit", EDUCATION, "what", "核查噪声", "dueOn", inTenDays(clock.instant()), "instead", 1))
                .statusCode(200)
                .body("duty", equalTo(2));
        assertThat(look(caseId).getList("duties.status", String.class)).containsExactly("CANCELLED", "ASSIGNED");
        assertThat(look(caseId).getList("supports", String.class)).containsExactly(EDUCATION);
        support(mediator(), caseId, POLICE, clock.instant()).statusCode(200);
        duty(mediator(), caseId, 3, "cancellation", Map.of("reason", "已无必要")).statusCode(200);
        concluded(caseId, 1, "AGREED");
        awaitDealtWith(caseId, () -> assertThat(typesOf(caseId)).endsWith("case-closed", "duty-cancelled"));
        waitsNoMore("unit", EDUCATION, caseId);
        assertThat(state(caseId, "duty-claim-2-0")).isEqualTo("CANCELLED");
        refused(support(mediator(), caseId, POLICE, clock.instant()), 409, "closed");
        refused(duty(as(Roles.DEPARTMENT, EDUCATION), caseId, 2, "done", Map.of("result", "?")), 409, "duty-cancelled");
    }

    @Test
    void aWrongMoveIsRefusedWithItsName() {
        var caseId = accepted("NEIGHBOUR", "纠纷", "昆都仑区教育局", 3);
        var now = clock.instant();
        refused(support(mediator(), caseId, EDUCATION, now), 403, "of-the-disputing-side");
        refused(support(mediator(), caseId, STREET, now), 409, "leads-the-case");
        refused(support(mediator(), caseId, "nobody", now), 422, "unknown-unit");
        refused(
                support(
                        mediator(),
                        caseId,
                        Map.of(
                                "unit",
                                POLICE,
                                "what",
                                "?",
                                "dueOn",
                                now.toString().substring(0, 10))),
                422,
                "due-day-out-of-range");
        support(mediator(), caseId, POLICE, now).statusCode(200);
        refused(support(police(), caseId, CENTRE, now), 403, "not-the-lead");
        refused(duty(police(), caseId, 1, "done", Map.of("result", "?")), 409, "duty-not-claimed");
        refused(claim(mediator(), caseId, "zhang"), 403, "not-your-duty");
        refused(claim(police(), caseId, "kundulun-centre-1"), 422, "worker-of-another-unit");
        refused(claim(police(), caseId, "li"), 403, "not-on-staff");
        claim(police(), caseId, POLICE + "-1").statusCode(200);
        claim(police(), caseId, POLICE + "-1").statusCode(200);
        refused(claim(police(), caseId, POLICE + "-2"), 409, "duty-already-claimed");
        refused(duty(police(), caseId, 2, "return", Map.of("reason", "?")), 404, "no-such-duty");
        police().body(Map.of("reason", "本单位是利害关系人", "wholeUnit", true))
                .post("/cases/{id}/recusal", caseId)
                .then()
                .statusCode(200);
        assertThat(typesOf(caseId)).endsWith("interest-noted", "duty-returned");
        refused(claim(police(), caseId, POLICE + "-1"), 409, "duty-returned");
        refused(support(mediator(), caseId, POLICE, now), 409, "has-an-interest");
        support(mediator(), caseId, Map.of("unit", "", "instead", 0))
                .statusCode(400)
                .body("fields.field", hasItems("unit", "what", "dueOn", "instead"));
    }
}
