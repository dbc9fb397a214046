package org.fengqiao.intake.view;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;

import org.fengqiao.kernel.keys.KeyRings;
import org.fengqiao.kernel.sealing.SubjectId;
import org.fengqiao.kernel.sql.Statement;
import org.fengqiao.kernel.time.Schedule;

/**
 * Destroys the keys of whoever was erased. The event and the key are in two databases: the event, and a row beside it,
 * come first, and the key is destroyed until the row says it is, whatever crashes in between.
 */
@Singleton
public class Erasures {

    private static final int AT_ONCE = 500;

    private static final Statement DUE =
            Statement.of("select subject_id from erasure where done_at is null order by ordered_at limit :most");

    private static final Statement DONE =
            Statement.of("update erasure set done_at = :at where subject_id = any(:subjects) and done_at is null");

    private static final Statement CARRIED_OUT = Statement.of("select subject_id from erasure"
            + " where done_at is not null and subject_id > :after order by subject_id limit :most");

    private static final UUID LEAST = new UUID(0, 0);

    private final Mutiny.SessionFactory sessions;
    private final KeyRings keys;
    private final InstantSource clock;

    Erasures(Mutiny.SessionFactory sessions, KeyRings keys, InstantSource clock) {
        this.sessions = sessions;
        this.keys = keys;
        this.clock = clock;
    }

    /**
     * Schedules the completion of erasures, every ten seconds ({@code fengqiao.erasures.every}), that a crash or an
     * unreachable key database left undone; and at the start and every hour ({@code fengqiao.erasures.repeated-every})
     * the repetition of all others.
     */
    void start(@Observes StartupEvent event, Schedule schedule) {
        schedule.every("${fengqiao.erasures.every:10s}", Duration.ofSeconds(5), "erasures", this::carryOut);
        schedule.every("${fengqiao.erasures.repeated-every:1h}", Duration.ofSeconds(5), "erasures-again", this::repeat);
    }

    /** Destroys all keys that are to be destroyed. May be repeated, and done by several at once. */
    public Uni<Void> carryOut() {
        return sessions.withStatelessSession(
                        session -> DUE.bind("most", AT_ONCE).list(session, row -> row.getUUID("subject_id")))
                .flatMap(subjects -> subjects.isEmpty() ? Uni.createFrom().voidItem() : destroy(subjects));
    }

    /**
     * Destroys again all keys that were destroyed: a key database that was restored from a backup has those back that
     * were destroyed after it was made.
     */
    public Uni<Void> repeat() {
        return repeatAfter(LEAST);
    }

    private Uni<Void> repeatAfter(UUID last) {
        return sessions.withStatelessSession(session -> CARRIED_OUT
                        .bind("after", last)
                        .bind("most", AT_ONCE)
                        .list(session, row -> row.getUUID("subject_id")))
                .flatMap(subjects -> subjects.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : keys.destroy(subjects.stream().map(SubjectId::new).toList(), clock.instant())
                                .chain(() -> repeatAfter(subjects.getLast())));
    }

    private Uni<Void> destroy(List<UUID> subjects) {
        var now = clock.instant();
        return keys.destroy(subjects.stream().map(SubjectId::new).toList(), now)
                .chain(() -> sessions.withStatelessTransaction((session, _) ->
                        DONE.bind("at", now).bindIds("subjects", subjects).execute(session)))
                .replaceWithVoid();
    }
}
