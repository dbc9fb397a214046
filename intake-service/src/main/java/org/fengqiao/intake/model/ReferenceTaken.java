package org.fengqiao.intake.model;

import java.util.List;

import org.fengqiao.kernel.decision.Decision.Nature;
import org.fengqiao.kernel.decision.Decision.Refusal;
import org.fengqiao.kernel.decision.Decision.Wording;

/**
 * Refusal of a referral whose reference stands for one that said something else.
 *
 * @param fields the names of the fields in which they differ; what stands in them is not told
 */
public record ReferenceTaken(List<String> fields) implements Refusal {

    public ReferenceTaken {
        fields = List.copyOf(fields);
    }

    @Override
    public Wording wording() {
        return new Wording(
                "intake.reference-taken",
                Nature.CONFLICT,
                "This reference stands for a referral that said something else in: " + String.join(", ", fields)
                        + ". Another dispute needs a reference of its own.");
    }
}
