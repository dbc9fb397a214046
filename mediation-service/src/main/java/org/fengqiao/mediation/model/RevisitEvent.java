package org.fengqiao.mediation.model;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.sealing.Personal;
import org.fengqiao.kernel.sealing.PersonalKind;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.value.Party.Side;

/**
 * Events of the revisits of a closed case. A closing has several rounds; in each, every party is asked on its own.
 */
public sealed interface RevisitEvent extends MediationEvent {

    /**
     * A round of revisits was scheduled.
     *
     * @param round counted from 1 within the case
     * @param ordinal counted from 1 within the closing
     * @param dueAt the end of the day from which the parties are asked
     * @param unit who held the case when it was closed
     * @param obligations the numbers of the obligations that are asked about
     * @param handledBy who claimed or mediated the case, and therefore asks nobody
     * @param closingKnownAt when the closing was recorded
     */
    record RevisitScheduled(
            int closure,
            int round,
            int ordinal,
            Instant dueAt,
            String unit,
            List<RevisitedParty> parties,
            List<Integer> obligations,
            List<String> handledBy,
            Instant closingKnownAt)
            implements RevisitEvent {
        public RevisitScheduled {
            parties = List.copyOf(parties);
            obligations = List.copyOf(obligations);
            handledBy = List.copyOf(handledBy);
        }
    }

    /** Rounds were cancelled, since the case was reopened. */
    record RevisitsCancelled(int closure, List<Integer> rounds, Instant cancelledAt) implements RevisitEvent {
        public RevisitsCancelled {
            rounds = List.copyOf(rounds);
        }
    }

    /**
     * The petition of the case was judged an accusation, or no longer one. As long as it is one the respondents, who
     * are accused, are asked nothing: those who waited to be asked are given up, and new rounds leave them out.
     */
    record AccusationNoted(boolean accusation, Instant notedAt) implements RevisitEvent {}

    /** Events of one party in one round. */
    sealed interface RevisitedPartyEvent extends RevisitEvent {

        /** Returns the number of the round within the case. */
        int round();

        /** Returns the id of the party. */
        String partyId();
    }

    /**
     * A party was tried and not reached.
     *
     * @param attempt counted from 1 for this party in this round
     * @param calledNumber the number that was called; null unless by phone
     */
    record RevisitAttempted(
            int closure,
            int round,
            String partyId,
            int attempt,
            RevisitChannel channel,
            @Personal(PersonalKind.NARRATIVE) @Nullable PersonalText calledNumber,
            String askedBy,
            Instant attemptedAt)
            implements RevisitedPartyEvent {}

    /**
     * A party got a one-time code; an earlier one is void.
     *
     * @param codeHash SHA-256 of the code, in hexadecimal; the code itself is never stored
     * @param expiresAt the first instant at which it is of no use any more
     */
    record RevisitLinkMade(
            int closure, int round, String partyId, String codeHash, Instant expiresAt, String madeBy, Instant madeAt)
            implements RevisitedPartyEvent {}

    /**
     * A party answered.
     *
     * @param ordinal of the round within the closing
     * @param askedBy who asked; null if the party answered by itself
     * @param calledNumber the number that was called; null unless by phone
     * @param satisfaction 1 to 5
     */
    record RevisitAnswered(
            int closure,
            int round,
            int ordinal,
            String partyId,
            Side side,
            RevisitSpeaker speaker,
            RevisitChannel channel,
            @Nullable String askedBy,
            @Personal(PersonalKind.NARRATIVE) @Nullable PersonalText calledNumber,
            int satisfaction,
            List<ObligationAnswer> obligations,
            boolean newTrouble,
            @Personal(PersonalKind.NARRATIVE) @Nullable PersonalText remark,
            Instant answeredAt)
            implements RevisitedPartyEvent {
        public RevisitAnswered {
            obligations = List.copyOf(obligations);
        }
    }

    /** A party counts as not reached in this round. */
    record RevisitGivenUp(
            int closure,
            int round,
            int ordinal,
            String partyId,
            Side side,
            GivenUpCause cause,
            int attempts,
            Instant givenUpAt)
            implements RevisitedPartyEvent {}

    /** An answer looks made up; those who evaluate look at it. */
    record RevisitMarked(int closure, int round, String partyId, List<MarkGround> grounds, Instant markedAt)
            implements RevisitedPartyEvent {
        public RevisitMarked {
            grounds = List.copyOf(grounds);
        }
    }

    /**
     * A round ended: every party answered or was given up.
     *
     * @param asked how many parties it had
     * @param reached how many of them answered
     * @param lowestSatisfaction the lowest score; null if nobody was reached
     * @param overdue how many obligations were due by then and are not performed
     * @param outstanding how many obligations are not performed, due or not
     * @param byDeadline true if it ended because its time was over
     */
    record RevisitCompleted(
            int closure,
            int round,
            int ordinal,
            int asked,
            int reached,
            @Nullable Integer lowestSatisfaction,
            int overdue,
            int outstanding,
            boolean byDeadline,
            Instant completedAt)
            implements RevisitEvent {}
}
