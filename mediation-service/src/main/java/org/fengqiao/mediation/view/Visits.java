package org.fengqiao.mediation.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.fengqiao.mediation.model.Revisits;
import org.fengqiao.mediation.model.Revisits.Asked;
import org.fengqiao.mediation.model.Revisits.Link;
import org.fengqiao.mediation.model.Revisits.Round;
import org.fengqiao.mediation.model.Revisits.Standing.Waiting;
import org.fengqiao.mediation.view.RevisitList.RevisitRow;

/** The parties of all rounds of a case, as the lists about revisits know them. */
final class Visits {

    private Visits() {}

    /**
     * A party in a round.
     *
     * @param number counts the parties of all rounds of the case from 1
     */
    record Visit(UUID caseId, int number, Round round, Asked asked) {

        String partyId() {
            return asked.party().partyId();
        }

        /** The link that the party can use; empty if it has none. */
        Optional<Link> link() {
            return asked.standing() instanceof Waiting(var link) ? Optional.ofNullable(link) : Optional.empty();
        }

        /** The row of a party that is still to be asked. */
        Optional<RevisitRow> due() {
            if (!(round instanceof Round.Pending(var plan, var _)) || !(asked.standing() instanceof Waiting)) {
                return Optional.empty();
            }
            return Optional.of(new RevisitRow(
                    caseId,
                    number,
                    plan.number(),
                    partyId(),
                    plan.closure(),
                    plan.unit(),
                    plan.dueAt(),
                    asked.attempts().size(),
                    link().map(Link::expiresAt).orElse(null)));
        }
    }

    static List<Visit> of(UUID caseId, Revisits revisits) {
        var visits = new ArrayList<Visit>();
        for (var round : revisits.all()) {
            for (var asked : round.parties()) {
                visits.add(new Visit(caseId, visits.size() + 1, round, asked));
            }
        }
        return visits;
    }
}
