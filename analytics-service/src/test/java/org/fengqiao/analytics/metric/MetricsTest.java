package org.fengqiao.analytics.metric;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import org.fengqiao.kernel.value.Bilingual;

class MetricsTest {

    @Test
    void everyNumberHasItsWordsInBothLanguages() {
        var onTime = Metrics.named("on-time-rate").orElseThrow();
        assertThat(onTime.title()).isEqualTo(new Bilingual("按期率", "On-time rate"));
        assertThat(onTime.cohortDate().en()).isEqualTo("the date on which it ended: was met, or passed");
        assertThat(Metrics.ALL).hasSize(47).extracting(Metric::name).doesNotHaveDuplicates();
    }
}
