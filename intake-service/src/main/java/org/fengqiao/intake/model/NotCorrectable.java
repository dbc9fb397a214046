package org.fengqiao.intake.model;

import java.util.List;

import org.fengqiao.kernel.decision.Decision.Nature;
import org.fengqiao.kernel.decision.Decision.Refusal;
import org.fengqiao.kernel.decision.Decision.Wording;

/**
 * Refusal of a correction of what the case was accepted on.
 *
 * @param fields the names of the fields that can no longer be corrected
 */
public record NotCorrectable(List<String> fields) implements Refusal {

    public NotCorrectable {
        fields = List.copyOf(fields);
    }

    @Override
    public Wording wording() {
        return new Wording(
                "intake.not-correctable",
                Nature.CONFLICT,
                "The case was accepted on what the referral said in: " + String.join(", ", fields)
                        + ". Withdraw the referral and send another one, or ask the centre.");
    }
}
