package org.fengqiao.routing.model;

import org.fengqiao.kernel.decision.Decider;
import org.fengqiao.kernel.decision.Decision;
import org.fengqiao.routing.model.RoutingEvent.CaseAssigned;

/** Decisions of routing without person and explanation of an assignment, for tests that are about something else. */
record Unexplained(RoutingDecider decider) implements Decider<RoutingCommand, RoutingCase, RoutingEvent> {

    @Override
    public RoutingCase initial() {
        return decider.initial();
    }

    @Override
    public Decision<RoutingEvent> decide(RoutingCommand command, RoutingCase state) {
        return switch (decider.decide(command, state)) {
            case Decision.Accepted<RoutingEvent>(var events) ->
                new Decision.Accepted<>(
                        events.stream().map(Unexplained::unexplained).toList());
            case Decision.Refused<RoutingEvent> refused -> refused;
        };
    }

    private static RoutingEvent unexplained(RoutingEvent event) {
        return event instanceof CaseAssigned e ? new CaseAssigned(e.custody(), e.unit(), e.path()) : event;
    }

    @Override
    public RoutingCase evolve(RoutingCase state, RoutingEvent event) {
        return decider.evolve(state, event);
    }
}
