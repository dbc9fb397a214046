package org.fengqiao.routing.model;

import org.jspecify.annotations.Nullable;

import org.fengqiao.routing.model.RoutingEvent.CaseAssigned;
import org.fengqiao.routing.model.RoutingEvent.CaseClaimed;
import org.fengqiao.routing.model.RoutingEvent.CaseClosed;
import org.fengqiao.routing.model.RoutingEvent.CaseEscalated;
import org.fengqiao.routing.model.RoutingEvent.CaseRetriaged;
import org.fengqiao.routing.model.RoutingEvent.CaseReturned;
import org.fengqiao.routing.model.RoutingEvent.ClosingEvent;
import org.fengqiao.routing.model.RoutingEvent.CustodyEvent;
import org.fengqiao.routing.model.RoutingEvent.Desk;
import org.fengqiao.routing.model.RoutingEvent.DispatchRequested;
import org.fengqiao.routing.model.RoutingEvent.InterestNoted;
import org.fengqiao.routing.model.RoutingEvent.PartiesChanged;
import org.fengqiao.routing.model.RoutingEvent.TriageEvent;

/**
 * Place of a case in the queue of the dispatchers: it stands there from the moment at which the highest unit has not
 * claimed it in time until somebody claims it, gets it, or it is judged anew or closed.
 *
 * @param requests how often somebody was asked to find a worker for the case
 * @param standing what is asked now; null if the case does not stand in the queue
 */
public record Dispatch(int requests, @Nullable Standing standing) {

    /** The place of a case that was never there. */
    public static final Dispatch NONE = new Dispatch(0, null);

    /**
     * Stay in the queue.
     *
     * @param first the number of the request by which the case came into the queue
     * @param latest the number of the latest one
     * @param desk whom that one asks
     */
    public record Standing(int first, int latest, Desk desk) {}

    boolean isAt(int request) {
        return standing != null && standing.latest() == request;
    }

    /** Returns it after an event of the case. */
    Dispatch after(RoutingEvent event) {
        return switch (event) {
            case CustodyEvent e -> after(e);
            case CaseRetriaged _, CaseClosed _ -> left();
            case TriageEvent _, ClosingEvent _ -> this;
            case ConsultationEvent _, DutyEvent _, ReviewEvent _, SupervisionEvent _, ApprovalEvent _ -> this;
        };
    }

    private Dispatch after(CustodyEvent event) {
        return switch (event) {
            case DispatchRequested e ->
                new Dispatch(
                        e.request(),
                        new Standing(standing == null ? e.request() : standing.first(), e.request(), e.desk()));
            case InterestNoted _, PartiesChanged _ -> this;
            case CaseAssigned _, CaseClaimed _, CaseReturned _, CaseEscalated _ -> left();
        };
    }

    private Dispatch left() {
        return new Dispatch(requests, null);
    }
}
