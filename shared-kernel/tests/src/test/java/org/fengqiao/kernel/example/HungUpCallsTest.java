package org.fengqiao.kernel.example;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.UUID;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import org.junit.jupiter.api.Test;

import org.fengqiao.kernel.identity.Roles;
import org.fengqiao.kernel.testing.Infrastructure;
import org.fengqiao.kernel.testing.Tokens;

/** Callers who don't wait for their answer: their calls are carried through, and nobody else has to wait for them. */
@QuarkusTest
@QuarkusTestResource(
        value = Infrastructure.class,
        initArgs = {
            @ResourceArg(name = "service", value = "intake"),
            @ResourceArg(name = "parts", value = "postgres,kafka")
        })
@QuarkusTestResource(Tokens.class)
class HungUpCallsTest {

    private static final int ROUNDS = 5;
    private static final int CALLS = 30;
    private static final Duration PATIENCE_OF_A_CALLER = Duration.ofMillis(100);

    /** Shorter than the time after which the database ends a transaction that was left open: five seconds. */
    private static final Duration AT_ONCE = Duration.ofSeconds(4);

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Test
    void thirtyCallsHungUpWhileARowIsLockedLeaveNothingBehind() throws Exception {
        for (var round = 1; round <= ROUNDS; round++) {
            var locked = KernelAtWorkTest.promise();
            try (var other = DriverManager.getConnection(Infrastructure.superuserJdbcUrl("intake"))) {
                other.setAutoCommit(false);
                lock(other, locked);
                hangUp(locked);
                other.rollback();
            }
            await("the pool is idle in round " + round)
                    .atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(inUse()).isZero());
            var asked = System.nanoTime();
            KernelAtWorkTest.promise();
            KernelAtWorkTest.clerk()
                    .post("/promises/{id}/keeping", locked)
                    .then()
                    .statusCode(200);
            assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(AT_ONCE);
        }
    }

    private static void lock(Connection other, UUID promise) throws SQLException {
        try (var rows = other.prepareStatement("select 1 from deadline where case_id = ? for update")) {
            rows.setObject(1, promise);
            assertThat(rows.executeQuery().next()).isTrue();
        }
    }

    private static void hangUp(UUID promise) throws IOException, InterruptedException {
        var call = ("POST /promises/%s/keeping HTTP/1.1\r\nHost: localhost\r\n"
                        + "Authorization: Bearer %s\r\nContent-Length: 0\r\n\r\n")
                .formatted(promise, Tokens.of(Roles.CLERK, "test-unit", Duration.ofMinutes(5)))
                .getBytes(UTF_8);
        var lines = new ArrayList<Socket>();
        for (var number = 0; number < CALLS; number++) {
            var line = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port);
            line.getOutputStream().write(call);
            lines.add(line);
        }
        // The caller's patience is what is tested, not a condition that is waited for.
        Thread.sleep(PATIENCE_OF_A_CALLER);
        for (var line : lines) {
            line.close();
        }
    }

    /** Returns the number of the service's connections that are at work, as its metrics tell. */
    private static double inUse() {
        return given().get("/q/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith("sql_pool_active{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
