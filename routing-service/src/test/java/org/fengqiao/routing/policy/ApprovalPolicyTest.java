package org.fengqiao.routing.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fengqiao.kernel.eventstore.Consequence.cancelDeadline;
import static org.fengqiao.kernel.eventstore.Consequence.meetDeadline;
import static org.fengqiao.kernel.eventstore.Consequence.setDeadline;
import static org.fengqiao.routing.policy.RoutingPolicyTest.ASSIGNED;
import static org.fengqiao.routing.policy.RoutingPolicyTest.CLAIMED;
import static org.fengqiao.routing.policy.RoutingPolicyTest.CLOSED;
import static org.fengqiao.routing.policy.RoutingPolicyTest.NOW;
import static org.fengqiao.routing.policy.RoutingPolicyTest.TRIAGED;
import static org.fengqiao.routing.policy.RoutingPolicyTest.words;

import java.util.List;

import org.junit.jupiter.api.Test;

import org.fengqiao.kernel.decision.Decision.Accepted;
import org.fengqiao.kernel.eventstore.Consequence;
import org.fengqiao.kernel.legalclock.ApprovalClock;
import org.fengqiao.kernel.legalclock.Deadlines;
import org.fengqiao.kernel.legalclock.files.LegalFiles;
import org.fengqiao.routing.model.ApprovalEvent.Act;
import org.fengqiao.routing.model.ApprovalEvent.ApprovalGranted;
import org.fengqiao.routing.model.ApprovalEvent.ApprovalRefused;
import org.fengqiao.routing.model.ApprovalEvent.ApprovalRequested;
import org.fengqiao.routing.model.Outcome;
import org.fengqiao.routing.model.RoutingEvent;

/** The clock of an approval: it starts with the request and ends with the decision. */
class ApprovalPolicyTest {

    private static final ApprovalRequested REQUESTED =
            new ApprovalRequested(1, Act.CLOSING_WITHOUT_EVIDENCE, Outcome.AGREED, words("双方已当场履行"), "zhang", NOW);
    private static final ApprovalGranted GRANTED = new ApprovalGranted(1, "li", "centre", NOW.plusSeconds(60));

    private static List<Consequence> follows(RoutingEvent event, RoutingEvent... past) {
        return RoutingPolicyTest.follows(new ApprovalPolicy(), event, past);
    }

    @Test
    void whatSomebodyAsksForIsToBeDecided() {
        var set = setDeadline(ApprovalClock.of(1), ApprovalClock.RULE, "routing.approval-requested.v1", NOW);
        assertThat(follows(REQUESTED, TRIAGED, ASSIGNED, CLAIMED)).containsExactly(set);
        var clock = LegalFiles.official().clock();
        assertThat(clock.decide(((Consequence.AskLegalClock) set).order(), Deadlines.none()))
                .as("the rule knows the start")
                .isInstanceOf(Accepted.class);
    }

    @Test
    void theDecisionEndsIt() {
        assertThat(follows(GRANTED, TRIAGED, ASSIGNED, CLAIMED, REQUESTED))
                .containsExactly(meetDeadline(ApprovalClock.of(1), GRANTED.grantedAt()));
        assertThat(follows(
                        new ApprovalRefused(1, "li", "centre", words("依据不足"), NOW.plusSeconds(90)),
                        TRIAGED,
                        ASSIGNED,
                        CLAIMED,
                        REQUESTED))
                .containsExactly(meetDeadline(ApprovalClock.of(1), NOW.plusSeconds(90)));
        assertThat(follows(CLOSED, TRIAGED, ASSIGNED, CLAIMED, REQUESTED, GRANTED))
                .as("the closing that was approved lets nothing lapse")
                .isEmpty();
    }

    @Test
    void nobodyHasToDecideWhatHasLapsed() {
        assertThat(follows(CLOSED, TRIAGED, ASSIGNED, CLAIMED, REQUESTED))
                .containsExactly(cancelDeadline(ApprovalClock.of(1), "the request lapsed", NOW));
    }
}
