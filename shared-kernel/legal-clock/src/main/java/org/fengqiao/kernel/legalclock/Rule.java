package org.fengqiao.kernel.legalclock;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.value.Bilingual;

/**
 * One version of one rule about a deadline, as it stands in the rule packs ({@code legal/rules/*.yaml}). A deadline
 * keeps the version that was in force on the day it started.
 *
 * @param id its name in code, events and data, such as {@code petition-handling}
 * @param version counts the versions of this id from 1
 * @param kind whether the law says so or we do
 * @param nature whether something must be done in this time, or may
 * @param title what it is called
 * @param article where it is written, such as {@code 信访工作条例 art. 23}
 * @param source the document: its full name, number and day
 * @param service the service that owns its deadlines, such as {@code petition}; null if each has deadlines of the rule
 * @param starts the event types that start it, at least one: {@code petition-opened.v1} of the owning service, {@code
 *     routing.case-closed.v1} of another
 * @param length how long it runs
 * @param varies between which counts the length may be chosen when a deadline is set; null if the length is fixed
 * @param firstDayCounts whether the day of the start is day 1; usually the day after it is
 * @param lastDayOnHoliday what happens when the last calendar day is a day off; always {@code STAYS} for hours and
 *     working days
 * @param lastDayEndsAt when the last day ends, where the office that is to act or to be asked closes (民法典 art. 203);
 *     null if it ends at midnight
 * @param pauses the grounds on which the clock may stand; empty if on none
 * @param extension how it may be extended; null if not at all
 * @param warnings how long before the due to warn, each no longer than the length
 * @param follows what follows when it passes
 * @param effectiveFrom the first day on which a deadline may start under it
 * @param effectiveTo the last such day; null if it is still in force
 * @param quotes the sentences of the law that say it, as they stand there; at least one of what is verified and a
 *     {@code STATUTE}
 * @param verified whether every value was checked against the text of the source
 * @param note what is known and what is not; never null if not verified
 */
public record Rule(
        String id,
        int version,
        Kind kind,
        Nature nature,
        Bilingual title,
        String article,
        String source,
        @Nullable String service,
        List<String> starts,
        Length length,
        @Nullable Varies varies,
        boolean firstDayCounts,
        LastDayOnHoliday lastDayOnHoliday,
        @Nullable LocalTime lastDayEndsAt,
        List<Ground> pauses,
        @Nullable Extension extension,
        List<Length> warnings,
        Bilingual follows,
        LocalDate effectiveFrom,
        @Nullable LocalDate effectiveTo,
        List<Quote> quotes,
        boolean verified,
        @Nullable Bilingual note) {

    /** The authority of a rule. */
    public enum Kind {
        /** A law, a regulation or a court's or ministry's provision. */
        STATUTE,
        /** A service standard of the governance centre: our own promise. */
        STANDARD
    }

    /** The nature of what the time is given for. */
    public enum Nature {
        /** Something must be done in it: when it passes undone, that is a breach. */
        DUTY,
        /** Something may be done in it: when it passes unused, the right lapses, and nobody is late. */
        RIGHT
    }

    /** The treatment of a last calendar day that is a day off. */
    public enum LastDayOnHoliday {
        /** The next working day is the last day (民法典 art. 203, 民事诉讼法 art. 85). */
        MOVES,
        /** It is the last day all the same. */
        STAYS
    }

    /**
     * The counts between which a length is chosen when a deadline is set, such as by the person who orders a
     * rectification.
     *
     * @param least at least 1
     * @param most at least as many as {@code least}
     */
    public record Varies(int least, int most) {

        /** @throws IllegalArgumentException if nothing lies between them */
        public Varies {
            if (least < 1 || most < least) {
                throw new IllegalArgumentException("no length lies between " + least + " and " + most);
            }
        }
    }

    /**
     * A sentence of the law.
     *
     * @param article where it stands
     * @param text its words, in Chinese as they were promulgated
     */
    public record Quote(String article, String text) {}

    /**
     * A ground on which the clock stands.
     *
     * @param id its name in events, such as {@code hearing}
     * @param title what it is called
     * @param article where it is written that this time is not counted
     */
    public record Ground(String id, Bilingual title, String article) {}

    /**
     * The limits within which a deadline may be extended.
     *
     * @param atMost how many units one extension may add; null if the rule sets no limit
     * @param unit what an extension counts
     * @param times how many extensions there may be; null if the rule sets no limit
     * @param approver who must approve; null if the parties agree on it themselves
     * @param partyMustBeTold whether the party must have been told, with the reasons
     */
    public record Extension(
            @Nullable Integer atMost,
            CountUnit unit,
            @Nullable Integer times,
            @Nullable Bilingual approver,
            boolean partyMustBeTold) {

        /** @throws IllegalArgumentException if a limit is not positive */
        public Extension {
            if ((atMost != null && atMost < 1) || (times != null && times < 1)) {
                throw new IllegalArgumentException("an extension that allows nothing is none");
            }
        }

        /** Returns whether the consent of the parties is all it takes. */
        public boolean byConsentOfTheParties() {
            return approver == null;
        }
    }

    /**
     * @throws IllegalArgumentException if the parts contradict each other; the reader of the files says so earlier,
     *     with file and line
     */
    public Rule {
        starts = List.copyOf(starts);
        pauses = List.copyOf(pauses);
        warnings = List.copyOf(warnings);
        quotes = List.copyOf(quotes);
        require(version >= 1, id, "versions count from 1");
        require(!starts.isEmpty(), id, "something must start it");
        require(effectiveTo == null || !effectiveTo.isBefore(effectiveFrom), id, "it ends before it takes effect");
        require(
                lastDayOnHoliday == LastDayOnHoliday.STAYS || length.unit().isOfTheCalendar(),
                id,
                "only the last of calendar days can move");
        require(
                !firstDayCounts || !length.unit().hasCorrespondingDay() && lastDayEndsAt == null,
                id,
                "months and years, and days that end early, run from the day after the start");
        require(lastDayEndsAt == null || length.unit() != CountUnit.HOURS, id, "hours do not end with an office's day");
        require(
                varies == null || (varies.least() <= length.count() && length.count() <= varies.most()),
                id,
                "its own length is not one that may be chosen");
        require(
                extension == null || (extension.unit() == CountUnit.HOURS) == (length.unit() == CountUnit.HOURS),
                id,
                "hours are extended by hours and days by days");
        require(
                extension == null
                        || !extension.unit().hasCorrespondingDay()
                        || length.unit().isOfTheCalendar(),
                id,
                "months are added to days of the calendar");
        require(verified || note != null, id, "what is not verified needs a note");
        require(!verified || kind == Kind.STANDARD || !quotes.isEmpty(), id, "what is verified quotes what it says");
    }

    private static void require(boolean holds, String id, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException("rule " + id + ": " + otherwise);
        }
    }

    /** Returns whether a deadline that starts on this day runs under this version. */
    public boolean inForceOn(LocalDate startDay) {
        return !startDay.isBefore(effectiveFrom) && (effectiveTo == null || !startDay.isAfter(effectiveTo));
    }

    /** Returns the ground of that name on which the clock may stand, if the rule names it. */
    public Optional<Ground> ground(String ground) {
        return pauses.stream().filter(known -> known.id().equals(ground)).findFirst();
    }

    /**
     * Returns the length of one deadline under this rule.
     *
     * @param chosen the count that was chosen when it was set; null for the rule's own
     */
    public Length lengthOf(@Nullable Integer chosen) {
        return chosen == null ? length : new Length(chosen, length.unit());
    }

    /**
     * Returns whether a deadline under this rule may be set with this count; null asks for the rule's own and is always
     * allowed.
     */
    public boolean allows(@Nullable Integer chosen) {
        return chosen == null || (varies != null && varies.least() <= chosen && chosen <= varies.most());
    }
}
