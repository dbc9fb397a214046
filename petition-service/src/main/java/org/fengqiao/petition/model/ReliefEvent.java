package org.fengqiao.petition.model;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.sealing.Personal;
import org.fengqiao.kernel.sealing.PersonalKind;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.value.Money;
import org.fengqiao.petition.model.Relief.Beneficiary;

/** Events of relief (救助). {@code relief} is its number in the case, from 1. */
public sealed interface ReliefEvent extends PetitionEvent.OfRelief {

    /** Returns the number of the relief in the case, from 1. */
    int relief();

    /**
     * Somebody of the case applied for relief.
     *
     * @param hardship whether the ground is one of hardship, by the rules of that day
     * @param facts what speaks for the ground
     * @param need what is asked for
     */
    record ReliefApplied(
            int relief,
            ReliefKind kind,
            Beneficiary beneficiary,
            ReliefGround ground,
            boolean hardship,
            @Personal(PersonalKind.NARRATIVE) PersonalText facts,
            @Personal(PersonalKind.NARRATIVE) PersonalText need,
            Instant appliedAt)
            implements ReliefEvent {}

    /**
     * The application went to a body.
     *
     * @param name the body's name
     */
    record ReliefReferred(int relief, ReliefKind kind, ReliefBody body, String name, Instant referredAt)
            implements ReliefEvent {}

    /**
     * The body decided.
     *
     * @param reason why not; null if it gives it
     * @param documentNumber null if the decision has none
     */
    record ReliefDecided(
            int relief,
            ReliefKind kind,
            boolean accepted,
            @Personal(PersonalKind.NARRATIVE) @Nullable PersonalText reason,
            @Nullable String documentNumber,
            Instant decidedAt)
            implements ReliefEvent {}

    /**
     * The body gives relief before the application is complete, since it cannot wait (法律援助法 art. 44); the person
     * completes it soon.
     *
     * @param documentNumber null if the decision has none
     */
    record ReliefAdvanced(
            int relief,
            ReliefKind kind,
            AdvanceGround ground,
            @Nullable String documentNumber,
            Instant advancedAt) implements ReliefEvent {}

    /** Ground on which relief is given before the application is complete (法律援助法 art. 44). */
    enum AdvanceGround {
        /** A limitation or a time limit ends in less than seven days, and something must be filed before (no. 1). */
        TIME_RUNS_OUT,
        /** Property or evidence must be secured, or performance ordered, at once (no. 2). */
        SECURING,
        /** Another one that laws, regulations and rules name (no. 3). */
        OTHER
    }

    /**
     * The applicant objected to the refusal, or to the end of what was granted.
     *
     * @param authority the name of the authority over the body, which decides
     */
    record ReliefObjected(
            int relief,
            ReliefKind kind,
            String authority,
            @Personal(PersonalKind.NARRATIVE) PersonalText reason,
            Instant objectedAt)
            implements ReliefEvent {}

    /**
     * The authority decided on the objection.
     *
     * @param corrected whether the body was ordered to correct its decision; else it stands
     * @param documentNumber null if the decision has none
     * @param remedies what the applicant can do if it stands, by the rules of that day
     */
    record ObjectionDecided(
            int relief,
            ReliefKind kind,
            boolean corrected,
            @Nullable String documentNumber,
            List<ReliefRemedy> remedies,
            Instant decidedAt)
            implements ReliefEvent {
        public ObjectionDecided {
            remedies = List.copyOf(remedies);
        }
    }

    /** The body appointed somebody who gives the relief. */
    record HelperAppointed(
            int relief, @Personal(PersonalKind.NARRATIVE) PersonalText helper, Instant appointedAt)
            implements ReliefEvent {}

    /**
     * The relief was delivered.
     *
     * @param what what was given
     * @param amount how much; null unless it is money
     * @param hardship whether the ground is one of hardship
     */
    record ReliefDelivered(
            int relief,
            ReliefKind kind,
            ReliefForm form,
            @Personal(PersonalKind.NARRATIVE) PersonalText what,
            @Nullable Money amount,
            boolean hardship,
            Instant deliveredAt)
            implements ReliefEvent {}

    /**
     * The beneficiary was asked how it helped.
     *
     * @param satisfaction 1 to 5; null if nobody was reached
     */
    record ReliefFollowedUp(
            int relief,
            @Nullable Integer satisfaction,
            @Personal(PersonalKind.NARRATIVE) @Nullable PersonalText remark,
            Instant followedUpAt)
            implements ReliefEvent {}

    /**
     * The body ended a relief that it had granted (法律援助法 art. 48).
     *
     * @param reason what was found
     * @param documentNumber null if the decision has none
     */
    record ReliefTerminated(
            int relief,
            ReliefKind kind,
            TerminationGround ground,
            @Personal(PersonalKind.NARRATIVE) PersonalText reason,
            @Nullable String documentNumber,
            Instant terminatedAt)
            implements ReliefEvent {}

    /** Ground on which a relief that was granted is ended (法律援助法 art. 48). */
    enum TerminationGround {
        /** It was got by deceit or other improper means (no. 1). */
        DECEIT,
        /** Facts of weight were concealed, or false evidence was given (no. 2). */
        CONCEALMENT,
        /** It is used for what the law forbids (no. 3). */
        ILLEGAL_USE,
        /** The means of the person have changed, and are no longer too small (no. 4). */
        MEANS_CHANGED,
        /** The proceedings have ended, or are revoked (no. 5). */
        PROCEEDINGS_ENDED,
        /** The person has engaged a lawyer or another agent (no. 6). */
        OWN_AGENT,
        /** The person asks for it, and has good reason (no. 7). */
        OWN_WISH,
        /** Another one that laws and regulations name (no. 8). */
        OTHER
    }

    /** The application ended before there was a decision. */
    record ReliefWithdrawn(
            int relief,
            ReliefKind kind,
            WithdrawalCause cause,
            @Personal(PersonalKind.NARRATIVE) @Nullable PersonalText reason,
            Instant withdrawnAt)
            implements ReliefEvent {}

    /** Why an application ended. */
    enum WithdrawalCause {
        /** The applicant took it back. */
        APPLICANT,
        /** The applicant did not complete it as the body had asked (法律援助法 art. 43). */
        NOT_COMPLETED
    }

    /**
     * The beneficiary was counted, some seconds after the delivery: one person is counted once in all cases.
     *
     * @param hardship whether the ground is one of hardship
     * @param first whether for the first time
     */
    record BeneficiaryCounted(int relief, ReliefKind kind, boolean hardship, boolean first, Instant countedAt)
            implements ReliefEvent {}
}
