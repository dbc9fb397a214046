package org.fengqiao.routing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.fengqiao.kernel.identity.Roles;
import org.fengqiao.kernel.testing.Infrastructure;
import org.fengqiao.kernel.testing.Tokens;

/** Records of the common log that are late, repeated or unreadable. */
@QuarkusTest
@QuarkusTestResource(value = Infrastructure.class, initArgs = @ResourceArg(name = "service", value = "routing"))
@QuarkusTestResource(Tokens.class)
@TestProfile(RoutingApplication.SimulatedTime.class)
class CustodyLogTest extends RoutingApplication {

    @Test
    void redeliveredRecordsChangeNothingAndAnEndThatComesLateIsOnlyEvidence() {
        var caseId = claimed();
        accept(caseId, "LABOUR");
        concluded(caseId, 1, "FAILED");
        concluded(caseId, 1, "FAILED");
        concluded(caseId, 1, "AGREED");
        revisited(caseId, 1, 1, 0);
        awaitDealtWith(
                caseId,
                () -> assertThat(typesOf(caseId))
                        .containsExactly(
                                "case-triaged",
                                "case-assigned",
                                "case-claimed",
                                "case-retriaged",
                                "case-assigned",
                                "evidence-noted"));
        assertThat(parked(caseId)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{not json",
                "{}",
                "{\"custody\": 0, \"result\": \"AGREED\", \"concludedAt\": \"2024-03-01T00:00:00Z\"}",
                "{\"custody\": 1, \"result\": \"SHRUGGED\", \"concludedAt\": \"2024-03-01T00:00:00Z\"}",
                "{\"custody\": 1, \"result\": \"AGREED\", \"concludedAt\": \"yesterday\"}"
            })
    void anUnreadableRecordSetsOnlyItsOwnCaseAside(String json) {
        var stuck = claimed();
        log.append(stuck, "mediation.mediation-concluded", json, clock.instant());
        concluded(stuck, 1, "AGREED");
        awaitDealtWith(stuck, () -> {
            assertThat(parked(stuck))
                    .containsEntry("code", "kernel.unreadable-event")
                    .containsEntry("waiting", 2);
            assertThat(look(stuck).getString("status")).isEqualTo("CLAIMED");
        });
        operator()
                .post("/parked/{id}/redrive", stuck)
                .then()
                .statusCode(200)
                .body("done", equalTo(0), "waiting", equalTo(2));
    }

    @Test
    void aCaseThatWasSetAsideGoesOnWhenItsRecordIsMendedAndDrivenAgain() throws SQLException {
        var caseId = claimed();
        log.append(caseId, "mediation.mediation-concluded", "{not json", clock.instant());
        revisited(caseId, 1, 5, 0);
        awaitDealtWith(caseId, () -> assertThat(parked(caseId)).containsEntry("waiting", 4));
        as(Roles.MEDIATOR, STREET).post("/parked/{id}/redrive", caseId).then().statusCode(403);
        mend(caseId, "{\"custody\": 1, \"result\": \"AGREED\", \"concludedAt\": \"%s\"}".formatted(clock.instant()));
        operator()
                .post("/parked/{id}/redrive", caseId)
                .then()
                .statusCode(200)
                .body("done", equalTo(4), "waiting", equalTo(0));
        assertThat(typesOf(caseId)).endsWith("case-closed", "case-verified");
        assertThat(parked(caseId)).isNull();
    }

    /** Mends a record as an operator does by hand when another service is known to have written nonsense. */
    static void mend(UUID caseId, String json) throws SQLException {
        try (var connection = DriverManager.getConnection(Infrastructure.superuserJdbcUrl("routing"));
                var statement = connection.prepareStatement(
                        "update parked_record set data = ? where case_key = ? and code = 'kernel.unreadable-event'")) {
            statement.setBytes(1, json.getBytes(UTF_8));
            statement.setString(2, caseId.toString());
            assertThat(statement.executeUpdate()).isOne();
        }
    }

    @Test
    void aCaseFromBeforeTheFirstTableIsSetAsideWithTheReason() {
        var caseId = UUID.randomUUID();
        log.append(CommonLog.event(
                caseId,
                "intake.case-accepted",
                acceptance(keys, caseId, "NEIGHBOUR", "纠纷"),
                Instant.parse("2001-01-01T00:00:00Z")));
        awaitDealtWith(caseId, () -> assertThat(parked(caseId)).containsEntry("code", "routing.no-table-in-force"));
    }
}
