package org.fengqiao.intake.model;

import java.time.Instant;
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

    /** Events of the parties: who joined, was set right, or left. */
    sealed interface PartiesEvent extends IntakeEvent {}

    /** Events of a group: its members, and who speaks for them. */
    sealed interface GroupEvent extends IntakeEvent {}

    /** Events of attachments: documents that are handed in or withdrawn. */
    sealed interface AttachmentEvent extends IntakeEvent {}

    /** Events of the file of a case, as far as another service needs it. */
    sealed interface FileEvent extends IntakeEvent {}

    /** Events of ratings: what a party thinks of a stage of its case. */
    sealed interface RatingEvent extends IntakeEvent {}

    /** Events of retention: legal holds, settlement and erasure. */
    sealed interface RetentionEvent extends IntakeEvent {}

    /** Events of the dialogue with partners: corrections, questions, progress, return and outward referrals. */
    sealed interface DialogueEvent extends IntakeEvent {}

    /** Events of one partner's trade: appointment, incident, transfer. */
    sealed interface TradeEvent extends IntakeEvent {}

    /** Events of inquiries whether a matter stands with the court or the petition office. */
    sealed interface StandingEvent extends TradeEvent {}

    /** Events of the procuratorate's trade: reconciliation in a public prosecution, civil supervision, relief. */
    sealed interface ProsecutionEvent extends TradeEvent {}

    /** Events of repeats: several reports of one dispute, of which one case carries on. */
    sealed interface RepeatEvent extends IntakeEvent {}

    /** Events of urgency: what has to be known at once. */
    sealed interface UrgencyEvent extends IntakeEvent {}

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
     * @param details what was told beside the narrative; missing if nothing was, and in old events
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
            Instant receivedAt,
            @Nullable CaseDetails details)
            implements AdmissionEvent {

        public CaseRegistered {
            applicants = List.copyOf(applicants);
            respondents = List.copyOf(respondents);
        }

        /** Returns the subject of the texts about the case. */
        SubjectId caseTexts() {
            return summary.subject();
        }

        /** Returns all parties, applicants first. */
        Stream<RegisteredParty> parties() {
            return Stream.concat(applicants.stream(), respondents.stream());
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
     * @param urgent what was reported as urgent before; missing if nothing was, and in old events
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
            Instant receivedAt,
            @Nullable List<Urgency.Kind> urgent)
            implements AdmissionEvent {

        public CaseAccepted {
            parties = List.copyOf(parties);
            urgent = urgent == null || urgent.isEmpty() ? null : List.copyOf(urgent);
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
     * A party joined the case after it was registered.
     *
     * @param party the newcomer, under a number that nobody had before
     * @param side its side of the dispute
     * @param reason why it joined
     * @param by who says so
     * @param parties all parties from now on, as other services see them
     */
    record PartyJoined(
            RegisteredParty party,
            Party.Side side,
            @Personal(PersonalKind.NARRATIVE) PersonalText reason,
            String by,
            Instant joinedAt,
            List<Party> parties)
            implements PartiesEvent {

        public PartyJoined {
            parties = List.copyOf(parties);
        }
    }

    /**
     * It was set right who a party is. What was on record before stays in the earlier events.
     *
     * @param party as it is right
     * @param reason why it was wrong
     * @param by who set it right
     * @param parties all parties from now on, as other services see them
     */
    record PartyCorrected(
            RegisteredParty party,
            @Personal(PersonalKind.NARRATIVE) PersonalText reason,
            String by,
            Instant correctedAt,
            List<Party> parties)
            implements PartiesEvent {

        public PartyCorrected {
            parties = List.copyOf(parties);
        }
    }

    /**
     * A party left the case. Its number is not given again.
     *
     * @param reason why
     * @param by who says so
     * @param parties all parties from now on, as other services see them
     */
    record PartyRemoved(
            String partyId,
            @Personal(PersonalKind.NARRATIVE) PersonalText reason,
            String by,
            Instant removedAt,
            List<Party> parties)
            implements PartiesEvent {

        public PartyRemoved {
            parties = List.copyOf(parties);
        }
    }

    /**
     * Members of a group were listed, in addition to those on the list.
     *
     * @param members who, each under a number that nobody had before
     * @param counted how many people the group has from now on
     * @param by who listed them
     */
    record MembersListed(List<Member> members, int counted, String by, Instant listedAt) implements GroupEvent {

        public MembersListed {
            members = List.copyOf(members);
        }

        MembersListed counting(@Nullable Integer people) {
            return new MembersListed(members, people == null ? 0 : people, by, listedAt);
        }
    }

    /**
     * A member left the group.
     *
     * @param reason why
     * @param counted how many people the group has from now on
     * @param by who says so
     */
    record MemberLeft(
            String memberId,
            @Personal(PersonalKind.NARRATIVE) PersonalText reason,
            int counted,
            String by,
            Instant leftAt)
            implements GroupEvent {

        MemberLeft counting(@Nullable Integer people) {
            return new MemberLeft(memberId, reason, people == null ? 0 : people, by, leftAt);
        }
    }

    /**
     * It was chosen who speaks for the group, instead of whoever did before. A member who was chosen has joined as an
     * applicant.
     *
     * @param representatives the parties that speak
     * @param reason why, or how they were chosen
     * @param by who says so
     */
    record RepresentativesChosen(
            List<String> representatives,
            @Personal(PersonalKind.NARRATIVE) PersonalText reason,
            String by,
            Instant chosenAt)
            implements GroupEvent {

        public RepresentativesChosen {
            representatives = List.copyOf(representatives);
        }
    }

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
     * A unit has claimed the case to mediate it or to take it to court, and for the first time: what a court has to
     * know is told as it is now. What is set right later is told by the events that set it right.
     *
     * @param people everybody who is in dispute
     * @param toldAt when it was claimed
     */
    record CaseFileTold(
            @Personal(PersonalKind.NARRATIVE) PersonalText summary,
            @Personal(PersonalKind.NARRATIVE) @Nullable PersonalText claim,
            @Nullable Money amount,
            List<PersonFile> people,
            Instant toldAt)
            implements FileEvent {

        public CaseFileTold {
            people = List.copyOf(people);
        }
    }

    /**
     * A document was handed in. Its content is kept beside the log, sealed under the case's key.
     *
     * @param attachment counts those of the case from 1
     * @param hash SHA-256 of the sealed content, in hexadecimal: its name where it is kept, and proof that it is
     *     unchanged; of what was handed in it tells nothing
     * @param fingerprint a keyed digest of the content, in hexadecimal: the same content handed in again is known by it
     *     as long as the case's key is there
     * @param size of the content, in bytes
     * @param type found by the content
     * @param by who handed it in
     * @param name as its owner calls the file; missing if it has no name
     */
    record AttachmentAdded(
            int attachment,
            String hash,
            String fingerprint,
            long size,
            FileType type,
            Attachment.HandedInBy by,
            @Personal(PersonalKind.NARRATIVE) @Nullable PersonalText name,
            Instant addedAt)
            implements AttachmentEvent {}

    /** A document was withdrawn; nobody reads it any more, and its content is deleted. */
    record AttachmentWithdrawn(int attachment, Instant withdrawnAt) implements AttachmentEvent {}

    /**
     * The party rated a stage of its case that is over, once.
     *
     * @param score 1 to 5, 5 the best
     * @param remark in the party's words; missing if there are none
     */
    record StageRated(
            Stage stage,
            int score,
            @Personal(PersonalKind.NARRATIVE) @Nullable PersonalText remark,
            Instant ratedAt) implements RatingEvent {}

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

    /**
     * The front desk asked a partner whether the matter stands with it.
     *
     * @param inquiryId by which the partner answers
     * @param number counts those of the case from 1
     */
    record StandingAsked(Partner partner, String inquiryId, int number, Instant askedAt) implements StandingEvent {}

    /**
     * The partner said where the matter stands; a later word takes the place of the first.
     *
     * @param documentNumber of the partner's case or decision; missing if it gave none
     */
    record StandingTold(
            Partner partner,
            String inquiryId,
            int number,
            Standings.Standing standing,
            @Nullable String documentNumber,
            Instant toldAt)
            implements StandingEvent {}

    /**
     * The procuratorate referred a public prosecution whose parties may reconcile.
     *
     * @param caseNumber the procuratorate's
     * @param offence what is charged, in words
     * @param ground on which they may
     * @param article where that stands
     * @param ruleVersion the version of the rules that let them
     * @param referredAt when the centre received it
     */
    record CriminalReconciliationReferred(
            String reference,
            String caseNumber,
            @Personal(PersonalKind.NARRATIVE) PersonalText offence,
            ReconciliationRules.GroundCode ground,
            String article,
            String ruleVersion,
            Instant referredAt)
            implements ProsecutionEvent {}

    /**
     * The reconciliation came to an end, and the procuratorate is told.
     *
     * @param presided which authority presided over the agreement; missing if there is none
     * @param at when the agreement was signed, or the mediation ended without one
     */
    record CriminalReconciliationEnded(
            String reference,
            Prosecution.Result result,
            @Nullable Presided presided,
            Instant at) implements ProsecutionEvent {}

    /**
     * The procuratorate referred a case in which it supervises a civil judgment.
     *
     * @param caseNumber the procuratorate's
     * @param judgment the document number of the judgment
     * @param referredAt when the centre received it
     */
    record CivilSupervisionReferred(String reference, String caseNumber, String judgment, Instant referredAt)
            implements ProsecutionEvent {}

    /**
     * The centre asked the procuratorate to relieve a party in hardship (司法救助).
     *
     * @param referralId by which the procuratorate answers
     * @param number counts those of the case from 1
     * @param partyId who needs it
     * @param need in words
     */
    record ReliefProposed(
            String referralId,
            int number,
            String partyId,
            @Personal(PersonalKind.NARRATIVE) PersonalText need,
            Instant proposedAt)
            implements ProsecutionEvent {}

    /**
     * The procuratorate decided on relief.
     *
     * @param amount what is granted; missing if the procuratorate named none
     * @param reason why; missing if it gave none
     */
    record ReliefDecided(
            String referralId,
            int number,
            Prosecution.ReliefDecision decision,
            @Nullable Money amount,
            @Personal(PersonalKind.NARRATIVE) @Nullable PersonalText reason,
            String documentNumber,
            Instant decidedAt)
            implements ProsecutionEvent {}

    /**
     * The case was linked as a repeat of another one, under which it is carried on.
     *
     * @param of the case that carries on
     * @param by a rule or a person
     * @param person who linked it; missing if a rule did
     * @param reasons in which attributes the two are alike
     * @param score of all attributes together, from 0 to 100; missing if nothing could be compared
     * @param ruleVersion the version of the rules by which they were compared; missing if nothing could be
     */
    record RepeatLinked(
            UUID of,
            LinkedBy by,
            @Nullable String person,
            List<Likeness> reasons,
            @Nullable Integer score,
            @Nullable String ruleVersion,
            Instant linkedAt)
            implements RepeatEvent {

        public RepeatLinked {
            reasons = List.copyOf(reasons);
        }
    }

    /**
     * The link turned out wrong: the case goes on by itself again.
     *
     * @param of the case under which it was carried on
     * @param by a rule, where that case was taken back, or a person
     * @param person who unlinked it; missing if a rule did
     */
    record RepeatUnlinked(UUID of, LinkedBy by, @Nullable String person, Instant unlinkedAt) implements RepeatEvent {}

    /**
     * Another report of the dispute is carried on under this case from now on.
     *
     * @param repeat the other case
     * @param partner who referred it, and is owed the outcome of this case; missing if no partner did
     * @param reference the reference of that partner
     * @param repeats how many there are now
     */
    record RepeatJoined(
            UUID repeat,
            @Nullable Partner partner,
            @Nullable String reference,
            int repeats,
            Instant joinedAt) implements RepeatEvent {}

    /**
     * The other report goes on by itself again.
     *
     * @param repeats how many there are now
     */
    record RepeatLeft(UUID repeat, int repeats, Instant leftAt) implements RepeatEvent {}

    /**
     * Somebody in the dispute was in several others before.
     *
     * @param applicant in how many the applicant was who was in the most; missing if in fewer than the rule asks for
     * @param respondent the same of those against whom it is brought
     * @param windowDays within how many days before
     * @param ruleVersion the version of the rules by which they were counted
     */
    record PartiesReturned(
            @Nullable Integer applicant,
            @Nullable Integer respondent,
            int windowDays,
            String ruleVersion,
            Instant notedAt)
            implements RepeatEvent {}

    /**
     * Those who reported a repeat were told how this case ended, or that it is open again.
     *
     * @param repeat the case that they reported
     * @param partner who was sent a message; missing if no partner referred it
     * @param closure which closing of this case
     * @param outcome how it ended; missing if nothing was told of that before
     * @param reopenedAt when it was reopened; missing if this is the result of a closing
     */
    record RepeatAnswered(
            UUID repeat,
            @Nullable Partner partner,
            @Nullable String reference,
            int closure,
            @Nullable String outcome,
            @Nullable Instant closedAt,
            @Nullable Instant reopenedAt)
            implements RepeatEvent {}

    /**
     * Something urgent was reported: those named are alerted.
     *
     * @param report counts those of the case from 1
     * @param account what is known, in words; missing if nothing was said
     * @param alerted the roles that have to know at once
     * @param police whether the police were alerted
     * @param by who reported it: a person, or a partner by its name
     */
    record UrgencyReported(
            int report,
            Urgency.Kind kind,
            @Personal(PersonalKind.NARRATIVE) @Nullable PersonalText account,
            Place place,
            List<String> alerted,
            boolean police,
            String by,
            Instant reportedAt)
            implements UrgencyEvent {

        public UrgencyReported {
            alerted = List.copyOf(alerted);
        }
    }

    /**
     * A leader acknowledged a report.
     *
     * @param by who
     * @param reportedTo to whom it was reported on
     */
    record UrgencyAcknowledged(int report, String by, List<Urgency.Recipient> reportedTo, Instant acknowledgedAt)
            implements UrgencyEvent {

        public UrgencyAcknowledged {
            reportedTo = List.copyOf(reportedTo);
        }
    }

    /** Maker of a link. */
    enum LinkedBy {
        RULE,
        PERSON
    }

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
            .name("party-joined.v1", PartyJoined.class)
            .name("party-corrected.v1", PartyCorrected.class)
            .name("party-removed.v1", PartyRemoved.class)
            .name("members-listed.v1", MembersListed.class)
            .name("member-left.v1", MemberLeft.class)
            .name("representatives-chosen.v1", RepresentativesChosen.class)
            .name("closing-noted.v1", ClosingNoted.class)
            .name("closing-revoked.v1", ClosingRevoked.class)
            .name("settlement-noted.v1", SettlementNoted.class)
            .name("settlement-revoked.v1", SettlementRevoked.class)
            .name("legal-hold-placed.v1", LegalHoldPlaced.class)
            .name("legal-hold-released.v1", LegalHoldReleased.class)
            .name("erasure-requested.v1", ErasureRequested.class)
            .name("erasure-refused.v1", ErasureRefused.class)
            .name("subject-erased.v1", SubjectErased.class)
            .name("case-file-told.v1", CaseFileTold.class)
            .name("attachment-added.v1", AttachmentAdded.class)
            .name("attachment-withdrawn.v1", AttachmentWithdrawn.class)
            .name("stage-rated.v1", StageRated.class)
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
            .name("standing-asked.v1", StandingAsked.class)
            .name("standing-told.v1", StandingTold.class)
            .name("criminal-reconciliation-referred.v1", CriminalReconciliationReferred.class)
            .name("criminal-reconciliation-ended.v1", CriminalReconciliationEnded.class)
            .name("civil-supervision-referred.v1", CivilSupervisionReferred.class)
            .name("relief-proposed.v1", ReliefProposed.class)
            .name("relief-decided.v1", ReliefDecided.class)
            .name("repeat-linked.v1", RepeatLinked.class)
            .name("repeat-unlinked.v1", RepeatUnlinked.class)
            .name("repeat-joined.v1", RepeatJoined.class)
            .name("repeat-left.v1", RepeatLeft.class)
            .name("parties-returned.v1", PartiesReturned.class)
            .name("repeat-answered.v1", RepeatAnswered.class)
            .name("urgency-reported.v1", UrgencyReported.class)
            .name("urgency-acknowledged.v1", UrgencyAcknowledged.class)
            .build();
}
