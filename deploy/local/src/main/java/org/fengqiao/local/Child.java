package org.fengqiao.local;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/** A program that is kept running: started again when it dies, until it is stopped or dies at once again and again. */
final class Child {

    private final Program program;
    private final Path ownJar;
    private final Experience experience;
    private final InstantSource clock;
    private final Listener listener;
    private final Restarts restarts = new Restarts();
    private @Nullable Process process;
    private Instant startedAt = Instant.EPOCH;
    private final FreshStarts freshStarts = new FreshStarts();
    private boolean stopping;
    private boolean startingAnew;

    /** Listener to what happens to a child. */
    interface Listener {
        /** Tells that the child runs, for the first time or again. */
        void started(Child child, ProcessHandle process);

        /**
         * Tells that the child died and will be started again after the pause.
         *
         * @param inVain how many starts in a row did not help; 0 while that is not to be told
         */
        void died(Child child, int exitCode, Duration hadRun, Duration pause, int inVain);

        /** Tells that the child died at once so many times in a row that it is left alone. */
        void givenUp(Child child, int exitCode, int timesInARow);
    }

    Child(Program program, Path ownJar, Experience experience, InstantSource clock, Listener listener) {
        this.program = program;
        this.ownJar = ownJar;
        this.experience = experience;
        this.clock = clock;
        this.listener = listener;
    }

    Program program() {
        return program;
    }

    /** Starts the process. */
    synchronized void start() throws IOException {
        if (stopping) {
            return;
        }
        startedAt = clock.instant();
        var started = program.process(ownJar, experience.options(program)).start();
        process = started;
        listener.started(this, started.toHandle());
        var _ = started.onExit().thenAccept(this::ended);
    }

    /** Returns whether the process runs at this moment. */
    synchronized boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** Says what to do about the process, which says that it is not alive. */
    synchronized FreshStarts.Verdict notAlive() {
        return freshStarts.notAlive(clock.instant());
    }

    /** Ends the process at once; it is started again, and not as one that died by itself. */
    synchronized void startAnew() {
        if (process != null) {
            startingAnew = true;
            process.destroyForcibly();
        }
    }

    /** Asks the process to end, waits for it, and ends it by force when the time is over. */
    void stop(Duration grace) throws InterruptedException {
        Process running;
        synchronized (this) {
            stopping = true;
            running = process;
        }
        if (running == null) {
            return;
        }
        running.destroy();
        if (!running.waitFor(grace.toMillis(), TimeUnit.MILLISECONDS)) {
            running.destroyForcibly().waitFor();
        }
    }

    private void ended(Process ended) {
        Restarts.Verdict verdict;
        Duration hadRun;
        synchronized (this) {
            if (stopping) {
                return;
            }
            hadRun = Duration.between(startedAt, clock.instant());
            verdict = startingAnew ? Restarts.AT_FIRST : restarts.died(hadRun);
            startingAnew = false;
        }
        switch (verdict) {
            case Restarts.Verdict.Again(var pause, var inVain) -> {
                listener.died(this, ended.exitValue(), hadRun, pause, inVain);
                Thread.ofVirtual().start(() -> startAfter(pause));
            }
            case Restarts.Verdict.GiveUp(var times) -> listener.givenUp(this, ended.exitValue(), times);
        }
    }

    private void startAfter(Duration pause) {
        try {
            Thread.sleep(pause);
            start();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (IOException exception) {
            throw new java.io.UncheckedIOException("The program " + program.name() + " can't be started.", exception);
        }
    }
}
