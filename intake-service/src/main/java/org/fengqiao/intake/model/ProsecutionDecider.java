package org.fengqiao.intake.model;

import static org.fengqiao.intake.model.IntakeRefusal.ALREADY_DECLINED;
import static org.fengqiao.intake.model.IntakeRefusal.ALREADY_WITHDRAWN;
import static org.fengqiao.intake.model.IntakeRefusal.NOT_ACCEPTED;
import static org.fengqiao.intake.model.IntakeRefusal.NO_RULES_IN_FORCE;
import static org.fengqiao.intake.model.IntakeRefusal.NO_SUCH_CASE;
import static org.fengqiao.intake.model.IntakeRefusal.NO_SUCH_PARTY;
import static org.fengqiao.intake.model.IntakeRefusal.PEOPLE_FORGOTTEN;
import static org.fengqiao.intake.model.IntakeRefusal.RECONCILIATION_REFERRED_OTHERWISE;
import static org.fengqiao.intake.model.IntakeRefusal.RELIEF_DECIDED_OTHERWISE;
import static org.fengqiao.intake.model.IntakeRefusal.RELIEF_PROPOSED_ALREADY;
import static org.fengqiao.intake.model.IntakeRefusal.SUPERVISION_REFERRED_OTHERWISE;
import static org.fengqiao.intake.model.IntakeRefusal.UNKNOWN_RELIEF;
import static org.fengqiao.kernel.decision.Decision.accept;
import static org.fengqiao.kernel.decision.Decision.alreadyTrue;
import static org.fengqiao.kernel.decision.Decision.refuse;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.fengqiao.intake.model.IntakeCase.Accepted;
import org.fengqiao.intake.model.IntakeCase.Declined;
import org.fengqiao.intake.model.IntakeCase.Registered;
import org.fengqiao.intake.model.IntakeCase.Unregistered;
import org.fengqiao.intake.model.IntakeCase.Waiting;
import org.fengqiao.intake.model.IntakeCase.Withdrawn;
import org.fengqiao.intake.model.IntakeCommand.DecideRelief;
import org.fengqiao.intake.model.IntakeCommand.DialogueCommand;
import org.fengqiao.intake.model.IntakeCommand.ProposeRelief;
import org.fengqiao.intake.model.IntakeCommand.ProsecutionCommand;
import org.fengqiao.intake.model.IntakeCommand.ReferCivilSupervision;
import org.fengqiao.intake.model.IntakeCommand.ReferReconciliation;
import org.fengqiao.intake.model.IntakeCommand.TellProgress;
import org.fengqiao.intake.model.IntakeEvent.CivilSupervisionReferred;
import org.fengqiao.intake.model.IntakeEvent.CriminalReconciliationEnded;
import org.fengqiao.intake.model.IntakeEvent.CriminalReconciliationReferred;
import org.fengqiao.intake.model.IntakeEvent.ProsecutionEvent;
import org.fengqiao.intake.model.IntakeEvent.ReliefDecided;
import org.fengqiao.intake.model.IntakeEvent.ReliefProposed;
import org.fengqiao.intake.model.Prosecution.Result;
import org.fengqiao.kernel.decision.Decision;

/**
 * Trade of the procuratorate (检调) as a table of state against command: reconciliation in a public prosecution, civil
 * supervision, and relief.
 */
final class ProsecutionDecider {

    private final ReconciliationRules rules;

    ProsecutionDecider(ReconciliationRules rules) {
        this.rules = rules;
    }

    private record Moment(IntakeCase state, ProsecutionCommand command) {}

    /** Decides about what belongs to the procuratorate's trade. */
    Decision<IntakeEvent> decide(ProsecutionCommand command, IntakeCase state) {
        return switch (new Moment(state, command)) {
            case Moment(Unregistered _, DecideRelief _) -> refuse(UNKNOWN_RELIEF);
            case Moment(Unregistered _, ReferReconciliation _),
                    Moment(Unregistered _, ReferCivilSupervision _),
                    Moment(Unregistered _, ProposeRelief _) -> refuse(NO_SUCH_CASE);
            case Moment(Declined _, ReferReconciliation _), Moment(Declined _, ReferCivilSupervision _) ->
                refuse(ALREADY_DECLINED);
            case Moment(Withdrawn _, ReferReconciliation _), Moment(Withdrawn _, ReferCivilSupervision _) ->
                refuse(ALREADY_WITHDRAWN);
            case Moment(Waiting s, ReferReconciliation c) -> refer(s.trade().prosecution(), c);
            case Moment(Accepted s, ReferReconciliation c) -> refer(s.trade().prosecution(), c);
            case Moment(Waiting s, ReferCivilSupervision c) ->
                supervise(s.trade().prosecution(), c);
            case Moment(Accepted s, ReferCivilSupervision c) ->
                supervise(s.trade().prosecution(), c);
            case Moment(Accepted s, ProposeRelief c) -> propose(s, c);
            case Moment(Waiting _, ProposeRelief _),
                    Moment(Declined _, ProposeRelief _),
                    Moment(Withdrawn _, ProposeRelief _) -> refuse(NOT_ACCEPTED);
            case Moment(Registered s, DecideRelief c) -> decideRelief(s, c);
        };
    }

    /** Applies what belongs to the procuratorate's trade. */
    static Prosecution evolve(Prosecution prosecution, ProsecutionEvent event) {
        return switch (event) {
            case CriminalReconciliationReferred e -> prosecution.referred(e);
            case CriminalReconciliationEnded e -> prosecution.ended(e);
            case CivilSupervisionReferred e -> prosecution.supervised(e);
            case ReliefProposed e -> prosecution.proposed(e);
            case ReliefDecided e -> prosecution.decided(e);
        };
    }

    /** Adds how a reconciliation ended to what is decided about a step of the case. */
    static Decision<IntakeEvent> withEnd(DialogueCommand command, IntakeCase state, Decision<IntakeEvent> decision) {
        return switch (decision) {
            case Decision.Refused<IntakeEvent> refused -> refused;
            case Decision.Accepted<IntakeEvent>(var decided) -> {
                // A step that is not told is one that was told before, or that concerns no partner.
                var ended = decided.isEmpty() ? Optional.<CriminalReconciliationEnded>empty() : end(command, state);
                if (ended.isEmpty()) {
                    yield decision;
                }
                var events = new ArrayList<IntakeEvent>(decided);
                events.add(ended.get());
                yield accept(List.copyOf(events));
            }
        };
    }

    private static Optional<CriminalReconciliationEnded> end(DialogueCommand command, IntakeCase state) {
        if (!(command instanceof TellProgress told && state instanceof Accepted accepted)) {
            return Optional.empty();
        }
        var referred = accepted.trade().prosecution().reconciliation();
        if (referred == null) {
            return Optional.empty();
        }
        return switch (told.what()) {
            // Without an authority that presides it is an agreement between the parties, and no reconciliation.
            case AGREEMENT_SIGNED ->
                Optional.ofNullable(told.presided())
                        .map(presided -> new CriminalReconciliationEnded(
                                referred.reference(), Result.RECONCILED, presided, told.happenedAt()));
            case MEDIATION_FAILED ->
                Optional.of(
                        new CriminalReconciliationEnded(referred.reference(), Result.FAILED, null, told.happenedAt()));
            case PATH_CHANGED,
                    RETURNED,
                    SESSION_SET,
                    SESSION_HELD,
                    OBLIGATION_PERFORMED,
                    AGREEMENT_PERFORMED,
                    OBLIGATION_BREACHED -> Optional.empty();
        };
    }

    private Decision<IntakeEvent> refer(Prosecution prosecution, ReferReconciliation c) {
        var known = prosecution.reconciliation();
        if (known != null) {
            return known.caseNumber().equals(c.caseNumber())
                    ? alreadyTrue()
                    : refuse(RECONCILIATION_REFERRED_OTHERWISE);
        }
        var version = rules.inForceAt(c.at());
        if (version.isEmpty()) {
            return refuse(NO_RULES_IN_FORCE);
        }
        var ground = version.get().groundOf(c.charge());
        var bars = version.get().barsTo(c.charge());
        return ground.isEmpty() || !bars.isEmpty()
                ? refuse(new NotReconcilable(bars))
                : accept(new CriminalReconciliationReferred(
                        c.reference(),
                        c.caseNumber(),
                        c.offence(),
                        ground.get().code(),
                        ground.get().article(),
                        version.get().version(),
                        c.at()));
    }

    private static Decision<IntakeEvent> supervise(Prosecution prosecution, ReferCivilSupervision c) {
        var known = prosecution.supervision();
        if (known == null) {
            return accept(new CivilSupervisionReferred(c.reference(), c.caseNumber(), c.judgment(), c.at()));
        }
        return known.caseNumber().equals(c.caseNumber()) && known.judgment().equals(c.judgment())
                ? alreadyTrue()
                : refuse(SUPERVISION_REFERRED_OTHERWISE);
    }

    private static Decision<IntakeEvent> propose(Accepted state, ProposeRelief c) {
        if (state.hasForgottenSomebody()) {
            return refuse(PEOPLE_FORGOTTEN);
        }
        if (state.parties().find(c.partyId()).isEmpty()) {
            return refuse(NO_SUCH_PARTY);
        }
        var prosecution = state.trade().prosecution();
        if (prosecution.awaitsDecisionFor(c.partyId())) {
            return refuse(RELIEF_PROPOSED_ALREADY);
        }
        var number = prosecution.reliefs().size() + 1;
        return accept(new ReliefProposed(c.caseId() + "/relief/" + number, number, c.partyId(), c.need(), c.at()));
    }

    private static Decision<IntakeEvent> decideRelief(Registered state, DecideRelief c) {
        var found = state.trade().prosecution().relief(c.referralId());
        if (found.isEmpty()) {
            return refuse(UNKNOWN_RELIEF);
        }
        var decided = found.get().decided();
        if (decided != null) {
            return decided.decision() == c.decision()
                            && decided.documentNumber().equals(c.documentNumber())
                    ? alreadyTrue()
                    : refuse(RELIEF_DECIDED_OTHERWISE);
        }
        return accept(new ReliefDecided(
                c.referralId(),
                found.get().proposed().number(),
                c.decision(),
                c.amount(),
                state.hasForgottenSomebody() ? null : c.reason(),
                c.documentNumber(),
                c.at()));
    }
}
