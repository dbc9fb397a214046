package org.fengqiao.intake;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;
import org.junit.jupiter.api.Test;

import org.fengqiao.intake.model.DisputeSketch;
import org.fengqiao.intake.model.IntakeCase.Registered;
import org.fengqiao.intake.view.RepeatFinder;
import org.fengqiao.intake.view.Sketches;
import org.fengqiao.kernel.identity.Roles;
import org.fengqiao.kernel.sql.Statement;
import org.fengqiao.kernel.testing.Infrastructure;
import org.fengqiao.kernel.testing.Tokens;

/** The search for repeats beside calls and erasures under way: nobody waits in a circle, and no outline stays. */
@QuarkusTest
@QuarkusTestResource(value = Infrastructure.class, initArgs = @ResourceArg(name = "service", value = "intake"))
@QuarkusTestResource(Tokens.class)
class RepeatLocksTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int LOOKS = 250;
    private static final String LEAK = "楼上邻居卫生间漏水，把我家客厅天花板和地板都泡坏了，要求赔偿装修损失";

    /** Whether somebody waits for this transaction; not from a view of statistics, which does not change in one. */
    private static final Statement IS_WAITED_FOR = Statement.of("""
        select pg_sleep(0.02)::text, exists (
          select from pg_locks where not granted and pg_backend_pid() = any(pg_blocking_pids(pid))) as waited_for\
        """);

    @Inject
    RepeatChecks checks;

    @Inject
    RepeatFinder finder;

    @Inject
    IntakeService service;

    @Inject
    Mutiny.SessionFactory sessions;

    private static RequestSpecification as(String person, String role) {
        return given().auth().oauth2(Tokens.of(person, Map.of(), role)).contentType("application/json");
    }

    private static RequestSpecification clerk() {
        return as("clerk-3", Roles.CLERK);
    }

    private static UUID registered(String who) {
        return UUID.fromString(clerk().body("""
                    {"channel":"WINDOW","applicants":[{"name":"端木%1$s","phone":"139%2$08d"}],
                     "respondents":[{"name":"夏侯%1$s"}],"summary":"%3$s","categoryHint":"NEIGHBOUR",
                     "place":{"district":"昆都仑区","street":"少先路街道","community":"青松社区"}}\
                    """.formatted(who, Math.floorMod(who.hashCode(), 100_000_000), LEAK))
                .post("/cases")
                .then()
                .statusCode(201)
                .extract()
                .<String>path("caseId"));
    }

    private static String somebody() {
        return UUID.randomUUID().toString().substring(0, 8);
    }

    private CompletableFuture<Integer> look() {
        return checks.poll().subscribeAsCompletionStage().toCompletableFuture();
    }

    @Test
    void aCallThatLocksItsListsFirstDoesNotWaitInACircleWithTheSearch() throws Exception {
        var who = somebody();
        var first = registered(who);
        look().join();
        var again = registered(who);
        try (var call = transaction()) {
            // Whoever looks for a deadlock first is the one who is ended: so that it would be the call.
            execute(call, "set local deadlock_timeout = '10ms'");
            execute(call, "update front_desk set version = version where case_id = '%s'".formatted(again));
            var search = look();
            awaitSomebodyWaitingFor(call);
            execute(call, "update repeat_case set status = status where case_id = '%s'".formatted(again));
            call.rollback();
            search.join();
        }
        clerk().get("/cases/{id}", again).then().body("carriedOnUnder", equalTo(first.toString()));
    }

    @Test
    void twoThatSearchAtTheSameTimeLinkOnce() {
        var who = somebody();
        registered(who);
        look().join();
        var again = registered(who);
        var searches = List.of(look(), look());
        searches.forEach(CompletableFuture::join);
        assertThat(as("operator-1", Roles.OPERATOR)
                        .get("/cases/{id}/events", again)
                        .then()
                        .extract()
                        .jsonPath()
                        .<String>getList("items.type"))
                .containsOnlyOnce("fengqiao.intake.repeat-linked.v1");
    }

    @Test
    void anOutlineThatIsKeptWhileSomebodyIsBeingForgottenDoesNotStay() throws Exception {
        var caseId = registered(somebody());
        var sketch = outline(caseId);
        var erasure = erasureOf(caseId);
        try (var other = transaction()) {
            // The erasure has written its lists, and is kept from recording its event.
            execute(other, "lock table event in share mode");
            var erased = CompletableFuture.runAsync(erasure);
            awaitSomebodyWaitingFor(other);
            var kept = sessions.withStatelessTransaction((session, _) -> Sketches.keep(session, List.of(sketch)))
                    .subscribeAsCompletionStage()
                    .toCompletableFuture();
            await().atMost(PATIENCE).until(() -> kept.isDone() || waiting() > 1);
            other.rollback();
            erased.join();
            kept.join();
        }
        assertThat(outlinesOf(caseId)).isZero();
    }

    @Test
    void anErasureWaitsForTheOutlineThatIsBeingKeptAndTakesItAway() throws Exception {
        var caseId = registered(somebody());
        var sketch = outline(caseId);
        var erasure = erasureOf(caseId);
        var erased = new CompletableFuture<CompletableFuture<Void>>();
        sessions.withStatelessTransaction((session, _) -> Sketches.keep(session, List.of(sketch))
                        .invoke(() -> erased.complete(CompletableFuture.runAsync(erasure)))
                        .chain(() -> untilWaitedFor(session, LOOKS)))
                .await()
                .atMost(PATIENCE);
        erased.join().join();
        assertThat(outlinesOf(caseId)).isZero();
    }

    private static Uni<Void> untilWaitedFor(Mutiny.StatelessSession session, int looks) {
        return IS_WAITED_FOR
                .bound()
                .first(session, row -> row.getBoolean("waited_for"))
                .flatMap(waited ->
                        waited || looks == 0 ? Uni.createFrom().voidItem() : untilWaitedFor(session, looks - 1));
    }

    /** Returns the outline that the search would keep of the case. */
    private DisputeSketch outline(UUID caseId) {
        return sessions.withStatelessTransaction((session, _) -> service.ledger()
                        .current(session, caseId)
                        .flatMap(
                                current -> finder.sketches(Map.of(caseId, ((Registered) current.state()).registered())))
                        .map(sketches -> sketches.get(caseId)))
                .await()
                .atMost(PATIENCE);
    }

    /** Asks for the erasure of the applicant; what is returned grants it. */
    private static Runnable erasureOf(UUID caseId) {
        clerk().body(Map.of("reason", "和好"))
                .post("/cases/{id}/withdrawal", caseId)
                .then()
                .statusCode(200);
        var subject = clerk().get("/cases/{id}", caseId).then().extract().<String>path("applicants[0].subjectId");
        var approval = clerk().body(Map.of("ground", "PURPOSE_FULFILLED", "reason", "事情已了"))
                .post("/subjects/{id}/erasure", subject)
                .then()
                .statusCode(200)
                .extract()
                .<Integer>path("approval");
        return () -> as("director-7", Roles.LEADER)
                .post("/cases/{id}/approvals/{n}/grant", caseId, approval)
                .then()
                .statusCode(200);
    }

    private static Connection transaction() throws SQLException {
        var connection = DriverManager.getConnection(Infrastructure.superuserJdbcUrl("intake"));
        connection.setAutoCommit(false);
        return connection;
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void awaitSomebodyWaitingFor(Connection transaction) throws SQLException {
        var holder = number(transaction, "select pg_backend_pid()");
        await().atMost(PATIENCE)
                .until(() ->
                        count("pg_locks where not granted and %d = any(pg_blocking_pids(pid))".formatted(holder)) > 0);
    }

    private static long waiting() throws SQLException {
        return count("(select distinct pid from pg_locks where not granted) as waiting");
    }

    private static long outlinesOf(UUID caseId) throws SQLException {
        return count("repeat_sketch where case_id = '%s'".formatted(caseId));
    }

    private static long count(String of) throws SQLException {
        try (var connection = DriverManager.getConnection(Infrastructure.superuserJdbcUrl("intake"))) {
            return number(connection, "select count(*) from " + of);
        }
    }

    private static long number(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
