package org.fengqiao.routing.policy;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.eventstore.Consequence;
import org.fengqiao.kernel.eventstore.Consequence.CaseBelongs;
import org.fengqiao.kernel.eventstore.Recorded;
import org.fengqiao.kernel.value.Territory;
import org.fengqiao.routing.model.ApprovalEvent;
import org.fengqiao.routing.model.ConsultationEvent;
import org.fengqiao.routing.model.DutyEvent;
import org.fengqiao.routing.model.ReviewEvent;
import org.fengqiao.routing.model.ReviewEvent.ReviewSampled;
import org.fengqiao.routing.model.RoutingCase;
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
import org.fengqiao.routing.model.SupervisionEvent.NoticeEscalated;
import org.fengqiao.routing.model.SupervisionEvent.NoticeIssued;

/** Territory of a case: the place of the dispute, every unit it was assigned to, and those that review it. */
public final class Belonging implements Consequence.Policy<RoutingCase, RoutingEvent> {

    @Override
    public List<Consequence> of(Recorded<RoutingCase, RoutingEvent> recorded) {
        return switch (recorded.event()) {
            case CaseTriaged e -> List.of(new CaseBelongs(Territory.of(e.place())));
            case CaseAssigned e -> List.of(new CaseBelongs(Territory.ofUnit(e.unit())));
            case ReviewSampled e -> belongsTo(e.reviewers().stream());
            case NoticeIssued e -> belongsTo(Stream.of(e.unit(), e.above(), e.issuer()));
            case NoticeEscalated e -> belongsTo(Stream.of(e.from(), e.to(), e.issuer()));
            case ReviewEvent _, SupervisionEvent _, ApprovalEvent _ -> List.of();
            case InterestNoted _,
                    PartiesChanged _,
                    RiskNoted _,
                    CaseAlerted _,
                    CaseClaimed _,
                    CaseReturned _,
                    CaseEscalated _,
                    DispatchRequested _,
                    CaseRetriaged _,
                    CaseClosed _,
                    EvidenceNoted _,
                    SatisfactionNoted _,
                    CaseVerified _,
                    CaseRelapsed _,
                    CaseReopened _,
                    ConsultationEvent _,
                    DutyEvent _ -> List.of();
        };
    }

    private static List<Consequence> belongsTo(Stream<@Nullable String> units) {
        return units.filter(Objects::nonNull)
                .distinct()
                .<Consequence>map(unit -> new CaseBelongs(Territory.ofUnit(unit)))
                .toList();
    }
}
