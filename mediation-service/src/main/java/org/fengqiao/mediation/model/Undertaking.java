package org.fengqiao.mediation.model;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.sealing.Personal;
import org.fengqiao.kernel.sealing.PersonalKind;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.value.Money;

/** Promise of one party to another in an agreement to be signed; recorded as an {@link Obligation}, with a number. */
public record Undertaking(
        String debtor,
        String creditor,
        @Personal(PersonalKind.NARRATIVE) PersonalText what,
        @Nullable Money amount,
        LocalDate dueOn,
        @Nullable List<Instalment> instalments,
        @Personal(PersonalKind.NARRATIVE) @Nullable PersonalText condition) {
    public Undertaking {
        Objects.requireNonNull(debtor, "debtor");
        Objects.requireNonNull(creditor, "creditor");
        Objects.requireNonNull(what, "what");
        Objects.requireNonNull(dueOn, "dueOn");
        instalments = instalments == null ? null : List.copyOf(instalments);
    }

    Obligation numbered(int number) {
        return new Obligation(number, debtor, creditor, what, amount, dueOn, instalments, condition);
    }
}
