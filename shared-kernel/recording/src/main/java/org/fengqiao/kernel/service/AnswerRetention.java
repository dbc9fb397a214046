package org.fengqiao.kernel.service;

import java.time.Duration;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkus.runtime.StartupEvent;
import org.eclipse.microprofile.config.inject.ConfigProperty;

import org.fengqiao.kernel.operations.Expiry;

/**
 * The time for which answers to calls with an {@code Idempotency-Key} are kept. After it a key is free again: the same
 * call with it is a new one.
 */
@Singleton
public class AnswerRetention {

    private final Duration kept;

    /**
     * @param kept {@code fengqiao.answers.kept}: how long an answer is kept for a repeat of its call; longer than
     *     anybody goes on repeating one
     */
    AnswerRetention(@ConfigProperty(name = "fengqiao.answers.kept", defaultValue = "30d") Duration kept) {
        this.kept = kept;
    }

    /** Schedules the removal of answers whose time is over, every ten minutes ({@code fengqiao.answers.every}). */
    void start(@Observes StartupEvent event, Expiry expiry) {
        expiry.schedule("kept answers", "${fengqiao.answers.every:10m}", kept, IdempotentAnswers.EXPIRE);
    }
}
