package org.fengqiao.petition.wire;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.json.AboveZero;
import org.fengqiao.kernel.json.FreeText;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.sealing.SubjectId;
import org.fengqiao.kernel.value.DocumentNumber;
import org.fengqiao.kernel.value.Money;
import org.fengqiao.petition.model.Relief.Beneficiary;
import org.fengqiao.petition.model.ReliefBody;
import org.fengqiao.petition.model.ReliefEvent.AdvanceGround;
import org.fengqiao.petition.model.ReliefEvent.TerminationGround;
import org.fengqiao.petition.model.ReliefEvent.WithdrawalCause;
import org.fengqiao.petition.model.ReliefForm;
import org.fengqiao.petition.model.ReliefGround;
import org.fengqiao.petition.model.ReliefKind;

/** Bodies of calls about relief. A resource never sees a body that breaks a constraint. */
public final class ReliefBodies {

    private ReliefBodies() {}

    /**
     * An application for relief.
     *
     * @param partyId who it is in the case
     * @param name of who is to be relieved
     * @param idNumber by which one person is counted once in all cases
     * @param facts what speaks for the ground: means, family, papers seen
     * @param need what is asked for
     */
    public record ApplicationBody(
            @NotNull ReliefKind kind,
            @NotBlank @Size(max = 64) String partyId,
            @NotBlank @Size(max = 200) String name,
            @Nullable @Size(max = 50) String idNumber,
            @NotNull ReliefGround ground,
            @FreeText @NotBlank @Size(max = 4_000) String facts,
            @FreeText @NotBlank @Size(max = 2_000) String need) {

        /** Returns who is to be relieved, under the key of that party. */
        public Beneficiary beneficiary(SubjectId subject) {
            var number = idNumber;
            return new Beneficiary(
                    partyId,
                    PersonalText.of(subject, name),
                    number == null || number.isBlank() ? null : PersonalText.of(subject, number));
        }
    }

    /** The body to which an application goes. */
    public record ReferralBody(
            @NotNull ReliefBody body,
            @NotBlank @Size(max = 100) String name) {}

    /** Decision of the body; with the reason, if it does not give it. */
    public record DecisionBody(
            @NotNull Boolean accepted,
            @FreeText @Nullable @Size(max = 2_000) String reason,

            @Nullable
            @Size(max = DocumentNumber.LENGTH)
            @Pattern(regexp = DocumentNumber.FORM, message = DocumentNumber.MESSAGE)
            String documentNumber) {}

    /** Relief that is given before the application is complete, since it cannot wait. */
    public record AdvanceBody(
            @NotNull AdvanceGround ground,

            @Nullable
            @Size(max = DocumentNumber.LENGTH)
            @Pattern(regexp = DocumentNumber.FORM, message = DocumentNumber.MESSAGE)
            String documentNumber) {}

    /** End of what was granted; with what was found. */
    public record TerminationBody(
            @NotNull TerminationGround ground,
            @FreeText @NotBlank @Size(max = 2_000) String reason,

            @Nullable
            @Size(max = DocumentNumber.LENGTH)
            @Pattern(regexp = DocumentNumber.FORM, message = DocumentNumber.MESSAGE)
            String documentNumber) {}

    /**
     * Objection to a refusal, or to the end of what was granted.
     *
     * @param authority the name of the authority over the body, which decides
     */
    public record ObjectionBody(
            @NotBlank @Size(max = 100) String authority,
            @FreeText @NotBlank @Size(max = 2_000) String reason) {}

    /** Decision on an objection: the body corrects its decision, or the refusal stands. */
    public record ObjectionDecisionBody(
            @NotNull Boolean corrected,

            @Nullable
            @Size(max = DocumentNumber.LENGTH)
            @Pattern(regexp = DocumentNumber.FORM, message = DocumentNumber.MESSAGE)
            String documentNumber) {}

    /** Person appointed to give the relief. */
    public record AppointmentBody(@NotBlank @Size(max = 200) String helper) {}

    /** Delivery of the relief; with the amount, if it is money. */
    public record DeliveryBody(
            @NotNull ReliefForm form,
            @FreeText @NotBlank @Size(max = 2_000) String what,
            @AboveZero @Nullable Money amount) {}

    /** Answer of the beneficiary; without satisfaction nobody was reached. */
    public record FollowUpBody(
            @Min(1) @Max(5) @Nullable Integer satisfaction,
            @FreeText @Nullable @Size(max = 2_000) String remark) {}

    /** Why an application ends before there is a decision. */
    public record WithdrawalBody(
            @NotNull WithdrawalCause cause,
            @FreeText @Nullable @Size(max = 2_000) String reason) {}
}
