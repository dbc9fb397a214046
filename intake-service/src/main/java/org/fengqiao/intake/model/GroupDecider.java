package org.fengqiao.intake.model;

import static org.fengqiao.intake.model.IntakeRefusal.ALREADY_DECLINED;
import static org.fengqiao.intake.model.IntakeRefusal.ALREADY_WITHDRAWN;
import static org.fengqiao.intake.model.IntakeRefusal.CASE_CLOSED;
import static org.fengqiao.intake.model.IntakeRefusal.NO_GROUP;
import static org.fengqiao.intake.model.IntakeRefusal.NO_RULES_IN_FORCE;
import static org.fengqiao.intake.model.IntakeRefusal.NO_SUCH_CASE;
import static org.fengqiao.intake.model.IntakeRefusal.NO_SUCH_MEMBER;
import static org.fengqiao.intake.model.IntakeRefusal.PARTY_ERASED;
import static org.fengqiao.intake.model.IntakeRefusal.TOO_MANY_MEMBERS;
import static org.fengqiao.intake.model.IntakeRefusal.TOO_MANY_REPRESENTATIVES;
import static org.fengqiao.kernel.decision.Decision.accept;
import static org.fengqiao.kernel.decision.Decision.alreadyTrue;
import static org.fengqiao.kernel.decision.Decision.refuse;

import java.util.ArrayList;
import java.util.HashSet;

import org.fengqiao.intake.model.IntakeCase.Accepted;
import org.fengqiao.intake.model.IntakeCase.Declined;
import org.fengqiao.intake.model.IntakeCase.Registered;
import org.fengqiao.intake.model.IntakeCase.Unregistered;
import org.fengqiao.intake.model.IntakeCase.Waiting;
import org.fengqiao.intake.model.IntakeCase.Withdrawn;
import org.fengqiao.intake.model.IntakeCommand.ChooseRepresentatives;
import org.fengqiao.intake.model.IntakeCommand.GroupCommand;
import org.fengqiao.intake.model.IntakeCommand.ListMembers;
import org.fengqiao.intake.model.IntakeCommand.RemoveMember;
import org.fengqiao.intake.model.IntakeEvent.GroupEvent;
import org.fengqiao.intake.model.IntakeEvent.MemberLeft;
import org.fengqiao.intake.model.IntakeEvent.MembersListed;
import org.fengqiao.intake.model.IntakeEvent.PartyJoined;
import org.fengqiao.intake.model.IntakeEvent.RepresentativesChosen;
import org.fengqiao.kernel.decision.Decision;
import org.fengqiao.kernel.value.Party;

/**
 * Groups as a table of state against command: who is a member, and who speaks for them. A member who is chosen to speak
 * becomes an applicant in the same decision.
 */
final class GroupDecider {

    private final IntakeRules rules;

    GroupDecider(IntakeRules rules) {
        this.rules = rules;
    }

    private record Moment(IntakeCase state, GroupCommand command) {}

    /** Decides about the group of a case. */
    Decision<IntakeEvent> decide(GroupCommand command, IntakeCase state) {
        return switch (new Moment(state, command)) {
            case Moment(Unregistered _, GroupCommand _) -> refuse(NO_SUCH_CASE);
            // The reason would be under a key that is destroyed.
            case Moment(Registered s, GroupCommand _) when s.hasForgottenSomebody() -> refuse(PARTY_ERASED);
            case Moment(Declined _, GroupCommand _) -> refuse(ALREADY_DECLINED);
            case Moment(Withdrawn _, GroupCommand _) -> refuse(ALREADY_WITHDRAWN);
            case Moment(Accepted s, GroupCommand _) when s.isClosed() -> refuse(CASE_CLOSED);
            case Moment(Waiting s, GroupCommand c) -> change(s, c);
            case Moment(Accepted s, GroupCommand c) -> change(s, c);
        };
    }

    /** Applies an event of the group. */
    IntakeCase evolve(IntakeCase state, GroupEvent event) {
        return state.asRegistered().changingGroup(group -> switch (event) {
            case MembersListed e -> group.after(e);
            case MemberLeft e -> group.after(e);
            case RepresentativesChosen e -> group.after(e);
        });
    }

    private Decision<IntakeEvent> change(Registered state, GroupCommand command) {
        return switch (command) {
            case ListMembers c -> list(state, c);
            case RemoveMember c -> remove(state, c);
            case ChooseRepresentatives c -> choose(state, c);
        };
    }

    private Decision<IntakeEvent> list(Registered state, ListMembers command) {
        return rules.inForceAt(command.at())
                .<Decision<IntakeEvent>>map(version -> {
                    var group = state.group();
                    if (group.members().size() + command.people().size()
                            > version.parties().members().most()) {
                        return refuse(TOO_MANY_MEMBERS);
                    }
                    var listed = new MembersListed(group.numbered(command.people()), 0, command.by(), command.at());
                    return accept(listed.counting(group.after(listed).counted(state.parties())));
                })
                .orElseGet(() -> refuse(NO_RULES_IN_FORCE));
    }

    private static Decision<IntakeEvent> remove(Registered state, RemoveMember command) {
        var group = state.group();
        if (group.find(command.memberId()).isEmpty()) {
            return group.onceHad(command.memberId()) ? alreadyTrue() : refuse(NO_SUCH_MEMBER);
        }
        var left = new MemberLeft(command.memberId(), command.reason(), 0, command.by(), command.at());
        return accept(left.counting(group.after(left).counted(state.parties())));
    }

    private Decision<IntakeEvent> choose(Registered state, ChooseRepresentatives command) {
        if (!state.group().isThere()) {
            return refuse(NO_GROUP);
        }
        return rules.inForceAt(command.at())
                .map(version -> choose(state, command, version.representatives()))
                .orElseGet(() -> refuse(NO_RULES_IN_FORCE));
    }

    private static Decision<IntakeEvent> choose(
            Registered state, ChooseRepresentatives command, IntakeRules.Representatives rule) {
        var named = new HashSet<>(command.representatives());
        if (rule.limits(state.registered().channel()) && named.size() > rule.most()) {
            return refuse(TOO_MANY_REPRESENTATIVES);
        }
        var events = new ArrayList<IntakeEvent>();
        var chosen = new ArrayList<String>();
        var parties = state.parties();
        for (var id : command.representatives().stream().distinct().toList()) {
            var member = state.group().find(id);
            if (member.isEmpty()) {
                if (!parties.hasApplicant(id)) {
                    return refuse(NO_SUCH_MEMBER);
                }
                chosen.add(id);
                continue;
            }
            var subject = member.get().subject();
            var known = parties.applicants().stream()
                    .filter(applicant -> applicant.subject().equals(subject))
                    .findFirst();
            if (known.isPresent()) {
                chosen.add(known.get().partyId());
                continue;
            }
            var party = member.get().as(parties.nextId(Party.Side.APPLICANT));
            parties = parties.with(party, Party.Side.APPLICANT);
            events.add(new PartyJoined(
                    party,
                    Party.Side.APPLICANT,
                    command.reason(),
                    command.by(),
                    command.at(),
                    parties.asOthersSeeThem()));
            chosen.add(party.partyId());
        }
        if (events.isEmpty() && chosen.equals(state.group().representatives())) {
            return alreadyTrue();
        }
        events.add(new RepresentativesChosen(chosen, command.reason(), command.by(), command.at()));
        return accept(events);
    }
}
