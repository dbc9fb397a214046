package org.fengqiao.mediation.model;

/**
 * Word of a party about one obligation that it owes or is owed.
 *
 * @param obligation its number within the case
 * @param said whether it was performed
 */
public record ObligationAnswer(int obligation, Said said) {

    /** Performance of an obligation, as a party tells it. */
    public enum Said {
        PERFORMED,
        NOT_YET_DUE,
        NOT_PERFORMED
    }
}
