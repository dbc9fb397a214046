package org.fengqiao.control;

import java.time.Duration;
import java.util.function.LongSupplier;

import org.fengqiao.local.Console;

/** Progress of long work with its rate and the time left, on one line of a terminal. Not thread-safe. */
public final class Progress implements AutoCloseable {

    private static final long BETWEEN_SHOWS = Duration.ofMillis(250).toNanos();

    private final Console console;
    private final String what;
    private final long total;
    private final LongSupplier nanoTime;
    private final long began;
    private long shownAt;
    private long done;

    Progress(Console console, String what, long total, LongSupplier nanoTime) {
        this.console = console;
        this.what = what;
        this.total = total;
        this.nanoTime = nanoTime;
        this.began = nanoTime.getAsLong();
        this.shownAt = began;
    }

    /** Notes that so many more steps are done. */
    public void step(long steps) {
        done += steps;
        var now = nanoTime.getAsLong();
        if (now - shownAt >= BETWEEN_SHOWS) {
            shownAt = now;
            console.progress(shown(now));
        }
    }

    private String shown(long now) {
        var perSecond = done * 1e9 / Math.max(1, now - began);
        var rate = "%,.0f/s".formatted(perSecond);
        return total < 0 || done == 0
                ? "%s: %,d, %s".formatted(what, done, rate)
                : "%s: %,d of %,d, %s, %s left"
                        .formatted(what, done, total, rate, Output.inWords(Duration.ofMillis((long)
                                ((total - done) / perSecond * 1000))));
    }

    /** Returns all that was done in one line, with the rate. */
    public String summary() {
        var took = Math.max(1, nanoTime.getAsLong() - began);
        return "%s: %,d in %.1f s, %,.0f/s".formatted(what, done, took / 1e9, done * 1e9 / took);
    }

    /** Takes the line away. */
    @Override
    public void close() {
        console.done();
    }
}
