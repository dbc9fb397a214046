package org.fengqiao.mediation.model;

import static org.fengqiao.kernel.decision.Decision.Nature.CONFLICT;
import static org.fengqiao.kernel.decision.Decision.Nature.UNACCEPTABLE;
import static org.fengqiao.kernel.decision.Decision.Nature.UNKNOWN;

import org.fengqiao.kernel.decision.Decision.Nature;
import org.fengqiao.kernel.decision.Decision.Refusal;
import org.fengqiao.kernel.decision.Decision.Wording;

/** Reasons for which this service refuses a command. The codes are part of the published contract. */
public enum MediationRefusal implements Refusal {
    NO_SUCH_CASE(Wording.NO_SUCH_CASE),
    WITH_THE_COURT(CONFLICT, "The case is on the fast track with the court, so there is no mediation to act on."),
    DISCONTINUED(CONFLICT, "The case has left this mediation; it goes on where the case is now."),
    ALREADY_CONCLUDED(
            CONFLICT, "The mediation is concluded; a new one opens only when the case is claimed for mediation again."),
    AGREEMENT_ALREADY_SIGNED(
            CONFLICT, "The agreement is signed; what is left is to apply for its judicial confirmation."),
    NO_AGREEMENT(CONFLICT, "There is no signed agreement for which confirmation could be asked."),
    NOT_A_PARTY(UNACCEPTABLE, "Only the parties of the case, by their party ids, can be named here."),
    CONSENT_MISSING(CONFLICT, "Every party must have consented to the mediation before an agreement is signed."),
    NO_SESSION_HELD(CONFLICT, "An agreement needs a session that was held."),
    SIGNATURE_MISSING(UNACCEPTABLE, "Every party must sign the agreement."),
    DUE_BEFORE_THE_AGREEMENT(UNACCEPTABLE, "Nothing is due on a day before the one on which it is agreed."),
    DEBTOR_IS_CREDITOR(UNACCEPTABLE, "Nobody owes an obligation to themselves."),
    AMOUNT_NOT_POSITIVE(UNACCEPTABLE, "An amount of money that is owed must be greater than zero."),
    NOT_CONFIRMABLE(UNACCEPTABLE, "A court does not confirm agreements in disputes of this category."),
    JOINT_APPLICATION_NEEDED(UNACCEPTABLE, "All parties must apply for judicial confirmation together."),
    CONFIRMATION_WINDOW_OVER(CONFLICT, "The time to apply for judicial confirmation of this agreement is over."),
    NO_SUCH_SESSION(UNKNOWN, "No session with this number has been scheduled in this mediation."),
    SESSION_BEFORE_THE_CASE(UNACCEPTABLE, "The parties cannot have been asked to come before the case was accepted."),
    SESSION_NOT_BEGUN(CONFLICT, "The session has not begun; its outcome is recorded after it has."),
    SESSION_ALREADY_RECORDED(CONFLICT, "An outcome of this session is on record."),
    NOBODY_ABSENT(UNACCEPTABLE, "A session that was missed must name who was absent."),
    UNKNOWN_FILING(UNKNOWN, "Nothing was ever filed with the court under this filing id."),
    FILING_OF_ANOTHER_KIND(UNACCEPTABLE, "What was filed under this filing id asks for another kind of decision."),
    FILING_SUPERSEDED(CONFLICT, "The case has moved on since this was filed, and the decision no longer reaches it."),
    FILING_DECIDED_OTHERWISE(
            CONFLICT,
            "Another decision on this filing is on record; this one contradicts it in what was decided, in its document"
                    + " number or in its time."),
    DECIDED_BEFORE_FILING(UNACCEPTABLE, "The court cannot have decided before this was filed with it."),
    DECIDED_IN_THE_FUTURE(UNACCEPTABLE, "The court cannot have decided at a time that is still to come."),
    NO_SUCH_OBLIGATION(UNKNOWN, "The agreement that counts has no obligation with this number."),
    ALREADY_PERFORMED(CONFLICT, "The obligation is on record as performed."),
    PERFORMED_BEFORE_THE_AGREEMENT(
            UNACCEPTABLE, "An obligation cannot have been performed before the day on which it was agreed."),
    PERFORMED_IN_THE_FUTURE(UNACCEPTABLE, "An obligation cannot have been performed on a day that is still to come."),
    NO_SUCH_REVISIT(UNKNOWN, "No revisit with this number has been scheduled."),
    REVISIT_CANCELLED(CONFLICT, "The revisit was cancelled when the case was reopened."),
    REVISIT_BEFORE_ITS_DAY(CONFLICT, "The day for which the revisit is planned has not come."),
    REVISIT_OUT_OF_ORDER(CONFLICT, "An earlier revisit after this closing has no answer yet; record that one first."),
    REVISIT_ALREADY_COMPLETED(CONFLICT, "An answer to this revisit is on record."),
    SATISFACTION_MISSING(UNACCEPTABLE, "A revisit that reached the parties needs their satisfaction from 1 to 5."),
    ANSWER_WITHOUT_CONTACT(UNACCEPTABLE, "A revisit that did not reach the parties can hold no answers of theirs.");

    private final Wording wording;

    MediationRefusal(Nature nature, String detail) {
        wording = Wording.of("mediation", name(), nature, detail);
    }

    MediationRefusal(Wording wording) {
        this.wording = wording;
    }

    @Override
    public Wording wording() {
        return wording;
    }
}
