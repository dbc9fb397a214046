package org.fengqiao.intake.model;

import static org.fengqiao.intake.model.IntakeRefusal.ALREADY_ACCEPTED;
import static org.fengqiao.intake.model.IntakeRefusal.ALREADY_DECLINED;
import static org.fengqiao.intake.model.IntakeRefusal.ALREADY_WITHDRAWN;
import static org.fengqiao.intake.model.IntakeRefusal.GROUP_TOO_SMALL;
import static org.fengqiao.intake.model.IntakeRefusal.NOT_REGISTERED;
import static org.fengqiao.intake.model.IntakeRefusal.NO_RULES_IN_FORCE;
import static org.fengqiao.intake.model.IntakeRefusal.TOO_MANY_REPRESENTATIVES;
import static org.fengqiao.kernel.decision.Decision.accept;
import static org.fengqiao.kernel.decision.Decision.alreadyTrue;
import static org.fengqiao.kernel.decision.Decision.refuse;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import org.fengqiao.intake.model.IntakeCase.Accepted;
import org.fengqiao.intake.model.IntakeCase.Declined;
import org.fengqiao.intake.model.IntakeCase.Referred;
import org.fengqiao.intake.model.IntakeCase.Registered;
import org.fengqiao.intake.model.IntakeCase.Unregistered;
import org.fengqiao.intake.model.IntakeCase.Waiting;
import org.fengqiao.intake.model.IntakeCase.Withdrawn;
import org.fengqiao.intake.model.IntakeCommand.AcceptCase;
import org.fengqiao.intake.model.IntakeCommand.AdmissionCommand;
import org.fengqiao.intake.model.IntakeCommand.DeclineCase;
import org.fengqiao.intake.model.IntakeCommand.ReceiveReferral;
import org.fengqiao.intake.model.IntakeCommand.RegisterCase;
import org.fengqiao.intake.model.IntakeCommand.WithdrawCase;
import org.fengqiao.intake.model.IntakeEvent.AdmissionEvent;
import org.fengqiao.intake.model.IntakeEvent.CaseAccepted;
import org.fengqiao.intake.model.IntakeEvent.CaseDeclined;
import org.fengqiao.intake.model.IntakeEvent.CaseRegistered;
import org.fengqiao.intake.model.IntakeEvent.CaseWithdrawn;
import org.fengqiao.intake.model.IntakeEvent.DecidedBy;
import org.fengqiao.intake.model.IntakeEvent.ReferralAnswered;
import org.fengqiao.intake.model.IntakeEvent.ReferralReceived;
import org.fengqiao.kernel.decision.Decision;

/** Admission of a case as a table of state against command: registration, acceptance, declining and withdrawal. */
final class AdmissionDecider {

    private static final String WITHDRAWN = "WITHDRAWN";

    private final IntakeRules rules;

    AdmissionDecider(IntakeRules rules) {
        this.rules = rules;
    }

    private record Moment(IntakeCase state, AdmissionCommand command) {}

    /** Decides about the admission of a case. */
    Decision<IntakeEvent> decide(AdmissionCommand command, IntakeCase state) {
        return switch (new Moment(state, command)) {
            case Moment(Unregistered _, RegisterCase c) ->
                register(c.registration(), c.receiptCodeHash(), c.at(), List.of(), null);
            case Moment(Unregistered _, ReceiveReferral c) ->
                register(
                        c.registration(),
                        c.receiptCodeHash(),
                        c.at(),
                        List.of(new ReferralReceived(
                                c.referral().partner(), c.referral().reference(), c.occurredAt())),
                        c.referral().reference());
            case Moment(Unregistered _, AcceptCase _),
                    Moment(Unregistered _, DeclineCase _),
                    Moment(Unregistered _, WithdrawCase _) -> refuse(NOT_REGISTERED);

            case Moment(Registered _, RegisterCase _), Moment(Registered _, ReceiveReferral _) -> alreadyTrue();

            case Moment(Waiting s, AcceptCase _) ->
                accept(accepted(s.registered(), DecidedBy.CLERK, null, null, reference(s)));
            case Moment(Waiting s, DeclineCase c) -> decline(s, c);
            case Moment(Waiting s, WithdrawCase c) -> withdraw(s, c);

            case Moment(Declined s, DeclineCase c) when s.ground() == c.ground() -> alreadyTrue();
            case Moment(Declined _, AcceptCase _),
                    Moment(Declined _, DeclineCase _),
                    Moment(Declined _, WithdrawCase _) -> refuse(ALREADY_DECLINED);

            case Moment(Accepted _, AcceptCase _) -> alreadyTrue();
            case Moment(Accepted _, DeclineCase _) -> refuse(ALREADY_ACCEPTED);
            case Moment(Accepted _, WithdrawCase c) -> accept(new CaseWithdrawn(c.reason()));

            case Moment(Withdrawn _, WithdrawCase _) -> alreadyTrue();
            case Moment(Withdrawn _, AcceptCase _), Moment(Withdrawn _, DeclineCase _) -> refuse(ALREADY_WITHDRAWN);
        };
    }

    /** Applies an event of admission. */
    IntakeCase evolve(IntakeCase state, AdmissionEvent event) {
        return switch (event) {
            case ReferralReceived e -> new Referred(new Referral(e.partner(), e.reference()));
            case CaseRegistered e -> state.registeredAs(e);
            case CaseAccepted _ -> state.asRegistered().accepted();
            case CaseDeclined e -> state.asRegistered().declined(e.ground(), e.goTo());
            case CaseWithdrawn _ -> state.asRegistered().withdrawn();
        };
    }

    private Decision<IntakeEvent> register(
            Registration registration,
            String receiptCodeHash,
            Instant at,
            List<IntakeEvent> before,
            @Nullable String reference) {
        return underRules(
                at,
                version -> registration.hasMoreApplicantsThan(
                                version.representatives().most())
                        ? refuse(TOO_MANY_REPRESENTATIVES)
                        : registration.outnumbersItsGroup()
                                ? refuse(GROUP_TOO_SMALL)
                                : accept(registered(registration, receiptCodeHash, version, before, reference)));
    }

    /** Returns the events of a registration; a case that the rule accepts is accepted in the same decision. */
    private static List<IntakeEvent> registered(
            Registration registration,
            String receiptCodeHash,
            IntakeRules.Version version,
            List<IntakeEvent> before,
            @Nullable String reference) {
        var acceptance = version.acceptance();
        var registered = registration.registered(receiptCodeHash, !acceptance.serves(registration.place()));
        var events = new ArrayList<>(before);
        events.add(registered);
        if (acceptance.obstacles(registered).isEmpty()) {
            events.add(accepted(registered, DecidedBy.RULE, acceptance.rule(), version.version(), reference));
        }
        return events;
    }

    private static CaseAccepted accepted(
            CaseRegistered registered,
            DecidedBy decidedBy,
            @Nullable String rule,
            @Nullable String ruleVersion,
            @Nullable String reference) {
        return new CaseAccepted(
                decidedBy,
                rule,
                ruleVersion,
                registered.channel(),
                reference,
                registered.categoryHint(),
                registered.summary(),
                registered.amount(),
                registered.groupSize(),
                registered.place(),
                registered.parties());
    }

    private Decision<IntakeEvent> decline(Waiting waiting, DeclineCase command) {
        return underRules(command.at(), version -> {
            var ground = version.ground(command.ground());
            var goTo = command.goTo() == null ? ground.goTo() : command.goTo();
            return accept(new CaseDeclined(command.ground(), ground.article(), goTo, reference(waiting)));
        });
    }

    /** Decides on the withdrawal of a waiting case. It will never be closed, so the partner gets its result now. */
    private static Decision<IntakeEvent> withdraw(Waiting waiting, WithdrawCase command) {
        var events = new ArrayList<IntakeEvent>();
        events.add(new CaseWithdrawn(command.reason()));
        var referral = waiting.referral();
        if (referral != null) {
            events.add(new ReferralAnswered(
                    referral.partner(), referral.reference(), null, WITHDRAWN, command.at(), null));
        }
        return accept(events);
    }

    private Decision<IntakeEvent> underRules(
            Instant at, Function<IntakeRules.Version, Decision<IntakeEvent>> decision) {
        return rules.inForceAt(at).map(decision).orElseGet(() -> refuse(NO_RULES_IN_FORCE));
    }

    private static @Nullable String reference(Waiting waiting) {
        var referral = waiting.referral();
        return referral == null ? null : referral.reference();
    }
}
