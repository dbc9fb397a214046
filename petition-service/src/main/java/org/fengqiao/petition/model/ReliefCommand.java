package org.fengqiao.petition.model;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.sealing.Personal;
import org.fengqiao.kernel.sealing.PersonalKind;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.value.Money;
import org.fengqiao.petition.model.Relief.Beneficiary;
import org.fengqiao.petition.model.ReliefEvent.AdvanceGround;
import org.fengqiao.petition.model.ReliefEvent.TerminationGround;
import org.fengqiao.petition.model.ReliefEvent.WithdrawalCause;

/** Commands about relief (救助). */
public sealed interface ReliefCommand extends PetitionCommand.OfRelief {

    /** Returns who asks for it; null if the program does. */
    @Nullable
    By by();

    /** Commands about one relief that was applied for. */
    sealed interface OfOne extends ReliefCommand {
        /** Returns its number in the case, from 1. */
        int relief();
    }

    /**
     * Somebody of the case applies for relief.
     *
     * @param facts what speaks for the ground: means, family, papers seen
     * @param need what is asked for
     */
    record ApplyForRelief(
            By by,
            ReliefKind kind,
            Beneficiary beneficiary,
            ReliefGround ground,
            @Personal(PersonalKind.NARRATIVE) PersonalText facts,
            @Personal(PersonalKind.NARRATIVE) PersonalText need,
            Instant at)
            implements ReliefCommand {}

    /**
     * The application goes to a body.
     *
     * @param name the body's name
     */
    record ReferRelief(By by, int relief, ReliefBody body, String name, Instant at) implements OfOne {}

    /**
     * The body decided.
     *
     * @param reason why not; needed if it does not give it (法律援助法 art. 43)
     * @param documentNumber null if the decision has none
     */
    record DecideRelief(
            By by,
            int relief,
            boolean accepted,
            @Personal(PersonalKind.NARRATIVE) @Nullable PersonalText reason,
            @Nullable String documentNumber,
            Instant at)
            implements OfOne {}

    /** The body appointed somebody who gives it (法律援助法 art. 43). */
    record AppointHelper(
            By by,
            int relief,
            @Personal(PersonalKind.NARRATIVE) PersonalText helper,
            Instant at) implements OfOne {}

    /**
     * The relief was delivered.
     *
     * @param what what was given
     * @param amount how much; needed of money, and of nothing else
     */
    record DeliverRelief(
            By by,
            int relief,
            ReliefForm form,
            @Personal(PersonalKind.NARRATIVE) PersonalText what,
            @Nullable Money amount,
            Instant at)
            implements OfOne {}

    /**
     * The beneficiary was asked how it helped.
     *
     * @param satisfaction 1 to 5; null if nobody was reached
     */
    record FollowUpRelief(
            By by,
            int relief,
            @Nullable Integer satisfaction,
            @Personal(PersonalKind.NARRATIVE) @Nullable PersonalText remark,
            Instant at)
            implements OfOne {}

    /**
     * The applicant objects to the refusal, or to the end of what was granted, before the authority over the body
     * (法律援助法 art. 49).
     *
     * @param authority that authority's name
     */
    record ObjectToRefusal(
            By by,
            int relief,
            String authority,
            @Personal(PersonalKind.NARRATIVE) PersonalText reason,
            Instant at) implements OfOne {}

    /**
     * The authority decided on the objection.
     *
     * @param corrected whether the body is ordered to correct its decision; else it stands
     * @param documentNumber null if the decision has none
     */
    record DecideObjection(
            By by, int relief, boolean corrected, @Nullable String documentNumber, Instant at) implements OfOne {}

    /**
     * The body gives relief before the application is complete (法律援助法 art. 44).
     *
     * @param documentNumber null if the decision has none
     */
    record AdvanceRelief(
            By by,
            int relief,
            AdvanceGround ground,
            @Nullable String documentNumber,
            Instant at) implements OfOne {}

    /**
     * The body ends a relief that it had granted (法律援助法 art. 48).
     *
     * @param reason what was found
     * @param documentNumber null if the decision has none
     */
    record TerminateRelief(
            By by,
            int relief,
            TerminationGround ground,
            @Personal(PersonalKind.NARRATIVE) PersonalText reason,
            @Nullable String documentNumber,
            Instant at)
            implements OfOne {}

    /** The application ends before there is a decision. */
    record WithdrawRelief(
            By by,
            int relief,
            WithdrawalCause cause,
            @Personal(PersonalKind.NARRATIVE) @Nullable PersonalText reason,
            Instant at)
            implements OfOne {}

    /**
     * The beneficiary is counted.
     *
     * @param first whether for the first time in all cases
     */
    record CountBeneficiary(int relief, boolean first, Instant at) implements OfOne {

        @Override
        public @Nullable By by() {
            return null;
        }
    }
}
