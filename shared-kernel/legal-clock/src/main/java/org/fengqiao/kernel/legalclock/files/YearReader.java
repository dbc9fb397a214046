package org.fengqiao.kernel.legalclock.files;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.legalclock.OfficialYear;
import org.fengqiao.kernel.legalclock.OfficialYear.Holiday;
import org.fengqiao.kernel.legalclock.OfficialYear.Notice;
import org.fengqiao.kernel.value.Bilingual;

/** Reads the years of the official calendar. */
final class YearReader {

    private final List<Fault> faults;

    YearReader(List<Fault> faults) {
        this.faults = faults;
    }

    /** The years of all files; what is wrong is among the faults, and the years are then not all of them. */
    List<OfficialYear> years(List<LegalFile> files) {
        var years = new ArrayList<OfficialYear>();
        Map<Integer, String> places = new HashMap<>();
        for (var file : files) {
            Entry.of(file, "a year of the calendar", faults).ifPresent(entry -> {
                var faultsBefore = faults.size();
                var year = year(entry, file.stem());
                if (year != null) {
                    var place = places.putIfAbsent(year.year(), entry.file());
                    if (place != null) {
                        entry.fault("year", year.year() + " is already in " + place);
                    }
                    if (faults.size() == faultsBefore) {
                        years.add(year);
                    }
                }
            });
        }
        return years;
    }

    private @Nullable OfficialYear year(Entry entry, String stem) {
        var faultsBefore = faults.size();
        entry.allow(Set.of("year", "notices", "holidays", "worked", "differences"));
        var year = entry.number("year");
        if (year != null && !stem.equals(year.toString())) {
            entry.fault("year", "the year is " + year + ", so the file must be called " + year + ".yaml");
        }
        var notices = notices(entry);
        if (entry.has("differences")) {
            entry.texts("differences");
        }
        var days = new HashMap<LocalDate, Integer>();
        var holidays = holidays(entry, year, days);
        var worked = worked(entry, year, days);
        if (year == null || faults.size() > faultsBefore) {
            return null;
        }
        return new OfficialYear(year, notices, holidays, worked);
    }

    private static List<Notice> notices(Entry entry) {
        var notices = new ArrayList<Notice>();
        for (var each : entry.entries("notices", "a notice", true)) {
            each.allow(Set.of("number", "published", "title"));
            var number = each.text("number");
            var published = each.day("published");
            var title = each.text("title");
            if (number != null && published != null && title != null) {
                notices.add(new Notice(number, published, title));
            }
        }
        return notices;
    }

    /** @param days where each day off stands, filled here */
    private List<Holiday> holidays(Entry entry, @Nullable Integer year, Map<LocalDate, Integer> days) {
        var holidays = new ArrayList<Holiday>();
        for (var each : entry.entries("holidays", "a holiday", true)) {
            each.allow(Set.of("name", "from", "to"));
            var name = each.entry("name");
            var from = each.day("from");
            var to = each.day("to");
            if (name == null || from == null || to == null) {
                continue;
            }
            name.allow(Set.of("zh", "en"));
            var zh = name.text("zh");
            var en = name.text("en");
            if (to.isBefore(from)) {
                each.fault("to", "to " + to + " is before from " + from);
                continue;
            }
            if (year != null && (from.getYear() != year || to.getYear() != year)) {
                each.fault(
                        from.getYear() == year ? "to" : "from",
                        (from.getYear() == year ? to : from) + " belongs in the file of its own year, not of " + year);
                continue;
            }
            from.datesUntil(to.plusDays(1)).forEach(day -> {
                var other = days.putIfAbsent(day, each.line());
                if (other != null) {
                    each.fault("from", day + " is already off by the holiday in line " + other);
                }
            });
            if (zh != null && en != null) {
                holidays.add(new Holiday(new Bilingual(zh, en), from, to));
            }
        }
        return holidays;
    }

    private Set<LocalDate> worked(Entry entry, @Nullable Integer year, Map<LocalDate, Integer> daysOff) {
        var worked = new HashSet<LocalDate>();
        for (var each : entry.days("worked")) {
            var day = each.getKey();
            var line = each.getValue();
            var off = daysOff.get(day);
            if (year != null && day.getYear() != year) {
                faults.add(new Fault(entry.file(), line, day + " belongs in the file of its own year, not of " + year));
            } else if (day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY) {
                faults.add(new Fault(
                        entry.file(), line, day + " is a weekday, which is worked anyway: only weekends are listed"));
            } else if (off != null) {
                faults.add(new Fault(entry.file(), line, day + " is worked, and off by the holiday in line " + off));
            } else if (!worked.add(day)) {
                faults.add(new Fault(entry.file(), line, day + " is there twice"));
            }
        }
        return worked;
    }
}
