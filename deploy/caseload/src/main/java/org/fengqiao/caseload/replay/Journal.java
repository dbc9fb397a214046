package org.fengqiao.caseload.replay;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

import com.fasterxml.jackson.core.JsonProcessingException;
import org.jspecify.annotations.Nullable;

import org.fengqiao.caseload.Json;

/**
 * Journal of a log that is played on this installation: the cases' ids, and the days that are over. A run that was
 * stopped goes on behind the last of them; the day in which it stopped is sent again, with the same keys. Kept beside
 * the databases, and thrown away with them. Thread-safe.
 */
public final class Journal implements AutoCloseable {

    private final Map<String, String> ids = new ConcurrentHashMap<>();
    private final Set<String> failed = ConcurrentHashMap.newKeySet();
    private final Map<String, Long> baseline = new TreeMap<>();
    private final BufferedWriter out;
    private @Nullable LocalDate playedThrough;
    private boolean hasBaseline;

    /** Line of the file, of which one field is there, or a case with its id. */
    private record Entry(
            @Nullable Map<String, Long> baseline,

            @com.fasterxml.jackson.annotation.JsonProperty("case") @Nullable
            String caseId,

            @Nullable String id,
            @Nullable String failed,
            @Nullable LocalDate day) {}

    private Journal(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        if (Files.exists(file)) {
            try (var lines = Files.lines(file)) {
                lines.forEach(this::remember);
            }
        }
        this.out = Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        // The last line may be torn: what follows does not go on in it.
        out.newLine();
    }

    /**
     * Opens the journal of a log.
     *
     * @param folder where journals are
     * @param name the log's name
     * @param fingerprint what is played of it
     * @param moved by how many days it is moved beyond what its mapping says
     */
    public static Journal of(Path folder, String name, String fingerprint, int moved) throws IOException {
        return new Journal(folder.resolve("%s-%s-%d.jsonl".formatted(name, fingerprint, moved)));
    }

    private void remember(String line) {
        if (line.isBlank()) {
            return;
        }
        Entry entry;
        try {
            entry = Json.MAPPER.readValue(line, Entry.class);
        } catch (JsonProcessingException _) {
            // The line at which a power cut came; what it would have said is sent again.
            return;
        }
        if (entry.baseline() != null) {
            baseline.putAll(entry.baseline());
            hasBaseline = true;
        } else if (entry.caseId() != null && entry.id() != null) {
            ids.put(entry.caseId(), entry.id());
        } else if (entry.failed() != null) {
            failed.add(entry.failed());
        } else if (entry.day() != null) {
            playedThrough = entry.day();
        }
    }

    /** Returns the figures as they were before the first row; empty if the log was never begun. */
    public Optional<Map<String, Long>> baseline() {
        return hasBaseline ? Optional.of(baseline) : Optional.empty();
    }

    void begin(Map<String, Long> figures) throws IOException {
        baseline.putAll(figures);
        hasBaseline = true;
        write(new Entry(figures, null, null, null, null));
        out.flush();
    }

    /** Returns the last day that is over; empty if none is. */
    public Optional<LocalDate> playedThrough() {
        return Optional.ofNullable(playedThrough);
    }

    boolean knowsCases() {
        return !ids.isEmpty();
    }

    @Nullable
    String idOf(String caseId) {
        return ids.get(caseId);
    }

    void is(String caseId, String id) {
        if (!id.equals(ids.put(caseId, id))) {
            write(new Entry(null, caseId, id, null, null));
        }
    }

    boolean hasFailed(String caseId) {
        return failed.contains(caseId);
    }

    void failed(String caseId) {
        if (failed.add(caseId)) {
            write(new Entry(null, null, null, caseId, null));
        }
    }

    void over(LocalDate day) throws IOException {
        if (!day.equals(playedThrough)) {
            playedThrough = day;
            write(new Entry(null, null, null, null, day));
            synchronized (this) {
                out.flush();
            }
        }
    }

    private synchronized void write(Entry entry) {
        try {
            out.write(Json.MAPPER.writeValueAsString(entry));
            out.newLine();
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
