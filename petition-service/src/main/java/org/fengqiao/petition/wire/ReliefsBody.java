package org.fengqiao.petition.wire;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.disclosure.Disclosed;
import org.fengqiao.kernel.sealing.PersonalKind;
import org.fengqiao.kernel.value.Money;
import org.fengqiao.petition.model.Relief;
import org.fengqiao.petition.model.Relief.Applied;
import org.fengqiao.petition.model.Relief.Decided;
import org.fengqiao.petition.model.Relief.Delivered;
import org.fengqiao.petition.model.Relief.Delivery;
import org.fengqiao.petition.model.Relief.FollowUp;
import org.fengqiao.petition.model.Relief.FollowedUp;
import org.fengqiao.petition.model.Relief.Granted;
import org.fengqiao.petition.model.Relief.Helper;
import org.fengqiao.petition.model.Relief.Objection;
import org.fengqiao.petition.model.Relief.Received;
import org.fengqiao.petition.model.Relief.Referral;
import org.fengqiao.petition.model.Relief.Referred;
import org.fengqiao.petition.model.Relief.Refused;
import org.fengqiao.petition.model.Relief.Terminated;
import org.fengqiao.petition.model.Relief.Termination;
import org.fengqiao.petition.model.Relief.Withdrawn;
import org.fengqiao.petition.model.ReliefEvent.AdvanceGround;
import org.fengqiao.petition.model.ReliefEvent.TerminationGround;
import org.fengqiao.petition.model.ReliefEvent.WithdrawalCause;
import org.fengqiao.petition.model.ReliefForm;
import org.fengqiao.petition.model.ReliefGround;
import org.fengqiao.petition.model.ReliefKind;
import org.fengqiao.petition.model.ReliefRemedy;
import org.fengqiao.petition.model.Reliefs;
import org.fengqiao.petition.view.ReliefList;
import org.fengqiao.petition.view.ReliefStatus;

/** The reliefs of one case, for those who work on it. */
public record ReliefsBody(UUID caseId, long version, List<OneRelief> reliefs) {

    public ReliefsBody {
        reliefs = List.copyOf(reliefs);
    }

    /** The reliefs as they stand, as much of them as the caller may see. */
    public static ReliefsBody of(UUID caseId, long version, Reliefs reliefs, Disclosed disclosed) {
        return new ReliefsBody(
                caseId,
                version,
                reliefs.all().stream()
                        .map(relief -> OneRelief.of(relief, disclosed))
                        .toList());
    }

    /** One relief; what is null has not come about, or may not be seen. */
    public record OneRelief(
            int relief,
            ReliefKind kind,
            ReliefStatus status,
            String partyId,
            @Nullable String name,
            @Nullable String idNumber,
            ReliefGround ground,
            boolean hardship,
            @Nullable String facts,
            @Nullable String need,
            Instant appliedAt,
            @Nullable Referral referral,
            @Nullable DecisionShown decision,
            @Nullable TerminationShown termination,
            @Nullable ObjectionShown objection,
            @Nullable HelperShown helper,
            @Nullable DeliveryShown delivery,
            @Nullable Boolean firstTime,
            @Nullable FollowUpShown followUp,
            @Nullable WithdrawalShown withdrawn) {

        private static OneRelief of(Relief relief, Disclosed disclosed) {
            var application = relief.application();
            var beneficiary = application.beneficiary();
            return new OneRelief(
                    application.relief(),
                    application.kind(),
                    ReliefStatus.of(relief),
                    beneficiary.partyId(),
                    disclosed.text(PersonalKind.NAME, beneficiary.name()),
                    disclosed.text(PersonalKind.ID_NUMBER, beneficiary.idNumber()),
                    application.ground(),
                    application.hardship(),
                    disclosed.text(PersonalKind.NARRATIVE, application.facts()),
                    disclosed.text(PersonalKind.NARRATIVE, application.need()),
                    application.appliedAt(),
                    ReliefList.referral(relief),
                    DecisionShown.of(decisionOn(relief), disclosed),
                    relief instanceof Terminated ended ? TerminationShown.of(ended.termination(), disclosed) : null,
                    ObjectionShown.of(objectionTo(relief), disclosed),
                    HelperShown.of(helperOf(relief), disclosed),
                    relief instanceof Received received ? DeliveryShown.of(received.delivery(), disclosed) : null,
                    relief instanceof Received received ? received.first() : null,
                    relief instanceof FollowedUp followed ? FollowUpShown.of(followed.followUp(), disclosed) : null,
                    relief instanceof Withdrawn ended ? WithdrawalShown.of(ended, disclosed) : null);
        }
    }

    private static @Nullable Decided decisionOn(Relief relief) {
        return switch (relief) {
            case Applied _, Referred _, Withdrawn _ -> null;
            case Granted r -> r.decision();
            case Refused r -> r.decision();
            case Terminated r -> r.decision();
            case Delivered r -> r.decision();
            case FollowedUp r -> r.decision();
        };
    }

    private static @Nullable Objection objectionTo(Relief relief) {
        return switch (relief) {
            case Refused r -> r.objection();
            case Terminated r -> r.objection();
            case Applied _, Referred _, Granted _, Delivered _, FollowedUp _, Withdrawn _ -> null;
        };
    }

    private static @Nullable Helper helperOf(Relief relief) {
        return switch (relief) {
            case Applied _, Referred _, Refused _, Withdrawn _ -> null;
            case Granted r -> r.helper();
            case Terminated r -> r.helper();
            case Delivered r -> r.helper();
            case FollowedUp r -> r.helper();
        };
    }

    /** Decision of the body. */
    public record DecisionShown(
            boolean accepted,
            @Nullable String reason,
            @Nullable String documentNumber,
            @Nullable AdvanceGround advance,
            Instant decidedAt) {

        private static @Nullable DecisionShown of(@Nullable Decided decision, Disclosed disclosed) {
            return decision == null
                    ? null
                    : new DecisionShown(
                            decision.accepted(),
                            disclosed.text(PersonalKind.NARRATIVE, decision.reason()),
                            decision.documentNumber(),
                            decision.advance(),
                            decision.decidedAt());
        }
    }

    /** End of what was granted. */
    public record TerminationShown(
            TerminationGround ground,
            @Nullable String reason,
            @Nullable String documentNumber,
            Instant terminatedAt) {

        private static TerminationShown of(Termination ended, Disclosed disclosed) {
            return new TerminationShown(
                    ended.ground(),
                    disclosed.text(PersonalKind.NARRATIVE, ended.reason()),
                    ended.documentNumber(),
                    ended.terminatedAt());
        }
    }

    /**
     * Objection to a refusal, and what became of it.
     *
     * @param decidedAt when it was decided that the refusal stands; null as long as nothing is decided
     * @param remedies what the applicant can do then
     */
    public record ObjectionShown(
            String authority,
            @Nullable String reason,
            Instant objectedAt,
            @Nullable String documentNumber,
            @Nullable Instant decidedAt,
            List<ReliefRemedy> remedies) {

        public ObjectionShown {
            remedies = List.copyOf(remedies);
        }

        private static @Nullable ObjectionShown of(@Nullable Objection objection, Disclosed disclosed) {
            if (objection == null) {
                return null;
            }
            var rejection = objection.rejection();
            return new ObjectionShown(
                    objection.authority(),
                    disclosed.text(PersonalKind.NARRATIVE, objection.reason()),
                    objection.objectedAt(),
                    rejection == null ? null : rejection.documentNumber(),
                    rejection == null ? null : rejection.decidedAt(),
                    rejection == null ? List.of() : rejection.remedies());
        }
    }

    /** Person appointed. */
    public record HelperShown(@Nullable String name, Instant appointedAt) {

        private static @Nullable HelperShown of(@Nullable Helper helper, Disclosed disclosed) {
            return helper == null
                    ? null
                    : new HelperShown(disclosed.text(PersonalKind.NARRATIVE, helper.name()), helper.appointedAt());
        }
    }

    /** Delivery of the relief. */
    public record DeliveryShown(
            ReliefForm form,
            @Nullable String what,
            @Nullable Money amount,
            Instant deliveredAt) {

        private static DeliveryShown of(Delivery delivery, Disclosed disclosed) {
            return new DeliveryShown(
                    delivery.form(),
                    disclosed.text(PersonalKind.NARRATIVE, delivery.what()),
                    delivery.amount(),
                    delivery.deliveredAt());
        }
    }

    /** Answer of the beneficiary. */
    public record FollowUpShown(
            @Nullable Integer satisfaction, @Nullable String remark, Instant followedUpAt) {

        private static FollowUpShown of(FollowUp followUp, Disclosed disclosed) {
            return new FollowUpShown(
                    followUp.satisfaction(),
                    disclosed.text(PersonalKind.NARRATIVE, followUp.remark()),
                    followUp.followedUpAt());
        }
    }

    /** Why the application ended. */
    public record WithdrawalShown(
            WithdrawalCause cause, @Nullable String reason, Instant withdrawnAt) {

        private static WithdrawalShown of(Withdrawn ended, Disclosed disclosed) {
            return new WithdrawalShown(
                    ended.cause(), disclosed.text(PersonalKind.NARRATIVE, ended.reason()), ended.withdrawnAt());
        }
    }
}
