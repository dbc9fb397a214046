package org.fengqiao.analytics;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

import org.fengqiao.analytics.fact.FactTable;
import org.fengqiao.analytics.fact.ParquetTest;
import org.fengqiao.analytics.testing.Feed;
import org.fengqiao.analytics.testing.LogEntry;
import org.fengqiao.analytics.testing.Story;
import org.fengqiao.kernel.testing.Infrastructure;
import org.fengqiao.kernel.testing.Tokens;

/** Facts as files and by SQL: the same in every form, of the caller's place and nothing beyond it. */
@QuarkusTest
@QuarkusTestResource(
        value = Infrastructure.class,
        initArgs = {
            @ResourceArg(name = "service", value = "analytics"),
            @ResourceArg(name = "parts", value = "postgres,kafka")
        })
@QuarkusTestResource(Tokens.class)
class FactsForAnalystsTest {

    /** More than are read at once. */
    private static final int CASES = 520;

    private static final String OWN = "友谊大街街道";
    private static final String OTHER = "=少先路街道";

    private final String district = "district-" + UUID.randomUUID();
    private final String login = "analyst_" + UUID.randomUUID();

    @Inject
    Feed feed;

    private Story story(String street) {
        return Story.at("2024-03-01T04:00:00Z")
                .from("WINDOW", district, street, null, null)
                .registered()
                .accepted()
                .triaged("NEIGHBOUR", "MEDIATION")
                .assigned(1, "committee")
                .claimed(1)
                .closed(1, "AGREED", "committee")
                .revisited(1, 1, 5);
    }

    private void given_cases_of_two_streets() {
        var log = new ArrayList<LogEntry>();
        IntStream.range(0, CASES).forEach(_ -> log.addAll(story(OWN).entries()));
        log.addAll(story(OTHER).entries());
        feed.batch(log);
    }

    private RequestSpecification as(Map<String, Object> claims, String accept) {
        return given().auth().oauth2(Tokens.of("liu", claims, "analyst")).accept(accept);
    }

    private RequestSpecification facts(Map<String, Object> claims, String accept) {
        return as(claims, accept).queryParams(Map.of("from", "2024-01-01T00:00:00Z", "to", "2025-01-01T00:00:00Z"));
    }

    private Map<String, Object> street() {
        return Map.of("district", district, "street", OWN);
    }

    private static List<String> lines(String csv) {
        return List.of(csv.split("\r\n"));
    }

    @Test
    void a_number_is_a_table_for_whoever_asks_for_one() {
        given_cases_of_two_streets();

        var csv = as(Map.of("district", district), "text/csv")
                .queryParams(Map.of("district", district, "groupBy", "street", "bom", "true", "comment", "true"))
                .get("/metrics/closure-rate")
                .then()
                .statusCode(200)
                .contentType(startsWith("text/csv"))
                .header("Known-Up-To", notNullValue())
                .header("Content-Disposition", is("attachment; filename=\"closure-rate.csv\""))
                .extract()
                .asString();
        assertThat(lines(csv).getFirst()).startsWith("\uFEFF# closure-rate formula=1 as-of=now known-up-to=");
        assertThat(lines(csv).subList(1, 4))
                .containsExactly(
                        "street,numerator,denominator,value,p50_seconds,p90_seconds",
                        "'=少先路街道,1,1,1.0000,,",
                        "友谊大街街道,520,520,1.0000,,");

        as(Map.of("district", district), "*/*")
                .get("/metrics/closure-rate")
                .then()
                .statusCode(200)
                .contentType("application/json")
                .body("rows[0].denominator", is(CASES + 1));
        as(Map.of("district", district), "text/csv")
                .queryParams(Map.of("groupBy", "weather", "bom", "perhaps"))
                .get("/metrics/closure-rate")
                .then()
                .statusCode(400)
                .contentType(startsWith("application/problem+json"))
                .body("fields.field", contains("bom", "groupBy"));
        as(Map.of("district", district), "text/csv")
                .queryParam("streets", OWN)
                .get("/metrics/closure-rate")
                .then()
                .statusCode(400)
                .body("fields.field", contains("streets"));
    }

    @Test
    void all_cases_behind_a_number_come_at_once_and_only_those_of_the_callers_place() {
        given_cases_of_two_streets();

        var csv = as(street(), "text/csv")
                .queryParam("part", "denominator")
                .get("/metrics/closure-rate/cases")
                .then()
                .statusCode(200)
                .header("Known-Up-To", notNullValue())
                .extract()
                .asString();
        assertThat(lines(csv).getFirst()).isEqualTo("case_id,position,subject,value,event_id,answer_id");
        assertThat(lines(csv)).hasSize(1 + CASES).doesNotHaveDuplicates();
        as(street(), "text/csv")
                .queryParam("limit", 3)
                .get("/metrics/closure-rate/cases")
                .then()
                .statusCode(400)
                .body("fields.field", contains("limit"));
    }

    @Test
    void files_sql_and_numbers_say_the_same() throws SQLException, IOException {
        given_cases_of_two_streets();
        admit(district, OWN);

        for (var table : FactTable.values()) {
            var csv = facts(street(), "text/csv")
                    .get("/facts/" + table.parameter())
                    .then()
                    .statusCode(200)
                    .header("Known-Up-To", notNullValue())
                    .extract()
                    .asString();
            assertThat(lines(csv).getFirst())
                    .isEqualTo(String.join(
                            ",",
                            table.columns().stream().map(FactTable.Column::name).toList()));
            var parquet = ParquetTest.read(facts(street(), "application/vnd.apache.parquet")
                    .get("/facts/" + table.parameter())
                    .then()
                    .statusCode(200)
                    .contentType("application/vnd.apache.parquet")
                    .extract()
                    .asByteArray());
            var sql = number("select count(*) from " + table.parameter());
            assertThat(List.of(lines(csv).size() - 1L, (long) parquet.size(), sql))
                    .as(table.parameter())
                    .containsOnly(
                            switch (table) {
                                case CASES -> (long) CASES;
                                case EVENTS -> 7L * CASES;
                                case MILESTONES ->
                                    number("select count(*) from milestones where known_from is not null");
                            });
        }
        var denominator = as(street(), "application/json")
                .get("/metrics/closure-rate")
                .then()
                .extract()
                .<Integer>path("rows[0].denominator");
        assertThat(number("select count(accepted_at) from cases")).isEqualTo((long) denominator);
        assertThat(number("select count(*) from milestones where kind = 'ACCEPTED'"))
                .isEqualTo((long) denominator);
        assertThat(number("select count(*) from cases where closed_at is not null and verified_at is null"))
                .isEqualTo((long) CASES);
    }

    @Test
    void what_nobody_keeps_as_facts_is_not_found_and_facts_name_no_party() {
        given_cases_of_two_streets();
        facts(street(), "text/csv").get("/facts/people").then().statusCode(404);
        facts(street(), "text/csv")
                .get("/facts/milestones")
                .then()
                .statusCode(200)
                .body(not(containsString("1/")));
    }

    // ---- SQL

    @Test
    void a_view_has_the_columns_that_the_dictionary_tells() throws SQLException {
        admit(district, OWN);
        try (var connection = connect()) {
            for (var table : FactTable.values()) {
                var found = new ArrayList<Tuple>();
                try (var query =
                        connection.prepareStatement("select column_name, data_type from information_schema.columns"
                                + " where table_schema = 'analysis' and table_name = ? order by ordinal_position")) {
                    query.setString(1, table.parameter());
                    try (var rows = query.executeQuery()) {
                        while (rows.next()) {
                            found.add(Tuple.tuple(rows.getString(1), rows.getString(2)));
                        }
                    }
                }
                assertThat(found)
                        .isEqualTo(table.columns().stream()
                                .map(column ->
                                        Tuple.tuple(column.name(), column.type().sql()))
                                .toList());
            }
        }
    }

    @Test
    void a_login_reads_its_street_and_can_neither_write_nor_look_anywhere_else() throws SQLException {
        given_cases_of_two_streets();
        admit(district, OWN);

        assertThat(number("select count(*) from cases")).isEqualTo(CASES);
        assertThat(number("select count(distinct street) from events")).isEqualTo(1);
        assertThat(number("select count(*) from known_up_to")).isEqualTo(1);
        try (var connection = connect();
                var statement = connection.createStatement()) {
            // What the login can set of its session changes nothing of what it reaches.
            statement.execute("set default_transaction_read_only = off");
            statement.execute("set search_path = public, analysis");
            assertThat(number(connection, "select count(*) from analysis.cases"))
                    .isEqualTo(CASES);
            for (var forbidden : List.of(
                    "select * from public.recorded_event",
                    "select * from public.fact_cases",
                    "select * from public.analyst_reach",
                    "select * from public.position",
                    "update public.analyst_reach set street = '*'",
                    "insert into public.analyst_reach values (session_user, '*', '*')",
                    "delete from public.milestone",
                    "call public.analyst_admit(session_user, '*')",
                    "set role analytics_service",
                    "set session authorization analytics_service",
                    "create table public.mine (a int)",
                    "create temporary table mine (a int)",
                    "create schema mine",
                    "create role mine",
                    "select lo_create(0)",
                    "select lo_from_bytea(0, 'a')",
                    "copy (select 1) to program 'true'",
                    "select pg_read_file('postgresql.conf')")) {
                assertThatThrownBy(() -> statement.execute(forbidden))
                        .as(forbidden)
                        .isInstanceOfSatisfying(
                                SQLException.class,
                                refused -> assertThat(refused.getSQLState()).isEqualTo("42501"));
            }
            // The condition of whoever asks sees no row of another street, so that its failure tells of none.
            assertThatThrownBy(
                            () -> statement.executeQuery("select * from analysis.cases where cast(street as int) = 1"))
                    .hasMessageContaining(OWN)
                    .hasMessageNotContaining(OTHER);
        }
    }

    @Test
    void a_login_has_a_time_for_each_statement_and_few_connections_until_it_is_dismissed() throws SQLException {
        admit(district, "*");
        try (var connection = connect()) {
            assertThat(text(connection, "show statement_timeout")).isEqualTo("1min");
            assertThat(text(connection, "show default_transaction_read_only")).isEqualTo("on");
            assertThat(number(connection, "select rolconnlimit from pg_roles where rolname = session_user"))
                    .isEqualTo(3);
        }
        asAdministrator("call analyst_dismiss('%s')".formatted(login));
        assertThatThrownBy(this::connect).isInstanceOf(SQLException.class);
        asAdministrator("drop role \"%s\"".formatted(login));
    }

    private void admit(String place, String street) throws SQLException {
        asAdministrator("call analyst_admit('%s', '%s', '%s')".formatted(login, place, street));
        asAdministrator("alter role \"%s\" password 'p'".formatted(login));
    }

    private static void asAdministrator(String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(Infrastructure.superuserJdbcUrl("analytics"));
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private Connection connect() throws SQLException {
        var endpoints = Infrastructure.endpoints();
        return DriverManager.getConnection(
                "jdbc:postgresql://%s:%s/%s"
                        .formatted(
                                endpoints.getProperty("postgres.host"),
                                endpoints.getProperty("postgres.port"),
                                endpoints.getProperty("analytics.database")),
                login,
                "p");
    }

    private long number(String sql) throws SQLException {
        try (var connection = connect()) {
            return number(connection, sql);
        }
    }

    private static long number(Connection connection, String sql) throws SQLException {
        return Long.parseLong(text(connection, sql));
    }

    private static String text(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
