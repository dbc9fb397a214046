package org.fengqiao.kernel.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.List;
import java.util.Map;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;

import org.fengqiao.kernel.messaging.Envelope.Malformed;

/** Headers of records: an envelope, or a named fault, whatever stands in them; and what is kept of them can be kept. */
class EnvelopePropertiesTest {

    private static final Map<String, String> WHOLE = Map.ofEntries(
            Map.entry("ce_id", "0198c0de-0000-7000-8000-000000000001"),
            Map.entry("ce_source", "/routing"),
            Map.entry("ce_type", "fengqiao.routing.case-claimed.v1"),
            Map.entry("ce_time", "2024-03-01T08:30:00+08:00"),
            Map.entry("ce_recordedtime", "2024-03-01T00:30:00Z"),
            Map.entry("ce_sequence", "3"),
            Map.entry("ce_actorid", "worker-1"),
            Map.entry("ce_actorrole", "mediator"),
            Map.entry("ce_correlationid", "0198c0de-0000-7000-8000-000000000002"),
            Map.entry("ce_causationid", "0198c0de-0000-7000-8000-000000000003"),
            Map.entry("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"));

    /** A whole envelope of which some headers were changed, lost or doubled. */
    @Provide
    Arbitrary<Headers> headers() {
        var values = Arbitraries.oneOf(
                Arbitraries.bytes().array(byte[].class).ofMaxSize(60),
                Arbitraries.of("", " ", "a\u0000b", "+10000-01-01T00:00:00Z", "-1", "99999999999999999999", "1-1-1-1-1")
                        .map(text -> text.getBytes(UTF_8)));
        var changed = Combinators.combine(Arbitraries.of(WHOLE.keySet()), values.injectNull(0.1))
                .as((name, value) -> (org.apache.kafka.common.header.Header) new RecordHeader(name, value));
        return Combinators.combine(
                        changed.list().ofMaxSize(3),
                        Arbitraries.of(WHOLE.keySet()).set().ofMaxSize(2))
                .as((others, lost) -> {
                    var headers = new RecordHeaders();
                    WHOLE.forEach((name, value) -> headers.add(name, value.getBytes(UTF_8)));
                    lost.forEach(headers::remove);
                    others.forEach(headers::add);
                    return headers;
                });
    }

    @Property
    void headersAreAnEnvelopeOrMalformed(@ForAll("headers") Headers headers) {
        try {
            var envelope = Envelope.of(headers);
            assertThat(envelope.source()).isNotBlank();
            assertThat(envelope.type()).isEqualTo(Envelope.typeOf(headers));
            assertThat(envelope.traceparent())
                    .satisfiesAnyOf(
                            trace -> assertThat(trace).isNull(),
                            trace -> assertThat(trace).hasSize(55));
        } catch (Malformed malformed) {
            assertThat(malformed.getMessage()).startsWith("header ce_").hasSizeLessThan(100);
        }
        assertThat(Envelope.wellFormedTypeOf(headers))
                .satisfiesAnyOf(
                        type -> assertThat(type).isNull(),
                        type -> assertThat(type).matches("[a-z0-9.-]{1,300}"));
    }

    @Property
    void keptHeadersAreTheOnesThatCame(@ForAll("headers") Headers headers) {
        var text = written(headers);
        assertThat(text.chars()).allMatch(character -> character >= ' ');
        assertThat(org.fengqiao.kernel.messaging.RecordHeaders.read(text)).isEqualTo(headers);
    }

    private static String written(Headers headers) {
        return org.fengqiao.kernel.messaging.RecordHeaders.write(headers);
    }

    @Property
    void whatIsToldOfABadRecordCanBeKept(@ForAll String text, @ForAll @IntRange(min = 1, max = 50) int longest) {
        var kept = StorableText.of(text, longest);
        assertThat(kept.length()).isLessThanOrEqualTo(longest);
        assertThat(List.of(kept, StorableText.of(kept, longest))).containsOnly(kept);
        assertThatCode(() -> UTF_8.newEncoder().encode(java.nio.CharBuffer.wrap(kept)))
                .doesNotThrowAnyException();
        assertThat(kept).doesNotContain("\u0000");
    }
}
