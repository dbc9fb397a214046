package org.fengqiao.mediation.wire;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.value.Money;
import org.fengqiao.kernel.value.Party.Side;
import org.fengqiao.mediation.model.Mediation;
import org.fengqiao.mediation.model.Obligation;
import org.fengqiao.mediation.model.ObligationAnswer.Said;
import org.fengqiao.mediation.model.Obligations.Performance;
import org.fengqiao.mediation.model.Revisits.Asked;
import org.fengqiao.mediation.model.Revisits.Round;
import org.fengqiao.mediation.model.Revisits.Standing.Waiting;

/**
 * Questions for a party that comes with a one-time code. Names and words of the case are not among them, since a code
 * can fall into other hands.
 *
 * @param side the party's side of the dispute
 * @param expiresAt when the time of the code is over
 * @param obligations what it is asked about
 */
public record LinkBody(Side side, Instant expiresAt, List<Question> obligations) {

    public LinkBody {
        obligations = List.copyOf(obligations);
    }

    /** Direction of an obligation, seen from the party that is asked. */
    public enum Owed {
        BY_YOU,
        TO_YOU
    }

    /**
     * Question about one obligation.
     *
     * @param amount null for what is not money
     * @param dueOn last day of performance, in local time
     * @param choices what can be said of it today
     */
    public record Question(
            int obligation, Owed owed, @Nullable Money amount, LocalDate dueOn, List<Said> choices) {

        public Question {
            choices = List.copyOf(choices);
        }

        private static Question of(Obligation obligation, String partyId, LocalDate today) {
            return new Question(
                    obligation.obligation(),
                    obligation.debtor().equals(partyId) ? Owed.BY_YOU : Owed.TO_YOU,
                    obligation.amount(),
                    obligation.dueOn(),
                    List.of(
                            Said.PERFORMED,
                            obligation.dueOn().isBefore(today) ? Said.NOT_PERFORMED : Said.NOT_YET_DUE));
        }
    }

    /**
     * Returns the questions for a party that can answer.
     *
     * @throws IllegalStateException if it has no code
     */
    public static LinkBody of(Mediation state, Round round, Asked asked, LocalDate today) {
        if (!(asked.standing() instanceof Waiting(var link)) || link == null) {
            throw new IllegalStateException("questions for a party without a code");
        }
        var partyId = asked.party().partyId();
        return new LinkBody(
                asked.party().side(),
                link.expiresAt(),
                state.agreed().stream()
                        .filter(one -> round.plan().obligations().contains(one.obligation()))
                        .filter(one ->
                                one.debtor().equals(partyId) || one.creditor().equals(partyId))
                        .filter(one -> switch (state.obligations().find(one.obligation())) {
                            case Performance.Performed _, Performance.Excused _ -> false;
                            case Performance.NotOwed _, Performance.Owed _, Performance.Breached _ -> true;
                        })
                        .map(one -> Question.of(one, partyId, today))
                        .toList());
    }
}
