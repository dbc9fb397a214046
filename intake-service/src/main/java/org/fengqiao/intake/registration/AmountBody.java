package org.fengqiao.intake.registration;

import java.math.BigDecimal;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;

import com.fasterxml.jackson.annotation.JsonFormat;

import org.fengqiao.kernel.value.Money;

/**
 * Amount of money at stake.
 *
 * @param amount in the currency's main unit, never negative, with at most two decimals
 * @param currency ISO 4217 code
 */
public record AmountBody(
        @JsonFormat(shape = JsonFormat.Shape.STRING) @NotNull @PositiveOrZero @Digits(integer = 15, fraction = 2)
        BigDecimal amount,

        @NotNull @Pattern(regexp = "[A-Z]{3}") String currency) {

    /** Returns the amount as the model knows it. */
    public Money money() {
        return new Money(amount, currency);
    }
}
