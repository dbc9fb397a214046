package org.fengqiao.kernel.sealing;

/**
 * A purpose for which clear text is needed. Personal data is handled for a clear and reasonable purpose (个人信息保护法 art.
 * 6), so nobody opens a box without saying for which; it stands in the record of who read what.
 */
public enum Purpose {
    /** Deciding what becomes of the case, and carrying on what the next event says about its people. */
    HANDLING_THE_CASE,
    /** Showing the case to somebody whose work it is. */
    SHOWING_TO_STAFF,
    /** Showing parties what is their own. */
    SHOWING_TO_THE_PARTY,
    /** Telling a partner what its task needs. */
    TELLING_A_PARTNER,
    /** Finding the same person or dispute again. */
    FINDING_REPEATS,
    /** Trying another table of decision on past cases; nobody is shown the text. */
    TRYING_A_TABLE,
    /** Finding typical cases like a new one. */
    FINDING_SIMILAR_CASES,
    /** Showing operators what is stuck and why. */
    OPERATING
}
