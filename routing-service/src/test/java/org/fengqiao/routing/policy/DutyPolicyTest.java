package org.fengqiao.routing.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fengqiao.kernel.eventstore.Consequence.cancelDeadline;
import static org.fengqiao.kernel.eventstore.Consequence.meetDeadline;
import static org.fengqiao.kernel.eventstore.Consequence.setDeadline;
import static org.fengqiao.routing.policy.ConsultationPolicyTest.reach;
import static org.fengqiao.routing.policy.RoutingPolicyTest.ASSIGNED;
import static org.fengqiao.routing.policy.RoutingPolicyTest.NOW;
import static org.fengqiao.routing.policy.RoutingPolicyTest.TRIAGED;
import static org.fengqiao.routing.policy.RoutingPolicyTest.passed;
import static org.fengqiao.routing.policy.RoutingPolicyTest.words;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.fengqiao.kernel.eventstore.Consequence;
import org.fengqiao.kernel.eventstore.Consequence.AskLegalClock;
import org.fengqiao.kernel.legalclock.DeadlineName;
import org.fengqiao.kernel.legalclock.DeadlineOrder;
import org.fengqiao.routing.model.DutyCommand.EscalateDuty;
import org.fengqiao.routing.model.DutyEvent.DutyAssigned;
import org.fengqiao.routing.model.DutyEvent.DutyCancellation;
import org.fengqiao.routing.model.DutyEvent.DutyCancelled;
import org.fengqiao.routing.model.DutyEvent.DutyClaimed;
import org.fengqiao.routing.model.DutyEvent.DutyDone;
import org.fengqiao.routing.model.DutyEvent.DutyEscalated;
import org.fengqiao.routing.model.DutyEvent.DutyHandedOver;
import org.fengqiao.routing.model.DutyEvent.DutyReturn;
import org.fengqiao.routing.model.DutyEvent.DutyReturned;
import org.fengqiao.routing.model.RoutingEvent;

class DutyPolicyTest {

    static final Instant AT = Instant.parse("2024-03-04T01:00:00Z");
    static final DeadlineName DONE_BY = DeadlineName.parse("duty-1");
    static final DutyAssigned DUTY = new DutyAssigned(1, 1, "street", words("?"), LocalDate.of(2024, 3, 14), 10, AT);
    static final DutyClaimed CLAIMED = new DutyClaimed(1, "street", "li", AT);
    static final DutyEscalated ESCALATED = new DutyEscalated(1, 1, "street", "centre");

    static List<Consequence> follows(RoutingEvent event, RoutingEvent... history) {
        return RoutingPolicyTest.follows(new DutyPolicy(), event, history);
    }

    private static Consequence claim(int round, String startedBy) {
        return setDeadline(DeadlineName.of("duty-claim", 1, round), "duty-claim", startedBy, NOW);
    }

    @Test
    void aDutyHasTheDaysThatWereGivenAndIsClaimedWithinTheRule() {
        assertThat(follows(DUTY, TRIAGED, ASSIGNED))
                .containsExactly(
                        reach("street"),
                        new AskLegalClock(new DeadlineOrder.Set(DONE_BY, "duty", "duty-assigned.v1", AT, 10)),
                        claim(0, "duty-assigned.v1"));
        assertThat(follows(CLAIMED, TRIAGED, ASSIGNED, DUTY))
                .containsExactly(meetDeadline(DeadlineName.parse("duty-claim-1-0"), AT));
        assertThat(follows(new DutyHandedOver(1, "street", "li", "zhao", words("?"), AT), TRIAGED, DUTY, CLAIMED))
                .isEmpty();
        assertThat(follows(new DutyDone(1, "street", "li", words("?"), AT), TRIAGED, ASSIGNED, DUTY, CLAIMED))
                .containsExactly(meetDeadline(DONE_BY, AT));
    }

    @Test
    void whatNobodyClaimsIsAskedForAnewAndTheUnitAboveMaySeeIt() {
        assertThat(follows(ESCALATED, TRIAGED, ASSIGNED, DUTY))
                .containsExactly(reach("centre"), claim(1, "duty-escalated.v1"));
        assertThat(follows(new DutyEscalated(1, 2, "centre", null), TRIAGED, ASSIGNED, DUTY, ESCALATED))
                .as("at the top as well")
                .containsExactly(claim(2, "duty-escalated.v1"));
        assertThat(follows(CLAIMED, TRIAGED, ASSIGNED, DUTY, ESCALATED))
                .containsExactly(
                        meetDeadline(DeadlineName.parse("duty-claim-1-0"), AT),
                        meetDeadline(DeadlineName.parse("duty-claim-1-1"), AT));
        assertThat(DutyPolicy.follows(passed(DeadlineName.parse("duty-claim-3-1"), "duty-claim")))
                .contains(new EscalateDuty(3, 1));
        assertThat(DutyPolicy.follows(passed(DeadlineName.parse("duty-3"), "duty")))
                .isEmpty();
    }

    @Test
    void whatIsGivenBackIsTheLeadsToGiveToAnother() {
        var returned = new DutyReturned(1, "street", 1, DutyReturn.REFUSED, words("?"), AT);
        assertThat(follows(returned, TRIAGED, ASSIGNED, DUTY))
                .containsExactly(
                        cancelDeadline(DeadlineName.parse("duty-claim-1-0"), "returned", NOW),
                        cancelDeadline(DONE_BY, "returned", NOW),
                        claim(1, "duty-returned.v1"));
        assertThat(follows(returned, TRIAGED, ASSIGNED, DUTY, CLAIMED))
                .containsExactly(cancelDeadline(DONE_BY, "returned", NOW), claim(1, "duty-returned.v1"));
    }

    @Test
    void whatIsNoLongerOwedIsAskedForNoMore() {
        assertThat(follows(new DutyCancelled(1, DutyCancellation.SUPERSEDED, AT), TRIAGED, ASSIGNED, DUTY, ESCALATED))
                .containsExactly(
                        cancelDeadline(DONE_BY, "another plan", NOW),
                        cancelDeadline(DeadlineName.parse("duty-claim-1-0"), "another plan", NOW),
                        cancelDeadline(DeadlineName.parse("duty-claim-1-1"), "another plan", NOW));
        assertThat(follows(new DutyCancelled(1, DutyCancellation.LEAD_CHANGED, AT), TRIAGED, ASSIGNED, DUTY, CLAIMED))
                .containsExactly(cancelDeadline(DONE_BY, "another unit leads the case", NOW));
    }
}
