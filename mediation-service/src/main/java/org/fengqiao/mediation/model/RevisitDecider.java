package org.fengqiao.mediation.model;

import static org.fengqiao.kernel.decision.Condition.inOrder;
import static org.fengqiao.kernel.decision.Condition.require;
import static org.fengqiao.kernel.decision.Decision.accept;
import static org.fengqiao.kernel.decision.Decision.alreadyTrue;
import static org.fengqiao.kernel.decision.Decision.refuse;
import static org.fengqiao.mediation.model.MediationRefusal.ANSWER_WITHOUT_CONTACT;
import static org.fengqiao.mediation.model.MediationRefusal.NO_SUCH_REVISIT;
import static org.fengqiao.mediation.model.MediationRefusal.REVISIT_ALREADY_COMPLETED;
import static org.fengqiao.mediation.model.MediationRefusal.REVISIT_BEFORE_ITS_DAY;
import static org.fengqiao.mediation.model.MediationRefusal.REVISIT_CANCELLED;
import static org.fengqiao.mediation.model.MediationRefusal.REVISIT_OUT_OF_ORDER;
import static org.fengqiao.mediation.model.MediationRefusal.SATISFACTION_MISSING;

import java.util.ArrayList;

import org.fengqiao.kernel.decision.Condition;
import org.fengqiao.kernel.decision.Decision;
import org.fengqiao.kernel.value.DiscontinuationCause;
import org.fengqiao.mediation.model.MediationCommand.CancelRevisits;
import org.fengqiao.mediation.model.MediationCommand.CompleteRevisit;
import org.fengqiao.mediation.model.MediationCommand.RevisitCommand;
import org.fengqiao.mediation.model.MediationCommand.ScheduleRevisits;
import org.fengqiao.mediation.model.MediationEvent.RevisitCompleted;
import org.fengqiao.mediation.model.MediationEvent.RevisitEvent;
import org.fengqiao.mediation.model.MediationEvent.RevisitScheduled;
import org.fengqiao.mediation.model.MediationEvent.RevisitsCancelled;
import org.fengqiao.mediation.model.Revisits.Plan;
import org.fengqiao.mediation.model.Revisits.Revisit;
import org.fengqiao.mediation.model.Revisits.Revisit.Cancelled;
import org.fengqiao.mediation.model.Revisits.Revisit.Completed;
import org.fengqiao.mediation.model.Revisits.Revisit.Pending;

/** Decisions about the revisits of a closed case. */
final class RevisitDecider {

    private final MediationRules rules;

    RevisitDecider(MediationRules rules) {
        this.rules = rules;
    }

    Decision<MediationEvent> decide(RevisitCommand command, Mediation state) {
        return switch (command) {
            case ScheduleRevisits c -> schedule(c, state);
            case CancelRevisits c -> cancel(c, state.revisits());
            case CompleteRevisit c ->
                state.revisits().all().stream()
                        .filter(revisit -> revisit.plan().number() == c.revisit())
                        .findAny()
                        .map(revisit -> complete(c, revisit, state))
                        .orElse(refuse(NO_SUCH_REVISIT));
        };
    }

    private Decision<MediationEvent> schedule(ScheduleRevisits c, Mediation state) {
        if (c.closure() <= state.revisits().lastClosure()) {
            return alreadyTrue();
        }
        var events = new ArrayList<>(Custody.end(state.proceeding(), DiscontinuationCause.CLOSED, c.closedAt()));
        var next = state.revisits().nextNumber();
        for (var dueAt : rules.revisitsAfter(c.outcome(), c.closedAt())) {
            events.add(new RevisitScheduled(c.closure(), next++, dueAt, c.unit()));
        }
        return accept(events);
    }

    private static Decision<MediationEvent> cancel(CancelRevisits c, Revisits revisits) {
        var pending = revisits.pending()
                .filter(plan -> plan.closure() == c.closure())
                .map(Plan::number)
                .toList();
        return pending.isEmpty() ? alreadyTrue() : accept(new RevisitsCancelled(c.closure(), pending, c.reopenedAt()));
    }

    private Decision<MediationEvent> complete(CompleteRevisit c, Revisit revisit, Mediation state) {
        return switch (revisit) {
            case Cancelled _ -> refuse(REVISIT_CANCELLED);
            case Completed done ->
                done.answer().isRepeatedBy(c.answer()) ? alreadyTrue() : refuse(REVISIT_ALREADY_COMPLETED);
            case Pending _ when c.answer().lacksSatisfaction() -> refuse(SATISFACTION_MISSING);
            case Pending _ when c.answer().answersWithoutContact() -> refuse(ANSWER_WITHOUT_CONTACT);
            case Pending(var plan) ->
                Visit.CONDITIONS.judge(
                        new Visit(c, plan, state.revisits(), rules),
                        () -> accept(
                                completed(c, plan.closure(), state.obligations().outstanding())));
        };
    }

    /** Visit to the parties, as far as its time is judged: one after the other, and none before its day. */
    private record Visit(CompleteRevisit report, Plan plan, Revisits revisits, MediationRules rules) {

        static final Condition<Visit> CONDITIONS =
                inOrder(require(Visit::isTheNext, REVISIT_OUT_OF_ORDER), require(Visit::isDue, REVISIT_BEFORE_ITS_DAY));

        private boolean isTheNext() {
            return revisits.pending()
                    .noneMatch(other -> other.closure() == plan.closure() && other.number() < plan.number());
        }

        private boolean isDue() {
            return !rules.dayOf(report.completedAt()).isBefore(rules.dayBefore(plan.dueAt()));
        }
    }

    private static RevisitCompleted completed(CompleteRevisit c, int closure, int outstanding) {
        var answer = c.answer();
        return new RevisitCompleted(
                closure,
                c.revisit(),
                answer.reached(),
                answer.satisfaction(),
                answer.performed(),
                answer.newTrouble(),
                answer.remark(),
                outstanding,
                c.completedAt());
    }

    Revisits evolve(Revisits revisits, RevisitEvent event) {
        return switch (event) {
            case RevisitScheduled e ->
                revisits.with(new Pending(new Plan(e.revisit(), e.closure(), e.dueAt(), e.unit())));
            case RevisitsCancelled e -> {
                var changed = revisits;
                for (var number : e.revisits()) {
                    changed = changed.with(new Cancelled(revisits.plan(number)));
                }
                yield changed;
            }
            case RevisitCompleted e ->
                revisits.with(new Completed(revisits.plan(e.revisit()), RevisitAnswer.from(e), e.completedAt()));
        };
    }
}
