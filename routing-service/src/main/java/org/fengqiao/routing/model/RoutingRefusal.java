package org.fengqiao.routing.model;

import static org.fengqiao.kernel.decision.Decision.Nature.CONFLICT;
import static org.fengqiao.kernel.decision.Decision.Nature.FORBIDDEN;
import static org.fengqiao.kernel.decision.Decision.Nature.UNACCEPTABLE;
import static org.fengqiao.kernel.decision.Decision.Nature.UNKNOWN;

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
    NOT_YOUR_UNIT(
            FORBIDDEN,
            "Only somebody of the unit, a leader of it or of one above, or a dispatcher claims a case for it."),
    NOT_WITH_THIS_UNIT(CONFLICT, "The case is with another unit."),
    HAS_AN_INTEREST(
            CONFLICT,
            "Whoever has an interest in the case does not handle it: a person who declared one, a unit that is a party"
                    + " or withdrew as a whole."),
    NOT_ON_STAFF(
            FORBIDDEN,
            "Whoever claims a case or a duty for a unit, and whoever has it in hand, is on the unit's staff today; GET"
                    + " /staff lists who is. PUT /staff/{staff} registers somebody; until then a dispatcher or a leader"
                    + " claims for the unit."),
    WORKER_OF_ANOTHER_UNIT(UNACCEPTABLE, "The person works in another unit; GET /staff lists who works where."),
    ALREADY_CLAIMED(CONFLICT, "Somebody else has claimed the case."),
    NOT_CLAIMED(CONFLICT, "Nobody has claimed the case; it has to be claimed first."),
    NOT_ADMINISTRATIVE(CONFLICT, "The case is not on the administrative path, so no department handles it."),
    NO_OTHER_UNIT(CONFLICT, "No other unit serves the case; a dispatcher has to judge or assign it anew."),
    RETURN_TIME_OVER(
            CONFLICT,
            "The time in which the unit may return what it has claimed is over;"
                    + " a dispatcher can assign the case anew."),
    NO_UNIT_ABOVE(CONFLICT, "The unit is the highest; nobody is above it."),
    NOT_ABOVE(FORBIDDEN, "Only a unit above the one that holds the case takes it over."),
    NOT_CLOSED(CONFLICT, "The case was never closed, so it cannot be reopened."),
    NO_EVIDENCE(
            CONFLICT,
            "Nothing on record proves this outcome: AGREED needs a signed agreement, CONFIRMED the court's"
                    + " confirmation, ADJUDICATED a ruling, PETITION_CONCLUDED the agency's conclusion,"
                    + " ADMINISTRATIVELY_HANDLED the department's handling, RELIEVED a claim on the path of relief and"
                    + " its delivery, WITHDRAWN the applicants' withdrawal."),
    OTHER_CASE_MISSING(
            UNACCEPTABLE, "The other case, as mergedInto or as repeat, is one that routing knows, and not the same."),
    // Consultation
    NO_CONSULTATION_RULES(CONFLICT, "No version of the rules of consultation is in force at this time."),
    NO_SUCH_CONSULTATION(UNKNOWN, "The case has no consultation with this number; GET /cases/{caseId} shows them."),
    CONSULTATION_UNDERWAY(CONFLICT, "The case is being consulted on already; that has to be concluded first."),
    CONSULTATION_ENDED(CONFLICT, "The consultation has ended; it can be reconvened."),
    AWAITS_CONSULTATION(
            CONFLICT,
            "The case is being consulted on because it goes round in circles; nobody gets, claims or closes it until"
                    + " the consultation is concluded."),
    NOTHING_PROPOSED(CONFLICT, "No consultation on the case is proposed."),
    NOT_INVITED(FORBIDDEN, "Only units and people who were invited to the consultation take part in it."),
    OF_THE_DISPUTING_SIDE(
            FORBIDDEN,
            "Nobody of the disputing side takes part in a consultation, gets the case by it or supports those who have"
                    + " it: no party, nobody on behalf of one, and no unit that is a party itself."),
    INTEREST_DECLARED(FORBIDDEN, "Whoever has declared an interest takes no part in the consultation any more."),
    NO_QUORUM(
            CONFLICT,
            "Too few have given their opinion; GET /cases/{caseId} shows how many are needed. More can be invited."),
    DUE_DAY_OUT_OF_RANGE(
            UNACCEPTABLE,
            "A step of a plan, or what a unit is asked for, is due tomorrow at the earliest, and within the days that"
                    + " the rules of consultation allow."),
    NOT_SETTLED(CONFLICT, "The case did not end with a settlement that could turn out not to hold."),
    SAME_CASE(UNACCEPTABLE, "A dispute comes back as another case; name that one as repeat."),
    RELAPSE_WINDOW_OVER(
            CONFLICT,
            "The time after the closing in which the same dispute is a relapse is over; it goes on as a new case."),
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
