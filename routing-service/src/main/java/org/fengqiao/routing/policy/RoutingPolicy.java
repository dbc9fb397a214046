package org.fengqiao.routing.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.fengqiao.kernel.eventstore.Consequence;
import org.fengqiao.kernel.eventstore.Recorded;
import org.fengqiao.kernel.legalclock.DeadlineName;
import org.fengqiao.kernel.service.PassedDeadline;
import org.fengqiao.routing.model.RoutingCase;
import org.fengqiao.routing.model.RoutingCase.Assigned;
import org.fengqiao.routing.model.RoutingCase.Claimed;
import org.fengqiao.routing.model.RoutingCase.Ended;
import org.fengqiao.routing.model.RoutingCase.NotTriaged;
import org.fengqiao.routing.model.RoutingCase.Unheld;
import org.fengqiao.routing.model.RoutingCommand;
import org.fengqiao.routing.model.RoutingCommand.EscalateUnclaimed;
import org.fengqiao.routing.model.RoutingEvent;
import org.fengqiao.routing.model.RoutingEvent.CaseAssigned;
import org.fengqiao.routing.model.RoutingEvent.CaseClaimed;
import org.fengqiao.routing.model.RoutingEvent.CaseClosed;
import org.fengqiao.routing.model.RoutingEvent.CaseEscalated;
import org.fengqiao.routing.model.RoutingEvent.CaseRelapsed;
import org.fengqiao.routing.model.RoutingEvent.CaseReopened;
import org.fengqiao.routing.model.RoutingEvent.CaseRetriaged;
import org.fengqiao.routing.model.RoutingEvent.CaseReturned;
import org.fengqiao.routing.model.RoutingEvent.CaseTriaged;
import org.fengqiao.routing.model.RoutingEvent.CaseVerified;
import org.fengqiao.routing.model.RoutingEvent.SatisfactionNoted;

/**
 * Each assignment is to be claimed within the time of the rule {@code claim}, and what was claimed may be returned
 * within that of the rule {@code return}. Either is cancelled, with the reason, when the case leaves the unit
 * otherwise.
 */
public final class RoutingPolicy implements Consequence.Policy<RoutingCase, RoutingEvent> {

    /** The rule that says how long a unit has to claim a case. */
    public static final String CLAIM = "claim";

    /** The rule that says how long a unit may return a case that it has claimed. */
    public static final String RETURN = "return";

    /** The name of the deadline by which an assignment is to be claimed. */
    public static DeadlineName claimOf(int custody) {
        return DeadlineName.of(CLAIM, custody);
    }

    /** The name of the deadline until which an assignment may be returned. */
    public static DeadlineName returnOf(int custody) {
        return DeadlineName.of(RETURN, custody);
    }

    /**
     * Returns the command that follows when a deadline has passed: what nobody claimed goes one level up; what nobody
     * returned stays where it is.
     */
    public static Optional<RoutingCommand> follows(PassedDeadline passed) {
        var deadline = passed.deadline();
        return deadline.rule().equals(CLAIM)
                ? Optional.of(new EscalateUnclaimed(deadline.name().number()))
                : Optional.empty();
    }

    @Override
    public List<Consequence> of(Recorded<RoutingCase, RoutingEvent> recorded) {
        return switch (recorded.event()) {
            case CaseAssigned e -> {
                var consequences = new ArrayList<>(leaving(recorded, "assigned to another unit"));
                consequences.add(Consequence.setDeadline(
                        claimOf(e.custody()), CLAIM, RoutingEvent.TYPES.shortNameOf(e), recorded.recordedAt()));
                yield consequences;
            }
            case CaseClaimed e ->
                List.of(
                        Consequence.meetDeadline(claimOf(e.custody()), e.claimedAt()),
                        Consequence.setDeadline(
                                returnOf(e.custody()), RETURN, RoutingEvent.TYPES.shortNameOf(e), e.claimedAt()));
            // Who gives back what it has claimed uses its right; who has not claimed it yet no longer has to.
            case CaseReturned e
            when recorded.before() instanceof Claimed ->
                List.of(Consequence.meetDeadline(returnOf(e.custody()), e.returnedAt()));
            case CaseReturned _ -> leaving(recorded, "returned");
            case CaseEscalated _ -> leaving(recorded, "escalated");
            case CaseRetriaged _ -> leaving(recorded, "triaged again");
            case CaseClosed _ -> leaving(recorded, "closed");
            case CaseTriaged _, SatisfactionNoted _, CaseVerified _, CaseRelapsed _, CaseReopened _ -> List.of();
        };
    }

    /** A unit that had yet to claim no longer has to, and one that had claimed has nothing left to return. */
    private static List<Consequence> leaving(Recorded<RoutingCase, RoutingEvent> recorded, String reason) {
        return switch (recorded.before()) {
            case Assigned s ->
                List.of(Consequence.cancelDeadline(claimOf(s.dossier().custody()), reason, recorded.recordedAt()));
            case Claimed s ->
                List.of(Consequence.cancelDeadline(returnOf(s.dossier().custody()), reason, recorded.recordedAt()));
            case NotTriaged _, Unheld _, Ended _ -> List.of();
        };
    }
}
