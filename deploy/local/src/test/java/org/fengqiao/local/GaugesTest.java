package org.fengqiao.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import org.junit.jupiter.api.Test;

class GaugesTest {

    @Test
    void aMetricIsSummedOverItsLabels() {
        var exposition = """
                # HELP lag how far behind
                # TYPE lag gauge
                lag{topic="a",partition="0"} 3.0
                lag{topic="a b",partition="1"} 4.0
                parked 0.0
                """;

        assertThat(Gauges.summed(exposition)).containsExactly(entry("lag", 7.0), entry("parked", 0.0));
    }
}
