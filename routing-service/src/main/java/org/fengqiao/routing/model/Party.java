package org.fengqiao.routing.model;

import org.fengqiao.kernel.sealing.Personal;
import org.fengqiao.kernel.sealing.PersonalKind;
import org.fengqiao.kernel.sealing.PersonalText;

/**
 * A party as far as those who hold the case need to know it.
 *
 * @param partyId {@code applicant-1}, {@code respondent-1}, …
 * @param side which side the party stands on
 * @param name as registered
 */
public record Party(
        String partyId,
        Side side,
        @Personal(PersonalKind.NAME) PersonalText name) {

    /** The two sides of a dispute. */
    public enum Side {
        APPLICANT,
        RESPONDENT
    }
}
