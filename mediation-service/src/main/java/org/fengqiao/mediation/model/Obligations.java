package org.fengqiao.mediation.model;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The obligations of the agreement that counts now. A later agreement takes the place of an earlier one, whose obligations are then history.
 *
 * @param counted how many obligations this case ever had: the next one gets the next number
 * @param byNumber those of the latest agreement
 */
record Obligations(int counted, Map<Integer, Performance> byNumber) {
    Obligations {
        byNumber = Map.copyOf(byNumber);
    }

    static Obligations none() {
        return new Obligations(0, Map.of());
    }

    /** Whether an obligation has been kept. */
    sealed interface Performance {

        /** No obligation of the agreement that counts has this number. */
        record NotOwed() implements Performance {}

        record Owed() implements Performance {}

        record Breached() implements Performance {}

        record Performed() implements Performance {}
    }

    Performance find(int number) {
        return byNumber.getOrDefault(number, new Performance.NotOwed());
    }

    /** How many are not performed yet, breached ones included. */
    int outstanding() {
        return (int) byNumber.values().stream()
                .filter(performance -> !(performance instanceof Performance.Performed))
                .count();
    }

    Obligations replacedBy(List<Obligation> agreed) {
        var owed = new HashMap<Integer, Performance>();
        agreed.forEach(obligation -> owed.put(obligation.obligation(), new Performance.Owed()));
        return new Obligations(counted + agreed.size(), owed);
    }

    Obligations with(int number, Performance performance) {
        var all = new HashMap<>(byNumber);
        all.put(number, performance);
        return new Obligations(counted, all);
    }
}
