package org.fengqiao.routing.model;

import java.math.BigDecimal;

import org.jspecify.annotations.Nullable;

import org.fengqiao.routing.model.Lexicon.Ranked;

/**
 * Finding of the category of a case.
 *
 * @param by by what
 * @param lexicon the lexicon whose words were looked for; missing if the hint told it
 * @param best the category for which most of the words speak; missing if none speaks for any
 * @param runnerUp the second; missing if there is none
 * @param margin how far the two are apart; missing if the hint told it
 */
public record CategoryFinding(
        By by,
        @Nullable String lexicon,
        @Nullable Ranked best,
        @Nullable Ranked runnerUp,
        @Nullable BigDecimal margin) {

    public CategoryFinding {
        margin = margin == null ? null : Lexicon.plain(margin);
    }

    /** Means by which a category was found. */
    public enum By {
        /** The channel named it by its code. */
        HINT,
        /** Enough of the words speak for it, and for no other as much. */
        WORDS,
        /** Nothing tells it, or too little; a person decides. */
        NOBODY_YET
    }

    /** The finding of a case whose channel named the category. */
    static final CategoryFinding HINTED = new CategoryFinding(By.HINT, null, null, null, null);

    /** Returns whether a person has yet to say what the case is about. */
    public boolean isOpen() {
        return by == By.NOBODY_YET;
    }

    boolean isHinted() {
        return by == By.HINT;
    }
}
