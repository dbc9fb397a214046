package org.fengqiao.mediation.model;

import java.util.Objects;

/**
 * A person or organisation in dispute.
 *
 * @param partyId stable within the case, such as {@code applicant-1}
 * @param side on whose side of the dispute
 * @param name personal data: never logged
 */
public record Party(String partyId, Side side, String name) {
    public Party {
        Objects.requireNonNull(partyId, "partyId");
        Objects.requireNonNull(side, "side");
        Objects.requireNonNull(name, "name");
    }

    /** Who brought the dispute, and against whom. */
    public enum Side {
        APPLICANT,
        RESPONDENT
    }
}
