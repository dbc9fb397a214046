package org.fengqiao.petition.model;

import static org.fengqiao.kernel.decision.Decision.Nature.CONFLICT;
import static org.fengqiao.kernel.decision.Decision.Nature.FORBIDDEN;
import static org.fengqiao.kernel.decision.Decision.Nature.UNACCEPTABLE;
import static org.fengqiao.kernel.decision.Decision.Nature.UNKNOWN;

import org.fengqiao.kernel.decision.Decision.Nature;
import org.fengqiao.kernel.decision.Decision.Refusal;
import org.fengqiao.kernel.decision.Decision.Wording;

/** Reasons for which this service refuses a command. The codes are part of the published contract. */
public enum PetitionRefusal implements Refusal {
    NO_SUCH_CASE(Wording.NO_SUCH_CASE),
    DISCONTINUED(CONFLICT, "The case has left the petition agency; it goes on where the case is now."),
    ALREADY_CONCLUDED(CONFLICT, "The agency is concluded; a new one opens only when the case is claimed again."),
    NOT_NOTIFIED(CONFLICT, "The petitioner must first be notified in writing that the matter was received."),
    NOT_REPLIED(CONFLICT, "The petitioner must first get the written reply."),
    NOTIFIED_OTHERWISE(CONFLICT, "Another notice to the petitioner is on record."),
    REPLIED_OTHERWISE(CONFLICT, "Another reply to the petitioner is on record."),
    RESULT_DIFFERS_FROM_REPLY(CONFLICT, "The agency is concluded with the result that stands in the reply."),

    KIND_NOT_JUDGED(CONFLICT, "It must first be judged of what kind the petition is (信访工作条例 arts. 29-31)."),
    RESULT_OF_ANOTHER_KIND(CONFLICT, "A petition of this kind is not answered so (信访工作条例 arts. 29-32)."),
    DESTINATION_NEEDED(UNACCEPTABLE, "A petition of this kind goes elsewhere: name where (信访工作条例 arts. 30, 31)."),
    WRONG_DESTINATION(UNACCEPTABLE, "A petition of this kind does not go there (信访工作条例 arts. 30, 31)."),
    NOBODY_TO_ACCUSE(UNACCEPTABLE, "Only an accusation has units that are accused (信访工作条例 art. 30)."),
    ACCUSED_RUNS_IT(CONFLICT, "The accused unit runs the case; it is given to another one first (信访工作条例 art. 30)."),
    ACCUSED_HANDLES_IT(CONFLICT, "The accused unit does not handle the accusation (信访工作条例 art. 30)."),
    KIND_SETTLED(CONFLICT, "The petition is answered; its kind is no longer judged anew."),

    HANDLES_AND_RUNS(UNACCEPTABLE, "Who handles the matter does not run for the petitioner, and the other way round."),
    NO_HANDLER(CONFLICT, "The organ that handles the matter, and its officer, must first be named."),
    RECUSED(CONFLICT, "That person has an interest and left the matter to others (信访工作条例 art. 28)."),
    RECUSAL_PENDING(
            CONFLICT, "It is not decided yet whether whoever handles the matter has an interest (信访工作条例 art. 28)."),
    RECUSAL_ASKED_FOR(CONFLICT, "The recusal of that person is asked for and not decided yet."),
    NOT_OF_THIS_MATTER(UNACCEPTABLE, "That person neither runs for the petitioner nor handles the matter."),
    NO_SUCH_RECUSAL(UNKNOWN, "No recusal of that number was asked for."),
    RECUSAL_DECIDED(CONFLICT, "The recusal is decided otherwise."),
    DECIDES_ON_ONESELF(FORBIDDEN, "Nobody decides on their own recusal, or on one that they asked for."),
    REPLACEMENT_NEEDED(UNACCEPTABLE, "A granted recusal names who takes the place; a refused one names nobody."),

    NO_SUCH_ERRAND(UNKNOWN, "No errand of that number was planned."),
    ERRAND_RUN(CONFLICT, "The errand is run; what came of it is on record otherwise."),
    ERRANDS_OPEN(CONFLICT, "Errands are still to be run; say first what came of each."),

    REPLY_INCOMPLETE(
            UNACCEPTABLE,
            "A petition opinion states claim, facts and reasons, opinion and legal basis (信访工作条例 art. 32)."),
    NOT_THE_PETITIONER(UNACCEPTABLE, "That party is not a petitioner; of a group, name one of its representatives."),
    DELIVERED_IN_THE_FUTURE(UNACCEPTABLE, "The reply cannot have been delivered after it is reported."),
    DELIVERED_BEFORE_THE_NOTICE(UNACCEPTABLE, "The reply cannot have been delivered before the notice of receipt."),
    NOT_SETTLED(CONFLICT, "Both sides must first have settled (信访工作条例 art. 33)."),

    NO_SUCH_DOCUMENT(UNKNOWN, "No document with this number was issued in this case."),
    DOCUMENT_GONE(
            CONFLICT,
            "The document cannot be made again as it was handed out: somebody it names was erased, or it was printed by"
                    + " another version of the program."),
    DOCUMENT_UNPRINTABLE(UNACCEPTABLE, "A name or a text has a character that the font of documents does not have."),
    DOCUMENT_OVERTAKEN(
            CONFLICT, "The case changed while the document was made, so that it would be out of date; ask again."),
    DIFFERS_FROM_THE_DOCUMENT(CONFLICT, "The document that was printed under this number says something else."),
    REPLY_PRINTED(CONFLICT, "The reply of this number was printed; say that the document was delivered."),
    DELIVERED_BEFORE_THE_DOCUMENT(UNACCEPTABLE, "The document cannot have been delivered before it was made."),
    PROOF_NEEDED(UNACCEPTABLE, "A printed document is delivered with proof: give the number of its receipt."),
    RECEIPT_OF_ANOTHER_DELIVERY(
            CONFLICT, "The proof of service of this number is for another document or another recipient."),

    NO_OPINION_TO_REVIEW(
            CONFLICT, "Only a petition opinion is reviewed, and the petitioner has none (信访工作条例 arts. 31, 35)."),
    OTHER_REVIEW_LEVEL(CONFLICT, "The other review is the one that may be asked for now (信访工作条例 arts. 35, 36)."),
    REVIEW_TIME_OVER(CONFLICT, "The thirty days to ask for a review are over; the matter is final (信访工作条例 art. 35)."),
    SECOND_REVIEW_TIME_OVER(
            CONFLICT, "The thirty days to ask for the second review are over; the matter is final (信访工作条例 art. 36)."),
    FINAL_AFTER_SECOND_REVIEW(
            CONFLICT,
            "The second review is decided: the same facts and reasons are not accepted again (信访工作条例 art. 36)."),
    REVIEW_PENDING(CONFLICT, "A review is asked for and not decided; there is one at a time."),
    REVIEW_NOT_ASKED_FOR(CONFLICT, "No such review of this petition is waiting for a decision."),
    REVIEW_DECIDED_OTHERWISE(CONFLICT, "Another decision of this review is on record."),
    DECIDED_BEFORE_THE_REQUEST(UNACCEPTABLE, "The review cannot have been decided before it was asked for."),
    DECIDED_IN_THE_FUTURE(UNACCEPTABLE, "The review cannot have been decided after it is reported."),
    ANSWERED_BEFORE_THE_DECISION(
            UNACCEPTABLE, "The petitioner cannot have the answer before the decision, or after it is reported."),
    NOT_BARRED(CONFLICT, "New facts are needed only where a second review was decided before (信访工作条例 art. 36)."),

    ON_ANOTHER_TRACK(
            CONFLICT,
            "The matter is in litigation, arbitration or administrative review; it is not run as a petition too"
                    + " (信访工作条例 art. 28)."),
    NOT_ON_THIS_TRACK(CONFLICT, "The matter is not in that procedure."),
    NOT_FOR_REDRESS(CONFLICT, "Only a claim for redress is settled between the sides (信访工作条例 art. 33)."),
    CONSENT_OF_BOTH_NEEDED(UNACCEPTABLE, "Both sides must consent, each party of them (信访工作条例 art. 33)."),
    NOBODY_SETTLES(CONFLICT, "The sides do not try to settle."),
    NOT_CONCLUDED(CONFLICT, "The agency must first be concluded."),
    NOT_FINAL(CONFLICT, "The file is still needed: a review may be asked for, or is not decided."),
    ARCHIVED_OTHERWISE(CONFLICT, "The file is archived under another number.");

    private final Wording wording;

    PetitionRefusal(Nature nature, String detail) {
        wording = Wording.of("petition", name(), nature, detail);
    }

    PetitionRefusal(Wording wording) {
        this.wording = wording;
    }

    @Override
    public Wording wording() {
        return wording;
    }
}
