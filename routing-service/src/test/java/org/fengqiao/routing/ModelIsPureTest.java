package org.fengqiao.routing;

import org.junit.jupiter.api.Test;

import org.fengqiao.kernel.testing.PureModel;

class ModelIsPureTest {

    @Test
    void theModelKnowsOnlyJavaAndThePureRoomsOfTheKernel() {
        PureModel.check("org.fengqiao.routing");
    }
}
