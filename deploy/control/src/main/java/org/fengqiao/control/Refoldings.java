package org.fengqiao.control;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.StringJoiner;

import com.fasterxml.jackson.databind.JsonNode;

import org.fengqiao.local.Service;

/**
 * Refoldings of a service, followed from here: they run there, and go on if this command is ended.
 *
 * @param calls to the service
 * @param base its address
 */
record Refoldings(Calls calls, Service service, URI base) {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

    static Refoldings of(SystemOptions system, Service service) throws IOException {
        return new Refoldings(system.calls(), service, URI.create(system.of(service) + "/refoldings"));
    }

    /**
     * Begins one.
     *
     * @param tables empty for all
     */
    JsonNode begin(String kind, List<String> tables, String reason) throws IOException, InterruptedException {
        var body = new LinkedHashMap<String, Object>();
        body.put("kind", kind);
        body.put("reason", reason);
        if (!tables.isEmpty()) {
            body.put("tables", tables);
        }
        return calls.post(base, body, null);
    }

    /** Waits until it has ended, and shows how far it is; answers it as it ended. */
    JsonNode follow(JsonNode begun, Output output) throws InterruptedException {
        var id = begun.path("id").asText();
        var done = 0L;
        var now = begun;
        while (now.path("of").asLong() == 0 && isRunning(now)) {
            Thread.sleep(BETWEEN_LOOKS);
            now = find(id);
        }
        try (var progress =
                output.progress("streams of " + service.label(), now.path("of").asLong())) {
            while (isRunning(now)) {
                progress.step(now.path("streams").asLong() - done);
                done = now.path("streams").asLong();
                Thread.sleep(BETWEEN_LOOKS);
                now = find(id);
            }
        }
        return now;
    }

    /** Waits until it has ended; answers it as it ended. */
    JsonNode end(JsonNode begun) throws InterruptedException {
        var now = begun;
        while (isRunning(now)) {
            Thread.sleep(BETWEEN_LOOKS);
            now = find(begun.path("id").asText());
        }
        return now;
    }

    private static boolean isRunning(JsonNode refolding) {
        return refolding.path("state").asText().equals("RUNNING");
    }

    private JsonNode find(String id) throws InterruptedException {
        return calls.get(URI.create(base + "/" + id));
    }

    /** Returns the latest ones, the newest first. */
    JsonNode list() throws InterruptedException {
        return calls.get(base);
    }

    /** Ends one before it is done. */
    JsonNode stop(String id, String reason) throws IOException, InterruptedException {
        return calls.post(URI.create(base + "/" + id + "/stop"), java.util.Map.of("reason", reason), null);
    }

    /** Returns what a comparison found. */
    List<JsonNode> differences(JsonNode refolding) throws InterruptedException {
        var found = new ArrayList<JsonNode>();
        calls.each(URI.create(base + "/" + refolding.path("id").asText() + "/differences"), found::add);
        return found;
    }

    /** Adds a row for each table of it. */
    void results(Table table, JsonNode refolding) {
        refolding.path("results").properties().forEach(result -> {
            var of = result.getValue();
            table.row(
                    service.label(),
                    result.getKey(),
                    of.path("stored").asLong(),
                    of.path("folded").asLong(),
                    of.path("differing").asLong(),
                    of.path("storedDigest").asText(),
                    of.path("foldedDigest").asText(),
                    of.path("removed").asLong(),
                    of.path("changed").asLong(),
                    of.path("added").asLong());
        });
    }

    /** Returns a table for {@link #results}. */
    static Table resultsTable() {
        return Table.of(
                "service",
                "table",
                "stored",
                "folded",
                "differing",
                "storedDigest",
                "foldedDigest",
                "removed",
                "changed",
                "added");
    }

    /** Returns the differences of this service as rows of a table. */
    void differences(Table table, JsonNode refolding) throws InterruptedException {
        for (var one : differences(refolding)) {
            var parted = one.path("partedAt");
            var columns = new StringJoiner(",");
            one.path("columns").forEach(column -> columns.add(column.asText()));
            table.row(
                    service.label(),
                    one.path("stream").asText(),
                    one.path("kind").asText(),
                    one.path("table").asText(null),
                    columns.toString(),
                    parted.isObject() ? parted.path("version").asLong() : null,
                    parted.path("type").asText(null),
                    parted.path("eventId").asText(null),
                    one.path("stored").asText(null),
                    one.path("folded").asText(null));
        }
    }

    /** Returns a table for {@link #differences(Table, JsonNode)}. */
    static Table differencesTable() {
        return Table.of(
                "service", "stream", "kind", "table", "columns", "version", "event", "eventId", "stored", "folded");
    }

    /** Fails unless it is done. */
    void requireDone(JsonNode refolding) {
        if (!refolding.path("state").asText().equals("DONE")) {
            throw new Refused(
                    0,
                    "",
                    "The refolding %s of %s ended as %s: %s"
                            .formatted(
                                    refolding.path("id").asText(),
                                    service.label(),
                                    refolding.path("state").asText(),
                                    refolding.path("failure").asText("an operator stopped it")));
        }
    }
}
