package org.fengqiao.mediation.model;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.sealing.Personal;
import org.fengqiao.kernel.sealing.PersonalKind;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.value.Money;

/**
 * Obligations of the current agreement. A later agreement replaces an earlier one, whose obligations are then history.
 *
 * @param agreedOn the day on which the latest agreement took effect; null if there is none
 * @param counted the number of obligations this case ever had; the next one gets the next number
 * @param byNumber those of the latest agreement
 * @param enforcing on which days enforcement was applied for, by number
 */
public record Obligations(
        @Nullable LocalDate agreedOn,
        int counted,
        Map<Integer, Performance> byNumber,
        Map<Integer, LocalDate> enforcing) {
    public Obligations {
        byNumber = Map.copyOf(byNumber);
        enforcing = Map.copyOf(enforcing);
    }

    static Obligations none() {
        return new Obligations(null, 0, Map.of(), Map.of());
    }

    /** State of one obligation. */
    public sealed interface Performance {

        /** No obligation: the current agreement has none of this number. */
        record NotOwed() implements Performance {}

        /** An obligation not performed yet, or only in part. */
        record Owed(List<Payment> paid) implements Performance {
            public Owed {
                paid = List.copyOf(paid);
            }
        }

        /** An obligation not performed when due, and still owed, as far as nothing was paid. */
        record Breached(@Personal(PersonalKind.NARRATIVE) PersonalText reason, List<Payment> paid)
                implements Performance {
            public Breached {
                paid = List.copyOf(paid);
            }
        }

        /** An obligation that the creditor let go. */
        record Excused(@Personal(PersonalKind.NARRATIVE) PersonalText reason) implements Performance {}

        /** An obligation that was performed. */
        record Performed(LocalDate performedOn) implements Performance {}
    }

    /**
     * Payment of a part.
     *
     * @param paidOn the day, in local time
     */
    public record Payment(Money amount, LocalDate paidOn) {}

    /** Returns what was paid of an obligation so far; nothing of one that is performed as a whole. */
    public BigDecimal paidOf(int number) {
        var paid = switch (find(number)) {
            case Performance.Owed(var payments) -> payments;
            case Performance.Breached breached -> breached.paid();
            case Performance.NotOwed _, Performance.Excused _, Performance.Performed _ -> List.<Payment>of();
        };
        return paid.stream().map(payment -> payment.amount().amount()).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** Returns the state of the obligation with this number. */
    public Performance find(int number) {
        return byNumber.getOrDefault(number, new Performance.NotOwed());
    }

    /** Returns whether nothing is owed any more. */
    boolean isSettled(int number) {
        return isSettled(find(number));
    }

    private static boolean isSettled(Performance performance) {
        return switch (performance) {
            case Performance.Performed _, Performance.Excused _ -> true;
            case Performance.NotOwed _, Performance.Owed _, Performance.Breached _ -> false;
        };
    }

    /** Returns the number of obligations that are still owed, breached ones included. */
    public int outstanding() {
        return (int) byNumber.values().stream()
                .filter(performance -> !isSettled(performance))
                .count();
    }

    Obligations replacedBy(LocalDate day, List<Obligation> agreed) {
        return new Obligations(
                day,
                counted + agreed.size(),
                agreed.stream().collect(Collectors.toMap(Obligation::obligation, _ -> new Performance.Owed(List.of()))),
                enforcing);
    }

    Obligations joinedBy(List<Obligation> agreed) {
        var all = new TreeMap<>(byNumber);
        agreed.forEach(obligation -> all.put(obligation.obligation(), new Performance.Owed(List.of())));
        return new Obligations(agreedOn, counted + agreed.size(), all, enforcing);
    }

    Obligations with(int number, Performance performance) {
        var all = new TreeMap<>(byNumber);
        all.put(number, performance);
        return new Obligations(agreedOn, counted, all, enforcing);
    }

    Obligations enforcing(int number, LocalDate appliedOn) {
        var all = new TreeMap<>(enforcing);
        all.put(number, appliedOn);
        return new Obligations(agreedOn, counted, byNumber, all);
    }

    /** Returns the day on which the creditor asked the court to enforce the obligation; empty if it has not. */
    public Optional<LocalDate> enforcementOf(int number) {
        return Optional.ofNullable(enforcing.get(number));
    }
}
