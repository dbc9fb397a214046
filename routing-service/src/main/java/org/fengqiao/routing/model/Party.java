package org.fengqiao.routing.model;

/**
 * A party as far as those who hold the case need to know it. Never written to a log: {@link #toString()} names the number only.
 *
 * @param partyId {@code applicant-1}, {@code respondent-1}, …
 * @param side which side the party stands on
 * @param name as registered
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
