package org.fengqiao.petition.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.fengqiao.kernel.eventstore.Consequence;
import org.fengqiao.kernel.eventstore.Recorded;
import org.fengqiao.kernel.legalclock.DeadlineName;
import org.fengqiao.petition.model.Petition;
import org.fengqiao.petition.model.PetitionEvent;
import org.fengqiao.petition.model.ReliefEvent;
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
import org.fengqiao.petition.model.ReliefRules;

/**
 * Deadlines of relief: the centre refers an application, the body decides on it (法律援助法 art. 43: within seven
 * days) and appoints who gives it (within three), the authority over it decides on an objection (art. 49: within
 * five), the centre asks how it helped. They are of the relief: whoever has the case meanwhile, they go on.
 */
public final class ReliefPolicy implements Consequence.Policy<Petition, PetitionEvent> {

    private static final String REFERRAL = "relief-referral";
    private static final String FOLLOW_UP = "relief-follow-up";

    private final ReliefRules rules;

    /** Creates a policy under these rules. */
    public ReliefPolicy(ReliefRules rules) {
        this.rules = rules;
    }

    @Override
    public List<Consequence> of(Recorded<Petition, PetitionEvent> recorded) {
        return recorded.event() instanceof ReliefEvent event ? of(event) : List.of();
    }

    private List<Consequence> of(ReliefEvent event) {
        return switch (event) {
            case ReliefApplied e ->
                List.of(Consequence.setDeadline(referralOf(e.relief()), REFERRAL, type(e), e.appliedAt()));
            case ReliefReferred e ->
                List.of(
                        Consequence.meetDeadline(referralOf(e.relief()), e.referredAt()),
                        Consequence.setDeadline(
                                decisionOf(e.relief()),
                                rules.of(e.kind(), e.referredAt()).orElseThrow().decision(),
                                type(e),
                                e.referredAt()));
            case ReliefDecided e -> decided(e);
            case ReliefObjected e ->
                List.of(Consequence.setDeadline(
                        objectionOf(e.relief()),
                        Objects.requireNonNull(rules.of(e.kind(), e.objectedAt())
                                        .orElseThrow()
                                        .objection())
                                .decision(),
                        type(e),
                        e.objectedAt()));
            case ObjectionDecided e -> List.of(Consequence.meetDeadline(objectionOf(e.relief()), e.decidedAt()));
            case HelperAppointed e -> List.of(Consequence.meetDeadline(appointmentOf(e.relief()), e.appointedAt()));
            case ReliefDelivered e ->
                List.of(
                        // Who gives it has been appointed, told or not.
                        Consequence.meetDeadline(appointmentOf(e.relief()), e.deliveredAt()),
                        Consequence.setDeadline(followUpOf(e.relief()), FOLLOW_UP, type(e), e.deliveredAt()));
            case ReliefFollowedUp e ->
                e.satisfaction() == null
                        ? List.of()
                        : List.of(Consequence.meetDeadline(followUpOf(e.relief()), e.followedUpAt()));
            // Art. 44 names no time in which somebody is appointed then.
            case ReliefAdvanced e -> List.of(Consequence.meetDeadline(decisionOf(e.relief()), e.advancedAt()));
            case ReliefTerminated e ->
                List.of(Consequence.cancelDeadline(appointmentOf(e.relief()), "terminated", e.terminatedAt()));
            case ReliefWithdrawn e ->
                List.of(
                        Consequence.cancelDeadline(referralOf(e.relief()), "withdrawn", e.withdrawnAt()),
                        Consequence.cancelDeadline(decisionOf(e.relief()), "withdrawn", e.withdrawnAt()));
            case BeneficiaryCounted _ -> List.of();
        };
    }

    private List<Consequence> decided(ReliefDecided e) {
        var consequences = new ArrayList<Consequence>();
        consequences.add(Consequence.meetDeadline(decisionOf(e.relief()), e.decidedAt()));
        var appointment = rules.of(e.kind(), e.decidedAt()).orElseThrow().appointment();
        if (e.accepted() && appointment != null) {
            consequences.add(Consequence.setDeadline(appointmentOf(e.relief()), appointment, type(e), e.decidedAt()));
        }
        return consequences;
    }

    private static String type(ReliefEvent event) {
        return PetitionEvent.TYPES.shortNameOf(event);
    }

    /** Returns the name of the deadline by which an application must have been referred. */
    public static DeadlineName referralOf(int relief) {
        return DeadlineName.of(REFERRAL, relief);
    }

    /** Returns the name of the deadline by which the body must have decided. */
    public static DeadlineName decisionOf(int relief) {
        return DeadlineName.of("relief-decision", relief);
    }

    /** Returns the name of the deadline by which the authority must have decided on an objection. */
    public static DeadlineName objectionOf(int relief) {
        return DeadlineName.of("relief-objection", relief);
    }

    /** Returns the name of the deadline by which somebody must have been appointed. */
    public static DeadlineName appointmentOf(int relief) {
        return DeadlineName.of("relief-appointment", relief);
    }

    /** Returns the name of the deadline by which the beneficiary must have been asked. */
    public static DeadlineName followUpOf(int relief) {
        return DeadlineName.of(FOLLOW_UP, relief);
    }
}
