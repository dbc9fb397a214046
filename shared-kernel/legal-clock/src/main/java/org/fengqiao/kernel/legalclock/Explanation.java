package org.fengqiao.kernel.legalclock;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.value.Bilingual;

/**
 * The reasons for which a deadline is due when it is, for people and programs. Which days were counted: {@link
 * LegalClock#days}.
 *
 * @param name the deadline's name within the case
 * @param rule the rule's id
 * @param version the rule's version
 * @param kind whether the law says so or we do
 * @param nature whether something must be done in this time, or may
 * @param title the rule's title
 * @param article where it is written
 * @param source the document
 * @param quotes the sentences of the law that say it; empty of a standard of ours, and where the text is not at hand
 * @param verified whether every value of the rule was checked against the text of the source
 * @param note what is known and what is not; null if there is nothing to say
 * @param length how long it runs
 * @param startedBy the type of the event that started it
 * @param startedAt when it started
 * @param continues the deadline with which it goes on, since the matter changed hands: its pauses and extensions are
 *     among the steps; null if it goes on with none
 * @param firstDueAt the due without pauses and extensions
 * @param steps what moved the due, in the order in which it did
 * @param moves what days that were announced after it was set made of its due
 * @param dueAt the first instant at which it is too late, as it was recorded; null while the clock stands
 * @param dueAtByCalendarOfToday the due as today's rules and calendar give it; differs from {@code dueAt} if the
 *     calendar was corrected since; null while the clock stands
 * @param state how far it has got
 * @param passed true once it passed with what was owed still owed, whatever came of it later
 * @param endedAt when it was met, lapsed or was cancelled; null if none of these
 * @param yearsWithoutOfficialCalendar years that were counted with weekends only, since there is no official notice for
 *     them yet
 * @param follows what follows when it passes
 * @param sentences all of it in words, to be read one after another
 */
public record Explanation(
        DeadlineName name,
        String rule,
        int version,
        Rule.Kind kind,
        Rule.Nature nature,
        Bilingual title,
        String article,
        String source,
        List<Rule.Quote> quotes,
        boolean verified,
        @Nullable Bilingual note,
        Length length,
        String startedBy,
        Instant startedAt,
        @Nullable DeadlineName continues,
        Instant firstDueAt,
        List<Step> steps,
        List<CalendarMove> moves,
        @Nullable Instant dueAt,
        @Nullable Instant dueAtByCalendarOfToday,
        DeadlineState state,
        boolean passed,
        @Nullable Instant endedAt,
        List<Integer> yearsWithoutOfficialCalendar,
        Bilingual follows,
        List<Bilingual> sentences) {

    /** Keeps the lists from changing. */
    public Explanation {
        quotes = List.copyOf(quotes);
        steps = List.copyOf(steps);
        moves = List.copyOf(moves);
        yearsWithoutOfficialCalendar = List.copyOf(yearsWithoutOfficialCalendar);
        sentences = List.copyOf(sentences);
    }

    /** A pause or an extension and what it did to the due. */
    public sealed interface Step {

        /** Returns the due before. */
        Instant dueBefore();

        /** Returns the due after; null while the clock stands. */
        @Nullable
        Instant dueAfter();

        /**
         * A pause of the clock.
         *
         * @param ground why, as the rule has it
         */
        record Paused(
                Bilingual ground,
                String article,
                Pause pause,
                Instant dueBefore,
                @Nullable Instant dueAfter) implements Step {}

        /** An extension. */
        record Extended(GrantedExtension extension, Instant dueBefore, Instant dueAfter) implements Step {}
    }
}
