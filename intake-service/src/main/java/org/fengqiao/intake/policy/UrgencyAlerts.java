package org.fengqiao.intake.policy;

import java.util.ArrayList;
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
import org.fengqiao.intake.model.IntakeEvent.RatingEvent;
import org.fengqiao.intake.model.IntakeEvent.RepeatEvent;
import org.fengqiao.intake.model.IntakeEvent.RetentionEvent;
import org.fengqiao.intake.model.IntakeEvent.TradeEvent;
import org.fengqiao.intake.model.IntakeEvent.UrgencyAcknowledged;
import org.fengqiao.intake.model.IntakeEvent.UrgencyReported;
import org.fengqiao.intake.model.Partner;
import org.fengqiao.intake.wire.UrgencyBodies.Alert;
import org.fengqiao.kernel.eventstore.Consequence;
import org.fengqiao.kernel.eventstore.Consequence.SendToPartner;
import org.fengqiao.kernel.eventstore.Recorded;
import org.fengqiao.kernel.legalclock.DeadlineName;

/** Alerts of what is urgent: to the police on their topic, and a clock by which a leader has to acknowledge it. */
public final class UrgencyAlerts implements Consequence.Policy<IntakeCase, IntakeEvent> {

    /** The type of the message to the police. */
    public static final String ALERT = "fengqiao.partner.alert.v1";

    private static final String RULE = "urgency-report";

    @Override
    public List<Consequence> of(Recorded<IntakeCase, IntakeEvent> recorded) {
        return switch (recorded.event()) {
            case UrgencyReported e -> {
                var consequences = new ArrayList<Consequence>();
                consequences.add(Consequence.setDeadline(
                        clockOf(e.report()), RULE, IntakeEvent.TYPES.shortNameOf(e), e.reportedAt()));
                if (e.police()) {
                    consequences.add(new SendToPartner(
                            PartnerAnswers.outbound(Partner.POLICE),
                            recorded.caseId().toString(),
                            ALERT,
                            new Alert(
                                    recorded.caseId(), e.report(), e.kind(), e.place(), e.account(), e.reportedAt())));
                }
                yield List.copyOf(consequences);
            }
            case UrgencyAcknowledged e -> List.of(Consequence.meetDeadline(clockOf(e.report()), e.acknowledgedAt()));
            case AdmissionEvent _,
                    AnsweringEvent _,
                    RetentionEvent _,
                    RepeatEvent _,
                    PartiesEvent _,
                    GroupEvent _,
                    AttachmentEvent _,
                    FileEvent _,
                    RatingEvent _,
                    DialogueEvent _,
                    TradeEvent _ -> List.of();
        };
    }

    private static DeadlineName clockOf(int report) {
        return DeadlineName.of("urgency", report);
    }
}
