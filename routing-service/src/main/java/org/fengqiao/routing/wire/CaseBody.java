package org.fengqiao.routing.wire;

import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.disclosure.Disclosed;
import org.fengqiao.kernel.disclosure.DisclosedParty;
import org.fengqiao.kernel.legalclock.Deadlines;
import org.fengqiao.kernel.value.Money;
import org.fengqiao.kernel.value.Place;
import org.fengqiao.routing.model.CategoryFinding;
import org.fengqiao.routing.model.Choice;
import org.fengqiao.routing.model.Closings;
import org.fengqiao.routing.model.Complexity;
import org.fengqiao.routing.model.Outcome;
import org.fengqiao.routing.model.Path;
import org.fengqiao.routing.model.Risk;
import org.fengqiao.routing.model.RiskGround;
import org.fengqiao.routing.model.RoutingCase;
import org.fengqiao.routing.view.CaseStatus;

/**
 * One case as it stands in routing.
 *
 * @param version the number of its events in this service
 * @param custody how often it was assigned
 * @param unit who holds it, or held it when it was closed; null between two units
 * @param worker who claimed it; null if nobody has
 * @param holding since when, what is due, and how long nobody worked on it
 * @param person who is to claim it; null if the unit has to say, or if somebody has
 * @param assignment why the latest assignment went where it did; null before the first
 * @param rule the rule of the latest judgement
 * @param because why that rule matched
 * @param grounds the grounds of risk that are known, each with what it entails
 * @param noJointSession whether one of them keeps the parties out of one session
 * @param undecided whether a person has yet to say what it is about
 * @param finding how the category was found; null if a person said it
 * @param closure how often it was closed
 * @param outcome how it ended; null while it is open
 * @param closings every closing there was, also those that did not hold, oldest first
 * @param supports the units that support the one that leads it: each has a duty; left out if there are none
 * @param consultationProposed why a consultation is proposed; left out if none is
 * @param consultations first to last; left out if there are none
 * @param duties what units have to do, who has it in hand and what is due, first to last; left out if there are none
 * @param approvals what leaders were asked to approve, first to last; left out if there is nothing
 */
public record CaseBody(
        UUID caseId,
        long version,
        CaseStatus status,
        int custody,
        @Nullable String unit,
        @Nullable String worker,
        HoldingBody holding,
        @Nullable String person,
        @Nullable Choice assignment,
        Path path,
        String category,
        Complexity complexity,
        Risk risk,
        String rule,
        String ruleVersion,
        List<String> because,
        List<RiskGround.Noted> grounds,
        boolean noJointSession,
        boolean undecided,
        @Nullable CategoryFinding finding,
        String channel,
        Place place,
        @Nullable Money amount,
        @Nullable Integer groupSize,
        List<DisclosedParty> parties,
        int closure,
        @Nullable Outcome outcome,
        List<Closings.Past> closings,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> supports,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> consultationProposed,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<ConsultationBody> consultations,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<DutyShown> duties,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<ApprovalShown> approvals) {

    public CaseBody {
        closings = List.copyOf(closings);
        because = List.copyOf(because);
        grounds = List.copyOf(grounds);
        parties = List.copyOf(parties);
        supports = List.copyOf(supports);
        consultationProposed = List.copyOf(consultationProposed);
        consultations = List.copyOf(consultations);
        duties = List.copyOf(duties);
        approvals = List.copyOf(approvals);
    }

    /** The case as it stands, as much of it as the caller may see. */
    public static CaseBody of(
            UUID caseId,
            long version,
            RoutingCase.Known state,
            Deadlines deadlines,
            HoldingBody holding,
            Disclosed disclosed) {
        var dossier = state.dossier();
        var duties = state.oversight().duties();
        var triage = dossier.triage();
        return new CaseBody(
                caseId,
                version,
                CaseStatus.of(state),
                dossier.custody(),
                state.unit(),
                state.worker(),
                holding,
                state instanceof RoutingCase.Assigned assigned ? assigned.person() : null,
                dossier.allotment().choice(),
                triage.path(),
                triage.category(),
                triage.complexity(),
                triage.risk(),
                triage.rule(),
                triage.ruleVersion(),
                triage.because(),
                triage.grounds(),
                triage.allowsNoJointSession(),
                triage.isUndecided(),
                triage.finding(),
                dossier.channel(),
                dossier.place(),
                dossier.amount(),
                dossier.groupSize(),
                disclosed.parties(dossier.parties()),
                dossier.closure(),
                state instanceof RoutingCase.Ended ended ? ended.closing().outcome() : null,
                dossier.closings().all(),
                state instanceof RoutingCase.Ended ? List.of() : duties.supporting(state.unit()),
                dossier.consultations().proposedBecause(),
                ConsultationBody.of(dossier.consultations(), disclosed),
                DutyShown.of(duties, deadlines, disclosed),
                ApprovalShown.of(state.oversight().approvals(), disclosed));
    }
}
