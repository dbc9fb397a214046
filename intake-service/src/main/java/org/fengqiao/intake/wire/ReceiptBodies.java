package org.fengqiao.intake.wire;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

import org.fengqiao.intake.model.Stage;
import org.fengqiao.kernel.json.FreeText;

/** Bodies that a party sends with its receipt code. */
public final class ReceiptBodies {

    private ReceiptBodies() {}

    /**
     * A rating of a stage that is over.
     *
     * @param score 1 to 5, 5 the best
     */
    public record RatingBody(
            @NotNull Stage stage,
            @Min(1) @Max(5) int score,
            @FreeText @Nullable @Size(max = 500) String remark) {

        /** Returns the remark; null if nothing is in it. */
        public @Nullable String words() {
            return remark == null || remark.isBlank() ? null : remark;
        }
    }

    /** Withdrawal of the case by its party. */
    public record PartyWithdrawalBody(
            @FreeText @NotBlank @Size(max = 2_000) String reason) {}
}
