package org.fengqiao.intake.policy;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.fengqiao.intake.model.IntakeCase;
import org.fengqiao.intake.model.IntakeCase.Waiting;
import org.fengqiao.intake.model.IntakeEvent;
import org.fengqiao.intake.model.IntakeEvent.AttachmentEvent;
import org.fengqiao.intake.model.IntakeEvent.CaseAccepted;
import org.fengqiao.intake.model.IntakeEvent.CaseDeclined;
import org.fengqiao.intake.model.IntakeEvent.CaseRegistered;
import org.fengqiao.intake.model.IntakeEvent.CaseWithdrawn;
import org.fengqiao.intake.model.IntakeEvent.DialogueEvent;
import org.fengqiao.intake.model.IntakeEvent.FileEvent;
import org.fengqiao.intake.model.IntakeEvent.GroupEvent;
import org.fengqiao.intake.model.IntakeEvent.PartiesEvent;
import org.fengqiao.intake.model.IntakeEvent.RatingEvent;
import org.fengqiao.intake.model.IntakeEvent.ReferralAnswered;
import org.fengqiao.intake.model.IntakeEvent.ReferralReceived;
import org.fengqiao.intake.model.IntakeEvent.RepeatEvent;
import org.fengqiao.intake.model.IntakeEvent.RetentionEvent;
import org.fengqiao.intake.model.IntakeEvent.TradeEvent;
import org.fengqiao.intake.model.IntakeEvent.UrgencyEvent;
import org.fengqiao.intake.model.IntakeEvent.WithdrawalReceived;
import org.fengqiao.intake.model.Partner;
import org.fengqiao.intake.model.Referral;
import org.fengqiao.intake.wire.Messages.AcknowledgedAs;
import org.fengqiao.intake.wire.Messages.ReferralAcknowledged;
import org.fengqiao.intake.wire.Messages.ReferralResult;
import org.fengqiao.kernel.eventstore.Consequence;
import org.fengqiao.kernel.eventstore.Consequence.SendToPartner;
import org.fengqiao.kernel.eventstore.Recorded;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.sealing.SubjectId;

/** Answers to a partner that referred a case: whether it was accepted, and how it ended (回流). */
public final class PartnerAnswers implements Consequence.Policy<IntakeCase, IntakeEvent> {

    /** The type of an acknowledgement. */
    public static final String ACKNOWLEDGED = "fengqiao.partner.referral-acknowledged.v1";

    /** The type of a result. */
    public static final String RESULT = "fengqiao.partner.referral-result.v1";

    private final ReceiptCodes receiptCodes;

    /**
     * Creates the policy.
     *
     * @param receiptCodes the codes that an acceptance hands on
     */
    public PartnerAnswers(ReceiptCodes receiptCodes) {
        this.receiptCodes = receiptCodes;
    }

    @Override
    public List<Consequence> of(Recorded<IntakeCase, IntakeEvent> recorded) {
        return switch (recorded.event()) {
            case CaseAccepted _ ->
                acknowledge(
                        recorded,
                        referral -> new ReferralAcknowledged(
                                referral.reference(),
                                AcknowledgedAs.ACCEPTED,
                                recorded.caseId(),
                                PersonalText.of(
                                        SubjectId.ofCase(recorded.caseId()), receiptCodes.of(recorded.caseId())),
                                null,
                                null,
                                null));
            case CaseDeclined declined ->
                acknowledge(
                        recorded,
                        referral -> new ReferralAcknowledged(
                                referral.reference(),
                                AcknowledgedAs.DECLINED,
                                null,
                                null,
                                declined.ground(),
                                declined.article(),
                                declined.goTo()));
            // One that was accepted before is acknowledged; what becomes of it is told with its closing.
            case CaseWithdrawn _ ->
                acknowledge(
                        recorded,
                        referral -> new ReferralAcknowledged(
                                referral.reference(),
                                AcknowledgedAs.WITHDRAWN,
                                recorded.caseId(),
                                null,
                                null,
                                null,
                                null));
            case ReferralAnswered answered ->
                List.of(new SendToPartner(
                        outbound(answered.partner()),
                        answered.reference(),
                        RESULT,
                        new ReferralResult(
                                answered.reference(),
                                recorded.caseId(),
                                answered.outcome(),
                                answered.closedAt(),
                                answered.reopenedAt(),
                                facts(recorded, answered))));
            case ReferralReceived _,
                    CaseRegistered _,
                    WithdrawalReceived _,
                    PartiesEvent _,
                    GroupEvent _,
                    RetentionEvent _,
                    AttachmentEvent _,
                    FileEvent _,
                    RatingEvent _,
                    DialogueEvent _,
                    TradeEvent _,
                    RepeatEvent _,
                    UrgencyEvent _ -> List.of();
        };
    }

    /** A court that referred the case goes on with what no party disputes; nobody else needs to know it. */
    private static @Nullable List<PersonalText> facts(
            Recorded<IntakeCase, IntakeEvent> recorded, ReferralAnswered answered) {
        var facts = recorded.after().asRegistered().dialogue().facts();
        return answered.partner() == Partner.COURT && answered.reopenedAt() == null && !facts.isEmpty() ? facts : null;
    }

    private interface Acknowledgement {
        ReferralAcknowledged of(Referral referral);
    }

    private static List<Consequence> acknowledge(
            Recorded<IntakeCase, IntakeEvent> recorded, Acknowledgement acknowledgement) {
        return recorded.before() instanceof Waiting waiting
                ? waiting.answering()
                        .referredBy()
                        .<List<Consequence>>map(referral -> List.of(new SendToPartner(
                                outbound(referral.partner()),
                                referral.reference(),
                                ACKNOWLEDGED,
                                acknowledgement.of(referral))))
                        .orElse(List.of())
                : List.of();
    }

    /** Returns the topic that the partner reads: {@code petition-office.outbound} of {@code PETITION_OFFICE}. */
    static String outbound(Partner partner) {
        return partner.topicName() + ".outbound";
    }
}
