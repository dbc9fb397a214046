package org.fengqiao.kernel.number;

/** Faults of a number. */
public enum NumberFault {
    /** It has not the length, characters, region or date of such a number. */
    WRONG_FORM,
    /** It has the form, but its last character does not follow from the others: somebody mistyped it. */
    WRONG_CHECK_DIGIT
}
