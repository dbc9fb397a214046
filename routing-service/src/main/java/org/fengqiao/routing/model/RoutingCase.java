package org.fengqiao.routing.model;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.value.Money;
import org.fengqiao.kernel.value.Place;

/** Who holds a case, and whether it is settled. */
public sealed interface RoutingCase {

    /** A case this service has never heard of. */
    record NotTriaged() implements RoutingCase {}

    /** A case that was judged at least once. */
    sealed interface Known extends RoutingCase {

        /** What is known of it. */
        Dossier dossier();
    }

    /** Not settled. */
    sealed interface Open extends Known {}

    /** Held by nobody: between units. */
    sealed interface Unheld extends Open {}

    /** Judged, not yet with a unit. */
    record Triaged(Dossier dossier) implements Unheld {}

    /** Its settlement did not hold; reopening follows. */
    record Relapsed(Dossier dossier) implements Unheld {}

    /** With a unit. */
    sealed interface Held extends Open {

        /** The unit's id. */
        String unit();
    }

    /** With a unit that has yet to take it up. */
    record Assigned(Dossier dossier, String unit) implements Held {}

    /**
     * Taken up.
     *
     * @param worker who took it up
     * @param claimedAt when
     */
    record Claimed(Dossier dossier, String unit, String worker, Instant claimedAt) implements Held {}

    /** Settled. */
    sealed interface Ended extends Known {

        /** How. */
        Closing closing();
    }

    /**
     * Settled, as far as those who settled it know.
     *
     * @param satisfied whether the parties said they are satisfied while obligations were outstanding
     */
    record Closed(Dossier dossier, Closing closing, boolean satisfied) implements Ended {}

    /** Settled, and the parties say so. */
    record Verified(Dossier dossier, Closing closing) implements Ended {}

    /**
     * The latest closing.
     *
     * @param outcome how it ended
     * @param unit who held it
     */
    record Closing(Outcome outcome, String unit) {}

    /**
     * What is known of a case.
     *
     * @param channel the door it came by
     * @param place where the dispute is
     * @param amount what is at stake; missing if nothing is said
     * @param groupSize how many people stand behind it; missing if it is no group dispute
     * @param parties who is in dispute
     * @param triage the latest judgement
     * @param custody how often it was assigned
     * @param closure how often it was closed
     * @param returnedBy the units that gave it back since the latest judgement
     */
    record Dossier(
            String channel,
            Place place,
            @Nullable Money amount,
            @Nullable Integer groupSize,
            List<Party> parties,
            Triage triage,
            int custody,
            int closure,
            Set<String> returnedBy) {

        public Dossier {
            parties = List.copyOf(parties);
            returnedBy = Set.copyOf(returnedBy);
        }

        Dossier judged(Triage again) {
            return new Dossier(channel, place, amount, groupSize, parties, again, custody, closure, Set.of());
        }

        Dossier assigned(int number) {
            return new Dossier(channel, place, amount, groupSize, parties, triage, number, closure, returnedBy);
        }

        Dossier closed(int number) {
            return new Dossier(channel, place, amount, groupSize, parties, triage, custody, number, returnedBy);
        }

        Dossier returned(String unit) {
            var units = new HashSet<>(returnedBy);
            units.add(unit);
            return new Dossier(channel, place, amount, groupSize, parties, triage, custody, closure, units);
        }
    }
}
