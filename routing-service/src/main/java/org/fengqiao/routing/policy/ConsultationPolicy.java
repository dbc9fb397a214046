package org.fengqiao.routing.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.fengqiao.kernel.eventstore.Consequence;
import org.fengqiao.kernel.eventstore.Consequence.CaseBelongs;
import org.fengqiao.kernel.eventstore.Recorded;
import org.fengqiao.kernel.legalclock.DeadlineName;
import org.fengqiao.kernel.service.PassedDeadline;
import org.fengqiao.kernel.value.Territory;
import org.fengqiao.routing.model.ApprovalEvent;
import org.fengqiao.routing.model.Consultation.Meeting;
import org.fengqiao.routing.model.Consultation.Underway;
import org.fengqiao.routing.model.ConsultationCommand.EscalateConsultation;
import org.fengqiao.routing.model.ConsultationEvent;
import org.fengqiao.routing.model.ConsultationEvent.ConsultationCauseAdded;
import org.fengqiao.routing.model.ConsultationEvent.ConsultationConcluded;
import org.fengqiao.routing.model.ConsultationEvent.ConsultationConvened;
import org.fengqiao.routing.model.ConsultationEvent.ConsultationDiscontinued;
import org.fengqiao.routing.model.ConsultationEvent.ConsultationEscalated;
import org.fengqiao.routing.model.ConsultationEvent.ConsultationProposed;
import org.fengqiao.routing.model.ConsultationEvent.ConsultationWaived;
import org.fengqiao.routing.model.ConsultationEvent.OpinionRecorded;
import org.fengqiao.routing.model.ConsultationEvent.ParticipantRecused;
import org.fengqiao.routing.model.ConsultationEvent.ParticipantsInvited;
import org.fengqiao.routing.model.DutyEvent;
import org.fengqiao.routing.model.ReviewEvent;
import org.fengqiao.routing.model.RoutingCase;
import org.fengqiao.routing.model.RoutingCommand;
import org.fengqiao.routing.model.RoutingEvent;
import org.fengqiao.routing.model.RoutingEvent.ClosingEvent;
import org.fengqiao.routing.model.RoutingEvent.CustodyEvent;
import org.fengqiao.routing.model.RoutingEvent.TriageEvent;
import org.fengqiao.routing.model.SupervisionEvent;

/**
 * Deadlines and reach of consultations: one is concluded within its limit, and after each limit that passes within
 * another one level up, at the top within another there. Units that take part or support may see the case.
 */
public final class ConsultationPolicy implements Consequence.Policy<RoutingCase, RoutingEvent> {

    /** The kind of deadlines within which a consultation is to be concluded. */
    public static final String CONSULTATION = "consultation";

    /** Returns the name of the deadline within which a consultation is to be concluded on a level. */
    public static DeadlineName consultationOf(int consultation, int level) {
        return DeadlineName.of(CONSULTATION, consultation, level);
    }

    /** Returns the command that follows from a passed deadline: what is not concluded goes one level up. */
    public static Optional<RoutingCommand> follows(PassedDeadline passed) {
        var name = passed.deadline().name();
        return name.kind().equals(CONSULTATION) && name.numbers().size() == 2
                ? Optional.of(new EscalateConsultation(
                        name.numbers().getFirst(), name.numbers().getLast()))
                : Optional.empty();
    }

    @Override
    public List<Consequence> of(Recorded<RoutingCase, RoutingEvent> recorded) {
        return switch (recorded.event()) {
            case TriageEvent _, CustodyEvent _, ClosingEvent _ -> List.of();
            case DutyEvent _, ReviewEvent _, SupervisionEvent _, ApprovalEvent _ -> List.of();
            case ConsultationEvent e -> of(e, recorded);
        };
    }

    private static List<Consequence> of(ConsultationEvent event, Recorded<RoutingCase, RoutingEvent> recorded) {
        return switch (event) {
            case ConsultationConvened e -> {
                var consequences = new ArrayList<>(reach(e.units()));
                consequences.add(limit(e.consultation(), 0, e.limit(), recorded));
                yield consequences;
            }
            case ConsultationEscalated e -> {
                var consequences = new ArrayList<>(e.to() == null ? List.<Consequence>of() : reach(List.of(e.to())));
                consequences.add(limit(
                        e.consultation(), e.level(), underwayBefore(recorded).limit(), recorded));
                yield consequences;
            }
            case ParticipantsInvited e -> reach(e.units());
            case ConsultationConcluded e -> {
                var consequences = new ArrayList<>(reach(Stream.concat(Stream.of(e.lead()), e.supports().stream())
                        .toList()));
                levels(recorded)
                        .forEach(level -> consequences.add(
                                Consequence.meetDeadline(consultationOf(e.consultation(), level), e.concludedAt())));
                yield consequences;
            }
            case ConsultationDiscontinued e ->
                levels(recorded)
                        .<Consequence>mapToObj(level -> Consequence.cancelDeadline(
                                consultationOf(e.consultation(), level), "closed", recorded.recordedAt()))
                        .toList();
            case ConsultationProposed _,
                    ConsultationWaived _,
                    ConsultationCauseAdded _,
                    ParticipantRecused _,
                    OpinionRecorded _ -> List.of();
        };
    }

    /** Returns the levels on which the conclusion was owed. */
    private static IntStream levels(Recorded<RoutingCase, RoutingEvent> recorded) {
        return IntStream.rangeClosed(0, underwayBefore(recorded).level());
    }

    private static Consequence limit(
            int consultation, int level, String rule, Recorded<RoutingCase, RoutingEvent> recorded) {
        return Consequence.setDeadline(
                consultationOf(consultation, level),
                rule,
                RoutingEvent.TYPES.shortNameOf(recorded.event()),
                recorded.recordedAt());
    }

    private static List<Consequence> reach(List<String> units) {
        return units.stream()
                .<Consequence>map(unit -> new CaseBelongs(Territory.ofUnit(unit)))
                .toList();
    }

    private static Meeting underwayBefore(Recorded<RoutingCase, RoutingEvent> recorded) {
        return recorded.before()
                .known()
                .dossier()
                .consultations()
                .underway()
                .map(Underway::meeting)
                .orElseThrow(() -> new IllegalStateException("an end of a consultation that is not under way"));
    }
}
