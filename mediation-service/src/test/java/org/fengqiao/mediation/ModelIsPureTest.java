package org.fengqiao.mediation;

import org.junit.jupiter.api.Test;

import org.fengqiao.kernel.testing.PureModel;

class ModelIsPureTest {

    @Test
    void theModelKnowsNeitherClockNorDatabaseNorFramework() {
        PureModel.check("org.fengqiao.mediation");
    }
}
