package org.fengqiao.routing.model;

import static java.util.stream.Collectors.toSet;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import org.fengqiao.routing.model.Consultation.Meeting;
import org.fengqiao.routing.model.Consultation.Recusal;
import org.fengqiao.routing.model.Consultation.Underway;
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
import org.fengqiao.routing.model.RoutingEvent.CaseAssigned;
import org.fengqiao.routing.model.RoutingEvent.CaseClosed;
import org.fengqiao.routing.model.RoutingEvent.CaseRetriaged;
import org.fengqiao.routing.model.RoutingEvent.CaseReturned;
import org.fengqiao.routing.model.RoutingEvent.ClosingEvent;
import org.fengqiao.routing.model.RoutingEvent.CustodyEvent;
import org.fengqiao.routing.model.RoutingEvent.TriageEvent;

/**
 * Consultations on a case, and what the history of the case says about the need of one.
 *
 * @param rounds how often the case was judged again because what was tried did not hold; what a person or a
 *     consultation judged otherwise is none
 * @param returns how often a unit gave it back
 * @param holders the units that had it
 * @param named the units that others said are responsible
 * @param proposed for what a consultation is proposed; empty if none is
 * @param proposedBecause the same in words
 * @param all every consultation, first to last
 */
public record Consultations(
        int rounds,
        int returns,
        Set<String> holders,
        Set<String> named,
        List<ConsultationCause> proposed,
        List<String> proposedBecause,
        List<Consultation> all) {

    /** Those of a case that has just come in. */
    public static final Consultations NONE =
            new Consultations(0, 0, Set.of(), Set.of(), List.of(), List.of(), List.of());

    public Consultations {
        holders = Set.copyOf(holders);
        named = Set.copyOf(named);
        proposed = List.copyOf(proposed);
        proposedBecause = List.copyOf(proposedBecause);
        all = List.copyOf(all);
    }

    /** Returns the consultation that is not concluded yet; empty if there is none. */
    public Optional<Underway> underway() {
        return all.isEmpty() || !(all.getLast() instanceof Underway open) ? Optional.empty() : Optional.of(open);
    }

    /** Returns the consultation with this number; empty if there is none. */
    Optional<Consultation> find(int number) {
        return number < 1 || number > all.size() ? Optional.empty() : Optional.of(all.get(number - 1));
    }

    /** Returns whether nobody gets the case until the consultation under way is concluded. */
    public boolean holdsCase() {
        return underway().map(Underway::meeting).filter(Meeting::holdsCase).isPresent();
    }

    /** Returns who declared an interest in any of them. */
    Interests interests() {
        var recusals = all.stream()
                .flatMap(consultation -> consultation.meeting().recusals().stream())
                .toList();
        return new Interests(
                recusals.stream()
                        .filter(Consultation.Recusal::wholeUnit)
                        .map(Consultation.Recusal::unit)
                        .filter(Objects::nonNull)
                        .collect(toSet()),
                recusals.stream().map(Consultation.Recusal::person).collect(toSet()));
    }

    /** Returns them after an event of the case. */
    Consultations after(RoutingEvent event) {
        return switch (event) {
            case TriageEvent e -> after(e);
            case CustodyEvent e -> after(e);
            case ClosingEvent e -> after(e);
            case ConsultationEvent e -> after(e);
            case DutyEvent _, ReviewEvent _, SupervisionEvent _, ApprovalEvent _ -> this;
        };
    }

    private Consultations after(TriageEvent event) {
        return switch (event) {
            case RoutingEvent.CaseTriaged _ -> NONE;
            case CaseRetriaged e when e.isARound() -> changed(rounds + 1, returns, holders, named);
            case CaseRetriaged _, RoutingEvent.RiskNoted _, RoutingEvent.CaseAlerted _ -> this;
        };
    }

    private Consultations after(CustodyEvent event) {
        return switch (event) {
            case CaseAssigned e -> changed(rounds, returns, with(holders, e.unit()), named);
            case CaseReturned e -> changed(rounds, returns + 1, holders, with(named, e.responsible()));
            case RoutingEvent.CaseClaimed _,
                    RoutingEvent.CaseEscalated _,
                    RoutingEvent.DispatchRequested _,
                    RoutingEvent.PartiesChanged _,
                    RoutingEvent.InterestNoted _ -> this;
        };
    }

    private Consultations after(ClosingEvent event) {
        return switch (event) {
            case CaseClosed _ -> proposing(List.of(), List.of());
            case RoutingEvent.EvidenceNoted _,
                    RoutingEvent.SatisfactionNoted _,
                    RoutingEvent.CaseVerified _,
                    RoutingEvent.CaseRelapsed _,
                    RoutingEvent.CaseReopened _ -> this;
        };
    }

    private Consultations after(ConsultationEvent event) {
        return switch (event) {
            case ConsultationProposed e ->
                proposing(Consultation.joined(proposed, e.causes()), Consultation.joined(proposedBecause, e.because()));
            case ConsultationWaived _ -> proposing(List.of(), List.of());
            case ConsultationConvened e ->
                proposing(List.of(), List.of())
                        .meeting(added(all, new Underway(Meeting.of(e, recusals(e.reconvenes())))));
            case ConsultationCauseAdded e ->
                meeting(open -> new Underway(open.meeting().with(e)));
            case ParticipantsInvited e ->
                meeting(open -> new Underway(open.meeting().with(e)));
            case ParticipantRecused e ->
                meeting(open -> new Underway(open.meeting().with(e)));
            case OpinionRecorded e ->
                meeting(open -> new Underway(open.meeting().with(e)));
            case ConsultationEscalated e ->
                meeting(open -> new Underway(open.meeting().with(e)));
            case ConsultationConcluded e -> meeting(open -> open.concluded(e));
            case ConsultationDiscontinued e -> meeting(open -> open.discontinued(e.discontinuedAt()));
        };
    }

    /** Returns who declared an interest in an earlier consultation, which goes on in another one. */
    private List<Recusal> recusals(@Nullable Integer earlier) {
        return earlier == null
                ? List.of()
                : find(earlier)
                        .map(consultation -> consultation.meeting().recusals())
                        .orElse(List.of());
    }

    private Consultations meeting(Function<Underway, Consultation> change) {
        var open = underway().orElseThrow(() -> new IllegalStateException("no consultation is under way"));
        var changed = new ArrayList<>(all);
        changed.set(open.number() - 1, change.apply(open));
        return meeting(changed);
    }

    private Consultations changed(int again, int back, Set<String> had, Set<String> said) {
        return new Consultations(again, back, had, said, proposed, proposedBecause, all);
    }

    private Consultations proposing(List<ConsultationCause> causes, List<String> because) {
        return new Consultations(rounds, returns, holders, named, causes, because, all);
    }

    private Consultations meeting(List<Consultation> consultations) {
        return new Consultations(rounds, returns, holders, named, proposed, proposedBecause, consultations);
    }

    private static Set<String> with(Set<String> units, @Nullable String unit) {
        if (unit == null) {
            return units;
        }
        var more = new TreeSet<>(units);
        more.add(unit);
        return more;
    }

    private static <T> List<T> added(List<T> all, T one) {
        var more = new ArrayList<>(all);
        more.add(one);
        return more;
    }
}
