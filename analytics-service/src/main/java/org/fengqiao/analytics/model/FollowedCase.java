package org.fengqiao.analytics.model;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * A case as far as it was followed, with what its next event needs to know.
 *
 * @param caseId the case
 * @param position how many events of it were followed
 * @param sequences per service, the number of the last event followed
 * @param knownAt when the last event became known
 * @param profile what the case can be grouped by now
 * @param custodyUnits the unit of each custody
 * @param closureUnits the unit that had closed the case, by closure
 * @param agreementCustody the custody of the latest agreement, 0 before the first
 * @param unheld the time during which nobody had taken it up
 */
public record FollowedCase(
        UUID caseId,
        long position,
        Map<String, Long> sequences,
        Instant knownAt,
        CaseProfile profile,
        Map<Integer, String> custodyUnits,
        Map<Integer, String> closureUnits,
        int agreementCustody,
        Unheld unheld) {

    public FollowedCase {
        sequences = Map.copyOf(sequences);
        custodyUnits = Map.copyOf(custodyUnits);
        closureUnits = Map.copyOf(closureUnits);
    }

    /** Returns a case of which no event was followed yet. */
    public static FollowedCase unheardOf(UUID caseId) {
        return new FollowedCase(
                caseId, 0, Map.of(), Instant.MIN, CaseProfile.UNKNOWN, Map.of(), Map.of(), 0, Unheld.NEVER);
    }

    /** Returns the number the next event of this service must have. */
    public long expected(String service) {
        return sequences.getOrDefault(service, 0L) + 1;
    }

    /** Returns the unit that had the case in this custody; null if its assignment was never seen. */
    @Nullable
    String unitOfCustody(int custody) {
        return custodyUnits.get(custody);
    }

    /** Returns the unit that closed the case this time; null if no unit had. */
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
        switch (event.measured()) {
            case MeasuredEvent.CaseAssigned(var custody, var unit) -> custodies = with(custodyUnits, custody, unit);
            case MeasuredEvent.CaseClosed(var closure, var _, var unit) ->
                closures = unit == null ? closureUnits : with(closureUnits, closure, unit);
            case MeasuredEvent.AgreementSigned(var custody, var _) -> agreement = custody;
            case MeasuredEvent.CaseRegistered _,
                    MeasuredEvent.CaseAccepted _,
                    MeasuredEvent.CaseTriaged _,
                    MeasuredEvent.CaseRetriaged _,
                    MeasuredEvent.Unmeasured _,
                    MeasuredEvent.CaseClaimed _,
                    MeasuredEvent.CaseReturned _,
                    MeasuredEvent.CaseEscalated _,
                    MeasuredEvent.ConsultationConvened _,
                    MeasuredEvent.ConsultationConcluded _,
                    MeasuredEvent.DutyAssigned _,
                    MeasuredEvent.DutyDone _,
                    MeasuredEvent.CaseVerified _,
                    MeasuredEvent.CaseRelapsed _,
                    MeasuredEvent.CaseReopened _,
                    MeasuredEvent.ObligationPerformed _,
                    MeasuredEvent.ConfirmationFiled _,
                    MeasuredEvent.ConfirmationGranted _,
                    MeasuredEvent.MediationConcluded _,
                    MeasuredEvent.RevisitAnswered _,
                    MeasuredEvent.RevisitGivenUp _,
                    MeasuredEvent.PetitionOpened _,
                    MeasuredEvent.PetitionConcluded _,
                    MeasuredEvent.NoticeIssued _,
                    MeasuredEvent.NoticeLifted _,
                    MeasuredEvent.ReviewSampled _,
                    MeasuredEvent.ReviewConcluded _,
                    MeasuredEvent.AppealDecided _,
                    MeasuredEvent.RectificationOrdered _,
                    MeasuredEvent.RectificationRefused _,
                    MeasuredEvent.RectificationCompleted _,
                    MeasuredEvent.RectificationWaived _,
                    MeasuredEvent.DeadlineMet _,
                    MeasuredEvent.DeadlineBreached _ -> {
                // They say nothing about who held the case.
            }
        }
        return new FollowedCase(
                caseId,
                position + 1,
                counted,
                known,
                profileAfter(event.measured()),
                custodies,
                closures,
                agreement,
                unheldAfter(event));
    }

    private Unheld unheldAfter(LoggedEvent event) {
        return switch (event.measured()) {
            case MeasuredEvent.CaseTriaged _,
                    MeasuredEvent.CaseRetriaged _,
                    MeasuredEvent.CaseAssigned _,
                    MeasuredEvent.CaseReturned _,
                    MeasuredEvent.CaseEscalated _,
                    MeasuredEvent.CaseReopened _ -> unheld.begun(event.occurredAt());
            case MeasuredEvent.CaseClaimed _, MeasuredEvent.CaseClosed _ -> unheld.ended();
            case MeasuredEvent.CaseRegistered _,
                    MeasuredEvent.CaseAccepted _,
                    MeasuredEvent.Unmeasured _,
                    MeasuredEvent.ConsultationConvened _,
                    MeasuredEvent.ConsultationConcluded _,
                    MeasuredEvent.DutyAssigned _,
                    MeasuredEvent.DutyDone _,
                    MeasuredEvent.CaseVerified _,
                    MeasuredEvent.CaseRelapsed _,
                    MeasuredEvent.AgreementSigned _,
                    MeasuredEvent.ObligationPerformed _,
                    MeasuredEvent.ConfirmationFiled _,
                    MeasuredEvent.ConfirmationGranted _,
                    MeasuredEvent.MediationConcluded _,
                    MeasuredEvent.RevisitAnswered _,
                    MeasuredEvent.RevisitGivenUp _,
                    MeasuredEvent.PetitionOpened _,
                    MeasuredEvent.PetitionConcluded _,
                    MeasuredEvent.NoticeIssued _,
                    MeasuredEvent.NoticeLifted _,
                    MeasuredEvent.ReviewSampled _,
                    MeasuredEvent.ReviewConcluded _,
                    MeasuredEvent.AppealDecided _,
                    MeasuredEvent.RectificationOrdered _,
                    MeasuredEvent.RectificationRefused _,
                    MeasuredEvent.RectificationCompleted _,
                    MeasuredEvent.RectificationWaived _,
                    MeasuredEvent.DeadlineMet _,
                    MeasuredEvent.DeadlineBreached _ -> unheld;
        };
    }

    private CaseProfile profileAfter(MeasuredEvent measured) {
        return switch (measured) {
            case MeasuredEvent.CaseRegistered(var channel, var place) -> profile.arrivedBy(channel, place);
            case MeasuredEvent.CaseAccepted(var channel, var place) -> profile.arrivedBy(channel, place);
            case MeasuredEvent.CaseTriaged(var category, var path, var _, var _) -> profile.triagedTo(category, path);
            case MeasuredEvent.CaseRetriaged(var category, var path) -> profile.triagedTo(category, path);
            case MeasuredEvent.CaseAssigned(var _, var unit) -> profile.assignedTo(unit);
            case MeasuredEvent.Unmeasured _,
                    MeasuredEvent.CaseClaimed _,
                    MeasuredEvent.CaseReturned _,
                    MeasuredEvent.CaseEscalated _,
                    MeasuredEvent.ConsultationConvened _,
                    MeasuredEvent.ConsultationConcluded _,
                    MeasuredEvent.DutyAssigned _,
                    MeasuredEvent.DutyDone _,
                    MeasuredEvent.CaseClosed _,
                    MeasuredEvent.CaseVerified _,
                    MeasuredEvent.CaseRelapsed _,
                    MeasuredEvent.CaseReopened _,
                    MeasuredEvent.AgreementSigned _,
                    MeasuredEvent.ObligationPerformed _,
                    MeasuredEvent.ConfirmationFiled _,
                    MeasuredEvent.ConfirmationGranted _,
                    MeasuredEvent.MediationConcluded _,
                    MeasuredEvent.RevisitAnswered _,
                    MeasuredEvent.RevisitGivenUp _,
                    MeasuredEvent.PetitionOpened _,
                    MeasuredEvent.PetitionConcluded _,
                    MeasuredEvent.NoticeIssued _,
                    MeasuredEvent.NoticeLifted _,
                    MeasuredEvent.ReviewSampled _,
                    MeasuredEvent.ReviewConcluded _,
                    MeasuredEvent.AppealDecided _,
                    MeasuredEvent.RectificationOrdered _,
                    MeasuredEvent.RectificationRefused _,
                    MeasuredEvent.RectificationCompleted _,
                    MeasuredEvent.RectificationWaived _,
                    MeasuredEvent.DeadlineMet _,
                    MeasuredEvent.DeadlineBreached _ -> profile;
        };
    }

    private static <K, V> Map<K, V> with(Map<K, V> map, K key, V value) {
        var copy = new HashMap<>(map);
        copy.put(key, value);
        return copy;
    }
}
