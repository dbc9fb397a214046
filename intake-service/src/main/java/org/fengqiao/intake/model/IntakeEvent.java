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
            .name("closing-noted.v1", ClosingNoted.class)
            .name("closing-revoked.v1", ClosingRevoked.class)
            .name("settlement-noted.v1", SettlementNoted.class)
            .name("settlement-revoked.v1", SettlementRevoked.class)
            .name("legal-hold-placed.v1", LegalHoldPlaced.class)
            .name("legal-hold-released.v1", LegalHoldReleased.class)
            .name("erasure-requested.v1", ErasureRequested.class)
            .name("erasure-refused.v1", ErasureRefused.class)
            .name("subject-erased.v1", SubjectErased.class)
            .name("repeat-linked.v1", RepeatLinked.class)
            .name("repeat-unlinked.v1", RepeatUnlinked.class)
            .name("repeat-joined.v1", RepeatJoined.class)
            .name("repeat-left.v1", RepeatLeft.class)
            .name("repeat-answered.v1", RepeatAnswered.class)
            .name("urgency-reported.v1", UrgencyReported.class)
            .name("urgency-acknowledged.v1", UrgencyAcknowledged.class)
            .build();
}
