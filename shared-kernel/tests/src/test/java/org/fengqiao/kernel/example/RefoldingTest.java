package org.fengqiao.kernel.example;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;

import org.fengqiao.kernel.identity.Roles;
import org.fengqiao.kernel.testing.Infrastructure;
import org.fengqiao.kernel.testing.Tokens;

/** Cases are folded again: what views hold is compared with what events say, and made what they say. */
@QuarkusTest
@QuarkusTestResource(
        value = Infrastructure.class,
        initArgs = {
            @ResourceArg(name = "service", value = "intake"),
            @ResourceArg(name = "parts", value = "postgres,kafka")
        })
@QuarkusTestResource(Tokens.class)
class RefoldingTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @Test
    void aRowThatWasAlteredIsNamedWithTheEventThatSaysOtherwise() throws Exception {
        var untouched = promise(3);
        var altered = promise(3);
        var missing = promise(1);
        var behind = promise(4);
        var stranger = UUID.randomUUID();
        asSuperuser("update promise_list set kept = 9 where case_id = '" + altered + "'");
        asSuperuser("delete from promise_list where case_id = '" + missing + "'");
        asSuperuser("update promise_list set kept = 2, version = 4 where case_id = '" + behind + "'");
        asSuperuser("insert into promise_list values ('" + stranger + "', 1, 0, false)");
        asSuperuser("update deadline set due_at = due_at + interval '1 day' where case_id = '" + missing + "'");

        var compared = ended(begin("COMPARE", null));
        assertThat(compared.getString("state")).isEqualTo("DONE");
        assertThat(compared.getLong("streams"))
                .isEqualTo(compared.getLong("of"))
                .isGreaterThanOrEqualTo(4);
        assertThat(compared.getLong("results.promise_list.differing")).isGreaterThanOrEqualTo(4);
        assertThat(compared.getString("results.promise_list.storedDigest"))
                .isNotEqualTo(compared.getString("results.promise_list.foldedDigest"));
        var found = differences(compared.getString("id"));
        assertThat(of(found, untouched)).isEmpty();
        assertThat(of(found, altered))
                .containsExactly("ALTERED promise_list [kept] at 5 fengqiao.intake.promise-kept.v1");
        assertThat(of(found, behind))
                .containsExactly("ALTERED promise_list [kept, version] at 5 fengqiao.intake.promise-kept.v1");
        assertThat(of(found, stranger)).containsExactly("TOO_MUCH promise_list [] at none");
        assertThat(of(found, missing))
                .containsExactlyInAnyOrder(
                        "ALTERED deadline [due_at] at 2 fengqiao.intake.deadline-set.v1",
                        "MISSING promise_list [] at 1 fengqiao.intake.promise-made.v1");

        var rebuilt = ended(begin("REBUILD", List.of("promise_list")));
        assertThat(rebuilt.getString("state")).as(rebuilt.getString("failure")).isEqualTo("DONE");
        assertThat(rebuilt.getLong("results.promise_list.removed")).isPositive();
        assertThat(rebuilt.getLong("results.promise_list.changed")).isGreaterThanOrEqualTo(2);
        assertThat(rebuilt.getLong("results.promise_list.added")).isPositive();
        assertThat(rebuilt.getString("results.promise_list.storedDigest"))
                .isEqualTo(rebuilt.getString("results.promise_list.foldedDigest"));
        var afterwards =
                differences(ended(begin("COMPARE", List.of("promise_list"))).getString("id"));
        assertThat(of(afterwards, altered)).isEmpty();
        assertThat(of(afterwards, missing)).isEmpty();
        assertThat(of(afterwards, stranger)).isEmpty();
        keep(altered);
        assertThat(of(differences(ended(begin("COMPARE", null)).getString("id")), altered))
                .isEmpty();
    }

    @Test
    void aRuleThatDecidesOtherwiseTodayIsNamedWithTheEvent() throws Exception {
        var model = promise(0);
        var ofAnotherRule = UUID.randomUUID();
        asSuperuser("""
                insert into event select case when version = 1 then '%1$s'::uuid else gen_random_uuid() end, '%1$s',
                  version, type, regexp_replace(data, '"dueAt":"20', '"dueAt":"21'), occurred_at, recorded_at,
                  actor_id, actor_unit, actor_role, on_behalf_of, correlation_id,
                  case when version = 1 then null else '%1$s'::uuid end, traceparent, link, mark, entry
                from event where case_id = '%2$s'""".formatted(ofAnotherRule, model));
        var found = differences(ended(begin("COMPARE", List.of("promise_list"))).getString("id"));
        assertThat(of(found, model)).isEmpty();
        assertThat(of(found, ofAnotherRule)).contains("RULE null [] at 1 fengqiao.intake.promise-made.v1");
        var rule = found.stream()
                .filter(one -> one.get("stream").equals(ofAnotherRule.toString())
                        && one.get("kind").equals("RULE"))
                .findFirst()
                .orElseThrow();
        assertThat((String) rule.get("stored"))
                .contains("set promise: rule promise v1")
                .contains("due 21");
        assertThat((String) rule.get("folded"))
                .contains("set promise: rule promise v1")
                .contains("due 20");
    }

    /** A register has no table to differ: what can be wrong with it is an event that is not understood any more. */
    @Test
    void anEventOfARegisterThatCannotBeFoldedIsNamed() throws Exception {
        var word = "word-" + UUID.randomUUID();
        clerk().body(Map.of("meaning", "promise"))
                .put("/words/{word}", word)
                .then()
                .statusCode(200);
        var stream = UUID.randomUUID();
        asSuperuser("""
                insert into event select gen_random_uuid(), '%1$s', version, 'fengqiao.intake.word-forgotten.v9', data,
                  occurred_at, recorded_at, actor_id, actor_unit, actor_role, on_behalf_of, correlation_id,
                  causation_id, traceparent, link, mark, entry || '-forgotten'
                from event where entry = 'words/%2$s'""".formatted(stream, word));

        assertThat(of(differences(ended(begin("COMPARE", null)).getString("id")), stream))
                .containsExactly("UNREADABLE null [] at 1 fengqiao.intake.word-forgotten.v9");
    }

    @Test
    void whatAKilledProcessBeganIsTakenOverAndThereIsOneAtATime() throws Exception {
        var cases = IntStream.range(0, 5).mapToObj(_ -> promise(2)).toList();
        cases.forEach(one -> asSuperuser("update promise_list set kept = 7 where case_id = '" + one + "'"));
        var left = UUID.randomUUID();
        // Its process had prepared the tables, folded up to somewhere, and is gone: its rows are another's or nobody's.
        asSuperuser("select refold_prepare(array['promise_list', 'deadline', 'obligation'])");
        asSuperuser("""
                insert into refolding (refolding_id, kind, tables, state, phase, reason, asked_by, asked_at, worker,
                  beat_at, after_stream)
                values ('%s', 'REBUILD', '{promise_list}', 'RUNNING', 'FOLDING', 'x', 'operator', now(),
                  gen_random_uuid(), clock_timestamp() + interval '1 hour', '80000000-0000-4000-8000-000000000000')\
                """.formatted(left));
        operator()
                .body(Map.of("kind", "COMPARE", "reason", "a second one"))
                .post("/refoldings")
                .then()
                .statusCode(409)
                .body("code", equalTo("kernel.refolding-runs"));
        asSuperuser("update refolding set beat_at = clock_timestamp() - interval '1 hour' where refolding_id = '" + left
                + "'");
        assertThat(ended(left.toString()).getString("state")).isEqualTo("DONE");
        var found = differences(ended(begin("COMPARE", List.of("promise_list"))).getString("id"));
        cases.forEach(one -> assertThat(of(found, one)).isEmpty());
    }

    @Test
    void oneThatIsStoppedChangesNothing() throws Exception {
        var altered = promise(1);
        asSuperuser("update promise_list set kept = 5 where case_id = '" + altered + "'");
        asSuperuser("select refold_prepare(array['promise_list', 'deadline', 'obligation'])");
        var left = UUID.randomUUID();
        asSuperuser("""
                insert into refolding (refolding_id, kind, tables, state, phase, reason, asked_by, asked_at, worker,
                  beat_at)
                values ('%s', 'REBUILD', '{}', 'RUNNING', 'FOLDING', 'x', 'operator', now(), gen_random_uuid(),
                  clock_timestamp() + interval '1 hour')""".formatted(left));
        operator()
                .body(Map.of("reason", "not now"))
                .post("/refoldings/{id}/stop", left)
                .then()
                .statusCode(200)
                .body("state", equalTo("STOPPED"));
        operator()
                .body(Map.of("reason", "not now"))
                .post("/refoldings/{id}/stop", left)
                .then()
                .statusCode(409)
                .body("code", equalTo("kernel.refolding-over"));
        assertThat(of(differences(ended(begin("COMPARE", null)).getString("id")), altered))
                .hasSize(1);
        operator().get("/refoldings").then().statusCode(200).body("id", hasItems(left.toString()));
    }

    @Test
    void onlyAnOperatorHasCasesFoldedAgainAndOnlyViewsThereAre() {
        given().auth()
                .oauth2(Tokens.of(Roles.CLERK))
                .contentType("application/json")
                .body(Map.of("kind", "COMPARE", "reason", "x"))
                .post("/refoldings")
                .then()
                .statusCode(403);
        operator()
                .body(Map.of("kind", "REBUILD", "reason", "x", "tables", List.of("event")))
                .post("/refoldings")
                .then()
                .statusCode(409)
                .body("code", equalTo("kernel.no-such-view"));
        operator().body(Map.of("kind", "OTHER")).post("/refoldings").then().statusCode(400);
        operator()
                .body(Map.of("reason", "x"))
                .post("/refoldings")
                .then()
                .statusCode(400)
                .body("fields.field", hasItems("kind"));
        operator().get("/refoldings/{id}", UUID.randomUUID()).then().statusCode(404);
    }

    private static RequestSpecification operator() {
        return given().auth().oauth2(Tokens.of(Roles.OPERATOR)).contentType("application/json");
    }

    private static RequestSpecification clerk() {
        return given().auth()
                .oauth2(Tokens.of(Roles.CLERK, "test-unit", Duration.ofMinutes(5)))
                .contentType("application/json");
    }

    /** A promise that was kept so often; its deadline ends with the third time. */
    private static UUID promise(int kept) {
        var id = UUID.randomUUID();
        clerk().body(Map.of("what", "quiet at night"))
                .post("/promises/{id}", id)
                .then()
                .statusCode(200);
        IntStream.range(0, kept).forEach(_ -> keep(id));
        return id;
    }

    private static void keep(UUID promise) {
        clerk().post("/promises/{id}/keeping", promise).then().statusCode(200);
    }

    private static String begin(String kind, List<String> tables) {
        var body = tables == null
                ? Map.of("kind", kind, "reason", "a test")
                : Map.of("kind", kind, "reason", "a test", "tables", tables);
        return operator()
                .body(body)
                .post("/refoldings")
                .then()
                .statusCode(202)
                .extract()
                .path("id");
    }

    private static JsonPath ended(String id) {
        await().atMost(PATIENCE)
                .until(() -> !operator()
                        .get("/refoldings/{id}", id)
                        .then()
                        .statusCode(200)
                        .extract()
                        .path("state")
                        .equals("RUNNING"));
        return operator().get("/refoldings/{id}", id).then().extract().jsonPath();
    }

    private static List<Map<String, Object>> differences(String id) {
        return operator()
                .queryParam("limit", 200)
                .get("/refoldings/{id}/differences", id)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("items");
    }

    private static List<String> of(List<Map<String, Object>> differences, UUID stream) {
        return differences.stream()
                .filter(one -> one.get("stream").equals(stream.toString()))
                .map(one -> "%s %s %s at %s"
                        .formatted(
                                one.get("kind"),
                                one.get("table"),
                                one.get("columns"),
                                one.get("partedAt") instanceof Map<?, ?> at
                                        ? at.get("version") + " " + at.get("type")
                                        : "none"))
                .toList();
    }

    private static void asSuperuser(String sql) {
        try (var connection = DriverManager.getConnection(Infrastructure.superuserJdbcUrl("intake"));
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
