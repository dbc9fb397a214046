package org.fengqiao.mediation.model;

import java.time.LocalDate;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.sealing.Personal;
import org.fengqiao.kernel.sealing.PersonalKind;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.value.Money;

/**
 * Promise of one party to another, as it stands in the paper that is signed. It gets its number when the agreement is
 * recorded.
 *
 * @param debtor id of the party that owes
 * @param creditor id of the party that is owed
 * @param what the act or the payment that is promised
 * @param amount null for what is not money
 * @param dueOn last day of performance, in local time
 */
public record Undertaking(
        String debtor,
        String creditor,
        @Personal(PersonalKind.NARRATIVE) PersonalText what,
        @Nullable Money amount,
        LocalDate dueOn) {
    public Undertaking {
        Objects.requireNonNull(debtor, "debtor");
        Objects.requireNonNull(creditor, "creditor");
        Objects.requireNonNull(what, "what");
        Objects.requireNonNull(dueOn, "dueOn");
    }

    Obligation numbered(int number) {
        return new Obligation(number, debtor, creditor, what, amount, dueOn);
    }
}
