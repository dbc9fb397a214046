package org.fengqiao.intake.policy;

import static org.fengqiao.intake.policy.PartnerAnswers.outbound;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.fengqiao.intake.model.IntakeCase;
import org.fengqiao.intake.model.IntakeCommand;
import org.fengqiao.intake.model.IntakeCommand.LetTransferStand;
import org.fengqiao.intake.model.IntakeEvent;
import org.fengqiao.intake.model.IntakeEvent.AnsweringEvent;
import org.fengqiao.intake.model.IntakeEvent.AppointmentAnswered;
import org.fengqiao.intake.model.IntakeEvent.AttachmentEvent;
import org.fengqiao.intake.model.IntakeEvent.CaseAccepted;
import org.fengqiao.intake.model.IntakeEvent.CaseDeclined;
import org.fengqiao.intake.model.IntakeEvent.CaseRegistered;
import org.fengqiao.intake.model.IntakeEvent.CaseWithdrawn;
import org.fengqiao.intake.model.IntakeEvent.CivilSupervisionReferred;
import org.fengqiao.intake.model.IntakeEvent.ClosingNoted;
import org.fengqiao.intake.model.IntakeEvent.ClosingRevoked;
import org.fengqiao.intake.model.IntakeEvent.CriminalReconciliationEnded;
import org.fengqiao.intake.model.IntakeEvent.CriminalReconciliationReferred;
import org.fengqiao.intake.model.IntakeEvent.DialogueEvent;
import org.fengqiao.intake.model.IntakeEvent.ErasureRefused;
import org.fengqiao.intake.model.IntakeEvent.ErasureRequested;
import org.fengqiao.intake.model.IntakeEvent.FileEvent;
import org.fengqiao.intake.model.IntakeEvent.GroupEvent;
import org.fengqiao.intake.model.IntakeEvent.IncidentNoted;
import org.fengqiao.intake.model.IntakeEvent.LegalHoldPlaced;
import org.fengqiao.intake.model.IntakeEvent.LegalHoldReleased;
import org.fengqiao.intake.model.IntakeEvent.MediationAppointed;
import org.fengqiao.intake.model.IntakeEvent.ObjectionDecided;
import org.fengqiao.intake.model.IntakeEvent.PartiesEvent;
import org.fengqiao.intake.model.IntakeEvent.PetitionTransferred;
import org.fengqiao.intake.model.IntakeEvent.RatingEvent;
import org.fengqiao.intake.model.IntakeEvent.ReferralReceived;
import org.fengqiao.intake.model.IntakeEvent.ReliefDecided;
import org.fengqiao.intake.model.IntakeEvent.ReliefProposed;
import org.fengqiao.intake.model.IntakeEvent.RepeatEvent;
import org.fengqiao.intake.model.IntakeEvent.SettlementNoted;
import org.fengqiao.intake.model.IntakeEvent.SettlementRevoked;
import org.fengqiao.intake.model.IntakeEvent.StandingAsked;
import org.fengqiao.intake.model.IntakeEvent.StandingTold;
import org.fengqiao.intake.model.IntakeEvent.SubjectErased;
import org.fengqiao.intake.model.IntakeEvent.TransferObjected;
import org.fengqiao.intake.model.IntakeEvent.TransferStands;
import org.fengqiao.intake.model.IntakeEvent.UrgencyEvent;
import org.fengqiao.intake.model.IntakeEvent.WithdrawalReceived;
import org.fengqiao.intake.model.Partner;
import org.fengqiao.intake.model.Prosecution;
import org.fengqiao.intake.wire.DialogueMessages.OfferedParty;
import org.fengqiao.intake.wire.TradeMessages;
import org.fengqiao.kernel.eventstore.Consequence;
import org.fengqiao.kernel.eventstore.Consequence.SendToPartner;
import org.fengqiao.kernel.eventstore.Recorded;
import org.fengqiao.kernel.legalclock.DeadlineName;
import org.fengqiao.kernel.legalclock.Owed;
import org.fengqiao.kernel.legalclock.Owed.Matter;
import org.fengqiao.kernel.service.PassedDeadline;

/**
 * Consequences of the partners' trades: the court is answered within three working days (人民法院在线调解规则 art. 12), a
 * transfer is objected to within five (信访工作条例 art. 23), the petition office owes a decision on that, and the
 * procuratorate one on relief.
 */
public final class PartnerTrades implements Consequence.Policy<IntakeCase, IntakeEvent> {

    /** The type of the answer to the court's appointment. */
    public static final String APPOINTMENT_ANSWERED = "fengqiao.partner.appointment-answered.v1";

    /** The type of an objection to a transfer. */
    public static final String TRANSFER_OBJECTED = "fengqiao.partner.transfer-objected.v1";

    /** The type of the end of a reconciliation. */
    public static final String RECONCILIATION_ENDED = "fengqiao.partner.criminal-reconciliation-ended.v1";

    /** The type of relief that is asked for. */
    public static final String RELIEF_PROPOSED = "fengqiao.partner.relief-proposed.v1";

    /** The type of an inquiry where a matter stands. */
    public static final String STANDING_ASKED = "fengqiao.partner.standing-asked.v1";

    private static final DeadlineName APPOINTMENT = DeadlineName.of("appointment");
    private static final DeadlineName OBJECTION = DeadlineName.of("transfer-objection");
    private static final DeadlineName DECISION = DeadlineName.of("objection-decision");
    private static final String OBJECTION_RULE = "petition-transfer-objection";

    /** Returns the command that follows from a passed deadline: a transfer that nobody objected to in time stands. */
    public static Optional<IntakeCommand> follows(PassedDeadline passed) {
        return passed.deadline().rule().equals(OBJECTION_RULE)
                ? Optional.of(new LetTransferStand(passed.deadline().dueAt()))
                : Optional.empty();
    }

    @Override
    public List<Consequence> of(Recorded<IntakeCase, IntakeEvent> recorded) {
        var at = recorded.recordedAt();
        return switch (recorded.event()) {
            case MediationAppointed e ->
                recorded.after().asRegistered().trade().answer() != null
                        // A change of procedure does not ask anew whether the centre mediates.
                        ? List.of()
                        : List.of(Consequence.oblige(
                                APPOINTMENT,
                                "court-appointment-answer",
                                IntakeEvent.TYPES.shortNameOf(e),
                                at,
                                Owed.byCentre(Partner.COURT.topicName(), Matter.ACKNOWLEDGEMENT, e.reference())));
            case AppointmentAnswered e ->
                List.of(
                        Consequence.meetDeadline(APPOINTMENT, at),
                        new SendToPartner(
                                outbound(Partner.COURT),
                                e.reference(),
                                APPOINTMENT_ANSWERED,
                                new TradeMessages.AppointmentAnswered(
                                        e.reference(),
                                        recorded.caseId(),
                                        registrationNumber(recorded),
                                        e.decision(),
                                        e.reason(),
                                        e.answeredAt())));
            case PetitionTransferred e ->
                recorded.after() instanceof IntakeCase.Waiting
                        ? List.of(Consequence.setDeadline(
                                OBJECTION, OBJECTION_RULE, IntakeEvent.TYPES.shortNameOf(e), e.receivedAt()))
                        : List.of();
            case TransferObjected e ->
                List.of(
                        Consequence.meetDeadline(OBJECTION, e.objectedAt()),
                        Consequence.oblige(
                                DECISION,
                                "transfer-objection-decision",
                                IntakeEvent.TYPES.shortNameOf(e),
                                at,
                                Owed.byPartner(Partner.PETITION_OFFICE.topicName(), Matter.DECISION, e.reference())),
                        new SendToPartner(
                                outbound(Partner.PETITION_OFFICE),
                                e.reference(),
                                TRANSFER_OBJECTED,
                                new TradeMessages.TransferObjected(
                                        e.reference(),
                                        recorded.caseId(),
                                        Objects.requireNonNull(recorded.after()
                                                        .asRegistered()
                                                        .trade()
                                                        .transfer())
                                                .petitionNumber(),
                                        e.reason(),
                                        e.objectedAt())));
            case ObjectionDecided _ -> List.of(Consequence.meetDeadline(DECISION, at));
            // Of a case without appointment or transfer there are no such deadlines, and nothing happens.
            case CaseAccepted _ -> List.of(Consequence.cancelDeadline(OBJECTION, "accepted", at));
            case CaseDeclined _ ->
                List.of(
                        Consequence.cancelDeadline(APPOINTMENT, "declined", at),
                        Consequence.cancelDeadline(OBJECTION, "declined", at));
            case CaseWithdrawn _ ->
                List.of(
                        Consequence.cancelDeadline(APPOINTMENT, "withdrawn", at),
                        Consequence.cancelDeadline(OBJECTION, "withdrawn", at),
                        Consequence.cancelDeadline(DECISION, "withdrawn", at));
            case CriminalReconciliationEnded e ->
                List.of(new SendToPartner(
                        outbound(Partner.PROCURATORATE),
                        e.reference(),
                        RECONCILIATION_ENDED,
                        new TradeMessages.CriminalReconciliationEnded(
                                e.reference(),
                                recorded.caseId(),
                                Objects.requireNonNull(prosecution(recorded).reconciliation())
                                        .caseNumber(),
                                e.result(),
                                e.presided(),
                                e.at())));
            case StandingAsked e -> asked(e, recorded);
            case StandingTold e -> List.of(Consequence.meetDeadline(standingOf(e.number()), at));
            case ReliefProposed e -> proposed(e, recorded);
            case ReliefDecided e -> List.of(Consequence.meetDeadline(reliefDecisionOf(e.number()), at));
            // What nobody can speak of any more is not asked for.
            case SubjectErased _ ->
                Stream.concat(
                                prosecution(recorded).reliefs().stream()
                                        .filter(relief -> relief.decided() == null)
                                        .map(relief -> reliefDecisionOf(
                                                relief.proposed().number())),
                                recorded.after().asRegistered().trade().standings().inquiries().stream()
                                        .filter(inquiry -> inquiry.told() == null)
                                        .map(inquiry ->
                                                standingOf(inquiry.asked().number())))
                        .map(name -> Consequence.cancelDeadline(name, "erased", at))
                        .toList();
            case IncidentNoted _,
                    CriminalReconciliationReferred _,
                    CivilSupervisionReferred _,
                    TransferStands _,
                    ReferralReceived _,
                    WithdrawalReceived _,
                    CaseRegistered _,
                    AnsweringEvent _,
                    DialogueEvent _,
                    LegalHoldPlaced _,
                    LegalHoldReleased _,
                    ErasureRequested _,
                    ErasureRefused _,
                    ClosingNoted _,
                    ClosingRevoked _,
                    SettlementNoted _,
                    SettlementRevoked _,
                    PartiesEvent _,
                    GroupEvent _,
                    AttachmentEvent _,
                    FileEvent _,
                    RatingEvent _,
                    RepeatEvent _,
                    UrgencyEvent _ -> List.of();
        };
    }

    /** Returns the name of the deadline by which the procuratorate decides on relief. */
    public static DeadlineName reliefDecisionOf(int number) {
        return DeadlineName.of("relief-decision", number);
    }

    /** Returns the name of the deadline by which a partner says where a matter stands. */
    public static DeadlineName standingOf(int number) {
        return DeadlineName.of("standing", number);
    }

    private static List<Consequence> asked(StandingAsked e, Recorded<IntakeCase, IntakeEvent> recorded) {
        var state = recorded.after().asRegistered();
        return List.of(
                Consequence.oblige(
                        standingOf(e.number()),
                        "partner-question-answer",
                        IntakeEvent.TYPES.shortNameOf(e),
                        recorded.recordedAt(),
                        Owed.byPartner(e.partner().topicName(), Matter.ANSWER, e.inquiryId())),
                new SendToPartner(
                        outbound(e.partner()),
                        e.inquiryId(),
                        STANDING_ASKED,
                        new TradeMessages.StandingAsked(
                                e.inquiryId(),
                                recorded.caseId(),
                                state.registered().summary(),
                                state.parties().applicants().stream()
                                        .map(OfferedParty::of)
                                        .toList(),
                                state.parties().respondents().stream()
                                        .map(OfferedParty::of)
                                        .toList(),
                                e.askedAt())));
    }

    private static List<Consequence> proposed(ReliefProposed e, Recorded<IntakeCase, IntakeEvent> recorded) {
        var beneficiary = recorded.after()
                .asRegistered()
                .parties()
                .all()
                .filter(party -> party.partyId().equals(e.partyId()))
                .findFirst()
                .orElseThrow();
        return List.of(
                Consequence.oblige(
                        reliefDecisionOf(e.number()),
                        "relief-decision",
                        IntakeEvent.TYPES.shortNameOf(e),
                        recorded.recordedAt(),
                        Owed.byPartner(Partner.PROCURATORATE.topicName(), Matter.DECISION, e.referralId())),
                new SendToPartner(
                        outbound(Partner.PROCURATORATE),
                        e.referralId(),
                        RELIEF_PROPOSED,
                        new TradeMessages.ReliefProposed(
                                e.referralId(),
                                recorded.caseId(),
                                OfferedParty.of(beneficiary),
                                e.need(),
                                e.proposedAt())));
    }

    private static Prosecution prosecution(Recorded<IntakeCase, IntakeEvent> recorded) {
        return recorded.after().asRegistered().trade().prosecution();
    }

    private static @Nullable String registrationNumber(Recorded<IntakeCase, IntakeEvent> recorded) {
        return Objects.requireNonNull(recorded.after().asRegistered().trade().appointment())
                .registrationNumber();
    }
}
