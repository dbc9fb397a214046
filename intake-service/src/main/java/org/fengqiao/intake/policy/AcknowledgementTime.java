package org.fengqiao.intake.policy;

import java.util.List;

import org.fengqiao.intake.model.IntakeCase;
import org.fengqiao.intake.model.IntakeEvent;
import org.fengqiao.intake.model.IntakeEvent.AnsweringEvent;
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
import org.fengqiao.intake.model.IntakeEvent.ReferralReceived;
import org.fengqiao.intake.model.IntakeEvent.RepeatEvent;
import org.fengqiao.intake.model.IntakeEvent.RetentionEvent;
import org.fengqiao.intake.model.IntakeEvent.TradeEvent;
import org.fengqiao.intake.model.IntakeEvent.UrgencyEvent;
import org.fengqiao.intake.model.IntakeEvent.WithdrawalReceived;
import org.fengqiao.kernel.eventstore.Consequence;
import org.fengqiao.kernel.eventstore.Recorded;
import org.fengqiao.kernel.legalclock.DeadlineName;
import org.fengqiao.kernel.legalclock.Owed;

/**
 * Obligation to acknowledge a partner's referral, by the rule {@code referral-acknowledgement}. A referral
 * accepted by rule is acknowledged in the transaction that records it; its deadline is still set and met, so that it
 * counts as on time.
 */
public final class AcknowledgementTime implements Consequence.Policy<IntakeCase, IntakeEvent> {

    /** The name of the deadline; a case is referred once, so it needs no number. */
    public static final DeadlineName DEADLINE = DeadlineName.of("acknowledgement");

    private static final String RULE = "referral-acknowledgement";

    @Override
    public List<Consequence> of(Recorded<IntakeCase, IntakeEvent> recorded) {
        return switch (recorded.event()) {
            case ReferralReceived e ->
                List.of(Consequence.oblige(
                        DEADLINE,
                        RULE,
                        IntakeEvent.TYPES.shortNameOf(e),
                        recorded.recordedAt(),
                        Owed.byCentre(e.partner().topicName(), Owed.Matter.ACKNOWLEDGEMENT, e.reference())));
            // Of a case that no partner referred there is no such deadline, and nothing happens.
            case CaseAccepted _, CaseDeclined _ -> List.of(Consequence.meetDeadline(DEADLINE, recorded.recordedAt()));
            case CaseWithdrawn _ -> List.of(Consequence.cancelDeadline(DEADLINE, "withdrawn", recorded.recordedAt()));
            case CaseRegistered _,
                    WithdrawalReceived _,
                    AnsweringEvent _,
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
}
