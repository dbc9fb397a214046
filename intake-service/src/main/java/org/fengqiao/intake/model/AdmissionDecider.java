package org.fengqiao.intake.model;

import static org.fengqiao.intake.model.IntakeRefusal.ALREADY_ACCEPTED;
import static org.fengqiao.intake.model.IntakeRefusal.ALREADY_DECLINED;
import static org.fengqiao.intake.model.IntakeRefusal.ALREADY_WITHDRAWN;
import static org.fengqiao.intake.model.IntakeRefusal.FILED_FOR_NOBODY;
import static org.fengqiao.intake.model.IntakeRefusal.GROUND_DOES_NOT_APPLY;
import static org.fengqiao.intake.model.IntakeRefusal.GROUP_TOO_SMALL;
import static org.fengqiao.intake.model.IntakeRefusal.HAPPENED_IN_THE_FUTURE;
import static org.fengqiao.intake.model.IntakeRefusal.NO_RULES_IN_FORCE;
import static org.fengqiao.intake.model.IntakeRefusal.NO_SUCH_CASE;
import static org.fengqiao.intake.model.IntakeRefusal.RECONCILED_BY_LAW;
import static org.fengqiao.intake.model.IntakeRefusal.TOO_MANY_REPRESENTATIVES;
import static org.fengqiao.intake.model.IntakeRefusal.TRANSFER_AT_ANOTHER_DOOR;
import static org.fengqiao.kernel.decision.Condition.inOrder;
import static org.fengqiao.kernel.decision.Condition.require;
import static org.fengqiao.kernel.decision.Condition.requireOfEach;
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
import org.fengqiao.intake.model.IntakeCase.WithdrawnAhead;
import org.fengqiao.intake.model.IntakeCommand.AcceptCase;
import org.fengqiao.intake.model.IntakeCommand.AdmissionCommand;
import org.fengqiao.intake.model.IntakeCommand.DeclineCase;
import org.fengqiao.intake.model.IntakeCommand.ReceiveReferral;
import org.fengqiao.intake.model.IntakeCommand.RegisterCase;
import org.fengqiao.intake.model.IntakeCommand.WithdrawCase;
import org.fengqiao.intake.model.IntakeCommand.WithdrawReferral;
import org.fengqiao.intake.model.IntakeEvent.AdmissionEvent;
import org.fengqiao.intake.model.IntakeEvent.CaseAccepted;
import org.fengqiao.intake.model.IntakeEvent.CaseDeclined;
import org.fengqiao.intake.model.IntakeEvent.CaseRegistered;
import org.fengqiao.intake.model.IntakeEvent.CaseWithdrawn;
import org.fengqiao.intake.model.IntakeEvent.DecidedBy;
import org.fengqiao.intake.model.IntakeEvent.ReferralAnswered;
import org.fengqiao.intake.model.IntakeEvent.ReferralReceived;
import org.fengqiao.intake.model.IntakeEvent.WithdrawalReceived;
import org.fengqiao.kernel.decision.Condition;
import org.fengqiao.kernel.decision.Decision;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.value.ReportedTime;
import org.fengqiao.kernel.value.Times;

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
                register(c.registration(), c.at(), version -> registered(c, version));
            case Moment(WithdrawnAhead s, ReceiveReferral c) ->
                register(c.registration(), c.at(), version -> withdrawnAtOnce(c, s.reason(), version));
            case Moment(Unregistered _, ReceiveReferral c) ->
                register(c.registration(), c.at(), version -> registered(c, version));
            case Moment(WithdrawnAhead _, WithdrawReferral _) -> alreadyTrue();
            case Moment(Unregistered _, WithdrawReferral c) ->
                accept(new WithdrawalReceived(
                        c.referral().partner(), c.referral().reference(), c.reason()));
            case Moment(Unregistered _, AcceptCase _),
                    Moment(Unregistered _, DeclineCase _),
                    Moment(Unregistered _, WithdrawCase _) -> refuse(NO_SUCH_CASE);

            case Moment(Registered _, RegisterCase _) -> alreadyTrue();
            case Moment(Registered s, ReceiveReferral c) -> repeat(s.registered(), c);
            case Moment(Registered s, WithdrawReferral c) -> decide(new WithdrawCase(c.reason(), c.at()), s);

            case Moment(Waiting s, AcceptCase _) ->
                accept(accepted(
                        s.registered(),
                        s.parties(),
                        DecidedBy.CLERK,
                        null,
                        null,
                        reference(s),
                        s.urgency().kinds()));
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
            case WithdrawalReceived e -> new WithdrawnAhead(e.reason());
            case CaseRegistered e -> state.registeredAs(e);
            case CaseAccepted _ -> state.asRegistered().accepted();
            case CaseDeclined e -> state.asRegistered().declined(e.ground(), e.goTo());
            case CaseWithdrawn _ -> state.asRegistered().withdrawn();
        };
    }

    /** Registers what can be registered under the rules in force. */
    private Decision<IntakeEvent> register(
            Registration registration, Instant at, Function<IntakeRules.Version, List<IntakeEvent>> registered) {
        return underRules(
                at,
                version -> Account.CONDITIONS.judge(
                        new Account(registration, version, at), () -> accept(registered.apply(version))));
    }

    /**
     * Account of a dispute, as far as it is judged before it is registered.
     *
     * @param version the rules in force
     * @param at when it is told
     */
    private record Account(Registration registration, IntakeRules.Version version, Instant at) {

        static final Condition<Account> CONDITIONS = inOrder(
                require(Account::namesNoMoreRepresentativesThanMaySpeak, TOO_MANY_REPRESENTATIVES),
                require(Account::namesNoMoreRepresentativesThanThereArePeople, GROUP_TOO_SMALL),
                require(Account::tellsOfWhatHasHappened, HAPPENED_IN_THE_FUTURE),
                require(Account::isFiledForAParty, FILED_FOR_NOBODY),
                require(Account::isTransferredByADepartment, TRANSFER_AT_ANOTHER_DOOR),
                requireOfEach(Account::named, NamedParty.CONDITIONS));

        private boolean namesNoMoreRepresentativesThanMaySpeak() {
            return !registration.comesAsAGroupTo(version.representatives())
                    || !registration.hasMoreApplicantsThan(
                            version.representatives().most());
        }

        private boolean isFiledForAParty() {
            return !registration.isFiledForNobody();
        }

        private boolean isTransferredByADepartment() {
            return !registration.isTransferredAtAnotherDoor();
        }

        private List<NamedParty> named() {
            return registration
                    .numbered(version.parties(), Times.dayOf(at))
                    .map(party -> new NamedParty(party, version.parties()))
                    .toList();
        }

        private boolean namesNoMoreRepresentativesThanThereArePeople() {
            return !registration.outnumbersItsGroup();
        }

        private boolean tellsOfWhatHasHappened() {
            var happenedAt = registration.happenedAt();
            return happenedAt == null || !new ReportedTime(happenedAt, at).isStillToCome();
        }
    }

    private static List<IntakeEvent> registered(RegisterCase command, IntakeRules.Version version) {
        var registered = command.registration().registered(command.receiptCodeHash(), version, null, command.at());
        return accepting(List.of(registered), registered, version, null);
    }

    private static List<IntakeEvent> registered(ReceiveReferral command, IntakeRules.Version version) {
        var registered = registration(command, version);
        return accepting(
                List.of(received(command), registered),
                registered,
                version,
                command.referral().reference());
    }

    private static List<IntakeEvent> withdrawnAtOnce(
            ReceiveReferral command, PersonalText reason, IntakeRules.Version version) {
        return List.of(
                received(command),
                registration(command, version),
                new CaseWithdrawn(reason),
                withdrawn(command.referral(), command.at()));
    }

    private static ReferralReceived received(ReceiveReferral command) {
        return new ReferralReceived(
                command.referral().partner(), command.referral().reference(), command.occurredAt());
    }

    private static CaseRegistered registration(ReceiveReferral command, IntakeRules.Version version) {
        return command.registration()
                .registered(
                        command.receiptCodeHash(),
                        version,
                        PersonalText.of(
                                command.caseTexts(), command.fingerprint().text()),
                        command.at());
    }

    /** Adds the acceptance to a registration that the rule accepts. */
    private static List<IntakeEvent> accepting(
            List<IntakeEvent> events,
            CaseRegistered registered,
            IntakeRules.Version version,
            @Nullable String reference) {
        var acceptance = version.acceptance();
        if (!acceptance.obstacles(registered).isEmpty()) {
            return events;
        }
        var all = new ArrayList<>(events);
        all.add(accepted(
                registered,
                Parties.of(registered),
                DecidedBy.RULE,
                acceptance.rule(),
                version.version(),
                reference,
                List.of()));
        return all;
    }

    /** Decides about a referral under a taken reference: the same one changes nothing, another is refused. */
    private static Decision<IntakeEvent> repeat(CaseRegistered registered, ReceiveReferral command) {
        var differing = command.keys() == null
                ? List.<String>of()
                : Fingerprint.onRecord(registered.fingerprint(), command.keys())
                        .map(onRecord -> onRecord.differencesFrom(command.fingerprint()))
                        .orElse(List.of());
        return differing.isEmpty() ? alreadyTrue() : refuse(new ReferenceTaken(differing));
    }

    private static CaseAccepted accepted(
            CaseRegistered registered,
            Parties parties,
            DecidedBy decidedBy,
            @Nullable String rule,
            @Nullable String ruleVersion,
            @Nullable String reference,
            List<Urgency.Kind> urgent) {
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
                parties.asOthersSeeThem(),
                registered.receivedAt(),
                urgent);
    }

    private Decision<IntakeEvent> decline(Waiting waiting, DeclineCase command) {
        return underRules(command.at(), version -> {
            var ground = version.ground(command.ground());
            if (!ground.appliesTo(CaseKind.of(waiting.registered().channel()))) {
                return refuse(GROUND_DOES_NOT_APPLY);
            }
            if (command.ground() == Ground.CRIMINAL_MATTER
                    && waiting.trade().prosecution().reconciliation() != null) {
                return refuse(RECONCILED_BY_LAW);
            }
            var goTo = command.goTo() == null ? ground.goTo() : command.goTo();
            return accept(new CaseDeclined(command.ground(), ground.article(), goTo, reference(waiting)));
        });
    }

    /** Decides on the withdrawal of a waiting case. It will never be closed, so the partner gets its result now. */
    private static Decision<IntakeEvent> withdraw(Waiting waiting, WithdrawCase command) {
        var events = new ArrayList<IntakeEvent>();
        events.add(new CaseWithdrawn(command.reason()));
        waiting.answering().referredBy().ifPresent(referral -> events.add(withdrawn(referral, command.at())));
        return accept(events);
    }

    private static ReferralAnswered withdrawn(Referral referral, Instant at) {
        return new ReferralAnswered(referral.partner(), referral.reference(), null, WITHDRAWN, at, null);
    }

    private Decision<IntakeEvent> underRules(
            Instant at, Function<IntakeRules.Version, Decision<IntakeEvent>> decision) {
        return rules.inForceAt(at).map(decision).orElseGet(() -> refuse(NO_RULES_IN_FORCE));
    }

    private static @Nullable String reference(Waiting waiting) {
        return waiting.answering().referredBy().map(Referral::reference).orElse(null);
    }
}
