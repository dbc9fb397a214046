package org.fengqiao.petition.http;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.NullUnmarked;

import org.fengqiao.kernel.value.DocumentNumber;
import org.fengqiao.petition.model.PetitionResult;

/** What callers send. A resource never sees a body that breaks a constraint; what is not {@code NotNull} may be missing. */
@NullUnmarked
final class Bodies {

    private Bodies() {}

    /** The written notice of acceptance. */
    record Notification(
            @Size(max = DocumentNumber.LENGTH) @Pattern(regexp = DocumentNumber.FORM)
            String documentNumber) {}

    /** The written reply. */
    record Reply(
            @NotNull PetitionResult result,

            @Size(max = DocumentNumber.LENGTH) @Pattern(regexp = DocumentNumber.FORM)
            String documentNumber) {}

    /** The agency is done, with the result of the reply. */
    record Conclusion(@NotNull PetitionResult result) {}
}
