package org.fengqiao.mediation.model;

/**
 * Presence of an authority: it hears the parties of a criminal reconciliation, and presides over their agreement
 * (刑事诉讼法 art. 289).
 *
 * @param authority whose officer it is
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
