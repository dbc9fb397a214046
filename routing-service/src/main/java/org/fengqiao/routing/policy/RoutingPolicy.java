package org.fengqiao.routing.policy;

import java.util.ArrayList;
import java.util.List;

import org.fengqiao.kernel.clock.DeadlineRules;
import org.fengqiao.kernel.eventstore.Consequence;
import org.fengqiao.kernel.eventstore.Consequence.EndDeadline;
import org.fengqiao.kernel.eventstore.Recorded;
import org.fengqiao.routing.model.RoutingCase;
import org.fengqiao.routing.model.RoutingCase.Assigned;
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

/** Each assignment is to be claimed within the time of the rule {@code claim}; the time stops when the unit no longer has to. */
public final class RoutingPolicy implements Consequence.Policy<RoutingCase, RoutingEvent> {

    private static final String CLAIM = "claim";
    private static final String PREFIX = CLAIM + "-";

    private final DeadlineRules rules;

    /** A policy that takes its deadlines from these rules. */
    public RoutingPolicy(DeadlineRules rules) {
        this.rules = rules;
    }

    /** The name of the deadline within which an assignment is to be claimed. */
    public static String deadlineOf(int custody) {
        return PREFIX + custody;
    }

    /**
     * The assignment a deadline ran for.
     *
     * @throws IllegalArgumentException if it is no deadline of this policy
     */
    public static int custodyOf(String deadline) {
        if (!deadline.startsWith(PREFIX)) {
            throw new IllegalArgumentException("not a deadline of routing: " + deadline);
        }
        return Integer.parseInt(deadline.substring(PREFIX.length()));
    }

    @Override
    public List<Consequence> of(Recorded<RoutingCase, RoutingEvent> recorded) {
        return switch (recorded.event()) {
            case CaseAssigned e -> {
                var consequences = leaving(recorded);
                consequences.add(rules.start(deadlineOf(e.custody()), CLAIM, recorded.recordedAt()));
                yield consequences;
            }
            case CaseClaimed e -> List.of(new EndDeadline(deadlineOf(e.custody())));
            case CaseReturned _, CaseEscalated _, CaseRetriaged _, CaseClosed _ -> leaving(recorded);
            case CaseTriaged _, SatisfactionNoted _, CaseVerified _, CaseRelapsed _, CaseReopened _ -> List.of();
        };
    }

    /** A unit that had yet to claim no longer has to. */
    private static List<Consequence> leaving(Recorded<RoutingCase, RoutingEvent> recorded) {
        var consequences = new ArrayList<Consequence>();
        if (recorded.before() instanceof Assigned before) {
            consequences.add(new EndDeadline(deadlineOf(before.dossier().custody())));
        }
        return consequences;
    }
}
