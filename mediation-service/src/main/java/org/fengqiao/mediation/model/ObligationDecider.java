package org.fengqiao.mediation.model;

import static org.fengqiao.kernel.decision.Condition.inOrder;
import static org.fengqiao.kernel.decision.Condition.require;
import static org.fengqiao.kernel.decision.Decision.accept;
import static org.fengqiao.kernel.decision.Decision.alreadyTrue;
import static org.fengqiao.kernel.decision.Decision.refuse;
import static org.fengqiao.mediation.model.MediationRefusal.ALREADY_PERFORMED;
import static org.fengqiao.mediation.model.MediationRefusal.NO_SUCH_OBLIGATION;
import static org.fengqiao.mediation.model.MediationRefusal.PERFORMED_BEFORE_THE_AGREEMENT;
import static org.fengqiao.mediation.model.MediationRefusal.PERFORMED_IN_THE_FUTURE;

import java.time.LocalDate;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.decision.Condition;
import org.fengqiao.kernel.decision.Decision;
import org.fengqiao.mediation.model.MediationCommand.ObligationCommand;
import org.fengqiao.mediation.model.MediationCommand.RecordBreach;
import org.fengqiao.mediation.model.MediationCommand.RecordPerformance;
import org.fengqiao.mediation.model.MediationEvent.ObligationBreached;
import org.fengqiao.mediation.model.MediationEvent.ObligationEvent;
import org.fengqiao.mediation.model.MediationEvent.ObligationPerformed;
import org.fengqiao.mediation.model.Obligations.Performance;
import org.fengqiao.mediation.model.Obligations.Performance.Breached;
import org.fengqiao.mediation.model.Obligations.Performance.NotOwed;
import org.fengqiao.mediation.model.Obligations.Performance.Owed;
import org.fengqiao.mediation.model.Obligations.Performance.Performed;

/** Decisions about the obligations of the current agreement. */
final class ObligationDecider {

    private final MediationRules rules;

    ObligationDecider(MediationRules rules) {
        this.rules = rules;
    }

    private record Moment(Performance performance, ObligationCommand command) {}

    Decision<MediationEvent> decide(ObligationCommand command, Mediation state) {
        var obligations = state.obligations();
        return switch (new Moment(obligations.find(command.obligation()), command)) {
            case Moment(NotOwed _, RecordPerformance _), Moment(NotOwed _, RecordBreach _) ->
                refuse(NO_SUCH_OBLIGATION);

            case Moment(Owed _, RecordPerformance c) -> perform(c, state);
            case Moment(Owed _, RecordBreach c) ->
                accept(new ObligationBreached(c.obligation(), c.reason(), obligations.outstanding()));

            // Late is better than never: a breach does not end what is owed.
            case Moment(Breached _, RecordPerformance c) -> perform(c, state);
            case Moment(Breached _, RecordBreach _) -> alreadyTrue();

            case Moment(Performed(var performedOn), RecordPerformance c)
            when performedOn.equals(c.performedOn()) -> alreadyTrue();
            case Moment(Performed _, RecordPerformance _) -> refuse(ALREADY_PERFORMED);
            case Moment(Performed _, RecordBreach _) -> refuse(ALREADY_PERFORMED);
        };
    }

    private Decision<MediationEvent> perform(RecordPerformance c, Mediation state) {
        var obligations = state.obligations();
        var today = rules.dayOf(c.at());
        return Deed.CONDITIONS.judge(
                new Deed(c.performedOn(), obligations.agreedOn(), today),
                () -> accept(new ObligationPerformed(
                        c.obligation(),
                        c.performedOn(),
                        obligations.outstanding() - 1,
                        state.overdueOn(today, List.of(c.obligation())))));
    }

    /**
     * Performance of an obligation, as far as its day is judged: from the agreement to today.
     *
     * @param doneOn the day on which the party did what it owed
     * @param agreedOn the day on which the agreement took effect; null if there is none
     * @param today the day of the report
     */
    private record Deed(LocalDate doneOn, @Nullable LocalDate agreedOn, LocalDate today) {

        static final Condition<Deed> CONDITIONS = inOrder(
                require(Deed::followsTheAgreement, PERFORMED_BEFORE_THE_AGREEMENT),
                require(Deed::isDone, PERFORMED_IN_THE_FUTURE));

        private boolean followsTheAgreement() {
            return agreedOn == null || !doneOn.isBefore(agreedOn);
        }

        private boolean isDone() {
            return !doneOn.isAfter(today);
        }
    }

    Obligations evolve(Obligations obligations, ObligationEvent event) {
        return switch (event) {
            case ObligationPerformed e -> obligations.with(e.obligation(), new Performed(e.performedOn()));
            case ObligationBreached e -> obligations.with(e.obligation(), new Breached(e.reason()));
        };
    }
}
