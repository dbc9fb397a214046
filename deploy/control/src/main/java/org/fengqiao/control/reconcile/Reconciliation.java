package org.fengqiao.control.reconcile;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Comparison of what is recorded with what is on the topic. Both come in any order and once: they are put into files by
 * their case, and compared file by file, so that memory holds one part of {@value #PARTS} of them. Single-use, not
 * thread-safe.
 */
public final class Reconciliation implements AutoCloseable {

    /** Number of files of each side. */
    static final int PARTS = 128;

    private static final int BUFFER = 8 * 1024;

    private final Path folder;
    private final DataOutputStream[] recorded;
    private final DataOutputStream[] published;

    private Reconciliation(Path folder) throws IOException {
        this.folder = folder;
        this.recorded = files("recorded");
        this.published = files("published");
    }

    /** Returns one whose files are in a new folder of the machine's temporary ones, and go when it is closed. */
    public static Reconciliation begin() throws IOException {
        return new Reconciliation(Files.createTempDirectory("casectl-reconcile"));
    }

    private DataOutputStream[] files(String side) throws IOException {
        var files = new DataOutputStream[PARTS];
        for (var part = 0; part < PARTS; part++) {
            files[part] =
                    new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file(side, part)), BUFFER));
        }
        return files;
    }

    private Path file(String side, int part) {
        return folder.resolve(side + "-" + part);
    }

    private static int partOf(UUID caseId) {
        return Math.floorMod(caseId.hashCode() * 0x9E3779B9, PARTS);
    }

    /** Takes an event that is recorded. */
    public void recorded(EventPlace event) throws IOException {
        event.write(recorded[partOf(event.caseId())]);
    }

    /** Takes an event that is on the topic. */
    public void published(EventPlace event) throws IOException {
        event.write(published[partOf(event.caseId())]);
    }

    private record Place(int service, UUID caseId, long version) {
        static Place of(EventPlace event) {
            return new Place(event.service(), event.caseId(), event.version());
        }
    }

    /** Use of a difference. */
    @FunctionalInterface
    public interface Found {
        /** Takes one. */
        void take(Difference one) throws IOException, InterruptedException;
    }

    /** Hands over the differences, those of a case together and in the order of its events. */
    public void compare(Found found) throws IOException, InterruptedException {
        for (var part = 0; part < PARTS; part++) {
            recorded[part].close();
            published[part].close();
            compare(read(file("recorded", part)), read(file("published", part)), found);
        }
    }

    private static void compare(List<EventPlace> recorded, List<EventPlace> published, Found found)
            throws IOException, InterruptedException {
        Map<Place, List<EventPlace>> onTopic = new HashMap<>();
        published.forEach(event -> onTopic.computeIfAbsent(Place.of(event), _ -> new ArrayList<>(1))
                .add(event));
        var differences = new ArrayList<Difference>();
        for (var event : recorded) {
            var there = onTopic.remove(Place.of(event));
            var times = there == null ? 0 : there.size();
            if (times == 0) {
                differences.add(difference(Difference.Kind.MISSING, event, 0));
            } else if (there.stream().anyMatch(other -> !other.equals(event))) {
                differences.add(difference(Difference.Kind.DIFFERENT, event, times));
            } else if (times > 1) {
                differences.add(difference(Difference.Kind.DOUBLED, event, times));
            }
        }
        onTopic.values()
                .forEach(strange ->
                        differences.add(difference(Difference.Kind.NOT_RECORDED, strange.getFirst(), strange.size())));
        differences.sort(Comparator.comparing(Difference::caseId)
                .thenComparing(Difference::service)
                .thenComparing(Difference::version));
        for (var difference : differences) {
            found.take(difference);
        }
    }

    private static Difference difference(Difference.Kind kind, EventPlace event, int times) {
        return new Difference(kind, event.service(), event.caseId(), event.version(), event.eventId(), times);
    }

    private static List<EventPlace> read(Path file) throws IOException {
        var events = new ArrayList<EventPlace>();
        try (var from = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER))) {
            while (true) {
                events.add(EventPlace.read(from));
            }
        } catch (EOFException _) {
            return events;
        }
    }

    /** Removes the files. */
    @Override
    public void close() throws IOException {
        for (var part = 0; part < PARTS; part++) {
            recorded[part].close();
            published[part].close();
        }
        try (var files = Files.list(folder)) {
            files.forEach(file -> {
                try {
                    Files.deleteIfExists(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
        Files.deleteIfExists(folder);
    }
}
