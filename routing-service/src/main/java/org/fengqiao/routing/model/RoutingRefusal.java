package org.fengqiao.routing.model;

import java.util.EnumSet;
import java.util.Set;

import org.fengqiao.kernel.decision.Decision;

/** Why routing refuses a command. The codes are part of the published contract. */
public enum RoutingRefusal implements Decision.Refusal {
    NOT_TRIAGED(
            "routing.not-triaged", "Routing does not know the case; it is triaged as soon as intake has accepted it."),
    NO_TABLE_IN_FORCE("routing.no-table-in-force", "No version of the triage table is in force at this time."),
    UNKNOWN_CATEGORY("routing.unknown-category", "The category is none of those in the triage rules."),
    UNKNOWN_UNIT("routing.unknown-unit", "The unit is none of those that can hold cases; GET /units lists them."),
    UNIT_DOES_NOT_SERVE("routing.unit-does-not-serve", "The unit does not work on the path of this case."),
    NOT_ASSIGNED("routing.not-assigned", "No unit holds the case; it has to be assigned first."),
    NOT_WITH_THIS_UNIT("routing.not-with-this-unit", "The case is with another unit."),
    ALREADY_CLAIMED("routing.already-claimed", "Somebody else has claimed the case."),
    NOT_CLAIMED("routing.not-claimed", "Nobody has claimed the case; it has to be claimed first."),
    NOT_ADMINISTRATIVE(
            "routing.not-administrative", "The case is not on the administrative path, so no department handles it."),
    NO_OTHER_UNIT(
            "routing.no-other-unit", "No other unit serves the case; a dispatcher has to judge or assign it anew."),
    RETURN_TIME_OVER(
            "routing.return-time-over",
            "The time in which the unit may return what it has claimed is over; a dispatcher can assign the case anew."),
    NO_UNIT_ABOVE("routing.no-unit-above", "The unit is the highest; nobody is above it."),
    NOT_CLOSED("routing.not-closed", "The case was never closed, so it cannot be reopened."),
    CLOSED("routing.closed", "The case is closed; it has to be reopened first.");

    private static final Set<RoutingRefusal> UNACCEPTABLE = EnumSet.of(UNKNOWN_CATEGORY, UNKNOWN_UNIT);

    private final String code;
    private final String detail;

    RoutingRefusal(String code, String detail) {
        this.code = code;
        this.detail = detail;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public String detail() {
        return detail;
    }

    @Override
    public Decision.Nature nature() {
        if (this == NOT_TRIAGED) {
            return Decision.Nature.UNKNOWN;
        }
        return UNACCEPTABLE.contains(this) ? Decision.Nature.UNACCEPTABLE : Decision.Nature.CONFLICT;
    }
}
