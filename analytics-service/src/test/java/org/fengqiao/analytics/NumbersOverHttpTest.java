package org.fengqiao.analytics;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.fengqiao.analytics.metric.Dimension;
import org.fengqiao.analytics.testing.Feed;
import org.fengqiao.analytics.testing.LogEntry;
import org.fengqiao.analytics.testing.Story;
import org.fengqiao.kernel.testing.Infrastructure;
import org.fengqiao.kernel.testing.Tokens;

/** Examples worked by hand, and what a caller is told. */
@QuarkusTest
@QuarkusTestResource(
        value = Infrastructure.class,
        initArgs = {
            @ResourceArg(name = "service", value = "analytics"),
            @ResourceArg(name = "parts", value = "postgres,kafka")
        })
@QuarkusTestResource(Tokens.class)
class NumbersOverHttpTest {

    private final String district = "district-" + UUID.randomUUID();

    @Inject
    Feed feed;

    private Story story(String begin) {
        return Story.at(begin).from("WINDOW", district, "友谊大街街道", null, null);
    }

    private Story closedOn(String begin) {
        return story(begin)
                .registered()
                .accepted()
                .triaged("NEIGHBOUR", "MEDIATION")
                .assigned(1, "committee")
                .claimed(1)
                .after(Duration.ofDays(3))
                .closed(1, "AGREED", "committee");
    }

    private void given_the_log_of(Story... stories) {
        var log = new ArrayList<LogEntry>();
        for (var story : stories) {
            log.addAll(story.entries());
        }
        feed.batch(log);
    }

    private static RequestSpecification as(String role) {
        return given().auth().oauth2(Tokens.of(role));
    }

    private ValidatableResponse ask(String metric, Object... parameters) {
        var request = as("analyst").queryParam("district", district);
        for (var i = 0; i < parameters.length; i += 2) {
            request.queryParam((String) parameters[i], parameters[i + 1]);
        }
        return request.get("/metrics/" + metric).then().statusCode(200);
    }

    private void total(String metric, int numerator, int denominator) {
        ask(metric)
                .body("rows", hasSize(1))
                .body("rows[0].key", is("total"))
                .body("rows[0].numerator", is(numerator))
                .body("rows[0].denominator", is(denominator));
    }

    @Test
    void of_three_cases_accepted_one_closed_and_one_withdrawn_two_are_closed() {
        given_the_log_of(
                closedOn("2024-03-01T04:00:00Z"),
                story("2024-03-01T04:00:00Z").registered().accepted(),
                story("2024-03-01T04:00:00Z")
                        .registered()
                        .accepted()
                        .withdrawn()
                        .closed(1, "WITHDRAWN", null),
                story("2024-03-01T04:00:00Z").registered().declined());

        total("closure-rate", 2, 3);
        ask("closure-rate")
                .body("formulaVersion", is(1))
                .body("rows[0].value", is(0.6667f))
                .body("rows[0].percent", is("66.67%"));
    }

    @Test
    void a_reopened_case_was_closed_once_but_is_not_closed_now() {
        given_the_log_of(
                closedOn("2024-03-01T04:00:00Z").revisited(1, 1, 1).relapsedAndReopened(1),
                closedOn("2024-03-01T04:00:00Z").revisited(1, 1, 5).verified(1));

        total("closure-rate", 1, 2);
        total("ever-closed-rate", 2, 2);
        total("verified-closure-rate", 1, 2);
        total("satisfaction-rate", 1, 2);
        total("applicant-satisfaction-rate", 1, 2);
        total("respondent-satisfaction-rate", 0, 0);
    }

    @Test
    void each_party_counts_on_its_own_and_whoever_was_not_reached_counts_for_the_reach() {
        given_the_log_of(
                closedOn("2024-03-01T04:00:00Z").revisited(1, 1, "APPLICANT", 5).revisited(1, 1, "RESPONDENT", 2),
                closedOn("2024-03-01T04:00:00Z")
                        .revisited(1, 1, "RESPONDENT", 3)
                        .revisitedInVain(1, 1));

        total("satisfaction-rate", 2, 3);
        total("applicant-satisfaction-rate", 1, 1);
        total("respondent-satisfaction-rate", 1, 2);
        total("revisit-reach-rate", 3, 4);
    }

    @Test
    void each_stage_that_a_party_rates_counts_once() {
        given_the_log_of(
                closedOn("2024-03-01T04:00:00Z").rated("INTAKE", 5).rated("RESULT", 2),
                closedOn("2024-03-01T04:00:00Z").rated("RESULT", 3));

        total("stage-rating", 2, 3);
    }

    @Test
    void a_number_can_be_asked_as_it_was_known() {
        given_the_log_of(
                closedOn("2024-03-01T04:00:00Z").after(Duration.ofDays(9)).relapsedAndReopened(1));

        for (var known : List.of(
                List.of("2024-02-28T00:00:00Z", 0, 0),
                List.of("2024-03-02T00:00:00Z", 0, 1),
                List.of("2024-03-05T00:00:00Z", 1, 1),
                List.of("2024-03-14T00:00:00Z", 0, 1))) {
            ask("closure-rate", "asOf", known.get(0))
                    .body("asOf", is(known.get(0)))
                    .body("rows[0].numerator", is(known.get(1)))
                    .body("rows[0].denominator", is(known.get(2)));
        }
    }

    @Test
    void a_number_that_was_told_is_restated_with_the_cases_that_made_the_difference() {
        var reopened =
                closedOn("2024-03-01T04:00:00Z").after(Duration.ofDays(9)).relapsedAndReopened(1);
        var late = story("2024-03-20T04:00:00Z").registered().accepted();
        given_the_log_of(reopened, closedOn("2024-03-01T04:00:00Z"), late);

        ask("closure-rate/restated", "asOf", "2024-03-05T00:00:00Z")
                .body("asOf", is("2024-03-05T00:00:00Z"))
                .body("knownUpTo.positions", notNullValue())
                .body("rows", hasSize(1))
                .body("rows[0].then.numerator", is(2))
                .body("rows[0].then.denominator", is(2))
                .body("rows[0].now.numerator", is(1))
                .body("rows[0].now.denominator", is(3));
        ask("closure-rate/restated/cases", "asOf", "2024-03-05T00:00:00Z")
                .body("items", hasSize(2))
                .body("items.find { it.caseId == '%s' }.change".formatted(reopened.caseId()), is("FELL"))
                .body("items.find { it.caseId == '%s' }.change".formatted(late.caseId()), is("CAME"))
                .body("items.events", everyItem(not(hasSize(0))));
        ask("closure-rate/restated", "asOf", "2024-03-05T00:00:00Z", "groupBy", "month")
                .body("rows.key", contains("2024-03"));
        as("analyst")
                .get("/metrics/closure-rate/restated")
                .then()
                .statusCode(400)
                .body("fields.field", contains("asOf"));
    }

    @Test
    void a_case_accepted_late_in_the_evening_of_london_belongs_to_the_next_day_in_china() {
        given_the_log_of(closedOn("2024-02-29T17:30:00Z"));

        ask("closure-rate", "groupBy", "month").body("rows.key", contains("2024-03"));
        ask("closure-rate", "groupBy", "day").body("rows.key", contains("2024-03-01"));
        ask("closure-rate", "groupBy", "week").body("rows.key", contains("2024-W09"));
        ask("closure-rate", "from", "2024-03-01", "to", "2024-03-01").body("rows[0].denominator", is(1));
        ask("closure-rate", "from", "2024-02-29", "to", "2024-02-29").body("rows[0].denominator", is(0));
    }

    @Test
    void a_failed_mediation_counts_against_its_own_unit_not_the_desk_that_took_over() {
        given_the_log_of(story("2024-03-01T04:00:00Z")
                .registered()
                .accepted()
                .triaged("NEIGHBOUR", "MEDIATION")
                .assigned(1, "committee")
                .claimed(1)
                .mediationOpened(1)
                .mediationConcluded(1, "FAILED")
                .retriaged("NEIGHBOUR", "PETITION")
                .assigned(2, "desk")
                .claimed(2)
                .petitionOpened(2)
                .petitionConcluded(2)
                .closed(1, "PETITION_CONCLUDED", "desk"));

        ask("mediation-success-rate", "groupBy", "unit")
                .body("rows.key", contains("committee"))
                .body("rows[0].numerator", is(0))
                .body("rows[0].denominator", is(1));
        ask("petition-closure-rate", "groupBy", "unit")
                .body("rows.key", contains("desk"))
                .body("rows[0].numerator", is(1));
        ask("closure-rate", "groupBy", "unit").body("rows.key", contains("desk"));
    }

    @Test
    void the_pyramid_shows_every_layer_and_its_shares_make_the_whole() {
        given_the_log_of(
                Story.at("2024-03-01T04:00:00Z")
                        .from("POLICE", district, "s", null, null)
                        .registered()
                        .accepted(),
                Story.at("2024-03-01T04:00:00Z")
                        .from("GRID", district, "s", null, null)
                        .registered()
                        .accepted(),
                Story.at("2024-03-01T04:00:00Z")
                        .from("WINDOW", district, "s", null, null)
                        .registered()
                        .accepted(),
                Story.at("2024-03-01T04:00:00Z")
                        .from("COURT", district, "s", null, null)
                        .registered());

        ask("source-pyramid")
                .body("rows.key", contains("COURT", "GRASSROOTS", "PETITION", "POLICE", "PROCURATORATE"))
                .body("rows.numerator", contains(0, 2, 0, 1, 0))
                .body("rows.denominator", everyItem(is(3)));
        ask("source-pyramid", "layer", "POLICE")
                .body("rows.key", contains("POLICE"))
                .body("rows[0].denominator", is(3));
    }

    @Test
    void an_obligation_counts_once_its_day_has_come() {
        given_the_log_of(closedOn("2024-03-01T04:00:00Z")
                .agreed(1, List.of("2024-03-10", "2024-04-10", "2991-01-01"))
                .performed(1));

        total("performance-rate", 1, 2);
        ask("performance-rate", "asOf", "2024-03-15T00:00:00Z").body("rows[0].denominator", is(1));
    }

    private Story heldByTheCommittee() {
        return story("2024-03-01T04:00:00Z")
                .registered()
                .accepted()
                .triaged("NEIGHBOUR", "MEDIATION")
                .assigned(1, "committee");
    }

    @Test
    void of_four_deadlines_that_ended_two_were_met_in_time_whatever_runs_or_was_nobodys_duty() {
        var due = Instant.parse("2024-03-04T16:00:00Z");
        given_the_log_of(
                heldByTheCommittee().deadlineMet("routing", "claim-1", "claim", due.minusSeconds(1), true),
                heldByTheCommittee()
                        .after(Duration.ofDays(4))
                        .deadlinePassed("routing", "breached", "claim-1", "claim", due)
                        .deadlineCancelled("routing", "claim-1")
                        .assigned(2, "street"),
                heldByTheCommittee()
                        .after(Duration.ofDays(4))
                        .deadlinePassed("mediation", "breached", "revisit-1", "revisit-made", due)
                        .deadlineMet("mediation", "revisit-1", "revisit-made", due.plusSeconds(9), false),
                heldByTheCommittee()
                        .after(Duration.ofDays(4))
                        .deadlinePassed("petition", "breached", "notice-1", "petition-notice", due)
                        .deadlineMet("petition", "notice-1", "petition-notice", due.minusSeconds(9), true),
                heldByTheCommittee()
                        .deadlineSet("routing", "claim-1", "claim", due)
                        .deadlineCancelled("routing", "claim-1")
                        .deadlineMet("routing", "return-1", "return", due, true)
                        .deadlinePassed("routing", "lapsed", "return-2", "return", due));

        total("on-time-rate", 2, 4);
        ask("on-time-rate", "groupBy", "rule")
                .body("rows.key", contains("claim", "petition-notice", "revisit-made"))
                .body("rows.numerator", contains(1, 1, 0))
                .body("rows.denominator", contains(2, 1, 1))
                .body("rows[0].dimensions.rule", is("claim"))
                .body("rows[0].percent", is("50.00%"));
        ask("on-time-rate", "rule", "claim").body("rows[0].denominator", is(2));
        ask("on-time-rate", "groupBy", "unit").body("rows.key", contains("committee"));
        ask("on-time-rate", "groupBy", "day").body("rows.key", contains("2024-03-04", "2024-03-05"));
    }

    @Test
    void a_breach_is_one_until_it_is_known_that_the_duty_was_done_in_time() {
        var due = Instant.parse("2024-03-04T16:00:00Z");
        var story = heldByTheCommittee()
                .after(Duration.ofDays(4))
                .deadlinePassed("petition", "breached", "notice-1", "petition-notice", due);
        var breach = story.last();
        story.after(Duration.ofDays(1))
                .deadlineMet("petition", "notice-1", "petition-notice", due.minusSeconds(9), true);
        given_the_log_of(story);

        ask("on-time-rate", "asOf", "2024-03-06T00:00:00Z")
                .body("rows[0].numerator", is(0))
                .body("rows[0].denominator", is(1));
        total("on-time-rate", 1, 1);
        var cases = as("analyst").queryParam("district", district).queryParam("part", "denominator");
        cases.get("/metrics/on-time-rate/cases")
                .then()
                .body("items", hasSize(1))
                .body("items[0].subject", is("petition/notice-1"))
                .body("items[0].value", is("petition-notice"))
                .body("items[0].events", contains(story.last().eventId().toString()));
        cases.queryParam("asOf", "2024-03-06T00:00:00Z")
                .get("/metrics/on-time-rate/cases")
                .then()
                .body("items[0].events", contains(breach.eventId().toString()));
    }

    @Test
    void time_counts_against_the_unit_that_was_asked_until_somebody_takes_the_case_up() {
        given_the_log_of(
                heldByTheCommittee()
                        .after(Duration.ofHours(30))
                        .escalated(1, "committee", "street")
                        .assigned(2, "street")
                        .after(Duration.ofHours(2))
                        .claimed(2),
                heldByTheCommittee());

        ask("unheld-time", "groupBy", "unit")
                .body("rows.key", contains("committee", "street"))
                .body("rows.numerator", contains(1, 1))
                .body("rows.denominator", contains(2, 1))
                .body("rows.p50Seconds", contains(30 * 3600, 2 * 3600));
    }

    @Test
    void notices_are_counted_by_their_fault_with_the_time_until_they_were_lifted() {
        given_the_log_of(
                heldByTheCommittee()
                        .notice(1, "YELLOW", "NOT_HANDLED", "committee")
                        .after(Duration.ofDays(2))
                        .lifted(1, "DEADLINE_PASSED")
                        .notice(2, "RED", "NOT_HANDLED", "committee")
                        .after(Duration.ofDays(3))
                        .lifted(2, "ISSUER"),
                heldByTheCommittee().notice(1, "RED", "NOT_LAWFUL", "desk"));

        ask("red-notice-lifting", "groupBy", "fault")
                .body("rows.key", contains("NOT_HANDLED", "NOT_LAWFUL"))
                .body("rows.numerator", contains(1, 0))
                .body("rows[0].p50Seconds", is(3 * 24 * 3600))
                .body("rows[1].p50Seconds", is(nullValue()));
        ask("red-notice-lifting", "fault", "NOT_LAWFUL").body("rows[0].denominator", is(1));
        ask("red-notice-lifting", "groupBy", "unit").body("rows.key", contains("committee", "desk"));
        total("yellow-notice-lifting", 0, 1);
        as("analyst")
                .queryParam("fault", "NOT_THERE")
                .get("/metrics/red-notice-lifting")
                .then()
                .statusCode(400)
                .body("fields.code", contains("unknown-code"));
    }

    @Test
    void the_grade_of_an_evaluation_is_the_one_after_the_appeal() {
        given_the_log_of(
                closedOn("2024-03-01T04:00:00Z")
                        .sampled("s", 1, "committee")
                        .reviewed("s", 1, "committee", "FLAWED")
                        .rectificationOrdered(1, "committee")
                        .after(Duration.ofDays(5))
                        .appealDecided("s", "committee", true, "QUALIFIED")
                        .rectificationWaived(1, "committee"),
                closedOn("2024-03-01T04:00:00Z")
                        .sampled("s", 1, "committee")
                        .reviewed("s", 1, "committee", "UNQUALIFIED")
                        .rectificationOrdered(1, "committee")
                        .deadlineMet(
                                "routing",
                                "rectification-1",
                                "rectification",
                                Instant.parse("2024-03-04T16:00:00Z"),
                                true)
                        .rectificationRefused(1, "committee")
                        .rectificationCompleted(2, "committee"),
                closedOn("2024-03-01T04:00:00Z").sampled("s", 1, "committee"));

        total("review-completion-rate", 2, 3);
        total("review-pass-rate", 1, 2);
        ask("review-grades")
                .body("rows.key", contains("EXCELLENT", "FLAWED", "QUALIFIED", "UNQUALIFIED"))
                .body("rows.numerator", contains(0, 0, 1, 1))
                .body("rows.denominator", everyItem(is(2)));
        ask("review-grades", "asOf", "2024-03-05T00:00:00Z").body("rows.numerator", contains(0, 1, 0, 1));
        total("rectification-rate", 1, 2);
        ask("rectification-rate", "asOf", "2024-03-05T00:00:00Z").body("rows[0].denominator", is(3));
        total("rectification-in-time-rate", 1, 1);
        as("analyst")
                .queryParam("district", district)
                .queryParam("grade", "QUALIFIED")
                .get("/metrics/review-grades/cases")
                .then()
                .body("items", hasSize(1))
                .body("items[0].value", is("QUALIFIED"));
    }

    @Test
    void what_came_back_is_counted_as_a_relapse_of_the_closing_or_as_a_repeat_of_the_dispute() {
        given_the_log_of(
                closedOn("2024-03-01T04:00:00Z").relapsedAndReopened(1).closed(2, "AGREED", "desk"),
                story("2024-03-01T04:00:00Z")
                        .registered()
                        .accepted()
                        .ofReturningParties()
                        .linkedAsRepeat()
                        .triaged("NEIGHBOUR", "MEDIATION", "HIGH")
                        .withdrawn()
                        .closed(1, "WITHDRAWN", null));

        total("relapse-rate", 1, 2);
        ask("relapse-rate", "groupBy", "unit").body("rows.key", contains("committee", "desk"));
        total("repeat-rate", 1, 2);
        total("returning-party-rate", 1, 2);
        total("high-risk-rate", 1, 2);
    }

    @Test
    void the_time_to_a_stage_is_counted_from_the_registration() {
        given_the_log_of(
                closedOn("2024-03-01T04:00:00Z"), story("2024-03-01T04:00:00Z").registered());

        ask("lead-time", "stage", "CLOSED")
                .body("rows.key", contains("CLOSED"))
                .body("rows[0].numerator", is(1))
                .body("rows[0].denominator", is(2))
                .body("rows[0].p50Seconds", is(3 * 24 * 3600));
    }

    @Test
    void nothing_counted_is_no_number_and_not_zero() {
        given_the_log_of(story("2024-03-01T04:00:00Z").registered());
        ask("satisfaction-rate")
                .body("rows[0].denominator", is(0))
                .body("rows[0].value", is(nullValue()))
                .body("rows[0].percent", is(nullValue()))
                .body("asOf", is(nullValue()));
    }

    @Test
    void each_number_lists_its_cases_and_the_events_that_put_them_there() {
        var closed = closedOn("2024-03-01T04:00:00Z");
        var open = story("2024-03-01T04:00:00Z").registered().accepted();
        given_the_log_of(closed, open);

        as("analyst")
                .queryParam("district", district)
                .queryParam("part", "numerator")
                .get("/metrics/closure-rate/cases")
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].caseId", is(closed.caseId().toString()))
                .body(
                        "items[0].events",
                        contains(
                                closed.entries().get(1).eventId().toString(),
                                closed.last().eventId().toString()));
        as("analyst")
                .queryParam("district", district)
                .queryParam("part", "denominator")
                .get("/metrics/closure-rate/cases")
                .then()
                .body(
                        "items.caseId",
                        containsInAnyOrder(
                                closed.caseId().toString(), open.caseId().toString()));
    }

    @Test
    void the_history_of_a_case_runs_through_all_services_in_the_order_of_the_log() {
        var story =
                closedOn("2024-03-01T04:00:00Z").mediationConcluded(1, "AGREED").withdrawn();
        given_the_log_of(story);

        as("clerk")
                .get("/cases/" + story.caseId() + "/history")
                .then()
                .statusCode(200)
                .body(
                        "items.eventId",
                        is(story.entries().stream()
                                .map(e -> e.eventId().toString())
                                .toList()))
                .body("items.position", contains(1, 2, 3, 4, 5, 6, 7, 8))
                .body("items.sequence", contains(1, 2, 1, 2, 3, 4, 1, 3))
                .body("items[0].data.channel", is("WINDOW"))
                .body("items[0].actor.id", is("mediator-7"))
                .body("items[0].occurredAt", is("2024-03-01T04:00:00Z"));

        var first = as("operator")
                .queryParam("limit", 5)
                .get("/cases/" + story.caseId() + "/history")
                .then()
                .body("items", hasSize(5))
                .extract()
                .jsonPath()
                .getString("next");
        as("dispatcher")
                .queryParam("limit", 5)
                .queryParam("cursor", first)
                .get("/cases/" + story.caseId() + "/history")
                .then()
                .body("items.position", contains(6, 7, 8))
                .body("next", is(nullValue()));

        as("analyst")
                .queryParam("asOf", "2024-03-02T00:00:00+08:00")
                .get("/cases/" + story.caseId() + "/history")
                .then()
                .body("items", hasSize(5));
        as("analyst")
                .queryParam("asOf", "2024-01-01T00:00:00Z")
                .get("/cases/" + story.caseId() + "/history")
                .then()
                .statusCode(404)
                .body("code", is("kernel.no-such-case"));
    }

    @Test
    void the_catalogue_says_in_both_languages_how_each_number_is_made() {
        as("analyst")
                .get("/metrics")
                .then()
                .statusCode(200)
                .body(
                        "items.name",
                        hasItems("closure-rate", "ever-closed-rate", "verified-closure-rate", "mediation-success-rate"))
                .body("items.name", hasItems("satisfaction-rate", "petition-closure-rate", "source-pyramid"))
                .body("items.formula.en", everyItem(not(is(""))))
                .body("items.formula.zh", everyItem(notNullValue()))
                .body("items.formulaVersion", everyItem(greaterThanOrEqualTo(1)))
                .body("items.find { it.name == 'closure-rate' }.title.zh", is("办结率"))
                .body("items.find { it.name == 'closure-rate' }.groupBy", hasItems("street", "unit", "quarter"))
                .body("items.find { it.name == 'mediation-success-rate' }.groupBy", not(hasItem("path")))
                .body("items.find { it.name == 'on-time-rate' }.title.zh", is("按期率"))
                .body(
                        "items.find { it.name == 'on-time-rate' }.groupBy",
                        hasItems("rule", "street", "category", "channel", "month"))
                .body("items.find { it.name == 'on-time-rate' }.filters", hasItems("rule", "district"))
                .body("items.find { it.name == 'closure-rate' }.groupBy", not(hasItem("rule")));
    }

    @Test
    void the_contract_names_every_parameter_of_a_number() {
        var filters = Arrays.stream(Dimension.values())
                .filter(dimension -> !dimension.isPeriod())
                .map(Dimension::parameter)
                .toArray(String[]::new);
        given().get("/q/openapi?format=json")
                .then()
                .statusCode(200)
                .body("paths.'/metrics/{name}'.get.parameters.name", hasItems(filters))
                .body("paths.'/metrics/{name}'.get.parameters.name", hasItems("from", "to", "asOf", "groupBy"))
                .body("paths.'/metrics/{name}/cases'.get.parameters.name", hasItems(filters))
                .body("paths.'/metrics/{name}/cases'.get.parameters.name", hasItems("part", "limit", "cursor"));
    }

    @Test
    void every_parameter_that_cannot_be_accepted_is_reported() {
        as("analyst")
                .queryParam("stret", "x")
                .queryParam("from", "yesterday")
                .queryParam("asOf", "2024-03-01")
                .queryParam("groupBy", "street,colour")
                .queryParam("category", "")
                .get("/metrics/closure-rate")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("code", is("kernel.bad-input"))
                .body("fields.field", containsInAnyOrder("stret", "from", "asOf", "groupBy", "category"));
        as("analyst")
                .queryParam("from", "2024-03-02")
                .queryParam("to", "2024-03-01")
                .queryParam("part", "both")
                .get("/metrics/closure-rate/cases")
                .then()
                .statusCode(400)
                .body("fields.field", containsInAnyOrder("to", "part"));
        as("analyst")
                .queryParam("part", "numerator")
                .get("/metrics/lead-time/cases")
                .then()
                .statusCode(400)
                .body("fields.field", contains("stage"));
        as("analyst")
                .queryParam("cursor", "nonsense")
                .get("/metrics/closure-rate/cases")
                .then()
                .statusCode(400);
    }

    /** What the form of the query tells and what only the database knows comes in one answer. */
    @ParameterizedTest
    @CsvSource({
        "/metrics/closure-rate,application/json,stret from groupBy district category community",
        "/metrics/closure-rate,text/csv,bom comment stret from groupBy district category community",
        "/metrics/closure-rate/cases,application/json,limit cursor part stret from district category community",
        "/metrics/closure-rate/cases,text/csv,bom comment part stret from district category community",
        "/metrics/closure-rate/restated,application/json,asOf stret from groupBy district category community",
        "/metrics/closure-rate/restated/cases,application/json,asOf limit cursor from district category community",
        "/process-map,application/json,asOf stret from district category community",
        "/process-map/cases,application/json,limit cursor fromStep toStep stret from district category community"
    })
    void one_answer_names_them_all(String path, String accepted, String parameters) {
        var asked = as("analyst").accept(accepted);
        for (var parameter : parameters.split(" ")) {
            asked.queryParam(parameter, parameter.equals("community") ? "\0" : "nothing");
        }
        asked.get(path)
                .then()
                .statusCode(400)
                .body("code", is("kernel.bad-input"))
                .body("fields.field", containsInAnyOrder(parameters.split(" ")));
    }

    @ParameterizedTest
    @CsvSource({
        "district,nowhere",
        "street,友谊大街街道x",
        "unit,no-such-unit",
        "category,NEIGHBOURS",
        "channel,WINDOWS",
        "layer,GRASS",
        "path,MEDIATE",
        "community,x",
        "grid,x"
    })
    void a_code_that_nobody_knows_is_no_count_of_nothing(String parameter, String value) {
        for (var path : List.of("/metrics/closure-rate", "/metrics/closure-rate/cases")) {
            as("analyst")
                    .queryParam(parameter, value)
                    .get(path)
                    .then()
                    .statusCode(400)
                    .body("fields.field", contains(parameter))
                    .body("fields.code", contains("unknown-code"));
        }
    }

    @Test
    void a_code_that_there_is_counts_nothing_if_no_case_has_it() {
        given_the_log_of(closedOn("2024-03-01T04:00:00Z"));
        for (var filter : List.of(
                List.of("category", "MEDICAL"),
                List.of("channel", "ONLINE"),
                List.of("path", "RELIEF"),
                List.of("community", "unknown"))) {
            ask("closure-rate", filter.toArray()).body("rows", hasSize(1));
        }
        as("analyst")
                .queryParam("rule", "no-such-rule")
                .get("/metrics/on-time-rate")
                .then()
                .statusCode(400);
        as("analyst")
                .queryParam("stage", "NOTHING")
                .get("/metrics/lead-time")
                .then()
                .statusCode(400);
    }

    @ParameterizedTest
    @CsvSource({
        "from,+999999999-12-31",
        "from,1949-09-30",
        "from,2999-01-01",
        "from,2024-02-30",
        "to,9999-12-31",
        "asOf,9999-12-31T00:00:00Z",
        "asOf,1709253000",
        "street,%00",
        "limit,x",
        "limit,0"
    })
    void no_parameter_is_too_much_for_the_database(String parameter, String value) {
        as("analyst")
                .urlEncodingEnabled(false)
                .get("/metrics/closure-rate/cases?" + parameter + "=" + value.replace("+", "%2B"))
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("fields.field", contains(parameter));
    }

    @Test
    void a_parameter_that_is_repeated_is_not_guessed_at() {
        as("analyst")
                .get("/metrics/closure-rate/cases?limit=1&limit=2&from=2024-01-01&from=2024-02-01")
                .then()
                .statusCode(400)
                .body("fields.code", contains("repeated", "repeated"));
        as("analyst")
                .get("/metrics?name=closure-rate")
                .then()
                .statusCode(400)
                .body("fields.code", contains("unknown-parameter"));
    }

    @Test
    void a_number_nobody_has_defined_is_not_found() {
        as("analyst")
                .get("/metrics/happiness-rate")
                .then()
                .statusCode(404)
                .body("code", is("analytics.unknown-metric"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/metrics", "/metrics/closure-rate", "/metrics/closure-rate/cases", "/projections/rebuild"})
    void numbers_are_for_analysts_and_operators(String path) {
        given().get(path).then().statusCode(401).contentType("application/problem+json");
        given().auth().oauth2(Tokens.forged("analyst")).get(path).then().statusCode(401);
        for (var role : List.of("clerk", "grid-worker", "dispatcher", "mediator", "petition-clerk", "department")) {
            as(role).get(path).then().statusCode(403).body("code", is("kernel.forbidden"));
        }
        as("operator").get(path).then().statusCode(200);
        assertThat(as("analyst").get(path).statusCode()).isEqualTo(path.contains("rebuild") ? 403 : 200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"grid-worker", "mediator", "petition-clerk", "department"})
    void the_whole_history_of_a_case_is_not_for_everybody(String role) {
        as(role).get("/cases/" + UUID.randomUUID() + "/history").then().statusCode(403);
    }
}
