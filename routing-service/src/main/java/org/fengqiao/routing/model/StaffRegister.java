package org.fengqiao.routing.model;

import static org.fengqiao.kernel.decision.Decision.accept;
import static org.fengqiao.kernel.decision.Decision.alreadyTrue;
import static org.fengqiao.kernel.decision.Decision.refuse;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

import org.fengqiao.kernel.decision.Decider;
import org.fengqiao.kernel.decision.Decision;
import org.fengqiao.kernel.decision.EventTypes;
import org.fengqiao.kernel.sealing.Personal;
import org.fengqiao.kernel.sealing.PersonalKind;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.routing.model.StaffRegister.Command;
import org.fengqiao.routing.model.StaffRegister.Event;
import org.fengqiao.routing.model.Versions.Version;

/**
 * The register of staff, an entry for each person. Each change is in force from a day on, today at the earliest, and
 * can be taken back until then.
 */
public final class StaffRegister implements Decider<Command, Employment, Event> {

    /** The stored names of its events. */
    public static final EventTypes<Event> TYPES = EventTypes.of("routing", Event.class)
            .name("staff-changed.v1", StaffChanged.class)
            .name("staff-left.v1", StaffLeft.class)
            .name("staff-change-revoked.v1", StaffChangeRevoked.class)
            .name("absence-noted.v1", AbsenceNoted.class)
            .name("absence-cancelled.v1", AbsenceCancelled.class)
            .build();

    private final Function<String, Optional<StaffMember>> shipped;
    private final Function<LocalDate, Units> units;
    private final Supplier<List<String>> categories;

    /**
     * A register beside the people who come in files.
     *
     * @param shipped finds one of these
     * @param units the units in force on a day
     * @param categories the codes of all categories
     */
    public StaffRegister(
            Function<String, Optional<StaffMember>> shipped,
            Function<LocalDate, Units> units,
            Supplier<List<String>> categories) {
        this.shipped = shipped;
        this.units = units;
        this.categories = categories;
    }

    /** Requests about a person. */
    public sealed interface Command {

        /** Returns who it is about, by their identifier. */
        String staff();

        /** Returns the day on which that is asked. */
        LocalDate today();
    }

    /**
     * From a day on, a person works so; somebody new is registered so.
     *
     * @param reason why
     */
    public record ChangeStaff(
            StaffMember member, LocalDate effectiveFrom, LocalDate today, PersonalText reason, String by, Instant at)
            implements Command {
        @Override
        public String staff() {
            return member.id();
        }
    }

    /**
     * From a day on, a person is not on the staff.
     *
     * @param reason why
     */
    public record EndStaff(
            String staff, LocalDate effectiveFrom, LocalDate today, PersonalText reason, String by, Instant at)
            implements Command {}

    /** A change is taken back before its day. */
    public record RevokeStaffChange(String staff, int number, LocalDate today, String by, Instant at)
            implements Command {}

    /**
     * A person is away.
     *
     * @param from the first day
     * @param to the last day
     */
    public record NoteAbsence(String staff, LocalDate from, LocalDate to, LocalDate today, String by, Instant at)
            implements Command {}

    /** An absence is taken back, or ends early. */
    public record CancelAbsence(String staff, int number, LocalDate today, String by, Instant at) implements Command {}

    /** Changes of one person's entry. */
    public sealed interface Event {

        /** Returns who it is about. */
        String staff();
    }

    /**
     * From a day on, a person works so.
     *
     * @param number counts the changes of the person's entry from 1
     */
    public record StaffChanged(
            int number,
            String staff,
            StaffMember member,
            LocalDate effectiveFrom,
            @Personal(PersonalKind.NARRATIVE) PersonalText reason,
            String changedBy,
            Instant changedAt)
            implements Event {}

    /** From a day on, a person is not on the staff. */
    public record StaffLeft(
            int number,
            String staff,
            LocalDate effectiveFrom,
            @Personal(PersonalKind.NARRATIVE) PersonalText reason,
            String changedBy,
            Instant changedAt)
            implements Event {}

    /** A change was taken back before its day. */
    public record StaffChangeRevoked(int number, String staff, String revokedBy, Instant revokedAt) implements Event {}

    /**
     * A person is away.
     *
     * @param absence counts the absences of the person from 1
     */
    public record AbsenceNoted(int absence, String staff, LocalDate from, LocalDate to, String notedBy, Instant notedAt)
            implements Event {}

    /** An absence was taken back. */
    public record AbsenceCancelled(int absence, String staff, String cancelledBy, Instant cancelledAt)
            implements Event {}

    @Override
    public Employment initial() {
        return Employment.NONE;
    }

    @Override
    public Decision<Event> decide(Command command, Employment state) {
        return switch (command) {
            case ChangeStaff c when c.effectiveFrom().isBefore(c.today()) -> refuse(DirectoryRefusal.BACKDATED);
            case ChangeStaff c -> change(c, state);
            case EndStaff c when c.effectiveFrom().isBefore(c.today()) -> refuse(DirectoryRefusal.BACKDATED);
            case EndStaff c -> end(c, state);
            case RevokeStaffChange c ->
                state.changes()
                        .find(c.number())
                        .map(version -> revoke(c, version))
                        .orElseGet(() -> refuse(DirectoryRefusal.NO_SUCH_CHANGE));
            case NoteAbsence c -> note(c, state);
            case CancelAbsence c ->
                state.absence(c.number())
                        .map(absence -> cancel(c, absence))
                        .orElseGet(() -> refuse(DirectoryRefusal.NO_SUCH_ABSENCE));
        };
    }

    private Decision<Event> change(ChangeStaff command, Employment state) {
        var member = command.member();
        if (!member.problems().isEmpty()) {
            return refuse(DirectoryRefusal.STAFF_FAULTY);
        }
        if (!categories.get().containsAll(member.qualifications())) {
            return refuse(DirectoryRefusal.UNKNOWN_CATEGORY);
        }
        if (units.apply(command.effectiveFrom()).find(member.unit()).isEmpty()) {
            return refuse(DirectoryRefusal.UNKNOWN_UNIT);
        }
        return on(command.effectiveFrom(), member.id(), state).equals(Optional.of(member))
                ? alreadyTrue()
                : accept(new StaffChanged(
                        state.changes().nextNumber(),
                        member.id(),
                        member,
                        command.effectiveFrom(),
                        command.reason(),
                        command.by(),
                        command.at()));
    }

    private Decision<Event> end(EndStaff command, Employment state) {
        if (!wasEver(command.staff(), state)) {
            return refuse(DirectoryRefusal.NO_SUCH_STAFF);
        }
        return on(command.effectiveFrom(), command.staff(), state).isEmpty()
                ? alreadyTrue()
                : accept(new StaffLeft(
                        state.changes().nextNumber(),
                        command.staff(),
                        command.effectiveFrom(),
                        command.reason(),
                        command.by(),
                        command.at()));
    }

    private static Decision<Event> revoke(RevokeStaffChange command, Version<StaffMember> version) {
        if (!version.stands()) {
            return alreadyTrue();
        }
        return version.effectiveFrom().isAfter(command.today())
                ? accept(new StaffChangeRevoked(command.number(), command.staff(), command.by(), command.at()))
                : refuse(DirectoryRefusal.CHANGE_IN_FORCE);
    }

    private Decision<Event> note(NoteAbsence command, Employment state) {
        if (!wasEver(command.staff(), state)) {
            return refuse(DirectoryRefusal.NO_SUCH_STAFF);
        }
        if (command.to().isBefore(command.from())
                || command.to().isAfter(command.from().plusYears(1))) {
            return refuse(DirectoryRefusal.ABSENCE_ENDS_FIRST);
        }
        if (command.to().isBefore(command.today())) {
            return refuse(DirectoryRefusal.BACKDATED);
        }
        var isNoted = state.absences().stream()
                .anyMatch(absence -> absence.stands()
                        && absence.from().equals(command.from())
                        && absence.to().equals(command.to()));
        return isNoted
                ? alreadyTrue()
                : accept(new AbsenceNoted(
                        state.absences().size() + 1,
                        command.staff(),
                        command.from(),
                        command.to(),
                        command.by(),
                        command.at()));
    }

    private static Decision<Event> cancel(CancelAbsence command, Absence absence) {
        if (!absence.stands()) {
            return alreadyTrue();
        }
        return absence.to().isBefore(command.today())
                ? refuse(DirectoryRefusal.ABSENCE_OVER)
                : accept(new AbsenceCancelled(command.number(), command.staff(), command.by(), command.at()));
    }

    private boolean wasEver(String id, Employment state) {
        return shipped.apply(id).isPresent() || !state.changes().all().isEmpty();
    }

    private Optional<StaffMember> on(LocalDate day, String id, Employment state) {
        return UnitRegister.entryOn(day, id, shipped.apply(id), state.changes());
    }

    @Override
    public Employment evolve(Employment before, Event event) {
        var state = before.of(event.staff());
        return switch (event) {
            case StaffChanged e ->
                state.with(
                        state.changes().with(e.staff(), e.effectiveFrom(), e.member(), e.changedBy(), e.changedAt()));
            case StaffLeft e ->
                state.with(state.changes().with(e.staff(), e.effectiveFrom(), null, e.changedBy(), e.changedAt()));
            case StaffChangeRevoked e -> state.with(state.changes().without(e.number(), e.revokedBy(), e.revokedAt()));
            case AbsenceNoted e ->
                state.with(new Absence(e.absence(), e.from(), e.to(), e.notedBy(), e.notedAt(), null, null));
            case AbsenceCancelled e ->
                state.absence(e.absence())
                        .map(absence -> state.with(absence.cancelled(e.cancelledBy(), e.cancelledAt())))
                        .orElseThrow(() -> new IllegalStateException("a history of an absence that was never noted"));
        };
    }
}
