package org.fengqiao.intake.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.fengqiao.intake.view.ReceiptSteps.Facts;
import org.fengqiao.intake.view.ReceiptSteps.Kept;
import org.fengqiao.intake.view.ReceiptSteps.Told;
import org.fengqiao.kernel.value.Bilingual;

/** Case as a party is told of it: under which name it knows the unit that has the case. */
class ReceiptStepsTest {

    private static final Instant NOON = Instant.parse("2024-03-01T04:00:00Z");
    private static final Bilingual BEFORE = new Bilingual("少先路街道调委会", "Shaoxianlu committee");
    private static final Bilingual NOW = new Bilingual("少先路街道综治中心", "Shaoxianlu centre");

    private static Told step(String code, String unit, @Nullable Bilingual name) {
        return new Told(NOON, code, new Facts(null, unit, name, null, null));
    }

    @Test
    void aUnitIsCalledAsOfItsLastAssignment() {
        var kept = new Kept(
                List.of(
                        step("case-assigned", "shaoxianlu", BEFORE),
                        step("case-assigned", "shaoxianlu", NOW),
                        step("case-claimed", "shaoxianlu", null)),
                List.of());
        assertThat(kept.nameOf("shaoxianlu")).contains(NOW);
    }

    @Test
    void ofAUnitThatGotItsCaseBeforeNamesWereToldThereIsNone() {
        var kept = new Kept(List.of(step("case-assigned", "shaoxianlu", null)), List.of());
        assertThat(kept.nameOf("shaoxianlu")).isEmpty();
        assertThat(kept.nameOf("kundulun-centre")).isEmpty();
    }
}
