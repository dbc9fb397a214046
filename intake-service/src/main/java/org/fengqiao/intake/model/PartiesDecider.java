package org.fengqiao.intake.model;

import static org.fengqiao.intake.model.IntakeRefusal.ALREADY_DECLINED;
import static org.fengqiao.intake.model.IntakeRefusal.ALREADY_WITHDRAWN;
import static org.fengqiao.intake.model.IntakeRefusal.CASE_CLOSED;
import static org.fengqiao.intake.model.IntakeRefusal.LAST_APPLICANT;
import static org.fengqiao.intake.model.IntakeRefusal.NOTHING_CORRECTED;
import static org.fengqiao.intake.model.IntakeRefusal.NO_RULES_IN_FORCE;
import static org.fengqiao.intake.model.IntakeRefusal.NO_SUCH_CASE;
import static org.fengqiao.intake.model.IntakeRefusal.NO_SUCH_PARTY;
import static org.fengqiao.intake.model.IntakeRefusal.PARTY_ERASED;
import static org.fengqiao.intake.model.IntakeRefusal.PARTY_GONE;
import static org.fengqiao.kernel.decision.Decision.accept;
import static org.fengqiao.kernel.decision.Decision.alreadyTrue;
import static org.fengqiao.kernel.decision.Decision.refuse;

import java.time.Instant;
import java.util.function.Function;

import org.fengqiao.intake.model.IntakeCase.Accepted;
import org.fengqiao.intake.model.IntakeCase.Declined;
import org.fengqiao.intake.model.IntakeCase.Registered;
import org.fengqiao.intake.model.IntakeCase.Unregistered;
import org.fengqiao.intake.model.IntakeCase.Waiting;
import org.fengqiao.intake.model.IntakeCase.Withdrawn;
import org.fengqiao.intake.model.IntakeCommand.CorrectParty;
import org.fengqiao.intake.model.IntakeCommand.JoinParty;
import org.fengqiao.intake.model.IntakeCommand.PartiesCommand;
import org.fengqiao.intake.model.IntakeCommand.RemoveParty;
import org.fengqiao.intake.model.IntakeEvent.PartiesEvent;
import org.fengqiao.intake.model.IntakeEvent.PartyCorrected;
import org.fengqiao.intake.model.IntakeEvent.PartyJoined;
import org.fengqiao.intake.model.IntakeEvent.PartyRemoved;
import org.fengqiao.kernel.decision.Decision;
import org.fengqiao.kernel.value.Times;

/**
 * Changes of the parties of a case as a table of state against command. Whoever is in a case that goes on can be joined
 * by others and leave; who they are is set right at any time, since what is wrong about somebody stays wrong.
 */
final class PartiesDecider {

    private final IntakeRules rules;

    PartiesDecider(IntakeRules rules) {
        this.rules = rules;
    }

    private record Moment(IntakeCase state, PartiesCommand command) {}

    /** Decides about the parties of a case. */
    Decision<IntakeEvent> decide(PartiesCommand command, IntakeCase state) {
        return switch (new Moment(state, command)) {
            case Moment(Unregistered _, JoinParty _),
                    Moment(Unregistered _, CorrectParty _),
                    Moment(Unregistered _, RemoveParty _) -> refuse(NO_SUCH_CASE);

            // The reason would be under a key that is destroyed.
            case Moment(Registered s, PartiesCommand _) when s.hasForgottenSomebody() -> refuse(PARTY_ERASED);

            case Moment(Declined _, JoinParty _), Moment(Declined _, RemoveParty _) -> refuse(ALREADY_DECLINED);
            case Moment(Withdrawn _, JoinParty _), Moment(Withdrawn _, RemoveParty _) -> refuse(ALREADY_WITHDRAWN);

            case Moment(Waiting s, JoinParty c) -> join(s, c);
            case Moment(Accepted s, JoinParty c) -> s.isClosed() ? refuse(CASE_CLOSED) : join(s, c);

            case Moment(Waiting s, RemoveParty c) -> remove(s, c);
            case Moment(Accepted s, RemoveParty c) -> s.isClosed() ? refuse(CASE_CLOSED) : remove(s, c);

            case Moment(Registered s, CorrectParty c) -> correct(s, c);
        };
    }

    /** Applies an event of the parties. */
    IntakeCase evolve(IntakeCase state, PartiesEvent event) {
        return state.asRegistered().changingParties(parties -> switch (event) {
            case PartyJoined e -> parties.after(e);
            case PartyCorrected e -> parties.after(e);
            case PartyRemoved e -> parties.after(e);
        });
    }

    private Decision<IntakeEvent> join(Registered state, JoinParty command) {
        return underRules(command.at(), version -> {
            var party = command.person()
                    .as(state.parties().nextId(command.side()), version.parties(), Times.dayOf(command.at()));
            return NamedParty.CONDITIONS.judge(
                    new NamedParty(party, version.parties()),
                    () -> accept(new PartyJoined(
                            party,
                            command.side(),
                            command.reason(),
                            command.by(),
                            command.at(),
                            state.parties().with(party, command.side()).asOthersSeeThem())));
        });
    }

    private Decision<IntakeEvent> correct(Registered state, CorrectParty command) {
        return state.parties()
                .find(command.partyId())
                .map(party -> correct(state, party, command))
                .orElseGet(() -> refuse(state.parties().onceHad(command.partyId()) ? PARTY_GONE : NO_SUCH_PARTY));
    }

    private Decision<IntakeEvent> correct(Registered state, RegisteredParty party, CorrectParty command) {
        if (command.correction().isEmpty()) {
            return refuse(NOTHING_CORRECTED);
        }
        return underRules(command.at(), version -> {
            var right = command.correction().of(party, version.parties());
            return NamedParty.CONDITIONS.judge(
                    new NamedParty(right, version.parties()),
                    () -> accept(new PartyCorrected(
                            right,
                            command.reason(),
                            command.by(),
                            command.at(),
                            state.parties().with(right).asOthersSeeThem())));
        });
    }

    private static Decision<IntakeEvent> remove(Registered state, RemoveParty command) {
        var parties = state.parties();
        if (parties.find(command.partyId()).isEmpty()) {
            return parties.onceHad(command.partyId()) ? alreadyTrue() : refuse(NO_SUCH_PARTY);
        }
        if (parties.haveOnlyApplicant(command.partyId())) {
            return refuse(LAST_APPLICANT);
        }
        return accept(new PartyRemoved(
                command.partyId(),
                command.reason(),
                command.by(),
                command.at(),
                parties.without(command.partyId()).asOthersSeeThem()));
    }

    private Decision<IntakeEvent> underRules(
            Instant at, Function<IntakeRules.Version, Decision<IntakeEvent>> decision) {
        return rules.inForceAt(at).map(decision).orElseGet(() -> refuse(NO_RULES_IN_FORCE));
    }
}
