package org.fengqiao.kernel.service;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import jakarta.validation.constraints.Positive;

import org.fengqiao.kernel.service.FollowedEvents.Translation;
import org.fengqiao.kernel.value.DiscontinuationCause;
import org.fengqiao.kernel.value.Party;
import org.fengqiao.kernel.value.Place;
import org.fengqiao.kernel.value.Territory;

/**
 * The custody of cases, as a service follows it that works on a case while a unit holds it: it hears of the case when
 * a worker claims it, and leaves off when the unit gives it back or it goes up to another.
 */
public final class FollowedCustody {

    private FollowedCustody() {}

    /**
     * A worker of a unit has claimed the case.
     *
     * @param custody how often the case was assigned
     * @param path the path of its judgement, such as {@code MEDIATION}
     * @param receivedAt when its matter was received on this path, whoever had it then
     * @param acceptedAt when its matter was accepted on this path, whoever had it then; what a law counts from either
     *     runs on when the case changes hands
     */
    public record CaseClaimed(
            @Positive int custody,
            String unit,
            String worker,
            String path,
            String category,
            Place place,
            List<Party> parties,
            Instant receivedAt,
            Instant acceptedAt) {

        Territory territory() {
            return Territory.of(place, unit);
        }
    }

    /** A unit has got the case. */
    record CaseAssigned(@Positive int custody, String unit) {

        /** The service first hears of a case when its unit claims it: only units that get it after the first matter. */
        Optional<Territory> territory() {
            return custody == 1 ? Optional.empty() : Optional.of(Territory.ofUnit(unit));
        }
    }

    /** The case has left its unit. */
    record CustodyLeft(@Positive int custody) {}

    /** Command that follows when a case has left its unit. */
    @FunctionalInterface
    public interface Leaving<C> {
        /** Returns the command. */
        C command(int custody, DiscontinuationCause cause, Instant at);
    }

    /**
     * Begins the list of what a service follows, with the custody of cases.
     *
     * @param claimed what a claim asks; empty if it asks nothing
     * @param left what leaving asks
     */
    public static <C> FollowedEvents.Builder<C> list(Translation<CaseClaimed, C> claimed, Leaving<C> left) {
        return FollowedEvents.<C>list()
                .on("fengqiao.routing.case-claimed.v1", CaseClaimed.class, claimed, CaseClaimed::territory)
                .telling("fengqiao.routing.case-assigned.v1", CaseAssigned.class, CaseAssigned::territory)
                .on(
                        "fengqiao.routing.case-returned.v1",
                        CustodyLeft.class,
                        (e, envelope) -> left.command(e.custody(), DiscontinuationCause.RETURNED, envelope.time()))
                .on(
                        "fengqiao.routing.case-escalated.v1",
                        CustodyLeft.class,
                        (e, envelope) -> left.command(e.custody(), DiscontinuationCause.ESCALATED, envelope.time()));
    }
}
