package org.fengqiao.petition.model;

import static org.fengqiao.kernel.decision.Decision.Nature.CONFLICT;
import static org.fengqiao.kernel.decision.Decision.Nature.UNACCEPTABLE;
import static org.fengqiao.kernel.decision.Decision.Nature.UNKNOWN;

import org.fengqiao.kernel.decision.Decision.Nature;
import org.fengqiao.kernel.decision.Decision.Refusal;
import org.fengqiao.kernel.decision.Decision.Wording;

/** Reasons for which a command about relief is refused. The codes are part of the published contract. */
public enum ReliefRefusal implements Refusal {
    NOT_A_PARTY(UNKNOWN, "This service knows no such party of the case; who is to be relieved is one."),
    NO_RELIEF_RULE(UNACCEPTABLE, "No rules of relief are in force at that time."),
    NOT_A_GROUND(UNACCEPTABLE, "It is no ground on which this kind of relief is asked for."),
    APPLIED_ALREADY(CONFLICT, "An application of this party for this kind of relief waits to be decided."),
    NO_SUCH_RELIEF(UNKNOWN, "The case has no relief of this number."),
    NOT_A_BODY(UNACCEPTABLE, "This body does not give this kind of relief."),
    REFERRED_OTHERWISE(CONFLICT, "The application was referred to another body."),
    NOT_REFERRED(CONFLICT, "The application must first be referred to a body."),
    REASON_MISSING(UNACCEPTABLE, "A body that does not give relief says why."),
    DECIDED_OTHERWISE(CONFLICT, "Another decision is on record."),
    NOT_DECIDED(CONFLICT, "The body has not decided yet."),
    NOT_GRANTED(CONFLICT, "The body has refused it, or the application has ended."),
    NOT_REFUSED(CONFLICT, "Only a refusal, or the end of what was granted, is objected to."),
    NO_GROUND_TO_HURRY(UNACCEPTABLE, "On this ground relief is not given before the application is complete."),
    NOT_GROUND_TO_END(UNACCEPTABLE, "What was granted is not ended on this ground."),
    ENDED(CONFLICT, "The body has ended the relief (法律援助法 art. 48)."),
    NO_OBJECTION(UNACCEPTABLE, "No rule says who decides on objections to this kind of relief."),
    OBJECTED_OTHERWISE(CONFLICT, "Another objection to this refusal is on record."),
    NOT_OBJECTED(CONFLICT, "Nobody has objected to the decision."),
    NOBODY_IS_APPOINTED(UNACCEPTABLE, "For this kind of relief nobody is appointed."),
    NOT_A_FORM(UNACCEPTABLE, "This kind of relief is not given in this form."),
    AMOUNT_MISSING(UNACCEPTABLE, "Money is given by its amount."),
    AMOUNT_WITHOUT_MONEY(UNACCEPTABLE, "An amount goes with money only."),
    DELIVERED_OTHERWISE(CONFLICT, "Another delivery is on record."),
    NOT_DELIVERED(CONFLICT, "The relief must first be delivered."),
    FOLLOWED_UP_OTHERWISE(CONFLICT, "Another answer of the beneficiary is on record."),
    ALREADY_DECIDED(CONFLICT, "The body has decided; the application can no longer be withdrawn.");

    private final Wording wording;

    ReliefRefusal(Nature nature, String detail) {
        wording = Wording.of("petition", name(), nature, detail);
    }

    @Override
    public Wording wording() {
        return wording;
    }
}
