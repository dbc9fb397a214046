package org.fengqiao.intake.model;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.sealing.KeyRing;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.sealing.SubjectId;

/** Requests to intake about one case, by slice. */
public sealed interface IntakeCommand {

    /** Commands of admission: registration, acceptance, declining and withdrawal. */
    sealed interface AdmissionCommand extends IntakeCommand {}

    /** Commands about the answers that a partner is owed. */
    sealed interface AnsweringCommand extends IntakeCommand {}

    /** Commands of retention: legal holds, settlement and erasure. */
    sealed interface RetentionCommand extends IntakeCommand {}

    /** Commands of the dialogue with partners. */
    sealed interface DialogueCommand extends IntakeCommand {}

    /** Commands of one partner's trade. */
    sealed interface TradeCommand extends IntakeCommand {}

    /**
     * Somebody files a dispute at one of the centre's own doors.
     *
     * @param registration what is told
     * @param receiptCodeHash SHA-256 of the receipt code, in hexadecimal
     * @param at when it is filed: chooses the rules in force
     */
    record RegisterCase(Registration registration, String receiptCodeHash, Instant at) implements AdmissionCommand {}

    /**
     * A partner refers a dispute.
     *
     * @param referral the partner and its reference
     * @param occurredAt when it happened, as the partner says
     * @param registration what is told
     * @param fingerprint tells whether a referral under the same reference says the same
     * @param keys open what is on record of the case, to compare with it; without them nothing is compared
     * @param receiptCodeHash SHA-256 of the receipt code, in hexadecimal
     * @param at when the referral is received: chooses the rules in force
     */
    record ReceiveReferral(
            Referral referral,
            Instant occurredAt,
            Registration registration,
            Fingerprint fingerprint,
            @Nullable KeyRing keys,
            String receiptCodeHash,
            Instant at)
            implements AdmissionCommand {

        /** Returns the same with keys to what is on record. */
        public ReceiveReferral with(KeyRing ring) {
            return new ReceiveReferral(referral, occurredAt, registration, fingerprint, ring, receiptCodeHash, at);
        }

        /** Returns the subject of the texts about the case. */
        public SubjectId caseTexts() {
            return registration.summary().subject();
        }
    }

    /**
     * The partner that refers a dispute takes it back, maybe before the referral has come in.
     *
     * @param referral the partner and its reference
     * @param reason why
     * @param at when
     */
    record WithdrawReferral(Referral referral, PersonalText reason, Instant at) implements AdmissionCommand {}

    /** A clerk accepts a case that the rule left waiting. */
    record AcceptCase() implements AdmissionCommand {}

    /**
     * A clerk declines a case that is waiting.
     *
     * @param ground why
     * @param goTo where to go instead; missing to take what the rules say for this ground
     * @param at when: chooses the rules in force
     */
    record DeclineCase(Ground ground, @Nullable Destination goTo, Instant at) implements AdmissionCommand {}

    /**
     * The applicants, or the partner that referred the case, take it back.
     *
     * @param reason why
     * @param at when
     */
    record WithdrawCase(PersonalText reason, Instant at) implements AdmissionCommand {}

    /**
     * The case was closed: the partner that referred it is owed the result, and its retention begins.
     *
     * @param closure which closing of the case, from 1
     * @param outcome how it ended
     * @param closedAt when
     */
    record AnswerClosing(int closure, String outcome, Instant closedAt) implements AnsweringCommand {}

    /**
     * A closed case was reopened: the partner that got the result is told, and its people are kept on.
     *
     * @param closure which closing was undone
     * @param reopenedAt when
     */
    record AnswerReopening(int closure, Instant reopenedAt) implements AnsweringCommand {}

    /** The closing of the case was verified, so the case is settled. */
    record NoteSettlement(int closure) implements RetentionCommand {}

    /** An authority asks that the record be kept as it is. */
    record PlaceHold(LegalHold hold) implements RetentionCommand {}

    /** The authority releases its hold. */
    record ReleaseHold(String reference) implements RetentionCommand {}

    /**
     * A person of the case is to be forgotten, if somebody else approves.
     *
     * @param reason why, in words
     * @param by who asks
     * @param at when: chooses the rules in force, and tells whether a retention is over
     */
    record RequestErasure(SubjectId subject, ErasureGround ground, PersonalText reason, String by, Instant at)
            implements RetentionCommand {}

    /**
     * A leader approves that a person is forgotten.
     *
     * @param approval the number of the request
     * @param by who decides
     * @param at when: chooses the rules in force, and tells whether a retention is over
     */
    record GrantErasure(int approval, String by, Instant at) implements RetentionCommand {}

    /**
     * A leader does not approve it.
     *
     * @param approval the number of the request
     * @param reason why not
     * @param by who decides
     */
    record RefuseErasure(int approval, PersonalText reason, String by, Instant at) implements RetentionCommand {}

    /**
     * The partner corrects what its referral says.
     *
     * @param message the id of its message
     * @param changes the fields as they are to be
     * @param reason why
     */
    record CorrectReferral(UUID message, Correction changes, PersonalText reason, Instant at)
            implements DialogueCommand {}

    /**
     * A clerk asks the partner that referred the case something.
     *
     * @param questionId by which the partner answers
     */
    record AskPartner(String questionId, PersonalText text, Instant at) implements DialogueCommand {}

    /** The partner answers a clerk's question. */
    record TakeAnswer(String questionId, PersonalText text, Instant at) implements DialogueCommand {}

    /**
     * The partner that referred the case asks the centre something.
     *
     * @param questionId the partner's own
     */
    record TakeQuestion(String questionId, PersonalText text, Instant at) implements DialogueCommand {}

    /**
     * A clerk answers the partner's question.
     *
     * @param question its number in the case
     */
    record AnswerPartner(int question, PersonalText text, Instant at) implements DialogueCommand {}

    /**
     * The case went on: the partner that referred it is told.
     *
     * @param detail which path, session or obligation; null where there is only one
     * @param startsAt when a session begins; null for everything else
     * @param undisputedFacts what a session found undisputed; empty for everything else
     * @param happenedAt when
     */
    record TellProgress(
            Progress what,
            @Nullable String detail,
            @Nullable Instant startsAt,
            List<PersonalText> undisputedFacts,
            Instant happenedAt)
            implements DialogueCommand {
        public TellProgress {
            undisputedFacts = List.copyOf(undisputedFacts);
        }
    }

    /**
     * A clerk gives the case back to the partner that referred it.
     *
     * @param reason why
     */
    record ReturnReferral(PersonalText reason, Instant at) implements DialogueCommand {}

    /**
     * A clerk refers the case to a partner.
     *
     * @param caseId of the case, with which the referral's id begins
     * @param reason why
     */
    record ReferOut(UUID caseId, Partner partner, PersonalText reason, Instant at) implements DialogueCommand {}

    /**
     * The partner accepts or declines what the centre referred to it.
     *
     * @param reason why; null if it gave none
     */
    record TakeOutwardAnswer(
            Partner partner,
            String referralId,
            ReferralDecision decision,
            @Nullable PersonalText reason,
            Instant at) implements DialogueCommand {}

    /**
     * The court appoints the centre to mediate a case that it referred.
     *
     * @param registrationNumber the court's; null if it gave none
     */
    record AppointMediation(String reference, @Nullable String registrationNumber, Procedure procedure, Instant at)
            implements TradeCommand {}

    /** A mediation has begun: whoever mediates accepts the court's appointment, if there is one. */
    record BeginAppointedMediation(Instant at) implements TradeCommand {}

    /**
     * A clerk declines the court's appointment.
     *
     * @param reason why
     */
    record DeclineAppointment(PersonalText reason, Instant at) implements TradeCommand {}

    /**
     * The police tell of the incident behind a case that they referred.
     *
     * @param injuries in words; null if there are none
     */
    record NoteIncident(
            String reference,
            String number,
            IncidentKind kind,
            @Nullable PersonalText injuries,
            Instant at) implements TradeCommand {}

    /**
     * The petition office transfers a petition to the centre.
     *
     * @param transferredAt when, as the petition office says
     */
    record TransferPetition(String reference, String petitionNumber, Instant transferredAt, Instant at)
            implements TradeCommand {}

    /**
     * A clerk objects to the transfer.
     *
     * @param reason why, in detail
     */
    record ObjectToTransfer(PersonalText reason, Instant at) implements TradeCommand {}

    /**
     * The time for an objection is over.
     *
     * @param at since when
     */
    record LetTransferStand(Instant at) implements TradeCommand {}

    /**
     * The petition office decides on the objection.
     *
     * @param reason why; null if it gave none
     */
    record DecideObjection(
            ObjectionDecision decision, @Nullable PersonalText reason, Instant at) implements TradeCommand {}
}
