package org.fengqiao.kernel.tracing;

import java.util.List;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Choice of what a trace begins with: a call or a record. What a service does by itself every second, looking for
 * passed deadlines and measuring, begins none.
 */
final class BeginningsOfTraces implements Sampler {

    private final Sampler share;

    private BeginningsOfTraces(double share) {
        this.share = Sampler.traceIdRatioBased(share);
    }

    /** Sampler that Quarkus takes. */
    @Singleton
    static class Bean {

        @Produces
        @Singleton
        Sampler sampler(@ConfigProperty(name = "quarkus.otel.traces.sampler.arg", defaultValue = "1.0") double share) {
            return Sampler.parentBased(new BeginningsOfTraces(share));
        }
    }

    @Override
    public SamplingResult shouldSample(
            Context parent, String traceId, String name, SpanKind kind, Attributes attributes, List<LinkData> links) {
        return switch (kind) {
            case SERVER, CONSUMER -> share.shouldSample(parent, traceId, name, kind, attributes, links);
            case INTERNAL, CLIENT, PRODUCER -> SamplingResult.drop();
        };
    }

    @Override
    public String getDescription() {
        return "calls and records, " + share.getDescription();
    }
}
