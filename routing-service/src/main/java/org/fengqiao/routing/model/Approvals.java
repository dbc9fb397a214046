package org.fengqiao.routing.model;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

import org.fengqiao.routing.model.ApprovalEvent.ApprovalGranted;
import org.fengqiao.routing.model.ApprovalEvent.ApprovalRefused;
import org.fengqiao.routing.model.ApprovalEvent.ApprovalRequested;
import org.fengqiao.routing.model.RoutingEvent.CaseClosed;
import org.fengqiao.routing.model.RoutingEvent.CaseReopened;
import org.fengqiao.routing.model.RoutingEvent.ClosingEvent;
import org.fengqiao.routing.model.RoutingEvent.CustodyEvent;
import org.fengqiao.routing.model.RoutingEvent.TriageEvent;

/**
 * Approvals that were asked for in a case.
 *
 * @param all first to last
 */
public record Approvals(List<Approval> all) {

    /** Those of a case in which nothing was asked for. */
    public static final Approvals NONE = new Approvals(List.of());

    public Approvals {
        all = List.copyOf(all);
    }

    /**
     * An approval.
     *
     * <pre>{@code
     * stateDiagram-v2
     *     [*] --> Pending: ApprovalRequested
     *     Pending --> Granted: ApprovalGranted
     *     Pending --> Refused: ApprovalRefused
     *     Pending --> Lapsed: CaseClosed or CaseReopened for another reason
     * }</pre>
     */
    public sealed interface Approval {

        /** Returns what was asked for. */
        ApprovalRequested requested();
    }

    /** An approval that nobody has decided. */
    public record Pending(ApprovalRequested requested) implements Approval {}

    /** An approval that was given. */
    public record Granted(ApprovalRequested requested, ApprovalGranted decision) implements Approval {}

    /** An approval that was not given. */
    public record Refused(ApprovalRequested requested, ApprovalRefused decision) implements Approval {}

    /** An approval that is no longer needed, since the case was closed or opened again before it was decided. */
    public record Lapsed(ApprovalRequested requested) implements Approval {}

    /** Returns those that nobody has decided. */
    public Stream<ApprovalRequested> pending() {
        return all.stream().filter(Pending.class::isInstance).map(Approval::requested);
    }

    Optional<Approval> find(int number) {
        return number < 1 || number > all.size() ? Optional.empty() : Optional.of(all.get(number - 1));
    }

    int nextNumber() {
        return all.size() + 1;
    }

    /** Returns them after an event of the case. */
    Approvals after(RoutingEvent event) {
        return switch (event) {
            case ApprovalEvent e -> after(e);
            case CaseClosed _, CaseReopened _ ->
                changed(approval -> approval instanceof Pending(var requested) ? new Lapsed(requested) : approval);
            case TriageEvent _, CustodyEvent _, ClosingEvent _ -> this;
            case ConsultationEvent _, DutyEvent _, ReviewEvent _, SupervisionEvent _ -> this;
        };
    }

    private Approvals after(ApprovalEvent event) {
        return switch (event) {
            case ApprovalRequested e ->
                new Approvals(
                        Stream.concat(all.stream(), Stream.of(new Pending(e))).toList());
            case ApprovalGranted e -> changed(e.approval(), requested -> new Granted(requested, e));
            case ApprovalRefused e -> changed(e.approval(), requested -> new Refused(requested, e));
        };
    }

    private Approvals changed(int number, Function<ApprovalRequested, Approval> decided) {
        return changed(
                approval -> approval.requested().approval() == number ? decided.apply(approval.requested()) : approval);
    }

    private Approvals changed(Function<Approval, Approval> change) {
        return new Approvals(all.stream().map(change).toList());
    }
}
