package org.fengqiao.kernel.legalclock;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

import org.fengqiao.kernel.value.Bilingual;

/**
 * One year of the official calendar: what the annual notice of the General Office of the State Council changes about
 * ordinary weeks.
 *
 * @param year the year
 * @param notices the notices it rests on, at least one
 * @param holidays the holidays with their bridging days; no day is in two of them
 * @param worked Saturdays and Sundays that are worked in exchange (调休上班)
 */
public record OfficialYear(int year, List<Notice> notices, List<Holiday> holidays, Set<LocalDate> worked) {

    /**
     * An official notice.
     *
     * @param number its number, such as 国办发明电〔2025〕7号
     * @param published the day on which it was published
     * @param title its title
     */
    public record Notice(String number, LocalDate published, String title) {}

    /**
     * A holiday as people have it off, bridging days included.
     *
     * @param name its name, such as 春节
     * @param from its first day
     * @param to its last day, inclusive
     */
    public record Holiday(Bilingual name, LocalDate from, LocalDate to) {

        boolean includes(LocalDate day) {
            return !day.isBefore(from) && !day.isAfter(to);
        }
    }

    /**
     * @throws IllegalArgumentException if a day lies in another year, or a day that is worked is no weekend or is in a
     *     holiday
     */
    public OfficialYear {
        notices = List.copyOf(notices);
        holidays = List.copyOf(holidays);
        worked = Set.copyOf(worked);
        for (var holiday : holidays) {
            if (holiday.from().getYear() != year
                    || holiday.to().getYear() != year
                    || holiday.to().isBefore(holiday.from())) {
                throw new IllegalArgumentException(holiday.name().en() + " is not in " + year);
            }
        }
        for (var day : worked) {
            var weekend = day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
            if (day.getYear() != year || !weekend || holidays.stream().anyMatch(holiday -> holiday.includes(day))) {
                throw new IllegalArgumentException(day + " is not a weekend day worked in " + year);
            }
        }
    }
}
