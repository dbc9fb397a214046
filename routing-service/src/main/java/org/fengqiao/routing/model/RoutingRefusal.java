package org.fengqiao.routing.model;

import static org.fengqiao.kernel.decision.Decision.Nature.CONFLICT;
import static org.fengqiao.kernel.decision.Decision.Nature.FORBIDDEN;
import static org.fengqiao.kernel.decision.Decision.Nature.UNACCEPTABLE;

import org.fengqiao.kernel.decision.Decision.Nature;
import org.fengqiao.kernel.decision.Decision.Refusal;
import org.fengqiao.kernel.decision.Decision.Wording;

/** Reasons for which this service refuses a command. The codes are part of the published contract. */
public enum RoutingRefusal implements Refusal {
    NO_SUCH_CASE(Wording.NO_SUCH_CASE),
    NO_TABLE_IN_FORCE(CONFLICT, "No version of the triage table is in force at this time."),
    UNKNOWN_CATEGORY(UNACCEPTABLE, "The category is none of those in the triage rules."),
    UNKNOWN_GROUND(
            UNACCEPTABLE, "The ground of risk is none of those in the triage rules; GET /triage/table lists them."),
    UNKNOWN_UNIT(UNACCEPTABLE, "The unit is none of those that can hold cases; GET /units lists them."),
    UNIT_DOES_NOT_SERVE(CONFLICT, "The unit does not work on the path of this case."),
    NOT_ASSIGNED(CONFLICT, "No unit holds the case; it has to be assigned first."),
    NOT_YOUR_UNIT(FORBIDDEN, "Only somebody of the unit, or a dispatcher, claims a case for it."),
    NOT_WITH_THIS_UNIT(CONFLICT, "The case is with another unit."),
    ALREADY_CLAIMED(CONFLICT, "Somebody else has claimed the case."),
    NOT_CLAIMED(CONFLICT, "Nobody has claimed the case; it has to be claimed first."),
    NOT_ADMINISTRATIVE(CONFLICT, "The case is not on the administrative path, so no department handles it."),
    NO_OTHER_UNIT(CONFLICT, "No other unit serves the case; a dispatcher has to judge or assign it anew."),
    RETURN_TIME_OVER(
            CONFLICT,
            "The time in which the unit may return what it has claimed is over;"
                    + " a dispatcher can assign the case anew."),
    NO_UNIT_ABOVE(CONFLICT, "The unit is the highest; nobody is above it."),
    NOT_CLOSED(CONFLICT, "The case was never closed, so it cannot be reopened."),
    NO_EVIDENCE(
            CONFLICT,
            "Nothing on record proves this outcome: AGREED needs a signed agreement, CONFIRMED the court's"
                    + " confirmation, ADJUDICATED a ruling, PETITION_CONCLUDED the agency's conclusion,"
                    + " ADMINISTRATIVELY_HANDLED the department's handling, RELIEVED a claim on the path of relief,"
                    + " WITHDRAWN the applicants' withdrawal."),
    OTHER_CASE_MISSING(UNACCEPTABLE, "A case is merged into another one that routing knows; name it as mergedInto."),
    CLOSED(CONFLICT, "The case is closed; it has to be reopened first.");

    private final Wording wording;

    RoutingRefusal(Nature nature, String detail) {
        wording = Wording.of("routing", name(), nature, detail);
    }

    RoutingRefusal(Wording wording) {
        this.wording = wording;
    }

    @Override
    public Wording wording() {
        return wording;
    }
}
