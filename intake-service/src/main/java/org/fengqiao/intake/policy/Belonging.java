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
import org.fengqiao.intake.model.IntakeEvent.ReferralCorrected;
import org.fengqiao.intake.model.IntakeEvent.ReferralReceived;
import org.fengqiao.intake.model.IntakeEvent.RepeatEvent;
import org.fengqiao.intake.model.IntakeEvent.RetentionEvent;
import org.fengqiao.intake.model.IntakeEvent.TradeEvent;
import org.fengqiao.intake.model.IntakeEvent.UrgencyEvent;
import org.fengqiao.intake.model.IntakeEvent.WithdrawalReceived;
import org.fengqiao.kernel.eventstore.Consequence;
import org.fengqiao.kernel.eventstore.Consequence.CaseBelongs;
import org.fengqiao.kernel.eventstore.Recorded;
import org.fengqiao.kernel.value.Territory;

/** Territory of a case: the place it is registered in. */
public final class Belonging implements Consequence.Policy<IntakeCase, IntakeEvent> {

    @Override
    public List<Consequence> of(Recorded<IntakeCase, IntakeEvent> recorded) {
        return switch (recorded.event()) {
            case CaseRegistered e -> List.of(new CaseBelongs(Territory.of(e.place())));
            case DialogueEvent e -> corrected(e);
            case ReferralReceived _,
                    WithdrawalReceived _,
                    CaseAccepted _,
                    CaseDeclined _,
                    CaseWithdrawn _,
                    AnsweringEvent _,
                    PartiesEvent _,
                    GroupEvent _,
                    RetentionEvent _,
                    AttachmentEvent _,
                    FileEvent _,
                    RatingEvent _,
                    TradeEvent _,
                    RepeatEvent _,
                    UrgencyEvent _ -> List.of();
        };
    }

    /** A referral that was sent to the wrong place belongs to the right one. */
    private static List<Consequence> corrected(DialogueEvent event) {
        return event instanceof ReferralCorrected e && e.after().place() != null
                ? List.of(new CaseBelongs(Territory.of(e.after().place())))
                : List.of();
    }
}
