package org.fengqiao.mediation.model;

import static org.fengqiao.kernel.decision.Condition.inOrder;
import static org.fengqiao.kernel.decision.Condition.require;
import static org.fengqiao.kernel.decision.Condition.requireOfEach;
import static org.fengqiao.kernel.decision.Decision.accept;
import static org.fengqiao.kernel.decision.Decision.alreadyTrue;
import static org.fengqiao.kernel.decision.Decision.refuse;
import static org.fengqiao.mediation.model.MediationRefusal.ASKED_BY_A_HANDLER;
import static org.fengqiao.mediation.model.MediationRefusal.NOT_ASKED_IN_THIS_ROUND;
import static org.fengqiao.mediation.model.MediationRefusal.NO_ANSWER_TO_MARK;
import static org.fengqiao.mediation.model.MediationRefusal.NO_SUCH_REVISIT;
import static org.fengqiao.mediation.model.MediationRefusal.OBLIGATION_NOT_ANSWERED;
import static org.fengqiao.mediation.model.MediationRefusal.OBLIGATION_NOT_ASKED_ABOUT;
import static org.fengqiao.mediation.model.MediationRefusal.PARTY_ALREADY_ANSWERED;
import static org.fengqiao.mediation.model.MediationRefusal.PARTY_GIVEN_UP;
import static org.fengqiao.mediation.model.MediationRefusal.PERFORMANCE_AGAINST_ITS_DAY;
import static org.fengqiao.mediation.model.MediationRefusal.REVISIT_BEFORE_ITS_DAY;
import static org.fengqiao.mediation.model.MediationRefusal.REVISIT_CANCELLED;
import static org.fengqiao.mediation.model.MediationRefusal.REVISIT_OUT_OF_ORDER;
import static org.fengqiao.mediation.model.MediationRefusal.REVISIT_OVER;
import static org.fengqiao.mediation.model.MediationRefusal.SATISFACTION_OFF_THE_SCALE;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.decision.Condition;
import org.fengqiao.kernel.decision.Decision;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.value.DiscontinuationCause;
import org.fengqiao.mediation.model.MediationEvent.ObligationPerformed;
import org.fengqiao.mediation.model.ObligationAnswer.Said;
import org.fengqiao.mediation.model.RevisitCommand.AnswerByLink;
import org.fengqiao.mediation.model.RevisitCommand.AskingCommand;
import org.fengqiao.mediation.model.RevisitCommand.CancelRevisits;
import org.fengqiao.mediation.model.RevisitCommand.ClosureCommand;
import org.fengqiao.mediation.model.RevisitCommand.EndRound;
import org.fengqiao.mediation.model.RevisitCommand.MakeLink;
import org.fengqiao.mediation.model.RevisitCommand.MarkAnswer;
import org.fengqiao.mediation.model.RevisitCommand.NoteAccusation;
import org.fengqiao.mediation.model.RevisitCommand.PartyCommand;
import org.fengqiao.mediation.model.RevisitCommand.RecordAnswer;
import org.fengqiao.mediation.model.RevisitCommand.RecordAttempt;
import org.fengqiao.mediation.model.RevisitCommand.ScheduleRevisits;
import org.fengqiao.mediation.model.RevisitEvent.AccusationNoted;
import org.fengqiao.mediation.model.RevisitEvent.RevisitAnswered;
import org.fengqiao.mediation.model.RevisitEvent.RevisitAttempted;
import org.fengqiao.mediation.model.RevisitEvent.RevisitCompleted;
import org.fengqiao.mediation.model.RevisitEvent.RevisitGivenUp;
import org.fengqiao.mediation.model.RevisitEvent.RevisitLinkMade;
import org.fengqiao.mediation.model.RevisitEvent.RevisitMarked;
import org.fengqiao.mediation.model.RevisitEvent.RevisitScheduled;
import org.fengqiao.mediation.model.RevisitEvent.RevisitsCancelled;
import org.fengqiao.mediation.model.Revisits.Asked;
import org.fengqiao.mediation.model.Revisits.Link;
import org.fengqiao.mediation.model.Revisits.Plan;
import org.fengqiao.mediation.model.Revisits.Round;
import org.fengqiao.mediation.model.Revisits.Round.Cancelled;
import org.fengqiao.mediation.model.Revisits.Round.Completed;
import org.fengqiao.mediation.model.Revisits.Round.Pending;
import org.fengqiao.mediation.model.Revisits.Standing.Answered;
import org.fengqiao.mediation.model.Revisits.Standing.GivenUp;
import org.fengqiao.mediation.model.Revisits.Standing.Waiting;

/**
 * Decisions about the revisits of a closed case. In each round every party is asked on its own, by somebody who did not
 * handle the case; the round ends when every party has answered or was given up, in the same decision.
 */
final class RevisitDecider {

    private final MediationRules rules;

    RevisitDecider(MediationRules rules) {
        this.rules = rules;
    }

    Decision<MediationEvent> decide(RevisitCommand command, Mediation state) {
        return switch (command) {
            case ClosureCommand c -> ofClosure(c, state);
            case PartyCommand c ->
                state.revisits()
                        .find(c.round())
                        .map(round -> round.party(c.partyId())
                                .map(asked -> ofParty(c, round, asked, state))
                                .orElse(refuse(NOT_ASKED_IN_THIS_ROUND)))
                        .orElse(refuse(NO_SUCH_REVISIT));
        };
    }

    private Decision<MediationEvent> ofClosure(ClosureCommand command, Mediation state) {
        return switch (command) {
            case ScheduleRevisits c -> schedule(c, state);
            case CancelRevisits c -> cancel(c, state.revisits());
            case NoteAccusation c -> note(c, state);
            case EndRound c ->
                state.revisits()
                        .find(c.round())
                        .map(round -> end(c, round, state))
                        .orElse(alreadyTrue());
        };
    }

    private Decision<MediationEvent> ofParty(PartyCommand command, Round round, Asked asked, Mediation state) {
        return switch (command) {
            case MarkAnswer c -> mark(c, round.plan(), asked);
            case AnswerByLink c -> byLink(c, round, asked, state);
            case AskingCommand c -> ask(c, round, asked, state);
        };
    }

    // All rounds of a closing

    private Decision<MediationEvent> schedule(ScheduleRevisits c, Mediation state) {
        if (c.closure() <= state.revisits().lastClosure()) {
            return alreadyTrue();
        }
        var events = new ArrayList<>(Custody.end(state.proceeding(), DiscontinuationCause.CLOSED, c.closedAt()));
        var handledBy = new TreeSet<>(state.mediators());
        handledBy.addAll(c.handledBy());
        var obligations = rules.areObligationsAskedAfter(c.outcome(), c.closedAt())
                ? state.agreed().stream().map(Obligation::obligation).toList()
                : List.<Integer>of();
        var number = state.revisits().nextNumber();
        var ordinal = 1;
        var parties = state.revisits().mayBeAsked(c.parties());
        // Only the accused are left; a case of which no party was told is noted with rounds that nobody answers.
        if (parties.isEmpty() && !c.parties().isEmpty()) {
            return events.isEmpty() ? alreadyTrue() : accept(events);
        }
        for (var dueAt : rules.revisitsAfter(c.outcome(), c.closedAt())) {
            events.add(new RevisitScheduled(
                    c.closure(),
                    number++,
                    ordinal++,
                    dueAt,
                    c.unit(),
                    parties,
                    obligations,
                    List.copyOf(handledBy),
                    c.knownAt()));
        }
        return accept(events);
    }

    private static Decision<MediationEvent> cancel(CancelRevisits c, Revisits revisits) {
        var pending = revisits.pending()
                .map(Pending::plan)
                .filter(plan -> plan.closure() == c.closure())
                .map(Plan::number)
                .toList();
        return pending.isEmpty() ? alreadyTrue() : accept(new RevisitsCancelled(c.closure(), pending, c.reopenedAt()));
    }

    /** Decides on a judgement: rounds in which nobody but the accused was still to be asked end with it. */
    private Decision<MediationEvent> note(NoteAccusation c, Mediation state) {
        if (c.accusation() == state.revisits().accusing()) {
            return alreadyTrue();
        }
        var events = new ArrayList<MediationEvent>();
        events.add(new AccusationNoted(c.accusation(), c.at()));
        state.revisits()
                .accusing(c.accusation(), c.at())
                .pending()
                .filter(round -> round.parties().stream().noneMatch(Asked::isWaiting))
                .map(round -> completed(round.plan(), round.parties(), state, List.of(), false, c.at()))
                .forEach(events::add);
        return accept(events);
    }

    private Decision<MediationEvent> end(EndRound c, Round round, Mediation state) {
        return switch (round) {
            case Completed _, Cancelled _ -> alreadyTrue();
            case Pending pending -> {
                var events = new ArrayList<MediationEvent>();
                var after = new ArrayList<Asked>();
                for (var asked : pending.parties()) {
                    if (asked.isWaiting()) {
                        events.add(givenUp(pending.plan(), asked, GivenUpCause.DEADLINE, c.at()));
                        after.add(asked.with(new GivenUp(GivenUpCause.DEADLINE, c.at())));
                    } else {
                        after.add(asked);
                    }
                }
                events.add(completed(pending.plan(), after, state, List.of(), true, c.at()));
                yield accept(events);
            }
        };
    }

    // One party

    private Decision<MediationEvent> ask(AskingCommand command, Round round, Asked asked, Mediation state) {
        return switch (round) {
            case Cancelled _ -> refuse(REVISIT_CANCELLED);
            case Completed _ -> afterTheEnd(command, asked);
            case Pending pending ->
                switch (asked.standing()) {
                    case Answered answered -> again(command, answered);
                    case GivenUp _ -> refuse(PARTY_GIVEN_UP);
                    case Waiting _ ->
                        Visit.CONDITIONS.judge(
                                new Visit(command.askedBy(), command.at(), pending.plan(), state.revisits(), rules),
                                () -> asking(command, pending, asked, state));
                };
        };
    }

    private static Decision<MediationEvent> afterTheEnd(AskingCommand command, Asked asked) {
        return switch (asked.standing()) {
            case Answered answered -> again(command, answered);
            case GivenUp _, Waiting _ -> refuse(REVISIT_OVER);
        };
    }

    /** Decides about a party that has answered: the same answer again records nothing. */
    private static Decision<MediationEvent> again(AskingCommand command, Answered answered) {
        return switch (command) {
            case RecordAnswer c
            when answered.answer().isRepeatedBy(c.answer()) && Objects.equals(answered.askedBy(), c.askedBy()) ->
                alreadyTrue();
            case RecordAnswer _, RecordAttempt _, MakeLink _ -> refuse(PARTY_ALREADY_ANSWERED);
        };
    }

    private Decision<MediationEvent> asking(AskingCommand command, Pending round, Asked asked, Mediation state) {
        return switch (command) {
            case RecordAttempt c -> attempt(c, round, asked, state);
            case MakeLink c ->
                accept(new RevisitLinkMade(
                        round.plan().closure(),
                        c.round(),
                        c.partyId(),
                        c.codeHash(),
                        rules.revisitRules(c.at()).linkExpires(c.at()),
                        c.askedBy(),
                        c.at()));
            case RecordAnswer c ->
                answer(c.answer(), c.channel(), c.askedBy(), c.calledNumber(), round, asked, state, c.at());
        };
    }

    private Decision<MediationEvent> attempt(RecordAttempt c, Pending round, Asked asked, Mediation state) {
        var plan = round.plan();
        var tried = asked.attempted(c.at());
        var events = new ArrayList<MediationEvent>();
        events.add(new RevisitAttempted(
                plan.closure(),
                c.round(),
                c.partyId(),
                tried.attempts().size(),
                c.channel(),
                c.calledNumber(),
                c.askedBy(),
                c.at()));
        var made = tried.attempts().stream().map(rules::localTimeOf).toList();
        if (rules.revisitRules(c.at()).areExhaustedBy(made)) {
            events.add(givenUp(plan, tried, GivenUpCause.UNREACHABLE, c.at()));
            var after = replaced(round, tried.with(new GivenUp(GivenUpCause.UNREACHABLE, c.at())));
            if (after.stream().noneMatch(Asked::isWaiting)) {
                events.add(completed(plan, after, state, List.of(), false, c.at()));
            }
        }
        return accept(events);
    }

    private Decision<MediationEvent> byLink(AnswerByLink c, Round round, Asked asked, Mediation state) {
        if (asked.standing() instanceof Answered answered
                && answered.channel() == RevisitChannel.LINK
                && answered.answer().isRepeatedBy(c.answer())) {
            return alreadyTrue();
        }
        return state.revisits()
                .refusalOfLink(c.round(), c.partyId(), c.codeHash(), c.at())
                .map(Decision::<MediationEvent>refuse)
                .orElseGet(() -> answer(c.answer(), RevisitChannel.LINK, null, null, round, asked, state, c.at()));
    }

    private Decision<MediationEvent> answer(
            RevisitAnswer answer,
            RevisitChannel channel,
            @Nullable String askedBy,
            @Nullable PersonalText calledNumber,
            Round round,
            Asked asked,
            Mediation state,
            Instant at) {
        var said = new Statement(answer, asked.party().partyId(), round.plan(), state, rules.dayOf(at));
        return Statement.CONDITIONS.judge(said, () -> {
            var plan = round.plan();
            var events = new ArrayList<MediationEvent>();
            events.add(new RevisitAnswered(
                    plan.closure(),
                    plan.number(),
                    plan.ordinal(),
                    asked.party().partyId(),
                    asked.party().side(),
                    answer.speaker(),
                    channel,
                    askedBy,
                    calledNumber,
                    answer.satisfaction(),
                    answer.obligations(),
                    answer.newTrouble(),
                    answer.remark(),
                    at));
            if (rules.revisitRules(at).isSoonAfter(plan.closingKnownAt(), at)) {
                events.add(new RevisitMarked(
                        plan.closure(),
                        plan.number(),
                        asked.party().partyId(),
                        List.of(MarkGround.SOON_AFTER_CLOSING),
                        at));
            }
            var acknowledged = said.acknowledged();
            for (var done = 1; done <= acknowledged.size(); done++) {
                events.add(new ObligationPerformed(
                        acknowledged.get(done - 1),
                        said.today(),
                        state.obligations().outstanding() - done,
                        state.overdueOn(said.today(), acknowledged.subList(0, done))));
            }
            var after = replaced(round, asked.with(new Answered(answer, channel, askedBy, calledNumber, at)));
            if (after.stream().noneMatch(Asked::isWaiting)) {
                events.add(completed(plan, after, state, acknowledged, false, at));
            }
            return accept(events);
        });
    }

    private static Decision<MediationEvent> mark(MarkAnswer c, Plan plan, Asked asked) {
        if (asked.answered().isEmpty()) {
            return refuse(NO_ANSWER_TO_MARK);
        }
        return asked.marks().contains(c.ground())
                ? alreadyTrue()
                : accept(new RevisitMarked(plan.closure(), c.round(), c.partyId(), List.of(c.ground()), c.at()));
    }

    private static List<Asked> replaced(Round round, Asked changed) {
        return round.parties().stream()
                .map(asked -> asked.party().partyId().equals(changed.party().partyId()) ? changed : asked)
                .toList();
    }

    private static RevisitGivenUp givenUp(Plan plan, Asked asked, GivenUpCause cause, Instant at) {
        return new RevisitGivenUp(
                plan.closure(),
                plan.number(),
                plan.ordinal(),
                asked.party().partyId(),
                asked.party().side(),
                cause,
                asked.attempts().size(),
                at);
    }

    /**
     * Returns the event that ends a round.
     *
     * @param acknowledged the obligations whose performance the same decision records
     */
    private RevisitCompleted completed(
            Plan plan,
            List<Asked> parties,
            Mediation state,
            List<Integer> acknowledged,
            boolean byDeadline,
            Instant at) {
        var answers =
                parties.stream().flatMap(asked -> asked.answered().stream()).toList();
        var lowest = answers.stream()
                .mapToInt(answered -> answered.answer().satisfaction())
                .min();
        var owed = !plan.obligations().isEmpty();
        return new RevisitCompleted(
                plan.closure(),
                plan.number(),
                plan.ordinal(),
                (int) parties.stream().filter(asked -> !asked.isAccused()).count(),
                answers.size(),
                lowest.isPresent() ? lowest.getAsInt() : null,
                owed ? state.overdueOn(rules.dayOf(at), acknowledged) : 0,
                owed ? state.obligations().outstanding() - acknowledged.size() : 0,
                byDeadline,
                at);
    }

    /** Visit to a party, judged by its maker and its time: one round after the other, none before its day. */
    private record Visit(String askedBy, Instant at, Plan plan, Revisits revisits, MediationRules rules) {

        static final Condition<Visit> CONDITIONS = inOrder(
                require(Visit::isTheNext, REVISIT_OUT_OF_ORDER),
                require(Visit::isDue, REVISIT_BEFORE_ITS_DAY),
                require(Visit::isByAnother, ASKED_BY_A_HANDLER));

        private boolean isTheNext() {
            return revisits.pending()
                    .map(Pending::plan)
                    .noneMatch(other -> other.closure() == plan.closure() && other.number() < plan.number());
        }

        private boolean isDue() {
            return !rules.dayOf(at).isBefore(rules.dayBefore(plan.dueAt()));
        }

        private boolean isByAnother() {
            return !plan.handledBy().contains(askedBy);
        }
    }

    /** Statement of a party, as far as it is judged against the agreement. */
    private record Statement(RevisitAnswer answer, String partyId, Plan plan, Mediation state, LocalDate today) {

        static final Condition<Statement> CONDITIONS = inOrder(
                require(said -> said.answer.isOnTheScale(), SATISFACTION_OFF_THE_SCALE),
                requireOfEach(
                        Statement::spokenOf,
                        require(spoken -> spoken.obligation() != null, OBLIGATION_NOT_ASKED_ABOUT)),
                require(Statement::isComplete, OBLIGATION_NOT_ANSWERED),
                requireOfEach(Statement::spokenOf, require(Spoken::agreesWithItsDay, PERFORMANCE_AGAINST_ITS_DAY)));

        /** Word of the party about an obligation; {@code obligation} is null if it is not asked about that one. */
        private record Spoken(@Nullable Obligation obligation, Said said, LocalDate today) {

            boolean agreesWithItsDay() {
                var overdue = obligation != null && obligation.dueOn().isBefore(today);
                return switch (said) {
                    case PERFORMED -> true;
                    case NOT_YET_DUE -> !overdue;
                    case NOT_PERFORMED -> overdue;
                };
            }
        }

        private Stream<Obligation> asked() {
            return state.agreed().stream()
                    .filter(obligation -> plan.obligations().contains(obligation.obligation()))
                    .filter(obligation -> obligation.debtor().equals(partyId)
                            || obligation.creditor().equals(partyId));
        }

        private List<Spoken> spokenOf() {
            return answer.obligations().stream()
                    .map(spoken -> new Spoken(
                            asked().filter(obligation -> obligation.obligation() == spoken.obligation())
                                    .findAny()
                                    .orElse(null),
                            spoken.said(),
                            today))
                    .toList();
        }

        private boolean isComplete() {
            var spoken = answer.obligations().stream()
                    .map(ObligationAnswer::obligation)
                    .toList();
            return spoken.stream().distinct().count() == spoken.size()
                    && asked().map(Obligation::obligation)
                            .filter(obligation -> !state.isSettled(obligation))
                            .allMatch(spoken::contains);
        }

        /** The obligations whose performance their creditor acknowledges, and which are not on record as performed. */
        private List<Integer> acknowledged() {
            return asked().filter(obligation -> obligation.creditor().equals(partyId))
                    .map(Obligation::obligation)
                    .filter(obligation -> !state.isSettled(obligation))
                    .filter(obligation ->
                            answer.obligations().contains(new ObligationAnswer(obligation, Said.PERFORMED)))
                    .toList();
        }
    }

    Revisits evolve(Revisits revisits, RevisitEvent event) {
        return switch (event) {
            case RevisitScheduled e ->
                revisits.with(new Pending(
                        new Plan(
                                e.round(),
                                e.closure(),
                                e.ordinal(),
                                e.dueAt(),
                                e.unit(),
                                Set.copyOf(e.obligations()),
                                Set.copyOf(e.handledBy()),
                                e.closingKnownAt()),
                        e.parties().stream().map(Asked::of).toList()));
            case AccusationNoted e -> revisits.accusing(e.accusation(), e.notedAt());
            case RevisitsCancelled e -> {
                var changed = revisits;
                for (var number : e.rounds()) {
                    var round = revisits.all().get(number - 1);
                    changed = changed.with(new Cancelled(round.plan(), round.parties()));
                }
                yield changed;
            }
            case RevisitAttempted e -> revisits.with(e.round(), e.partyId(), asked -> asked.attempted(e.attemptedAt()));
            case RevisitLinkMade e ->
                revisits.with(
                        e.round(),
                        e.partyId(),
                        asked -> asked.with(new Waiting(new Link(e.codeHash(), e.expiresAt()))));
            case RevisitAnswered e ->
                revisits.with(
                        e.round(),
                        e.partyId(),
                        asked -> asked.with(new Answered(
                                RevisitAnswer.from(e), e.channel(), e.askedBy(), e.calledNumber(), e.answeredAt())));
            case RevisitGivenUp e ->
                revisits.with(e.round(), e.partyId(), asked -> asked.with(new GivenUp(e.cause(), e.givenUpAt())));
            case RevisitMarked e -> revisits.with(e.round(), e.partyId(), asked -> asked.marked(e.grounds()));
            case RevisitCompleted e -> {
                var round = revisits.all().get(e.round() - 1);
                yield revisits.with(new Completed(round.plan(), round.parties(), e.completedAt()));
            }
        };
    }
}
