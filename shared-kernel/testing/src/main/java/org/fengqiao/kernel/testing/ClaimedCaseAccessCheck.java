package org.fengqiao.kernel.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.fengqiao.kernel.identity.Roles;
import org.fengqiao.kernel.keys.KeyRings;
import org.fengqiao.kernel.sealing.BoxPlace;
import org.fengqiao.kernel.sealing.SubjectId;

/** The same for a service that first hears of a case when a unit takes it up. */
public abstract class ClaimedCaseAccessCheck extends AccessCheck {

    /** Time at which everything here happens. */
    protected static final Instant NOON = Instant.parse("2024-03-01T04:00:00Z");

    /** Longest wait for what was written to the log. */
    protected static final Duration PATIENCE = Duration.ofMinutes(1);

    /** The unit that takes the case up. */
    protected static final String UNIT = "kunhe-unit";

    /** The common log, to write to. */
    protected static CaseLog log;

    private final String path;
    private final String address;
    private final String worker;

    @Inject
    KeyRings keys;

    /**
     * A check.
     *
     * @param path the path of cases that this service works on, such as {@code PETITION}
     * @param address where a case is read, such as {@code /petitions/{id}}
     * @param worker the role of those who work on it
     */
    protected ClaimedCaseAccessCheck(String path, String address, String worker) {
        this.path = path;
        this.address = address;
        this.worker = worker;
    }

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
                {"custody":1,"unit":"%s","worker":"sun","path":"%s","category":"NEIGHBOUR","complexity":"SIMPLE",\
                "channel":"WINDOW",
                 "place":{"district":"%s","street":"%s"},"somethingNew":1,
                 "receivedAt":"%s","acceptedAt":"%s",
                 "parties":[{"partyId":"applicant-1","side":"APPLICANT","name":"%s"},
                            {"partyId":"respondent-1","side":"RESPONDENT","name":"%s"}]}\
                """.formatted(UNIT, path, DISTRICT, STREET, NOON, NOON, name(caseId, "李某", 0), name(caseId, "王某", 1)),
                NOON);
        await().atMost(PATIENCE).until(() -> status(caseId, Roles.OPERATOR, Map.of("district", "*")) == 200);
        return caseId;
    }

    private String name(UUID caseId, String name, int party) {
        var place = new BoxPlace(caseId, "fengqiao.routing.case-claimed.v1", "/parties/" + party + "/name");
        return Boxes.sealed(keys, new SubjectId(UUID.randomUUID()), name, place).textAt(place);
    }

    private int status(UUID caseId, String role, Map<String, Object> claims) {
        return as(role, claims).get(address, caseId).statusCode();
    }

    @Override
    protected String unit() {
        return UNIT;
    }

    @Test
    void aUnitThatGetsTheCaseLaterMayLookAndSoMayTheOneThatHadIt() {
        var caseId = aCase();
        var next = Map.<String, Object>of("district", DISTRICT, "unit", "next-unit");
        assertThat(status(caseId, worker, next)).isEqualTo(404);
        log.assigned(caseId, 2, "next-unit", NOON);
        await().atMost(PATIENCE).until(() -> status(caseId, worker, next) == 200);
        assertThat(status(caseId, worker, Map.of("district", DISTRICT, "unit", UNIT)))
                .isEqualTo(200);
    }
}
