package org.fengqiao.mediation.wire;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.disclosure.Disclosed;
import org.fengqiao.kernel.sealing.PersonalKind;
import org.fengqiao.kernel.value.Party.Side;
import org.fengqiao.mediation.model.GivenUpCause;
import org.fengqiao.mediation.model.ObligationAnswer;
import org.fengqiao.mediation.model.RevisitChannel;
import org.fengqiao.mediation.model.RevisitSpeaker;
import org.fengqiao.mediation.model.Revisits.Asked;
import org.fengqiao.mediation.model.Revisits.Link;
import org.fengqiao.mediation.model.Revisits.Round;
import org.fengqiao.mediation.model.Revisits.Standing;

/**
 * One round of revisits, as those who work on the case see it.
 *
 * @param round counted from 1 within the case
 * @param ordinal counted from 1 within the closing
 * @param unit the unit that held the case when it was closed
 * @param obligations the numbers of the obligations that are asked about
 * @param handledBy who handled the case, and therefore asks nobody
 * @param completedAt when it ended; null as long as it has not
 */
public record RevisitPart(
        int round,
        int closure,
        int ordinal,
        Instant dueAt,
        String unit,
        Status status,
        List<Integer> obligations,
        List<String> handledBy,
        List<PartyPart> parties,
        @Nullable Instant completedAt) {

    public RevisitPart {
        obligations = List.copyOf(obligations);
        handledBy = List.copyOf(handledBy);
        parties = List.copyOf(parties);
    }

    /** State of a round. */
    public enum Status {
        /** Parties are still to be asked. */
        PENDING,
        /** Every party answered or was given up. */
        COMPLETED,
        /** It does not go on, since the case was reopened. */
        CANCELLED
    }

    /** State of a party in a round. */
    public enum PartyStatus {
        WAITING,
        ANSWERED,
        GIVEN_UP
    }

    static RevisitPart of(Round round, Disclosed disclosed) {
        return switch (round) {
            case Round.Pending _ -> part(round, Status.PENDING, null, disclosed);
            case Round.Completed(var _, var _, var at) -> part(round, Status.COMPLETED, at, disclosed);
            case Round.Cancelled _ -> part(round, Status.CANCELLED, null, disclosed);
        };
    }

    private static RevisitPart part(Round round, Status status, @Nullable Instant completedAt, Disclosed disclosed) {
        var plan = round.plan();
        return new RevisitPart(
                plan.number(),
                plan.closure(),
                plan.ordinal(),
                plan.dueAt(),
                plan.unit(),
                status,
                plan.obligations().stream().sorted().toList(),
                plan.handledBy().stream().sorted().toList(),
                round.parties().stream()
                        .map(asked -> PartyPart.of(asked, disclosed))
                        .toList(),
                completedAt);
    }

    /**
     * A party in a round.
     *
     * @param attempts when it was tried and not reached
     * @param linkExpiresAt when the time of its one-time code is over; null if it has none
     * @param answer what it said; null as long as it has not answered
     * @param givenUp why it counts as not reached; null unless it does
     */
    public record PartyPart(
            String partyId,
            Side side,
            PartyStatus status,
            List<Instant> attempts,
            @Nullable Instant linkExpiresAt,
            @Nullable AnswerPart answer,
            @Nullable GivenUpCause givenUp) {

        static PartyPart of(Asked asked, Disclosed disclosed) {
            return switch (asked.standing()) {
                case Standing.Waiting(var link) -> part(asked, PartyStatus.WAITING, link, null, null);
                case Standing.Answered answered ->
                    part(asked, PartyStatus.ANSWERED, null, AnswerPart.of(answered, disclosed), null);
                case Standing.GivenUp(var cause, var _) -> part(asked, PartyStatus.GIVEN_UP, null, null, cause);
            };
        }

        private static PartyPart part(
                Asked asked,
                PartyStatus status,
                @Nullable Link link,
                @Nullable AnswerPart answer,
                @Nullable GivenUpCause givenUp) {
            return new PartyPart(
                    asked.party().partyId(),
                    asked.party().side(),
                    status,
                    asked.attempts(),
                    link == null ? null : link.expiresAt(),
                    answer,
                    givenUp);
        }
    }

    /**
     * Answer of a party.
     *
     * @param askedBy who asked; null if the party answered by itself
     * @param remark null if none was made, or it may not be seen
     */
    public record AnswerPart(
            RevisitChannel channel,
            @Nullable String askedBy,
            RevisitSpeaker speaker,
            int satisfaction,
            List<ObligationAnswer> obligations,
            boolean newTrouble,
            @Nullable String remark,
            Instant answeredAt) {

        static AnswerPart of(Standing.Answered answered, Disclosed disclosed) {
            var answer = answered.answer();
            return new AnswerPart(
                    answered.channel(),
                    answered.askedBy(),
                    answer.speaker(),
                    answer.satisfaction(),
                    answer.obligations(),
                    answer.newTrouble(),
                    disclosed.text(PersonalKind.NARRATIVE, answer.remark()),
                    answered.answeredAt());
        }
    }
}
