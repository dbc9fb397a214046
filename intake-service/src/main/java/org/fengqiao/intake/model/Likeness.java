package org.fengqiao.intake.model;

import org.jspecify.annotations.Nullable;

/**
 * Likeness of two cases in one attribute: the reason for which one is taken for a repeat of the other.
 *
 * @param attribute what was compared
 * @param score from 0, nothing alike, to 100; missing if a person names the attribute and nothing could be compared
 * @param because what was found; missing if {@code score} is
 */
public record Likeness(
        Attribute attribute,
        @Nullable Integer score,
        @Nullable Finding because) {

    /** Attributes in which two cases are compared. */
    public enum Attribute {
        /** The people in dispute, on whichever side. */
        PARTY,
        /** The place. */
        PLACE,
        /** The category, as the channel says. */
        CATEGORY,
        /** The times at which they came in. */
        TIME,
        /** The words of the account. */
        TEXT
    }

    /** Findings of a comparison. Their words for people are data: see {@link RepeatRules}. */
    public enum Finding {
        SAME_ID_NUMBER,
        SAME_PHONE,
        SAME_NAME,
        OTHER_PEOPLE,
        SAME_GRID,
        SAME_COMMUNITY,
        SAME_STREET,
        SAME_DISTRICT,
        OTHER_PLACE,
        SAME_CATEGORY,
        OTHER_CATEGORY,
        SHORTLY_AFTER,
        LONG_AFTER,
        SHARED_WORDS,
        OTHER_WORDS
    }

    /** Returns an attribute that a person names and in which nothing could be compared. */
    static Likeness named(Attribute attribute) {
        return new Likeness(attribute, null, null);
    }
}
