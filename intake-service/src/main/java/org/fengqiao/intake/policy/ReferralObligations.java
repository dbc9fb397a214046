package org.fengqiao.intake.policy;

import java.util.ArrayList;
import java.util.List;

import org.fengqiao.intake.model.Asker;
import org.fengqiao.intake.model.Dialogue;
import org.fengqiao.intake.model.IntakeCase;
import org.fengqiao.intake.model.IntakeCase.Answering;
import org.fengqiao.intake.model.IntakeEvent;
import org.fengqiao.intake.model.IntakeEvent.AttachmentEvent;
import org.fengqiao.intake.model.IntakeEvent.CaseAccepted;
import org.fengqiao.intake.model.IntakeEvent.CaseDeclined;
import org.fengqiao.intake.model.IntakeEvent.CaseRegistered;
import org.fengqiao.intake.model.IntakeEvent.CaseWithdrawn;
import org.fengqiao.intake.model.IntakeEvent.ClosingNoted;
import org.fengqiao.intake.model.IntakeEvent.ClosingRevoked;
import org.fengqiao.intake.model.IntakeEvent.ErasureRefused;
import org.fengqiao.intake.model.IntakeEvent.ErasureRequested;
import org.fengqiao.intake.model.IntakeEvent.FileEvent;
import org.fengqiao.intake.model.IntakeEvent.GroupEvent;
import org.fengqiao.intake.model.IntakeEvent.LegalHoldPlaced;
import org.fengqiao.intake.model.IntakeEvent.LegalHoldReleased;
import org.fengqiao.intake.model.IntakeEvent.OutwardReferralAnswered;
import org.fengqiao.intake.model.IntakeEvent.OutwardReferralOffered;
import org.fengqiao.intake.model.IntakeEvent.PartiesEvent;
import org.fengqiao.intake.model.IntakeEvent.QuestionAnswered;
import org.fengqiao.intake.model.IntakeEvent.QuestionAsked;
import org.fengqiao.intake.model.IntakeEvent.RatingEvent;
import org.fengqiao.intake.model.IntakeEvent.ReferralAnswered;
import org.fengqiao.intake.model.IntakeEvent.ReferralCorrected;
import org.fengqiao.intake.model.IntakeEvent.ReferralProgressed;
import org.fengqiao.intake.model.IntakeEvent.ReferralReceived;
import org.fengqiao.intake.model.IntakeEvent.ReferralReturned;
import org.fengqiao.intake.model.IntakeEvent.RepeatEvent;
import org.fengqiao.intake.model.IntakeEvent.SettlementNoted;
import org.fengqiao.intake.model.IntakeEvent.SettlementRevoked;
import org.fengqiao.intake.model.IntakeEvent.SubjectErased;
import org.fengqiao.intake.model.IntakeEvent.TradeEvent;
import org.fengqiao.intake.model.IntakeEvent.UrgencyEvent;
import org.fengqiao.intake.model.IntakeEvent.WithdrawalReceived;
import org.fengqiao.kernel.eventstore.Consequence;
import org.fengqiao.kernel.eventstore.Recorded;
import org.fengqiao.kernel.legalclock.DeadlineName;
import org.fengqiao.kernel.legalclock.Owed;
import org.fengqiao.kernel.legalclock.Owed.Matter;

/**
 * Obligations that follow from a referral once it is acknowledged: the result of each stretch of the case, the answers
 * to questions both ways, and a partner's answer to what the centre refers to it.
 */
public final class ReferralObligations implements Consequence.Policy<IntakeCase, IntakeEvent> {

    private static final String RESULT = "referral-result";
    private static final String CENTRES_ANSWER = "question-answer";
    private static final String PARTNERS_ANSWER = "partner-question-answer";
    private static final String OUTWARD_ANSWER = "outward-referral-answer";

    /**
     * Returns the name of the deadline by which the partner gets the result.
     *
     * @param closing the number of the closing with which it is told
     */
    public static DeadlineName resultOf(int closing) {
        return DeadlineName.of("result", closing);
    }

    /** Returns the name of the deadline by which a question is answered. */
    public static DeadlineName answerOf(int question) {
        return DeadlineName.of("answer", question);
    }

    /** Returns the name of the deadline by which the partner answers an outward referral. */
    public static DeadlineName outwardAnswerOf(int number) {
        return DeadlineName.of("outward-answer", number);
    }

    @Override
    public List<Consequence> of(Recorded<IntakeCase, IntakeEvent> recorded) {
        var at = recorded.recordedAt();
        return switch (recorded.event()) {
            case CaseAccepted e ->
                recorded.after()
                        .asRegistered()
                        .answering()
                        .referredBy()
                        .map(referral -> List.of(Consequence.oblige(
                                resultOf(1),
                                RESULT,
                                IntakeEvent.TYPES.shortNameOf(e),
                                at,
                                Owed.byCentre(referral.partner().topicName(), Matter.RESULT, referral.reference()))))
                        .orElseGet(List::of);
            case ReferralAnswered e -> answered(e, recorded);
            case ReferralReturned _ ->
                recorded.before().asRegistered().answering() instanceof Answering.Owed owed
                        ? List.of(Consequence.meetDeadline(resultOf(owed.closure() + 1), at))
                        : List.of();
            case QuestionAsked e -> List.of(asked(e, recorded));
            case QuestionAnswered e -> List.of(Consequence.meetDeadline(answerOf(e.question()), at));
            case OutwardReferralOffered e ->
                List.of(Consequence.oblige(
                        outwardAnswerOf(e.number()),
                        OUTWARD_ANSWER,
                        IntakeEvent.TYPES.shortNameOf(e),
                        at,
                        Owed.byPartner(e.partner().topicName(), Matter.DECISION, e.referralId())));
            case OutwardReferralAnswered e -> List.of(Consequence.meetDeadline(outwardAnswerOf(e.number()), at));
            // What nobody can speak of any more is not asked for.
            case SubjectErased _ ->
                openQuestions(recorded).stream()
                        .map(question -> Consequence.cancelDeadline(
                                answerOf(question.asked().question()), "erased", at))
                        .toList();
            case ReferralReceived _,
                    WithdrawalReceived _,
                    CaseRegistered _,
                    CaseDeclined _,
                    CaseWithdrawn _,
                    ClosingNoted _,
                    ClosingRevoked _,
                    SettlementNoted _,
                    SettlementRevoked _,
                    LegalHoldPlaced _,
                    LegalHoldReleased _,
                    ErasureRequested _,
                    ErasureRefused _,
                    ReferralCorrected _,
                    ReferralProgressed _,
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

    /** A result ends what was owed until then; a reopening is the beginning of another. */
    private static List<Consequence> answered(ReferralAnswered e, Recorded<IntakeCase, IntakeEvent> recorded) {
        var closure = e.closure();
        if (closure == null) {
            // It was taken back before anybody had accepted it: no result was owed.
            return List.of();
        }
        if (e.reopenedAt() != null) {
            return List.of(Consequence.oblige(
                    resultOf(closure + 1),
                    RESULT,
                    IntakeEvent.TYPES.shortNameOf(e),
                    recorded.recordedAt(),
                    Owed.byCentre(e.partner().topicName(), Matter.RESULT, e.reference())));
        }
        var met = new ArrayList<Consequence>();
        for (var closing = 1; closing <= closure; closing++) {
            met.add(Consequence.meetDeadline(resultOf(closing), recorded.recordedAt()));
        }
        return met;
    }

    private static Consequence asked(QuestionAsked e, Recorded<IntakeCase, IntakeEvent> recorded) {
        var partner = e.partner().topicName();
        return Consequence.oblige(
                answerOf(e.question()),
                e.by() == Asker.PARTNER ? CENTRES_ANSWER : PARTNERS_ANSWER,
                IntakeEvent.TYPES.shortNameOf(e),
                recorded.recordedAt(),
                e.by() == Asker.PARTNER
                        ? Owed.byCentre(partner, Matter.ANSWER, e.reference())
                        : Owed.byPartner(partner, Matter.ANSWER, e.reference()));
    }

    private static List<Dialogue.Question> openQuestions(Recorded<IntakeCase, IntakeEvent> recorded) {
        return recorded.before().asRegistered().dialogue().questions().stream()
                .filter(question -> question.answered() == null)
                .toList();
    }
}
