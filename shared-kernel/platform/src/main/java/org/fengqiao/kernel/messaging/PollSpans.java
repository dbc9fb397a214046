package org.fengqiao.kernel.messaging;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.opentelemetry.api.trace.Span;
import io.smallrye.mutiny.Uni;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.tracing.Tracing;

/**
 * Spans of the records of one poll. A record's span continues the trace that its header {@code traceparent} names, and
 * the record is read as if it named the span, so that what follows from it, the next event above all, continues the
 * trace in turn. Does nothing where tracing is off.
 */
final class PollSpans {

    private static final String TRACEPARENT = "traceparent";

    private final Tracing tracing;
    private final List<Span> ofRecords = new ArrayList<>();

    PollSpans(Tracing tracing) {
        this.tracing = tracing;
    }

    /** Has the record read; its span begins if it is of concern. */
    <T> Optional<T> read(ConsumerRecord<byte[], byte[]> record, Inbox<T> inbox) {
        if (!tracing.isOn()) {
            return inbox.read(record);
        }
        var span = tracing.consumer(
                record.topic(), record.partition(), record.offset(), typeOf(record), traceparentOf(record));
        var named = Tracing.traceparent(span);
        // A span that nobody ends is told to nobody: records of no concern have none.
        var read = inbox.read(named == null ? record : naming(record, named));
        if (read.isPresent()) {
            ofRecords.add(span);
        }
        return read;
    }

    /** Does the work on the records within their spans, which end with it. */
    Uni<Void> around(Uni<Void> work) {
        return ofRecords.isEmpty() ? work : tracing.around(List.copyOf(ofRecords), work);
    }

    private static @Nullable String typeOf(ConsumerRecord<byte[], byte[]> record) {
        return Envelope.wellFormedTypeOf(record.headers());
    }

    private static @Nullable String traceparentOf(ConsumerRecord<byte[], byte[]> record) {
        return Envelope.traceparentOf(record.headers());
    }

    /** Returns a copy that names the trace; the record itself may have to go back as it came. */
    private static ConsumerRecord<byte[], byte[]> naming(ConsumerRecord<byte[], byte[]> record, String traceparent) {
        var headers = new RecordHeaders();
        for (Header header : record.headers()) {
            if (!header.key().equals(TRACEPARENT)) {
                headers.add(header);
            }
        }
        headers.add(TRACEPARENT, traceparent.getBytes(US_ASCII));
        return new ConsumerRecord<>(
                record.topic(),
                record.partition(),
                record.offset(),
                record.timestamp(),
                record.timestampType(),
                record.serializedKeySize(),
                record.serializedValueSize(),
                record.key(),
                record.value(),
                headers,
                record.leaderEpoch());
    }
}
