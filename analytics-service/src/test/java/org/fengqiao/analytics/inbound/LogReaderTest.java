package org.fengqiao.analytics.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.fengqiao.analytics.inbound.LogReader.Reading;
import org.fengqiao.analytics.model.MeasuredEvent;
import org.fengqiao.analytics.testing.LogEntry;
import org.fengqiao.analytics.testing.Story;
import org.fengqiao.kernel.json.Json;
import org.fengqiao.kernel.legalclock.DeadlineTypes;

class LogReaderTest {

    private final LogReader reader = new LogReader(Json.mapper());

    static Stream<Path> approvedSamples() throws IOException {
        var samples = Stream.<Path>builder();
        for (var service : List.of("intake", "routing", "mediation", "petition")) {
            var folder = Path.of("..", service + "-service", "src/test/resources/approved");
            if (Files.isDirectory(folder)) {
                try (var files = Files.list(folder)) {
                    files.filter(f -> f.getFileName().toString().startsWith("fengqiao." + service + "."))
                            .sorted()
                            .forEach(samples);
                }
            }
        }
        return samples.build();
    }

    @ParameterizedTest
    @MethodSource("approvedSamples")
    void every_event_as_its_service_approved_it_can_be_read(Path sample) throws IOException {
        var type = sample.getFileName().toString().replaceFirst("\\.json$", "");

        var measured = reader.measured(type, Files.readAllBytes(sample));

        assertThat(measured instanceof MeasuredEvent.Unmeasured)
                .as("unmeasured")
                .isEqualTo(!LogReader.measured().contains(type));
    }

    static Stream<Arguments> deadlineSamplesOfEachService() throws IOException {
        try (var files = Files.list(Path.of("..", "shared-kernel", "tests", "src/test/resources/approved"))) {
            var samples = files.sorted().toList();
            return Stream.of("intake", "routing", "mediation", "petition")
                    .flatMap(service -> samples.stream()
                            .map(sample -> Arguments.of(
                                    sample.getFileName()
                                            .toString()
                                            .replace("fengqiao.petition.", "fengqiao." + service + ".")
                                            .replaceFirst("\\.json$", ""),
                                    sample)));
        }
    }

    @ParameterizedTest
    @MethodSource("deadlineSamplesOfEachService")
    void of_what_happens_to_deadlines_in_any_service_only_their_ends_move_a_number(String type, Path sample)
            throws IOException {
        var measured = reader.measured(type, Files.readAllBytes(sample));

        assertThat(measured)
                .isInstanceOf(
                        type.endsWith(".deadline-met.v1")
                                ? MeasuredEvent.DeadlineMet.class
                                : type.endsWith(".deadline-breached.v1")
                                        ? MeasuredEvent.DeadlineBreached.class
                                        : MeasuredEvent.Unmeasured.class);
    }

    @Test
    void every_type_that_moves_a_number_is_one_that_its_service_writes() throws IOException {
        var services = new java.util.TreeSet<String>();
        var approved = new java.util.TreeSet<String>();
        approvedSamples().forEach(sample -> {
            var type = sample.getFileName().toString().replaceFirst("\\.json$", "");
            services.add(type.split("\\.")[1]);
            approved.add(type);
        });
        services.forEach(service -> approved.addAll(DeadlineTypes.of(service).names()));

        assertThat(services).isNotEmpty();
        assertThat(approved)
                .containsAll(LogReader.measured().stream()
                        .filter(type -> services.contains(type.split("\\.")[1]))
                        .toList());
    }

    @Test
    void a_type_that_moves_no_number_is_part_of_the_history_word_for_word() {
        var body = "{ \"odd\" :  [1,2] }";
        var entry = Story.at("2024-03-01T04:00:00Z")
                .event("mediation", "something-new", body)
                .last();

        assertThat(reader.read(entry.consumed(0))).isInstanceOfSatisfying(Reading.Readable.class, readable -> {
            assertThat(readable.event().data()).isEqualTo(body);
            assertThat(readable.event().measured()).isEqualTo(new MeasuredEvent.Unmeasured());
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "routing; case-closed; {\"outcome\":\"AGREED\"}",
                "routing; case-closed; {\"closure\":\"first\",\"outcome\":\"AGREED\"}",
                "intake; case-registered; {\"channel\":\"WINDOW\"}",
                "mediation; revisit-given-up; {\"closure\":1,\"round\":1}",
                "mediation; revisit-answered; {\"closure\":1,\"round\":1,\"partyId\":\"a\",\"satisfaction\":5}",
                "mediation; revisit-answered;"
                        + " {\"closure\":1,\"round\":1,\"partyId\":\"a\",\"side\":\"APPLICANT\",\"satisfaction\":9}",
                "mediation; agreement-signed; {\"custody\":1}",
                "routing; deadline-met; {\"name\":\"claim-1\",\"rule\":\"claim\",\"onTime\":true}",
                "petition; deadline-breached; {\"name\":\"notice-1\",\"dueAt\":\"2024-03-01T00:00:00Z\"}",
                "mediation; anything; {broken",
                "mediation; anything; \"broken",
                "mediation; anything; {} {}",
                "mediation; anything; ''"
            })
    void a_body_no_number_can_be_made_of_is_unreadable_and_is_not_quoted(String service, String event, String body) {
        var entry = Story.at("2024-03-01T04:00:00Z").event(service, event, body).last();

        assertThat(reader.read(entry.consumed(0))).isInstanceOfSatisfying(Reading.Unreadable.class, unreadable -> {
            assertThat(unreadable.code()).isEqualTo("kernel.unreadable-event");
            assertThat(unreadable.detail()).doesNotContain("AGREED", "broken", "WINDOW");
        });
    }

    @ParameterizedTest
    @CsvSource({"ce_id", "ce_type", "ce_source", "ce_time", "ce_recordedtime", "ce_sequence"})
    void an_envelope_that_lacks_what_orders_the_log_is_unreadable(String header) {
        var record = accepted().consumed(0);
        record.headers().remove(header);

        assertThat(reader.read(record))
                .isInstanceOfSatisfying(
                        Reading.Unreadable.class,
                        unreadable -> assertThat(unreadable.code()).isEqualTo("kernel.malformed-envelope"));
    }

    @Test
    void a_sequence_counts_from_1() {
        var record = accepted().consumed(0);
        record.headers().remove("ce_sequence").add(new RecordHeader("ce_sequence", new byte[] {'0'}));

        assertThat(reader.read(record)).isInstanceOf(Reading.Unreadable.class);
    }

    private static LogEntry accepted() {
        return Story.at("2024-03-01T04:00:00Z")
                .from("WINDOW", "昆都仑区", "s", null, null)
                .accepted()
                .last();
    }
}
