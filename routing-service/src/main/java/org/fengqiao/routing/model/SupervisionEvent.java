package org.fengqiao.routing.model;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.sealing.Personal;
import org.fengqiao.kernel.sealing.PersonalKind;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.routing.model.Supervision.Fault;
import org.fengqiao.routing.model.Supervision.Level;

/** Events of supervision (督办): a notice goes to who is late, and comes to an end. */
public sealed interface SupervisionEvent extends RoutingEvent {

    /**
     * A notice was issued.
     *
     * @param notice counts the notices of the case from 1
     * @param unit who is asked to act
     * @param above the unit one level up that is told as well; missing if none is
     * @param issuer the unit that lifts it
     * @param service whose deadline it is about; missing if a person issued it
     * @param deadline its name; missing if a person issued it
     * @param rule its rule; missing if a person issued it
     * @param dueAt when it is, or was, due; missing if a person issued it
     * @param asks what a person asks for; missing if the rule says it
     */
    record NoticeIssued(
            int notice,
            Level level,
            Fault fault,
            String unit,
            @Nullable String above,
            String issuer,
            @Nullable String service,
            @Nullable String deadline,
            @Nullable String rule,
            @Nullable Instant dueAt,
            @Personal(PersonalKind.NARRATIVE) @Nullable PersonalText asks,
            Instant issuedAt)
            implements SupervisionEvent {}

    /**
     * The unit has read the notice.
     *
     * @param worker who in it
     */
    record NoticeAcknowledged(int notice, String unit, String worker, Instant acknowledgedAt)
            implements SupervisionEvent {}

    /**
     * The unit says what it did.
     *
     * @param round how often the notice has gone up, from 0
     */
    record NoticeAnswered(
            int notice,
            int round,
            String unit,
            @Personal(PersonalKind.NARRATIVE) PersonalText answer,
            Instant answeredAt)
            implements SupervisionEvent {}

    /**
     * The unit objects to the notice (异议): it holds that it is not at fault, or not addressed.
     *
     * @param round how often the notice has gone up, from 0
     * @param objection why
     */
    record NoticeObjected(
            int notice,
            int round,
            String unit,
            @Personal(PersonalKind.NARRATIVE) PersonalText objection,
            Instant objectedAt)
            implements SupervisionEvent {}

    /**
     * Its issuer upholds the notice: it is still to be answered.
     *
     * @param round how often the notice has gone up, from 0
     * @param unit the issuer
     */
    record NoticeUpheld(
            int notice,
            int round,
            String unit,
            @Personal(PersonalKind.NARRATIVE) PersonalText reason,
            Instant upheldAt) implements SupervisionEvent {}

    /**
     * The notice is at its end.
     *
     * @param round how often it had gone up
     * @param unit who lifted it; missing if nobody did
     * @param reason what they say; missing if nobody did
     */
    record NoticeLifted(
            int notice,
            int round,
            LiftingCause cause,
            @Nullable String unit,
            @Personal(PersonalKind.NARRATIVE) @Nullable PersonalText reason,
            Instant liftedAt)
            implements SupervisionEvent {}

    /** The causes for which a notice ends. */
    enum LiftingCause {
        /** Its issuer found that what was asked for is done. */
        ISSUER,
        /** Its issuer did not object to the answer in time. */
        NO_OBJECTION,
        /** Its issuer found that the unit rightly objects to it. */
        OBJECTION,
        /** The debt was settled, or is owed no longer. */
        DEADLINE_ENDED,
        /** The deadline has passed: another notice takes its place. */
        DEADLINE_PASSED
    }

    /**
     * Nobody answered in time: the notice goes one level up.
     *
     * @param round how often it has gone up, from 1
     * @param to who has to answer now as well; missing at the top, where it is asked for again and again
     * @param issuer the unit that lifts it from now on; missing if that stays as it was
     */
    record NoticeEscalated(
            int notice,
            int round,
            String from,
            @Nullable String to,
            @Nullable String issuer,
            Instant escalatedAt) implements SupervisionEvent {}
}
