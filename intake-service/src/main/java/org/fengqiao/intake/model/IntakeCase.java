package org.fengqiao.intake.model;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import org.fengqiao.intake.model.IntakeEvent.CaseRegistered;

/** A case as far as the front desk decides about it. */
public sealed interface IntakeCase {

    /** Not registered yet. */
    sealed interface Unregistered extends IntakeCase {}

    /** A case this service has never heard of. */
    record Unknown() implements Unregistered {}

    /** The referral is in; its registration is the next event of the same decision. */
    record Referred(Referral referral) implements Unregistered {}

    /** Registered: it has people, who can be forgotten. */
    sealed interface Registered extends IntakeCase {

        /** What was told. */
        CaseRegistered registered();

        /** Whether its people may be forgotten. */
        Keeping keeping();
    }

    /**
     * Registered, waiting for a clerk.
     *
     * @param registered what was told
     * @param referral the partner's handle; missing if no partner referred it
     */
    record Waiting(CaseRegistered registered, @Nullable Referral referral, Keeping keeping) implements Registered {}

    /** A clerk declined it; nothing more happens at the front desk. */
    record Declined(CaseRegistered registered, Ground ground, Keeping keeping) implements Registered {}

    /** Registered and decided about such that a result may still be owed to a partner. */
    sealed interface Answerable extends Registered {

        /** What the partner was told and is still owed. */
        Answering answering();
    }

    /** The centre has taken it on. */
    record Accepted(CaseRegistered registered, Answering answering, Keeping keeping) implements Answerable {}

    /** It was taken back; if it had been accepted, its closing is still answered. */
    record Withdrawn(CaseRegistered registered, Answering answering, Keeping keeping) implements Answerable {}

    /** What a partner was told of a case. */
    sealed interface Answering {

        /** Nobody is owed an answer: no partner referred the case. */
        record NotOwed() implements Answering {}

        /**
         * A partner is owed the result of every closing, and word of every reopening.
         *
         * @param referral the partner's handle
         * @param closure the latest closing that was answered, 0 before the first
         * @param outcome the outcome told with it; missing before the first
         * @param closedAt the time told with it; missing before the first
         * @param reopened whether the partner was told that this closing was undone
         */
        record Owed(
                Referral referral,
                int closure,
                @Nullable String outcome,
                @Nullable Instant closedAt,
                boolean reopened) implements Answering {}

        /** What is owed at the outset. */
        static Answering of(@Nullable Referral referral) {
            return referral == null ? new NotOwed() : new Owed(referral, 0, null, null, false);
        }
    }
}
