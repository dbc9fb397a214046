package org.fengqiao.intake.model;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.fengqiao.intake.model.IntakeEvent.LinkedBy;
import org.fengqiao.kernel.sealing.KeyRing;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.sealing.SubjectId;
import org.fengqiao.kernel.value.Money;
import org.fengqiao.kernel.value.Party;

/** Requests to intake about one case, by slice. */
public sealed interface IntakeCommand {

    /** Commands of admission: registration, acceptance, declining and withdrawal. */
    sealed interface AdmissionCommand extends IntakeCommand {}

    /** Commands about the answers that a partner is owed. */
    sealed interface AnsweringCommand extends IntakeCommand {}

    /** Commands about the parties: who joins, is set right, or leaves. */
    sealed interface PartiesCommand extends IntakeCommand {}

    /** Commands about a group: its members, and who speaks for them. */
    sealed interface GroupCommand extends IntakeCommand {}

    /** Commands about attachments: documents that are handed in or withdrawn. */
    sealed interface AttachmentCommand extends IntakeCommand {}

    /** Commands about the file of a case, as far as another service needs it. */
    sealed interface FileCommand extends IntakeCommand {}

    /** Commands of a party that rates a stage of its case. */
    sealed interface RatingCommand extends IntakeCommand {}

    /** Commands of retention: legal holds, settlement and erasure. */
    sealed interface RetentionCommand extends IntakeCommand {}

    /** Commands of the dialogue with partners. */
    sealed interface DialogueCommand extends IntakeCommand {}

    /** Commands of one partner's trade. */
    sealed interface TradeCommand extends IntakeCommand {}

    /** Commands of inquiries whether a matter stands with the court or the petition office. */
    sealed interface StandingCommand extends TradeCommand {}

    /** Commands of the procuratorate's trade. */
    sealed interface ProsecutionCommand extends TradeCommand {}

    /** Commands about repeats. A link takes two, in one transaction: each case decides about its part. */
    sealed interface RepeatCommand extends IntakeCommand {}

    /** Commands about urgency. */
    sealed interface UrgencyCommand extends IntakeCommand {}

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

    /**
     * Somebody joins the case as a party.
     *
     * @param person who
     * @param side on which side of the dispute
     * @param reason why
     * @param by who says so
     * @param at when: chooses the rules in force
     */
    record JoinParty(Person person, Party.Side side, PersonalText reason, String by, Instant at)
            implements PartiesCommand {}

    /**
     * Correction of what is on record about a party.
     *
     * @param partyId of whom
     * @param correction what is right
     * @param reason why it was wrong
     * @param by who sets it right
     * @param at when: chooses the rules in force
     */
    record CorrectParty(String partyId, PartyCorrection correction, PersonalText reason, String by, Instant at)
            implements PartiesCommand {}

    /**
     * A party leaves the case.
     *
     * @param partyId who
     * @param reason why
     * @param by who says so
     * @param at when
     */
    record RemoveParty(String partyId, PersonalText reason, String by, Instant at) implements PartiesCommand {}

    /**
     * Members of a group are listed.
     *
     * @param people who
     * @param by who lists them
     * @param at when: chooses the rules in force
     */
    record ListMembers(List<Person> people, String by, Instant at) implements GroupCommand {
        public ListMembers {
            people = List.copyOf(people);
        }
    }

    /**
     * A member leaves the group.
     *
     * @param memberId who
     * @param reason why
     * @param by who says so
     * @param at when
     */
    record RemoveMember(String memberId, PersonalText reason, String by, Instant at) implements GroupCommand {}

    /**
     * It is chosen who speaks for the group.
     *
     * @param representatives all who speak from now on: ids of applicants or of members
     * @param reason why, or how they were chosen
     * @param by who says so
     * @param at when: chooses the rules in force
     */
    record ChooseRepresentatives(List<String> representatives, PersonalText reason, String by, Instant at)
            implements GroupCommand {
        public ChooseRepresentatives {
            representatives = List.copyOf(representatives);
        }
    }

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
     * A document is handed in, whose sealed content is kept already.
     *
     * @param hash SHA-256 of the sealed content, in hexadecimal
     * @param fingerprint a keyed digest of the content, in hexadecimal
     * @param size of the content, in bytes
     * @param type found by the content
     * @param by who hands it in
     * @param name as its owner calls the file; missing if it has no name
     * @param most the most documents that the case can have, by the rules in force
     */
    record AddAttachment(
            String hash,
            String fingerprint,
            long size,
            FileType type,
            Attachment.HandedInBy by,
            @Nullable PersonalText name,
            int most,
            Instant at)
            implements AttachmentCommand {}

    /** A document was handed in by mistake. */
    record WithdrawAttachment(int attachment, Instant at) implements AttachmentCommand {}

    /** A unit has claimed the case to mediate it or to take it to court. */
    record TellFile(Instant at) implements FileCommand {}

    /**
     * A party rates a stage.
     *
     * @param score 1 to 5, 5 the best
     * @param remark in the party's words; missing if there are none
     * @param over whether the stage is over, as far as the front desk has heard
     */
    record RateStage(Stage stage, int score, @Nullable PersonalText remark, boolean over, Instant at)
            implements RatingCommand {}

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
     * @param presided which authority presided over an agreement; null if none did, and for everything else
     * @param happenedAt when
     */
    record TellProgress(
            Progress what,
            @Nullable String detail,
            @Nullable Instant startsAt,
            List<PersonalText> undisputedFacts,
            @Nullable Presided presided,
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

    /**
     * A clerk asks a partner whether the matter stands with it.
     *
     * @param caseId of the case, with which the inquiry's id begins
     */
    record AskStanding(UUID caseId, Partner partner, Instant at) implements StandingCommand {}

    /**
     * A partner says where the matter stands.
     *
     * @param documentNumber of its case or decision; null if it gave none
     */
    record TellStanding(
            Partner partner,
            String inquiryId,
            Standings.Standing standing,
            @Nullable String documentNumber,
            Instant at) implements StandingCommand {}

    /**
     * The procuratorate refers a public prosecution for reconciliation.
     *
     * @param offence what is charged, in words
     * @param charge what decides whether the parties may reconcile
     */
    record ReferReconciliation(String reference, String caseNumber, PersonalText offence, Charge charge, Instant at)
            implements ProsecutionCommand {}

    /**
     * The procuratorate refers a case in which it supervises a civil judgment.
     *
     * @param judgment its document number
     */
    record ReferCivilSupervision(String reference, String caseNumber, String judgment, Instant at)
            implements ProsecutionCommand {}

    /**
     * A clerk asks the procuratorate to relieve a party in hardship.
     *
     * @param caseId of the case, with which the referral's id begins
     * @param need in words
     */
    record ProposeRelief(UUID caseId, String partyId, PersonalText need, Instant at) implements ProsecutionCommand {}

    /**
     * The procuratorate decides on relief.
     *
     * @param amount what is granted; null if it named none
     * @param reason why; null if it gave none
     */
    record DecideRelief(
            String referralId,
            Prosecution.ReliefDecision decision,
            @Nullable Money amount,
            @Nullable PersonalText reason,
            String documentNumber,
            Instant at)
            implements ProsecutionCommand {}

    /**
     * The case is to be carried on under another one; decided after {@link JoinRepeat}, by the case that is linked.
     *
     * @param repeat the case that is linked
     * @param of the case that carries on
     * @param by a rule or a person
     * @param person who links it; null for a rule
     * @param reasons in which attributes they are alike
     * @param score of all together; null if nothing could be compared
     * @param ruleVersion the version of the rules; null if nothing could be compared
     */
    record LinkRepeat(
            UUID repeat,
            UUID of,
            LinkedBy by,
            @Nullable String person,
            List<Likeness> reasons,
            @Nullable Integer score,
            @Nullable String ruleVersion,
            Instant at)
            implements RepeatCommand {

        public LinkRepeat {
            reasons = List.copyOf(reasons);
        }

        boolean isOfItself() {
            return repeat.equals(of);
        }
    }

    /**
     * Another case is to be carried on under this one.
     *
     * @param of this case
     * @param repeat the other case
     * @param referral the handle of the partner that is owed its outcome; null if no partner referred it
     */
    record JoinRepeat(UUID of, UUID repeat, @Nullable Referral referral, Instant at) implements RepeatCommand {

        boolean isOfItself() {
            return repeat.equals(of);
        }
    }

    /**
     * The case is to go on by itself again.
     *
     * @param person who says so; null for a rule
     */
    record UnlinkRepeat(UUID of, LinkedBy by, @Nullable String person, Instant at) implements RepeatCommand {}

    /**
     * It is to be noted that somebody in the dispute was in several others before.
     *
     * @param windowDays within how many days before
     */
    record NoteReturningParties(ReturningParties parties, int windowDays, String ruleVersion, Instant at)
            implements RepeatCommand {}

    /** Another case is no longer carried on under this one. */
    record LetRepeatGo(UUID repeat, Instant at) implements RepeatCommand {}

    /**
     * Somebody says that a case is urgent.
     *
     * @param account what is known, in words; null if nothing was said
     * @param by who says so
     */
    record ReportUrgency(Urgency.Kind kind, @Nullable PersonalText account, String by, Instant at)
            implements UrgencyCommand {}

    /** Filing of what is urgent: it and the report are recorded together, or neither. */
    record FileUrgently(AdmissionCommand filing, ReportUrgency report) implements UrgencyCommand {}

    /**
     * A leader acknowledges a report.
     *
     * @param reportedTo to whom it was reported on
     */
    record AcknowledgeUrgency(int report, String by, List<Urgency.Recipient> reportedTo, Instant at)
            implements UrgencyCommand {

        public AcknowledgeUrgency {
            reportedTo = List.copyOf(reportedTo);
        }
    }
}
