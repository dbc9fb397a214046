package org.fengqiao.intake.model;

import static org.fengqiao.intake.model.UrgencyRefusal.NO_SUCH_REPORT;
import static org.fengqiao.intake.model.UrgencyRefusal.URGENCY_ACKNOWLEDGED;
import static org.fengqiao.kernel.decision.Decision.accept;
import static org.fengqiao.kernel.decision.Decision.alreadyTrue;
import static org.fengqiao.kernel.decision.Decision.refuse;

import java.util.ArrayList;
import java.util.function.BiFunction;
import java.util.function.Function;

import org.fengqiao.intake.model.IntakeCase.Registered;
import org.fengqiao.intake.model.IntakeCase.Unregistered;
import org.fengqiao.intake.model.IntakeCommand.AcknowledgeUrgency;
import org.fengqiao.intake.model.IntakeCommand.AdmissionCommand;
import org.fengqiao.intake.model.IntakeCommand.FileUrgently;
import org.fengqiao.intake.model.IntakeCommand.ReportUrgency;
import org.fengqiao.intake.model.IntakeCommand.UrgencyCommand;
import org.fengqiao.intake.model.IntakeEvent.UrgencyAcknowledged;
import org.fengqiao.intake.model.IntakeEvent.UrgencyEvent;
import org.fengqiao.intake.model.IntakeEvent.UrgencyReported;
import org.fengqiao.intake.model.Urgency.Report;
import org.fengqiao.kernel.decision.Decision;
import org.fengqiao.kernel.decision.Decision.Refused;

/**
 * Urgency as a table of state against command. Danger does not ask how far a case has come: it is reported in any that
 * is registered, also in one that was declined or taken back.
 */
final class UrgencyDecider {

    private final UrgencyRules rules;

    UrgencyDecider(UrgencyRules rules) {
        this.rules = rules;
    }

    private record Moment(IntakeCase state, UrgencyCommand command) {}

    /**
     * Decides about urgency.
     *
     * @param admission decides about what is filed together with a report
     * @param evolve applies an event
     */
    Decision<IntakeEvent> decide(
            UrgencyCommand command,
            IntakeCase state,
            Function<AdmissionCommand, Decision<IntakeEvent>> admission,
            BiFunction<IntakeCase, IntakeEvent, IntakeCase> evolve) {
        return switch (new Moment(state, command)) {
            case Moment(IntakeCase s, FileUrgently c) -> filed(s, c, admission.apply(c.filing()), evolve);
            case Moment(Unregistered _, ReportUrgency _), Moment(Unregistered _, AcknowledgeUrgency _) ->
                refuse(IntakeRefusal.NO_SUCH_CASE);
            case Moment(Registered s, ReportUrgency c) when s.urgency().isOpen(c.kind()) -> alreadyTrue();
            case Moment(Registered s, ReportUrgency c) -> accept(reported(s, c));
            case Moment(Registered s, AcknowledgeUrgency c) -> acknowledge(s, c);
        };
    }

    /** Adds the report to what was registered now; the same filing again records nothing. */
    private Decision<IntakeEvent> filed(
            IntakeCase state,
            FileUrgently command,
            Decision<IntakeEvent> filing,
            BiFunction<IntakeCase, IntakeEvent, IntakeCase> evolve) {
        return switch (filing) {
            case Refused<IntakeEvent> refused -> refused;
            case Decision.Accepted<IntakeEvent>(var events) when events.isEmpty() -> alreadyTrue();
            case Decision.Accepted<IntakeEvent>(var events) -> {
                var now = state;
                for (var event : events) {
                    now = evolve.apply(now, event);
                }
                var all = new ArrayList<>(events);
                if (now instanceof Registered registered) {
                    all.add(reported(registered, command.report()));
                }
                yield accept(all);
            }
        };
    }

    private UrgencyReported reported(Registered state, ReportUrgency command) {
        var rule = rules.of(command.kind());
        return new UrgencyReported(
                state.urgency().next(),
                command.kind(),
                command.account(),
                state.registered().place(),
                rule.alerts(),
                rule.police(),
                command.by(),
                command.at());
    }

    private static Decision<IntakeEvent> acknowledge(Registered state, AcknowledgeUrgency command) {
        return state.urgency()
                .report(command.report())
                .<Decision<IntakeEvent>>map(report -> switch (report) {
                    case Report.Open _ ->
                        accept(new UrgencyAcknowledged(
                                command.report(), command.by(), command.reportedTo(), command.at()));
                    case Report.Acknowledged done
                    when done.by().equals(command.by()) && done.reportedTo().equals(command.reportedTo()) ->
                        alreadyTrue();
                    case Report.Acknowledged _ -> refuse(URGENCY_ACKNOWLEDGED);
                })
                .orElseGet(() -> refuse(NO_SUCH_REPORT));
    }

    /** Applies an event of urgency. */
    IntakeCase evolve(IntakeCase state, UrgencyEvent event) {
        return switch (event) {
            case UrgencyReported e -> state.alarming(urgency -> urgency.with(e));
            case UrgencyAcknowledged e -> state.alarming(urgency -> urgency.acknowledged(e));
        };
    }
}
