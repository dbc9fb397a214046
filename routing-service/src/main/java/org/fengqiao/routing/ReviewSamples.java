package org.fengqiao.routing;

import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.service.RegisterModel;
import org.fengqiao.kernel.service.RegisterService;
import org.fengqiao.kernel.service.ServiceEnvironment;
import org.fengqiao.routing.model.SampleRegister;
import org.fengqiao.routing.model.SampleRegister.DrawSample;
import org.fengqiao.routing.model.SampleRegister.SampleDrawn;

/** The samples by which handled cases are evaluated. */
@Singleton
public class ReviewSamples extends RegisterService<DrawSample, @Nullable SampleDrawn, SampleDrawn> {

    ReviewSamples(ServiceEnvironment environment) {
        super(
                RegisterModel.of(
                        "review-samples",
                        SampleRegister.TYPES,
                        drawn -> drawn.sample().toString(),
                        new SampleRegister()),
                environment);
    }
}
