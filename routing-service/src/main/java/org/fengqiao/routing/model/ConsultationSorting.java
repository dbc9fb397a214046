package org.fengqiao.routing.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.fengqiao.routing.model.ConsultationRules.Convening;
import org.fengqiao.routing.model.RoutingCase.Ended;
import org.fengqiao.routing.model.RoutingCase.Known;
import org.fengqiao.routing.model.RoutingCase.Open;

/** Weekly sorting (周例会): which open cases are to be talked about, and why. */
public final class ConsultationSorting {

    private final ConsultationRules rules;
    private final Seats seats;

    /** Creates the sorting under these rules. */
    public ConsultationSorting(RoutingRules rules) {
        this.rules = rules.consultations();
        this.seats = new Seats(rules::units);
    }

    /**
     * Returns why an open case that is not being consulted on should be: what is proposed and, if it never was
     * consulted on, what the rules only list. One reason a line, without personal data; empty for every other case.
     */
    public List<String> reasons(Known state, Instant at) {
        return switch (state) {
            case Ended _ -> List.of();
            case Open open -> ofOpen(open, at);
        };
    }

    private List<String> ofOpen(Open state, Instant at) {
        var consultations = state.dossier().consultations();
        if (consultations.underway().isPresent()) {
            return List.of();
        }
        var reasons = new ArrayList<String>();
        consultations.proposedBecause().forEach(reasons::add);
        if (consultations.all().isEmpty()) {
            var facts = seats.facts(state.dossier());
            rules.inForceAt(at)
                    .ifPresent(version -> version.rules().stream()
                            .filter(rule ->
                                    rule.then() == Convening.LIST && rule.when().holds(facts))
                            .forEach(rule -> reasons.addAll(rule.because(facts))));
        }
        return reasons;
    }
}
