package org.fengqiao.verification;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

import org.fengqiao.local.UserError;

/**
 * Part of the log about samples of evaluation and the closings they are drawn from. It can be written to a file and
 * read from it: one CloudEvent in JSON a line, in the order of the topics.
 */
final class SampleLog {

    /** The topics it is read from: the samples first, so that their order is known. */
    static final List<String> TOPICS = List.of("reference-events", "case-events");

    private static final String DRAWN = "fengqiao.routing.sample-drawn.v1";
    private static final String CLOSED = "fengqiao.routing.case-closed.v1";
    private static final String REOPENED = "fengqiao.routing.case-reopened.v1";
    private static final String SAMPLED = "fengqiao.routing.review-sampled.v1";
    private static final Set<String> TYPES = Set.of(DRAWN, CLOSED, REOPENED, SAMPLED);

    /**
     * One event.
     *
     * @param subject the case, or the entry of the register
     * @param time when it took effect
     * @param sequence its number in the stream
     */
    record Entry(
            UUID id, String type, String subject, Instant time, Instant recordedTime, long sequence, JsonNode data) {

        private boolean isA(String other) {
            return type.equals(other);
        }

        /** Returns the sample that it belongs to; empty for an event of no sample. */
        String sample() {
            return data.path("sample").asText();
        }

        int closure() {
            return data.path("closure").asInt();
        }
    }

    /** A closing that a sample can be drawn from. */
    record Closing(String caseId, int closure, String unit, String outcome) {}

    private final ObjectMapper json;
    private final Set<UUID> known = new HashSet<>();
    private final List<Entry> samples = new ArrayList<>();
    private final Map<String, List<Entry>> cases = new TreeMap<>();

    SampleLog(ObjectMapper json) {
        this.json = json;
    }

    /** Adds a record of a topic; those that say nothing about samples are left out. */
    void add(Headers headers, byte @Nullable [] value) throws IOException {
        var type = text(headers, "ce_type");
        if (type == null || !TYPES.contains(type)) {
            return;
        }
        add(new Entry(
                UUID.fromString(required(headers, "ce_id")),
                type,
                required(headers, "ce_subject"),
                time(required(headers, "ce_time")),
                time(required(headers, "ce_recordedtime")),
                Long.parseLong(required(headers, "ce_sequence")),
                json.readTree(value)));
    }

    /**
     * Adds the lines of a file.
     *
     * @throws UserError that names the first line that is no event
     */
    void addAll(BufferedReader file) throws IOException {
        var number = 0;
        for (var line = file.readLine(); line != null; line = file.readLine()) {
            number++;
            if (line.isBlank()) {
                continue;
            }
            try {
                add(json.readTree(line));
            } catch (JsonProcessingException | IllegalArgumentException | DateTimeException _) {
                throw new UserError("Line %d is no event of the log.".formatted(number));
            }
        }
    }

    private void add(JsonNode line) {
        var type = line.path("type").asText();
        if (TYPES.contains(type)) {
            add(new Entry(
                    UUID.fromString(line.path("id").asText()),
                    type,
                    line.path("subject").asText(),
                    time(line.path("time").asText()),
                    time(line.path("recordedtime").asText()),
                    Long.parseLong(line.path("sequence").asText()),
                    line.path("data")));
        }
    }

    /** Adds an event, once: what is published again is the same event. */
    private void add(Entry entry) {
        if (!known.add(entry.id())) {
            return;
        }
        if (entry.isA(DRAWN)) {
            samples.add(entry);
        } else {
            cases.computeIfAbsent(entry.subject(), _ -> new ArrayList<>()).add(entry);
        }
    }

    /** Writes it so that {@link #addAll} reads the same. */
    void writeTo(Writer file) throws IOException {
        for (var sample : samples) {
            write(sample, file);
        }
        for (var stream : cases.values()) {
            for (var entry : stream) {
                write(entry, file);
            }
        }
    }

    private void write(Entry entry, Writer file) throws IOException {
        var line = json.createObjectNode()
                .put("specversion", "1.0")
                .put("id", entry.id().toString())
                .put("source", "/routing")
                .put("type", entry.type())
                .put("subject", entry.subject())
                .put("time", entry.time().toString())
                .put("recordedtime", entry.recordedTime().toString())
                .put("sequence", Long.toString(entry.sequence()));
        line.set("data", entry.data());
        file.write(json.writeValueAsString(line));
        file.write('\n');
    }

    /** Returns all samples in the order in which they were drawn. */
    List<Entry> samples() {
        return List.copyOf(samples);
    }

    /** Returns the sample with this id. */
    Optional<Entry> sample(String id) {
        return samples.stream().filter(sample -> sample.sample().equals(id)).findFirst();
    }

    /** Returns the events by which cases were noted as drawn for this sample. */
    List<Entry> notedIn(Entry sample) {
        return cases.values().stream()
                .flatMap(List::stream)
                .filter(entry -> entry.isA(SAMPLED) && entry.sample().equals(sample.sample()))
                .toList();
    }

    /**
     * Returns the closings that a sample was drawn from: those of its period, place and unit that were neither undone
     * nor drawn when it was.
     *
     * @param from the first instant of its period
     * @param to the first instant after it
     */
    List<Closing> closings(Entry sample, Instant from, Instant to) {
        var later = new HashSet<String>();
        samples.subList(samples.indexOf(sample) + 1, samples.size()).forEach(other -> later.add(other.sample()));
        var closings = new ArrayList<Closing>();
        cases.forEach((caseId, stream) -> {
            var before = before(stream, sample, later);
            for (var at = 0; at < before.size(); at++) {
                var entry = before.get(at);
                if (entry.isA(CLOSED)
                        && before.subList(at + 1, before.size()).stream()
                                .noneMatch(next -> next.isA(REOPENED) || next.isA(SAMPLED))
                        && !entry.time().isBefore(from)
                        && entry.time().isBefore(to)
                        && isDrawnFrom(sample.data(), entry.data())) {
                    closings.add(new Closing(
                            caseId,
                            entry.closure(),
                            entry.data().path("unit").asText(),
                            entry.data().path("outcome").asText()));
                }
            }
        });
        return closings;
    }

    /**
     * Returns what had happened in a case when the sample was drawn. In a case that was drawn for it the case's own
     * order tells; in another one the time of recording, and of two samples at one time the order of the topic.
     */
    private static List<Entry> before(List<Entry> stream, Entry sample, Set<String> later) {
        var inOrder = stream.stream()
                .sorted(Comparator.comparingLong(Entry::sequence))
                .toList();
        for (var at = 0; at < inOrder.size(); at++) {
            if (inOrder.get(at).isA(SAMPLED) && inOrder.get(at).sample().equals(sample.sample())) {
                return inOrder.subList(0, at);
            }
        }
        return inOrder.stream()
                .filter(entry -> !entry.recordedTime().isAfter(sample.recordedTime()))
                .filter(entry -> !entry.isA(SAMPLED) || !later.contains(entry.sample()))
                .toList();
    }

    private static boolean isDrawnFrom(JsonNode sample, JsonNode closed) {
        return closed.path("place").path("district").equals(sample.path("district"))
                && (!sample.hasNonNull("unit") || sample.get("unit").equals(closed.get("unit")));
    }

    private static Instant time(String text) {
        return OffsetDateTime.parse(text).toInstant();
    }

    private static String required(Headers headers, String name) {
        var text = text(headers, name);
        if (text == null) {
            throw new UserError("A record of the log has no %s.".formatted(name));
        }
        return text;
    }

    private static @Nullable String text(Headers headers, String name) {
        var header = headers.lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), UTF_8);
    }
}
