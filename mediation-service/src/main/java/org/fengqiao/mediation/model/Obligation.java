package org.fengqiao.mediation.model;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.sealing.Personal;
import org.fengqiao.kernel.sealing.PersonalKind;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.value.Money;

/**
 * One obligation of an agreement.
 *
 * @param obligation its number, counted from 1 within the case over all its agreements; a number is never used again
 * @param debtor id of the party that owes
 * @param creditor id of the party that is owed
 * @param what the act or the payment that is owed
 * @param amount null for what is not money
 * @param dueOn last day of performance, in local time; that of the last instalment
 * @param instalments in the order of their days; together they are the amount. Missing if it is owed at once
 * @param condition on which it depends; missing if on none
 */
public record Obligation(
        int obligation,
        String debtor,
        String creditor,
        @Personal(PersonalKind.NARRATIVE) PersonalText what,
        @Nullable Money amount,
        LocalDate dueOn,
        @Nullable List<Instalment> instalments,
        @Personal(PersonalKind.NARRATIVE) @Nullable PersonalText condition) {
    public Obligation {
        Objects.requireNonNull(debtor, "debtor");
        Objects.requireNonNull(creditor, "creditor");
        Objects.requireNonNull(what, "what");
        Objects.requireNonNull(dueOn, "dueOn");
        instalments = instalments == null ? null : List.copyOf(instalments);
    }

    /**
     * Part of an obligation with a day of its own.
     *
     * @param part counts from 1
     * @param through what is owed of it up to and with this part; null if it is not owed in money
     * @param dueOn its last day, in local time
     */
    public record Part(int part, @Nullable Money through, LocalDate dueOn) {

        /** Returns whether this much pays it and all before it. */
        public boolean isPaidBy(BigDecimal paid) {
            return through != null && through.amount().compareTo(paid) <= 0;
        }
    }

    /** Returns its parts in the order of their days: the instalments, or the whole of it. */
    public List<Part> parts() {
        if (instalments == null || instalments.isEmpty()) {
            return List.of(new Part(1, amount, dueOn));
        }
        var parts = new ArrayList<Part>();
        var through = BigDecimal.ZERO;
        for (var instalment : instalments) {
            through = through.add(instalment.amount().amount());
            parts.add(new Part(
                    parts.size() + 1, new Money(through, instalment.amount().currency()), instalment.dueOn()));
        }
        return parts;
    }

    /** Returns the day of the first instalment that this much does not pay; its own if it is owed at once. */
    LocalDate nextDueAfter(BigDecimal paid) {
        var sum = BigDecimal.ZERO;
        for (var part : instalments == null ? List.<Instalment>of() : instalments) {
            sum = sum.add(part.amount().amount());
            if (sum.compareTo(paid) > 0) {
                return part.dueOn();
            }
        }
        return dueOn;
    }

    /** Returns what its instalments come to that were due before this day. */
    BigDecimal dueBefore(LocalDate day) {
        return instalments == null
                ? BigDecimal.ZERO
                : instalments.stream()
                        .filter(part -> part.dueOn().isBefore(day))
                        .map(part -> part.amount().amount())
                        .reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
