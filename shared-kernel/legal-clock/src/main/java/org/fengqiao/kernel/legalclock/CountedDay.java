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

    /** Whether it was counted. */
    public boolean counted() {
        return number != null;
    }

    /** Why a day was counted, or was not. */
    public enum Why {
        /** An ordinary day of the count. */
        COUNTED("计入", "counted"),
        /** A weekend day that is worked in exchange for a day off. */
        SWAPPED_WORKING_DAY("调休上班，计入", "a weekend worked in exchange, counted"),
        /** The day of the start. */
        FIRST_DAY("开始之日，不计入", "the day of the start, not counted"),
        /** The clock stood for at least a part of it. */
        PAUSED("中止，不计入", "the clock stood, not counted"),
        /** A Saturday or Sunday. */
        WEEKEND("周末，不计入", "a weekend, not counted"),
        /** A holiday or a day that bridges to one. */
        HOLIDAY("法定节假日，不计入", "a holiday, not counted"),
        /** All days are counted, but the last of them fell on a day off, and this is the next that is worked. */
        LAST_DAY_MOVED("期间届满日逢休息日，顺延至此", "the last day fell on a day off and moved here");

        private final Bilingual words;

        Why(String zh, String en) {
            this.words = new Bilingual(zh, en);
        }

        /** The reason in words. */
        public Bilingual words() {
            return words;
        }
    }
}
