package org.fengqiao.intake.model;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.fengqiao.intake.model.IntakeEvent.LinkedBy;
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
