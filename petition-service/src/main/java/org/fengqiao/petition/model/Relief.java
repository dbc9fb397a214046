package org.fengqiao.petition.model;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.sealing.Personal;
import org.fengqiao.kernel.sealing.PersonalKind;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.value.Money;
import org.fengqiao.petition.model.ReliefEvent.AdvanceGround;
import org.fengqiao.petition.model.ReliefEvent.BeneficiaryCounted;
import org.fengqiao.petition.model.ReliefEvent.HelperAppointed;
import org.fengqiao.petition.model.ReliefEvent.ObjectionDecided;
import org.fengqiao.petition.model.ReliefEvent.ReliefAdvanced;
import org.fengqiao.petition.model.ReliefEvent.ReliefApplied;
import org.fengqiao.petition.model.ReliefEvent.ReliefDecided;
import org.fengqiao.petition.model.ReliefEvent.ReliefDelivered;
import org.fengqiao.petition.model.ReliefEvent.ReliefFollowedUp;
import org.fengqiao.petition.model.ReliefEvent.ReliefObjected;
import org.fengqiao.petition.model.ReliefEvent.ReliefReferred;
import org.fengqiao.petition.model.ReliefEvent.ReliefTerminated;
import org.fengqiao.petition.model.ReliefEvent.ReliefWithdrawn;
import org.fengqiao.petition.model.ReliefEvent.TerminationGround;
import org.fengqiao.petition.model.ReliefEvent.WithdrawalCause;

/**
 * State of one relief.
 *
 * <pre>{@code
 * stateDiagram-v2
 *     [*] --> Applied: ReliefApplied
 *     Applied --> Referred: ReliefReferred
 *     Referred --> Granted: ReliefDecided, accepted
 *     Referred --> Refused: ReliefDecided, not accepted
 *     Referred --> Granted: ReliefAdvanced
 *     Refused --> Refused: ReliefObjected
 *     Refused --> Refused: ObjectionDecided, the refusal stands
 *     Refused --> Referred: ObjectionDecided, to be corrected
 *     Granted --> Granted: HelperAppointed
 *     Granted --> Delivered: ReliefDelivered
 *     Granted --> Terminated: ReliefTerminated
 *     Terminated --> Terminated: ReliefObjected
 *     Terminated --> Terminated: ObjectionDecided, the end stands
 *     Terminated --> Granted: ObjectionDecided, to be corrected
 *     Delivered --> Delivered: BeneficiaryCounted
 *     Delivered --> FollowedUp: ReliefFollowedUp
 *     FollowedUp --> FollowedUp: ReliefFollowedUp, who was not reached
 *     FollowedUp --> FollowedUp: BeneficiaryCounted
 *     Applied --> Withdrawn: ReliefWithdrawn
 *     Referred --> Withdrawn: ReliefWithdrawn
 * }</pre>
 */
public sealed interface Relief {

    /** Returns what was applied for. */
    Application application();

    /** An application that nobody has yet. */
    record Applied(Application application) implements Relief {

        Referred referred(ReliefReferred e) {
            return new Referred(application, new Referral(e.body(), e.name(), e.referredAt()));
        }
    }

    /** An application that a body has. */
    record Referred(Application application, Referral referral) implements Relief {

        Granted advanced(ReliefAdvanced e) {
            return new Granted(
                    application,
                    referral,
                    new Decided(true, null, e.documentNumber(), e.ground(), e.advancedAt()),
                    null);
        }

        Relief decided(ReliefDecided e) {
            var decision = new Decided(e.accepted(), e.reason(), e.documentNumber(), null, e.decidedAt());
            return e.accepted()
                    ? new Granted(application, referral, decision, null)
                    : new Refused(application, referral, decision, null);
        }
    }

    /**
     * A relief that the body gives.
     *
     * @param helper who was appointed to give it; null if nobody was
     */
    record Granted(
            Application application,
            Referral referral,
            Decided decision,
            @Nullable Helper helper) implements Relief {

        Granted appointed(HelperAppointed e) {
            return new Granted(application, referral, decision, new Helper(e.helper(), e.appointedAt()));
        }

        Terminated terminated(ReliefTerminated e) {
            return new Terminated(
                    application,
                    referral,
                    decision,
                    helper,
                    new Termination(e.ground(), e.reason(), e.documentNumber(), e.terminatedAt()),
                    null);
        }

        Delivered delivered(ReliefDelivered e) {
            return new Delivered(
                    application,
                    referral,
                    decision,
                    helper,
                    new Delivery(e.form(), e.what(), e.amount(), e.deliveredAt()),
                    null);
        }
    }

    /**
     * A relief that the body gave and ended before it was delivered (法律援助法 art. 48).
     *
     * @param objection of the person; null if there is none
     */
    record Terminated(
            Application application,
            Referral referral,
            Decided decision,
            @Nullable Helper helper,
            Termination termination,
            @Nullable Objection objection)
            implements Relief {

        Terminated objected(ReliefObjected e) {
            return with(new Objection(e.authority(), e.reason(), e.objectedAt(), null));
        }

        /** Returns the relief as it goes on: it is given after all, or has ended for good. */
        Relief objectionDecided(ObjectionDecided e) {
            var pending = Objects.requireNonNull(objection, "nobody objected");
            return e.corrected()
                    ? new Granted(application, referral, decision, helper)
                    : with(pending.rejected(new Rejection(e.documentNumber(), e.remedies(), e.decidedAt())));
        }

        private Terminated with(Objection other) {
            return new Terminated(application, referral, decision, helper, termination, other);
        }
    }

    /**
     * End of what was granted.
     *
     * @param documentNumber null if the decision has none
     */
    record Termination(
            TerminationGround ground,
            PersonalText reason,
            @Nullable String documentNumber,
            Instant terminatedAt) {
        boolean is(TerminationGround otherGround, @Nullable String number) {
            return ground == otherGround && Objects.equals(documentNumber, number);
        }
    }

    /**
     * An application that the body refused.
     *
     * @param objection of the applicant; null if there is none
     */
    record Refused(
            Application application,
            Referral referral,
            Decided decision,
            @Nullable Objection objection) implements Relief {

        Refused objected(ReliefObjected e) {
            return new Refused(
                    application, referral, decision, new Objection(e.authority(), e.reason(), e.objectedAt(), null));
        }

        /** Returns the application as it goes on: the body decides anew, or has refused for good. */
        Relief objectionDecided(ObjectionDecided e) {
            var pending = Objects.requireNonNull(objection, "nobody objected");
            return e.corrected()
                    ? new Referred(application, referral)
                    : new Refused(
                            application,
                            referral,
                            decision,
                            pending.rejected(new Rejection(e.documentNumber(), e.remedies(), e.decidedAt())));
        }
    }

    /** Reliefs that were delivered. */
    sealed interface Received extends Relief {
        /** Returns to whom it was referred. */
        Referral referral();

        /** Returns what the body decided. */
        Decided decision();

        /** Returns who was appointed to give it; null if nobody was. */
        @Nullable
        Helper helper();

        /** Returns what was given. */
        Delivery delivery();

        /** Returns whether the beneficiary was counted for the first time; null if not counted yet. */
        @Nullable
        Boolean first();

        /** Returns the relief with its beneficiary counted. */
        Received counted(BeneficiaryCounted e);
    }

    /** A relief that was delivered. */
    record Delivered(
            Application application,
            Referral referral,
            Decided decision,
            @Nullable Helper helper,
            Delivery delivery,
            @Nullable Boolean first)
            implements Received {

        @Override
        public Delivered counted(BeneficiaryCounted e) {
            return new Delivered(application, referral, decision, helper, delivery, e.first());
        }

        FollowedUp followedUp(ReliefFollowedUp e) {
            return new FollowedUp(
                    application,
                    referral,
                    decision,
                    helper,
                    delivery,
                    first,
                    new FollowUp(e.satisfaction(), e.remark(), e.followedUpAt()));
        }
    }

    /** A relief whose beneficiary was asked how it helped. */
    record FollowedUp(
            Application application,
            Referral referral,
            Decided decision,
            @Nullable Helper helper,
            Delivery delivery,
            @Nullable Boolean first,
            FollowUp followUp)
            implements Received {

        FollowedUp followedUpAgain(ReliefFollowedUp e) {
            return new FollowedUp(
                    application,
                    referral,
                    decision,
                    helper,
                    delivery,
                    first,
                    new FollowUp(e.satisfaction(), e.remark(), e.followedUpAt()));
        }

        @Override
        public FollowedUp counted(BeneficiaryCounted e) {
            return new FollowedUp(application, referral, decision, helper, delivery, e.first(), followUp);
        }
    }

    /**
     * An application that ended before there was a decision.
     *
     * @param referral to whom it was referred; null if to nobody
     */
    record Withdrawn(
            Application application,
            @Nullable Referral referral,
            WithdrawalCause cause,
            @Nullable PersonalText reason,
            Instant withdrawnAt)
            implements Relief {}

    /** Returns the application as it ended before there was a decision. */
    static Withdrawn withdrawn(Application application, @Nullable Referral referral, ReliefWithdrawn e) {
        return new Withdrawn(application, referral, e.cause(), e.reason(), e.withdrawnAt());
    }

    /**
     * A person who is relieved.
     *
     * @param partyId who it is in the case, such as {@code applicant-1}
     * @param name as told with the application
     * @param idNumber by which one person is counted once in all cases; null if it was not told
     */
    record Beneficiary(
            String partyId,
            @Personal(PersonalKind.NAME) PersonalText name,
            @Personal(PersonalKind.ID_NUMBER) @Nullable PersonalText idNumber) {}

    /** Application for relief. */
    record Application(
            int relief,
            ReliefKind kind,
            Beneficiary beneficiary,
            ReliefGround ground,
            boolean hardship,
            PersonalText facts,
            PersonalText need,
            Instant appliedAt) {

        static Application of(ReliefApplied e) {
            return new Application(
                    e.relief(),
                    e.kind(),
                    e.beneficiary(),
                    e.ground(),
                    e.hardship(),
                    e.facts(),
                    e.need(),
                    e.appliedAt());
        }
    }

    /** To whom it was referred. */
    record Referral(ReliefBody body, String name, Instant referredAt) {
        boolean is(ReliefBody otherBody, String otherName) {
            return body == otherBody && name.equals(otherName);
        }
    }

    /**
     * Decision of the body.
     *
     * @param reason why not; null if it gives it
     * @param documentNumber null if the decision has none
     * @param advance why it is given before the application is complete; null if it is complete
     */
    record Decided(
            boolean accepted,
            @Nullable PersonalText reason,
            @Nullable String documentNumber,
            @Nullable AdvanceGround advance,
            Instant decidedAt) {
        boolean is(boolean otherwise, @Nullable String number) {
            return accepted == otherwise && Objects.equals(documentNumber, number);
        }
    }

    /**
     * Objection to a refusal.
     *
     * @param authority who decides on it
     * @param rejection why the refusal stands; null as long as the authority has not decided
     */
    record Objection(
            String authority,
            PersonalText reason,
            Instant objectedAt,
            @Nullable Rejection rejection) {
        Objection rejected(Rejection decided) {
            return new Objection(authority, reason, objectedAt, decided);
        }
    }

    /** Decision that a refusal stands, and what the applicant can do. */
    record Rejection(@Nullable String documentNumber, List<ReliefRemedy> remedies, Instant decidedAt) {
        public Rejection {
            remedies = List.copyOf(remedies);
        }
    }

    /** Person appointed to give it. */
    record Helper(PersonalText name, Instant appointedAt) {}

    /**
     * Delivery of the relief.
     *
     * @param amount how much; null unless it is money
     */
    record Delivery(
            ReliefForm form, PersonalText what, @Nullable Money amount, Instant deliveredAt) {
        boolean is(ReliefForm otherForm, @Nullable Money otherAmount) {
            return form == otherForm && Objects.equals(amount, otherAmount);
        }
    }

    /**
     * Answer of the beneficiary.
     *
     * @param satisfaction 1 to 5; null if nobody was reached
     */
    record FollowUp(
            @Nullable Integer satisfaction, @Nullable PersonalText remark, Instant followedUpAt) {}
}
