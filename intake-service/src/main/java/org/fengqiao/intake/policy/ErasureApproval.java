package org.fengqiao.intake.policy;

import java.util.List;

import org.fengqiao.intake.model.IntakeCase;
import org.fengqiao.intake.model.IntakeEvent;
import org.fengqiao.intake.model.IntakeEvent.AdmissionEvent;
import org.fengqiao.intake.model.IntakeEvent.AnsweringEvent;
import org.fengqiao.intake.model.IntakeEvent.AttachmentEvent;
import org.fengqiao.intake.model.IntakeEvent.ClosingNoted;
import org.fengqiao.intake.model.IntakeEvent.ClosingRevoked;
import org.fengqiao.intake.model.IntakeEvent.DialogueEvent;
import org.fengqiao.intake.model.IntakeEvent.ErasureRefused;
import org.fengqiao.intake.model.IntakeEvent.ErasureRequested;
import org.fengqiao.intake.model.IntakeEvent.FileEvent;
import org.fengqiao.intake.model.IntakeEvent.GroupEvent;
import org.fengqiao.intake.model.IntakeEvent.LegalHoldPlaced;
import org.fengqiao.intake.model.IntakeEvent.LegalHoldReleased;
import org.fengqiao.intake.model.IntakeEvent.PartiesEvent;
import org.fengqiao.intake.model.IntakeEvent.RatingEvent;
import org.fengqiao.intake.model.IntakeEvent.RepeatEvent;
import org.fengqiao.intake.model.IntakeEvent.SettlementNoted;
import org.fengqiao.intake.model.IntakeEvent.SettlementRevoked;
import org.fengqiao.intake.model.IntakeEvent.SubjectErased;
import org.fengqiao.intake.model.IntakeEvent.TradeEvent;
import org.fengqiao.intake.model.IntakeEvent.UrgencyEvent;
import org.fengqiao.kernel.eventstore.Consequence;
import org.fengqiao.kernel.eventstore.Recorded;
import org.fengqiao.kernel.legalclock.ApprovalClock;

/** Deadlines by which it is decided whether a person is forgotten, by the rule {@code approval}. */
public final class ErasureApproval implements Consequence.Policy<IntakeCase, IntakeEvent> {

    /** The start as the rule names it: other services have approvals, too. */
    private static final String REQUESTED = "intake.erasure-requested.v1";

    @Override
    public List<Consequence> of(Recorded<IntakeCase, IntakeEvent> recorded) {
        return switch (recorded.event()) {
            case ErasureRequested e ->
                List.of(Consequence.setDeadline(
                        ApprovalClock.of(e.approval()), ApprovalClock.RULE, REQUESTED, e.requestedAt()));
            case ErasureRefused e -> List.of(Consequence.meetDeadline(ApprovalClock.of(e.approval()), e.refusedAt()));
            case SubjectErased e -> List.of(Consequence.meetDeadline(ApprovalClock.of(e.approval()), e.erasedAt()));
            case ClosingRevoked _, SettlementRevoked _ ->
                recorded.before()
                        .asRegistered()
                        .retention()
                        .pending()
                        .map(requested -> Consequence.cancelDeadline(
                                ApprovalClock.of(requested.approval()),
                                "the case was opened again",
                                recorded.recordedAt()))
                        .toList();
            case AdmissionEvent _,
                    AnsweringEvent _,
                    PartiesEvent _,
                    GroupEvent _,
                    AttachmentEvent _,
                    FileEvent _,
                    RatingEvent _,
                    RepeatEvent _,
                    UrgencyEvent _,
                    ClosingNoted _,
                    SettlementNoted _,
                    LegalHoldPlaced _,
                    LegalHoldReleased _,
                    DialogueEvent _,
                    TradeEvent _ -> List.of();
        };
    }
}
