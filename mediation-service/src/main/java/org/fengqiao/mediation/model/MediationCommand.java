package org.fengqiao.mediation.model;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.sealing.Personal;
import org.fengqiao.kernel.sealing.PersonalKind;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.value.DiscontinuationCause;
import org.fengqiao.kernel.value.Money;
import org.fengqiao.kernel.value.Party;
import org.fengqiao.kernel.value.Place;
import org.fengqiao.kernel.value.ReportedTime;

/**
 * Requests to this service, by slice. The caller chooses ids and times, so the same command in the same state always
 * gets the same decision.
 */
public sealed interface MediationCommand
        permits MediationCommand.ProceedingCommand,
                MediationCommand.CourtCommand,
                MediationCommand.ObligationCommand,
                DocumentCommand,
                RevisitCommand {

    /** Commands about the proceeding: custody of the case, the talks, their agreement and their end. */
    sealed interface ProceedingCommand extends MediationCommand {}

    /** Commands that follow from changes of custody, as routing reports them. */
    sealed interface CustodyCommand extends ProceedingCommand {

        /** Returns the number of the assignment of the case, counted from 1. */
        int custody();
    }

    /**
     * A unit claimed the case for mediation.
     *
     * @param acceptedAt when the matter was accepted for mediation, whoever had it then
     */
    record OpenMediation(
            int custody,
            String unit,
            String mediator,
            String category,
            Place place,
            List<Party> parties,
            Instant acceptedAt,
            Instant openedAt)
            implements CustodyCommand {
        public OpenMediation {
            parties = List.copyOf(parties);
        }
    }

    /** The case leaves this custody. */
    record DiscontinueMediation(int custody, DiscontinuationCause cause, Instant at) implements CustodyCommand {}

    /** The case was claimed in this custody, for something else than mediation. */
    record SupersedeMediation(int custody, Instant at) implements CustodyCommand {}

    /**
     * The parties of the case changed, as intake reports.
     *
     * @param parties who is in dispute from now on
     * @param person what was told of who joined or was set right; null if somebody left
     */
    record FollowParties(List<Party> parties, @Nullable PersonFile person, Instant at) implements ProceedingCommand {
        public FollowParties {
            parties = List.copyOf(parties);
        }
    }

    /**
     * The front desk told what a court needs to know of the case, since a unit has claimed it.
     *
     * @param facts what happened
     * @param claim what is wanted; null if not known
     * @param amount what is at stake; null if nothing is, or not known
     */
    record NoteFile(
            @Personal(PersonalKind.NARRATIVE) PersonalText facts,
            @Personal(PersonalKind.NARRATIVE) @Nullable PersonalText claim,
            @Nullable Money amount,
            List<PersonFile> people,
            Instant at)
            implements ProceedingCommand {
        public NoteFile {
            people = List.copyOf(people);
        }
    }

    /**
     * The front desk set right what a court needs to know of the case; null for what it did not name. Without effect as
     * long as the file was not told: it is told as it is right.
     *
     * @param facts what happened
     * @param claim what is wanted
     * @param amount what is at stake
     */
    record CorrectFile(
            @Personal(PersonalKind.NARRATIVE) @Nullable PersonalText facts,
            @Personal(PersonalKind.NARRATIVE) @Nullable PersonalText claim,
            @Nullable Money amount,
            Instant at)
            implements ProceedingCommand {}

    /** A ground of risk was found for which the parties are not brought together. */
    record KeepPartiesApart(Instant at) implements ProceedingCommand {}

    /** A partner's mandate for the case is known. */
    record NoteMandate(Mandate mandate, Instant at) implements ProceedingCommand {}

    /** Acts of a mediator in a mediation. */
    sealed interface MediatingCommand extends ProceedingCommand {}

    /**
     * A party agrees to be mediated, or refuses.
     *
     * @param consents false for a refusal (人民调解法 art. 17): it ends the mediation, or, if both sides have others who
     *     go on, the party's own part in it
     */
    record RecordConsent(String partyId, boolean consents, Instant at) implements MediatingCommand {}

    /**
     * An authority hears a party of a criminal reconciliation, and examines whether it is willing.
     *
     * @param by who examines it
     * @param account what the party says, in words; null if nothing is taken down
     */
    record ExamineVoluntariness(
            String partyId,
            boolean voluntary,
            Presided by,
            @Personal(PersonalKind.NARRATIVE) @Nullable PersonalText account,
            Instant at)
            implements MediatingCommand {}

    /** Another mediator takes the case over. */
    record AppointMediator(String mediator, Selection how) implements MediatingCommand {}

    /** The mediator discloses an interest in the case, or a tie to somebody in it. */
    record DiscloseInterest(
            @Personal(PersonalKind.NARRATIVE) PersonalText interest, Instant at) implements MediatingCommand {}

    /** A party challenges the mediator. */
    record ChallengeMediator(
            String partyId,
            @Personal(PersonalKind.NARRATIVE) PersonalText reason,
            Instant at) implements MediatingCommand {}

    /** The mediating body decides on the challenge. */
    record DecideChallenge(boolean upheld, Instant at) implements MediatingCommand {}

    /**
     * The parties are asked to come.
     *
     * @param endsAt until when mediator, room and parties are taken
     * @param room its number; null if it is not known yet, or the session is elsewhere
     * @param parties the ids of those who are asked; null if all are
     */
    record ScheduleSession(
            Instant startsAt,
            Instant endsAt,
            @Nullable String room,
            @Nullable List<String> parties) implements MediatingCommand {
        public ScheduleSession {
            parties = parties == null ? null : List.copyOf(parties);
        }
    }

    /**
     * The parties are asked to come at another time, or to another room.
     *
     * @param room its number; null if it is not known yet, or the session is elsewhere
     */
    record MoveSession(
            int session,
            Instant startsAt,
            Instant endsAt,
            @Nullable String room,
            Instant at) implements MediatingCommand {}

    /**
     * A party needs something, or must not meet the other side.
     *
     * @param needs such as an interpreter; what was noted before counts no more
     * @param noContact whether the party does not meet the other side
     */
    record NoteNeeds(
            String partyId, @Personal(PersonalKind.TRAIT) List<PersonalText> needs, boolean noContact, Instant at)
            implements MediatingCommand {
        public NoteNeeds {
            needs = List.copyOf(needs);
        }
    }

    /**
     * A session is over, or did not take place.
     *
     * @param at the time of the report
     */
    record RecordSession(int session, SessionOutcome outcome, Instant at) implements MediatingCommand {}

    /**
     * The parties agree.
     *
     * @param whole false if part of the dispute stays open: the talks go on about it, unless this part is to be
     *     confirmed
     * @param undertakings the debts that are agreed, each with its day; may be empty
     * @param signedBy party ids; all of them
     * @param confirmationIntended true if the parties want judicial confirmation; if not, the mediation ends here
     * @param presided which authority presides; null if none does
     * @param signatures how each party signed; empty if nobody notes it
     * @param matters what is in it that a court does not confirm
     */
    record SignAgreement(
            AgreementForm form,
            boolean whole,
            @Personal(PersonalKind.NARRATIVE) PersonalText terms,
            List<Undertaking> undertakings,
            List<String> signedBy,
            boolean confirmationIntended,
            @Nullable Presided presided,
            List<Signature> signatures,
            List<Matter> matters,
            Instant signedAt)
            implements MediatingCommand {
        public SignAgreement {
            undertakings = List.copyOf(undertakings);
            signedBy = List.copyOf(signedBy);
            signatures = List.copyOf(signatures);
            matters = List.copyOf(matters);
        }
    }

    /** The mediator reports that the talks failed. */
    record ReportFailure(@Personal(PersonalKind.NARRATIVE) PersonalText reason, Instant at)
            implements MediatingCommand {}

    /** Commands about filings with the court: new ones, missed ones, and answers. */
    sealed interface CourtCommand extends MediationCommand {}

    /**
     * A party applies for the fast track.
     *
     * @param plaintiff its id
     */
    record ApplyForFastTrack(UUID caseId, String plaintiff, Instant appliedAt) implements CourtCommand {}

    /** The tribunal's unit claimed the case. */
    record OpenFastTrack(int custody, String unit, String category, List<Party> parties, Instant openedAt)
            implements CourtCommand {
        public OpenFastTrack {
            parties = List.copyOf(parties);
        }
    }

    /**
     * The parties apply to the court together (民事诉讼法 art. 205).
     *
     * @param applicants party ids; all of them
     * @param document the agreement as it was handed in; null if it was not
     */
    record ApplyForConfirmation(
            UUID caseId, List<String> applicants, @Nullable DocumentReference document, Instant appliedAt)
            implements CourtCommand {
        public ApplyForConfirmation {
            applicants = List.copyOf(applicants);
        }
    }

    /** A party takes the application back before the court has decided (民诉解释 art. 357). */
    record WithdrawApplication(UUID caseId, String partyId, Instant at) implements CourtCommand {}

    /** The time to apply for confirmation has passed; {@code at} is when it ended. */
    record LapseConfirmationWindow(int custody, Instant at) implements CourtCommand {}

    /** Answers of the court. */
    sealed interface CourtAnswer extends CourtCommand {

        /** Returns the id of the filing that is answered. */
        String filingId();

        /** Returns when the court decided, by its own word. */
        ReportedTime decided();
    }

    /**
     * The court decided on the application for confirmation.
     *
     * @param reason the court's reason for refusing; null if it gave none
     */
    record RecordConfirmationDecision(
            String filingId,
            ConfirmationDecision decision,
            @Personal(PersonalKind.NARRATIVE) @Nullable PersonalText reason,
            String documentNumber,
            ReportedTime decided)
            implements CourtAnswer {}

    /** The court decided on the fast-track filing. */
    record RecordFastTrackDecision(
            String filingId, FastTrackOutcome outcome, String documentNumber, ReportedTime decided)
            implements CourtAnswer {}

    /** Commands about one obligation of the agreement. */
    sealed interface ObligationCommand extends MediationCommand {

        /** Returns the obligation's number within the case. */
        int obligation();
    }

    /**
     * A party performed an obligation.
     *
     * @param performedOn the day it did, in local time
     * @param at the time of the report
     */
    record RecordPerformance(int obligation, LocalDate performedOn, Instant at) implements ObligationCommand {}

    /**
     * A party paid a part of what it owes, or the rest of it.
     *
     * @param paidOn the day it did, in local time
     * @param at the time of the report
     */
    record RecordPayment(int obligation, Money amount, LocalDate paidOn, Instant at) implements ObligationCommand {}

    /**
     * The creditor asked the court to enforce an obligation of a confirmed agreement (民事诉讼法 art. 206).
     *
     * @param appliedOn the day it did, in local time
     * @param at the time of the report
     */
    record RecordEnforcement(int obligation, LocalDate appliedOn, Instant at) implements ObligationCommand {}

    /**
     * The time came to remind the debtor of a part of an obligation.
     *
     * @param part counts the instalments from 1; 1 if it is owed at once
     */
    record RemindOfObligation(int obligation, int part, Instant at) implements ObligationCommand {}

    /** The creditor lets an obligation go, in whole or what is left of it. */
    record ExcuseObligation(
            int obligation,
            @Personal(PersonalKind.NARRATIVE) PersonalText reason,
            Instant at) implements ObligationCommand {}

    /** A party breached an obligation. It may do so before the day: by saying that it will not perform. */
    record RecordBreach(
            int obligation,
            @Personal(PersonalKind.NARRATIVE) PersonalText reason) implements ObligationCommand {}
}
