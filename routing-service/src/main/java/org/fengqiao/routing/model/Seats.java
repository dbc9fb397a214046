package org.fengqiao.routing.model;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.fengqiao.routing.model.ConsultationRules.Seat;
import org.fengqiao.routing.model.ConsultationRules.Table;
import org.fengqiao.routing.model.ConsultationRules.Version;
import org.fengqiao.routing.model.RoutingCase.Dossier;
import org.fengqiao.routing.model.RoutingCase.Known;

/** The units that the rules of consultation mean in a case. Always the same for the same case. */
final class Seats {

    private final Supplier<Units> inForce;

    /**
     * Seats of these units.
     *
     * @param inForce the units, as they are when they are asked for
     */
    Seats(Supplier<Units> inForce) {
        this.inForce = inForce;
    }

    private Units units() {
        return inForce.get();
    }

    /** Returns the unit that leads the consultation. */
    String chair(Table table, Known state) {
        return of(table.chair(), state)
                .findFirst()
                .or(() -> of(Seat.DISTRICT_CENTRE, state).findFirst())
                .orElseGet(() -> units().centre());
    }

    /** Returns the units that are invited, each once. */
    List<String> invited(Table table, Known state) {
        return table.invites().stream()
                .flatMap(seat -> of(seat, state))
                .distinct()
                .toList();
    }

    /** Returns those who meet: these, and from the reserves as many as the quorum lacks however few are invited. */
    List<String> withReserves(Version version, List<String> members, Known state) {
        var lacking = Math.max(0, version.quorum().atLeast() - members.size());
        var reserves = version.reserves().stream()
                .flatMap(seat -> of(seat, state))
                .filter(unit -> !members.contains(unit))
                .distinct()
                .limit(lacking)
                .toList();
        return Consultation.joined(members, reserves);
    }

    /** Returns the facts by which the rules say whether a case is to be consulted on. */
    ConsultationFacts facts(Dossier dossier) {
        var consultations = dossier.consultations();
        var departments = Stream.of(consultations.holders(), consultations.named())
                .flatMap(Collection::stream)
                .distinct()
                .flatMap(id -> units().find(id).stream())
                .filter(unit -> unit.kind().isDepartment())
                .count();
        return new ConsultationFacts(
                dossier.triage().complexity(),
                dossier.triage().risk(),
                dossier.triage().asksForAConsultation(),
                consultations.rounds(),
                consultations.returns(),
                (int) departments);
    }

    private Stream<String> of(Seat seat, Known state) {
        var dossier = state.dossier();
        var place = dossier.place();
        var consultations = dossier.consultations();
        return switch (seat) {
            case HOLDER -> Stream.of(Optional.ofNullable(state.unit()).orElseGet(() -> next(dossier)));
            case FORMER_HOLDERS -> known(consultations.holders());
            case NAMED_UNITS -> known(consultations.named());
            case DEPARTMENTS ->
                units(dossier)
                        .filter(unit -> unit.kind().isDepartment())
                        .filter(unit ->
                                unit.categories().contains(dossier.triage().category()))
                        .map(Unit::id);
            case STREET_CENTRE ->
                of(Unit.Kind.STREET_CENTRE, dossier)
                        .filter(unit -> unit.street() != null && unit.street().equals(place.street()))
                        .map(Unit::id);
            case DISTRICT_CENTRE -> of(Unit.Kind.DISTRICT_CENTRE, dossier).map(Unit::id);
            case JUSTICE_DEPARTMENT -> of(Unit.Kind.JUSTICE_DEPARTMENT, dossier).map(Unit::id);
        };
    }

    /** Returns the unit that would get the case if nothing held it. */
    private String next(Dossier dossier) {
        var triage = dossier.triage();
        return units().best(triage.path(), triage.category(), dossier.place()).id();
    }

    private Stream<Unit> of(Unit.Kind kind, Dossier dossier) {
        return units(dossier).filter(unit -> unit.kind() == kind);
    }

    private Stream<Unit> units(Dossier dossier) {
        return units().units().stream()
                .filter(unit -> unit.district().equals(dossier.place().district()));
    }

    private Stream<String> known(Collection<String> ids) {
        return ids.stream().filter(id -> units().find(id).isPresent()).sorted();
    }
}
