package org.fengqiao.mediation.model;

import java.time.LocalDate;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.sealing.Personal;
import org.fengqiao.kernel.sealing.PersonalKind;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.value.Money;

/**
 * One obligation of an agreement: who owes whom what by when.
 *
 * @param obligation its number, counted from 1 within the case over all its agreements, so that a number names one obligation forever
 * @param debtor party id of who owes
 * @param creditor party id of who is owed
 * @param what what is to be done or paid
 * @param amount null for what is not money
 * @param dueOn last day of performance, in local time
 */
public record Obligation(
        int obligation,
        String debtor,
        String creditor,
        @Personal(PersonalKind.NARRATIVE) PersonalText what,
        @Nullable Money amount,
        LocalDate dueOn) {
    public Obligation {
        Objects.requireNonNull(debtor, "debtor");
        Objects.requireNonNull(creditor, "creditor");
        Objects.requireNonNull(what, "what");
        Objects.requireNonNull(dueOn, "dueOn");
    }
}
