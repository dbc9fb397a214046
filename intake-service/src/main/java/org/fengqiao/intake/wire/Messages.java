package org.fengqiao.intake.wire;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

import org.fengqiao.intake.model.Destination;
import org.fengqiao.intake.model.Gbt31000;
import org.fengqiao.intake.model.Ground;
import org.fengqiao.intake.model.IntakeRules;
import org.fengqiao.intake.model.Places;
import org.fengqiao.intake.wire.Bodies.ClaimBody;
import org.fengqiao.intake.wire.Bodies.PersonBody;
import org.fengqiao.intake.wire.Bodies.PlaceBody;
import org.fengqiao.intake.wire.UrgencyBodies.UrgentFlag;
import org.fengqiao.kernel.json.FreeText;
import org.fengqiao.kernel.json.OffendingField;
import org.fengqiao.kernel.sealing.Personal;
import org.fengqiao.kernel.sealing.PersonalKind;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.value.Money;

/** Messages that partners send, and the answers to them. What breaks a constraint is rejected. */
public final class Messages {

    private Messages() {}

    /**
     * Referral of a dispute by a partner.
     *
     * @param reference the partner's own reference; the same referral again changes nothing, another
     *     under it is refused
     * @param occurredAt when it happened
     * @param groupSize how many people the applicants speak for, themselves included
     * @param claims what the applicants want, item by item; without an amount, their sum is what is at stake
     * @param urgent what is urgent about it; null if nothing is
     */
    public record ReferralSubmitted(
            @NotBlank @Size(max = 200) String reference,
            @NotNull OffsetDateTime occurredAt,
            @FreeText @NotBlank @Size(max = 20_000) String summary,
            @FreeText @Nullable @Size(max = 20_000) String claim,
            @Nullable Money amount,
            @Nullable @Size(max = 100) String categoryHint,
            @NotEmpty @Size(max = 100) List<@NotNull @Valid PersonBody> applicants,
            @NotNull @Size(max = 100) List<@NotNull @Valid PersonBody> respondents,
            @NotNull @Valid PlaceBody place,
            @Nullable @Min(1) @Max(1_000_000) Integer groupSize,
            @Nullable @Size(max = 50) List<@NotNull @Valid ClaimBody> claims,
            @Nullable @Valid UrgentFlag urgent) {

        /**
         * Returns what is wrong with it that no constraint tells: a place or a code that there is not. Numbers that
         * break the rules of such numbers are taken.
         */
        public List<OffendingField> faults(
                IntakeRules.Acceptance acceptance, Places places, Gbt31000 codes, LocalDate today) {
            var faults = new ArrayList<OffendingField>();
            place.fault(acceptance, places, today).ifPresent(faults::add);
            for (var at = 0; at < applicants.size(); at++) {
                faults.addAll(applicants.get(at).unknownCodes("applicants[" + at + "].", codes));
            }
            for (var at = 0; at < respondents.size(); at++) {
                faults.addAll(respondents.get(at).unknownCodes("respondents[" + at + "].", codes));
            }
            return faults;
        }
    }

    /** Withdrawal of a referral by the partner. */
    public record ReferralWithdrawn(
            @NotBlank @Size(max = 200) String reference,
            @FreeText @NotBlank @Size(max = 2_000) String reason) {}

    /** Answer to a referral. */
    public enum AcknowledgedAs {
        ACCEPTED,
        DECLINED,
        /** It was withdrawn before anybody decided about it, maybe before it came in. */
        WITHDRAWN
    }

    /**
     * Acknowledgement of a referral.
     *
     * @param receiptCode for the partner to hand to the applicant; in a box on the topic, since whoever has it follows
     *     the case; null unless accepted
     * @param reason the ground of a decline; null unless declined
     * @param article the article behind it; null if there is none
     * @param goTo where to go instead; null unless declined
     */
    public record ReferralAcknowledged(
            String reference,
            AcknowledgedAs decision,
            @Nullable UUID caseId,
            @Personal(PersonalKind.RECEIPT_CODE) @Nullable PersonalText receiptCode,
            @Nullable Ground reason,
            @Nullable String article,
            @Nullable Destination goTo) {}

    /**
     * Result of a referred case: how it ended, or that it is open again.
     *
     * @param reopenedAt null unless it is open again
     * @param undisputedFacts what all parties left undisputed in the sessions, for the court (在线调解规则 art. 18); null if
     *     there is nothing, or the case is open again
     */
    public record ReferralResult(
            String reference,
            UUID caseId,
            @Nullable String outcome,
            @Nullable Instant closedAt,
            @Nullable Instant reopenedAt,
            @Personal(PersonalKind.NARRATIVE) @Nullable List<PersonalText> undisputedFacts) {}
}
