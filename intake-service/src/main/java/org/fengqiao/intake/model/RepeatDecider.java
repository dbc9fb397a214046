package org.fengqiao.intake.model;

import static org.fengqiao.intake.model.RepeatRefusal.CARRIES_ON_REPEATS;
import static org.fengqiao.intake.model.RepeatRefusal.DOES_NOT_GO_ON;
import static org.fengqiao.intake.model.RepeatRefusal.IS_A_REPEAT;
import static org.fengqiao.intake.model.RepeatRefusal.LINKED_ALREADY;
import static org.fengqiao.intake.model.RepeatRefusal.OWN_REPEAT;
import static org.fengqiao.intake.model.RepeatRefusal.REPEAT_NOT_OPEN;
import static org.fengqiao.kernel.decision.Decision.accept;
import static org.fengqiao.kernel.decision.Decision.alreadyTrue;
import static org.fengqiao.kernel.decision.Decision.refuse;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.fengqiao.intake.model.Ending.Open;
import org.fengqiao.intake.model.Ending.Settled;
import org.fengqiao.intake.model.Ending.Unverified;
import org.fengqiao.intake.model.IntakeCase.Accepted;
import org.fengqiao.intake.model.IntakeCase.Registered;
import org.fengqiao.intake.model.IntakeCase.Unregistered;
import org.fengqiao.intake.model.IntakeCommand.AnswerClosing;
import org.fengqiao.intake.model.IntakeCommand.AnswerReopening;
import org.fengqiao.intake.model.IntakeCommand.AnsweringCommand;
import org.fengqiao.intake.model.IntakeCommand.JoinRepeat;
import org.fengqiao.intake.model.IntakeCommand.LetRepeatGo;
import org.fengqiao.intake.model.IntakeCommand.LinkRepeat;
import org.fengqiao.intake.model.IntakeCommand.NoteReturningParties;
import org.fengqiao.intake.model.IntakeCommand.RepeatCommand;
import org.fengqiao.intake.model.IntakeCommand.UnlinkRepeat;
import org.fengqiao.intake.model.IntakeEvent.PartiesReturned;
import org.fengqiao.intake.model.IntakeEvent.RepeatAnswered;
import org.fengqiao.intake.model.IntakeEvent.RepeatEvent;
import org.fengqiao.intake.model.IntakeEvent.RepeatJoined;
import org.fengqiao.intake.model.IntakeEvent.RepeatLeft;
import org.fengqiao.intake.model.IntakeEvent.RepeatLinked;
import org.fengqiao.intake.model.IntakeEvent.RepeatUnlinked;
import org.fengqiao.intake.model.Repeats.Carrying;
import org.fengqiao.intake.model.Repeats.Linked;
import org.fengqiao.intake.model.Repeats.None;
import org.fengqiao.kernel.decision.Decision;
import org.fengqiao.kernel.decision.Decision.Refused;

/**
 * Repeats of a dispute as a table of state against command. A link is decided about twice, in one transaction: by the
 * case that carries on, and by the one that is carried on. A case with repeats never becomes one and a repeat never
 * gets any, so there is no chain and no circle to look for.
 */
final class RepeatDecider {

    private final RepeatRules rules;

    RepeatDecider(RepeatRules rules) {
        this.rules = rules;
    }

    private record Moment(IntakeCase state, RepeatCommand command) {}

    /** Decides about a link. */
    Decision<IntakeEvent> decide(RepeatCommand command, IntakeCase state) {
        return switch (new Moment(state, command)) {
            case Moment(Unregistered _, LinkRepeat _),
                    Moment(Unregistered _, JoinRepeat _),
                    Moment(Unregistered _, UnlinkRepeat _),
                    Moment(Unregistered _, LetRepeatGo _),
                    Moment(Unregistered _, NoteReturningParties _) -> refuse(IntakeRefusal.NO_SUCH_CASE);

            case Moment(IntakeCase _, LinkRepeat c) when c.isOfItself() -> refuse(OWN_REPEAT);
            case Moment(IntakeCase _, JoinRepeat c) when c.isOfItself() -> refuse(OWN_REPEAT);

            case Moment(Registered s, LinkRepeat c) -> link(s, c);
            case Moment(Registered s, JoinRepeat c) -> join(s, c);

            case Moment(Registered s, UnlinkRepeat c)
            when s.repeats().carriedOnUnder().filter(c.of()::equals).isPresent() ->
                accept(new RepeatUnlinked(c.of(), c.by(), c.person(), c.at()));
            case Moment(Registered _, UnlinkRepeat _) -> alreadyTrue();

            case Moment(Registered s, LetRepeatGo c)
            when s.repeats().carries(c.repeat()) ->
                accept(new RepeatLeft(c.repeat(), s.repeats().carried().size() - 1, c.at()));
            case Moment(Registered _, LetRepeatGo _) -> alreadyTrue();

            case Moment(Registered _, NoteReturningParties(var parties, var days, var version, var at)) ->
                accept(new PartiesReturned(parties.applicant(), parties.respondent(), days, version, at));
        };
    }

    private static Decision<IntakeEvent> link(Registered state, LinkRepeat command) {
        return switch (state.repeats()) {
            case Linked(var of, var _) when of.equals(command.of()) -> alreadyTrue();
            case Linked _ -> refuse(LINKED_ALREADY);
            case Carrying _ -> refuse(CARRIES_ON_REPEATS);
            case None _ ->
                state instanceof Accepted && state.retention().ending() instanceof Open
                        ? accept(new RepeatLinked(
                                command.of(),
                                command.by(),
                                command.person(),
                                command.reasons(),
                                command.score(),
                                command.ruleVersion(),
                                command.at()))
                        : refuse(REPEAT_NOT_OPEN);
        };
    }

    private Decision<IntakeEvent> join(Registered state, JoinRepeat command) {
        if (state.repeats().carries(command.repeat())) {
            return alreadyTrue();
        }
        if (state.repeats().carriedOnUnder().isPresent()) {
            return refuse(IS_A_REPEAT);
        }
        if (!goesOn(state, command)) {
            return refuse(DOES_NOT_GO_ON);
        }
        var referral = command.referral();
        return accept(new RepeatJoined(
                command.repeat(),
                referral == null ? null : referral.partner(),
                referral == null ? null : referral.reference(),
                state.repeats().carried().size() + 1,
                command.at()));
    }

    /** Returns whether the case is open, or can be opened again by the same dispute. */
    private boolean goesOn(Registered state, JoinRepeat command) {
        return state instanceof Accepted
                && switch (state.retention().ending()) {
                    case Open _ -> true;
                    case Unverified(var _, var closedAt, var merged) ->
                        !merged && rules.canComeBack(closedAt, command.at());
                    case Settled settled -> {
                        var closedAt = settled.closedAt();
                        yield closedAt != null && rules.canComeBack(closedAt, command.at());
                    }
                };
    }

    /** Applies an event of a link. */
    IntakeCase evolve(IntakeCase state, RepeatEvent event) {
        return switch (event) {
            case RepeatLinked e -> state.linking(repeats -> repeats.linked(e.of(), e.linkedAt()));
            case RepeatUnlinked _ -> state.linking(Repeats::unlinked);
            case RepeatJoined e -> state.linking(repeats -> repeats.joinedBy(e));
            case RepeatLeft e -> state.linking(repeats -> repeats.leftBy(e.repeat()));
            case RepeatAnswered e -> state.linking(repeats -> repeats.answered(e));
            // For those who count: no later decision depends on it.
            case PartiesReturned _ -> state;
        };
    }

    /**
     * Returns a decision about a closing or reopening with what those who reported repeats are told: each gets the
     * outcome of the case that carries theirs on.
     */
    Decision<IntakeEvent> withAnswers(AnsweringCommand command, IntakeCase state, Decision<IntakeEvent> decision) {
        return switch (decision) {
            case Refused<IntakeEvent> refused -> refused;
            case Decision.Accepted<IntakeEvent>(var decided) -> {
                var events = new ArrayList<>(decided);
                events.addAll(answers(command, state));
                yield accept(events);
            }
        };
    }

    private static List<? extends IntakeEvent> answers(AnsweringCommand command, IntakeCase state) {
        if (!(state instanceof Accepted accepted)) {
            return List.of();
        }
        var carried = accepted.repeats().carried().stream();
        return switch (command) {
            case AnswerClosing c ->
                carried.filter(one -> !one.hasBeenToldOf(c.closure()))
                        .map(one -> answer(one, c.closure(), c.outcome(), c.closedAt(), null))
                        .toList();
            case AnswerReopening c ->
                carried.filter(one -> one.believesIn(c.closure()))
                        .map(one -> answer(one, one.closure(), one.outcome(), one.closedAt(), c.reopenedAt()))
                        .toList();
        };
    }

    private static RepeatAnswered answer(
            Repeats.Carried one,
            int closure,
            @Nullable String outcome,
            @Nullable Instant closedAt,
            @Nullable Instant reopenedAt) {
        var referral = one.referral();
        return new RepeatAnswered(
                one.repeat(),
                referral == null ? null : referral.partner(),
                referral == null ? null : referral.reference(),
                closure,
                outcome,
                closedAt,
                reopenedAt);
    }
}
