package org.fengqiao.intake.model;

import java.util.List;
import java.util.stream.Collectors;

import org.fengqiao.intake.model.ReconciliationRules.Bar;
import org.fengqiao.kernel.decision.Decision.Nature;
import org.fengqiao.kernel.decision.Decision.Refusal;
import org.fengqiao.kernel.decision.Decision.Wording;

/**
 * Refusal to reconcile a public prosecution that the law does not let be reconciled.
 *
 * @param bars every requirement that is not met
 */
public record NotReconcilable(List<Bar> bars) implements Refusal {

    public NotReconcilable {
        bars = List.copyOf(bars);
    }

    @Override
    public Wording wording() {
        return new Wording(
                "intake.not-reconcilable",
                Nature.UNACCEPTABLE,
                "The law does not let the parties reconcile here: "
                        + bars.stream()
                                .map(bar -> bar.code() + " (" + bar.article() + ")")
                                .collect(Collectors.joining(", "))
                        + ".");
    }
}
