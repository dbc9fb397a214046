package org.fengqiao.routing.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fengqiao.routing.model.Histories.CENTRE;
import static org.fengqiao.routing.model.Histories.DESK;
import static org.fengqiao.routing.model.Histories.FIRST_MATTER;
import static org.fengqiao.routing.model.Histories.LATER;
import static org.fengqiao.routing.model.Histories.SOON;
import static org.fengqiao.routing.model.Histories.STREET;
import static org.fengqiao.routing.model.Histories.claimed;
import static org.fengqiao.routing.model.Histories.settled;
import static org.fengqiao.routing.model.Histories.taken;
import static org.fengqiao.routing.model.Histories.words;

import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.fengqiao.kernel.decision.DeciderScenario;
import org.fengqiao.routing.model.RoutingCommand.ClaimCase;
import org.fengqiao.routing.model.RoutingCommand.EscalateCase;
import org.fengqiao.routing.model.RoutingCommand.OverruleTriage;
import org.fengqiao.routing.model.RoutingCommand.RecordBreach;
import org.fengqiao.routing.model.RoutingCommand.RecordFailure;
import org.fengqiao.routing.model.RoutingCommand.ReturnCase;
import org.fengqiao.routing.model.RoutingEvent.CaseClaimed;

/** Start of a matter, from which the time that a law gives runs on whoever has the case. */
class MatterTest {

    static final Matter FROM_LATER = new Matter(LATER, LATER);

    @Test
    void aMatterStartsWhenTheCentreReceivedAndAcceptedIt() {
        assertThat(matterOf(claimed(1, STREET, Path.MEDIATION, Complexity.SIMPLE)))
                .isEqualTo(FIRST_MATTER);
    }

    @Test
    void aReturnAndAnEscalationStartNothingAnew() {
        assertThat(claimedAfter(taken(), new ReturnCase(null, words("不归我们"), CENTRE, SOON), CENTRE))
                .isEqualTo(FIRST_MATTER);
        assertThat(claimedAfter(taken(), new EscalateCase(null, words("人多")), CENTRE))
                .isEqualTo(FIRST_MATTER);
    }

    @Test
    void aNewJudgementOnTheSamePathStartsNothingAnew() {
        assertThat(claimedAfter(taken(), overruled(Path.MEDIATION, Risk.MEDIUM, LATER), STREET))
                .isEqualTo(FIRST_MATTER);
    }

    @Test
    void onAnotherPathAMatterStartsWhenItComesThereAndGoesOnWhenItComesBack() {
        var failed = new RecordFailure(1, RetriageCause.MEDIATION_FAILED, LATER);
        assertThat(claimedAfter(taken(), failed, DESK)).isEqualTo(FROM_LATER);
        var atTheDesk = taken().given(events(taken(), failed));
        var back = overruled(Path.MEDIATION, Risk.LOW, LATER.plusSeconds(86_400));
        assertThat(claimedAfter(atTheDesk, back, STREET)).isEqualTo(FIRST_MATTER);
        var there = atTheDesk.given(events(atTheDesk, back));
        assertThat(claimedAfter(there, overruled(Path.PETITION, Risk.LOW, LATER.plusSeconds(172_800)), DESK))
                .isEqualTo(FROM_LATER);
    }

    @Test
    void aCaseThatIsOpenedAgainIsAnotherMatter() {
        assertThat(claimedAfter(settled(), new RecordBreach(LATER), STREET)).isEqualTo(FROM_LATER);
    }

    static OverruleTriage overruled(Path path, Risk risk, Instant at) {
        return new OverruleTriage("NEIGHBOUR", Complexity.SIMPLE, risk, path, words("另有隐情"), at);
    }

    static List<RoutingEvent> events(
            DeciderScenario<RoutingCommand, RoutingCase, RoutingEvent> aCase, RoutingCommand command) {
        return aCase.when(command).events();
    }

    /** Returns the matter with which the unit claims the case after the command. */
    static Matter claimedAfter(
            DeciderScenario<RoutingCommand, RoutingCase, RoutingEvent> aCase, RoutingCommand command, String unit) {
        var claims = aCase.given(events(aCase, command))
                .when(new ClaimCase(null, null, unit, "sun", LATER))
                .events();
        return matterOf((CaseClaimed) claims.getFirst());
    }

    static Matter matterOf(CaseClaimed claim) {
        return new Matter(claim.receivedAt(), claim.acceptedAt());
    }
}
