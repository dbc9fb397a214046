package org.fengqiao.kernel.delivery;

import java.time.LocalDate;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

/**
 * Message of a partner that is about messages, and not about any case: the same in every service that a partner writes
 * to.
 */
public sealed interface DeliveryMessage {

    /** The type with which a partner asks for messages once more. */
    String REDELIVERY_REQUESTED = "fengqiao.partner.redelivery-requested.v1";

    /** The type of the sums of a day, which each side tells the other. */
    String RECONCILIATION = "fengqiao.partner.reconciliation.v1";

    /** Returns the service that it is about, as in the header {@code ce_source}, such as {@code /intake}. */
    String source();

    /**
     * Request for messages once more.
     *
     * @param source the service that sent them
     * @param from the {@code ce_sequence} of the first one
     * @param to the {@code ce_sequence} of the last one
     */
    record RedeliveryRequested(
            @NotBlank @Size(max = 100) String source,
            @NotNull @Min(1) Long from,
            @NotNull @Min(1) Long to) implements DeliveryMessage {}

    /**
     * Sums of a day (in China) by one side's books.
     *
     * @param source the service whose messages from and to the partner they are about
     * @param sent what the side that tells it has sent to the other
     * @param received what it has taken of the other's
     */
    record Reconciliation(
            @NotBlank @Size(max = 100) String source,
            @NotNull LocalDate day,
            @NotNull @Valid Sum sent,
            @NotNull @Valid Sum received)
            implements DeliveryMessage {}

    /**
     * Sum of messages.
     *
     * @param count how many they are
     * @param hash SHA-256, in hexadecimal, of their {@code ce_id}s: in small letters, sorted, with a line feed between
     *     two
     * @param from the first {@code ce_sequence} among them; null if they have none
     * @param to the last one
     */
    record Sum(
            @NotNull @PositiveOrZero @Max(1_000_000_000) Long count,

            @NotNull @Pattern(regexp = "[0-9a-f]{64}", message = "64 hexadecimal digits in small letters are needed.")
            String hash,

            @Nullable @Min(1) Long from,
            @Nullable @Min(1) Long to) {}
}
