package org.fengqiao.kernel.legalclock;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.fengqiao.kernel.value.Bilingual;
import org.fengqiao.kernel.value.Messages;

/**
 * A sentence that the legal clock says; its words stand in {@code legal/words_zh.properties} and {@code
 * legal/words_en.properties}.
 */
enum Sentence {
    BASIS_STATUTE("basis.statute", "article", "rule", "version", "title", "length"),
    BASIS_STANDARD("basis.standard", "rule", "version", "title", "length"),
    BASIS_QUOTE("basis.quote", "article", "text"),
    RUNS_HOURS("runs.hours", "start", "due"),
    RUNS_FIRST_DAY_COUNTED("runs.firstDayCounted", "start", "due"),
    RUNS_FIRST_DAY_NOT_COUNTED("runs.firstDayNotCounted", "start", "due"),
    CONTINUES("continues", "name"),
    PAUSED_STILL_STANDS("paused.stillStands", "from", "ground", "article"),
    PAUSED_RESUMED("paused.resumed", "from", "to", "ground", "article", "before", "after"),
    EXTENDED_BY_CONSENT("extended.byConsent", "at", "length", "before", "after"),
    EXTENDED_APPROVED("extended.approved", "at", "length", "before", "after"),
    CALENDAR_MOVED("calendar.moved", "at", "notices", "before", "after"),
    DUE_RESULT("due.result", "due"),
    DUE_CALENDAR_DIFFERS("due.calendarDiffers", "due", "today"),
    CALENDAR_UNOFFICIAL("calendar.unofficial", "year"),
    RULE_UNVERIFIED("rule.unverified", "note"),
    STATE_RUNNING("state.running"),
    STATE_WARNED("state.warned"),
    STATE_PAUSED("state.paused"),
    STATE_BREACHED("state.breached", "follows"),
    STATE_MET("state.met", "at"),
    STATE_MET_LATE("state.metLate", "at"),
    STATE_LAPSED("state.lapsed", "follows"),
    STATE_CANCELLED("state.cancelled", "at"),
    STATE_CANCELLED_LATE("state.cancelledLate", "at"),
    LENGTH_HOUR("length.hours.one", "count"),
    LENGTH_HOURS("length.hours.several", "count"),
    LENGTH_DAY("length.days.one", "count"),
    LENGTH_DAYS("length.days.several", "count"),
    LENGTH_WORKING_DAY("length.workingDays.one", "count"),
    LENGTH_WORKING_DAYS("length.workingDays.several", "count"),
    LENGTH_MONTH("length.months.one", "count"),
    LENGTH_MONTHS("length.months.several", "count"),
    LENGTH_YEAR("length.years.one", "count"),
    LENGTH_YEARS("length.years.several", "count"),
    DAY_COUNTED("day.counted"),
    DAY_SWAPPED_WORKING_DAY("day.swappedWorkingDay"),
    DAY_FIRST("day.firstDay"),
    DAY_PAUSED("day.paused"),
    DAY_WEEKEND("day.weekend"),
    DAY_HOLIDAY("day.holiday"),
    DAY_LAST_MOVED("day.lastDayMoved");

    private static final Messages MESSAGES = Messages.read(
            Sentence.class,
            "legal/words",
            Arrays.stream(values()).collect(Collectors.toMap(sentence -> sentence.key, sentence -> sentence.values)));

    private final String key;
    private final Set<String> values;

    Sentence(String key, String... values) {
        this.key = key;
        this.values = Set.of(values);
    }

    /** Returns the sentence without anything to fill in. */
    Bilingual say() {
        return say(Map.of());
    }

    /**
     * Returns the sentence with these values; a value that is the same in both languages may be given as plain text.
     */
    Bilingual say(Map<String, ?> filledIn) {
        return MESSAGES.say(
                key,
                filledIn.entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, value -> words(value.getValue()))));
    }

    private static Bilingual words(Object value) {
        return value instanceof Bilingual words ? words : new Bilingual(value.toString(), value.toString());
    }
}
