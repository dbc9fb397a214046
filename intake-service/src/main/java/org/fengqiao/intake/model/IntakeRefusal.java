package org.fengqiao.intake.model;

import static org.fengqiao.kernel.decision.Decision.Nature.CONFLICT;
import static org.fengqiao.kernel.decision.Decision.Nature.FORBIDDEN;
import static org.fengqiao.kernel.decision.Decision.Nature.UNACCEPTABLE;
import static org.fengqiao.kernel.decision.Decision.Nature.UNKNOWN;

import org.fengqiao.kernel.decision.Decision.Nature;
import org.fengqiao.kernel.decision.Decision.Refusal;
import org.fengqiao.kernel.decision.Decision.Wording;
import org.fengqiao.kernel.sealing.CannotSeal;

/** Reasons for which this service refuses a command. The codes are part of the published contract. */
public enum IntakeRefusal implements Refusal {
    NO_SUCH_CASE(Wording.NO_SUCH_CASE),
    ALREADY_ACCEPTED(CONFLICT, "The case is accepted, so it can be withdrawn but not declined."),
    ALREADY_DECLINED(CONFLICT, "The case was declined; a new registration is needed."),
    ALREADY_WITHDRAWN(CONFLICT, "The case was withdrawn; a new registration is needed."),
    TOO_MANY_REPRESENTATIVES(
            UNACCEPTABLE,
            "A group that comes in person chooses representatives: name at most as many applicants as the rules"
                    + " allow."),
    GROUP_TOO_SMALL(
            UNACCEPTABLE, "The group is smaller than the number of its representatives; groupSize counts them too."),
    HAPPENED_IN_THE_FUTURE(
            UNACCEPTABLE,
            "What is still to come has not happened: happenedAt, or occurredAt of a referral, is a time before now."),
    FILED_FOR_NOBODY(
            UNACCEPTABLE,
            "On-Behalf-Of names a party of the case by the number that it gets, such as applicant-1 for the first"
                    + " applicant."),
    TRANSFER_AT_ANOTHER_DOOR(UNACCEPTABLE, "Only a case that a department hands on (DEPARTMENT) has its letter."),
    KIND_AGAINST_NUMBER(UNACCEPTABLE, "The number is not that of this kind of party."),
    DEPUTY_DOES_NOT_FIT(
            UNACCEPTABLE,
            "An organisation has a legal representative and no guardian; a person may have a guardian and has no legal"
                    + " representative."),
    TOO_MANY_AGENTS(UNACCEPTABLE, "More agents act for a party than the rules allow."),
    AGENT_WITHOUT_AUTHORITY(UNACCEPTABLE, "An agent shows a power of attorney; give its number or date in authority."),
    NO_SUCH_PARTY(UNKNOWN, "No party of the case has this id."),
    PARTY_GONE(CONFLICT, "The party was removed from the case; nothing of it is set right any more."),
    PARTY_ERASED(
            CONFLICT, "Somebody of the case was erased, and the texts about it; its parties are not changed any more."),
    NOTHING_CORRECTED(UNACCEPTABLE, "The correction says nothing that is to be different."),
    LAST_APPLICANT(CONFLICT, "A case has an applicant: join another one first, or withdraw the case."),
    NO_SUCH_MEMBER(UNKNOWN, "Nobody who is listed in the group, or applies, has this id."),
    NO_GROUP(CONFLICT, "The case is not that of a group: list its members first."),
    TOO_MANY_MEMBERS(UNACCEPTABLE, "More members than the rules let a list have."),
    CASE_CLOSED(CONFLICT, "The case is closed; nobody joins or leaves it until it is reopened."),
    UNKNOWN_SUBJECT(UNKNOWN, "Nobody in the case is called that."),
    UNDER_LEGAL_HOLD(CONFLICT, "An authority needs the record as it is; nobody is forgotten until it is released."),
    NOT_SETTLED(
            CONFLICT,
            "The case is not settled: it is open, or what was agreed is still owed. Its people can be forgotten"
                    + " when it has been verified, declined or withdrawn, or closed for as long as the rules say."),
    RETENTION_NOT_OVER(
            CONFLICT,
            "The case was closed and nobody has said that the result holds; its people can be forgotten"
                    + " when the retention that the intake rules name is over."),
    NO_SUCH_APPROVAL(UNKNOWN, "No approval of this number was asked for in the case."),
    APPROVAL_PENDING(CONFLICT, "The same was asked for already, and nobody has decided."),
    APPROVAL_DECIDED(CONFLICT, "The approval was decided otherwise, or the case was opened again before."),
    OWN_REQUEST(FORBIDDEN, "Somebody else than who asked for it decides."),
    NO_SUCH_ATTACHMENT(UNKNOWN, "The case has no document of this number."),
    TOO_MANY_ATTACHMENTS(
            CONFLICT, "The case has as many documents as the rules allow; withdraw one that is not needed."),
    STAGE_NOT_OVER(CONFLICT, "The case has not been through this stage yet; it is rated when it is over."),
    ALREADY_RATED(CONFLICT, "The stage was rated already, and each is rated once."),
    NOT_REFERRED(CONFLICT, "No partner referred the case, so there is none to ask, to answer or to give it back to."),
    NOTHING_TO_CORRECT(
            UNACCEPTABLE,
            "A correction names at least one field of summary, claim, amount, categoryHint, place, occurredAt and"
                    + " groupSize; people are corrected by the front desk."),
    CORRECTED_TOO_LATE(CONFLICT, "The case is closed; what it was closed on is not corrected any more."),
    PEOPLE_FORGOTTEN(new Wording(
            CannotSeal.TOO_LATE, CONFLICT, "Somebody in the case was erased, and the texts about it are gone.")),
    UNKNOWN_QUESTION(UNKNOWN, "There is no such question that waits for this side's answer."),
    QUESTION_ANSWERED(CONFLICT, "The question was answered already."),
    NOT_ACCEPTED(CONFLICT, "The case is not one that the centre has taken on."),
    ALREADY_RETURNED(CONFLICT, "The case was given back to the partner that referred it."),
    OFFERED_ALREADY(CONFLICT, "The case was referred to this partner, which has not answered yet."),
    REFERRED_BY_IT(CONFLICT, "This partner referred the case: give it back instead."),
    UNKNOWN_OUTWARD_REFERRAL(UNKNOWN, "Nothing was referred to you under this id; send it as it came."),
    OUTWARD_ANSWERED_OTHERWISE(CONFLICT, "Another answer to this referral is on record."),
    NOT_APPOINTED(CONFLICT, "The court has not appointed the centre to mediate the case."),
    APPOINTMENT_ANSWERED(CONFLICT, "The court's appointment was answered already."),
    INCIDENT_NOTED_OTHERWISE(CONFLICT, "Another incident, or one of another kind, is on record for this referral."),
    NOT_TRANSFERRED(CONFLICT, "The petition office has not transferred the case."),
    TRANSFERRED_OTHERWISE(CONFLICT, "Another petition is on record for this referral."),
    TRANSFER_STANDS(
            CONFLICT,
            "The transfer stands: the centre has taken the matter on, or the five working days for an objection are"
                    + " over (信访工作条例 art. 23)."),
    NOT_OBJECTED(CONFLICT, "Nobody objected to the transfer."),
    OBJECTION_DECIDED_OTHERWISE(CONFLICT, "Another decision on the objection is on record."),
    STANDING_NOT_KNOWN_THERE(
            UNACCEPTABLE, "Whether a matter is before somebody else, the court and the petition office can say."),
    STANDING_ASKED_ALREADY(CONFLICT, "The partner was asked where the matter stands, and has not answered yet."),
    UNKNOWN_INQUIRY(UNKNOWN, "Nobody asked you where a matter stands under this id; send it as it came."),
    RECONCILIATION_REFERRED_OTHERWISE(
            CONFLICT, "Another criminal case is on record for this referral; send it as a referral of its own."),
    SUPERVISION_REFERRED_OTHERWISE(CONFLICT, "Another judgment under supervision is on record for this referral."),
    RELIEF_PROPOSED_ALREADY(CONFLICT, "The procuratorate was asked to relieve this party, and has not decided yet."),
    UNKNOWN_RELIEF(UNKNOWN, "Nobody asked you for relief under this id; send it as it came."),
    RELIEF_DECIDED_OTHERWISE(CONFLICT, "Another decision on this relief is on record."),
    RECONCILED_BY_LAW(
            CONFLICT,
            "The procuratorate referred the case so that its parties may reconcile (刑事诉讼法 第二百八十八条): that it is a"
                    + " criminal matter is no ground to decline it."),
    GROUND_DOES_NOT_APPLY(
            UNACCEPTABLE,
            "The law has this ground for cases of another kind; GET /cases/{id}/admission names those that apply."),
    NO_RULES_IN_FORCE(CONFLICT, "No version of the intake rules is in force at this time.");

    private final Wording wording;

    IntakeRefusal(Nature nature, String detail) {
        wording = Wording.of("intake", name(), nature, detail);
    }

    IntakeRefusal(Wording wording) {
        this.wording = wording;
    }

    @Override
    public Wording wording() {
        return wording;
    }
}
