package org.fengqiao.routing.policy;

import java.util.List;

import org.fengqiao.kernel.eventstore.Consequence;
import org.fengqiao.kernel.eventstore.Recorded;
import org.fengqiao.kernel.legalclock.DeadlineName;
import org.fengqiao.routing.model.ReviewEvent;
import org.fengqiao.routing.model.ReviewEvent.AppealDecided;
import org.fengqiao.routing.model.ReviewEvent.CaseReviewed;
import org.fengqiao.routing.model.ReviewEvent.RectificationCompleted;
import org.fengqiao.routing.model.ReviewEvent.RectificationOrdered;
import org.fengqiao.routing.model.ReviewEvent.RectificationRefused;
import org.fengqiao.routing.model.ReviewEvent.RectificationReported;
import org.fengqiao.routing.model.ReviewEvent.RectificationWaived;
import org.fengqiao.routing.model.ReviewEvent.ReviewAppealed;
import org.fengqiao.routing.model.ReviewEvent.ReviewConcluded;
import org.fengqiao.routing.model.ReviewEvent.ReviewSampled;
import org.fengqiao.routing.model.ReviewEvent.SelfChecked;
import org.fengqiao.routing.model.ReviewEvent.TypicalCaseConfirmed;
import org.fengqiao.routing.model.ReviewEvent.TypicalCaseDeclined;
import org.fengqiao.routing.model.ReviewEvent.TypicalCaseNominated;
import org.fengqiao.routing.model.ReviewEvent.TypicalCasePublished;
import org.fengqiao.routing.model.ReviewEvent.TypicalCaseSummarised;
import org.fengqiao.routing.model.ReviewEvent.TypicalCaseWithdrawn;
import org.fengqiao.routing.model.RoutingCase;
import org.fengqiao.routing.model.RoutingEvent;

/**
 * Deadlines of evaluation: what was ordered is to be put right within the rule {@code rectification}, and a review may
 * be appealed within the rule {@code review-appeal}. The unit has met its deadline when it says that it is put right;
 * if a check finds otherwise, the time begins anew.
 */
public final class ReviewPolicy implements Consequence.Policy<RoutingCase, RoutingEvent> {

    /** The deadline rule for putting right what a review found. */
    public static final String RECTIFICATION = "rectification";

    /** The deadline rule for an appeal. */
    public static final String APPEAL = "review-appeal";

    @Override
    public List<Consequence> of(Recorded<RoutingCase, RoutingEvent> recorded) {
        return recorded.event() instanceof ReviewEvent event ? of(event) : List.of();
    }

    private static List<Consequence> of(ReviewEvent event) {
        return switch (event) {
            case ReviewConcluded e ->
                List.of(Consequence.setDeadline(
                        appealOf(e.closure()), APPEAL, RoutingEvent.TYPES.shortNameOf(e), e.concludedAt()));
            case ReviewAppealed e -> List.of(Consequence.meetDeadline(appealOf(e.closure()), e.appealedAt()));
            case RectificationOrdered e ->
                List.of(Consequence.setDeadline(
                        rectificationOf(e.rectification()),
                        RECTIFICATION,
                        RoutingEvent.TYPES.shortNameOf(e),
                        e.orderedAt()));
            case RectificationReported e ->
                List.of(Consequence.meetDeadline(rectificationOf(e.rectification()), e.reportedAt()));
            case RectificationRefused e ->
                List.of(Consequence.setDeadline(
                        rectificationOf(e.next()), RECTIFICATION, RoutingEvent.TYPES.shortNameOf(e), e.refusedAt()));
            case RectificationWaived e ->
                List.of(Consequence.cancelDeadline(
                        rectificationOf(e.rectification()), "an appeal was granted", e.waivedAt()));
            case ReviewSampled _,
                    SelfChecked _,
                    CaseReviewed _,
                    RectificationCompleted _,
                    AppealDecided _,
                    TypicalCaseNominated _,
                    TypicalCaseConfirmed _,
                    TypicalCaseDeclined _,
                    TypicalCaseSummarised _,
                    TypicalCasePublished _,
                    TypicalCaseWithdrawn _ -> List.of();
        };
    }

    /** Returns the name of the deadline by which something is to be put right. */
    public static DeadlineName rectificationOf(int number) {
        return DeadlineName.of(RECTIFICATION, number);
    }

    private static DeadlineName appealOf(int closure) {
        return DeadlineName.of(APPEAL, closure);
    }
}
