package org.fengqiao.intake.policy;

import java.util.List;

import org.fengqiao.intake.model.IntakeCase;
import org.fengqiao.intake.model.IntakeEvent;
import org.fengqiao.intake.model.IntakeEvent.AdmissionEvent;
import org.fengqiao.intake.model.IntakeEvent.AnsweringEvent;
import org.fengqiao.intake.model.IntakeEvent.AttachmentEvent;
import org.fengqiao.intake.model.IntakeEvent.DialogueEvent;
import org.fengqiao.intake.model.IntakeEvent.FileEvent;
import org.fengqiao.intake.model.IntakeEvent.GroupEvent;
import org.fengqiao.intake.model.IntakeEvent.PartiesEvent;
import org.fengqiao.intake.model.IntakeEvent.PartiesReturned;
import org.fengqiao.intake.model.IntakeEvent.RatingEvent;
import org.fengqiao.intake.model.IntakeEvent.RepeatAnswered;
import org.fengqiao.intake.model.IntakeEvent.RepeatJoined;
import org.fengqiao.intake.model.IntakeEvent.RepeatLeft;
import org.fengqiao.intake.model.IntakeEvent.RepeatLinked;
import org.fengqiao.intake.model.IntakeEvent.RepeatUnlinked;
import org.fengqiao.intake.model.IntakeEvent.RetentionEvent;
import org.fengqiao.intake.model.IntakeEvent.TradeEvent;
import org.fengqiao.intake.model.IntakeEvent.UrgencyEvent;
import org.fengqiao.intake.wire.Messages.ReferralResult;
import org.fengqiao.kernel.eventstore.Consequence;
import org.fengqiao.kernel.eventstore.Consequence.SendToPartner;
import org.fengqiao.kernel.eventstore.Recorded;

/**
 * Results of a case to the partners that referred its repeats: under the reference and the case id that each of them
 * knows, the outcome of the case that carries theirs on.
 */
public final class RepeatAnswers implements Consequence.Policy<IntakeCase, IntakeEvent> {

    @Override
    public List<Consequence> of(Recorded<IntakeCase, IntakeEvent> recorded) {
        return switch (recorded.event()) {
            case RepeatAnswered(
                    var repeat,
                    var partner,
                    var reference,
                    var _,
                    var outcome,
                    var closedAt,
                    var reopenedAt)
            when partner != null && reference != null ->
                List.of(new SendToPartner(
                        PartnerAnswers.outbound(partner),
                        reference,
                        PartnerAnswers.RESULT,
                        new ReferralResult(reference, repeat, outcome, closedAt, reopenedAt, null)));
            case RepeatAnswered _,
                    RepeatLinked _,
                    RepeatUnlinked _,
                    RepeatJoined _,
                    RepeatLeft _,
                    PartiesReturned _,
                    AdmissionEvent _,
                    AnsweringEvent _,
                    RetentionEvent _,
                    UrgencyEvent _,
                    PartiesEvent _,
                    GroupEvent _,
                    AttachmentEvent _,
                    FileEvent _,
                    RatingEvent _,
                    DialogueEvent _,
                    TradeEvent _ -> List.of();
        };
    }
}
