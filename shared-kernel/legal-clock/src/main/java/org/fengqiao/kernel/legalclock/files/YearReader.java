package org.fengqiao.kernel.legalclock.files;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.fengqiao.kernel.legalclock.OfficialYear;
import org.fengqiao.kernel.legalclock.OfficialYear.Holiday;
import org.fengqiao.kernel.legalclock.OfficialYear.Notice;

/**
 * The reader of the years of the official calendar. Their schema says what each value may be; here stands what a schema
 * can't say: which days go together. That is looked at where a file is as the schema says.
 */
final class YearReader {

    private final Schema schema = Schema.read("legal/calendar.schema.json");
    private final List<Fault> faults;

    YearReader(List<Fault> faults) {
        this.faults = faults;
    }

    /** Returns the years of all files. What is wrong is added to the faults, and the years are then not all of them. */
    List<OfficialYear> years(List<LegalFile> files) {
        var years = new ArrayList<OfficialYear>();
        Map<Integer, String> places = new HashMap<>();
        for (var file : files) {
            var faultsBefore = faults.size();
            Entry.of(file, schema, faults)
                    .filter(_ -> faults.size() == faultsBefore)
                    .ifPresent(entry -> {
                        var year = year(entry, file.stem());
                        var place = places.putIfAbsent(year.year(), entry.file());
                        if (place != null) {
                            faults.add(entry.fault("year", year.year() + " is already in " + place));
                        }
                        years.add(year);
                    });
        }
        return years;
    }

    private OfficialYear year(Entry entry, String stem) {
        var year = entry.number("year");
        if (!stem.equals(String.valueOf(year))) {
            faults.add(entry.fault("year", "the year is " + year + ", so the file must be called " + year + ".yaml"));
        }
        var notices = entry.entries("notices").stream()
                .map(notice -> new Notice(notice.text("number"), notice.day("published"), notice.text("title")))
                .toList();
        var daysOff = new HashMap<LocalDate, Integer>();
        var holidays = new ArrayList<Holiday>();
        for (var holiday : entry.entries("holidays")) {
            if (isWithin(year, holiday)) {
                takeOff(holiday, daysOff);
                holidays.add(new Holiday(RuleReader.words(holiday, "name"), holiday.day("from"), holiday.day("to")));
            }
        }
        return new OfficialYear(year, notices, holidays, worked(entry, year, daysOff));
    }

    private boolean isWithin(int year, Entry holiday) {
        var from = holiday.day("from");
        var to = holiday.day("to");
        if (to.isBefore(from)) {
            faults.add(holiday.fault("to", "to " + to + " is before from " + from));
            return false;
        }
        for (var end : List.of("from", "to")) {
            if (holiday.day(end).getYear() != year) {
                faults.add(holiday.fault(end, belongsElsewhere(holiday.day(end), year)));
                return false;
            }
        }
        return true;
    }

    /** @param daysOff the lines of the holidays by their days, added to here */
    private void takeOff(Entry holiday, Map<LocalDate, Integer> daysOff) {
        holiday.day("from").datesUntil(holiday.day("to").plusDays(1)).forEach(day -> {
            var other = daysOff.putIfAbsent(day, holiday.line());
            if (other != null) {
                faults.add(holiday.fault("from", day + " is already off by the holiday in line " + other));
            }
        });
    }

    private Set<LocalDate> worked(Entry entry, int year, Map<LocalDate, Integer> daysOff) {
        var worked = new HashSet<LocalDate>();
        for (var each : entry.days("worked")) {
            var day = each.getKey();
            var off = daysOff.get(day);
            String wrong = null;
            if (day.getYear() != year) {
                wrong = belongsElsewhere(day, year);
            } else if (day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY) {
                wrong = day + " is a weekday, which is worked anyway: only weekends are listed";
            } else if (off != null) {
                wrong = day + " is worked, and off by the holiday in line " + off;
            } else if (!worked.add(day)) {
                wrong = day + " is there twice";
            }
            if (wrong != null) {
                faults.add(new Fault(entry.file(), each.getValue(), wrong));
            }
        }
        return worked;
    }

    private static String belongsElsewhere(LocalDate day, int year) {
        return day + " belongs in the file of its own year, not of " + year;
    }
}
