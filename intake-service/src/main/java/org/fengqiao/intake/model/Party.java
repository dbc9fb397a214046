package org.fengqiao.intake.model;

/**
 * A party as the other services need to know it: without identity number and phone. Never written to a log: {@link #toString()} names the number only.
 *
 * @param partyId {@code applicant-1}, {@code respondent-1}, …
 * @param side which side the party stands on
 * @param name as given
 */
public record Party(String partyId, Side side, String name) {

    /** The two sides of a dispute. */
    public enum Side {
        APPLICANT,
        RESPONDENT
    }

    @Override
    public String toString() {
        return partyId;
    }
}
