package org.fengqiao.benchmarks;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Rate at which threads get things done, each one piece of work after the other. */
final class Throughput {

    private Throughput() {}

    /** Work that one thread does over and over. Not thread-safe. */
    @FunctionalInterface
    interface Work extends AutoCloseable {
        /** Does a piece, and returns how many things that were. */
        int piece() throws Exception;

        /** Lets go of what it holds, such as a connection. */
        @Override
        default void close() throws SQLException {}
    }

    /**
     * Returns how many things were done in a second.
     *
     * @param threads so many threads
     * @param seconds so long; a piece that has begun is done to its end, and its time counts
     * @param work begins the work of one thread
     */
    static double perSecond(int threads, int seconds, Callable<Work> work) throws Exception {
        var all = new ArrayList<Work>();
        try (var executor = Executors.newFixedThreadPool(threads)) {
            for (var thread = 0; thread < threads; thread++) {
                all.add(work.call());
            }
            var started = System.nanoTime();
            var end = started + TimeUnit.SECONDS.toNanos(seconds);
            var running = new ArrayList<Future<Long>>();
            for (var each : all) {
                running.add(executor.submit(() -> {
                    var done = 0L;
                    while (System.nanoTime() < end) {
                        done += each.piece();
                    }
                    return done;
                }));
            }
            var done = 0L;
            for (var each : running) {
                done += each.get();
            }
            return done / ((System.nanoTime() - started) / 1e9);
        } finally {
            for (var each : all) {
                each.close();
            }
        }
    }
}
