package org.fengqiao.intake;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

import org.fengqiao.kernel.crypto.Suite;
import org.fengqiao.kernel.identity.Roles;
import org.fengqiao.kernel.keys.KeyRings;
import org.fengqiao.kernel.sealing.MasterKeys;
import org.fengqiao.kernel.sealing.SubjectId;
import org.fengqiao.kernel.sealing.SubjectKeys;
import org.fengqiao.kernel.sealing.master.KeyFile;
import org.fengqiao.kernel.sealing.store.MasterKeyStore;
import org.fengqiao.kernel.sealing.store.Rewrapping;
import org.fengqiao.kernel.sealing.store.SubjectKeyStore;
import org.fengqiao.kernel.testing.Infrastructure;
import org.fengqiao.kernel.testing.Tokens;

/** A new master key takes over beside the running service, which notices nothing, and neither does the record. */
@QuarkusTest
@QuarkusTestResource(value = Infrastructure.class, initArgs = @ResourceArg(name = "service", value = "intake"))
@QuarkusTestResource(Tokens.class)
class MasterKeyRotationTest {

    private static final SecureRandom RANDOM = new SecureRandom();

    @Inject
    KeyRings keys;

    @Inject
    Vertx vertx;

    @ConfigProperty(name = "fengqiao.keys.master-key-file")
    Path file;

    private static RequestSpecification clerk() {
        return given().auth()
                .oauth2(Tokens.of("somebody", Map.of(), Roles.CLERK))
                .contentType("application/json");
    }

    private static String registered() {
        return clerk().body("""
                        {"channel":"WINDOW","applicants":[{"name":"欧阳明远"}],"respondents":[{"name":"慕容秋水"}],
                         "summary":"鱼缸漏水泡了书","place":{"district":"昆都仑区","street":"少先路街道"}}\
                        """).post("/cases").then().statusCode(201).extract().path("caseId");
    }

    /** Also if none of its keys is cached. */
    private void assertIsShownInFull(String id) {
        var subjects = new HashSet<>(Set.of(SubjectId.ofCase(UUID.fromString(id))));
        List.of("applicants", "respondents")
                .forEach(side -> subjects.add(new SubjectId(UUID.fromString(
                        clerk().get("/cases/{id}", id).then().extract().path(side + "[0].subjectId")))));
        keys.forget(subjects);
        clerk().get("/cases/{id}", id)
                .then()
                .statusCode(200)
                .body("applicants[0].name", equalTo("欧阳明远"))
                .body("respondents[0].name", equalTo("慕容秋水"))
                .body("summary", equalTo("鱼缸漏水泡了书"));
    }

    private static String answer(String url, String question) throws SQLException {
        try (var connection = DriverManager.getConnection(url);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(question)) {
            rows.next();
            return String.valueOf(rows.getString(1));
        }
    }

    /** Every byte of the case's events. */
    private static String events(String id) throws SQLException {
        return answer(
                Infrastructure.superuserJdbcUrl("intake"),
                "select string_agg(e::text, chr(10) order by version) from event e where case_id = '" + id + "'");
    }

    /** The master keys under which anything is wrapped. */
    private static String mastersInUse() throws SQLException {
        return answer(
                Infrastructure.superuserJdbcUrl("intake").replaceFirst("/intake\\?", "/keys?"),
                "select string_agg(distinct master_key, ',') from subject_key");
    }

    private Pool asOperator() {
        var endpoints = Infrastructure.endpoints();
        return Pool.newInstance(PgBuilder.pool()
                .with(new PoolOptions().setMaxSize(2))
                .connectingTo(new PgConnectOptions()
                        .setHost(endpoints.getProperty("postgres.host"))
                        .setPort(Integer.parseInt(endpoints.getProperty("postgres.port")))
                        .setDatabase(endpoints.getProperty("keys.database"))
                        .setUser(endpoints.getProperty("keys.rotator.user"))
                        .setPassword(endpoints.getProperty("keys.rotator.password")))
                .using(vertx.getDelegate())
                .build());
    }

    private static <T> T await(Uni<T> work) {
        return work.await().atMost(Duration.ofSeconds(30));
    }

    @Test
    void theServiceGoesOnAndTheRecordStaysAsItWas() throws SQLException {
        var before = registered();
        var asRecorded = events(before);
        var operator = asOperator();
        var masterKeys = new MasterKeyStore(operator);
        var former = KeyFile.open(file, RANDOM);

        var next = KeyFile.add(file, Suite.NATIONAL, RANDOM);
        await(masterKeys.letWrap(next.id()));
        assertIsShownInFull(before);
        var between = registered();
        assertThat(mastersInUse().split(","))
                .as("who comes now is under the new one")
                .contains(former.id(), next.id());
        new Rewrapping(new SubjectKeyStore(operator), new SubjectKeys(new MasterKeys(next, List.of(former)), RANDOM), 2)
                .run(_ -> {});
        assertThat(mastersInUse()).isEqualTo(next.id());
        assertThat(await(masterKeys.retire(former.id()))).isTrue();
        KeyFile.remove(file, Set.of(former.id()), RANDOM);
        var after = registered();

        for (var id : List.of(before, between, after)) {
            assertIsShownInFull(id);
        }
        assertThat(events(before)).contains("box.i1.").isEqualTo(asRecorded);
        given().auth()
                .oauth2(Tokens.of("somebody", Map.of(), Roles.OPERATOR))
                .get("/cases/{id}/proof", before)
                .then()
                .statusCode(200)
                .body("verdict.finding", equalTo("INTACT"));
        await(operator.close());
    }

    @Test
    void aServiceThatOnlyReadsLearnsTheNewMasterKeyWhenItMeetsIt() throws SQLException {
        var id = registered();
        var operator = asOperator();
        var former = KeyFile.open(file, RANDOM);
        var next = KeyFile.add(file, Suite.INTERNATIONAL, RANDOM);
        await(new MasterKeyStore(operator).letWrap(next.id()));
        new Rewrapping(
                        new SubjectKeyStore(operator),
                        new SubjectKeys(new MasterKeys(next, List.of(former)), RANDOM),
                        1000)
                .run(_ -> {});

        assertIsShownInFull(id);
        assertThat(mastersInUse()).isEqualTo(next.id());
        await(operator.close());
    }
}
