package org.fengqiao.mediation.model;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.sealing.Personal;
import org.fengqiao.kernel.sealing.PersonalKind;
import org.fengqiao.kernel.sealing.PersonalText;

/**
 * Obligations of the current agreement. A later agreement replaces an earlier one, whose obligations are then history.
 *
 * @param agreedOn the day on which the latest agreement took effect; null if there is none
 * @param counted the number of obligations this case ever had; the next one gets the next number
 * @param byNumber those of the latest agreement
 */
public record Obligations(@Nullable LocalDate agreedOn, int counted, Map<Integer, Performance> byNumber) {
    public Obligations {
        byNumber = Map.copyOf(byNumber);
    }

    static Obligations none() {
        return new Obligations(null, 0, Map.of());
    }

    /** State of one obligation. */
    public sealed interface Performance {

        /** No obligation: the current agreement has none of this number. */
        record NotOwed() implements Performance {}

        /** An obligation not performed yet. */
        record Owed() implements Performance {}

        /** An obligation not performed when due, and still owed. */
        record Breached(@Personal(PersonalKind.NARRATIVE) PersonalText reason) implements Performance {}

        /** An obligation that was performed. */
        record Performed(LocalDate performedOn) implements Performance {}
    }

    /** Returns the state of the obligation with this number. */
    public Performance find(int number) {
        return byNumber.getOrDefault(number, new Performance.NotOwed());
    }

    /** Returns the number of obligations not performed yet, breached ones included. */
    public int outstanding() {
        return (int) byNumber.values().stream()
                .filter(performance -> !(performance instanceof Performance.Performed))
                .count();
    }

    Obligations replacedBy(LocalDate day, List<Obligation> agreed) {
        return new Obligations(
                day,
                counted + agreed.size(),
                agreed.stream().collect(Collectors.toMap(Obligation::obligation, _ -> new Performance.Owed())));
    }

    Obligations joinedBy(List<Obligation> agreed) {
        var all = new TreeMap<>(byNumber);
        agreed.forEach(obligation -> all.put(obligation.obligation(), new Performance.Owed()));
        return new Obligations(agreedOn, counted + agreed.size(), all);
    }

    Obligations with(int number, Performance performance) {
        var all = new TreeMap<>(byNumber);
        all.put(number, performance);
        return new Obligations(agreedOn, counted, all);
    }
}
