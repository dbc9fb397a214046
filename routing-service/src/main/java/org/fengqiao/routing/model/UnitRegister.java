package org.fengqiao.routing.model;

import static org.fengqiao.kernel.decision.Decision.accept;
import static org.fengqiao.kernel.decision.Decision.alreadyTrue;
import static org.fengqiao.kernel.decision.Decision.refuse;

import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

import org.fengqiao.kernel.decision.Decider;
import org.fengqiao.kernel.decision.Decision;
import org.fengqiao.kernel.decision.EventTypes;
import org.fengqiao.kernel.sealing.Personal;
import org.fengqiao.kernel.sealing.PersonalKind;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.routing.model.UnitRegister.Command;
import org.fengqiao.routing.model.UnitRegister.Event;
import org.fengqiao.routing.model.Versions.Version;

/**
 * The register of units. Each change is in force from a day on, today at the earliest, and can be taken back until
 * then. All units are one entry, since they have to fit together: nobody is under a unit that does not exist.
 */
public final class UnitRegister implements Decider<Command, Versions<Unit>, Event> {

    /** The stored names of its events. */
    public static final EventTypes<Event> TYPES = EventTypes.of("routing", Event.class)
            .name("unit-changed.v1", UnitChanged.class)
            .name("unit-closed.v1", UnitClosed.class)
            .name("unit-change-revoked.v1", UnitChangeRevoked.class)
            .build();

    private final Units shipped;
    private final Supplier<List<String>> categories;

    /**
     * A register beside the units that come in files.
     *
     * @param shipped these
     * @param categories the codes of all categories
     */
    public UnitRegister(Units shipped, Supplier<List<String>> categories) {
        this.shipped = shipped;
        this.categories = categories;
    }

    /** Requests about a unit. */
    public sealed interface Command {

        /** Returns who asks, by their identifier. */
        String by();
    }

    /**
     * From a day on, a unit is this; a new one is registered so.
     *
     * @param today the day on which that is asked
     * @param reason why
     */
    public record ChangeUnit(
            Unit unit, LocalDate effectiveFrom, LocalDate today, PersonalText reason, String by, Instant at)
            implements Command {}

    /**
     * From a day on, there is no such unit.
     *
     * @param today the day on which that is asked
     * @param reason why
     */
    public record CloseUnit(
            String unit, LocalDate effectiveFrom, LocalDate today, PersonalText reason, String by, Instant at)
            implements Command {}

    /** A change is taken back before its day. */
    public record RevokeUnitChange(String unit, int number, LocalDate today, String by, Instant at)
            implements Command {}

    /** Changes of the units. */
    public sealed interface Event {}

    /**
     * From a day on, a unit is this.
     *
     * @param number counts the changes of all units from 1
     */
    public record UnitChanged(
            int number,
            Unit unit,
            LocalDate effectiveFrom,
            @Personal(PersonalKind.NARRATIVE) PersonalText reason,
            String changedBy,
            Instant changedAt)
            implements Event {}

    /** From a day on, there is no such unit. */
    public record UnitClosed(
            int number,
            String unit,
            LocalDate effectiveFrom,
            @Personal(PersonalKind.NARRATIVE) PersonalText reason,
            String changedBy,
            Instant changedAt)
            implements Event {}

    /** A change was taken back before its day. */
    public record UnitChangeRevoked(int number, String unit, String revokedBy, Instant revokedAt) implements Event {}

    @Override
    public Versions<Unit> initial() {
        return Versions.none();
    }

    @Override
    public Decision<Event> decide(Command command, Versions<Unit> state) {
        return switch (command) {
            case ChangeUnit c when c.effectiveFrom().isBefore(c.today()) -> refuse(DirectoryRefusal.BACKDATED);
            case ChangeUnit c
            when !categories.get().containsAll(c.unit().categories()) -> refuse(DirectoryRefusal.UNKNOWN_CATEGORY);
            case ChangeUnit c -> change(c, state);
            case CloseUnit c when c.effectiveFrom().isBefore(c.today()) -> refuse(DirectoryRefusal.BACKDATED);
            case CloseUnit c -> close(c, state);
            case RevokeUnitChange c ->
                state.find(c.number())
                        .filter(version -> version.id().equals(c.unit()))
                        .map(version -> revoke(c, version, state))
                        .orElseGet(() -> refuse(DirectoryRefusal.NO_SUCH_CHANGE));
        };
    }

    private Decision<Event> change(ChangeUnit command, Versions<Unit> state) {
        var unit = command.unit();
        var isThatAlready = on(command.effectiveFrom(), unit.id(), state).equals(Optional.of(unit));
        if (isThatAlready) {
            return alreadyTrue();
        }
        var after = state.with(unit.id(), command.effectiveFrom(), unit, command.by(), command.at());
        return problem(after, command.effectiveFrom()).isPresent()
                ? refuse(DirectoryRefusal.UNITS_FAULTY)
                : accept(new UnitChanged(
                        state.nextNumber(),
                        unit,
                        command.effectiveFrom(),
                        command.reason(),
                        command.by(),
                        command.at()));
    }

    private Decision<Event> close(CloseUnit command, Versions<Unit> state) {
        if (on(command.effectiveFrom(), command.unit(), state).isEmpty()) {
            var wasEver = shipped.find(command.unit()).isPresent()
                    || state.of(command.unit()).findAny().isPresent();
            return wasEver ? alreadyTrue() : refuse(DirectoryRefusal.NO_SUCH_UNIT);
        }
        var after = state.with(command.unit(), command.effectiveFrom(), null, command.by(), command.at());
        return problem(after, command.effectiveFrom()).isPresent()
                ? refuse(DirectoryRefusal.UNITS_FAULTY)
                : accept(new UnitClosed(
                        state.nextNumber(),
                        command.unit(),
                        command.effectiveFrom(),
                        command.reason(),
                        command.by(),
                        command.at()));
    }

    private Decision<Event> revoke(RevokeUnitChange command, Version<Unit> version, Versions<Unit> state) {
        if (!version.stands()) {
            return alreadyTrue();
        }
        if (!version.effectiveFrom().isAfter(command.today())) {
            return refuse(DirectoryRefusal.CHANGE_IN_FORCE);
        }
        var after = state.without(command.number(), command.by(), command.at());
        return problem(after, version.effectiveFrom()).isPresent()
                ? refuse(DirectoryRefusal.UNITS_FAULTY)
                : accept(new UnitChangeRevoked(command.number(), command.unit(), command.by(), command.at()));
    }

    /**
     * Returns why the units would not fit together after a command, in English; empty if they would, or if it would be
     * refused for another reason.
     */
    public Optional<String> faultAfter(Command command, Versions<Unit> state) {
        if (!decide(command, state).equals(refuse(DirectoryRefusal.UNITS_FAULTY))) {
            return Optional.empty();
        }
        return switch (command) {
            case ChangeUnit c ->
                problem(state.with(c.unit().id(), c.effectiveFrom(), c.unit(), c.by(), c.at()), c.effectiveFrom());
            case CloseUnit c ->
                problem(state.with(c.unit(), c.effectiveFrom(), null, c.by(), c.at()), c.effectiveFrom());
            case RevokeUnitChange c ->
                state.find(c.number())
                        .flatMap(
                                version -> problem(state.without(c.number(), c.by(), c.at()), version.effectiveFrom()));
        };
    }

    private Optional<String> problem(Versions<Unit> changes, LocalDate from) {
        for (var day : changes.daysFrom(from)) {
            try {
                var _ = inForce(shipped, changes, day);
            } catch (IllegalArgumentException e) {
                return Optional.of(day + ": " + e.getMessage());
            }
        }
        return Optional.empty();
    }

    private Optional<Unit> on(LocalDate day, String id, Versions<Unit> state) {
        return entryOn(day, id, shipped.find(id), state);
    }

    /**
     * Returns an entry as it is in force on a day; empty if it is not.
     *
     * @param shipped as the file has it
     */
    static <T> Optional<T> entryOn(LocalDate day, String id, Optional<T> shipped, Versions<T> changes) {
        var change = changes.on(day, id);
        return change.isPresent() ? Optional.ofNullable(change.get().value()) : shipped;
    }

    /**
     * Returns the units in force on a day.
     *
     * @throws IllegalArgumentException that names each unit that does not fit
     */
    static Units inForce(Units shipped, Versions<Unit> changes, LocalDate day) {
        if (changes.all().isEmpty()) {
            return shipped;
        }
        var ids = new LinkedHashSet<String>();
        shipped.units().forEach(unit -> ids.add(unit.id()));
        changes.ids().forEach(ids::add);
        return new Units(
                shipped.centres(),
                ids.stream()
                        .map(id -> entryOn(day, id, shipped.find(id), changes).orElse(null))
                        .filter(Objects::nonNull)
                        .toList());
    }

    @Override
    public Versions<Unit> evolve(Versions<Unit> state, Event event) {
        return switch (event) {
            case UnitChanged e -> state.with(e.unit().id(), e.effectiveFrom(), e.unit(), e.changedBy(), e.changedAt());
            case UnitClosed e -> state.with(e.unit(), e.effectiveFrom(), null, e.changedBy(), e.changedAt());
            case UnitChangeRevoked e -> state.without(e.number(), e.revokedBy(), e.revokedAt());
        };
    }
}
