package org.fengqiao.kernel.legalclock;

import java.time.LocalDate;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.value.Bilingual;

/**
 * One day of a deadline, and whether it was counted.
 *
 * @param day the day in China
 * @param number its running number if it was counted; null if it was not
 * @param why why it was counted or not
 * @param holiday the holiday it is part of; null on other days
 */
public record CountedDay(
        LocalDate day,
        @Nullable Integer number,
        Why why,
        @Nullable Bilingual holiday) {

    /** Returns whether it was counted. */
    public boolean counted() {
        return number != null;
    }

    /** A reason for which a day was counted, or was not. */
    public enum Why {
        /** An ordinary day of the count. */
        COUNTED(Sentence.DAY_COUNTED),
        /** A weekend day that is worked in exchange for a day off. */
        SWAPPED_WORKING_DAY(Sentence.DAY_SWAPPED_WORKING_DAY),
        /** The day of the start. */
        FIRST_DAY(Sentence.DAY_FIRST),
        /** The clock stood for at least a part of it. */
        PAUSED(Sentence.DAY_PAUSED),
        /** A Saturday or Sunday. */
        WEEKEND(Sentence.DAY_WEEKEND),
        /** A holiday or a day that bridges to one. */
        HOLIDAY(Sentence.DAY_HOLIDAY),
        /** All days are counted, but the last of them fell on a day off, and this is the next that is worked. */
        LAST_DAY_MOVED(Sentence.DAY_LAST_MOVED);

        private final Sentence sentence;

        Why(Sentence sentence) {
            this.sentence = sentence;
        }

        /** Returns the reason in words. */
        public Bilingual words() {
            return sentence.say();
        }
    }
}
