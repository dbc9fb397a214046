package org.fengqiao.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.Test;

import org.fengqiao.kernel.identity.Roles;
import org.fengqiao.kernel.testing.Infrastructure;
import org.fengqiao.kernel.testing.Tokens;
import org.fengqiao.kernel.testing.TopicReader;

/**
 * The time to claim and the time to return, on real PostgreSQL, Kafka and Debezium. The months before Qingming are
 * long enough for all that moves the clock.
 */
@QuarkusTest
@QuarkusTestResource(value = Infrastructure.class, initArgs = @ResourceArg(name = "service", value = "routing"))
@QuarkusTestResource(Tokens.class)
@TestProfile(RoutingApplication.SimulatedTime.class)
class CustodyTimesTest extends RoutingApplication {

    UUID accepted() {
        return accepted("NEIGHBOUR");
    }

    static void claim(UUID caseId, String unit) {
        claim(caseId, unit, "zhang");
    }

    static JsonPath deadlines(UUID caseId) {
        return dispatcher()
                .queryParam("days", true)
                .get("/cases/{id}/deadlines", caseId)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    static String of(UUID caseId, String deadline, String part) {
        return deadlines(caseId).getString("deadlines.find { it.name == '%s' }.%s".formatted(deadline, part));
    }

    static Instant due(UUID caseId, String deadline) {
        return Instant.parse(of(caseId, deadline, "dueAt"));
    }

    @Test
    void weekendsAndHolidaysAreNotCountedAndTheDeadlineSaysSo() {
        // The day before Qingming, a Wednesday; in exchange for the days off the Sunday after it is worked.
        timeIs(Instant.parse("2024-04-03T02:00:00Z"));
        var eve = accepted();
        var told = deadlines(eve);
        assertThat(told.getString("deadlines[0].name")).isEqualTo("claim-1");
        assertThat(told.getString("deadlines[0].rule")).isEqualTo("claim");
        assertThat(told.getString("deadlines[0].article")).isEqualTo("Service standard, custody");
        assertThat(told.getString("deadlines[0].startedBy")).isEqualTo("case-assigned.v1");
        assertThat(told.getString("deadlines[0].startedAt")).isEqualTo("2024-04-03T02:00:00Z");
        assertThat(told.getString("deadlines[0].dueAt")).isEqualTo("2024-04-07T16:00:00Z");
        assertThat(told.getString("deadlines[0].state")).isEqualTo("RUNNING");
        assertThat(told.getString("deadlines[0].sentences.zh")).contains("认领", "1个工作日", "2024年4月7日");
        assertThat(told.getString("deadlines[0].sentences.en")).contains("Claim an assigned case", "1 working day");
        assertThat(told.getList("deadlines[0].days.why", String.class))
                .containsExactly("FIRST_DAY", "HOLIDAY", "HOLIDAY", "HOLIDAY", "SWAPPED_WORKING_DAY");

        timeIs(Instant.parse("2024-04-12T02:00:00Z"));
        var friday = accepted();
        assertThat(of(friday, "claim-1", "dueAt")).isEqualTo("2024-04-15T16:00:00Z");
        assertThat(deadlines(friday).getList("deadlines[0].days.why", String.class))
                .containsExactly("FIRST_DAY", "WEEKEND", "WEEKEND", "COUNTED");
    }

    @Test
    void whatNobodyClaimsIsWarnedOfBreachedAndEscalatedExactlyOnce() throws Exception {
        var caseId = accepted();
        var due = due(caseId, "claim-1");
        var warning = operator()
                .get("/cases/{id}/events", caseId)
                .then()
                .extract()
                .jsonPath()
                .getString("items.find { it.type.endsWith('deadline-set.v1') }.data.warnAt[0]");
        timeIs(Instant.parse(warning));
        assertThat(allTypesOf(caseId)).last().isEqualTo("deadline-warned");
        assertThat(of(caseId, "claim-1", "state")).isEqualTo("WARNED");
        atOnce(5, () -> {
            timeIs(due);
            return due;
        });
        var story = new String[] {
            "case-triaged",
            "case-assigned",
            "deadline-set",
            "deadline-warned",
            "deadline-breached",
            "case-escalated",
            "deadline-cancelled",
            "case-assigned",
            "deadline-set"
        };
        assertThat(allTypesOf(caseId)).containsExactly(story);
        assertThat(of(caseId, "claim-1", "state")).isEqualTo("CANCELLED");
        assertThat(of(caseId, "claim-2", "state")).isEqualTo("RUNNING");
        try (var topic = new TopicReader(Infrastructure.bootstrap(), "case-events")) {
            var ours = topic
                    .until(
                            records -> records.stream()
                                            .filter(r -> isOurs(r, caseId))
                                            .count()
                                    >= story.length,
                            PATIENCE)
                    .stream()
                    .filter(r -> isOurs(r, caseId))
                    .toList();
            assertThat(ours)
                    .extracting(r -> TopicReader.header(r, "ce_type")
                            .orElseThrow()
                            .replace("fengqiao.routing.", "")
                            .replace(".v1", ""))
                    .containsExactly(story);
            assertThat(ours)
                    .extracting(r -> TopicReader.header(r, "ce_sequence").orElseThrow())
                    .containsExactlyElementsOf(IntStream.rangeClosed(1, story.length)
                            .mapToObj(String::valueOf)
                            .toList());
            assertThat(TopicReader.header(ours.get(4), "ce_time").map(Instant::parse))
                    .as("breached when it was due")
                    .contains(due);
            assertThat(TopicReader.header(ours.get(5), "ce_causationid"))
                    .as("escalated because it was breached")
                    .isEqualTo(TopicReader.header(ours.get(4), "ce_id"));
        }
    }

    @Test
    void whatTheCentreClaimsLateIsClaimedLate() {
        var caseId = accepted();
        dispatcher()
                .body(Map.of("unit", CENTRE))
                .post("/cases/{id}/assignment", caseId)
                .then()
                .statusCode(200);
        timeIs(due(caseId, "claim-2"));
        assertThat(allTypesOf(caseId))
                .as("nobody is above the centre")
                .endsWith("deadline-breached", "dispatch-requested", "deadline-set");
        assertThat(of(caseId, "claim-2", "state")).isEqualTo("BREACHED");
        timeIs(due(caseId, "dispatch-1"));
        assertThat(allTypesOf(caseId))
                .as("and that never rests")
                .endsWith("deadline-breached", "dispatch-requested", "deadline-set");
        claim(caseId, CENTRE);
        assertThat(of(caseId, "claim-2", "state")).isEqualTo("MET_LATE");
        assertThat(of(caseId, "dispatch-1", "state")).isEqualTo("MET_LATE");
        assertThat(of(caseId, "dispatch-2", "state")).isEqualTo("MET");
        assertThat(of(caseId, "return-2", "state")).isEqualTo("RUNNING");
    }

    @Test
    void whatWasClaimedCanBeReturnedForFiveWorkingDaysAndThenStays() {
        var returned = accepted();
        claim(returned, STREET);
        var kept = accepted();
        claim(kept, STREET);
        assertThat(of(kept, "return-1", "nature")).isEqualTo("RIGHT");
        assertThat(deadlines(kept)
                        .getList("deadlines.find { it.name == 'return-1' }.days.findAll { it.number != null }"))
                .hasSize(5);
        var end = due(kept, "return-1");

        timeIs(end.minusMillis(1));
        giveBack(returned).statusCode(200);
        assertThat(of(returned, "return-1", "state")).isEqualTo("MET");
        assertThat(allTypesOf(returned))
                .endsWith("case-returned", "deadline-met", "case-assigned", "deadline-set")
                .doesNotContain("deadline-cancelled");

        timeIs(end);
        giveBack(kept).statusCode(409).body("code", equalTo("routing.return-time-over"));
        assertThat(of(kept, "return-1", "state")).isEqualTo("LAPSED");
        assertThat(allTypesOf(kept)).as("nothing follows").last().isEqualTo("deadline-lapsed");
    }

    static io.restassured.response.ValidatableResponse giveBack(UUID caseId) {
        return mediator()
                .body(Map.of("reason", "不归我们"))
                .post("/cases/{id}/return", caseId)
                .then();
    }

    @Test
    void aDispatcherCanExtendOnlyWhatTheRuleAllows() {
        var caseId = accepted();
        var more = Map.of("count", 1, "reason", "人手不足");
        mediator()
                .body(more)
                .post("/cases/{id}/deadlines/claim-1/extension", caseId)
                .then()
                .statusCode(403);
        dispatcher()
                .body(more)
                .post("/cases/{id}/deadlines/claim-1/extension", caseId)
                .then()
                .statusCode(422)
                .body("code", equalTo("deadline.not-extendable"));
        as(Roles.ANALYST, "analysis")
                .get("/cases/{id}/deadlines", caseId)
                .then()
                .statusCode(200);
    }
}
