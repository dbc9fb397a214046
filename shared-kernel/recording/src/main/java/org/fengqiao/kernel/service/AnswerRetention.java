package org.fengqiao.kernel.service;

import java.time.Duration;
import java.time.InstantSource;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.reactive.mutiny.Mutiny;

import org.fengqiao.kernel.time.Schedule;

/**
 * The time for which answers to calls with an {@code Idempotency-Key} are kept. After it a key is free again: the same
 * call with it is a new one.
 */
@Singleton
public class AnswerRetention {

    private final Mutiny.SessionFactory sessions;
    private final InstantSource clock;
    private final Duration kept;

    /**
     * @param kept {@code fengqiao.answers.kept}: how long an answer is kept for a repeat of its call; longer than
     *     anybody goes on repeating one
     */
    AnswerRetention(
            Mutiny.SessionFactory sessions,
            InstantSource clock,
            @ConfigProperty(name = "fengqiao.answers.kept", defaultValue = "30d") Duration kept) {
        this.sessions = sessions;
        this.clock = clock;
        this.kept = kept;
    }

    /** Has the answers whose time is over removed every ten minutes ({@code fengqiao.answers.every}). */
    void start(@Observes StartupEvent event, Schedule schedule) {
        schedule.every("${fengqiao.answers.every:10m}", Duration.ofSeconds(10), "kept answers", this::expire);
    }

    /** Removes the answers whose time is over. */
    private Uni<Integer> expire() {
        return sessions.withStatelessTransaction((session, _) ->
                IdempotentAnswers.expire(session, clock.instant().minus(kept)));
    }
}
