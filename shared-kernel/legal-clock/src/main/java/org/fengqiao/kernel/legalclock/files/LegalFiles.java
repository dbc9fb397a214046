package org.fengqiao.kernel.legalclock.files;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import org.fengqiao.kernel.legalclock.LegalClock;
import org.fengqiao.kernel.legalclock.OfficialCalendar;
import org.fengqiao.kernel.legalclock.Rules;

/**
 * The rules and the calendar as the product ships them: every file in {@code legal/rules} and {@code legal/calendar} on
 * the class path. A new file is found by being there.
 *
 * @param rules every version of every rule
 * @param calendar the official calendar
 */
public record LegalFiles(Rules rules, OfficialCalendar calendar) {

    private static final String RULES = "legal/rules";

    private static final String YEARS = "legal/calendar";

    /**
     * Reads what the product ships. Meant to be done once, at start, so that a faulty file keeps the service from
     * starting.
     *
     * @throws FaultyLegalFiles if anything is wrong; names all of it, with file and line
     * @throws IllegalStateException if there are no such files
     */
    public static LegalFiles official() {
        return on(LegalFiles.class.getClassLoader());
    }

    /** Reads what is on this class path; throws as {@link #official} does. */
    static LegalFiles on(ClassLoader loader) {
        var folder = new ClassPathFolder(loader);
        return read(
                folder.yamlFiles(RULES, "legal/rules.schema.json"),
                folder.yamlFiles(YEARS, "legal/calendar.schema.json"));
    }

    /**
     * Reads these files.
     *
     * @throws FaultyLegalFiles if anything is wrong; names all of it, with file and line
     */
    public static LegalFiles read(List<LegalFile> rulePacks, List<LegalFile> years) {
        var faults = new ArrayList<Fault>();
        var rules = new RuleReader(faults).rules(rulePacks);
        var calendar = new YearReader(faults).years(years);
        if (!faults.isEmpty()) {
            faults.sort(Comparator.comparing(Fault::file).thenComparing(Fault::line));
            throw new FaultyLegalFiles(faults);
        }
        return new LegalFiles(Rules.of(rules), OfficialCalendar.of(calendar));
    }

    /** Returns the legal clock that goes by these. */
    public LegalClock clock() {
        return new LegalClock(rules, calendar);
    }
}
