package org.fengqiao.mediation;

import static org.awaitility.Awaitility.await;

import java.util.Map;
import java.util.UUID;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import org.fengqiao.kernel.identity.Roles;
import org.fengqiao.kernel.testing.ClaimedCaseAccessCheck;
import org.fengqiao.kernel.testing.Infrastructure;
import org.fengqiao.kernel.testing.Tokens;

/** Access to mediations, by role and place. */
@QuarkusTest
@QuarkusTestResource(value = Infrastructure.class, initArgs = @ResourceArg(name = "service", value = "mediation"))
@QuarkusTestResource(Tokens.class)
class AccessTest extends ClaimedCaseAccessCheck {

    AccessTest() {
        super("MEDIATION", "/mediations/{id}", Roles.MEDIATOR);
    }

    @Test
    void aCaseThatMediationHearsOfWhenItIsClosedBelongsToItsPlaceToo() {
        var caseId = UUID.randomUUID();
        log.write("routing", "case-closed", caseId, """
                {"closure":1,"outcome":"PETITION_CONCLUDED","path":"PETITION","unit":"%s",
                 "place":{"district":"%s","street":"%s"},"parties":[],"handledBy":[],"closedAt":"%s"}\
                """.formatted(UNIT, DISTRICT, STREET, NOON), NOON);
        await().atMost(PATIENCE)
                .until(() -> as(Roles.OPERATOR, Map.of("district", DISTRICT))
                                .get("/cases/{id}/events", caseId)
                                .statusCode()
                        == 200);
        as(Roles.OPERATOR, Map.of("district", "东河区"))
                .get("/cases/{id}/events", caseId)
                .then()
                .statusCode(404);
    }

    @Override
    protected Map<String, String> whereItIsListed() {
        return Map.of("/mediations?limit=200", Roles.DISPATCHER);
    }
}
