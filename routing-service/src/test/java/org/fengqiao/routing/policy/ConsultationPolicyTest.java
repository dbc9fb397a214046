package org.fengqiao.routing.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fengqiao.kernel.eventstore.Consequence.cancelDeadline;
import static org.fengqiao.kernel.eventstore.Consequence.meetDeadline;
import static org.fengqiao.kernel.eventstore.Consequence.setDeadline;
import static org.fengqiao.routing.policy.RoutingPolicyTest.ASSIGNED;
import static org.fengqiao.routing.policy.RoutingPolicyTest.CLAIMED;
import static org.fengqiao.routing.policy.RoutingPolicyTest.DECIDER;
import static org.fengqiao.routing.policy.RoutingPolicyTest.NOW;
import static org.fengqiao.routing.policy.RoutingPolicyTest.SAID;
import static org.fengqiao.routing.policy.RoutingPolicyTest.TRIAGED;
import static org.fengqiao.routing.policy.RoutingPolicyTest.passed;
import static org.fengqiao.routing.policy.RoutingPolicyTest.words;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import org.fengqiao.kernel.decision.Cause;
import org.fengqiao.kernel.eventstore.Consequence;
import org.fengqiao.kernel.eventstore.Consequence.CaseBelongs;
import org.fengqiao.kernel.eventstore.Recorded;
import org.fengqiao.kernel.identity.Actor;
import org.fengqiao.kernel.legalclock.DeadlineName;
import org.fengqiao.kernel.value.Territory;
import org.fengqiao.routing.model.Consultation.Materials;
import org.fengqiao.routing.model.ConsultationCause;
import org.fengqiao.routing.model.ConsultationCommand.EscalateConsultation;
import org.fengqiao.routing.model.ConsultationEvent.ConsultationConcluded;
import org.fengqiao.routing.model.ConsultationEvent.ConsultationConvened;
import org.fengqiao.routing.model.ConsultationEvent.ConsultationDiscontinued;
import org.fengqiao.routing.model.ConsultationEvent.ConsultationEscalated;
import org.fengqiao.routing.model.ConsultationEvent.ParticipantsInvited;
import org.fengqiao.routing.model.Path;
import org.fengqiao.routing.model.Quorum;
import org.fengqiao.routing.model.RoutingCase;
import org.fengqiao.routing.model.RoutingEvent;

class ConsultationPolicyTest {

    static final Instant DONE = Instant.parse("2024-03-04T01:00:00Z");

    static ConsultationConvened convened(String limit) {
        return new ConsultationConvened(
                1,
                List.of(ConsultationCause.HIGH_RISK),
                List.of(),
                "2022-05",
                "centre",
                List.of("centre", "street"),
                List.of(),
                null,
                Materials.NONE,
                new Quorum(66, 2),
                limit,
                false,
                null,
                SAID);
    }

    static final ConsultationConvened CONVENED = convened("consultation-urgent");
    static final ConsultationEscalated ESCALATED = new ConsultationEscalated(1, 1, "centre", "city");
    static final ConsultationConcluded CONCLUDED = new ConsultationConcluded(
            1, "centre", "street", List.of("police"), Path.MEDIATION, words("?"), 1, 2, 2, List.of(), DONE);

    static List<Consequence> follows(RoutingEvent event, RoutingEvent... history) {
        RoutingCase before = DECIDER.initial();
        for (var past : history) {
            before = DECIDER.evolve(before, past);
        }
        return new ConsultationPolicy()
                .of(new Recorded<>(
                        UUID.randomUUID(),
                        UUID.randomUUID(),
                        1,
                        event,
                        before,
                        DECIDER.evolve(before, event),
                        new Cause(Actor.system("test"), SAID, UUID.randomUUID(), null, null),
                        NOW));
    }

    /** What follows from the events that start the deadlines of consultations, each rule once. */
    static List<Consequence> ofEveryDeadline() {
        var all = new ArrayList<Consequence>();
        all.addAll(follows(convened("consultation"), TRIAGED, ASSIGNED));
        all.addAll(follows(CONVENED, TRIAGED, ASSIGNED));
        return all;
    }

    static CaseBelongs reach(String unit) {
        return new CaseBelongs(Territory.ofUnit(unit));
    }

    @Test
    void aConsultationIsConcludedWithinItsLimitAndWhoeverIsInvitedMaySeeTheCase() {
        assertThat(follows(CONVENED, TRIAGED, ASSIGNED))
                .containsExactly(
                        reach("centre"),
                        reach("street"),
                        setDeadline(
                                DeadlineName.parse("consultation-1-0"),
                                "consultation-urgent",
                                "consultation-convened.v1",
                                NOW));
        assertThat(follows(
                        new ParticipantsInvited(1, List.of("police"), List.of(), Materials.NONE, NOW),
                        TRIAGED,
                        ASSIGNED,
                        CONVENED))
                .containsExactly(reach("police"));
    }

    @Test
    void oneLevelUpTheTimeBeginsAnewAndAtTheTopAsWell() {
        assertThat(follows(ESCALATED, TRIAGED, ASSIGNED, CONVENED))
                .containsExactly(
                        reach("city"),
                        setDeadline(
                                DeadlineName.parse("consultation-1-1"),
                                "consultation-urgent",
                                "consultation-escalated.v1",
                                NOW));
        assertThat(follows(new ConsultationEscalated(1, 2, "city", null), TRIAGED, ASSIGNED, CONVENED, ESCALATED))
                .containsExactly(setDeadline(
                        DeadlineName.parse("consultation-1-2"),
                        "consultation-urgent",
                        "consultation-escalated.v1",
                        NOW));
        assertThat(ConsultationPolicy.follows(passed(DeadlineName.parse("consultation-3-1"), "consultation")))
                .contains(new EscalateConsultation(3, 1));
    }

    @Test
    void aConclusionMeetsTheTimeOfEachLevelAndAClosingEndsIt() {
        assertThat(follows(CONCLUDED, TRIAGED, ASSIGNED, CONVENED, ESCALATED))
                .containsExactly(
                        reach("street"),
                        reach("police"),
                        meetDeadline(DeadlineName.parse("consultation-1-0"), DONE),
                        meetDeadline(DeadlineName.parse("consultation-1-1"), DONE));
        assertThat(follows(new ConsultationDiscontinued(1, NOW), TRIAGED, ASSIGNED, CLAIMED, CONVENED))
                .containsExactly(cancelDeadline(DeadlineName.parse("consultation-1-0"), "closed", NOW));
    }
}
