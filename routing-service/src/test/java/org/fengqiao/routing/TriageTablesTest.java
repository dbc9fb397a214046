package org.fengqiao.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;

import org.fengqiao.kernel.identity.Roles;
import org.fengqiao.kernel.testing.Infrastructure;
import org.fengqiao.kernel.testing.Tokens;

/** Risks that are noted, tables that are tried on past cases, and how one is put in force by two people. */
@QuarkusTest
@QuarkusTestResource(value = Infrastructure.class, initArgs = @ResourceArg(name = "service", value = "routing"))
@QuarkusTestResource(Tokens.class)
@TestProfile(TriageTablesTest.TablesOfItsOwn.class)
class TriageTablesTest extends RoutingApplication {

    /** A profile of its own: the tables that are put in force here are for nobody else. */
    public static class TablesOfItsOwn extends SimulatedTime {}

    UUID told(String summary) {
        var caseId = UUID.randomUUID();
        log.append(caseId, "intake.case-accepted", acceptance(keys, caseId, "说不清", summary), clock.instant());
        awaitEvents(caseId, 2);
        return caseId;
    }

    /** The table in force, by another version and from another day on. */
    static Map<String, Object> draft(String version, Instant from) {
        var table = new HashMap<String, Object>(dispatcher()
                .get("/triage/table")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getMap(""));
        table.put("version", version);
        table.put("effectiveFrom", from.toString());
        return table;
    }

    /** The table with this line in front of those for new cases. */
    static Map<String, Object> withLine(Map<String, Object> table, Map<String, Object> line) {
        var lines = new ArrayList<Object>();
        lines.add(line);
        lines.addAll((List<?>) table.get("first"));
        table.put("first", lines);
        return table;
    }

    static Map<String, Object> pigeonsToTheAuthority() {
        return Map.of(
                "rule",
                "pigeons-to-the-authority",
                "when",
                Map.of("told", Map.of("words", List.of("鸽子"), "unless", List.of("和平鸽"))),
                "then",
                Map.of("complexity", "SIMPLE", "risk", "LOW", "path", "ADMINISTRATIVE"));
    }

    static RequestSpecification onBehalfOf(String person) {
        return dispatcher().header("On-Behalf-Of", person);
    }

    @Test
    void whatNobodyCanTellWaitsAtTheCentreForAPersonsJudgement() {
        var caseId = told("一言难尽");
        dispatcher()
                .get("/cases/{id}", caseId)
                .then()
                .body(
                        "undecided", equalTo(true),
                        "category", equalTo("OTHER"),
                        "unit", equalTo("kundulun-centre"),
                        "finding.by", equalTo("NOBODY_YET"));
        dispatcher()
                .body(Map.of(
                        "category", "NEIGHBOUR",
                        "complexity", "SIMPLE",
                        "risk", "LOW",
                        "path", "MEDIATION",
                        "reason", "问过当事人"))
                .post("/cases/{id}/triage", caseId)
                .then()
                .statusCode(200);
        dispatcher().get("/cases/{id}", caseId).then().body("undecided", equalTo(false), "unit", equalTo(STREET));
    }

    @Test
    void aRiskIsToldAtOnceAndAPersonMayNoteAnother() {
        var caseId = UUID.randomUUID();
        log.append(caseId, "intake.case-accepted", acceptance(keys, caseId, "说不清", "邻居持刀威胁"), clock.instant());
        awaitEvents(caseId, 6);
        dispatcher()
                .get("/alerts")
                .then()
                .statusCode(200)
                .body("items.find { it.caseId == '%s' }.grounds".formatted(caseId), equalTo("WEAPON"));
        // A leader hears of it only if the ground says so; whoever has several roles hears what each of them does.
        var told = dispatcher()
                .get("/alerts")
                .then()
                .extract()
                .jsonPath()
                .<String>getList("items.find { it.caseId == '%s' }.roles".formatted(caseId));
        assertThat(told).contains(Roles.DISPATCHER).doesNotContain(Roles.GRID_WORKER);
        as(Roles.GRID_WORKER, "grid").get("/alerts").then().body("items.caseId", not(hasItem(caseId.toString())));
        operator().get("/alerts").then().body("items.caseId", hasItem(caseId.toString()));
        for (var code : List.of("DOMESTIC_VIOLENCE", "DOMESTIC_VIOLENCE")) {
            mediator()
                    .body(Map.of("grounds", List.of(code), "reason", "身上有伤"))
                    .post("/cases/{id}/risks", caseId)
                    .then()
                    .statusCode(200);
        }
        dispatcher()
                .get("/cases/{id}", caseId)
                .then()
                .body("grounds.code", contains("WEAPON", "DOMESTIC_VIOLENCE"), "noJointSession", equalTo(true));
        mediator()
                .body(Map.of("grounds", List.of("WEAPON", "GHOSTS", "WITCHES"), "reason", "?"))
                .post("/cases/{id}/risks", caseId)
                .then()
                .statusCode(400)
                .body("fields.field", contains("grounds[1]", "grounds[2]"), "fields.code[0]", equalTo("unknown-code"));
        mediator()
                .body(Map.of("grounds", List.of()))
                .post("/cases/{id}/risks", caseId)
                .then()
                .statusCode(400);
    }

    @Test
    void aTrialSaysWhichPastCasesWouldHaveGoneElsewhereAndRecordsNothing() {
        var from = clock.instant();
        var pigeons = told("隔壁养了几十只鸽子，吵得睡不着");
        told("楼上漏水，泡了我家");
        var table = withLine(draft("trial-1", from.plus(Duration.ofDays(2))), pigeonsToTheAuthority());
        var versions = dispatcher().get("/triage/tables").asString();
        dispatcher()
                .body(Map.of(
                        "table",
                        table,
                        "from",
                        from.toString(),
                        "to",
                        from.plusSeconds(3_600).toString()))
                .post("/triage/trials")
                .then()
                .statusCode(200)
                .body(
                        "judged",
                        greaterThanOrEqualTo(2),
                        "cases.caseId",
                        hasItem(pigeons.toString()),
                        "cases.find { it.caseId == '%s' }.differs".formatted(pigeons),
                        contains("PATH", "UNIT"),
                        "cases.find { it.caseId == '%s' }.was.path".formatted(pigeons),
                        equalTo("MEDIATION"),
                        "cases.find { it.caseId == '%s' }.would.because".formatted(pigeons),
                        hasItem("the words have 鸽子"));
        assertThat(dispatcher().get("/triage/tables").asString()).isEqualTo(versions);
        assertThat(typesOf(pigeons)).containsExactly("case-triaged", "case-assigned");
    }

    @Test
    void aFaultyTableIsNamedWithWhatIsWrongWithIt() {
        var table = withLine(
                draft("trial-2", clock.instant()),
                Map.of(
                        "rule",
                        "odd",
                        "when",
                        Map.of("categories", List.of("GHOSTS")),
                        "then",
                        Map.of("path", "NOWHERE")));
        dispatcher()
                .body(Map.of("table", table, "from", "2024-01-01T00:00:00Z", "to", "2024-02-01T00:00:00Z"))
                .post("/triage/trials")
                .then()
                .statusCode(422)
                .body(
                        "code", equalTo("routing.faulty-table"),
                        "detail", containsString("unknown category GHOSTS"));
        table.remove("again");
        dispatcher()
                .body(Map.of("table", table, "from", "2024-01-01T00:00:00Z", "to", "2023-02-01T00:00:00Z"))
                .post("/triage/trials")
                .then()
                .statusCode(400)
                .body("fields.field", hasItem("table.again"));
    }

    @Test
    void aTableIsProposedByOneApprovedByAnotherAndJudgesFromItsDayOn() {
        var before = told("隔壁养了几十只鸽子，吵得睡不着");
        var from = clock.instant().plus(Duration.ofDays(2));
        var table = withLine(draft("pigeons", from), pigeonsToTheAuthority());
        var proposal = Map.of("table", table, "reason", "鸽子归城管");
        onBehalfOf("li").body(proposal).post("/triage/tables").then().statusCode(200);
        onBehalfOf("li")
                .post("/triage/tables/pigeons/approval")
                .then()
                .statusCode(403)
                .body("code", equalTo("routing.table-own-proposal"));
        mediator().post("/triage/tables/pigeons/approval").then().statusCode(403);
        onBehalfOf("wang").post("/triage/tables/pigeons/approval").then().statusCode(200);
        dispatcher()
                .get("/triage/tables")
                .then()
                .body("items.find { it.version == 'pigeons' }.status", equalTo("APPROVED"));
        onBehalfOf("wang")
                .post("/triage/tables/none/approval")
                .then()
                .statusCode(404)
                .body("code", equalTo("routing.no-such-table"));

        pathOf(told("对门也养鸽子，吵得睡不着"), "MEDIATION");
        timeIs(clock.instant().plus(Duration.ofDays(3)));
        pathOf(told("又有人养鸽子，吵得邻居睡不着"), "ADMINISTRATIVE");
        pathOf(before, "MEDIATION");
        dispatcher().get("/triage/table").then().body("version", equalTo("pigeons"));
    }

    private static void pathOf(UUID caseId, String path) {
        dispatcher().get("/cases/{id}", caseId).then().body("path", equalTo(path));
    }
}
