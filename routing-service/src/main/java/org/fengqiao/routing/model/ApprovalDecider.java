package org.fengqiao.routing.model;

import static org.fengqiao.kernel.decision.Decision.accept;
import static org.fengqiao.kernel.decision.Decision.alreadyTrue;
import static org.fengqiao.kernel.decision.Decision.refuse;
import static org.fengqiao.routing.model.ApprovalRefusal.APPROVAL_DECIDED;
import static org.fengqiao.routing.model.ApprovalRefusal.APPROVAL_NOT_NEEDED;
import static org.fengqiao.routing.model.ApprovalRefusal.APPROVAL_PENDING;
import static org.fengqiao.routing.model.ApprovalRefusal.NOT_THE_LEADER;
import static org.fengqiao.routing.model.ApprovalRefusal.NO_SUCH_APPROVAL;
import static org.fengqiao.routing.model.ApprovalRefusal.OWN_REQUEST;
import static org.fengqiao.routing.model.RoutingRefusal.CLOSED;
import static org.fengqiao.routing.model.RoutingRefusal.NOT_ASSIGNED;
import static org.fengqiao.routing.model.RoutingRefusal.NOT_CLOSED;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

import org.fengqiao.kernel.decision.Decision;
import org.fengqiao.routing.model.ApprovalCommand.GrantApproval;
import org.fengqiao.routing.model.ApprovalCommand.RefuseApproval;
import org.fengqiao.routing.model.ApprovalCommand.RequestApproval;
import org.fengqiao.routing.model.ApprovalEvent.Act;
import org.fengqiao.routing.model.ApprovalEvent.ApprovalGranted;
import org.fengqiao.routing.model.ApprovalEvent.ApprovalRefused;
import org.fengqiao.routing.model.ApprovalEvent.ApprovalRequested;
import org.fengqiao.routing.model.Approvals.Granted;
import org.fengqiao.routing.model.Approvals.Lapsed;
import org.fengqiao.routing.model.Approvals.Pending;
import org.fengqiao.routing.model.Approvals.Refused;
import org.fengqiao.routing.model.RoutingCase.Ended;
import org.fengqiao.routing.model.RoutingCase.Held;
import org.fengqiao.routing.model.RoutingCase.Known;
import org.fengqiao.routing.model.RoutingCase.Open;
import org.fengqiao.routing.model.RoutingCase.Unheld;

/**
 * Approvals: two acts of two people. One asks, a leader of the unit that holds the case or of one above it decides, and
 * what was asked for follows in the same decision.
 */
final class ApprovalDecider {

    private final Supplier<Units> units;
    private final ClosingDecider closing;

    ApprovalDecider(Supplier<Units> units, ClosingDecider closing) {
        this.units = units;
        this.closing = closing;
    }

    /** Decides about an approval. */
    Decision<RoutingEvent> decide(ApprovalCommand command, Known state) {
        return switch (command) {
            case RequestApproval c -> request(c, state);
            case GrantApproval c -> grant(c, state);
            case RefuseApproval c -> refuseApproval(c, state);
        };
    }

    private record Wish(Act act, Known state) {}

    private Decision<RoutingEvent> request(RequestApproval command, Known state) {
        return switch (new Wish(command.act(), state)) {
            case Wish(var act, Open _) when act == Act.REOPENING -> refuse(NOT_CLOSED);
            case Wish(var act, Ended _) when act == Act.CLOSING_WITHOUT_EVIDENCE -> refuse(CLOSED);
            case Wish(var act, Unheld _) when act == Act.CLOSING_WITHOUT_EVIDENCE -> refuse(NOT_ASSIGNED);
            case Wish(var act, Held s)
            when act == Act.CLOSING_WITHOUT_EVIDENCE && closing.closesAtOnce(s, outcomeOf(command)) ->
                refuse(APPROVAL_NOT_NEEDED);
            case Wish _ -> requested(command, state);
        };
    }

    private static Outcome outcomeOf(RequestApproval command) {
        return Objects.requireNonNull(command.outcome(), "a closing has an outcome");
    }

    private static Decision<RoutingEvent> requested(RequestApproval command, Known state) {
        var approvals = state.oversight().approvals();
        return approvals.pending().anyMatch(pending -> pending.act() == command.act())
                ? refuse(APPROVAL_PENDING)
                : accept(new ApprovalRequested(
                        approvals.nextNumber(),
                        command.act(),
                        command.outcome(),
                        command.reason(),
                        command.by(),
                        command.at()));
    }

    private Decision<RoutingEvent> grant(GrantApproval command, Known state) {
        return state.oversight()
                .approvals()
                .find(command.approval())
                .<Decision<RoutingEvent>>map(approval -> switch (approval) {
                    case Pending _ when !isLeaderOf(command.unit(), state) -> refuse(NOT_THE_LEADER);
                    case Pending(var requested) when requested.by().equals(command.by()) -> refuse(OWN_REQUEST);
                    case Pending(var requested) -> follow(requested, command, state);
                    case Granted _ -> alreadyTrue();
                    case Refused _, Lapsed _ -> refuse(APPROVAL_DECIDED);
                })
                .orElseGet(() -> refuse(NO_SUCH_APPROVAL));
    }

    private Decision<RoutingEvent> follow(ApprovalRequested requested, GrantApproval command, Known state) {
        var granted = new ApprovalGranted(requested.approval(), command.by(), command.unit(), command.at());
        return switch (state) {
            case Ended s ->
                closing.reopen(s, RetriageCause.REQUESTED, requested.reason(), command.at(), List.of(granted));
            case Held s -> closed(s, requested, granted, command.at());
            case Unheld _ -> refuse(NOT_ASSIGNED);
        };
    }

    private Decision<RoutingEvent> closed(
            Held state, ApprovalRequested requested, ApprovalGranted granted, Instant at) {
        return accept(
                granted,
                closing.closedWithoutEvidence(
                        state,
                        Objects.requireNonNull(requested.outcome(), "a closing has an outcome"),
                        requested.reason(),
                        at));
    }

    private Decision<RoutingEvent> refuseApproval(RefuseApproval command, Known state) {
        return state.oversight()
                .approvals()
                .find(command.approval())
                .<Decision<RoutingEvent>>map(approval -> switch (approval) {
                    case Pending _ when !isLeaderOf(command.unit(), state) -> refuse(NOT_THE_LEADER);
                    case Pending(var requested) when requested.by().equals(command.by()) -> refuse(OWN_REQUEST);
                    case Pending _ ->
                        accept(new ApprovalRefused(
                                command.approval(), command.by(), command.unit(), command.reason(), command.at()));
                    case Refused _ -> alreadyTrue();
                    case Granted _, Lapsed _ -> refuse(APPROVAL_DECIDED);
                })
                .orElseGet(() -> refuse(NO_SUCH_APPROVAL));
    }

    /** Returns whether the unit holds the case, or held it when it was closed, or is above; between two the centre. */
    private boolean isLeaderOf(String unit, Known state) {
        var holder = state.unit();
        return units.get().isAtOrAbove(unit, holder == null ? units.get().centre() : holder);
    }
}
