package org.fengqiao.analytics.model;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * An event of the log, as far as a number measures it. Only the fields the projection uses: the services may add others
 * freely.
 *
 * <p>The constructors refuse what no number could be made of ({@link NullPointerException}, {@link
 * IllegalArgumentException}), so that an incomplete event is noticed when it is read.
 */
public sealed interface MeasuredEvent {

    /** Events that later ones are measured by: where the case is from, what it is about, who has it. */
    sealed interface ContextEvent extends MeasuredEvent {}

    /** Events that say nothing about how later ones are measured. */
    sealed interface PlainEvent extends MeasuredEvent {}

    /** An event that is part of the history but moves no number. */
    record Unmeasured() implements PlainEvent {}

    /** Intake has registered the dispute. */
    record CaseRegistered(String channel, Place place) implements ContextEvent {
        /** Returns whether a party filed it by itself, online. */
        boolean online() {
            return channel.equals("ONLINE");
        }

        public CaseRegistered {
            Objects.requireNonNull(channel, "channel");
            Objects.requireNonNull(place, "place");
        }
    }

    /** Intake has accepted the case. */
    record CaseAccepted(String channel, Place place) implements ContextEvent {
        public CaseAccepted {
            Objects.requireNonNull(channel, "channel");
            Objects.requireNonNull(place, "place");
        }
    }

    /** Somebody in the dispute was in several others before. */
    record PartiesReturned() implements PlainEvent {}

    /** Intake has linked the case as a repeat of another one. */
    record RepeatLinked() implements PlainEvent {}

    /** The link was undone. */
    record RepeatUnlinked() implements PlainEvent {}

    /**
     * Routing has triaged the case for the first time.
     *
     * @param risk null in old events
     */
    record CaseTriaged(
            String category, String path, @Nullable String risk) implements ContextEvent {
        public CaseTriaged {
            Objects.requireNonNull(category, "category");
            Objects.requireNonNull(path, "path");
        }
    }

    /** Routing has triaged the case anew (复诊). */
    record CaseRetriaged(String category, String path) implements ContextEvent {
        public CaseRetriaged {
            Objects.requireNonNull(category, "category");
            Objects.requireNonNull(path, "path");
        }
    }

    /** The case was given to a unit; {@code custody} counts from 1. */
    record CaseAssigned(int custody, String unit) implements ContextEvent {
        public CaseAssigned {
            requireNumber(custody, "custody");
            Objects.requireNonNull(unit, "unit");
        }
    }

    /** The unit has claimed the case (认领). */
    record CaseClaimed(int custody) implements ContextEvent {
        public CaseClaimed {
            requireNumber(custody, "custody");
        }
    }

    /** The unit has given the case back (退回). */
    record CaseReturned(int custody) implements ContextEvent {
        public CaseReturned {
            requireNumber(custody, "custody");
        }
    }

    /** The case has gone one level up (提级). */
    record CaseEscalated(int custody) implements ContextEvent {
        public CaseEscalated {
            requireNumber(custody, "custody");
        }
    }

    /** A case is consulted on (会商); {@code consultation} counts from 1, {@code chair} is the unit that leads it. */
    record ConsultationConvened(int consultation, String chair) implements PlainEvent {
        public ConsultationConvened {
            requireNumber(consultation, "consultation");
            Objects.requireNonNull(chair, "chair");
        }
    }

    /** A consultation was concluded; {@code level} is how often it had gone one level up for lack of a conclusion. */
    record ConsultationConcluded(int consultation, String chair, int level) implements PlainEvent {
        public ConsultationConcluded {
            requireNumber(consultation, "consultation");
            Objects.requireNonNull(chair, "chair");
        }
    }

    /** A unit has to carry out a step of a consultation's plan; {@code duty} counts from 1. */
    record DutyAssigned(int duty, String unit) implements PlainEvent {
        public DutyAssigned {
            requireNumber(duty, "duty");
            Objects.requireNonNull(unit, "unit");
        }
    }

    /** The unit has carried out the step. */
    record DutyDone(int duty, String unit) implements PlainEvent {
        public DutyDone {
            requireNumber(duty, "duty");
            Objects.requireNonNull(unit, "unit");
        }
    }

    /** The case was closed (办结); {@code closure} counts from 1. */
    record CaseClosed(int closure, String outcome, @Nullable String unit) implements ContextEvent {
        public CaseClosed {
            requireNumber(closure, "closure");
            Objects.requireNonNull(outcome, "outcome");
        }
    }

    /** The closing held: the revisit was satisfied and the obligations performed. */
    record CaseVerified(int closure) implements PlainEvent {
        public CaseVerified {
            requireNumber(closure, "closure");
        }
    }

    /** The closing did not hold. */
    record CaseRelapsed(int closure, String cause) implements PlainEvent {
        public CaseRelapsed {
            requireNumber(closure, "closure");
            Objects.requireNonNull(cause, "cause");
        }
    }

    /** The case is open again. */
    record CaseReopened(int closure) implements ContextEvent {
        public CaseReopened {
            requireNumber(closure, "closure");
        }
    }

    /** The parties have signed; each obligation is performed or breached on its own. */
    record AgreementSigned(int custody, List<Obligation> obligations) implements ContextEvent {
        public AgreementSigned {
            requireNumber(custody, "custody");
            obligations = List.copyOf(obligations);
        }
    }

    /** A duty of one party to the other by a day; {@code obligation} counts from 1 within its agreement. */
    record Obligation(int obligation, LocalDate dueOn) {
        public Obligation {
            requireNumber(obligation, "obligation");
            Objects.requireNonNull(dueOn, "dueOn");
        }
    }

    /** An obligation of the latest agreement was performed. */
    record ObligationPerformed(int obligation) implements PlainEvent {
        public ObligationPerformed {
            requireNumber(obligation, "obligation");
        }
    }

    /** The parties have applied for judicial confirmation (司法确认) of the latest agreement. */
    record ConfirmationFiled() implements PlainEvent {}

    /** The court has confirmed the latest agreement. */
    record ConfirmationGranted() implements PlainEvent {}

    /** A mediation has ended. */
    record MediationConcluded(int custody, String result) implements PlainEvent {
        public MediationConcluded {
            requireNumber(custody, "custody");
            Objects.requireNonNull(result, "result");
        }
    }

    /** A document was handed in: by a party with its receipt, or by staff. */
    record AttachmentAdded(String by) implements PlainEvent {
        public AttachmentAdded {
            Objects.requireNonNull(by, "by");
        }

        /** Returns whether a party handed it in by itself, online. */
        boolean online() {
            return by.equals("PARTY");
        }
    }

    /**
     * A party answered at a revisit (回访).
     *
     * @param channel null in old events
     */
    record RevisitAnswered(
            int closure,
            int round,
            String partyId,
            Side side,
            int satisfaction,
            @Nullable String channel) implements PlainEvent {
        /** Returns whether the party answered by itself, with a code that it was sent. */
        boolean online() {
            return "LINK".equals(channel);
        }

        public RevisitAnswered {
            requireNumber(closure, "closure");
            requireNumber(round, "round");
            Objects.requireNonNull(partyId, "partyId");
            Objects.requireNonNull(side, "side");
            if (satisfaction < 1 || satisfaction > 5) {
                throw new IllegalArgumentException("satisfaction is 1 to 5");
            }
        }
    }

    /** A party rated a stage of its case that is over, each once. */
    record StageRated(String stage, int score) implements PlainEvent {
        public StageRated {
            Objects.requireNonNull(stage, "stage");
            if (score < 1 || score > 5) {
                throw new IllegalArgumentException("a score is 1 to 5");
            }
        }
    }

    /** A party counts as not reached in a round of revisits. */
    record RevisitGivenUp(int closure, int round, String partyId) implements PlainEvent {
        public RevisitGivenUp {
            requireNumber(closure, "closure");
            requireNumber(round, "round");
            Objects.requireNonNull(partyId, "partyId");
        }
    }

    /** Sides of a dispute. */
    enum Side {
        APPLICANT,
        RESPONDENT
    }

    /** The petition agency (信访代办) has opened the case. */
    record PetitionOpened(int custody) implements PlainEvent {
        public PetitionOpened {
            requireNumber(custody, "custody");
        }
    }

    /** The petition agency has concluded the case. */
    record PetitionConcluded(int custody, String result) implements PlainEvent {
        public PetitionConcluded {
            requireNumber(custody, "custody");
            Objects.requireNonNull(result, "result");
        }
    }

    /** An errand for the petitioner was planned; {@code errand} counts from 1 in its matter. */
    record ErrandPlanned(int custody, int errand) implements PlainEvent {
        public ErrandPlanned {
            requireNumber(custody, "custody");
            requireNumber(errand, "errand");
        }
    }

    /** The errand was run. */
    record ErrandRun(int custody, int errand) implements PlainEvent {
        public ErrandRun {
            requireNumber(custody, "custody");
            requireNumber(errand, "errand");
        }
    }

    /** A review of the opinion given in this custody was asked for; {@code review} counts from 1. */
    record PetitionReviewRequested(int custody, int review, String level) implements PlainEvent {
        public PetitionReviewRequested {
            requireNumber(custody, "custody");
            requireNumber(review, "review");
            Objects.requireNonNull(level, "level");
        }
    }

    /** The review was decided. */
    record PetitionReviewDecided(int custody, int review, String decision) implements PlainEvent {
        public PetitionReviewDecided {
            requireNumber(custody, "custody");
            requireNumber(review, "review");
            Objects.requireNonNull(decision, "decision");
        }
    }

    /** Somebody of the case has applied for relief (救助). */
    record ReliefApplied(int relief, String kind) implements PlainEvent {
        public ReliefApplied {
            requireNumber(relief, "relief");
            Objects.requireNonNull(kind, "kind");
        }
    }

    /** The relief has been delivered. */
    record ReliefDelivered(int relief, String kind) implements PlainEvent {
        public ReliefDelivered {
            requireNumber(relief, "relief");
            Objects.requireNonNull(kind, "kind");
        }
    }

    /** A beneficiary has been counted; {@code first} tells whether for the first time in all cases. */
    record BeneficiaryCounted(int relief, boolean hardship, boolean first) implements PlainEvent {
        public BeneficiaryCounted {
            requireNumber(relief, "relief");
        }
    }

    /**
     * A deadline was met; {@code onTime} tells whether in time. One that was not was found breached before.
     *
     * @param name unique among the deadlines of the case in the service that owns it
     * @param owed what it is owed for between the centre and a partner; null if it concerns no partner
     */
    record DeadlineMet(
            String name,
            String rule,
            Instant metAt,
            boolean onTime,
            @Nullable Owed owed) implements PlainEvent {
        public DeadlineMet {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(rule, "rule");
            Objects.requireNonNull(metAt, "metAt");
        }
    }

    /**
     * A deadline has passed, and what was owed is not done; {@code dueAt} is the first instant at which it was too
     * late.
     *
     * @param owed what it is owed for between the centre and a partner; null if it concerns no partner
     */
    record DeadlineBreached(
            String name,
            String rule,
            Instant dueAt,
            @Nullable Owed owed) implements PlainEvent {
        public DeadlineBreached {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(rule, "rule");
            Objects.requireNonNull(dueAt, "dueAt");
        }
    }

    /** Debtor and creditor of an obligation between the centre and a partner. */
    record Owed(Debtor by, String partner) {
        public Owed {
            Objects.requireNonNull(by, "by");
            Objects.requireNonNull(partner, "partner");
        }

        /** Returns who owes it to whom, such as {@code police/centre}. */
        String debt() {
            return switch (by) {
                case CENTRE -> "centre/" + partner;
                case PARTNER -> partner + "/centre";
            };
        }
    }

    /** Side that owes. */
    enum Debtor {
        CENTRE,
        PARTNER
    }

    /** Somebody is late, or close to it, and was told (督办); {@code notice} counts from 1. */
    record NoticeIssued(int notice, NoticeLevel level, String fault, String unit) implements PlainEvent {
        public NoticeIssued {
            requireNumber(notice, "notice");
            Objects.requireNonNull(level, "level");
            Objects.requireNonNull(fault, "fault");
            Objects.requireNonNull(unit, "unit");
        }
    }

    /** Levels of notices. */
    enum NoticeLevel {
        YELLOW,
        RED
    }

    /** A notice is at its end. */
    record NoticeLifted(int notice, String cause) implements PlainEvent {
        /** The cause of a notice in whose place a red one comes. */
        static final String DEADLINE_PASSED = "DEADLINE_PASSED";

        public NoticeLifted {
            requireNumber(notice, "notice");
            Objects.requireNonNull(cause, "cause");
        }
    }

    /** The closed case was drawn for an evaluation (评查); {@code unit} is reviewed. */
    record ReviewSampled(String sample, String unit) implements PlainEvent {
        public ReviewSampled {
            Objects.requireNonNull(sample, "sample");
            Objects.requireNonNull(unit, "unit");
        }
    }

    /** All who were asked have reviewed the case. */
    record ReviewConcluded(String sample, String unit, String grade) implements PlainEvent {
        public ReviewConcluded {
            Objects.requireNonNull(sample, "sample");
            Objects.requireNonNull(unit, "unit");
            Objects.requireNonNull(grade, "grade");
        }
    }

    /** The unit's appeal was decided; {@code grade} counts from now on. */
    record AppealDecided(String sample, String unit, boolean granted, String grade) implements PlainEvent {
        public AppealDecided {
            Objects.requireNonNull(sample, "sample");
            Objects.requireNonNull(unit, "unit");
            Objects.requireNonNull(grade, "grade");
        }
    }

    /** The unit has to put something right (整改); {@code rectification} counts from 1. */
    record RectificationOrdered(int rectification, String unit) implements PlainEvent {
        public RectificationOrdered {
            requireNumber(rectification, "rectification");
            Objects.requireNonNull(unit, "unit");
        }
    }

    /** It was found not put right, and is owed anew under the number {@code next}. */
    record RectificationRefused(int next, String unit) implements PlainEvent {
        public RectificationRefused {
            requireNumber(next, "next");
            Objects.requireNonNull(unit, "unit");
        }
    }

    /** It was found put right. */
    record RectificationCompleted(int rectification, String unit) implements PlainEvent {
        public RectificationCompleted {
            requireNumber(rectification, "rectification");
            Objects.requireNonNull(unit, "unit");
        }
    }

    /** It is no longer owed, since an appeal was granted. */
    record RectificationWaived(int rectification) implements PlainEvent {
        public RectificationWaived {
            requireNumber(rectification, "rectification");
        }
    }

    private static void requireNumber(int number, String field) {
        if (number < 1) {
            throw new IllegalArgumentException(field + " counts from 1");
        }
    }
}
