package org.fengqiao.mediation.model;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.decision.EventTypes;
import org.fengqiao.kernel.sealing.Personal;
import org.fengqiao.kernel.sealing.PersonalKind;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.value.DiscontinuationCause;
import org.fengqiao.kernel.value.Money;
import org.fengqiao.kernel.value.Party;
import org.fengqiao.kernel.value.Place;

/**
 * Events of this service's part of a case, by slice. They are stored for ever, so a component added later must be
 * optional when old JSON is read.
 *
 * <p>The envelope names the case. Nothing that was said in a session is here, except the facts that all parties
 * confirm.
 */
public sealed interface MediationEvent
        permits MediationEvent.ProceedingEvent,
                MediationEvent.CourtEvent,
                MediationEvent.ObligationEvent,
                DocumentEvent,
                RevisitEvent {

    /** Events of the proceeding: its beginning, the talks, the agreement and its end. */
    sealed interface ProceedingEvent extends MediationEvent {}

    /** Events of ongoing talks. */
    sealed interface TalksEvent extends ProceedingEvent {}

    /** Events of filings with the court. */
    sealed interface CourtEvent extends MediationEvent {}

    /** Events of the obligations under the agreement. */
    sealed interface ObligationEvent extends MediationEvent {}

    /**
     * A mediation began.
     *
     * @param mediator the worker who claimed the case
     * @param acceptedAt when the matter was accepted for mediation, whoever had it then; the time it may take runs from
     *     there
     */
    record MediationOpened(
            int custody,
            String unit,
            String mediator,
            String category,
            Place place,
            List<Party> parties,
            Instant acceptedAt,
            Instant openedAt)
            implements ProceedingEvent {
        public MediationOpened {
            parties = List.copyOf(parties);
        }
    }

    /** The case left the mediation before it had a result. */
    record MediationDiscontinued(int custody, DiscontinuationCause cause, Instant discontinuedAt)
            implements ProceedingEvent {}

    /** A party agreed to be mediated, or refused. */
    record ConsentRecorded(String partyId, boolean consents) implements TalksEvent {}

    /**
     * An authority heard a party of a criminal reconciliation, and examined whether it is willing (刑事诉讼法 art. 289); a
     * later examination takes the place of an earlier one.
     *
     * @param voluntary whether the party is
     * @param by who examined it
     * @param account what the party said, in words; missing if nothing was taken down
     */
    record VoluntarinessExamined(
            String partyId,
            boolean voluntary,
            Presided by,
            @Personal(PersonalKind.NARRATIVE) @Nullable PersonalText account,
            Instant examinedAt)
            implements TalksEvent {}

    /**
     * Another mediator took over.
     *
     * @param how by whom the mediator was selected; missing in old events
     */
    record MediatorAppointed(String mediator, @Nullable Selection how) implements TalksEvent {}

    /** The mediator disclosed an interest in the case, or a tie to somebody in it. */
    record InterestDisclosed(
            String mediator,
            @Personal(PersonalKind.NARRATIVE) PersonalText interest,
            Instant disclosedAt) implements TalksEvent {}

    /** A party challenged the mediator; until that is decided, or another one takes over, nothing goes on. */
    record MediatorChallenged(
            String partyId,
            String mediator,
            @Personal(PersonalKind.NARRATIVE) PersonalText reason,
            Instant challengedAt)
            implements TalksEvent {}

    /**
     * The mediating body decided on the challenge.
     *
     * @param upheld whether another mediator takes over
     */
    record ChallengeDecided(String mediator, boolean upheld, Instant decidedAt) implements TalksEvent {}

    /**
     * The parties of the case changed. Who joined talks under way is asked for consent and signs with the others; who
     * left does not. A signed agreement binds those who signed it, and what is left to do of it is theirs.
     *
     * @param parties who is in dispute from now on
     */
    record PartiesChanged(List<Party> parties, Instant changedAt) implements ProceedingEvent {
        public PartiesChanged {
            parties = List.copyOf(parties);
        }
    }

    /**
     * A ground of risk was found for which the parties are not brought together: from now on they are talked to apart.
     */
    record PartiesKeptApart(Instant notedAt) implements ProceedingEvent {}

    /**
     * The front desk told what a court needs to know of the case, when a unit had claimed it or when it was set right;
     * what it does not name stays as it was told before. Old events were recorded at the registration of each case.
     *
     * @param facts what happened
     * @param claim what is wanted
     * @param amount what is at stake
     */
    record CaseFileNoted(
            @Personal(PersonalKind.NARRATIVE) @Nullable PersonalText facts,
            @Personal(PersonalKind.NARRATIVE) @Nullable PersonalText claim,
            @Nullable Money amount,
            List<PersonFile> people,
            Instant notedAt)
            implements ProceedingEvent {
        public CaseFileNoted {
            people = List.copyOf(people);
        }
    }

    /** A partner's mandate for the case was noted, perhaps before a mediation opened; a later one takes its place. */
    record MandateNoted(Mandate mandate, Instant notedAt) implements ProceedingEvent {}

    /**
     * The parties were asked to come.
     *
     * @param room its number; null if not known
     * @param parties the ids of those who were asked; missing if all were, and in old events
     * @param endsAt until when mediator, room and parties are taken; missing in old events
     */
    record SessionScheduled(
            int session,
            Instant startsAt,
            @Nullable String room,
            String mediator,
            @Nullable List<String> parties,
            @Nullable Instant endsAt)
            implements TalksEvent {
        public SessionScheduled {
            parties = parties == null ? null : List.copyOf(parties);
        }
    }

    /**
     * The parties were asked to come at another time, or to another room.
     *
     * @param room its number; missing if not known
     */
    record SessionMoved(
            int session,
            Instant startsAt,
            Instant endsAt,
            @Nullable String room,
            Instant movedAt) implements TalksEvent {}

    /**
     * A party needs something, or must not meet the other side; what was noted of it before counts no more.
     *
     * @param needs such as an interpreter
     * @param noContact whether the party does not meet the other side
     */
    record NeedsNoted(
            String partyId, @Personal(PersonalKind.TRAIT) List<PersonalText> needs, boolean noContact, Instant notedAt)
            implements TalksEvent {
        public NeedsNoted {
            needs = List.copyOf(needs);
        }
    }

    /** A session took place. */
    record SessionHeld(
            int session, @Personal(PersonalKind.NARRATIVE) List<PersonalText> undisputedFacts) implements TalksEvent {
        public SessionHeld {
            undisputedFacts = List.copyOf(undisputedFacts);
        }
    }

    /** A session did not take place; {@code absent} lists the ids of the parties that did not come. */
    record SessionMissed(int session, List<String> absent) implements TalksEvent {
        public SessionMissed {
            absent = List.copyOf(absent);
        }
    }

    /**
     * Every party signed that goes on mediating; the agreement is in force from {@code takesEffectOn}.
     *
     * @param whole false if part of the dispute stays open; unless it is to be confirmed, the talks go on
     * @param presided which authority presided; missing if none did, and in old events
     * @param signatures how each party signed; missing if nobody noted it, and in old events
     * @param matters what is in it that a court does not confirm; missing if nothing is, and in old events
     */
    record AgreementSigned(
            int custody,
            AgreementForm form,
            boolean whole,
            @Personal(PersonalKind.NARRATIVE) PersonalText terms,
            List<Obligation> obligations,
            List<String> signedBy,
            boolean confirmationIntended,
            Instant signedAt,
            LocalDate takesEffectOn,
            @Nullable Presided presided,
            @Nullable List<Signature> signatures,
            @Nullable List<Matter> matters)
            implements ProceedingEvent {
        public AgreementSigned {
            obligations = List.copyOf(obligations);
            signedBy = List.copyOf(signedBy);
            signatures = signatures == null ? null : List.copyOf(signatures);
            matters = matters == null ? null : List.copyOf(matters);
        }

        /** Returns whether the talks go on about the rest of the dispute. */
        public boolean leavesTheRestOpen() {
            return !whole && !confirmationIntended;
        }
    }

    /**
     * The parties applied to the court together.
     *
     * @param document the agreement as it was handed in; missing if it was not, and in old events
     */
    record ConfirmationFiled(
            String filingId,
            List<Party> applicants,
            Instant filedAt,
            @Nullable DocumentReference document) implements CourtEvent {
        public ConfirmationFiled {
            applicants = List.copyOf(applicants);
        }
    }

    /** The court made the agreement enforceable. */
    record ConfirmationGranted(String filingId, String documentNumber, Instant decidedAt) implements CourtEvent {}

    /** The court refused to confirm the agreement; {@code reason} is null if it gave none. */
    record ConfirmationRefused(
            String filingId,
            @Personal(PersonalKind.NARRATIVE) @Nullable PersonalText reason,
            String documentNumber,
            Instant decidedAt)
            implements CourtEvent {}

    /**
     * The application was taken back; the agreement itself stands.
     *
     * @param partyId who took it back; missing if the court took it as withdrawn by itself
     * @param documentNumber of the court's decision; missing if a party took it back
     */
    record ConfirmationWithdrawn(
            String filingId,
            @Nullable String partyId,
            @Nullable String documentNumber,
            Instant withdrawnAt) implements CourtEvent {}

    /** Nobody applied in time; the agreement itself stands. */
    record ConfirmationWindowLapsed(Instant lapsedAt) implements CourtEvent {}

    /** The tribunal has the case: a party may apply for the fast track. */
    record FastTrackOpened(int custody, String unit, String category, List<Party> parties, Instant openedAt)
            implements CourtEvent {
        public FastTrackOpened {
            parties = List.copyOf(parties);
        }
    }

    /**
     * A party applied for the fast track; the filing follows.
     *
     * @param plaintiff its id
     */
    record FastTrackApplied(int custody, String plaintiff, Instant appliedAt) implements CourtEvent {}

    /** The case left the tribunal before anybody had applied. */
    record FastTrackLeft(int custody, DiscontinuationCause cause, Instant leftAt) implements CourtEvent {}

    /**
     * A claim was filed with the tribunal.
     *
     * @param plaintiff the id of the party that applied; missing in old events
     */
    record FastTrackFiled(
            String filingId,
            int custody,
            String unit,
            String category,
            List<Party> parties,
            Instant filedAt,
            @Nullable String plaintiff)
            implements CourtEvent {
        public FastTrackFiled {
            parties = List.copyOf(parties);
        }
    }

    /** The tribunal decided on the claim. */
    record FastTrackDecided(
            String filingId, int custody, FastTrackOutcome outcome, String documentNumber, Instant decidedAt)
            implements CourtEvent {}

    /**
     * An obligation was performed.
     *
     * @param outstanding how many obligations are not performed yet
     * @param overdue how many of them were due before the day on which this was recorded
     */
    record ObligationPerformed(int obligation, LocalDate performedOn, int outstanding, int overdue)
            implements ObligationEvent {}

    /**
     * A part of what is owed was paid, or the rest of it; then {@code obligation-performed} follows.
     *
     * @param rest what is left to pay
     */
    record ObligationPaid(int obligation, Money amount, LocalDate paidOn, Money rest) implements ObligationEvent {}

    /**
     * The debtor was reminded that a part of an obligation will be due.
     *
     * @param part counts the instalments from 1; 1 if it is owed at once
     * @param debtor the id of the party that owes
     * @param rest what is left to pay by then; missing if it is not owed in money
     * @param dueOn its last day, in local time
     */
    record ObligationReminded(
            int obligation,
            int part,
            String debtor,
            @Nullable Money rest,
            LocalDate dueOn,
            Instant remindedAt) implements ObligationEvent {}

    /**
     * The creditor asked the court to enforce an obligation of a confirmed agreement.
     *
     * @param appliedOn the day on which it did; the time to ask runs to it (民事诉讼法 art. 250)
     */
    record EnforcementApplied(int obligation, LocalDate appliedOn, Instant notedAt) implements ObligationEvent {}

    /**
     * The creditor let an obligation go.
     *
     * @param outstanding how many obligations are still owed
     * @param overdue how many of them were due before the day on which this was recorded
     */
    record ObligationExcused(
            int obligation,
            @Personal(PersonalKind.NARRATIVE) PersonalText reason,
            int outstanding,
            int overdue) implements ObligationEvent {}

    /** An obligation was breached; {@code outstanding} counts the obligations not yet performed, this one included. */
    record ObligationBreached(
            int obligation,
            @Personal(PersonalKind.NARRATIVE) PersonalText reason,
            int outstanding) implements ObligationEvent {}

    /** The mediation ended with a result; {@code reason} is null where the result needs none. */
    record MediationConcluded(
            int custody,
            MediationResult result,
            @Personal(PersonalKind.NARRATIVE) @Nullable PersonalText reason,
            Instant concludedAt)
            implements ProceedingEvent {}

    /** The stored name of each event. */
    EventTypes<MediationEvent> TYPES = EventTypes.of("mediation", MediationEvent.class)
            .name("mediation-opened.v1", MediationOpened.class)
            .name("mediation-discontinued.v1", MediationDiscontinued.class)
            .name("consent-recorded.v1", ConsentRecorded.class)
            .name("voluntariness-examined.v1", VoluntarinessExamined.class)
            .name("mediator-appointed.v1", MediatorAppointed.class)
            .name("interest-disclosed.v1", InterestDisclosed.class)
            .name("mediator-challenged.v1", MediatorChallenged.class)
            .name("challenge-decided.v1", ChallengeDecided.class)
            .name("parties-changed.v1", PartiesChanged.class)
            .name("parties-kept-apart.v1", PartiesKeptApart.class)
            .name("mandate-noted.v1", MandateNoted.class)
            .name("case-file-noted.v1", CaseFileNoted.class)
            .name("session-scheduled.v1", SessionScheduled.class)
            .name("session-moved.v1", SessionMoved.class)
            .name("needs-noted.v1", NeedsNoted.class)
            .name("session-held.v1", SessionHeld.class)
            .name("session-missed.v1", SessionMissed.class)
            .name("agreement-signed.v1", AgreementSigned.class)
            .name("confirmation-filed.v1", ConfirmationFiled.class)
            .name("confirmation-granted.v1", ConfirmationGranted.class)
            .name("confirmation-refused.v1", ConfirmationRefused.class)
            .name("confirmation-withdrawn.v1", ConfirmationWithdrawn.class)
            .name("confirmation-window-lapsed.v1", ConfirmationWindowLapsed.class)
            .name("fast-track-opened.v1", FastTrackOpened.class)
            .name("fast-track-applied.v1", FastTrackApplied.class)
            .name("fast-track-left.v1", FastTrackLeft.class)
            .name("fast-track-filed.v1", FastTrackFiled.class)
            .name("fast-track-decided.v1", FastTrackDecided.class)
            .name("obligation-performed.v1", ObligationPerformed.class)
            .name("obligation-paid.v1", ObligationPaid.class)
            .name("obligation-reminded.v1", ObligationReminded.class)
            .name("enforcement-applied.v1", EnforcementApplied.class)
            .name("obligation-excused.v1", ObligationExcused.class)
            .name("obligation-breached.v1", ObligationBreached.class)
            .name("mediation-concluded.v1", MediationConcluded.class)
            .name("document-issued.v1", DocumentEvent.DocumentIssued.class)
            .name("revisit-scheduled.v1", RevisitEvent.RevisitScheduled.class)
            .name("revisits-cancelled.v1", RevisitEvent.RevisitsCancelled.class)
            .name("accusation-noted.v1", RevisitEvent.AccusationNoted.class)
            .name("revisit-attempted.v1", RevisitEvent.RevisitAttempted.class)
            .name("revisit-link-made.v1", RevisitEvent.RevisitLinkMade.class)
            .name("revisit-answered.v1", RevisitEvent.RevisitAnswered.class)
            .name("revisit-given-up.v1", RevisitEvent.RevisitGivenUp.class)
            .name("revisit-completed.v1", RevisitEvent.RevisitCompleted.class)
            .name("revisit-marked.v1", RevisitEvent.RevisitMarked.class)
            .build();
}
