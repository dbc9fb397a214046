package org.fengqiao.intake.model;

import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.fengqiao.intake.model.DisputeSketch.PartySketch;
import org.fengqiao.intake.model.DisputeSketch.Side;

/**
 * Parties of a dispute who were in other disputes before, whoever they are: how many earlier cases the one on each side
 * has who has the most.
 *
 * @param applicant missing if no applicant has as many as the rules ask for
 * @param respondent the same of those against whom it is brought
 */
public record ReturningParties(
        @Nullable Integer applicant, @Nullable Integer respondent) {

    /**
     * Returns who comes back in a dispute.
     *
     * @param earlier the other disputes, each of which may have more than one of the parties
     * @return empty if nobody was in as many as the rules ask for
     */
    public static Optional<ReturningParties> among(
            DisputeSketch dispute, List<DisputeSketch> earlier, RepeatRules.Returning rules) {
        var applicant = most(Side.APPLICANT, dispute, earlier, rules);
        var respondent = most(Side.RESPONDENT, dispute, earlier, rules);
        return applicant == null && respondent == null
                ? Optional.empty()
                : Optional.of(new ReturningParties(applicant, respondent));
    }

    private static @Nullable Integer most(
            Side side, DisputeSketch dispute, List<DisputeSketch> earlier, RepeatRules.Returning rules) {
        var most = dispute.parties().stream()
                .filter(party -> party.side() == side)
                .mapToInt(party -> disputesOf(party, earlier))
                .max()
                .orElse(0);
        return most >= rules.earlierAtLeast() ? most : null;
    }

    private static int disputesOf(PartySketch party, List<DisputeSketch> earlier) {
        return (int) earlier.stream()
                .filter(dispute -> dispute.parties().stream().anyMatch(party::isSamePersonAs))
                .count();
    }
}
