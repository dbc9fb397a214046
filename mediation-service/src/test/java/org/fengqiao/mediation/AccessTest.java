package org.fengqiao.mediation;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.fengqiao.kernel.identity.Roles;
import org.fengqiao.kernel.sealing.BoxPlace;
import org.fengqiao.kernel.sealing.SubjectId;
import org.fengqiao.kernel.sealing.keeping.Keys;
import org.fengqiao.kernel.testing.AccessCheck;
import org.fengqiao.kernel.testing.Boxes;
import org.fengqiao.kernel.testing.CaseLog;
import org.fengqiao.kernel.testing.Infrastructure;
import org.fengqiao.kernel.testing.Tokens;

/** Who may see and do what with a mediation. */
@QuarkusTest
@QuarkusTestResource(value = Infrastructure.class, initArgs = @ResourceArg(name = "service", value = "mediation"))
@QuarkusTestResource(Tokens.class)
class AccessTest extends AccessCheck {

    private static final String UNIT = "kunhe-committee";
    private static final Instant NOON = Instant.parse("2024-03-01T04:00:00Z");

    private static CaseLog log;

    @Inject
    Keys keys;

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
        var caseId = UUID.randomUUID();
        log.write(
                "routing",
                "case-claimed",
                caseId,
                """
                {"custody":1,"unit":"%s","worker":"sun","path":"MEDIATION","category":"NEIGHBOUR","complexity":"SIMPLE","channel":"WINDOW",
                 "place":{"district":"%s","street":"%s"},"somethingNew":1,
                 "parties":[{"partyId":"applicant-1","side":"APPLICANT","name":"%s"},
                            {"partyId":"respondent-1","side":"RESPONDENT","name":"%s"}]}""".formatted(UNIT, DISTRICT, STREET, name(caseId, "李某", 0), name(caseId, "王某", 1)),
                NOON);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> given().auth()
                                .oauth2(Tokens.of(Roles.OPERATOR))
                                .get("/mediations/{id}", caseId)
                                .statusCode()
                        == 200);
        return caseId;
    }

    private String name(UUID caseId, String name, int party) {
        var place = new BoxPlace(caseId, "fengqiao.routing.case-claimed.v1", "/parties/" + party + "/name");
        return Boxes.sealed(keys, new SubjectId(UUID.randomUUID()), name, place).textAt(place);
    }

    @Test
    void aUnitThatGetsTheCaseLaterMayLookAndSoMayTheOneThatHadIt() {
        var caseId = aCase();
        var next = Map.<String, Object>of("district", DISTRICT, "unit", "next-unit");
        as(Roles.MEDIATOR, next).get("/mediations/{id}", caseId).then().statusCode(404);
        log.assigned(caseId, 2, "next-unit", NOON);
        await().atMost(Duration.ofSeconds(30))
                .until(() ->
                        as(Roles.MEDIATOR, next).get("/mediations/{id}", caseId).statusCode() == 200);
        as(Roles.MEDIATOR, Map.of("district", DISTRICT, "unit", UNIT))
                .get("/mediations/{id}", caseId)
                .then()
                .statusCode(200);
    }

    @Test
    void aCaseThatMediationHearsOfWhenItIsClosedBelongsToItsPlaceToo() {
        var caseId = UUID.randomUUID();
        log.write("routing", "case-closed", caseId, """
                {"closure":1,"outcome":"PETITION_CONCLUDED","path":"PETITION","unit":"%s",
                 "place":{"district":"%s","street":"%s"},"closedAt":"%s"}""".formatted(UNIT, DISTRICT, STREET, NOON), NOON);
        await().atMost(Duration.ofSeconds(30))
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
    protected @Nullable String unit() {
        return UNIT;
    }

    @Override
    protected Map<String, String> whereItIsListed() {
        return Map.of("/mediations?limit=200", Roles.DISPATCHER);
    }
}
