package org.fengqiao.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;

import org.fengqiao.kernel.testing.Infrastructure;
import org.fengqiao.kernel.testing.RefoldCheck;
import org.fengqiao.kernel.testing.Tokens;

/** The check over the database that every open case is somebody's: it finds nothing, and what was broken on purpose. */
@QuarkusTest
@QuarkusTestResource(value = Infrastructure.class, initArgs = @ResourceArg(name = "service", value = "routing"))
@QuarkusTestResource(Tokens.class)
@TestProfile(RoutingApplication.SimulatedTime.class)
class CustodyCheckTest extends RoutingApplication {

    private static List<String> holes(UUID caseId) {
        return operator()
                .queryParam("limit", 200)
                .get("/custody/check")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("items.find { it.caseId == '%s' }?.holes ?: []".formatted(caseId), String.class);
    }

    private static void broken(String sql, UUID caseId) {
        try (var connection = DriverManager.getConnection(Infrastructure.superuserJdbcUrl("routing"));
                var statement = connection.prepareStatement(sql)) {
            statement.setObject(1, caseId);
            assertThat(statement.executeUpdate()).isPositive();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** A case that a unit supports, which has yet to claim what it has to do. */
    private UUID supported() {
        var caseId = claimed();
        JointHandlingTest.support(mediator(), caseId, JointHandlingTest.POLICE, clock.instant())
                .statusCode(200);
        return caseId;
    }

    @Test
    void whatWasWellRecordedHasNoHole() {
        var assigned = accepted("NEIGHBOUR");
        var claimed = claimed();
        var held = accepted("NEIGHBOUR");
        dispatcher()
                .body(Map.of("unit", CENTRE))
                .post("/cases/{id}/assignment", held)
                .then()
                .statusCode(200);
        var joint = supported();
        assertThat(holes(joint)).isEmpty();
        timeIs(java.time.Instant.parse(look(held).getString("holding.claimBy")));
        for (var caseId : List.of(assigned, claimed, held, joint)) {
            assertThat(holes(caseId)).isEmpty();
        }
        assertThat(typesOf(held)).contains("dispatch-requested");
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> operator().get("/q/metrics").then().body(containsString("fengqiao_custody_holes")));
    }

    @Test
    void whatIsBrokenIsFoundNamedAndMended() {
        var nobody = claimed();
        broken("update custody set worker = null where case_id = ?", nobody);
        assertThat(holes(nobody)).containsExactly("HELD_BY_NOBODY");
        var between = accepted("NEIGHBOUR");
        broken("update custody set status = 'TRIAGED', unit = null where case_id = ?", between);
        assertThat(holes(between)).containsExactly("HELD_BY_NOBODY", "IN_NO_INBOX", "NO_CLOCK");
        var gone = accepted("NEIGHBOUR");
        broken("update custody set unit = 'closed-down' where case_id = ?", gone);
        assertThat(holes(gone)).containsExactly("IN_NO_INBOX", "NO_SUCH_UNIT");
        var still = accepted("NEIGHBOUR");
        broken("delete from deadline where case_id = ?", still);
        assertThat(holes(still)).containsExactly("NO_CLOCK");
        var unseen = accepted("NEIGHBOUR");
        broken("delete from inbox where case_id = ?", unseen);
        assertThat(holes(unseen)).containsExactly("IN_NO_INBOX");
        var old = accepted("NEIGHBOUR");
        broken("update custody set version = version - 1 where case_id = ?", old);
        assertThat(holes(old)).containsExactly("LISTS_ARE_OLD");
        var unasked = supported();
        broken("delete from deadline where name = 'duty-claim-1-0' and case_id = ?", unasked);
        assertThat(holes(unasked)).containsExactly("DUTY_WITHOUT_CLOCK");
        var unlisted = supported();
        broken("delete from inbox where act = 'TAKE_UP' and case_id = ?", unlisted);
        assertThat(holes(unlisted)).containsExactly("DUTY_IN_NO_INBOX");
        var closed = supported();
        broken("update duty_owed set unit = 'closed-down' where case_id = ?", closed);
        assertThat(holes(closed)).containsExactly("DUTY_IN_NO_INBOX", "NO_SUCH_UNIT");
        var all = List.of(nobody, between, gone, still, unseen, old, unasked, unlisted, closed);
        List<String> stuck = operator()
                .queryParam("most", 200)
                .get("/stuck")
                .then()
                .statusCode(200)
                .extract()
                .path("standstills.findAll { it.kind == 'HELD_BY_NOBODY' }.caseId");
        assertThat(stuck).containsAll(all.stream().map(UUID::toString).toList());

        var differences = RefoldCheck.differences();
        for (var caseId : all) {
            assertThat(differences)
                    .filteredOn(one -> one.get("stream").equals(caseId.toString()))
                    .isNotEmpty()
                    .allSatisfy(one -> assertThat(one.get("partedAt")).isNotNull());
        }
        RefoldCheck.rebuild();
        for (var caseId : all) {
            assertThat(holes(caseId)).isEmpty();
        }
        RefoldCheck.requireThatEveryCaseFoldsToWhatIsStored();
    }
}
