package org.fengqiao.routing.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import org.fengqiao.kernel.eventstore.Consequence;
import org.fengqiao.kernel.eventstore.Recorded;
import org.fengqiao.kernel.legalclock.DeadlineName;
import org.fengqiao.kernel.service.PassedDeadline;
import org.fengqiao.routing.model.ApprovalEvent;
import org.fengqiao.routing.model.ConsultationEvent;
import org.fengqiao.routing.model.DutyEvent;
import org.fengqiao.routing.model.ReviewEvent;
import org.fengqiao.routing.model.RoutingCase;
import org.fengqiao.routing.model.RoutingCase.Assigned;
import org.fengqiao.routing.model.RoutingCase.Claimed;
import org.fengqiao.routing.model.RoutingCase.Ended;
import org.fengqiao.routing.model.RoutingCase.NotTriaged;
import org.fengqiao.routing.model.RoutingCase.Unheld;
import org.fengqiao.routing.model.RoutingCommand;
import org.fengqiao.routing.model.RoutingCommand.EscalateUnclaimed;
import org.fengqiao.routing.model.RoutingCommand.RequestDispatchAgain;
import org.fengqiao.routing.model.RoutingEvent;
import org.fengqiao.routing.model.RoutingEvent.CaseAlerted;
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
import org.fengqiao.routing.model.RoutingEvent.DispatchRequested;
import org.fengqiao.routing.model.RoutingEvent.EvidenceNoted;
import org.fengqiao.routing.model.RoutingEvent.InterestNoted;
import org.fengqiao.routing.model.RoutingEvent.PartiesChanged;
import org.fengqiao.routing.model.RoutingEvent.RiskNoted;
import org.fengqiao.routing.model.RoutingEvent.SatisfactionNoted;
import org.fengqiao.routing.model.SupervisionEvent;

/**
 * Deadlines of custody: an assignment is to be claimed within the rule {@code claim}, and a claimed case may be
 * returned within the rule {@code return}. Each is cancelled, with the reason, when the case leaves the unit in another
 * way. At the top somebody is found within the rule {@code dispatch}, and that is asked again until it is done.
 */
public final class RoutingPolicy implements Consequence.Policy<RoutingCase, RoutingEvent> {

    /** The deadline rule for claiming an assigned case. */
    public static final String CLAIM = "claim";

    /** The deadline rule for returning a claimed case. */
    public static final String RETURN = "return";

    /** The deadline rule for finding somebody who takes up a case that nobody claims. */
    public static final String DISPATCH = "dispatch";

    /** Returns the name of the deadline by which an assignment is to be claimed. */
    public static DeadlineName claimOf(int custody) {
        return DeadlineName.of(CLAIM, custody);
    }

    /** Returns the name of the deadline until which a claimed case may be returned. */
    public static DeadlineName returnOf(int custody) {
        return DeadlineName.of(RETURN, custody);
    }

    /** Returns the name of the deadline by which somebody is to be found for a case. */
    public static DeadlineName dispatchOf(int request) {
        return DeadlineName.of(DISPATCH, request);
    }

    /**
     * Returns the command that follows from a passed deadline: an unclaimed case goes one level up, or at the top into
     * the queue of the dispatchers, who are asked again and again; a case not returned stays.
     */
    public static Optional<RoutingCommand> follows(PassedDeadline passed) {
        var deadline = passed.deadline();
        return switch (deadline.rule()) {
            case CLAIM -> Optional.of(new EscalateUnclaimed(deadline.name().number()));
            case DISPATCH ->
                Optional.of(new RequestDispatchAgain(deadline.name().number()));
            default -> Optional.empty();
        };
    }

    @Override
    public List<Consequence> of(Recorded<RoutingCase, RoutingEvent> recorded) {
        var consequences = new ArrayList<>(ofCustody(recorded));
        consequences.addAll(ofLeavingTheDispatchers(recorded));
        return consequences;
    }

    private static List<Consequence> ofCustody(Recorded<RoutingCase, RoutingEvent> recorded) {
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
            case DispatchRequested e ->
                List.of(Consequence.setDeadline(
                        dispatchOf(e.request()), DISPATCH, RoutingEvent.TYPES.shortNameOf(e), recorded.recordedAt()));
            case CaseRetriaged _ -> leaving(recorded, "triaged again");
            case CaseClosed _ -> leaving(recorded, "closed");
            case CaseTriaged _,
                    InterestNoted _,
                    RiskNoted _,
                    CaseAlerted _,
                    PartiesChanged _,
                    EvidenceNoted _,
                    SatisfactionNoted _,
                    CaseVerified _,
                    CaseRelapsed _,
                    CaseReopened _ -> List.of();
            case ConsultationEvent _, DutyEvent _, ReviewEvent _, SupervisionEvent _, ApprovalEvent _ -> List.of();
        };
    }

    /** Returns what follows when a case leaves the queue of the dispatchers: nothing is asked of them any more. */
    private static List<Consequence> ofLeavingTheDispatchers(Recorded<RoutingCase, RoutingEvent> recorded) {
        var stood = recorded.before().oversight().dispatch().standing();
        if (stood == null || recorded.after().oversight().dispatch().standing() != null) {
            return List.of();
        }
        return IntStream.rangeClosed(stood.first(), stood.latest())
                .mapToObj(RoutingPolicy::dispatchOf)
                .<Consequence>map(name -> recorded.event() instanceof CaseClaimed e
                        ? Consequence.meetDeadline(name, e.claimedAt())
                        : Consequence.cancelDeadline(name, "somebody else has the case", recorded.recordedAt()))
                .toList();
    }

    /**
     * Returns what follows when a case leaves its unit: the deadline of the claim or, once claimed, of the return is
     * cancelled.
     */
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
