package org.fengqiao.analytics.model;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.fengqiao.analytics.model.MeasuredEvent.ContextEvent;
import org.fengqiao.analytics.model.MeasuredEvent.PlainEvent;

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
        var followed = switch (event.measured()) {
            case ContextEvent e -> after(e, event.occurredAt());
            case PlainEvent _ -> this;
        };
        return new FollowedCase(
                caseId,
                position + 1,
                with(sequences, event.service(), event.sequence()),
                event.recordedAt().isAfter(knownAt) ? event.recordedAt() : knownAt,
                followed.profile,
                followed.custodyUnits,
                followed.closureUnits,
                followed.agreementCustody,
                followed.unheld);
    }

    private FollowedCase after(ContextEvent event, Instant at) {
        return switch (event) {
            case MeasuredEvent.CaseRegistered(var channel, var place) -> with(profile.arrivedBy(channel, place));
            case MeasuredEvent.CaseAccepted(var channel, var place) -> with(profile.arrivedBy(channel, place));
            case MeasuredEvent.CaseTriaged(var category, var path, var _) ->
                with(profile.triagedTo(category, path)).with(unheld.begun(at));
            case MeasuredEvent.CaseRetriaged(var category, var path) ->
                with(profile.triagedTo(category, path)).with(unheld.begun(at));
            case MeasuredEvent.CaseAssigned(var custody, var unit) ->
                with(profile.assignedTo(unit)).withCustody(custody, unit).with(unheld.begun(at));
            case MeasuredEvent.CaseReturned _, MeasuredEvent.CaseEscalated _, MeasuredEvent.CaseReopened _ ->
                with(unheld.begun(at));
            case MeasuredEvent.CaseClaimed _ -> with(unheld.ended());
            case MeasuredEvent.CaseClosed(var closure, var _, var unit) ->
                withClosure(closure, unit).with(unheld.ended());
            case MeasuredEvent.AgreementSigned(var custody, var _) -> withAgreement(custody);
        };
    }

    private FollowedCase with(CaseProfile changed) {
        return new FollowedCase(
                caseId, position, sequences, knownAt, changed, custodyUnits, closureUnits, agreementCustody, unheld);
    }

    private FollowedCase with(Unheld changed) {
        return new FollowedCase(
                caseId, position, sequences, knownAt, profile, custodyUnits, closureUnits, agreementCustody, changed);
    }

    private FollowedCase withCustody(int custody, String unit) {
        return new FollowedCase(
                caseId,
                position,
                sequences,
                knownAt,
                profile,
                with(custodyUnits, custody, unit),
                closureUnits,
                agreementCustody,
                unheld);
    }

    private FollowedCase withClosure(int closure, @Nullable String unit) {
        return new FollowedCase(
                caseId,
                position,
                sequences,
                knownAt,
                profile,
                custodyUnits,
                unit == null ? closureUnits : with(closureUnits, closure, unit),
                agreementCustody,
                unheld);
    }

    private FollowedCase withAgreement(int custody) {
        return new FollowedCase(
                caseId, position, sequences, knownAt, profile, custodyUnits, closureUnits, custody, unheld);
    }

    private static <K, V> Map<K, V> with(Map<K, V> map, K key, V value) {
        var copy = new HashMap<>(map);
        copy.put(key, value);
        return copy;
    }
}
