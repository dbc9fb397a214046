package org.fengqiao.kernel.example;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.common.annotation.Identifier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.fengqiao.kernel.inbox.CommonLogChannel;
import org.fengqiao.kernel.messaging.Positions;
import org.fengqiao.kernel.testing.Infrastructure;
import org.fengqiao.kernel.testing.Tokens;

/** Traces of a service in which they are switched on: through calls, statements and records, without what they hold. */
@QuarkusTest
@QuarkusTestResource(
        value = Infrastructure.class,
        initArgs = {
            @ResourceArg(name = "service", value = "intake"),
            @ResourceArg(name = "parts", value = "postgres,kafka")
        })
@QuarkusTestResource(Tokens.class)
@TestProfile(TracesTest.SwitchedOn.class)
class TracesTest {

    private static final InMemorySpanExporter TOLD = InMemorySpanExporter.create();
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String CALLERS_SPAN = "00f067aa0ba902b7";
    private static final String TRACEPARENT = "00-" + TRACE + "-" + CALLERS_SPAN + "-01";

    /** The one property, and spans that stay in this process. */
    public static class SwitchedOn implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("quarkus.otel.sdk.disabled", "false", "quarkus.otel.traces.exporter", "none");
        }
    }

    /** Takes the spans. */
    @Singleton
    static class Told {
        @Produces
        @Singleton
        SpanProcessor inMemory() {
            return SimpleSpanProcessor.create(TOLD);
        }
    }

    @Inject
    CommonLogChannel commonLog;

    @Inject
    @Identifier(Positions.LISTENER)
    Positions positions;

    @BeforeEach
    void forget() {
        TOLD.reset();
    }

    private static List<SpanData> spans(SpanKind kind) {
        return TOLD.getFinishedSpanItems().stream()
                .filter(span -> span.getKind() == kind)
                .toList();
    }

    private static UUID promised(String what, String name) {
        var id = UUID.randomUUID();
        KernelAtWorkTest.clerk()
                .header("traceparent", TRACEPARENT)
                .body(Map.of("what", what, "name", name, "phone", "13900001111"))
                .post("/promises/{id}?remark=" + name, id);
        return id;
    }

    /** The trace of the case's events, in their order. */
    private static List<String> tracesOf(UUID caseId) {
        try (var connection = DriverManager.getConnection(Infrastructure.superuserJdbcUrl("intake"));
                var query = connection.prepareStatement(
                        "select traceparent from event where case_id = ? order by version")) {
            query.setObject(1, caseId);
            var rows = query.executeQuery();
            var found = new ArrayList<String>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private void deliver(ConsumerRecord<byte[], byte[]> record) throws Throwable {
        // A partition of its own: of the others, tests before may have had records done.
        var partition = new TopicPartition("case-events", 9);
        var poll = new ConsumerRecords<>(
                Map.of(
                        partition,
                        List.of(new ConsumerRecord<>(
                                partition.topic(),
                                partition.partition(),
                                0,
                                0,
                                TimestampType.CREATE_TIME,
                                0,
                                0,
                                record.key(),
                                record.value(),
                                record.headers(),
                                Optional.empty()))),
                Map.of());
        try (var consumer = new MockConsumer<byte[], byte[]>("earliest")) {
            consumer.assign(List.of(partition));
            positions.onPartitionsAssigned(consumer, List.of(partition));
        }
        VertxContextSupport.subscribeAndAwait(() -> commonLog.onPoll(poll));
    }

    @Test
    void theTraceOfACallGoesOnInItsStatementsAndWithItsEvent() {
        var caseId = promisedWithoutQuery();

        var call = spans(SpanKind.SERVER);
        assertThat(call).singleElement().satisfies(span -> {
            assertThat(span.getTraceId()).isEqualTo(TRACE);
            assertThat(span.getParentSpanId()).isEqualTo(CALLERS_SPAN);
            assertThat(span.getName()).isEqualTo("POST /promises/{id}");
        });
        assertThat(spans(SpanKind.CLIENT))
                .isNotEmpty()
                .anySatisfy(span -> assertThat(span.getParentSpanId())
                        .isEqualTo(call.getFirst().getSpanId()));
        assertThat(tracesOf(caseId))
                .isNotEmpty()
                .containsOnly("00-%s-%s-01".formatted(TRACE, call.getFirst().getSpanId()));
    }

    private static UUID promisedWithoutQuery() {
        var id = UUID.randomUUID();
        KernelAtWorkTest.clerk()
                .header("traceparent", TRACEPARENT)
                .body(Map.of("what", "to be on time"))
                .post("/promises/{id}", id)
                .then()
                .statusCode(200);
        await().atMost(Duration.ofSeconds(10))
                .until(() -> !spans(SpanKind.SERVER).isEmpty());
        return id;
    }

    @Test
    void whatFollowsARecordContinuesItsTrace() throws Throwable {
        var caseId = promisedWithoutQuery();
        TOLD.reset();
        var record = KernelAtWorkTest.kept(caseId);
        var published = tracesOf(caseId).getFirst();
        record.headers().add("traceparent", published.getBytes(US_ASCII));

        deliver(record);

        var processed = spans(SpanKind.CONSUMER);
        assertThat(processed).singleElement().satisfies(span -> {
            assertThat(span.getTraceId()).isEqualTo(TRACE);
            assertThat(published).contains(span.getParentSpanId());
            assertThat(span.getName()).isEqualTo("process case-events");
        });
        assertThat(spans(SpanKind.CLIENT))
                .isNotEmpty()
                .allSatisfy(span -> assertThat(span.getTraceId()).isEqualTo(TRACE));
        assertThat(tracesOf(caseId).getLast())
                .isEqualTo("00-%s-%s-01".formatted(TRACE, processed.getFirst().getSpanId()));
        // The record itself stays as it came: it may have to go back.
        assertThat(new String(record.headers().lastHeader("traceparent").value(), US_ASCII))
                .isEqualTo(published);
    }

    @Test
    void noSpanHoldsWhatACallHolds() {
        var caseId = promised("keep quiet", "王秘密");
        promisedWithoutQuery();

        assertThat(TOLD.getFinishedSpanItems()).isNotEmpty();
        for (var span : TOLD.getFinishedSpanItems()) {
            assertThat(Stream.of(
                            span.getName(),
                            span.getStatus().getDescription(),
                            span.getAttributes().toString()))
                    .allSatisfy(text -> assertThat(text)
                            .doesNotContain("王秘密", "%E7%8E%8B", "13900001111", "quiet", caseId.toString()));
            assertThat(span.getEvents()).isEmpty();
        }
    }
}
