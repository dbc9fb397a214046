package org.fengqiao.routing.model;

import static java.util.stream.Collectors.groupingBy;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.decision.Decision.Refusal;
import org.fengqiao.routing.model.StaffMember.Presence;

/**
 * Situation in which a case is assigned, at one moment. In the same situation the same case is assigned in the same
 * way.
 *
 * @param units the units in force
 * @param staff the people on the staff, with what was registered of them
 * @param workload who has how much
 * @param rules the rules in force
 * @param now the time in China
 * @param workingDay tells whether offices are open on a day
 */
public record Situation(
        Units units,
        Staff staff,
        Workload workload,
        AssignmentRules.Version rules,
        LocalDateTime now,
        Predicate<LocalDate> workingDay) {

    /**
     * People on the staff.
     *
     * @param byUnit those of each unit, in the order of their ids
     * @param directory knows who is away
     */
    public record Staff(Map<String, List<StaffMember>> byUnit, Directory directory) {

        public Staff {
            byUnit = Map.copyOf(byUnit);
        }

        List<StaffMember> of(String unit) {
            return byUnit.getOrDefault(unit, List.of());
        }

        boolean isAbsent(StaffMember member, LocalDate day) {
            return directory.employment(member.id()).isAbsent(day);
        }
    }

    /** Returns the situation at a moment. */
    public static Situation of(
            Directory directory,
            Workload workload,
            AssignmentRules rules,
            LocalDateTime now,
            Predicate<LocalDate> workingDay) {
        var day = now.toLocalDate();
        return new Situation(
                directory.unitsOn(day),
                new Staff(directory.staffOn(day).stream().collect(groupingBy(StaffMember::unit)), directory),
                workload,
                rules.on(day),
                now,
                workingDay);
    }

    /** Returns the situation at another time of the same day. */
    public Situation at(LocalDateTime time, Workload work) {
        return new Situation(units, staff, work, rules, time, workingDay);
    }

    /** Returns today. */
    LocalDate today() {
        return now.toLocalDate();
    }

    /**
     * Returns why somebody does not put what a unit has to do into a person's hands; empty if nothing speaks against
     * it. Both are on the unit's staff today. A dispatcher or leader answers for whom they name, as for a newcomer or a
     * guest who is on no unit's staff, but not for somebody of another unit.
     *
     * @param claimant who does so; null for a dispatcher or leader
     */
    Optional<Refusal> whyNotInHands(String unit, @Nullable String claimant, String person) {
        if (worksElsewhere(person, unit)) {
            return Optional.of(RoutingRefusal.WORKER_OF_ANOTHER_UNIT);
        }
        return claimant == null || isOnStaff(person, unit) && isOnStaff(claimant, unit)
                ? Optional.empty()
                : Optional.of(RoutingRefusal.NOT_ON_STAFF);
    }

    private boolean worksElsewhere(String person, String unit) {
        return staff.directory().memberOn(today(), person).isPresent() && !isOnStaff(person, unit);
    }

    private boolean isOnStaff(String person, String unit) {
        return staff.directory()
                .memberOn(today(), person)
                .filter(member -> member.unit().equals(unit))
                .isPresent();
    }

    /**
     * Returns the first day, today or later, on which a person is there; empty if that is too late. Somebody on call or
     * a specialist can come whenever the unit is open.
     *
     * @param unit the unit in which the person works
     */
    Optional<LocalDate> firstDayOf(StaffMember member, Unit unit) {
        return daysInTime()
                .filter(day -> isOnDuty(member, unit, day) && !staff.isAbsent(member, day))
                .findFirst();
    }

    /** Returns whether a person is away on all days on which they would be there in time. */
    boolean isAwayAllTheTime(StaffMember member, Unit unit) {
        return daysInTime().anyMatch(day -> isOnDuty(member, unit, day) && staff.isAbsent(member, day));
    }

    private Stream<LocalDate> daysInTime() {
        var last = today();
        var left = rules.thereWithinWorkingDays();
        while (left > 0) {
            last = last.plusDays(1);
            if (workingDay.test(last)) {
                left--;
            }
        }
        return today().datesUntil(last.plusDays(1));
    }

    private boolean isOnDuty(StaffMember member, Unit unit, LocalDate day) {
        var after = day.equals(today()) ? now.toLocalTime() : LocalTime.MIN;
        var hours = member.presence() == Presence.ROTATING ? member.rota() : unit.hours();
        return hours.isEmpty() || hours.stream().anyMatch(line -> line.reach(day, after, workingDay));
    }
}
