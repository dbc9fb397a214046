package org.fengqiao.intake.policy;

import static org.fengqiao.intake.policy.PartnerAnswers.outbound;

import java.util.List;

import org.fengqiao.intake.model.Asker;
import org.fengqiao.intake.model.IntakeCase;
import org.fengqiao.intake.model.IntakeEvent;
import org.fengqiao.intake.model.IntakeEvent.AdmissionEvent;
import org.fengqiao.intake.model.IntakeEvent.AnsweringEvent;
import org.fengqiao.intake.model.IntakeEvent.AttachmentEvent;
import org.fengqiao.intake.model.IntakeEvent.FileEvent;
import org.fengqiao.intake.model.IntakeEvent.GroupEvent;
import org.fengqiao.intake.model.IntakeEvent.OutwardReferralAnswered;
import org.fengqiao.intake.model.IntakeEvent.OutwardReferralOffered;
import org.fengqiao.intake.model.IntakeEvent.PartiesEvent;
import org.fengqiao.intake.model.IntakeEvent.QuestionAnswered;
import org.fengqiao.intake.model.IntakeEvent.QuestionAsked;
import org.fengqiao.intake.model.IntakeEvent.RatingEvent;
import org.fengqiao.intake.model.IntakeEvent.ReferralCorrected;
import org.fengqiao.intake.model.IntakeEvent.ReferralProgressed;
import org.fengqiao.intake.model.IntakeEvent.ReferralReturned;
import org.fengqiao.intake.model.IntakeEvent.RepeatEvent;
import org.fengqiao.intake.model.IntakeEvent.RetentionEvent;
import org.fengqiao.intake.model.IntakeEvent.TradeEvent;
import org.fengqiao.intake.model.IntakeEvent.UrgencyEvent;
import org.fengqiao.intake.wire.DialogueMessages;
import org.fengqiao.intake.wire.DialogueMessages.CentresAnswer;
import org.fengqiao.intake.wire.DialogueMessages.CentresQuestion;
import org.fengqiao.intake.wire.DialogueMessages.ReferralOffered;
import org.fengqiao.kernel.eventstore.Consequence;
import org.fengqiao.kernel.eventstore.Consequence.SendToPartner;
import org.fengqiao.kernel.eventstore.Recorded;

/** Messages of the dialogue with partners: questions and answers, progress, the return and the outward referral. */
public final class PartnerDialogue implements Consequence.Policy<IntakeCase, IntakeEvent> {

    /** The type of a question of the centre. */
    public static final String QUESTION_ASKED = "fengqiao.partner.question-asked.v1";

    /** The type of an answer of the centre. */
    public static final String QUESTION_ANSWERED = "fengqiao.partner.question-answered.v1";

    /** The type of word about how a case goes on. */
    public static final String PROGRESSED = "fengqiao.partner.referral-progressed.v1";

    /** The type with which a case goes back to who referred it. */
    public static final String RETURNED = "fengqiao.partner.referral-returned.v1";

    /** The type of a referral from the centre. */
    public static final String OFFERED = "fengqiao.partner.referral-offered.v1";

    @Override
    public List<Consequence> of(Recorded<IntakeCase, IntakeEvent> recorded) {
        var caseId = recorded.caseId();
        return switch (recorded.event()) {
            case QuestionAsked e ->
                e.by() == Asker.PARTNER
                        ? List.of()
                        : List.of(new SendToPartner(
                                outbound(e.partner()),
                                e.reference(),
                                QUESTION_ASKED,
                                new CentresQuestion(e.reference(), caseId, e.questionId(), e.text(), e.askedAt())));
            case QuestionAnswered e ->
                e.askedBy() == Asker.CENTRE
                        ? List.of()
                        : List.of(new SendToPartner(
                                outbound(e.partner()),
                                e.reference(),
                                QUESTION_ANSWERED,
                                new CentresAnswer(e.reference(), caseId, e.questionId(), e.text(), e.answeredAt())));
            case ReferralProgressed e ->
                List.of(new SendToPartner(
                        outbound(e.partner()),
                        e.reference(),
                        PROGRESSED,
                        new DialogueMessages.ReferralProgressed(
                                e.reference(), caseId, e.what(), e.detail(), e.startsAt(), e.at())));
            case ReferralReturned e -> {
                var registered = recorded.after().asRegistered();
                var told = registered.registered();
                yield List.of(new SendToPartner(
                        outbound(e.partner()),
                        e.reference(),
                        RETURNED,
                        new DialogueMessages.ReferralReturned(
                                e.reference(),
                                caseId,
                                e.reason(),
                                new DialogueMessages.File(
                                        told.summary(),
                                        told.claim(),
                                        told.amount(),
                                        registered.dialogue().facts()),
                                e.returnedAt())));
            }
            case OutwardReferralOffered e ->
                List.of(new SendToPartner(
                        outbound(e.partner()),
                        e.referralId(),
                        OFFERED,
                        ReferralOffered.of(
                                e.referralId(),
                                caseId,
                                e.reason(),
                                recorded.after().asRegistered(),
                                e.offeredAt())));
            case ReferralCorrected _,
                    OutwardReferralAnswered _,
                    AdmissionEvent _,
                    AnsweringEvent _,
                    RetentionEvent _,
                    TradeEvent _,
                    PartiesEvent _,
                    GroupEvent _,
                    AttachmentEvent _,
                    FileEvent _,
                    RatingEvent _,
                    RepeatEvent _,
                    UrgencyEvent _ -> List.of();
        };
    }
}
