package org.fengqiao.mediation.model;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.sealing.Personal;
import org.fengqiao.kernel.sealing.PersonalKind;
import org.fengqiao.kernel.sealing.PersonalText;

/** Commands about the revisits of a closed case. */
public sealed interface RevisitCommand extends MediationCommand {

    /** Commands about all rounds after one closing. */
    sealed interface ClosureCommand extends RevisitCommand {}

    /** Commands about one party in one round. */
    sealed interface PartyCommand extends RevisitCommand {

        /** Returns the number of the round within the case. */
        int round();

        /** Returns the id of the party. */
        String partyId();
    }

    /** Acts of somebody who asks a party. */
    sealed interface AskingCommand extends PartyCommand {

        /** Returns who asks: the subject of their token. */
        String askedBy();

        /** Returns the time of the act. */
        Instant at();
    }

    /**
     * The case was closed, on whatever path: rounds of revisits are scheduled, and a mediation still open ends.
     *
     * @param closure counted from 1 within the case
     * @param outcome the code of the outcome
     * @param unit the unit that held the case
     * @param parties who is in dispute
     * @param handledBy the workers who had claimed the case
     * @param knownAt when the closing was recorded, whenever it happened
     */
    record ScheduleRevisits(
            int closure,
            String outcome,
            String unit,
            List<RevisitedParty> parties,
            List<String> handledBy,
            Instant closedAt,
            Instant knownAt)
            implements ClosureCommand {
        public ScheduleRevisits {
            parties = List.copyOf(parties);
            handledBy = List.copyOf(handledBy);
        }
    }

    /** The case was reopened: the rounds of that closing that have not ended are cancelled. */
    record CancelRevisits(int closure, Instant reopenedAt) implements ClosureCommand {}

    /**
     * It was judged of what kind the petition of the case is.
     *
     * @param accusation whether it is an accusation, of which nothing is made known to the accused (信访工作条例 art. 30)
     */
    record NoteAccusation(boolean accusation, Instant at) implements ClosureCommand {}

    /** The time of a round is over: whoever has not answered counts as not reached. */
    record EndRound(int round, Instant at) implements ClosureCommand {}

    /**
     * Somebody tried to ask a party and did not reach it.
     *
     * @param calledNumber the number that was called; null unless by phone
     */
    record RecordAttempt(
            int round,
            String partyId,
            RevisitChannel channel,
            @Personal(PersonalKind.NARRATIVE) @Nullable PersonalText calledNumber,
            String askedBy,
            Instant at)
            implements AskingCommand {}

    /**
     * Somebody asked a party, which answered.
     *
     * @param calledNumber the number that was called; null unless by phone
     */
    record RecordAnswer(
            int round,
            String partyId,
            RevisitChannel channel,
            @Personal(PersonalKind.NARRATIVE) @Nullable PersonalText calledNumber,
            RevisitAnswer answer,
            String askedBy,
            Instant at)
            implements AskingCommand {}

    /**
     * A party gets a one-time code with which it answers by itself; an earlier one is void.
     *
     * @param codeHash SHA-256 of the code
     */
    record MakeLink(int round, String partyId, String codeHash, String askedBy, Instant at) implements AskingCommand {}

    /** A party answered by itself, with its one-time code. */
    record AnswerByLink(int round, String partyId, String codeHash, RevisitAnswer answer, Instant at)
            implements PartyCommand {}

    /** An answer looks made up. */
    record MarkAnswer(int round, String partyId, MarkGround ground, Instant at) implements PartyCommand {}
}
