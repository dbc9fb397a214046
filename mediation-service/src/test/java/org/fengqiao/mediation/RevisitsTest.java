package org.fengqiao.mediation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import org.fengqiao.kernel.identity.Roles;
import org.fengqiao.kernel.testing.Infrastructure;
import org.fengqiao.kernel.testing.Tokens;

/** Revisits of closed cases. */
@QuarkusTest
@QuarkusTestResource(value = Infrastructure.class, initArgs = @ResourceArg(name = "service", value = "mediation"))
@QuarkusTestResource(Tokens.class)
class RevisitsTest extends MediationServiceStory {

    @Test
    void aClosedCaseIsRevisitedAndAReopenedOneIsNot() {
        var caseId = UUID.randomUUID();
        var unit = "unit-" + caseId;
        var closedAt = now();
        log.write("routing", "case-closed", caseId, """
            {"closure":1,"outcome":"PETITION_CONCLUDED","path":"PETITION","unit":"%s","place":{"district":"昆都仑区"},\
            "closedAt":"%s"}\
            """.formatted(unit, closedAt), closedAt);
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(due(unit, "2050-01-01T00:00:00Z")).containsExactly(1, 2, 3));
        assertThat(due(unit, closedAt.plus(Duration.ofDays(9)).toString())).containsExactly(1);

        as(Roles.GRID_WORKER)
                .body(Map.of("reached", false))
                .post("/mediations/{id}/revisits/1", caseId)
                .then()
                .statusCode(409)
                .body("code", equalTo("mediation.revisit-before-its-day"));
        tellTheTime(closedAt.plus(Duration.ofDays(7)));
        as(Roles.GRID_WORKER)
                .body(Map.of("reached", true))
                .post("/mediations/{id}/revisits/1", caseId)
                .then()
                .statusCode(422)
                .body("code", equalTo("mediation.satisfaction-missing"));
        as(Roles.GRID_WORKER)
                .body(Map.of("reached", true, "satisfaction", 2, "performed", false, "remark", "it leaks again"))
                .post("/mediations/{id}/revisits/1", caseId)
                .then()
                .statusCode(200);
        assertThat(data(caseId, 8).get(6))
                .contains("\"satisfaction\":2")
                .contains("\"performed\":false")
                .contains("\"closure\":1");

        log.write("routing", "case-reopened", caseId, """
            {"closure":1,"cause":"DISSATISFIED","reopenedAt":"%s"}\
            """.formatted(closedAt), closedAt);
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(due(unit, "2050-01-01T00:00:00Z")).isEmpty());
        assertThat(deadline(caseId, "revisit-made-1-1")).containsEntry("state", "MET");
        assertThat(deadline(caseId, "revisit-made-1-2")).containsEntry("state", "CANCELLED");
        as(Roles.GRID_WORKER)
                .body(Map.of("reached", false))
                .post("/mediations/{id}/revisits/2", caseId)
                .then()
                .statusCode(409)
                .body("code", equalTo("mediation.revisit-cancelled"));

        log.write("routing", "case-closed", caseId, """
            {"closure":2,"outcome":"AGREED","path":"MEDIATION","unit":"%s","place":{"district":"昆都仑区"},\
            "closedAt":"%s"}\
            """.formatted(unit, closedAt), closedAt);
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(due(unit, "2050-01-01T00:00:00Z")).containsExactly(4, 5, 6));
    }

    @Test
    void aRevisitThatNobodyMakesIsLateAFewWorkingDaysAfterItsDay() {
        var caseId = UUID.randomUUID();
        var unit = "unit-" + caseId;
        var closedAt = now();
        log.write("routing", "case-closed", caseId, """
            {"closure":1,"outcome":"AGREED","path":"MEDIATION","unit":"%s","place":{"district":"昆都仑区"},\
            "closedAt":"%s"}\
            """.formatted(unit, closedAt), closedAt);
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(due(unit, "2050-01-01T00:00:00Z")).containsExactly(1, 2, 3));
        var day = dayOf(closedAt).plusDays(7);
        for (var worked = 0; worked < 5; worked++) {
            day = workedDayFrom(day.plusDays(1));
        }
        assertThat(deadline(caseId, "revisit-made-1-1"))
                .containsEntry("dueAt", endOf(day).toString());
        tellTheTime(endOf(day).minusSeconds(1));
        assertThat(deadline(caseId, "revisit-made-1-1")).containsEntry("state", "WARNED");
        tellTheTime(endOf(day));
        assertThat(deadline(caseId, "revisit-made-1-1")).containsEntry("state", "BREACHED");
        as(Roles.GRID_WORKER)
                .body(Map.of("reached", false))
                .post("/mediations/{id}/revisits/2", caseId)
                .then()
                .statusCode(409)
                .body("code", equalTo("mediation.revisit-out-of-order"));
        for (var revisit : List.of(1, 2)) {
            if (revisit == 2) {
                tellTheTime(closedAt.plus(Duration.ofDays(30)));
            }
            as(Roles.GRID_WORKER)
                    .body(Map.of("reached", false))
                    .post("/mediations/{id}/revisits/{n}", caseId, revisit)
                    .then()
                    .statusCode(200);
        }
        assertThat(deadline(caseId, "revisit-made-1-1")).containsEntry("state", "MET_LATE");
        assertThat(deadline(caseId, "revisit-made-1-2")).containsEntry("state", "MET");
        assertThat(deadline(caseId, "revisit-made-1-3")).containsEntry("state", "RUNNING");
    }

    static List<Integer> due(String unit, String before) {
        return as(Roles.GRID_WORKER)
                .get("/revisits?unit={unit}&dueBefore={before}", unit, before)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("items.revisit");
    }
}
