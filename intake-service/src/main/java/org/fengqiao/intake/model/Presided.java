package org.fengqiao.intake.model;

/**
 * Presence of an authority at the agreement of a reconciliation, over which it presided (刑事诉讼法 art. 289).
 *
 * @param authority whose officer it was
 * @param officer the number of the officer
 */
public record Presided(Authority authority, String officer) {

    /** Authorities that may preside. */
    public enum Authority {
        POLICE,
        PROCURATORATE,
        COURT
    }
}
