package org.fengqiao.kernel.value;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.fasterxml.jackson.annotation.JsonFormat;

/**
 * An amount of money. On the wire always {@code {"amount": "1234.50", "currency": "CNY"}}: a text of digits with two
 * decimals, so that no reader rounds it.
 *
 * @param amount in the currency's main unit, never negative, with two decimals
 * @param currency ISO 4217 code
 */
public record Money(
        @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal amount, String currency) {

    private static final int DECIMALS = 2;

    /** Digits with at most two decimals: no sign, no exponent, nothing between the digits. */
    private static final Pattern AMOUNT = Pattern.compile("[0-9]{1,15}(?:\\.[0-9]{1,2})?");

    private static final Set<String> CURRENCIES = Currency.getAvailableCurrencies().stream()
            .filter(currency ->
                    currency.getDefaultFractionDigits() >= 0 && currency.getDefaultFractionDigits() <= DECIMALS)
            .map(Currency::getCurrencyCode)
            .collect(Collectors.toUnmodifiableSet());

    /** @throws ArithmeticException if the amount has more decimals */
    public Money {
        Objects.requireNonNull(currency, "currency");
        amount = amount.setScale(DECIMALS);
    }

    /** Returns an amount in yuan, such as {@code yuan("1234.50")}. */
    public static Money yuan(String amount) {
        return new Money(new BigDecimal(amount), "CNY");
    }

    /** Returns whether a text that comes from outside is an amount. */
    public static boolean isAmount(String text) {
        return AMOUNT.matcher(text).matches();
    }

    /** Returns whether there is such a currency, and two decimals are enough for it. */
    public static boolean isCurrency(String code) {
        return CURRENCIES.contains(code);
    }
}
