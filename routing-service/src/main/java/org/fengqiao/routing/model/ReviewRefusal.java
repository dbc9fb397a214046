package org.fengqiao.routing.model;

import static org.fengqiao.kernel.decision.Decision.Nature.CONFLICT;
import static org.fengqiao.kernel.decision.Decision.Nature.FORBIDDEN;
import static org.fengqiao.kernel.decision.Decision.Nature.UNACCEPTABLE;
import static org.fengqiao.kernel.decision.Decision.Nature.UNKNOWN;

import org.fengqiao.kernel.decision.Decision.Nature;
import org.fengqiao.kernel.decision.Decision.Refusal;
import org.fengqiao.kernel.decision.Decision.Wording;

/** Reasons for which a command of evaluation is refused. The codes are part of the published contract. */
public enum ReviewRefusal implements Refusal {
    NOT_SAMPLED(CONFLICT, "The case is in no sample, so nobody reviews it; POST /reviews/samples draws one."),
    CLOSINGS_MOVED_ON(CONFLICT, "Meanwhile somebody drew or reopened some of these cases; draw again."),
    NOT_ASKED_TO_REVIEW(FORBIDDEN, "The sample asks other units to review this case."),
    ALREADY_REVIEWED(CONFLICT, "The unit has reviewed the case; a review is given once."),
    REVIEW_CONCLUDED(CONFLICT, "All units that were asked have reviewed the case."),
    ALREADY_SELF_CHECKED(CONFLICT, "The unit has checked the case itself; it does so once."),
    REVIEW_BEGUN(CONFLICT, "Another unit has reviewed the case; a unit checks its own case before that."),
    SHEET_INCOMPLETE(UNACCEPTABLE, "Each question of the sheet is answered once, and no other; GET /reviews/sheet."),
    POINTS_OUT_OF_RANGE(UNACCEPTABLE, "Points are from 0 to what the question of the sheet is worth."),
    NO_SUCH_RECTIFICATION(UNKNOWN, "Nothing of this number is to be put right in the case."),
    NOT_THE_REVIEWED_UNIT(FORBIDDEN, "Only the unit that was reviewed does this."),
    NOT_A_REVIEWING_UNIT(FORBIDDEN, "Only a unit that reviewed the case does this."),
    NOT_REPORTED(CONFLICT, "The unit has not said yet that it is put right."),
    RECTIFICATION_ENDED(CONFLICT, "This is no longer to be put right."),
    NOT_CONCLUDED(CONFLICT, "The review has no grade yet."),
    ALREADY_APPEALED(CONFLICT, "The unit has appealed; it does so once."),
    APPEAL_TIME_OVER(CONFLICT, "The time for an appeal is over; the grade stands."),
    NOT_APPEALED(CONFLICT, "There is no appeal to decide."),
    DECIDED_BY_A_PARTY(FORBIDDEN, "An appeal is decided by a unit that neither reviewed nor was reviewed."),
    NOT_BETTER(UNACCEPTABLE, "An appeal leaves the grade as it is, or makes it better."),
    NOT_EXCELLENT(CONFLICT, "Only a case that was graded EXCELLENT becomes a typical one."),
    CLOSING_UNDONE(CONFLICT, "The closing that was reviewed did not hold, so the case is no example to others."),
    NOT_NOMINATED(CONFLICT, "Nobody has proposed the case as a typical one."),
    OWN_NOMINATION(
            FORBIDDEN, "Somebody else than the proposer confirms, and nobody of the unit that handled the case."),
    NOMINATION_DECIDED(CONFLICT, "It is decided whether this is a typical case."),
    SUMMARY_NOT_ANONYMOUS(
            UNACCEPTABLE,
            "A summary has no name of the case's parties and no telephone, identity or other number of somebody."),
    NOT_A_TYPICAL_CASE(CONFLICT, "Only a case that was confirmed as a typical one is summarised for the library."),
    NO_SUMMARY(CONFLICT, "Nobody has written a summary of the case."),
    OWN_SUMMARY(FORBIDDEN, "Somebody else than the writer approves a summary."),
    SUMMARY_REWRITTEN(CONFLICT, "Another summary was written meanwhile; read that one."),
    ALREADY_PUBLISHED(CONFLICT, "The case stands in the library; take it out before it is written anew."),
    NOT_PUBLISHED(CONFLICT, "The case does not stand in the library.");

    private final Wording wording;

    ReviewRefusal(Nature nature, String detail) {
        wording = Wording.of("routing", name(), nature, detail);
    }

    @Override
    public Wording wording() {
        return wording;
    }
}
