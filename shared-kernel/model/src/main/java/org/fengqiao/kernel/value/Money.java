package org.fengqiao.kernel.value;

import java.math.BigDecimal;
import java.util.Objects;

import com.fasterxml.jackson.annotation.JsonFormat;

/**
 * An amount of money. On the wire {@code {"amount": "1234.50", "currency": "CNY"}}: a decimal string, so that no reader
 * rounds it.
 *
 * @param amount in the currency's main unit
 * @param currency ISO 4217 code
 */
public record Money(
        @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal amount, String currency) {
    public Money {
        Objects.requireNonNull(amount, "amount");
        Objects.requireNonNull(currency, "currency");
    }

    /** Returns an amount in yuan, such as {@code yuan("1234.50")}. */
    public static Money yuan(String amount) {
        return new Money(new BigDecimal(amount), "CNY");
    }
}
