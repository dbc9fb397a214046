package org.fengqiao.intake.model;

import static org.fengqiao.intake.model.IntakeRefusal.ALREADY_ACCEPTED;
import static org.fengqiao.intake.model.IntakeRefusal.ALREADY_DECLINED;
import static org.fengqiao.intake.model.IntakeRefusal.ALREADY_WITHDRAWN;
import static org.fengqiao.intake.model.IntakeRefusal.GROUP_TOO_SMALL;
import static org.fengqiao.intake.model.IntakeRefusal.NOT_REGISTERED;
import static org.fengqiao.intake.model.IntakeRefusal.NOT_SETTLED;
import static org.fengqiao.intake.model.IntakeRefusal.NO_RULES_IN_FORCE;
import static org.fengqiao.intake.model.IntakeRefusal.TOO_MANY_REPRESENTATIVES;
import static org.fengqiao.intake.model.IntakeRefusal.UNDER_LEGAL_HOLD;
import static org.fengqiao.intake.model.IntakeRefusal.UNKNOWN_SUBJECT;
import static org.fengqiao.kernel.decision.Decision.accept;
import static org.fengqiao.kernel.decision.Decision.alreadyTrue;
import static org.fengqiao.kernel.decision.Decision.refuse;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.fengqiao.intake.model.IntakeCase.Accepted;
import org.fengqiao.intake.model.IntakeCase.Answerable;
import org.fengqiao.intake.model.IntakeCase.Answering;
import org.fengqiao.intake.model.IntakeCase.Answering.NotOwed;
import org.fengqiao.intake.model.IntakeCase.Answering.Owed;
import org.fengqiao.intake.model.IntakeCase.Declined;
import org.fengqiao.intake.model.IntakeCase.Referred;
import org.fengqiao.intake.model.IntakeCase.Registered;
import org.fengqiao.intake.model.IntakeCase.Unknown;
import org.fengqiao.intake.model.IntakeCase.Unregistered;
import org.fengqiao.intake.model.IntakeCase.Waiting;
import org.fengqiao.intake.model.IntakeCase.Withdrawn;
import org.fengqiao.intake.model.IntakeCommand.AcceptCase;
import org.fengqiao.intake.model.IntakeCommand.AnswerClosing;
import org.fengqiao.intake.model.IntakeCommand.AnswerReopening;
import org.fengqiao.intake.model.IntakeCommand.DeclineCase;
import org.fengqiao.intake.model.IntakeCommand.EraseSubject;
import org.fengqiao.intake.model.IntakeCommand.NoteSettlement;
import org.fengqiao.intake.model.IntakeCommand.PlaceHold;
import org.fengqiao.intake.model.IntakeCommand.ReceiveReferral;
import org.fengqiao.intake.model.IntakeCommand.RegisterCase;
import org.fengqiao.intake.model.IntakeCommand.ReleaseHold;
import org.fengqiao.intake.model.IntakeCommand.WithdrawCase;
import org.fengqiao.intake.model.IntakeEvent.CaseAccepted;
import org.fengqiao.intake.model.IntakeEvent.CaseDeclined;
import org.fengqiao.intake.model.IntakeEvent.CaseRegistered;
import org.fengqiao.intake.model.IntakeEvent.CaseWithdrawn;
import org.fengqiao.intake.model.IntakeEvent.DecidedBy;
import org.fengqiao.intake.model.IntakeEvent.LegalHoldPlaced;
import org.fengqiao.intake.model.IntakeEvent.LegalHoldReleased;
import org.fengqiao.intake.model.IntakeEvent.ReferralAnswered;
import org.fengqiao.intake.model.IntakeEvent.ReferralReceived;
import org.fengqiao.intake.model.IntakeEvent.SettlementNoted;
import org.fengqiao.intake.model.IntakeEvent.SettlementRevoked;
import org.fengqiao.intake.model.IntakeEvent.SubjectErased;
import org.fengqiao.kernel.decision.Decider;
import org.fengqiao.kernel.decision.Decision;

/** The front desk as a table of state against command. There is no default line, so a new command cannot go unanswered. */
public final class IntakeDecider implements Decider<IntakeCommand, IntakeCase, IntakeEvent> {

    private static final String WITHDRAWN = "WITHDRAWN";

    private final IntakeRules rules;

    /** Decides by these rules, each version in its time. */
    public IntakeDecider(IntakeRules rules) {
        this.rules = rules;
    }

    private record Moment(IntakeCase state, IntakeCommand command) {}

    @Override
    public IntakeCase initial() {
        return new Unknown();
    }

    @Override
    public Decision<IntakeEvent> decide(IntakeCommand command, IntakeCase state) {
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
            case Moment(Unregistered _, AnswerClosing _),
                    Moment(Unregistered _, AnswerReopening _),
                    Moment(Unregistered _, NoteSettlement _) -> alreadyTrue();
            case Moment(Unregistered _, PlaceHold _),
                    Moment(Unregistered _, ReleaseHold _),
                    Moment(Unregistered _, EraseSubject _) -> refuse(NOT_REGISTERED);

            case Moment(Registered s, PlaceHold c)
            when s.keeping().isHeldBy(c.hold().reference()) -> alreadyTrue();
            case Moment(Registered _, PlaceHold c) -> accept(new LegalHoldPlaced(c.hold()));
            case Moment(Registered s, ReleaseHold c) when !s.keeping().isHeldBy(c.reference()) -> alreadyTrue();
            case Moment(Registered _, ReleaseHold c) -> accept(new LegalHoldReleased(c.reference()));
            case Moment(Registered s, EraseSubject c) -> erase(s, c);
            case Moment(Accepted s, NoteSettlement _) when s.keeping().atRest() -> alreadyTrue();
            case Moment(Accepted _, NoteSettlement c) -> accept(new SettlementNoted(c.closure()));
            case Moment(Registered _, NoteSettlement _) -> alreadyTrue();

            case Moment(Waiting _, RegisterCase _), Moment(Waiting _, ReceiveReferral _) -> alreadyTrue();
            case Moment(Waiting s, AcceptCase _) ->
                accept(accepted(s.registered(), DecidedBy.CLERK, null, null, reference(s)));
            case Moment(Waiting s, DeclineCase c) -> decline(s, c);
            case Moment(Waiting s, WithdrawCase c) -> withdraw(s, c);
            case Moment(Waiting _, AnswerClosing _), Moment(Waiting _, AnswerReopening _) -> alreadyTrue();

            case Moment(Declined _, RegisterCase _), Moment(Declined _, ReceiveReferral _) -> alreadyTrue();
            case Moment(Declined s, DeclineCase c) when s.ground() == c.ground() -> alreadyTrue();
            case Moment(Declined _, AcceptCase _),
                    Moment(Declined _, DeclineCase _),
                    Moment(Declined _, WithdrawCase _) -> refuse(ALREADY_DECLINED);
            case Moment(Declined _, AnswerClosing _), Moment(Declined _, AnswerReopening _) -> alreadyTrue();

            case Moment(Accepted _, RegisterCase _),
                    Moment(Accepted _, ReceiveReferral _),
                    Moment(Accepted _, AcceptCase _) -> alreadyTrue();
            case Moment(Accepted _, DeclineCase _) -> refuse(ALREADY_ACCEPTED);
            case Moment(Accepted _, WithdrawCase c) -> accept(new CaseWithdrawn(c.reason()));

            case Moment(Withdrawn _, RegisterCase _),
                    Moment(Withdrawn _, ReceiveReferral _),
                    Moment(Withdrawn _, WithdrawCase _) -> alreadyTrue();
            case Moment(Withdrawn _, AcceptCase _), Moment(Withdrawn _, DeclineCase _) -> refuse(ALREADY_WITHDRAWN);

            case Moment(Answerable s, AnswerClosing c) -> answer(s.answering(), c);
            case Moment(Answerable s, AnswerReopening c) -> reopened(s, c);
        };
    }

    @Override
    public IntakeCase evolve(IntakeCase state, IntakeEvent event) {
        return switch (event) {
            case ReferralReceived e -> new Referred(new Referral(e.partner(), e.reference()));
            case CaseRegistered e ->
                new Waiting(e, state instanceof Referred(var referral) ? referral : null, Keeping.fresh());
            case CaseAccepted _ -> new Accepted(registered(state), answering(state), keeping(state));
            case CaseDeclined e ->
                new Declined(registered(state), e.ground(), keeping(state).resting(true));
            case CaseWithdrawn _ ->
                new Withdrawn(
                        registered(state), answering(state), keeping(state).resting(true));
            case ReferralAnswered e -> answered(state, e);
            case SettlementNoted _ -> kept(state, keeping(state).resting(true));
            case SettlementRevoked _ -> kept(state, keeping(state).resting(false));
            case LegalHoldPlaced e -> kept(state, keeping(state).held(e.hold()));
            case LegalHoldReleased e -> kept(state, keeping(state).released(e.reference()));
            case SubjectErased e -> kept(state, keeping(state).without(e.subject()));
        };
    }

    private Decision<IntakeEvent> register(
            Registration registration,
            String receiptCodeHash,
            Instant at,
            List<IntakeEvent> before,
            @Nullable String reference) {
        var applicants = registration.applicants().size();
        return rules.inForceAt(at)
                .<Decision<IntakeEvent>>map(version -> {
                    if (applicants > version.representatives().most()) {
                        return refuse(TOO_MANY_REPRESENTATIVES);
                    }
                    var groupSize = registration.groupSize();
                    if (groupSize != null && groupSize < applicants) {
                        return refuse(GROUP_TOO_SMALL);
                    }
                    var events = new ArrayList<>(before);
                    var registered = registration.registered(
                            receiptCodeHash, !version.acceptance().serves(registration.place()));
                    events.add(registered);
                    acceptedByRule(registered, version, reference).ifPresent(events::add);
                    return accept(events);
                })
                .orElseGet(() -> refuse(NO_RULES_IN_FORCE));
    }

    private static Optional<CaseAccepted> acceptedByRule(
            CaseRegistered registered, IntakeRules.Version version, @Nullable String reference) {
        var acceptance = version.acceptance();
        return acceptance.obstacles(registered).isEmpty()
                ? Optional.of(accepted(registered, DecidedBy.RULE, acceptance.rule(), version.version(), reference))
                : Optional.empty();
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
        return rules.inForceAt(command.at())
                .<Decision<IntakeEvent>>map(version -> {
                    var ground = version.ground(command.ground());
                    var goTo = command.goTo() == null ? ground.goTo() : command.goTo();
                    return accept(new CaseDeclined(command.ground(), ground.article(), goTo, reference(waiting)));
                })
                .orElseGet(() -> refuse(NO_RULES_IN_FORCE));
    }

    /** A case that was never accepted is never closed either, so the partner gets its result here. */
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

    private static Decision<IntakeEvent> answer(Answering answering, AnswerClosing command) {
        return switch (answering) {
            case NotOwed _ -> alreadyTrue();
            case Owed owed when command.closure() <= owed.closure() -> alreadyTrue();
            case Owed owed ->
                accept(new ReferralAnswered(
                        owed.referral().partner(),
                        owed.referral().reference(),
                        command.closure(),
                        command.outcome(),
                        command.closedAt(),
                        null));
        };
    }

    private static Decision<IntakeEvent> answer(Answering answering, AnswerReopening command) {
        return switch (answering) {
            case NotOwed _ -> alreadyTrue();
            case Owed owed when command.closure() != owed.closure() || owed.reopened() -> alreadyTrue();
            case Owed owed ->
                accept(new ReferralAnswered(
                        owed.referral().partner(),
                        owed.referral().reference(),
                        owed.closure(),
                        owed.outcome(),
                        owed.closedAt(),
                        command.reopenedAt()));
        };
    }

    /** Told to the partner, if one is owed it; and a settled case is not settled any more. */
    private static Decision<IntakeEvent> reopened(Answerable state, AnswerReopening command) {
        var events = new ArrayList<IntakeEvent>();
        if (answer(state.answering(), command) instanceof Decision.Accepted<IntakeEvent>(var answered)) {
            events.addAll(answered);
        }
        if (state instanceof Accepted && state.keeping().atRest()) {
            events.add(new SettlementRevoked(command.closure()));
        }
        return accept(events);
    }

    private static Decision<IntakeEvent> erase(Registered state, EraseSubject command) {
        var keeping = state.keeping();
        if (!state.registered().names(command.subject())) {
            return refuse(UNKNOWN_SUBJECT);
        }
        if (keeping.erased().contains(command.subject())) {
            return alreadyTrue();
        }
        if (!keeping.holds().isEmpty()) {
            return refuse(UNDER_LEGAL_HOLD);
        }
        if (!keeping.atRest()) {
            return refuse(NOT_SETTLED);
        }
        return accept(new SubjectErased(
                command.subject(),
                state.registered().caseTexts(),
                command.ground(),
                command.ground().article(),
                command.approvedBy()));
    }

    private static Keeping keeping(IntakeCase state) {
        return switch (state) {
            case Unregistered _ -> Keeping.fresh();
            case Registered s -> s.keeping();
        };
    }

    private static IntakeCase kept(IntakeCase state, Keeping keeping) {
        return switch (state) {
            case Unregistered s -> s;
            case Waiting s -> new Waiting(s.registered(), s.referral(), keeping);
            case Declined s -> new Declined(s.registered(), s.ground(), keeping);
            case Accepted s -> new Accepted(s.registered(), s.answering(), keeping);
            case Withdrawn s -> new Withdrawn(s.registered(), s.answering(), keeping);
        };
    }

    private static CaseRegistered registered(IntakeCase state) {
        return switch (state) {
            case Unregistered _ -> throw new IllegalStateException("decided about before it was registered");
            case Registered s -> s.registered();
        };
    }

    private static Answering answering(IntakeCase state) {
        return switch (state) {
            case Unregistered _, Declined _ -> new NotOwed();
            case Waiting s -> Answering.of(s.referral());
            case Answerable s -> s.answering();
        };
    }

    private static IntakeCase answered(IntakeCase state, ReferralAnswered event) {
        return switch (state) {
            case Accepted s -> new Accepted(s.registered(), told(s.answering(), event), s.keeping());
            case Withdrawn s -> new Withdrawn(s.registered(), told(s.answering(), event), s.keeping());
            case Unregistered _, Waiting _, Declined _ -> state;
        };
    }

    private static Answering told(Answering answering, ReferralAnswered event) {
        return switch (answering) {
            case NotOwed s -> s;
            case Owed s ->
                new Owed(
                        s.referral(),
                        event.closure() == null ? s.closure() : event.closure(),
                        event.outcome(),
                        event.closedAt(),
                        event.reopenedAt() != null);
        };
    }

    private static @Nullable String reference(Waiting waiting) {
        var referral = waiting.referral();
        return referral == null ? null : referral.reference();
    }
}
