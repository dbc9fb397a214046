package org.fengqiao.petition.wire;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.value.DocumentNumber;
import org.fengqiao.petition.model.PetitionResult;

/** Bodies that callers send. A resource never sees a body that breaks a constraint. */
public final class Bodies {

    private Bodies() {}

    /** The written notice of acceptance. */
    public record NotificationBody(
            @Nullable
            @Size(max = DocumentNumber.LENGTH)
            @Pattern(regexp = DocumentNumber.FORM, message = DocumentNumber.MESSAGE)
            String documentNumber) {}

    /** The written reply. */
    public record ReplyBody(
            @NotNull PetitionResult result,

            @Nullable
            @Size(max = DocumentNumber.LENGTH)
            @Pattern(regexp = DocumentNumber.FORM, message = DocumentNumber.MESSAGE)
            String documentNumber) {}

    /** End of the agency, with the result of the reply. */
    public record ConclusionBody(@NotNull PetitionResult result) {}
}
