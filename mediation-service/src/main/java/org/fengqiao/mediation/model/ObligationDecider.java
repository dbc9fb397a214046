package org.fengqiao.mediation.model;

import static org.fengqiao.kernel.decision.Condition.inOrder;
import static org.fengqiao.kernel.decision.Condition.require;
import static org.fengqiao.kernel.decision.Decision.accept;
import static org.fengqiao.kernel.decision.Decision.alreadyTrue;
import static org.fengqiao.kernel.decision.Decision.refuse;
import static org.fengqiao.mediation.model.MediationRefusal.*;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.decision.Condition;
import org.fengqiao.kernel.decision.Decision;
import org.fengqiao.kernel.value.Money;
import org.fengqiao.mediation.model.MediationCommand.ExcuseObligation;
import org.fengqiao.mediation.model.MediationCommand.ObligationCommand;
import org.fengqiao.mediation.model.MediationCommand.RecordBreach;
import org.fengqiao.mediation.model.MediationCommand.RecordEnforcement;
import org.fengqiao.mediation.model.MediationCommand.RecordPayment;
import org.fengqiao.mediation.model.MediationCommand.RecordPerformance;
import org.fengqiao.mediation.model.MediationCommand.RemindOfObligation;
import org.fengqiao.mediation.model.MediationEvent.EnforcementApplied;
import org.fengqiao.mediation.model.MediationEvent.ObligationBreached;
import org.fengqiao.mediation.model.MediationEvent.ObligationEvent;
import org.fengqiao.mediation.model.MediationEvent.ObligationExcused;
import org.fengqiao.mediation.model.MediationEvent.ObligationPaid;
import org.fengqiao.mediation.model.MediationEvent.ObligationPerformed;
import org.fengqiao.mediation.model.MediationEvent.ObligationReminded;
import org.fengqiao.mediation.model.Obligations.Payment;
import org.fengqiao.mediation.model.Obligations.Performance;
import org.fengqiao.mediation.model.Obligations.Performance.Breached;
import org.fengqiao.mediation.model.Obligations.Performance.Excused;
import org.fengqiao.mediation.model.Obligations.Performance.NotOwed;
import org.fengqiao.mediation.model.Obligations.Performance.Owed;
import org.fengqiao.mediation.model.Obligations.Performance.Performed;
import org.fengqiao.mediation.model.Proceeding.ConcludedAgreed;

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
            case Moment(Owed _, RecordPerformance c) -> perform(c, state);
            case Moment(Owed _, RecordPayment c) -> pay(c, state);
            case Moment(NotOwed _, RemindOfObligation _),
                    Moment(Performed _, RemindOfObligation _),
                    Moment(Excused _, RemindOfObligation _) -> alreadyTrue();
            case Moment(NotOwed _, ObligationCommand _) -> refuse(NO_SUCH_OBLIGATION);

            case Moment(Owed _, RemindOfObligation c) -> remind(c, state);
            case Moment(Breached _, RemindOfObligation c) -> remind(c, state);

            case Moment(Owed _, RecordEnforcement c) -> enforce(c, state);
            case Moment(Owed _, ExcuseObligation c) -> excuse(c, state);
            case Moment(Owed _, RecordBreach c) ->
                accept(new ObligationBreached(c.obligation(), c.reason(), obligations.outstanding()));

            // Late is better than never: a breach does not end what is owed.
            case Moment(Breached _, RecordPerformance c) -> perform(c, state);
            case Moment(Breached _, RecordPayment c) -> pay(c, state);
            case Moment(Breached _, RecordEnforcement c) -> enforce(c, state);
            case Moment(Breached _, ExcuseObligation c) -> excuse(c, state);
            case Moment(Breached _, RecordBreach _) -> alreadyTrue();

            case Moment(Performed(var performedOn), RecordPerformance c)
            when performedOn.equals(c.performedOn()) -> alreadyTrue();
            case Moment(Performed _, RecordPerformance _),
                    Moment(Performed _, RecordPayment _),
                    Moment(Performed _, RecordEnforcement _),
                    Moment(Performed _, ExcuseObligation _),
                    Moment(Performed _, RecordBreach _) -> refuse(ALREADY_PERFORMED);

            case Moment(Excused _, ExcuseObligation _) -> alreadyTrue();
            case Moment(Excused _, RecordPerformance _),
                    Moment(Excused _, RecordPayment _),
                    Moment(Excused _, RecordEnforcement _),
                    Moment(Excused _, RecordBreach _) -> refuse(OBLIGATION_EXCUSED);
        };
    }

    private Decision<MediationEvent> pay(RecordPayment c, Mediation state) {
        return Due.CONDITIONS.judge(
                Due.of(c, state),
                () -> Deed.CONDITIONS.judge(
                        new Deed(c.paidOn(), state.obligations().agreedOn(), rules.dayOf(c.at())),
                        () -> accept(paid(c, state))));
    }

    private List<MediationEvent> paid(RecordPayment c, Mediation state) {
        var rest = Due.of(c, state).rest().orElseThrow().subtract(c.amount().amount());
        var paid = new ObligationPaid(
                c.obligation(),
                c.amount(),
                c.paidOn(),
                new Money(rest, c.amount().currency()));
        return rest.signum() > 0
                ? List.of(paid)
                : List.of(paid, performed(c.obligation(), c.paidOn(), rules.dayOf(c.at()), state));
    }

    private Decision<MediationEvent> excuse(ExcuseObligation c, Mediation state) {
        return accept(new ObligationExcused(
                c.obligation(),
                c.reason(),
                state.obligations().outstanding() - 1,
                state.overdueOn(rules.dayOf(c.at()), List.of(c.obligation()))));
    }

    /** Decides on a reminder: of what was paid before its time nobody is reminded. */
    private static Decision<MediationEvent> remind(RemindOfObligation c, Mediation state) {
        var paid = state.obligations().paidOf(c.obligation());
        return state.agreed().stream()
                .filter(obligation -> obligation.obligation() == c.obligation())
                .flatMap(obligation -> obligation.parts().stream()
                        .filter(part -> part.part() == c.part() && !part.isPaidBy(paid))
                        .map(part -> reminded(c, obligation, part, paid)))
                .findFirst()
                .<Decision<MediationEvent>>map(reminded -> accept(reminded))
                .orElseGet(() -> alreadyTrue());
    }

    private static ObligationReminded reminded(
            RemindOfObligation c, Obligation obligation, Obligation.Part part, BigDecimal paid) {
        var through = part.through();
        return new ObligationReminded(
                c.obligation(),
                c.part(),
                obligation.debtor(),
                through == null ? null : new Money(through.amount().subtract(paid), through.currency()),
                part.dueOn(),
                c.at());
    }

    private Decision<MediationEvent> enforce(RecordEnforcement c, Mediation state) {
        var applied = state.obligations().enforcementOf(c.obligation()).orElse(null);
        if (applied != null) {
            return applied.equals(c.appliedOn()) ? alreadyTrue() : refuse(ENFORCEMENT_ALREADY_APPLIED);
        }
        return Application.CONDITIONS.judge(
                new Application(c, rules.dayOf(c.at()), state),
                () -> accept(new EnforcementApplied(c.obligation(), c.appliedOn(), c.at())));
    }

    /**
     * Application for enforcement, as far as it can be one. Whether it came in time is not judged: the court takes it
     * all the same, and whoever owes may object (民诉解释 art. 481).
     */
    private record Application(RecordEnforcement report, LocalDate today, Mediation state) {

        static final Condition<Application> CONDITIONS = inOrder(
                require(Application::isOfAConfirmedAgreement, NOT_ENFORCEABLE),
                require(Application::isMade, ENFORCEMENT_IN_THE_FUTURE),
                require(Application::isForWhatIsOverdue, NOT_OVERDUE));

        private boolean isOfAConfirmedAgreement() {
            return state.proceeding() instanceof ConcludedAgreed p && p.result() == MediationResult.CONFIRMED;
        }

        private boolean isMade() {
            return !report.appliedOn().isAfter(today);
        }

        private boolean isForWhatIsOverdue() {
            return ((ConcludedAgreed) state.proceeding())
                    .agreement().obligations().stream()
                            .filter(obligation -> obligation.obligation() == report.obligation())
                            .anyMatch(obligation -> state.isOverdue(obligation, report.appliedOn()));
        }
    }

    private static ObligationPerformed performed(int obligation, LocalDate day, LocalDate today, Mediation state) {
        return new ObligationPerformed(
                obligation, day, state.obligations().outstanding() - 1, state.overdueOn(today, List.of(obligation)));
    }

    /**
     * Amount that is due under an obligation, against which a payment is judged.
     *
     * @param rest what is left of it, in the currency of the payment; empty if it is owed in nothing of the kind
     */
    private record Due(RecordPayment payment, Optional<BigDecimal> rest) {

        static final Condition<Due> CONDITIONS = inOrder(
                require(Due::isPositive, AMOUNT_NOT_POSITIVE),
                require(due -> due.rest().isPresent(), NOT_OWED_IN_MONEY),
                require(Due::isNoMoreThanTheRest, PAID_TOO_MUCH));

        static Due of(RecordPayment payment, Mediation state) {
            return new Due(
                    payment,
                    state.agreed().stream()
                            .filter(obligation -> obligation.obligation() == payment.obligation())
                            .flatMap(obligation -> Stream.ofNullable(obligation.amount()))
                            .filter(amount ->
                                    amount.currency().equals(payment.amount().currency()))
                            .map(amount ->
                                    amount.amount().subtract(state.obligations().paidOf(payment.obligation())))
                            .findFirst());
        }

        private boolean isPositive() {
            return payment.amount().amount().signum() > 0;
        }

        private boolean isNoMoreThanTheRest() {
            return rest.orElseThrow().compareTo(payment.amount().amount()) >= 0;
        }
    }

    private Decision<MediationEvent> perform(RecordPerformance c, Mediation state) {
        var today = rules.dayOf(c.at());
        return Deed.CONDITIONS.judge(
                new Deed(c.performedOn(), state.obligations().agreedOn(), today),
                () -> accept(performed(c.obligation(), c.performedOn(), today, state)));
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
            case ObligationPaid e -> obligations.with(e.obligation(), paying(e, obligations.find(e.obligation())));
            case ObligationReminded _ -> obligations;
            case EnforcementApplied e -> obligations.enforcing(e.obligation(), e.appliedOn());
            case ObligationExcused e -> obligations.with(e.obligation(), new Excused(e.reason()));
            case ObligationBreached e ->
                obligations.with(e.obligation(), breaching(e, obligations.find(e.obligation())));
        };
    }

    private static Performance paying(ObligationPaid e, Performance before) {
        var payment = Stream.of(new Payment(e.amount(), e.paidOn()));
        return switch (before) {
            case Owed(var paid) ->
                new Owed(Stream.concat(paid.stream(), payment).toList());
            case Breached(var reason, var paid) ->
                new Breached(reason, Stream.concat(paid.stream(), payment).toList());
            case NotOwed _, Performed _, Excused _ ->
                throw new IllegalStateException(
                        "ObligationPaid cannot follow " + before.getClass().getSimpleName());
        };
    }

    private static Performance breaching(ObligationBreached e, Performance before) {
        return new Breached(e.reason(), before instanceof Owed(var paid) ? paid : List.of());
    }
}
