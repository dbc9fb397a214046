package org.fengqiao.kernel.value;

import java.util.Objects;

import org.fengqiao.kernel.sealing.Personal;
import org.fengqiao.kernel.sealing.PersonalKind;
import org.fengqiao.kernel.sealing.PersonalText;

/**
 * A person or organisation in dispute, as one service tells another: without identity number and phone.
 *
 * @param partyId stable within the case, such as {@code applicant-1}
 * @param side its side of the dispute
 * @param name as registered
 */
public record Party(
        String partyId,
        Side side,
        @Personal(PersonalKind.NAME) PersonalText name) {
    public Party {
        Objects.requireNonNull(partyId, "partyId");
        Objects.requireNonNull(side, "side");
        Objects.requireNonNull(name, "name");
    }

    /** Sides of a dispute. */
    public enum Side {
        /** The side that brought the dispute. */
        APPLICANT,
        /** The side against which it was brought. */
        RESPONDENT
    }
}
