package org.fengqiao.kernel.operations;

import java.time.Duration;
import java.time.InstantSource;
import jakarta.inject.Singleton;

import org.hibernate.reactive.mutiny.Mutiny;

import org.fengqiao.kernel.sql.Statement;
import org.fengqiao.kernel.time.Schedule;

/** Expiry of rows that are kept for a time and no longer. */
@Singleton
public class Expiry {

    private static final Duration FIRST = Duration.ofSeconds(10);

    private final Schedule schedule;
    private final Mutiny.SessionFactory sessions;
    private final InstantSource clock;

    Expiry(Schedule schedule, Mutiny.SessionFactory sessions, InstantSource clock) {
        this.schedule = schedule;
        this.sessions = sessions;
        this.clock = clock;
    }

    /**
     * Schedules the removal of rows whose time is over.
     *
     * @param rows the name of the work in the log and among the measurements
     * @param every between two removals, such as {@code ${fengqiao.rejections.every:1m}}
     * @param kept how long a row is kept
     * @param remove deletes the rows from before the time {@code :before}
     */
    public void schedule(String rows, String every, Duration kept, Statement remove) {
        schedule.every(
                every,
                FIRST,
                rows,
                () -> sessions.withStatelessTransaction((session, _) ->
                        remove.bind("before", clock.instant().minus(kept)).execute(session)));
    }
}
