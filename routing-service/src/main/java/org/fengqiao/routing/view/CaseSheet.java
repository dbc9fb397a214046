package org.fengqiao.routing.view;

import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.disclosure.Disclosed;
import org.fengqiao.kernel.sealing.PersonalKind;
import org.fengqiao.kernel.value.Money;
import org.fengqiao.kernel.value.Party;
import org.fengqiao.kernel.value.Place;
import org.fengqiao.routing.model.Complexity;
import org.fengqiao.routing.model.Outcome;
import org.fengqiao.routing.model.Path;
import org.fengqiao.routing.model.Risk;
import org.fengqiao.routing.model.RoutingCase;

/**
 * One case as it stands in routing.
 *
 * @param version the number of its events in this service
 * @param custody how often it was assigned
 * @param unit who holds it, or held it when it was closed; null between two units
 * @param worker who claimed it; null if nobody has
 * @param rule the rule of the latest judgement
 * @param because why that rule matched
 * @param closure how often it was closed
 * @param outcome how it ended; null while it is open
 */
public record CaseSheet(
        UUID caseId,
        long version,
        CaseStatus status,
        int custody,
        @Nullable String unit,
        @Nullable String worker,
        Path path,
        String category,
        Complexity complexity,
        Risk risk,
        String rule,
        String ruleVersion,
        List<String> because,
        String channel,
        Place place,
        @Nullable Money amount,
        @Nullable Integer groupSize,
        List<PartyBody> parties,
        int closure,
        @Nullable Outcome outcome) {

    public CaseSheet {
        because = List.copyOf(because);
        parties = List.copyOf(parties);
    }

    /**
     * A party, as much of it as the caller may see.
     *
     * @param name null if it may not be seen
     */
    public record PartyBody(
            String partyId, Party.Side side, @Nullable String name) {}

    /** The case as it stands, as much of it as the caller may see. */
    public static CaseSheet of(UUID caseId, long version, RoutingCase.Known state, Disclosed disclosed) {
        var dossier = state.dossier();
        var triage = dossier.triage();
        return new CaseSheet(
                caseId,
                version,
                CaseStatus.of(state),
                dossier.custody(),
                unitOf(state),
                workerOf(state),
                triage.path(),
                triage.category(),
                triage.complexity(),
                triage.risk(),
                triage.rule(),
                triage.ruleVersion(),
                triage.because(),
                dossier.channel(),
                dossier.place(),
                dossier.amount(),
                dossier.groupSize(),
                dossier.parties().stream()
                        .map(party -> new PartyBody(
                                party.partyId(), party.side(), disclosed.text(PersonalKind.NAME, party.name())))
                        .toList(),
                dossier.closure(),
                state instanceof RoutingCase.Ended ended ? ended.closing().outcome() : null);
    }

    static @Nullable String unitOf(RoutingCase.Known state) {
        return switch (state) {
            case RoutingCase.Unheld _ -> null;
            case RoutingCase.Held held -> held.unit();
            case RoutingCase.Ended ended -> ended.closing().unit();
        };
    }

    static @Nullable String workerOf(RoutingCase.Known state) {
        return state instanceof RoutingCase.Claimed claimed ? claimed.worker() : null;
    }
}
