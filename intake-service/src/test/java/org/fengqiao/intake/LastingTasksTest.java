package org.fengqiao.intake;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.fengqiao.intake.IntakeServiceTest.PATIENCE;
import static org.fengqiao.intake.IntakeServiceTest.register;
import static org.fengqiao.intake.IntakeServiceTest.routing;

import java.time.Duration;
import java.util.UUID;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.fengqiao.kernel.identity.Roles;
import org.fengqiao.kernel.testing.Infrastructure;
import org.fengqiao.kernel.testing.PartnerProducer;
import org.fengqiao.kernel.testing.Tokens;

/** Units that read a case for as long as they have something to do in it: a consultation, a duty, a review. */
@QuarkusTest
@QuarkusTestResource(value = Infrastructure.class, initArgs = @ResourceArg(name = "service", value = "intake"))
@QuarkusTestResource(Tokens.class)
class LastingTasksTest {

    private static final String HOLDER = "kundulun-zhaotan-centre";
    private static final String LABOUR = "kundulun-labour-team";
    private static final String TRAFFIC = "kundulun-traffic-team";

    private final String sample = UUID.randomUUID().toString();
    private String caseId = "";

    @BeforeEach
    void aCaseThatAUnitHolds() {
        caseId = register(IntakeServiceTest.COMPLETE).getString("caseId");
        tell("case-assigned", "{\"custody\":1,\"unit\":\"%s\",\"path\":\"MEDIATION\"}".formatted(HOLDER));
        awaitStatus(HOLDER, 200);
        awaitStatus(LABOUR, 404);
    }

    private void tell(String event, String value) {
        try (var log = new PartnerProducer(Infrastructure.bootstrap())) {
            log.send(routing(caseId, event, value));
        }
    }

    private void awaitStatus(String unit, int status) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> given().auth()
                        .oauth2(Tokens.of(Roles.MEDIATOR, unit, Duration.ofMinutes(10)))
                        .get("/cases/{id}", caseId)
                        .then()
                        .statusCode(status));
    }

    @Test
    void whoIsInvitedToConsultReadsItUntilThatEnds() {
        tell("consultation-convened", "{\"consultation\":1,\"units\":[\"%s\",\"%s\"]}".formatted(HOLDER, LABOUR));
        awaitStatus(LABOUR, 200);
        tell("participants-invited", "{\"consultation\":1,\"units\":[\"%s\"]}".formatted(TRAFFIC));
        awaitStatus(TRAFFIC, 200);
        tell("participant-recused", "{\"consultation\":1,\"unit\":\"%s\",\"wholeUnit\":true}".formatted(TRAFFIC));
        awaitStatus(TRAFFIC, 404);
        tell("consultation-concluded", "{\"consultation\":1,\"supports\":[\"%s\"]}".formatted(TRAFFIC));
        awaitStatus(LABOUR, 404);
        awaitStatus(TRAFFIC, 200);
        tell("case-closed", "{\"closure\":1,\"outcome\":\"AGREED\",\"closedAt\":\"2024-04-01T00:00:00Z\"}");
        awaitStatus(TRAFFIC, 404);
        // Who holds it, or held it, answers for it and may look.
        awaitStatus(HOLDER, 200);
    }

    @Test
    void whoHasADutyReadsItUntilThatIsDoneOrGivenBack() {
        tell("duty-assigned", "{\"duty\":1,\"unit\":\"%s\"}".formatted(LABOUR));
        tell("duty-assigned", "{\"duty\":2,\"unit\":\"%s\"}".formatted(LABOUR));
        awaitStatus(LABOUR, 200);
        tell("duty-done", "{\"duty\":1}");
        tell("duty-assigned", "{\"duty\":3,\"unit\":\"%s\"}".formatted(TRAFFIC));
        awaitStatus(TRAFFIC, 200);
        // The second one still lasts.
        awaitStatus(LABOUR, 200);
        tell("duty-cancelled", "{\"duty\":2}");
        awaitStatus(LABOUR, 404);
        tell("duty-returned", "{\"duty\":3}");
        awaitStatus(TRAFFIC, 404);
    }

    @Test
    void whoReviewsItReadsItUntilWhatIsToBePutRightIsChecked() {
        tell("review-sampled", "{\"sample\":\"%s\",\"reviewers\":[\"%s\"]}".formatted(sample, LABOUR));
        awaitStatus(LABOUR, 200);
        tell("review-concluded", "{\"sample\":\"%s\"}".formatted(sample));
        tell("rectification-ordered", "{\"rectification\":1,\"reviewers\":[\"%s\"]}".formatted(LABOUR));
        tell("rectification-refused", "{\"rectification\":1,\"next\":2,\"reviewers\":[\"%s\"]}".formatted(LABOUR));
        tell("duty-assigned", "{\"duty\":1,\"unit\":\"%s\"}".formatted(TRAFFIC));
        awaitStatus(TRAFFIC, 200);
        awaitStatus(LABOUR, 200);
        tell("rectification-completed", "{\"rectification\":2}");
        awaitStatus(LABOUR, 404);
    }
}
