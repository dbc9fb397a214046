package org.fengqiao.routing.model;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.decision.EventTypes;
import org.fengqiao.kernel.sealing.Personal;
import org.fengqiao.kernel.sealing.PersonalKind;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.value.Bilingual;
import org.fengqiao.kernel.value.Money;
import org.fengqiao.kernel.value.Party;
import org.fengqiao.kernel.value.Place;

/**
 * Events of one case in routing, by slice. They are stored forever: a component that is added later must be optional to
 * old JSON.
 */
public sealed interface RoutingEvent
        permits RoutingEvent.TriageEvent,
                RoutingEvent.CustodyEvent,
                RoutingEvent.ClosingEvent,
                ConsultationEvent,
                DutyEvent,
                ReviewEvent,
                SupervisionEvent,
                ApprovalEvent {

    /** Events of triage: the judgements on a case. */
    sealed interface TriageEvent extends RoutingEvent {}

    /** Events of custody: the units that get, take up and give up a case. */
    sealed interface CustodyEvent extends RoutingEvent {}

    /** Events of closing: the end of a case, how well it holds, and its reopening. */
    sealed interface ClosingEvent extends RoutingEvent {}

    /**
     * The case was judged for the first time.
     *
     * @param rule the rule that matched
     * @param ruleVersion the version of the table
     * @param because why it matched
     * @param receivedAt when the centre received the case
     * @param acceptedAt when it was accepted
     * @param finding how the category was found; missing in old events
     * @param repeats how often the same dispute was brought before; missing in old events
     * @param categoryHint what the channel believed it to be; missing if it had no opinion, and in old events
     * @param summary what happened, so that another table can be tried on it; missing in old events
     */
    record CaseTriaged(
            String category,
            Complexity complexity,
            Risk risk,
            Path path,
            String rule,
            String ruleVersion,
            List<String> because,
            String channel,
            Place place,
            @Nullable Money amount,
            @Nullable Integer groupSize,
            List<Party> parties,
            Instant receivedAt,
            Instant acceptedAt,
            @Nullable CategoryFinding finding,
            @Nullable Integer repeats,
            @Personal(PersonalKind.NARRATIVE) @Nullable PersonalText categoryHint,
            @Personal(PersonalKind.NARRATIVE) @Nullable PersonalText summary)
            implements TriageEvent {

        public CaseTriaged {
            because = List.copyOf(because);
            parties = List.copyOf(parties);
        }

        /** Returns the same with other texts. */
        public CaseTriaged told(@Nullable PersonalText hint, @Nullable PersonalText text) {
            return new CaseTriaged(
                    category,
                    complexity,
                    risk,
                    path,
                    rule,
                    ruleVersion,
                    because,
                    channel,
                    place,
                    amount,
                    groupSize,
                    parties,
                    receivedAt,
                    acceptedAt,
                    finding,
                    repeats,
                    hint,
                    text);
        }

        Triage triage() {
            return new Triage(category, complexity, risk, path, rule, ruleVersion, because, finding, List.of());
        }
    }

    /**
     * Grounds of risk were found in a case: by the table when it was first judged, or by a person later.
     *
     * @param grounds those that were not noted before, each with what it entails
     * @param noJointSession whether any ground of the case, earlier ones too, keeps the parties out of one session
     * @param consultation whether any of them asks for a consultation
     * @param reason what the person said; missing if the table found them
     */
    record RiskNoted(
            List<RiskGround.Noted> grounds,
            boolean noJointSession,
            boolean consultation,
            @Personal(PersonalKind.NARRATIVE) @Nullable PersonalText reason,
            Instant notedAt)
            implements TriageEvent {

        public RiskNoted {
            grounds = List.copyOf(grounds);
        }
    }

    /**
     * Somebody has to know of the case at once.
     *
     * @param roles who
     * @param grounds the codes of the grounds of risk
     */
    record CaseAlerted(List<String> roles, List<String> grounds, Instant alertedAt) implements TriageEvent {

        public CaseAlerted {
            roles = List.copyOf(roles);
            grounds = List.copyOf(grounds);
        }
    }

    /**
     * The case was judged again.
     *
     * @param overruled the person's reason; missing if the table judged
     * @param retriagedAt when; on a path on which the case was not before, its matter starts then
     */
    record CaseRetriaged(
            RetriageCause cause,
            String category,
            Complexity complexity,
            Risk risk,
            Path path,
            String rule,
            String ruleVersion,
            List<String> because,
            @Nullable Overruled overruled,
            Instant retriagedAt)
            implements TriageEvent {

        public CaseRetriaged {
            because = List.copyOf(because);
        }

        Triage triage() {
            return new Triage(category, complexity, risk, path, rule, ruleVersion, because, null, List.of());
        }

        /**
         * Returns whether the case came back because what was tried did not hold. What a person or a consultation
         * judges otherwise is no round.
         */
        boolean isARound() {
            return overruled == null && cause != RetriageCause.CONSULTED;
        }
    }

    /**
     * A person judged otherwise than the table.
     *
     * @param reason why
     */
    record Overruled(@Personal(PersonalKind.NARRATIVE) PersonalText reason) {}

    /**
     * A unit got the case.
     *
     * @param custody counts the assignments from 1
     * @param person who is to take it up, by their identifier; missing if the unit has to say
     * @param choice why this unit and this person; missing in old events
     * @param name what the unit is called on this day; missing in old events
     */
    record CaseAssigned(
            int custody,
            String unit,
            Path path,
            @Nullable String person,
            @Nullable Choice choice,
            @Nullable Bilingual name)
            implements CustodyEvent {

        /** An assignment that nobody explains. */
        public CaseAssigned(int custody, String unit, Path path) {
            this(custody, unit, path, null, null, null);
        }
    }

    /**
     * Somebody has an interest in the case, and so does not handle it.
     *
     * @param unit missing if a person acts for none
     * @param person missing if the unit is a party itself
     * @param wholeUnit whether nobody of the unit handles it
     * @param reason what the person said; missing if the unit is a party
     */
    record InterestNoted(
            @Nullable String unit,
            @Nullable String person,
            boolean wholeUnit,
            InterestCause cause,
            @Personal(PersonalKind.NARRATIVE) @Nullable PersonalText reason,
            Instant notedAt)
            implements CustodyEvent {}

    /**
     * The parties changed: somebody joined, was set right or left. Who was found to have an interest keeps it.
     *
     * @param parties who is in dispute from now on
     * @param changedAt when, as intake says
     */
    record PartiesChanged(List<Party> parties, Instant changedAt) implements CustodyEvent {
        public PartiesChanged {
            parties = List.copyOf(parties);
        }
    }

    /** Ways in which an interest is known. */
    enum InterestCause {
        /** The unit is called as one of the parties. */
        IS_A_PARTY,
        /** Somebody declared it. */
        DECLARED
    }

    /**
     * A worker of the unit took it up, with all that the work needs.
     *
     * @param receivedAt when its matter was received on this path, whoever had it then
     * @param acceptedAt when its matter was accepted on this path, whoever had it then
     * @param remedy by which means the case came back to this path; missing unless it did
     * @param claimedAt when; the time in which the unit may give it back starts then
     */
    record CaseClaimed(
            int custody,
            String unit,
            String worker,
            Path path,
            String category,
            Complexity complexity,
            String channel,
            Place place,
            @Nullable Money amount,
            List<Party> parties,
            Instant receivedAt,
            Instant acceptedAt,
            @Nullable Remedy remedy,
            Instant claimedAt)
            implements CustodyEvent {

        public CaseClaimed {
            parties = List.copyOf(parties);
        }
    }

    /**
     * The unit gave it back.
     *
     * @param responsible the id of the unit that it thinks is responsible; missing if it does not know
     * @param returnedAt when
     */
    record CaseReturned(
            int custody,
            String unit,
            @Personal(PersonalKind.NARRATIVE) PersonalText reason,
            @Nullable String responsible,
            Instant returnedAt)
            implements CustodyEvent {}

    /**
     * The case goes up, mostly by one level; the assignment to {@code to} follows.
     *
     * @param reason missing if the time to claim ran out
     */
    record CaseEscalated(
            int custody,
            String from,
            String to,
            EscalationCause cause,
            @Personal(PersonalKind.NARRATIVE) @Nullable PersonalText reason)
            implements CustodyEvent {}

    /** The reasons why a case goes up. */
    enum EscalationCause {
        /** Nobody claimed it in time. */
        CLAIM_OVERDUE,
        /** The unit asked for it. */
        REQUESTED,
        /** A unit above took it over. */
        TAKEN_OVER
    }

    /**
     * Nobody claimed the case in time and no unit is above: a dispatcher has to find somebody for it. Asked again, and
     * of the leader too, as long as nobody is found.
     *
     * @param request counts the requests of the case from 1
     * @param custody the assignment that nobody claims
     * @param unit who holds the case meanwhile
     * @param desk who is asked
     */
    record DispatchRequested(int request, int custody, String unit, Desk desk) implements CustodyEvent {}

    /** Those who find somebody for a case that nobody claims. */
    enum Desk {
        /** The dispatchers of the unit that holds it. */
        DISPATCHER,
        /** Its leader, beside the dispatchers, who did not find anybody in time. */
        LEADER
    }

    /**
     * The case is settled, as far as those who settled it know (办结, claimed).
     *
     * @param closure counts the closings from 1
     * @param unit who held it
     * @param place where the dispute was
     * @param reason what a person said about it; missing if a service reported the end
     * @param evidence what proves the outcome
     * @param parties who is in dispute, without names: each is asked at the revisits
     * @param handledBy the workers who claimed the case, and therefore ask nobody
     */
    record CaseClosed(
            int closure,
            Outcome outcome,
            Path path,
            String unit,
            Place place,
            Instant closedAt,
            @Personal(PersonalKind.NARRATIVE) @Nullable PersonalText reason,
            Evidence evidence,
            List<ClosedParty> parties,
            List<String> handledBy)
            implements ClosingEvent {

        public CaseClosed {
            parties = List.copyOf(parties);
            handledBy = List.copyOf(handledBy);
        }

        /** Returns the case that carries it on; null unless it was merged. */
        @Nullable
        UUID mergedInto() {
            return outcome == Outcome.MERGED ? evidence.reference() : null;
        }
    }

    /** A party of a closed case, without its name. */
    record ClosedParty(String partyId, Party.Side side) {

        static ClosedParty of(Party party) {
            return new ClosedParty(party.partyId(), party.side());
        }
    }

    /** Evidence of an end came to be known that does not close the case, or not yet. */
    record EvidenceNoted(Evidence evidence) implements ClosingEvent {}

    /**
     * Every party that was reached is satisfied, but something is overdue: the closing is verified when that is
     * performed.
     *
     * @param round the round of revisits that said so, counted from 1 within the case
     * @param overdue obligations that were due and are not performed
     */
    record SatisfactionNoted(int closure, int round, int overdue) implements ClosingEvent {}

    /** Every party that was reached is satisfied, and what was due is performed. */
    record CaseVerified(int closure, Instant verifiedAt) implements ClosingEvent {}

    /**
     * The settlement did not hold.
     *
     * @param repeat the case by which the same dispute came back; missing unless that is the cause
     */
    record CaseRelapsed(
            int closure, RetriageCause cause, @Nullable UUID repeat, Instant relapsedAt) implements ClosingEvent {}

    /**
     * The case is open again.
     *
     * @param reason what a person said; missing after a relapse
     * @param remedy by which means it comes back, as follows from how it had ended; missing if nothing follows
     */
    record CaseReopened(
            int closure,
            RetriageCause cause,
            @Personal(PersonalKind.NARRATIVE) @Nullable PersonalText reason,
            @Nullable Remedy remedy,
            Instant reopenedAt)
            implements ClosingEvent {}

    /** The names under which these events are stored and published. */
    EventTypes<RoutingEvent> TYPES = EventTypes.of("routing", RoutingEvent.class)
            .name("case-triaged.v1", CaseTriaged.class)
            .name("risk-noted.v1", RiskNoted.class)
            .name("case-alerted.v1", CaseAlerted.class)
            .name("parties-changed.v1", PartiesChanged.class)
            .name("case-assigned.v1", CaseAssigned.class)
            .name("interest-noted.v1", InterestNoted.class)
            .name("case-claimed.v1", CaseClaimed.class)
            .name("case-returned.v1", CaseReturned.class)
            .name("case-escalated.v1", CaseEscalated.class)
            .name("dispatch-requested.v1", DispatchRequested.class)
            .name("case-retriaged.v1", CaseRetriaged.class)
            .name("case-closed.v1", CaseClosed.class)
            .name("evidence-noted.v1", EvidenceNoted.class)
            .name("satisfaction-noted.v1", SatisfactionNoted.class)
            .name("case-verified.v1", CaseVerified.class)
            .name("case-relapsed.v1", CaseRelapsed.class)
            .name("case-reopened.v1", CaseReopened.class)
            .name("consultation-proposed.v1", ConsultationEvent.ConsultationProposed.class)
            .name("consultation-waived.v1", ConsultationEvent.ConsultationWaived.class)
            .name("consultation-convened.v1", ConsultationEvent.ConsultationConvened.class)
            .name("consultation-cause-added.v1", ConsultationEvent.ConsultationCauseAdded.class)
            .name("participants-invited.v1", ConsultationEvent.ParticipantsInvited.class)
            .name("participant-recused.v1", ConsultationEvent.ParticipantRecused.class)
            .name("opinion-recorded.v1", ConsultationEvent.OpinionRecorded.class)
            .name("consultation-concluded.v1", ConsultationEvent.ConsultationConcluded.class)
            .name("consultation-discontinued.v1", ConsultationEvent.ConsultationDiscontinued.class)
            .name("consultation-escalated.v1", ConsultationEvent.ConsultationEscalated.class)
            .name("duty-assigned.v1", DutyEvent.DutyAssigned.class)
            .name("duty-claimed.v1", DutyEvent.DutyClaimed.class)
            .name("duty-handed-over.v1", DutyEvent.DutyHandedOver.class)
            .name("duty-returned.v1", DutyEvent.DutyReturned.class)
            .name("duty-escalated.v1", DutyEvent.DutyEscalated.class)
            .name("duty-done.v1", DutyEvent.DutyDone.class)
            .name("duty-cancelled.v1", DutyEvent.DutyCancelled.class)
            .name("review-sampled.v1", ReviewEvent.ReviewSampled.class)
            .name("self-checked.v1", ReviewEvent.SelfChecked.class)
            .name("case-reviewed.v1", ReviewEvent.CaseReviewed.class)
            .name("review-concluded.v1", ReviewEvent.ReviewConcluded.class)
            .name("rectification-ordered.v1", ReviewEvent.RectificationOrdered.class)
            .name("rectification-reported.v1", ReviewEvent.RectificationReported.class)
            .name("rectification-completed.v1", ReviewEvent.RectificationCompleted.class)
            .name("rectification-refused.v1", ReviewEvent.RectificationRefused.class)
            .name("rectification-waived.v1", ReviewEvent.RectificationWaived.class)
            .name("review-appealed.v1", ReviewEvent.ReviewAppealed.class)
            .name("appeal-decided.v1", ReviewEvent.AppealDecided.class)
            .name("typical-case-nominated.v1", ReviewEvent.TypicalCaseNominated.class)
            .name("typical-case-confirmed.v1", ReviewEvent.TypicalCaseConfirmed.class)
            .name("typical-case-declined.v1", ReviewEvent.TypicalCaseDeclined.class)
            .name("typical-case-summarised.v1", ReviewEvent.TypicalCaseSummarised.class)
            .name("typical-case-published.v1", ReviewEvent.TypicalCasePublished.class)
            .name("typical-case-withdrawn.v1", ReviewEvent.TypicalCaseWithdrawn.class)
            .name("supervision-notice-issued.v1", SupervisionEvent.NoticeIssued.class)
            .name("notice-acknowledged.v1", SupervisionEvent.NoticeAcknowledged.class)
            .name("notice-answered.v1", SupervisionEvent.NoticeAnswered.class)
            .name("notice-objected.v1", SupervisionEvent.NoticeObjected.class)
            .name("notice-upheld.v1", SupervisionEvent.NoticeUpheld.class)
            .name("notice-lifted.v1", SupervisionEvent.NoticeLifted.class)
            .name("notice-escalated.v1", SupervisionEvent.NoticeEscalated.class)
            .name("approval-requested.v1", ApprovalEvent.ApprovalRequested.class)
            .name("approval-granted.v1", ApprovalEvent.ApprovalGranted.class)
            .name("approval-refused.v1", ApprovalEvent.ApprovalRefused.class)
            .build();
}
