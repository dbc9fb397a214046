package org.fengqiao.kernel.tracing;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import jakarta.inject.Singleton;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Spans of the service's own work. Calls and statements get theirs from Quarkus; what stands in them is bounded by
 * {@link SpansWithoutContent}.
 */
@Singleton
public class Tracing {

    private static final String TRACEPARENT = "traceparent";

    private static final TextMapGetter<Map<String, String>> GETTER = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(Map<String, String> carrier) {
            return carrier.keySet();
        }

        @Override
        public @Nullable String get(@Nullable Map<String, String> carrier, String key) {
            return carrier == null ? null : carrier.get(key);
        }
    };

    private final Tracer tracer;
    private final boolean on;

    Tracing(Tracer tracer, @ConfigProperty(name = "quarkus.otel.sdk.disabled") boolean off) {
        this.tracer = tracer;
        this.on = !off;
    }

    /** Returns whether spans are made. */
    public boolean isOn() {
        return on;
    }

    /** Returns the span in which the caller works, as W3C Trace Context writes it; null if there is none. */
    public @Nullable String current() {
        return on ? traceparent(Span.current()) : null;
    }

    /** Returns the span as W3C Trace Context writes it; null if it is none. */
    public static @Nullable String traceparent(Span span) {
        var context = span.getSpanContext();
        return context.isValid()
                ? "00-%s-%s-%s"
                        .formatted(
                                context.getTraceId(),
                                context.getSpanId(),
                                context.getTraceFlags().asHex())
                : null;
    }

    /**
     * Begins the span of a record that is processed.
     *
     * @param type its type; null if it has none of the known form
     * @param traceparent the trace that it continues; null if one begins with it
     */
    public Span consumer(
            String topic, int partition, long offset, @Nullable String type, @Nullable String traceparent) {
        var parent = traceparent == null
                ? Context.root()
                : W3CTraceContextPropagator.getInstance()
                        .extract(Context.root(), Map.of(TRACEPARENT, traceparent), GETTER);
        return tracer.spanBuilder("process " + topic)
                .setParent(parent)
                .setSpanKind(SpanKind.CONSUMER)
                .setAttribute("messaging.system", "kafka")
                .setAttribute("messaging.operation.type", "process")
                .setAttribute("messaging.destination.name", topic)
                .setAttribute("messaging.destination.partition.id", Integer.toString(partition))
                .setAttribute("messaging.kafka.offset", offset)
                .setAttribute("fengqiao.type", Optional.ofNullable(type).orElse("none"))
                .startSpan();
    }

    /**
     * Does work that is about several spans, which end with it. Statements belong to the only one; of several, to a
     * span of their own that links to them.
     *
     * @param spans at least one
     */
    public Uni<Void> around(List<Span> spans, Uni<Void> work) {
        return Uni.createFrom().deferred(() -> {
            var together = spans.size() == 1 ? spans.getFirst() : linked(spans);
            var scope = together.makeCurrent();
            return work.onTermination().invoke((_, failure, cancelled) -> {
                scope.close();
                spans.forEach(span -> end(span, failure != null || cancelled));
                if (spans.size() > 1) {
                    end(together, failure != null || cancelled);
                }
            });
        });
    }

    private Span linked(List<Span> spans) {
        var together = tracer.spanBuilder("poll").setNoParent().setSpanKind(SpanKind.CONSUMER);
        spans.forEach(span -> together.addLink(span.getSpanContext()));
        return together.setAttribute("messaging.batch.message_count", spans.size())
                .startSpan();
    }

    private static void end(Span span, boolean failed) {
        if (failed) {
            span.setStatus(StatusCode.ERROR);
        }
        span.end();
    }
}
