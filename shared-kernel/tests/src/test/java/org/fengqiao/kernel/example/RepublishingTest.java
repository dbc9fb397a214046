package org.fengqiao.kernel.example;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.restassured.response.ValidatableResponse;
import org.hibernate.reactive.mutiny.Mutiny;
import org.junit.jupiter.api.Test;

import org.fengqiao.kernel.identity.Roles;
import org.fengqiao.kernel.testing.Infrastructure;
import org.fengqiao.kernel.testing.Tokens;

/** Events that a lost broker or slot swallowed are published again as they are recorded, once for each request. */
@QuarkusTest
@QuarkusTestResource(
        value = Infrastructure.class,
        initArgs = {
            @ResourceArg(name = "service", value = "intake"),
            @ResourceArg(name = "parts", value = "postgres,kafka")
        })
@QuarkusTestResource(Tokens.class)
class RepublishingTest {

    @Inject
    Mutiny.SessionFactory sessions;

    @Test
    void anEventIsPublishedAgainUnderItsOldIdAndNumber() throws Throwable {
        var promise = KernelAtWorkTest.promise();
        var events =
                rows("select cast(event_id as text) from event where case_id = '" + promise + "' order by version");
        var request = UUID.randomUUID();
        again(request, List.of(events.getFirst(), UUID.randomUUID().toString()), Roles.OPERATOR)
                .statusCode(200)
                .body("published", equalTo(1), "before", equalTo(0), "unknown", equalTo(1));
        again(request, events, Roles.OPERATOR)
                .statusCode(200)
                .body("published", equalTo(events.size() - 1), "before", equalTo(1), "unknown", equalTo(0));
        again(request, events, Roles.OPERATOR).body("published", equalTo(0), "before", equalTo(events.size()));
        var same = rows("""
                select a.type from event_again a join event e using (event_id, case_id, version, type, data,
                  occurred_at, recorded_at, actor_id, actor_role, correlation_id)
                where a.request_id = '%s' and a.causation_id is not distinct from e.causation_id
                  and a.asked_by = 'operator-1' and a.reason = 'the broker was lost'""".formatted(request));
        assertThat(same).hasSameSizeAs(events);
    }

    @Test
    void onlyAnOperatorHasEventsPublishedAgain() {
        again(UUID.randomUUID(), List.of(UUID.randomUUID().toString()), Roles.CLERK)
                .statusCode(403);
        again(UUID.randomUUID(), List.of(), Roles.OPERATOR)
                .statusCode(400)
                .body("code", equalTo("kernel.bad-input"), "fields[0].field", equalTo("events"));
    }

    private static ValidatableResponse again(UUID request, List<String> events, String role) {
        return given().auth()
                .oauth2(Tokens.of(role))
                .contentType("application/json")
                .body(Map.of("request", request.toString(), "events", events, "reason", "the broker was lost"))
                .post("/republications")
                .then();
    }

    private List<String> rows(String sql) throws Throwable {
        return VertxContextSupport.subscribeAndAwait(() -> sessions.withStatelessSession(
                session -> session.createNativeQuery(sql, String.class).getResultList()));
    }
}
