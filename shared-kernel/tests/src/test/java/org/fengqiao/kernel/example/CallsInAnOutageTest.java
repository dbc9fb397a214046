package org.fengqiao.kernel.example;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.fengqiao.kernel.testing.Infrastructure;
import org.fengqiao.kernel.testing.Tokens;

/** Calls while the database has no room, no connection, or is not there: told to come again, and done once. */
@QuarkusTest
@QuarkusTestResource(
        value = Infrastructure.class,
        initArgs = {
            @ResourceArg(name = "service", value = "intake"),
            @ResourceArg(name = "parts", value = "postgres,kafka")
        })
@QuarkusTestResource(Tokens.class)
class CallsInAnOutageTest {

    /** A promise, and its deadline. */
    private static final int PROMISED = 2;

    private static final int MORE_CALLS_THAN_CONNECTIONS = 50;

    /** What the server says on a full disk, without memory, and when an extent cannot be written. */
    @ParameterizedTest
    @ValueSource(strings = {"53100", "53200", "58030"})
    void aCallThatFindsNoRoomIsToComeAgainAndIsThenDoneOnce(String state) throws SQLException {
        var id = UUID.randomUUID();
        var key = UUID.randomUUID().toString();
        asSuperuser("""
                create function no_room() returns trigger language plpgsql
                  as $$ begin raise exception 'no room' using errcode = '%s'; end $$""".formatted(state));
        asSuperuser("create trigger no_room before insert on event for each row execute function no_room()");
        try {
            isToComeAgain(promise(id, key));
        } finally {
            asSuperuser("drop trigger no_room on event");
            asSuperuser("drop function no_room");
        }

        promise(id, key).statusCode(200).body("version", equalTo(PROMISED));
        promise(id, key).statusCode(200).body("version", equalTo(PROMISED));
    }

    @Test
    void aCallThatGetsNoConnectionIsToComeAgain() throws SQLException {
        var id = UUID.randomUUID();
        var key = UUID.randomUUID().toString();
        asSuperuser("alter role intake_service connection limit 0");
        try {
            // Each of the pool's connections is found closed, or closing, once, and none can be made anew.
            asSuperuser("select pg_terminate_backend(pid) from pg_stat_activity where usename = 'intake_service'");
            for (var call = 0; call < MORE_CALLS_THAN_CONNECTIONS; call++) {
                isToComeAgain(promise(id, key));
            }
        } finally {
            asSuperuser("alter role intake_service connection limit -1");
        }
        await("calls are done again")
                .untilAsserted(() -> promise(id, key).statusCode(200).body("version", equalTo(PROMISED)));
    }

    private static ValidatableResponse promise(UUID id, String key) {
        return KernelAtWorkTest.clerk()
                .header("Idempotency-Key", key)
                .body(Map.of("what", "quiet at night"))
                .post("/promises/{id}", id)
                .then();
    }

    private static void isToComeAgain(ValidatableResponse answer) {
        answer.statusCode(503)
                .contentType("application/problem+json")
                .header("Retry-After", "5")
                .body("code", equalTo("kernel.unavailable"));
    }

    private static void asSuperuser(String statement) throws SQLException {
        try (var connection = DriverManager.getConnection(Infrastructure.superuserJdbcUrl("intake"));
                var sql = connection.createStatement()) {
            sql.execute(statement);
        }
    }
}
