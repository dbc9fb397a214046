package org.fengqiao.mediation.model;

/**
 * Word of a party about one obligation that it owes or is owed.
 *
 * @param obligation its number within the case
 * @param said whether it was performed
 */
public record ObligationAnswer(int obligation, Said said) {

    /** Whether an obligation was performed, as a party says. */
    public enum Said {
        PERFORMED,
        NOT_YET_DUE,
        NOT_PERFORMED
    }
}
