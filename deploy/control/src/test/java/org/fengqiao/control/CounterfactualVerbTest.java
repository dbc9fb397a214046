package org.fengqiao.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.fengqiao.local.EmbeddedPart;

/** The counterfactual as somebody types it, on real PostgreSQL. */
class CounterfactualVerbTest {

    private static final UUID CASE = UUID.fromString("0190b0d4-0000-7000-8000-000000000001");

    @TempDir
    static Path folder;

    private static EmbeddedPart server;
    private static String database;

    @BeforeAll
    static void start() throws Exception {
        server = EmbeddedPart.start(Path.of("../embedded/target"), "postgres", "64m");
        database = "jdbc:postgresql://%s:%s/{service}?user=%s&password=%s"
                .formatted(
                        server.told("postgres.host"),
                        server.told("postgres.port"),
                        server.told("postgres.superuser"),
                        server.told("postgres.superuser.password"));
        for (var service : List.of("intake", "routing", "mediation", "petition")) {
            run(service, "create table event (case_id uuid, version bigint, type text, data text)");
        }
        event(1, "case-assigned.v1", "{}");
        event(2, "deadline-set.v1", """
                {"name": "claim-1", "rule": "claim", "version": 1, "startedBy": "case-assigned.v1",
                 "startedAt": "2024-03-08T01:00:00Z", "dueAt": "2024-03-11T16:00:00Z", "warnAt": []}""");
        event(3, "deadline-met.v1", """
                {"name": "claim-1", "rule": "claim", "metAt": "2024-03-12T01:00:00Z", "onTime": false}""");
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    private static void event(int version, String type, String data) throws SQLException {
        run(
                "routing",
                "insert into event values ('%s', %d, 'fengqiao.routing.%s', '%s')"
                        .formatted(CASE, version, type, data));
    }

    private static void run(String service, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(database.replace("{service}", service));
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String printed(String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        var exit = Casectl.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
        assertThat(exit).as(err.toString()).isZero();
        return out.toString();
    }

    @Test
    void aDraftTellsWhatItWouldHaveMovedByRuleAndCaseByCase() throws IOException {
        var drafts = Files.createDirectories(folder.resolve("drafts"));
        var ours = Files.readString(
                Path.of("../../shared-kernel/legal-clock/src/main/resources/legal/rules/service-standard.yaml"));
        var at = ours.indexOf("id: claim\n");
        Files.writeString(
                drafts.resolve("draft.yaml"),
                ours.substring(0, at) + ours.substring(at).replaceFirst("length: \\{count: 1,", "length: {count: 3,"));

        assertThat(printed("counterfactual", "--rules", drafts.toString(), "--database", database, "-o", "csv")
                        .lines())
                .containsExactly(
                        "rule,deadlines,earlier,later,withoutRule,onTime,late,onTimeThen,lateThen",
                        "claim,1,0,1,0,0,1,1,0");
        assertThat(printed(
                        "counterfactual",
                        "--rules",
                        drafts.toString(),
                        "--database",
                        database,
                        "--service",
                        "routing",
                        "--cases",
                        "-o",
                        "csv"))
                .contains("routing,%s,claim-1,claim,2024-03-08T01:00:00Z,2024-03-11T16:00:00Z,2024-03-13T16:00:00Z,"
                                .formatted(CASE)
                        + "2024-03-12T01:00:00Z,LATE,ON_TIME");
    }
}
