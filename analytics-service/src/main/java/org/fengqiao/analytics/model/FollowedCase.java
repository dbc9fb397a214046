package org.fengqiao.analytics.model;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * How far a case was followed, and what the next event of it needs to know.
 *
 * @param caseId the case
 * @param position how many events of it were followed
 * @param sequences per service, the number of the last event followed
 * @param knownAt when the last event became known
 * @param profile what the case can be grouped by now
 * @param custodyUnits the unit of each custody
 * @param closureUnits the unit that had closed the case, by closure
 * @param agreementCustody the custody of the latest agreement, 0 before the first
 */
public record FollowedCase(
        UUID caseId,
        long position,
        Map<String, Long> sequences,
        Instant knownAt,
        CaseProfile profile,
        Map<Integer, String> custodyUnits,
        Map<Integer, String> closureUnits,
        int agreementCustody) {

    public FollowedCase {
        sequences = Map.copyOf(sequences);
        custodyUnits = Map.copyOf(custodyUnits);
        closureUnits = Map.copyOf(closureUnits);
    }

    /** A case of which no event was followed yet. */
    public static FollowedCase unheardOf(UUID caseId) {
        return new FollowedCase(caseId, 0, Map.of(), Instant.MIN, CaseProfile.UNKNOWN, Map.of(), Map.of(), 0);
    }

    /** The number the next event of this service must have. */
    public long expected(String service) {
        return sequences.getOrDefault(service, 0L) + 1;
    }

    /** The unit that had the case in this custody; null if its assignment was never seen. */
    @Nullable
    String unitOfCustody(int custody) {
        return custodyUnits.get(custody);
    }

    /** The unit that closed the case this time; null if no unit had. */
    @Nullable
    String unitOfClosure(int closure) {
        return closureUnits.get(closure);
    }

    FollowedCase after(LoggedEvent event) {
        var counted = with(sequences, event.service(), event.sequence());
        var known = event.recordedAt().isAfter(knownAt) ? event.recordedAt() : knownAt;
        var custodies = custodyUnits;
        var closures = closureUnits;
        var agreement = agreementCustody;
        switch (event.happening()) {
            case Happening.CaseAssigned(var custody, var unit) -> custodies = with(custodyUnits, custody, unit);
            case Happening.CaseClosed(var closure, var _, var unit) ->
                closures = unit == null ? closureUnits : with(closureUnits, closure, unit);
            case Happening.AgreementSigned(var custody, var _) -> agreement = custody;
            case Happening.CaseRegistered _,
                    Happening.CaseAccepted _,
                    Happening.CaseTriaged _,
                    Happening.CaseRetriaged _,
                    Happening.Unmeasured _,
                    Happening.CaseClaimed _,
                    Happening.CaseReturned _,
                    Happening.CaseVerified _,
                    Happening.CaseRelapsed _,
                    Happening.CaseReopened _,
                    Happening.ObligationPerformed _,
                    Happening.ConfirmationFiled _,
                    Happening.ConfirmationGranted _,
                    Happening.MediationConcluded _,
                    Happening.RevisitCompleted _,
                    Happening.PetitionOpened _,
                    Happening.PetitionConcluded _,
                    Happening.DeadlineMet _,
                    Happening.DeadlineBreached _ -> {
                // They say nothing about who held the case.
            }
        }
        return new FollowedCase(
                caseId, position + 1, counted, known, profileAfter(event.happening()), custodies, closures, agreement);
    }

    private CaseProfile profileAfter(Happening happening) {
        return switch (happening) {
            case Happening.CaseRegistered(var channel, var place) -> profile.arrivedBy(channel, place);
            case Happening.CaseAccepted(var channel, var place) -> profile.arrivedBy(channel, place);
            case Happening.CaseTriaged(var category, var path) -> profile.triagedTo(category, path);
            case Happening.CaseRetriaged(var category, var path) -> profile.triagedTo(category, path);
            case Happening.CaseAssigned(var _, var unit) -> profile.assignedTo(unit);
            case Happening.Unmeasured _,
                    Happening.CaseClaimed _,
                    Happening.CaseReturned _,
                    Happening.CaseClosed _,
                    Happening.CaseVerified _,
                    Happening.CaseRelapsed _,
                    Happening.CaseReopened _,
                    Happening.AgreementSigned _,
                    Happening.ObligationPerformed _,
                    Happening.ConfirmationFiled _,
                    Happening.ConfirmationGranted _,
                    Happening.MediationConcluded _,
                    Happening.RevisitCompleted _,
                    Happening.PetitionOpened _,
                    Happening.PetitionConcluded _,
                    Happening.DeadlineMet _,
                    Happening.DeadlineBreached _ -> profile;
        };
    }

    private static <K, V> Map<K, V> with(Map<K, V> map, K key, V value) {
        var copy = new HashMap<>(map);
        copy.put(key, value);
        return copy;
    }
}
