package org.fengqiao.mediation.model;

import java.time.LocalDate;
import java.util.Objects;

import org.fengqiao.kernel.value.Money;

/**
 * Part of an amount that is owed by a day of its own.
 *
 * @param dueOn last day of its payment, in local time
 */
public record Instalment(Money amount, LocalDate dueOn) {
    public Instalment {
        Objects.requireNonNull(amount, "amount");
        Objects.requireNonNull(dueOn, "dueOn");
    }
}
