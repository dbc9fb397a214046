package org.fengqiao.caseload.log;

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
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;

import org.jspecify.annotations.Nullable;

import org.fengqiao.caseload.Json;

/**
 * Sorting of more than fits into the memory: runs are sorted there and written to a folder of their own, and merged
 * while they are read. Not thread-safe; single-use.
 *
 * @param <T> what is sorted, as JSON on the disk
 */
public final class ExternalSort<T> implements AutoCloseable {

    /** Number of runs that are merged at a time: each has a file open. */
    private static final int MOST_RUNS = 64;

    private final Class<T> type;
    private final Comparator<? super T> order;
    private final int atMost;
    private final Path folder;
    private final List<Path> runs = new ArrayList<>();
    private List<T> held = new ArrayList<>();
    private int written;

    /**
     * Sorts in this order.
     *
     * @param atMost how many are held in memory
     */
    public ExternalSort(Class<T> type, Comparator<? super T> order, int atMost) throws IOException {
        this.type = type;
        this.order = order;
        this.atMost = atMost;
        this.folder = Files.createTempDirectory("fengqiao-sort");
    }

    /** Adds one more. */
    public void add(T item) {
        held.add(item);
        if (held.size() >= atMost) {
            try {
                spill();
            } catch (IOException exception) {
                throw new UncheckedIOException(exception);
            }
        }
    }

    private void spill() throws IOException {
        held.sort(order);
        runs.add(write(held.iterator()));
        held = new ArrayList<>();
        if (runs.size() >= MOST_RUNS) {
            var merged = write(new Merged(List.copyOf(runs), List.of()));
            for (var run : runs) {
                Files.delete(run);
            }
            runs.clear();
            runs.add(merged);
        }
    }

    private Path write(Iterator<T> items) throws IOException {
        written++;
        var run = folder.resolve("run-" + written);
        try (var out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(run)))) {
            while (items.hasNext()) {
                var bytes = Json.MAPPER.writeValueAsBytes(items.next());
                out.writeInt(bytes.length);
                out.write(bytes);
            }
        }
        return run;
    }

    /** Returns everything in order. What is equal comes in the order in which it was added. */
    public Iterator<T> sorted() throws IOException {
        held.sort(order);
        return new Merged(runs, held);
    }

    @Override
    public void close() throws IOException {
        for (var run : runs) {
            Files.deleteIfExists(run);
        }
        try (var left = Files.list(folder)) {
            for (var file : left.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    /** Head of a run. */
    private record Head<T>(T item, int run, Iterator<T> rest) {}

    private final class Merged implements Iterator<T> {

        private final PriorityQueue<Head<T>> heads = new PriorityQueue<>(
                Comparator.<Head<T>, T>comparing(Head::item, order).thenComparing(Head::run));

        Merged(List<Path> files, List<T> last) throws IOException {
            var number = 0;
            for (var file : files) {
                push(number, new Run(file));
                number++;
            }
            push(number, last.iterator());
        }

        private void push(int run, Iterator<T> rest) {
            if (rest.hasNext()) {
                heads.add(new Head<>(rest.next(), run, rest));
            }
        }

        @Override
        public boolean hasNext() {
            return !heads.isEmpty();
        }

        @Override
        public T next() {
            var head = heads.poll();
            if (head == null) {
                throw new NoSuchElementException();
            }
            push(head.run(), head.rest());
            return head.item();
        }
    }

    /** Items of a file; it is closed at its end. */
    private final class Run implements Iterator<T> {

        private final DataInputStream in;
        private @Nullable T next;

        Run(Path file) throws IOException {
            this.in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)));
            this.next = read();
        }

        private @Nullable T read() throws IOException {
            int length;
            try {
                length = in.readInt();
            } catch (EOFException _) {
                in.close();
                return null;
            }
            return Json.MAPPER.readValue(in.readNBytes(length), type);
        }

        @Override
        public boolean hasNext() {
            return next != null;
        }

        @Override
        public T next() {
            var item = next;
            if (item == null) {
                throw new NoSuchElementException();
            }
            try {
                next = read();
            } catch (IOException exception) {
                throw new UncheckedIOException(exception);
            }
            return item;
        }
    }
}
