package org.fengqiao.routing;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.fengqiao.kernel.identity.Roles;
import org.fengqiao.kernel.keys.KeyRings;
import org.fengqiao.kernel.testing.AccessCheck;
import org.fengqiao.kernel.testing.CaseLog;
import org.fengqiao.kernel.testing.Infrastructure;
import org.fengqiao.kernel.testing.Tokens;

/** Access to the custody of cases, by role and place. */
@QuarkusTest
@QuarkusTestResource(value = Infrastructure.class, initArgs = @ResourceArg(name = "service", value = "routing"))
@QuarkusTestResource(Tokens.class)
@TestProfile(RoutingApplication.SimulatedTime.class)
class AccessTest extends AccessCheck {

    private static final String UNIT = "kundulun-shaoxianlu-centre";

    private static CaseLog log;

    @Inject
    KeyRings keys;

    @BeforeAll
    static void connect() {
        log = new CaseLog(Infrastructure.bootstrap());
    }

    @AfterAll
    static void disconnect() {
        log.close();
    }

    @Override
    protected UUID aCase() {
        return acceptedIn("\"street\": \"" + STREET + "\"");
    }

    /** A case that is consulted on at once, so that it stands in the lists of consultations, too. */
    private UUID acceptedIn(String rest) {
        var caseId = UUID.randomUUID();
        var acceptance = RoutingApplication.acceptance(keys, caseId, "NEIGHBOUR", "持刀威胁");
        log.write("intake", "case-accepted", caseId, acceptance.replace("\"street\": \"沼潭街道\"", rest), Instant.now());
        await().atMost(Duration.ofMinutes(1))
                .until(() -> given().auth()
                                .oauth2(Tokens.of(Roles.DISPATCHER))
                                .get("/cases/{id}", caseId)
                                .statusCode()
                        == 200);
        return caseId;
    }

    @Test
    void whatWasAcceptedFromOutsideAllDistrictsIsEveryDistrictsDispatchers() {
        var other = Map.<String, Object>of("district", "东河区");
        as(Roles.DISPATCHER, other)
                .get("/cases/{id}", acceptedIn("\"outside\": true"))
                .then()
                .statusCode(200);
        as(Roles.DISPATCHER, other)
                .get("/cases/{id}", acceptedIn("\"outside\": false"))
                .then()
                .statusCode(404);
    }

    @ParameterizedTest
    @CsvSource({
        "/inbox?act=FOO&dueBefore=x&limit=0&cursor=zz, act cursor dueBefore limit",
        "/inbox/arrivals?since=abc&wait=999&person=%20x, person since wait",
        "/notices?level=BLUE&fault=X&state=Y, fault level state",
        "/duties?dueBefore=x&limit=9999, dueBefore limit",
        "/units/kunhe-unit/queue?limit=-1&cursor=%00, cursor limit"
    })
    void everyParameterOfAListThatCannotBeAcceptedIsNamed(String address, String fields) {
        var answer = as(Roles.DISPATCHER, Map.of("district", "*"))
                .urlEncodingEnabled(false)
                .get(address);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(String.join(" ", answer.jsonPath().getList("fields.field", String.class)))
                .isEqualTo(fields);
    }

    @Override
    protected @Nullable String unit() {
        return UNIT;
    }

    @Override
    protected Map<String, String> whereItIsListed() {
        return Map.of(
                "/units/" + UNIT + "/queue?limit=200",
                Roles.DISPATCHER,
                "/consultations?limit=200",
                Roles.LEADER,
                "/inbox?unit=" + UNIT + "&limit=200",
                Roles.OPERATOR);
    }
}
