package org.fengqiao.mediation.model;

import static org.fengqiao.kernel.decision.Decision.Nature.CONFLICT;
import static org.fengqiao.kernel.decision.Decision.Nature.FORBIDDEN;
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
    SIGNATURES_DIFFER(
            UNACCEPTABLE,
            "Signatures name each party that signed, once; an electronic one names its reference, and no other does."),
    INSTALMENTS_DO_NOT_ADD_UP(
            UNACCEPTABLE, "Instalments are greater than zero, of one currency, and together exactly the amount."),
    INSTALMENTS_OUT_OF_ORDER(
            UNACCEPTABLE,
            "Instalments are due one after the other, none before the agreement and the last on the day of the"
                    + " obligation."),
    DEBTOR_IS_CREDITOR(UNACCEPTABLE, "Nobody owes an obligation to themselves."),
    AMOUNT_NOT_POSITIVE(UNACCEPTABLE, "An amount of money that is owed must be greater than zero."),
    NOT_CONFIRMABLE(
            UNACCEPTABLE,
            "A court does not confirm an agreement about personal status, title to property or intellectual property,"
                    + " or what is not for it to decide (民诉解释 art. 355); the rest can be agreed on apart from it."),
    JOINT_APPLICATION_NEEDED(UNACCEPTABLE, "All parties must apply for judicial confirmation together."),
    FILE_NOT_TOLD(
            CONFLICT,
            "The front desk has not told yet what the court has to know of the case. It does so by itself when a unit"
                    + " has claimed the case; try again in a moment."),
    CONFIRMATION_WINDOW_OVER(CONFLICT, "The time to apply for judicial confirmation of this agreement is over."),
    NO_SUCH_SESSION(UNKNOWN, "No session with this number has been scheduled in this mediation."),
    SESSION_BEFORE_THE_CASE(UNACCEPTABLE, "The parties cannot have been asked to come before the case was accepted."),
    PARTIES_KEPT_APART(
            CONFLICT,
            "A ground of risk keeps the parties apart; ask those of one side to come, by their party ids (parties)."),
    ACCUSED_NOT_ASKED(
            CONFLICT,
            "The case is an accusation, of which whoever is accused hears nothing (信访工作条例 art. 30); ask applicants to"
                    + " come, by their party ids (parties)."),
    NO_CONTACT(
            CONFLICT,
            "A party does not meet the other side; ask those of one side to come, by their party ids (parties)."),
    CHALLENGE_PENDING(
            CONFLICT, "The mediator is challenged: first that is decided, or another mediator takes the case over."),
    MEDIATOR_REMOVED(CONFLICT, "A challenge of this mediator was upheld: another one takes the case over."),
    NOT_CHALLENGED(CONFLICT, "Nobody challenges the mediator, so there is nothing to decide."),
    SESSION_WITHOUT_TIME(UNACCEPTABLE, "A session ends after it begins."),
    POLICE_SESSIONS_OVER(
            CONFLICT,
            "In a matter of public order there is one session and, within seven working days of it, one more;"
                    + " what is not settled by then is decided by the police (程序规定 art. 183)."),
    SESSION_NOT_BEGUN(CONFLICT, "The session has not begun; its outcome is recorded after it has."),
    SESSION_ALREADY_RECORDED(CONFLICT, "An outcome of this session is on record."),
    NOBODY_ABSENT(UNACCEPTABLE, "A session that was missed must name who was absent."),
    UNKNOWN_FILING(UNKNOWN, "Nothing was ever filed with the court under this filing id."),
    FILING_OF_ANOTHER_KIND(UNACCEPTABLE, "What was filed under this filing id asks for another kind of decision."),
    NOTHING_FILED(CONFLICT, "No application for confirmation is with the court."),
    FILING_WITHDRAWN(
            CONFLICT, "A party took this application back before the court decided; the answer comes too late."),
    FILING_SUPERSEDED(CONFLICT, "The case has moved on since this was filed, and the decision no longer reaches it."),
    FILING_DECIDED_OTHERWISE(
            CONFLICT,
            "Another decision on this filing is on record; this one contradicts it in what was decided, in its document"
                    + " number or in its time."),
    DECIDED_BEFORE_FILING(UNACCEPTABLE, "The court cannot have decided before this was filed with it."),
    DECIDED_IN_THE_FUTURE(UNACCEPTABLE, "The court cannot have decided at a time that is still to come."),
    NOT_A_RECONCILIATION(
            CONFLICT, "No procuratorate referred the case for a criminal reconciliation, so no authority examines it."),
    VOLUNTARINESS_NOT_EXAMINED(
            CONFLICT,
            "An authority hears every party of a criminal reconciliation and finds that it is willing before the"
                    + " agreement is made (刑事诉讼法 art. 289)."),
    NOBODY_PRESIDES(
            UNACCEPTABLE,
            "Police, procuratorate or court preside over the agreement of a criminal reconciliation"
                    + " (刑事诉讼法 art. 289): name which in presided."),
    NOT_WITH_THE_TRIBUNAL(CONFLICT, "The case is not with the tribunal, so nobody can apply for the fast track."),
    FAST_TRACK_APPLIED_FOR(CONFLICT, "Another party has applied for the fast track, and the claim is filed."),
    NO_SUCH_OBLIGATION(UNKNOWN, "The agreement that counts has no obligation with this number."),
    ALREADY_PERFORMED(CONFLICT, "The obligation is on record as performed."),
    OBLIGATION_EXCUSED(CONFLICT, "The creditor let the obligation go; nothing of it is owed any more."),
    NOT_ENFORCEABLE(
            UNACCEPTABLE,
            "Only what a court confirmed is enforced; whoever disputes or does not perform another agreement is sued"
                    + " (人民调解法 art. 32, 33)."),
    NOT_OVERDUE(
            UNACCEPTABLE, "Enforcement is for what was due before the day of the application and is not performed."),
    ENFORCEMENT_ALREADY_APPLIED(CONFLICT, "An application for enforcement is on record with another day."),
    ENFORCEMENT_IN_THE_FUTURE(UNACCEPTABLE, "Nobody has applied for enforcement on a day that is still to come."),
    NOT_OWED_IN_MONEY(UNACCEPTABLE, "What is owed is no amount of this currency, so that no part of it can be paid."),
    PAID_TOO_MUCH(UNACCEPTABLE, "More than what is left of the obligation is not paid under it."),
    PERFORMED_BEFORE_THE_AGREEMENT(
            UNACCEPTABLE, "An obligation cannot have been performed before the day on which it was agreed."),
    PERFORMED_IN_THE_FUTURE(UNACCEPTABLE, "An obligation cannot have been performed on a day that is still to come."),
    NOT_ITS_MEDIATOR(
            FORBIDDEN, "Notes are made in confidence: nobody writes or reads them but the mediator of the case."),
    AGREEMENT_IN_OTHER_FORM(
            CONFLICT,
            "The agreement was made in the other form: an agreement in writing is issued as AGREEMENT, an oral one as"
                    + " ORAL_AGREEMENT (人民调解法 art. 28)."),
    NO_SUCH_DOCUMENT(UNKNOWN, "No document with this number was issued in this case."),
    DOCUMENT_GONE(
            CONFLICT,
            "The document cannot be made again as it was handed out: somebody it names was erased, or it was printed by"
                    + " another version of the program."),
    DOCUMENT_UNPRINTABLE(UNACCEPTABLE, "A name or a text has a character that the font of documents does not have."),
    DOCUMENT_OVERTAKEN(
            CONFLICT, "The case changed while the document was made, so that it would be out of date; ask again."),
    NO_SUCH_REVISIT(UNKNOWN, "No round of revisits with this number has been scheduled."),
    REVISIT_CANCELLED(CONFLICT, "The round of revisits was cancelled when the case was reopened."),
    REVISIT_BEFORE_ITS_DAY(CONFLICT, "The day for which the round of revisits is planned has not come."),
    REVISIT_OUT_OF_ORDER(CONFLICT, "An earlier round of revisits after this closing has not ended."),
    REVISIT_OVER(CONFLICT, "The round of revisits has ended; who was not reached is asked again in the next one."),
    NOT_ASKED_IN_THIS_ROUND(UNKNOWN, "No party with this id is asked in this round of revisits."),
    ASKED_BY_A_HANDLER(
            FORBIDDEN, "Whoever claimed or mediated the case does not ask its parties; somebody else has to."),
    PARTY_ALREADY_ANSWERED(CONFLICT, "An answer of this party in this round is on record."),
    PARTY_GIVEN_UP(CONFLICT, "The party counts as not reached in this round; it is asked again in the next one."),
    SATISFACTION_OFF_THE_SCALE(UNACCEPTABLE, "Satisfaction is told as a number from 1 to 5."),
    OBLIGATION_NOT_ASKED_ABOUT(
            UNACCEPTABLE, "Only obligations that the party owes or is owed under the agreement are asked about."),
    OBLIGATION_NOT_ANSWERED(
            UNACCEPTABLE,
            "Say of every obligation that the party owes or is owed, and that is not on record as performed, whether it"
                    + " was performed; and say it once."),
    PERFORMANCE_AGAINST_ITS_DAY(
            UNACCEPTABLE,
            "What is not due yet cannot be called not performed, and what was due cannot be called not yet due."),
    UNKNOWN_LINK(UNKNOWN, "This code is not known. Check what was typed, or ask the centre for another one."),
    LINK_EXPIRED(CONFLICT, "The time in which this code could be used is over; ask the centre for another one."),
    NO_ANSWER_TO_MARK(CONFLICT, "The party has given no answer in this round that could be marked.");

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
