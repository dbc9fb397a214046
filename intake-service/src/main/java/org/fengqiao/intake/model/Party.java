package org.fengqiao.intake.model;

import org.fengqiao.kernel.sealing.Personal;
import org.fengqiao.kernel.sealing.PersonalKind;
import org.fengqiao.kernel.sealing.PersonalText;

/**
 * A party as the other services need to know it: without identity number and phone.
 *
 * @param partyId {@code applicant-1}, {@code respondent-1}, …
 * @param side which side the party stands on
 * @param name as given
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
