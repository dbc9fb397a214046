package org.fengqiao.acceptance;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * Faults that are planted, each named by the verb that should find it and mended by the one that should mend it: a row
 * altered in a view, a rule changed in code, an event that is missing on the topic, one that is there twice, an offset
 * that does not move. Where it is asked for, with kills in the middle.
 */
final class Repairs {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** A killed worker of a refolding is replaced after 15 seconds, when its service is back. */
    private static final Duration TAKEN_OVER = Duration.ofMinutes(3);

    private static final String REASON = "planted by the test";

    private static final Random RANDOM = new Random();

    private final RunningStack stack;
    private final boolean killing;

    /** @param killing whether commands and services are killed in the middle, which takes minutes more */
    Repairs(RunningStack stack, boolean killing) {
        this.stack = stack;
        this.killing = killing;
    }

    /** The whole story. */
    void findAndMendWhatIsPlanted() throws Exception {
        var followed = register(Dispute.FOLLOWED, null);
        awaitAssigned(followed);
        aRowThatWasAlteredIsNamedAndMade(followed);
        aRuleThatWasChangedIsNamed(followed);
        var lost = whileNothingIsPublished(() -> register(Dispute.LOST, null));
        doubled(followed);
        analyticsMayNotRecord(true);

        if (killing) {
            aKilledReconciliationLeavesNothingBehind();
            aKilledComparisonGoesOn();
        }
        assertThat(stack.casectl("reconcile", "-o", "csv", "--republish", "--reason", REASON))
                .contains("MISSING,intake," + lost + ",1,", "DOUBLED,intake," + followed + ",1,")
                .contains("intake: 2 events are published again.")
                .doesNotContain("DIFFERENT", "NOT_RECORDED")
                .endsWith("exit code 3");
        awaitAssigned(lost);
        await("the offset that does not move is named")
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(stack.casectl("stuck", "--service", "analytics", "-o", "csv"))
                        .contains("HELD_UP", "case-events")
                        .endsWith("exit code 3"));
        analyticsMayNotRecord(false);

        // A right that is missing ends the channel: whoever has given it starts the service anew, as the runbook says.
        if (killing) {
            analyticsIsKilledWhileItRebuilds();
        } else {
            stack.killAndAwaitRestart("analytics");
            stack.awaitAllReady();
        }
        await("analytics has followed " + lost)
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(typesOf(lost, "analytics", "recorded_event"))
                        .containsExactlyInAnyOrderElementsOf(recordedTypesOf(lost)));
        assertThat(count(
                        "routing",
                        "select count(*) from event where type like '%case-triaged.v1' and case_id = ?",
                        lost))
                .as("what was published again has its effect once")
                .isEqualTo(1);
        assertThat(count(
                        "routing",
                        "select count(*) from event where type like '%case-triaged.v1' and case_id = ?",
                        followed))
                .as("what is on the topic twice has its effect once")
                .isEqualTo(1);
        assertThat(stack.casectl("reconcile", "-o", "csv"))
                .contains("DOUBLED,intake," + followed)
                .doesNotContain("MISSING", "DIFFERENT", "NOT_RECORDED")
                .endsWith("exit code 3");
        assertThat(stack.casectl("compare", "--service", "analytics", "-o", "csv"))
                .contains(" 0 differences")
                .endsWith("exit code 0");
        // Cases of the tests before may tell of rules and registers that changed meanwhile.
        assertThat(stack.casectl("compare", "--service", "intake,routing,mediation", "-o", "csv"))
                .doesNotContain(lost, followed);
    }

    /** A call, what it records, the topic and what another service records: spans of two processes, one trace. */
    void oneTraceGoesThroughTheServices(Traces traces) throws Exception {
        var trace = "%032x".formatted(new BigInteger(128, RANDOM).setBit(127));
        var caseId = register(Dispute.TRACED, "00-%s-00f067aa0ba902b7-01".formatted(trace));
        awaitAssigned(caseId);

        var registered = text("intake", "select traceparent from event where case_id = ? and version = 1", caseId);
        var triaged = text(
                "routing", "select traceparent from event where case_id = ? and type like '%case-triaged.v1'", caseId);
        assertThat(List.of(registered, triaged))
                .allSatisfy(
                        parent -> assertThat(parent).startsWith("00-" + trace).endsWith("-01"));
        assertThat(triaged).as("each has the span of its own service").isNotEqualTo(registered);
        await("spans of both")
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(traces.servicesOf(trace)).contains("intake", "routing"));
    }

    private void aRowThatWasAlteredIsNamedAndMade(String caseId) throws Exception {
        change(
                "routing",
                "update custody set category = 'OTHER', risk = 'HIGH' where case_id = '%s'".formatted(caseId));
        assertThat(compared("routing", "custody"))
                .contains("routing," + caseId + ",ALTERED,custody,")
                .endsWith("exit code 3");
        assertThat(stack.casectl("rebuild", "--service", "routing", "--table", "custody", "--reason", REASON))
                .endsWith("exit code 0");
        assertThat(compared("routing", "custody")).doesNotContain(",ALTERED,custody,");
    }

    /**
     * A deadline on record that today's rule would not set: the same difference as after a change of the rule. It is
     * put back, since the chain of events would tell of it from now on.
     */
    private void aRuleThatWasChangedIsNamed(String caseId) throws Exception {
        setDeadlines(caseId, "20", "21");
        assertThat(compared("routing", "custody"))
                .contains("routing," + caseId + ",RULE,")
                .endsWith("exit code 3");
        setDeadlines(caseId, "21", "20");
        assertThat(compared("routing", "custody")).doesNotContain("routing," + caseId + ",RULE,");
    }

    /** Has the deadlines of a case be due in another century. */
    private void setDeadlines(String caseId, String from, String to) throws SQLException {
        change("routing", """
                alter table event disable trigger event_only_grows;
                update event set data = replace(data, '"dueAt":"%s', '"dueAt":"%s')
                where case_id = '%s' and type like '%%.deadline-set.v1';
                alter table event enable trigger event_only_grows;""".formatted(from, to, caseId));
    }

    private String compared(String service, String table) throws Exception {
        return stack.casectl("compare", "--service", service, "--table", table, "-o", "csv");
    }

    /** As if a slot had been lost for that long: what is recorded meanwhile never reaches the topic. */
    private String whileNothingIsPublished(Recording recording) throws Exception {
        change("intake", "alter publication fengqiao drop table event");
        try {
            return recording.caseId();
        } finally {
            change("intake", "alter publication fengqiao add table event");
        }
    }

    private interface Recording {
        String caseId() throws Exception;
    }

    private void doubled(String caseId) throws Exception {
        var event = text("intake", "select event_id::text from event where case_id = ? and version = 1", caseId);
        given().auth()
                .oauth2(stack.token("operator"))
                .contentType("application/json")
                .body(Map.of("request", UUID.randomUUID(), "events", List.of(event), "reason", REASON))
                .post(stack.address("intake") + "/republications")
                .then()
                .statusCode(200);
    }

    /** A right that the program lacks: the record it stands at is tried in vain until somebody looks. */
    private void analyticsMayNotRecord(boolean not) throws SQLException {
        change(
                "analytics",
                (not ? "revoke insert on recorded_event from " : "grant insert on recorded_event to ")
                        + "analytics_service");
    }

    /** Its files are its own; the next one begins anew. */
    private void aKilledReconciliationLeavesNothingBehind() throws Exception {
        var temporary = Files.createDirectories(stack.folder().resolve("reconciling"));
        var reconciling = stack.casectlProcess("reconcile")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        reconciling.environment().put("JDK_JAVA_OPTIONS", "-Djava.io.tmpdir=" + temporary);
        var killed = reconciling.start();
        try {
            await("it reads")
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> !killed.isAlive() || !contentOf(temporary).isEmpty());
        } finally {
            killed.destroyForcibly().waitFor();
        }
    }

    /** What runs in the service does not end with the command that asked for it. */
    private void aKilledComparisonGoesOn() throws Exception {
        var token = stack.token("operator");
        var known = refoldings(token).size();
        var killed = stack.casectlProcess("compare", "--service", "routing")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            await("it runs in the service")
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> !killed.isAlive() || refoldings(token).size() > known);
        } finally {
            killed.destroyForcibly().waitFor();
        }
        await("it is done")
                .atMost(PATIENCE)
                .until(() -> refoldings(token).getFirst().equals("DONE"));
    }

    private List<String> refoldings(String token) {
        return given().auth()
                .oauth2(token)
                .get(stack.address("routing") + "/refoldings")
                .jsonPath()
                .getList("state", String.class);
    }

    private static List<Path> contentOf(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.toList();
        }
    }

    /** Somebody keeps the tables busy, so that the rebuilding is in its last step when its service is killed. */
    private void analyticsIsKilledWhileItRebuilds() throws Exception {
        var token = stack.token("operator");
        var refoldings = stack.address("analytics") + "/refoldings";
        try (var busy = superuser("analytics")) {
            busy.setAutoCommit(false);
            try (var statement = busy.createStatement()) {
                statement.execute("lock table milestone in row exclusive mode");
            }
            var rebuilding = given().auth()
                    .oauth2(token)
                    .contentType("application/json")
                    .body(Map.of("kind", "REBUILD", "reason", REASON))
                    .post(refoldings)
                    .then()
                    .statusCode(202)
                    .extract()
                    .jsonPath()
                    .getString("id");
            await("the last step")
                    .atMost(PATIENCE)
                    .until(() -> phase(token, rebuilding).equals("SWAPPING"));
            stack.killAndAwaitRestart("analytics");
            busy.rollback();
            stack.awaitAllReady();
            await("it is done by the one that took over")
                    .atMost(TAKEN_OVER)
                    .until(() -> given().auth()
                            .oauth2(token)
                            .get(refoldings + "/" + rebuilding)
                            .jsonPath()
                            .getString("state")
                            .equals("DONE"));
        }
    }

    private String phase(String token, String rebuilding) {
        return given().auth()
                .oauth2(token)
                .get(stack.address("analytics") + "/refoldings/" + rebuilding)
                .jsonPath()
                .getString("phase");
    }

    /** Disputes that have nothing in common: what repeats another is linked to it a little later. */
    private enum Dispute {
        TRACED("树枝伸过围墙，挡住了光", "把树枝锯掉"),
        FOLLOWED("快递柜堵在单元门口，开门很难", "把柜子挪开"),
        LOST("狗半夜叫个不停，孩子睡不着", "夜里把狗关进屋");

        private final String summary;
        private final String claim;

        Dispute(String summary, String claim) {
            this.summary = summary;
            this.claim = claim;
        }
    }

    private String register(Dispute dispute, @Nullable String traceparent) throws Exception {
        var number = "%08d".formatted(RANDOM.nextInt(100_000_000));
        var call = given().auth()
                .oauth2(stack.token("clerk"))
                .contentType("application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body(Map.of(
                        "channel",
                        "WINDOW",
                        "applicants",
                        List.of(Map.of("name", "申请人" + number, "phone", "139" + number)),
                        "respondents",
                        List.of(Map.of("name", "被申请人" + number)),
                        "summary",
                        dispute.summary,
                        "claim",
                        dispute.claim,
                        "categoryHint",
                        "NEIGHBOUR",
                        "place",
                        Map.of("district", "昆都仑区", "street", "少先路街道")));
        return (traceparent == null ? call : call.header("traceparent", traceparent))
                .post(stack.address("intake") + "/cases")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath()
                .getString("caseId");
    }

    /** Until somebody claims it nothing more happens to it then. */
    private void awaitAssigned(String caseId) {
        await(caseId + " is assigned")
                .atMost(PATIENCE)
                .until(() -> count(
                                "routing",
                                "select count(*) from event where type like '%case-assigned.v1' and case_id = ?",
                                caseId)
                        > 0);
    }

    private Connection superuser(String service) throws SQLException {
        return DriverManager.getConnection(stack.superuserJdbcUrl(service));
    }

    private void change(String service, String sql) throws SQLException {
        try (var database = superuser(service);
                var statement = database.createStatement()) {
            statement.execute(sql);
        }
    }

    private List<String> recordedTypesOf(String caseId) throws SQLException {
        var types = new ArrayList<String>();
        for (var service : List.of("intake", "routing", "mediation", "petition")) {
            types.addAll(typesOf(caseId, service, "event"));
        }
        return types;
    }

    private List<String> typesOf(String caseId, String service, String table) throws SQLException {
        try (var database = superuser(service);
                var select = database.prepareStatement("select type from " + table + " where case_id = ?")) {
            select.setObject(1, UUID.fromString(caseId));
            var types = new ArrayList<String>();
            try (var found = select.executeQuery()) {
                while (found.next()) {
                    types.add(found.getString(1));
                }
            }
            return types;
        }
    }

    private long count(String service, String sql, String caseId) throws SQLException {
        return Long.parseLong(text(service, sql, caseId));
    }

    private String text(String service, String sql, String caseId) throws SQLException {
        try (var database = superuser(service);
                var select = database.prepareStatement(sql)) {
            select.setObject(1, UUID.fromString(caseId));
            try (var found = select.executeQuery()) {
                assertThat(found.next()).as(sql).isTrue();
                return found.getString(1);
            }
        }
    }
}
