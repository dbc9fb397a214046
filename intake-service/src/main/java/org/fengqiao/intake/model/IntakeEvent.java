package org.fengqiao.intake.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.decision.EventTypes;
import org.fengqiao.kernel.sealing.Personal;
import org.fengqiao.kernel.sealing.PersonalKind;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.sealing.SubjectId;
import org.fengqiao.kernel.value.Money;
import org.fengqiao.kernel.value.Party;
import org.fengqiao.kernel.value.Place;

/**
 * Events of one case at the front desk, by slice. They are stored forever: a component that is added later must be
 * optional to old JSON.
 */
public sealed interface IntakeEvent {

    /** Events of admission: registration, acceptance, declining and withdrawal. */
    sealed interface AdmissionEvent extends IntakeEvent {}

    /** Events of the answers to a partner. */
    sealed interface AnsweringEvent extends IntakeEvent {}

    /** Events of retention: legal holds, settlement and erasure. */
    sealed interface RetentionEvent extends IntakeEvent {}

    /** Events of the dialogue with partners: corrections, questions, progress, return and outward referrals. */
    sealed interface DialogueEvent extends IntakeEvent {}

    /** Events of one partner's trade: appointment, incident, transfer. */
    sealed interface TradeEvent extends IntakeEvent {}

    /**
     * A partner's referral came in; the registration follows.
     *
     * @param partner who referred it
     * @param reference the partner's reference
     * @param occurredAt when it happened, as the partner says
     */
    record ReferralReceived(Partner partner, String reference, Instant occurredAt) implements AdmissionEvent {}

    /**
     * A partner took a referral back that has not come in. It is registered and withdrawn at once when it does.
     *
     * @param partner who took it back
     * @param reference the partner's reference
     * @param reason why
     */
    record WithdrawalReceived(
            Partner partner,
            String reference,
            @Personal(PersonalKind.NARRATIVE) PersonalText reason) implements AdmissionEvent {}

    /**
     * A dispute was registered and its receipt code given out.
     *
     * @param receiptCodeHash SHA-256 of the receipt code, in hexadecimal; the code itself is never stored
     * @param filedFor the party for whom a clerk or grid worker filed
     * @param fingerprint the text of a {@link Fingerprint} of what the partner told; missing if no partner referred the
     *     case
     * @param receivedAt when the centre received it, by its own clock: what the law counts from receipt runs from there
     */
    record CaseRegistered(
            Channel channel,
            String receiptCodeHash,
            List<RegisteredParty> applicants,
            List<RegisteredParty> respondents,
            @Personal(PersonalKind.NARRATIVE) PersonalText summary,
            @Personal(PersonalKind.NARRATIVE) @Nullable PersonalText claim,
            @Nullable Money amount,
            @Personal(PersonalKind.NARRATIVE) @Nullable PersonalText categoryHint,
            Place place,
            @Nullable Instant happenedAt,
            @Nullable Integer groupSize,
            @Nullable String filedFor,
            @Personal(PersonalKind.NARRATIVE) @Nullable PersonalText fingerprint,
            Instant receivedAt)
            implements AdmissionEvent {

        public CaseRegistered {
            applicants = List.copyOf(applicants);
            respondents = List.copyOf(respondents);
        }

        /** Returns true if the subject is a party of the case. */
        boolean names(SubjectId subject) {
            return Stream.concat(applicants.stream(), respondents.stream())
                    .anyMatch(party -> party.subject().equals(subject));
        }

        /** Returns the subject of the texts about the case. */
        SubjectId caseTexts() {
            return summary.subject();
        }

        /** Returns all parties, applicants first, as other services see them. */
        List<Party> parties() {
            var parties = new ArrayList<Party>(applicants.size() + respondents.size());
            applicants.forEach(p -> parties.add(new Party(p.partyId(), Party.Side.APPLICANT, p.name())));
            respondents.forEach(p -> parties.add(new Party(p.partyId(), Party.Side.RESPONDENT, p.name())));
            return parties;
        }

        @Override
        public String toString() {
            return "CaseRegistered[" + channel + ", " + place + "]";
        }
    }

    /**
     * The centre takes the case on.
     *
     * @param decidedBy the rule or a clerk
     * @param rule the acceptance rule that held; missing if a clerk decided
     * @param ruleVersion the version of the rules; missing if a clerk decided
     * @param reference the partner's reference; missing if no partner referred the case
     * @param receivedAt when the centre received the case
     */
    record CaseAccepted(
            DecidedBy decidedBy,
            @Nullable String rule,
            @Nullable String ruleVersion,
            Channel channel,
            @Nullable String reference,
            @Personal(PersonalKind.NARRATIVE) @Nullable PersonalText categoryHint,
            @Personal(PersonalKind.NARRATIVE) PersonalText summary,
            @Nullable Money amount,
            @Nullable Integer groupSize,
            Place place,
            List<Party> parties,
            Instant receivedAt)
            implements AdmissionEvent {

        public CaseAccepted {
            parties = List.copyOf(parties);
        }

        @Override
        public String toString() {
            return "CaseAccepted[" + decidedBy + ", " + channel + ", " + place + "]";
        }
    }

    /**
     * The centre does not take the case on.
     *
     * @param ground why
     * @param article the article behind it; missing where the rules name none
     * @param goTo where to go instead
     * @param reference the partner's reference; missing if no partner referred the case
     */
    record CaseDeclined(
            Ground ground,
            @Nullable String article,
            Destination goTo,
            @Nullable String reference) implements AdmissionEvent {}

    /**
     * The applicants, or the partner that referred the case, took it back.
     *
     * @param reason why
     */
    record CaseWithdrawn(@Personal(PersonalKind.NARRATIVE) PersonalText reason) implements AdmissionEvent {}

    /**
     * The partner was sent the result, or word that the case is open again.
     *
     * @param closure which closing of the case; missing if the case was withdrawn before it was accepted
     * @param outcome how it ended
     * @param closedAt when it ended
     * @param reopenedAt when it was reopened; missing if this is the result of a closing
     */
    record ReferralAnswered(
            Partner partner,
            String reference,
            @Nullable Integer closure,
            @Nullable String outcome,
            @Nullable Instant closedAt,
            @Nullable Instant reopenedAt)
            implements AnsweringEvent {}

    /**
     * The case was closed. Unless it is verified, its people may be forgotten when its retention is over.
     *
     * @param closure which closing of the case, from 1
     * @param closedAt when; the retention counts from there
     * @param merged true if it is carried on under another case
     */
    record ClosingNoted(int closure, Instant closedAt, boolean merged) implements RetentionEvent {}

    /** A closed case that nobody had verified was opened again. */
    record ClosingRevoked(int closure) implements RetentionEvent {}

    /** The case ended and was found settled; its people may be forgotten from now on. */
    record SettlementNoted(int closure) implements RetentionEvent {}

    /** A settled case was opened again. */
    record SettlementRevoked(int closure) implements RetentionEvent {}

    /** An authority placed a legal hold on the record. */
    record LegalHoldPlaced(LegalHold hold) implements RetentionEvent {}

    /** The authority released its hold. */
    record LegalHoldReleased(String reference) implements RetentionEvent {}

    /**
     * Somebody asks for a person of the case to be forgotten.
     *
     * @param approval counts those of the case from 1
     * @param subject whose data it is
     * @param ground why, by law
     * @param reason why, in words; the person's own, so that it is forgotten with them
     * @param by who asks
     */
    record ErasureRequested(
            int approval,
            SubjectId subject,
            ErasureGround ground,
            @Personal(PersonalKind.STATEMENT) PersonalText reason,
            String by,
            Instant requestedAt)
            implements RetentionEvent {}

    /**
     * A leader does not approve that a person is forgotten.
     *
     * @param reason why not; the person's own, too
     * @param by who decided, somebody else than who asked
     */
    record ErasureRefused(
            int approval, @Personal(PersonalKind.STATEMENT) PersonalText reason, String by, Instant refusedAt)
            implements RetentionEvent {}

    /**
     * A person of the case was forgotten: their key, and that of the texts about the case, are destroyed with it.
     *
     * @param subject whose data it was
     * @param caseTexts the subject of the texts about the case, which go too: nobody can tell in them who is meant
     * @param ground why
     * @param article the article behind it
     * @param approval of which request
     * @param requestedBy who asked for it
     * @param approvedBy who approved, somebody else than who asked
     */
    record SubjectErased(
            SubjectId subject,
            SubjectId caseTexts,
            ErasureGround ground,
            String article,
            int approval,
            String requestedBy,
            String approvedBy,
            Instant erasedAt)
            implements RetentionEvent {}

    /**
     * The partner corrected what its referral says. Both versions are kept.
     *
     * @param message the id of the message that asked for it: sent again, it corrects nothing
     * @param correction counts those of the case from 1
     * @param before the corrected fields as they were
     * @param after the same fields as they are
     * @param reason why
     */
    record ReferralCorrected(
            Partner partner,
            String reference,
            UUID message,
            int correction,
            Correction before,
            Correction after,
            @Personal(PersonalKind.NARRATIVE) PersonalText reason,
            Instant correctedAt)
            implements DialogueEvent {}

    /**
     * The centre or the partner that referred the case asks the other one something; the answer is owed.
     *
     * @param question counts those of the case from 1
     * @param questionId by which the other side answers, given by whoever asks
     */
    record QuestionAsked(
            Partner partner,
            String reference,
            int question,
            String questionId,
            Asker by,
            @Personal(PersonalKind.NARRATIVE) PersonalText text,
            Instant askedAt)
            implements DialogueEvent {}

    /** The other side answered. */
    record QuestionAnswered(
            Partner partner,
            String reference,
            int question,
            String questionId,
            Asker askedBy,
            @Personal(PersonalKind.NARRATIVE) PersonalText text,
            Instant answeredAt)
            implements DialogueEvent {}

    /**
     * The partner that referred the case is told how it goes on.
     *
     * @param detail which path, session or obligation; missing where there is only one
     * @param startsAt when a session begins; missing for everything else
     * @param undisputedFacts what the parties do not dispute, as a session found it; missing for everything else. The
     *     partner is told of it with the result or the return, not before
     * @param at when it happened
     */
    record ReferralProgressed(
            Partner partner,
            String reference,
            Progress what,
            @Nullable String detail,
            @Nullable Instant startsAt,
            @Personal(PersonalKind.NARRATIVE) @Nullable List<PersonalText> undisputedFacts,
            Instant at)
            implements DialogueEvent {

        public ReferralProgressed {
            undisputedFacts =
                    undisputedFacts == null || undisputedFacts.isEmpty() ? null : List.copyOf(undisputedFacts);
        }
    }

    /**
     * The case goes back to the partner that referred it, since the centre could not settle it.
     *
     * @param reason why
     */
    record ReferralReturned(
            Partner partner,
            String reference,
            @Personal(PersonalKind.NARRATIVE) PersonalText reason,
            Instant returnedAt)
            implements DialogueEvent {}

    /**
     * The centre refers the case to a partner, which owes an answer.
     *
     * @param referralId by which the partner answers
     * @param number counts those of the case from 1
     * @param reason why
     */
    record OutwardReferralOffered(
            Partner partner,
            String referralId,
            int number,
            @Personal(PersonalKind.NARRATIVE) PersonalText reason,
            Instant offeredAt)
            implements DialogueEvent {}

    /**
     * The partner accepted or declined what the centre referred to it.
     *
     * @param reason why; missing if the partner gave none
     */
    record OutwardReferralAnswered(
            Partner partner,
            String referralId,
            int number,
            ReferralDecision decision,
            @Personal(PersonalKind.NARRATIVE) @Nullable PersonalText reason,
            Instant answeredAt)
            implements DialogueEvent {}

    /**
     * The court appointed the centre to mediate a case that it referred; a later appointment takes the place of the
     * first.
     *
     * @param registrationNumber the court's; missing if it gave none
     * @param appointedAt when the centre received it
     */
    record MediationAppointed(
            String reference, @Nullable String registrationNumber, Procedure procedure, Instant appointedAt)
            implements TradeEvent {}

    /**
     * The centre accepted the court's appointment, since the mediation began, or declined it.
     *
     * @param reason why not; missing if it accepted
     */
    record AppointmentAnswered(
            String reference,
            ReferralDecision decision,
            @Personal(PersonalKind.NARRATIVE) @Nullable PersonalText reason,
            Instant answeredAt)
            implements TradeEvent {}

    /**
     * The police told of the incident behind a case that they referred.
     *
     * @param number the incident's
     * @param injuries in words; missing if there are none
     */
    record IncidentNoted(
            String reference,
            String number,
            IncidentKind kind,
            @Personal(PersonalKind.NARRATIVE) @Nullable PersonalText injuries,
            Instant notedAt)
            implements TradeEvent {}

    /**
     * The petition office transferred a petition to the centre.
     *
     * @param petitionNumber the petition office's
     * @param transferredAt when, as the petition office says
     * @param receivedAt when the centre received it: the time for an objection runs from there
     */
    record PetitionTransferred(String reference, String petitionNumber, Instant transferredAt, Instant receivedAt)
            implements TradeEvent {}

    /**
     * The centre objected to the transfer.
     *
     * @param reason why, in detail
     */
    record TransferObjected(
            String reference,
            @Personal(PersonalKind.NARRATIVE) PersonalText reason,
            Instant objectedAt) implements TradeEvent {}

    /** Nobody objected to the transfer in time. */
    record TransferStands(String reference, Instant since) implements TradeEvent {}

    /**
     * The petition office decided on the objection.
     *
     * @param reason why; missing if it gave none
     */
    record ObjectionDecided(
            String reference,
            ObjectionDecision decision,
            @Personal(PersonalKind.NARRATIVE) @Nullable PersonalText reason,
            Instant decidedAt)
            implements TradeEvent {}

    /** Decision maker of an acceptance. */
    enum DecidedBy {
        RULE,
        CLERK
    }

    /** The names under which these events are stored and published. */
    EventTypes<IntakeEvent> TYPES = EventTypes.of("intake", IntakeEvent.class)
            .name("referral-received.v1", ReferralReceived.class)
            .name("withdrawal-received.v1", WithdrawalReceived.class)
            .name("case-registered.v1", CaseRegistered.class)
            .name("case-accepted.v1", CaseAccepted.class)
            .name("case-declined.v1", CaseDeclined.class)
            .name("case-withdrawn.v1", CaseWithdrawn.class)
            .name("referral-answered.v1", ReferralAnswered.class)
            .name("closing-noted.v1", ClosingNoted.class)
            .name("closing-revoked.v1", ClosingRevoked.class)
            .name("settlement-noted.v1", SettlementNoted.class)
            .name("settlement-revoked.v1", SettlementRevoked.class)
            .name("legal-hold-placed.v1", LegalHoldPlaced.class)
            .name("legal-hold-released.v1", LegalHoldReleased.class)
            .name("erasure-requested.v1", ErasureRequested.class)
            .name("erasure-refused.v1", ErasureRefused.class)
            .name("subject-erased.v1", SubjectErased.class)
            .name("referral-corrected.v1", ReferralCorrected.class)
            .name("question-asked.v1", QuestionAsked.class)
            .name("question-answered.v1", QuestionAnswered.class)
            .name("referral-progressed.v1", ReferralProgressed.class)
            .name("referral-returned.v1", ReferralReturned.class)
            .name("outward-referral-offered.v1", OutwardReferralOffered.class)
            .name("outward-referral-answered.v1", OutwardReferralAnswered.class)
            .name("mediation-appointed.v1", MediationAppointed.class)
            .name("appointment-answered.v1", AppointmentAnswered.class)
            .name("incident-noted.v1", IncidentNoted.class)
            .name("petition-transferred.v1", PetitionTransferred.class)
            .name("transfer-objected.v1", TransferObjected.class)
            .name("transfer-stands.v1", TransferStands.class)
            .name("objection-decided.v1", ObjectionDecided.class)
            .build();
}
