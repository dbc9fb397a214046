package org.fengqiao.routing.wire;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.json.Ahead;
import org.fengqiao.kernel.json.FreeText;
import org.fengqiao.routing.model.Absence;
import org.fengqiao.routing.model.Employment;
import org.fengqiao.routing.model.Path;
import org.fengqiao.routing.model.StaffMember;
import org.fengqiao.routing.model.StaffMember.Presence;
import org.fengqiao.routing.model.StaffMember.Role;
import org.fengqiao.routing.model.Unit;
import org.fengqiao.routing.model.Unit.Kind;
import org.fengqiao.routing.model.Unit.Level;
import org.fengqiao.routing.model.Versions.Version;
import org.fengqiao.routing.model.WeeklyHours;

/** Bodies of calls about units and staff: those that callers send, and what they are shown. */
public final class DirectoryBodies {

    private DirectoryBodies() {}

    /**
     * Unit as it is from a day on; {@code GET /units} answers units in this form.
     *
     * @param paths null or empty: it holds no case, and only supports others
     * @param categories null or empty: any
     * @param street null: the whole district
     * @param community null: the whole street
     * @param parent the unit above; null: none is
     * @param hours null or empty: day and night
     * @param reason why
     */
    public record UnitBody(
            @NotBlank @Size(max = 100) String zh,
            @NotBlank @Size(max = 100) String en,
            @NotNull Level level,
            @NotNull Kind kind,
            @Nullable @Size(max = 5) List<@NotNull Path> paths,

            @Nullable @Size(max = 50)
            List<@NotBlank @Size(max = 64) @KnownCode(KnownCode.Of.CATEGORY) String> categories,

            @NotBlank @Size(max = 100) String district,
            @Nullable @Size(max = 100) String street,
            @Nullable @Size(max = 100) String community,
            @Nullable @Size(max = 100) String parent,
            @Nullable @Size(max = 14) List<@NotNull @Valid HoursPart> hours,
            @NotNull @Ahead(years = 5) LocalDate effectiveFrom,
            @FreeText @NotBlank @Size(max = 2000) String reason) {

        /** Returns the unit with this id. */
        public Unit unit(String id) {
            return new Unit(
                    id,
                    zh,
                    en,
                    level,
                    kind,
                    orNone(paths),
                    orNone(categories),
                    district,
                    street,
                    community,
                    parent,
                    HoursPart.hours(hours));
        }
    }

    /** Hours on some days of each week, by the clock of China. */
    public record HoursPart(
            @NotEmpty @Size(max = 7) List<@NotNull DayOfWeek> days,
            @NotNull LocalTime from,
            @NotNull LocalTime to) {

        static List<WeeklyHours> hours(@Nullable List<HoursPart> parts) {
            return orNone(parts).stream()
                    .map(part -> new WeeklyHours(part.days(), part.from(), part.to()))
                    .toList();
        }
    }

    /**
     * Person as they work from a day on; {@code GET /staff} answers people in this form.
     *
     * @param qualifications null or empty: any category that asks for nothing special
     * @param rota when the person is there; only for those who take turns
     * @param capacity how many open cases the person can have; null: as many as the rules of assignment say
     * @param reason why
     */
    public record StaffBody(
            @NotBlank @Size(max = 100) String unit,
            @NotNull Role role,
            @NotNull Presence presence,

            @Nullable @Size(max = 50)
            List<@NotBlank @Size(max = 64) @KnownCode(KnownCode.Of.CATEGORY) String> qualifications,

            @Nullable @Size(max = 14) List<@NotNull @Valid HoursPart> rota,
            @Nullable @Min(0) @Max(1000) Integer capacity,
            @NotNull @Ahead(years = 5) LocalDate effectiveFrom,
            @FreeText @NotBlank @Size(max = 2000) String reason) {

        /** Returns the person with this identifier. */
        public StaffMember member(String id) {
            return new StaffMember(id, unit, role, presence, orNone(qualifications), HoursPart.hours(rota), capacity);
        }
    }

    /** Day from which on there is no such unit, or a person is not on the staff; and why. */
    public record EndBody(
            @NotNull @Ahead(years = 5) LocalDate effectiveFrom,
            @FreeText @NotBlank @Size(max = 2000) String reason) {}

    /** Absence, from its first to its last day. */
    public record AbsenceBody(
            @NotNull @Ahead(years = 5) LocalDate from,
            @NotNull @Ahead(years = 6) LocalDate to) {}

    /**
     * Declaration of an interest in a case.
     *
     * @param wholeUnit whether nobody of the person's unit handles the case; null: only the person does not
     */
    public record RecusalBody(
            @Nullable Boolean wholeUnit,
            @FreeText @NotBlank @Size(max = 2000) String reason) {}

    /**
     * A change of an entry; why it was made is told to nobody but those who read the history.
     *
     * @param value what the entry is from then on; null if it ends
     * @param revokedBy who took the change back before its day; null if nobody did
     */
    public record ChangeShown<T>(
            int number,
            LocalDate effectiveFrom,
            @Nullable T value,
            String changedBy,
            Instant changedAt,
            @Nullable String revokedBy,
            @Nullable Instant revokedAt) {

        static <T> ChangeShown<T> of(Version<T> version) {
            return new ChangeShown<>(
                    version.number(),
                    version.effectiveFrom(),
                    version.value(),
                    version.changedBy(),
                    version.changedAt(),
                    version.revokedBy(),
                    version.revokedAt());
        }
    }

    /**
     * A unit with its history.
     *
     * @param current the unit as it is today; null if it is not in force
     * @param shipped the unit as it comes in a file; null if it comes in none
     * @param changes first to last
     */
    public record UnitHistory(
            String unit, @Nullable Unit current, @Nullable Unit shipped, List<ChangeShown<Unit>> changes) {
        public UnitHistory {
            changes = List.copyOf(changes);
        }

        /** Returns the history of a unit. */
        public static UnitHistory of(
                String id, @Nullable Unit current, @Nullable Unit shipped, List<Version<Unit>> changes) {
            return new UnitHistory(
                    id, current, shipped, changes.stream().map(ChangeShown::of).toList());
        }
    }

    /**
     * A person with their history.
     *
     * @param current how they work today; null if they are not on the staff
     * @param shipped how they come in a file; null if they come in none
     * @param changes first to last
     * @param absences all that were noted, first to last
     */
    public record StaffHistory(
            String staff,
            @Nullable StaffMember current,
            @Nullable StaffMember shipped,
            List<ChangeShown<StaffMember>> changes,
            List<Absence> absences) {
        public StaffHistory {
            changes = List.copyOf(changes);
            absences = List.copyOf(absences);
        }

        /** Returns the history of a person. */
        public static StaffHistory of(
                String id, @Nullable StaffMember current, @Nullable StaffMember shipped, Employment employment) {
            return new StaffHistory(
                    id,
                    current,
                    shipped,
                    employment.changes().all().stream().map(ChangeShown::of).toList(),
                    employment.absences());
        }
    }

    private static <T> List<T> orNone(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }
}
