package org.fengqiao.analytics;

import org.junit.jupiter.api.Test;

import org.fengqiao.kernel.testing.PureModel;

class ModelIsPureTest {

    @Test
    void the_model_asks_no_clock_and_knows_no_framework() {
        PureModel.check("org.fengqiao.analytics");
    }
}
