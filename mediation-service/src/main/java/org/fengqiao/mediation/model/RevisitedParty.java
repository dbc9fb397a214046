package org.fengqiao.mediation.model;

import java.util.Objects;

import org.fengqiao.kernel.value.Party.Side;

/**
 * Party that is asked at a revisit. Its name is not needed for that.
 *
 * @param partyId stable within the case, such as {@code applicant-1}
 * @param side its side of the dispute
 */
public record RevisitedParty(String partyId, Side side) {
    public RevisitedParty {
        Objects.requireNonNull(partyId, "partyId");
        Objects.requireNonNull(side, "side");
    }
}
