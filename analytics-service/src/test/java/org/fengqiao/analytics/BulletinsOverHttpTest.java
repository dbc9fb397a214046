package org.fengqiao.analytics;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.fengqiao.analytics.testing.Feed;
import org.fengqiao.analytics.testing.LogEntry;
import org.fengqiao.analytics.testing.Story;
import org.fengqiao.kernel.messaging.Sha256;
import org.fengqiao.kernel.testing.Infrastructure;
import org.fengqiao.kernel.testing.Tokens;

/** Bulletins: their figures, which stay, the cases behind them, and who may read and issue them. */
@QuarkusTest
@QuarkusTestResource(
        value = Infrastructure.class,
        initArgs = {
            @ResourceArg(name = "service", value = "analytics"),
            @ResourceArg(name = "parts", value = "postgres,kafka")
        })
@QuarkusTestResource(Tokens.class)
class BulletinsOverHttpTest {

    private static final String STREET = "友谊大街街道";
    private static final String OTHER_STREET = "沼潭街道";

    private final String district = "district-" + UUID.randomUUID();

    @Inject
    Feed feed;

    // ---- the story

    private Story dispute(String begin, String street, String risk) {
        return Story.at(begin)
                .from("WINDOW", district, street, null, null)
                .registered()
                .accepted()
                .triaged("NEIGHBOUR", "MEDIATION", risk)
                .assigned(1, "committee");
    }

    private void given_the_log_of(Story... stories) {
        var log = new ArrayList<LogEntry>();
        for (var story : stories) {
            log.addAll(story.entries());
        }
        feed.batch(log);
    }

    private void given_quiet_months_before_march() {
        for (var month : List.of("2023-12", "2024-01", "2024-02")) {
            given_the_log_of(dispute(month + "-10T04:00:00Z", STREET, "HIGH"));
        }
    }

    private static RequestSpecification as(String role) {
        return given().auth().oauth2(Tokens.of(role)).contentType("application/json");
    }

    private static RequestSpecification as(String role, Map<String, Object> claims) {
        return given().auth().oauth2(Tokens.of(role + "-2", claims, role)).contentType("application/json");
    }

    private Response issue(String period, Object... more) {
        var body = new HashMap<String, Object>(Map.of("district", district, "period", period));
        for (var i = 0; i < more.length; i += 2) {
            body.put((String) more[i], more[i + 1]);
        }
        return as("analyst").body(body).post("/bulletins");
    }

    private ValidatableResponse issued(String period, Object... more) {
        return issue(period, more).then().statusCode(201);
    }

    private ValidatableResponse cases(String bulletin, String metric, String key, String part) {
        return as("analyst")
                .queryParam("metric", metric)
                .queryParam("key", key)
                .queryParam("part", part)
                .get("/bulletins/" + bulletin + "/cases")
                .then();
    }

    private static String lines(String metric) {
        return "tables.find { it.metric == '" + metric + "' }.lines";
    }

    // ---- the tests

    @Test
    void a_month_is_judged_by_street_and_category_against_its_own_history() {
        given_quiet_months_before_march();
        var risks = new ArrayList<Story>();
        for (var i = 0; i < 6; i++) {
            risks.add(dispute("2024-03-0" + (i + 1) + "T04:00:00Z", STREET, "HIGH"));
        }
        given_the_log_of(risks.toArray(Story[]::new));
        given_the_log_of(
                dispute("2024-03-01T04:00:00Z", OTHER_STREET, "LOW"),
                // The last second of March, in China, and the first of April.
                dispute("2024-03-31T15:59:59Z", OTHER_STREET, "LOW"),
                dispute("2024-03-31T16:00:00Z", OTHER_STREET, "LOW"));
        var onTheTopic = dispute("2024-03-02T04:00:00Z", OTHER_STREET, "LOW");
        Feed.publish(onTheTopic.entries());
        feed.awaitHistory(onTheTopic.caseId(), onTheTopic.entries().size());

        var answer = issued("2024-03")
                .body("kind", is("MONTHLY_JUDGEMENT"))
                .body("title.zh", is("月研判"))
                .body("from", is("2024-03-01"))
                .body("to", is("2024-03-31"))
                .body("edition", is(1))
                .body("issuedBy.id", is("analyst-1"))
                .body("knownUpTo.time", notNullValue())
                .body("knownUpTo.positions", not(empty()))
                .body(
                        lines("high-risk-rate") + ".key",
                        contains(STREET + " | NEIGHBOUR", OTHER_STREET + " | NEIGHBOUR"))
                .body(lines("high-risk-rate") + ".numerator", contains(6, 0))
                .body(lines("high-risk-rate") + ".denominator", contains(6, 3))
                .body(lines("high-risk-rate") + "[0].history.months", is(3))
                .body(lines("high-risk-rate") + "[0].history.numerator.mean", is(1.0f))
                .body(lines("high-risk-rate") + "[0].history.numerator.raised", is(true))
                .body(lines("high-risk-rate") + "[1].history.numerator.raised", is(false));

        cases(answer.extract().path("bulletin"), "high-risk-rate", STREET + " | NEIGHBOUR", "numerator")
                .statusCode(200)
                .body(
                        "items.caseId",
                        containsInAnyOrder(risks.stream()
                                .map(story -> story.caseId().toString())
                                .toArray()));
    }

    @Test
    void what_was_late_is_told_with_its_rule_its_unit_and_the_fault() {
        var due = Instant.parse("2024-03-04T16:00:00Z");
        var late = dispute("2024-03-01T04:00:00Z", STREET, "LOW")
                .after(Duration.ofDays(4))
                .deadlinePassed("routing", "breached", "claim-1", "claim", due)
                .notice(1, "RED", "NOT_ACCEPTED", "committee");
        given_the_log_of(
                late,
                dispute("2024-03-01T04:00:00Z", STREET, "LOW")
                        .deadlineMet("routing", "claim-1", "claim", due.minusSeconds(1), true)
                        .claimed(1));

        var bulletin = issued("2024-03")
                .body(lines("on-time-rate") + ".key", contains("claim | committee"))
                .body(lines("on-time-rate") + "[0].numerator", is(1))
                .body(lines("on-time-rate") + "[0].denominator", is(2))
                .body(lines("red-notice-lifting") + ".key", contains("NOT_ACCEPTED | committee"))
                .extract()
                .<String>path("bulletin");

        cases(bulletin, "on-time-rate", "claim | committee", "remainder")
                .body("items.caseId", contains(late.caseId().toString()))
                .body("items[0].value", is("claim"));
    }

    @Test
    void a_quarter_ranks_the_units_with_their_numerators() {
        var stories = new ArrayList<Story>();
        for (var i = 0; i < 6; i++) {
            for (var unit : List.of("committee", "desk", "studio")) {
                var story = Story.at("2024-02-0" + (i + 1) + "T04:00:00Z")
                        .from("WINDOW", district, STREET, null, null)
                        .registered()
                        .accepted()
                        .triaged("NEIGHBOUR", "MEDIATION")
                        .assigned(1, unit);
                if (unit.equals("desk") && i < 2 || unit.equals("studio") && i < 3) {
                    story.after(Duration.ofHours(2)).returned(1);
                }
                stories.add(story);
            }
        }
        given_the_log_of(stories.toArray(Story[]::new));
        given_the_log_of(dispute("2024-02-01T04:00:00Z", STREET, "LOW")
                .after(Duration.ofHours(1))
                .returned(1)
                .assigned(2, "small"));

        issued("2024-Q1")
                .body("title.zh", is("季通报"))
                .body("tables.find { it.metric == 'bounce-rate' }.better", is("LOWER"))
                .body(lines("bounce-rate") + ".key", contains("committee", "desk", "studio", "small"))
                .body(lines("bounce-rate") + ".numerator", contains(1, 2, 3, 0))
                .body(lines("bounce-rate") + ".denominator", contains(7, 6, 6, 1))
                .body(lines("bounce-rate") + ".rank", contains(1, 2, 3, null));
    }

    /** What events tell for the annual report by the Regulations on Petition Work, art. 41. */
    @Test
    void a_year_is_reported_by_field_and_by_the_units_that_cases_came_back_from() {
        given_the_log_of(
                dispute("2023-01-10T04:00:00Z", STREET, "LOW").closed(1, "AGREED", "committee"),
                dispute("2023-06-10T04:00:00Z", STREET, "HIGH")
                        .after(Duration.ofHours(1))
                        .returned(1),
                dispute("2022-12-30T04:00:00Z", STREET, "HIGH"));

        issued("2023")
                .body("kind", is("ANNUAL_REPORT"))
                .body("from", is("2023-01-01"))
                .body("to", is("2023-12-31"))
                .body(lines("closure-rate") + "[0].key", is("NEIGHBOUR"))
                .body(lines("closure-rate") + "[0].numerator", is(1))
                .body(lines("closure-rate") + "[0].denominator", is(2))
                .body(lines("bounce-rate") + "[0].key", is("committee"))
                .body(lines("bounce-rate") + "[0].numerator", is(1))
                .body(lines("high-risk-rate") + "[0].numerator", is(1));
    }

    @Test
    void a_week_is_sorted_by_what_came_back_and_what_waits() {
        var waits = dispute("2024-03-05T04:00:00Z", STREET, "LOW");
        given_the_log_of(waits, dispute("2024-03-11T04:00:00Z", STREET, "LOW"));

        var bulletin = issued("2024-W10")
                .body("kind", is("WEEKLY_SORTING"))
                .body(lines("unheld-time") + ".key", contains("committee"))
                .body(lines("unheld-time") + "[0].denominator", is(1))
                .extract()
                .<String>path("bulletin");

        cases(bulletin, "unheld-time", "committee", "remainder")
                .body("items.caseId", contains(waits.caseId().toString()));
    }

    @Test
    void issued_figures_stay_when_more_is_known_until_another_edition_says_what_changed() {
        given_the_log_of(dispute("2024-03-01T04:00:00Z", STREET, "HIGH"));
        var first = issue("2024-03");
        var address = first.header("Location");
        var late = dispute("2024-03-02T04:00:00Z", STREET, "HIGH");
        given_the_log_of(late);

        var again = as("leader").get(address);
        assertThat(again.asString()).isEqualTo(first.asString());
        assertThat(again.header("ETag"))
                .isEqualTo("\"" + Sha256.hex(first.asString().getBytes(UTF_8)) + "\"");
        cases(first.path("bulletin"), "high-risk-rate", STREET + " | NEIGHBOUR", "numerator")
                .body("items.caseId", not(hasItem(late.caseId().toString())));
        issue("2024-03").then().statusCode(409).body("code", is("analytics.bulletin-issued"));

        issued("2024-03", "corrects", 1, "cause", "MORE_IS_KNOWN")
                .body("edition", is(2))
                .body("corrects.edition", is(1))
                .body("corrects.digest", is(Sha256.hex(first.asString().getBytes(UTF_8))))
                .body("corrects.changes.findAll { it.metric == 'high-risk-rate' }.was.numerator", contains(1))
                .body("corrects.changes.findAll { it.metric == 'high-risk-rate' }.is.numerator", contains(2));
        issue("2024-03", "corrects", 1, "cause", "MORE_IS_KNOWN")
                .then()
                .statusCode(409)
                .body("code", is("analytics.not-the-latest-edition"));
        issue("2024-03", "corrects", 2, "cause", "FAULT_MENDED")
                .then()
                .statusCode(409)
                .body("code", is("analytics.nothing-to-correct"));
        assertThat(as("analyst").get(address).asString()).isEqualTo(first.asString());
        as("analyst")
                .queryParam("district", district)
                .queryParam("kind", "MONTHLY_JUDGEMENT")
                .queryParam("period", "2024-03")
                .get("/bulletins")
                .then()
                .body("items.edition", contains(2, 1))
                .body("items[1].bulletin", is(first.<String>path("bulletin")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update bulletin set body = '{}'",
                "delete from bulletin",
                "update bulletin_case set hit = true",
                "delete from bulletin_case"
            })
    void the_service_itself_cannot_change_what_was_issued(String statement) {
        assertThatThrownBy(() -> feed.inTransaction(
                        session -> session.createNativeQuery(statement).executeUpdate()))
                .hasStackTraceContaining("permission denied");
    }

    @Test
    void a_stranger_can_check_the_figures_and_the_digest_by_the_cases() {
        given_the_log_of(
                dispute("2024-03-01T04:00:00Z", STREET, "HIGH").claimed(1).closed(1, "AGREED", "committee"),
                dispute("2024-03-02T04:00:00Z", OTHER_STREET, "LOW").returned(1),
                dispute("2024-03-03T04:00:00Z", STREET, "LOW").notice(1, "RED", "NOT_HANDLED", "committee"));
        var bulletin = issued("2024-03").extract().jsonPath();

        var counted = new ArrayList<String>();
        for (var table : bulletin.<Map<String, Object>>getList("tables")) {
            for (var line : lines(table)) {
                var of = new HashMap<String, Integer>();
                for (var part : List.of("numerator", "remainder")) {
                    var items = cases(
                                    bulletin.getString("bulletin"),
                                    (String) table.get("metric"),
                                    (String) line.get("key"),
                                    part)
                            .statusCode(200)
                            .extract()
                            .jsonPath()
                            .<Map<String, Object>>getList("items");
                    of.put(part, items.size());
                    items.forEach(item -> counted.add(told(table, line, part, item)));
                }
                assertThat(of.get("numerator")).isEqualTo(line.get("numerator"));
                assertThat(of.get("numerator") + of.get("remainder")).isEqualTo(line.get("denominator"));
            }
        }
        counted.sort(BulletinsOverHttpTest::byBytes);
        assertThat(counted).isNotEmpty();
        assertThat(Sha256.hex(String.join("\n", counted).getBytes(UTF_8))).isEqualTo(bulletin.getString("casesDigest"));
    }

    private static int byBytes(String one, String other) {
        return Arrays.compareUnsigned(one.getBytes(UTF_8), other.getBytes(UTF_8));
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> lines(Map<String, Object> table) {
        return (List<Map<String, Object>>) table.get("lines");
    }

    @SuppressWarnings("unchecked")
    private static String told(
            Map<String, Object> table, Map<String, Object> line, String part, Map<String, Object> item) {
        var events = (List<String>) item.get("events");
        return String.join(
                "\t",
                (String) table.get("metric"),
                (String) line.get("key"),
                (String) item.get("caseId"),
                String.valueOf(item.get("position")),
                (String) item.get("subject"),
                item.get("value") == null ? "" : (String) item.get("value"),
                part,
                events.getFirst(),
                events.size() < 2 ? "" : events.get(1));
    }

    @Test
    void a_street_reads_the_figures_of_its_district_and_only_its_own_cases() {
        var own = dispute("2024-03-01T04:00:00Z", STREET, "HIGH");
        given_the_log_of(own, dispute("2024-03-02T04:00:00Z", OTHER_STREET, "HIGH"));
        var bulletin = issued("2024-03").extract().<String>path("bulletin");
        var street = Map.<String, Object>of("district", district, "street", STREET);

        as("leader", street)
                .get("/bulletins/" + bulletin)
                .then()
                .statusCode(200)
                .body(lines("high-risk-rate"), hasSize(2));
        as("leader", street)
                .queryParam("metric", "high-risk-rate")
                .queryParam("part", "denominator")
                .get("/bulletins/" + bulletin + "/cases")
                .then()
                .body("items.caseId", contains(own.caseId().toString()));
        as("leader", street)
                .body(Map.of("district", district, "period", "2024-02"))
                .post("/bulletins")
                .then()
                .statusCode(403)
                .body("code", is("kernel.outside-jurisdiction"));

        var another = Map.<String, Object>of("district", "东河区");
        as("leader", another)
                .get("/bulletins/" + bulletin)
                .then()
                .statusCode(404)
                .body("code", is("analytics.no-such-bulletin"));
        as("leader", another)
                .queryParam("metric", "high-risk-rate")
                .get("/bulletins/" + bulletin + "/cases")
                .then()
                .statusCode(404);
        as("leader", another)
                .queryParam("district", district)
                .get("/bulletins")
                .then()
                .body("items", empty());
    }

    @Test
    void bulletins_are_listed_page_by_page_from_the_latest() {
        given_the_log_of(dispute("2024-03-01T04:00:00Z", STREET, "HIGH"));
        issued("2024-02");
        issued("2024-03");
        issued("2024-Q1");

        var first = as("leader", Map.of("district", district))
                .queryParam("limit", 2)
                .get("/bulletins")
                .then()
                .body("items.period", contains("2024-Q1", "2024-03"))
                .extract()
                .<String>path("next");
        as("leader", Map.of("district", district))
                .queryParam("limit", 2)
                .queryParam("cursor", first)
                .get("/bulletins")
                .then()
                .body("items.period", contains("2024-02"))
                .body("next", is(nullValue()));
    }

    @ParameterizedTest
    @CsvSource({
        "2999-01, 409, analytics.period-not-over",
        "2022-04, 422, analytics.no-rules-of-bulletins",
        "2024-W53, 400, kernel.bad-input",
        "2024-13, 400, kernel.bad-input"
    })
    void a_period_that_cannot_be_told_is_refused(String period, int status, String code) {
        given_the_log_of(dispute("2024-03-01T04:00:00Z", STREET, "HIGH"));

        issue(period).then().statusCode(status).body("code", is(code));
    }

    @Test
    void a_bulletin_is_printed_with_the_digest_of_its_figures_the_same_each_time() throws IOException {
        given_the_log_of(dispute("2024-03-01T04:00:00Z", STREET, "HIGH"));
        var bulletin = issued("2024-03").extract().<String>path("bulletin");
        var digest = as("leader").get("/bulletins/" + bulletin).header("ETag").replace("\"", "");

        var pdf = printed(bulletin, "leader");
        assertThat(pdf).isEqualTo(printed(bulletin, "analyst"));
        try (var document = Loader.loadPDF(pdf)) {
            assertThat(new PDFTextStripper().getText(document).replaceAll("\\s", ""))
                    .contains("月研判2024-03")
                    .contains("友谊大街街道·邻里")
                    .contains(digest);
        }
        as("leader")
                .accept("application/pdf")
                .queryParam("language", "EN")
                .get("/bulletins/" + bulletin)
                .then()
                .statusCode(200)
                .header("Content-Disposition", is("attachment; filename=\"" + bulletin + ".pdf\""));
        as("leader").accept("*/*").get("/bulletins/" + bulletin).then().contentType("application/json");
        as("leader", Map.of("district", "another"))
                .accept("application/pdf")
                .get("/bulletins/" + bulletin)
                .then()
                .statusCode(404);
    }

    private static byte[] printed(String bulletin, String role) {
        return as(role).accept("application/pdf")
                .get("/bulletins/" + bulletin)
                .then()
                .statusCode(200)
                .extract()
                .asByteArray();
    }

    @Test
    void each_field_that_is_wrong_is_named() {
        given_the_log_of(dispute("2024-03-01T04:00:00Z", STREET, "HIGH"));

        issue("2024-03", "district", "昆都侖区")
                .then()
                .statusCode(400)
                .body("fields.field", contains("district"))
                .body("fields.code", contains("unknown-code"));
        issue("2024-W53", "corrects", 1)
                .then()
                .statusCode(400)
                .body("fields.field", containsInAnyOrder("period", "cause"));
        issue("2024-03", "corrects", 1, "cause", "MORE_IS_KNOWN")
                .then()
                .statusCode(409)
                .body("code", is("analytics.not-the-latest-edition"));

        var bulletin = issued("2024-03").extract().<String>path("bulletin");
        cases(bulletin, "closure-rate", "x", "half")
                .statusCode(400)
                .body("fields.field", containsInAnyOrder("metric", "part"));
        cases(bulletin, "high-risk-rate", "x", "numerator").statusCode(400).body("fields.field", contains("key"));
        as("analyst").get("/bulletins/" + UUID.randomUUID()).then().statusCode(404);
    }
}
