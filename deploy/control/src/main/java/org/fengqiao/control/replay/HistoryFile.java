package org.fengqiao.control.replay;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;

import org.fengqiao.kernel.json.Json;
import org.fengqiao.local.Service;
import org.fengqiao.local.UserError;

/**
 * Histories in files: lines of JSON. The first line says what it is, {@code {"history": "fengqiao.case-history.v1",
 * "messages": true}}, where {@code messages} tells whether messages to partners are in it. Each further one is an
 * event, {@code {"event": {…}}}, or a message to a partner, {@code {"message": {…}}}, with the fields of {@link
 * CaseEvent} and {@link SentMessage}. Events are in the order of the replay. A file may have several cases.
 *
 * @param file the file
 */
public record HistoryFile(Path file) implements HistorySource {

    private static final String FORMAT = "fengqiao.case-history.v1";

    /** Numbers keep the digits they are written with. */
    private static final ObjectMapper JSON = Json.mapper()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .configure(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES, false);

    /** Returns a body as it is kept, read as a tree. */
    public static JsonNode tree(String data) {
        try {
            return JSON.readTree(data);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a body that is no JSON", e);
        }
    }

    /** Writes the history. */
    public static void write(CaseHistory history, Writer out) throws IOException {
        var messages = history.messages();
        line(out, JSON.createObjectNode().put("history", FORMAT).put("messages", messages != null));
        for (var event : history.events()) {
            line(out, JSON.createObjectNode().set("event", JSON.valueToTree(event)));
        }
        if (messages != null) {
            for (var message : messages) {
                line(out, JSON.createObjectNode().set("message", JSON.valueToTree(message)));
            }
        }
    }

    private static void line(Writer out, JsonNode line) throws IOException {
        out.write(line.toString());
        out.write('\n');
    }

    @Override
    public CaseHistory read(UUID caseId, Set<Service> services) throws IOException {
        var events = new ArrayList<CaseEvent>();
        var messages = new ArrayList<SentMessage>();
        var knowsMessages = read(
                event -> {
                    if (event.caseId().equals(caseId) && services.contains(event.recordedBy())) {
                        events.add(event);
                    }
                },
                message -> {
                    if (message.caseId().equals(caseId)) {
                        messages.add(message);
                    }
                });
        if (events.isEmpty()) {
            throw new UserError("%s has no event of case %s.".formatted(file, caseId));
        }
        return CaseHistory.of(caseId, events, knowsMessages ? messages : null);
    }

    /** Use of an event. */
    @FunctionalInterface
    public interface EventUse {
        /** Takes the event. */
        void take(CaseEvent event) throws IOException;
    }

    /** Hands over all events, line by line; those of a stream in its order. */
    public void events(EventUse use) throws IOException {
        read(use, _ -> {});
    }

    private boolean read(EventUse ofEvents, Consumer<SentMessage> ofMessages) throws IOException {
        try (var in = Files.newBufferedReader(file)) {
            var knowsMessages = head(in);
            var number = 1;
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                number++;
                CaseEvent event = null;
                try {
                    var read = JSON.readTree(line);
                    if (read.has("event")) {
                        event = JSON.treeToValue(read.get("event"), CaseEvent.class);
                        Objects.requireNonNull(event.caseId());
                        event.recordedBy();
                    } else if (read.has("message")) {
                        ofMessages.accept(JSON.treeToValue(read.get("message"), SentMessage.class));
                    }
                } catch (JsonProcessingException | RuntimeException _) {
                    // What stands there may be about people, so it is not quoted.
                    throw new UserError("%s, line %d is no event of a history; export it again with casectl export."
                            .formatted(file, number));
                }
                if (event != null) {
                    ofEvents.take(event);
                }
            }
            return knowsMessages;
        } catch (NoSuchFileException _) {
            throw new UserError("There is no file %s.".formatted(file));
        }
    }

    /** Returns the cases in the file, in the order in which they begin. */
    public Set<UUID> cases() throws IOException {
        var cases = new LinkedHashSet<UUID>();
        try (var in = Files.newBufferedReader(file)) {
            head(in);
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                var id = JSON.readTree(line).path("event").path("caseId").asText(null);
                if (id != null) {
                    cases.add(UUID.fromString(id));
                }
            }
        }
        return cases;
    }

    private boolean head(BufferedReader in) throws IOException {
        var first = in.readLine();
        try {
            var head = first == null ? null : JSON.readTree(first);
            if (head != null && FORMAT.equals(head.path("history").asText())) {
                return head.path("messages").asBoolean();
            }
        } catch (JsonProcessingException _) {
            // Said below, as for any other file.
        }
        throw new UserError("%s is no history; casectl export writes one.".formatted(file));
    }
}
