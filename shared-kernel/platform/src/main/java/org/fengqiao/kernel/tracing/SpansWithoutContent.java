package org.fengqiao.kernel.tracing;

import java.util.List;
import java.util.Set;
import jakarta.inject.Singleton;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.AttributeType;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.internal.ExtendedSpanProcessor;
import io.quarkus.arc.Unremovable;

/**
 * Guard of what leaves the service in a span: texts only of attributes that are known to hold nothing about people or
 * cases. A path has receipt codes and case ids in it, a query names, a failure the row that failed. What is not listed
 * is emptied, whatever library it comes from.
 */
@Singleton
@Unremovable
class SpansWithoutContent implements ExtendedSpanProcessor {

    static final String EMPTIED = "…";

    private static final AttributeKey<String> METHOD = AttributeKey.stringKey("http.request.method");
    private static final AttributeKey<String> ROUTE = AttributeKey.stringKey("http.route");

    /** Statements are listed since ours have parameters where values stand. */
    private static final Set<String> LISTED = Set.of(
            "db.name",
            "db.namespace",
            "db.operation",
            "db.operation.name",
            "db.query.text",
            "db.statement",
            "db.system",
            "db.system.name",
            "error.type",
            "fengqiao.type",
            "http.request.method",
            "http.route",
            "messaging.destination.name",
            "messaging.destination.partition.id",
            "messaging.operation.type",
            "messaging.system",
            "network.protocol.name",
            "network.protocol.version",
            "url.scheme");

    @Override
    public void onStart(Context parent, ReadWriteSpan span) {
        // All is known only at the end.
    }

    @Override
    public boolean isStartRequired() {
        return false;
    }

    @Override
    public void onEnding(ReadWriteSpan span) {
        span.getAttributes().forEach((key, _) -> {
            if (key.getType() == AttributeType.STRING && !LISTED.contains(key.getKey())) {
                span.setAttribute(key.getKey(), EMPTIED);
            } else if (key.getType() == AttributeType.STRING_ARRAY) {
                span.setAttribute(AttributeKey.stringArrayKey(key.getKey()), List.of());
            }
        });
        if (span.getKind() == SpanKind.SERVER) {
            var method = span.getAttribute(METHOD);
            var route = span.getAttribute(ROUTE);
            span.updateName((method == null ? "call" : method) + (route == null ? "" : " " + route));
        }
        // With the message of the failure, unless it is set anew without one.
        if (span.toSpanData().getStatus().getStatusCode() == StatusCode.ERROR) {
            span.setStatus(StatusCode.ERROR, "");
        }
    }

    @Override
    public boolean isOnEndingRequired() {
        return true;
    }

    @Override
    public void onEnd(ReadableSpan span) {
        // It is told by the exporter's own processor.
    }

    @Override
    public boolean isEndRequired() {
        return false;
    }
}
