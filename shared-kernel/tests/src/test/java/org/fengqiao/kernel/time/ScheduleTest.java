package org.fengqiao.kernel.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import jakarta.inject.Inject;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduler;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.fengqiao.kernel.testing.Infrastructure;
import org.fengqiao.kernel.testing.Tokens;

/** Work that a service does by itself. */
@QuarkusTest
@QuarkusTestResource(
        value = Infrastructure.class,
        initArgs = {
            @ResourceArg(name = "service", value = "intake"),
            @ResourceArg(name = "parts", value = "postgres,kafka")
        })
@QuarkusTestResource(Tokens.class)
class ScheduleTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String WORK = "sweep the yard";
    private static final String OTHER_WORK = "feed the hens";

    @Inject
    Schedule schedule;

    @Inject
    Scheduler scheduler;

    @Inject
    MeterRegistry registry;

    @AfterEach
    void endTheWork() {
        scheduler.unscheduleJob(WORK);
        scheduler.unscheduleJob(OTHER_WORK);
    }

    @Test
    void noTurnBeginsBeforeTheOneBeforeItIsOverAndOtherWorkGoesOn() {
        var begun = new AtomicInteger();
        var swept = new CompletableFuture<Void>();
        schedule.every("1s", Duration.ZERO, WORK, () -> {
            begun.incrementAndGet();
            return Uni.createFrom().completionStage(swept);
        });
        var fed = new AtomicInteger();
        schedule.every("1s", Duration.ZERO, OTHER_WORK, () -> Uni.createFrom().item(fed.incrementAndGet()));
        await().atMost(PATIENCE).until(() -> fed.get() >= 3);
        assertThat(begun).hasValue(1);
        swept.complete(null);
        await().atMost(PATIENCE).until(() -> begun.get() >= 2);
    }

    @Test
    void whatFailsAgainInTheSameWayIsLoggedOnceAndCountedEachTime() {
        try (var log = new Log()) {
            var missing = new AtomicReference<@Nullable String>("no broom");
            schedule.every("1s", Duration.ZERO, WORK, () -> {
                if (missing.get() != null) {
                    throw new IllegalStateException(missing.get());
                }
                return Uni.createFrom().voidItem();
            });
            await().atMost(PATIENCE).until(() -> failures() >= 3);
            assertThat(log.levels).containsExactly(Level.WARNING);
            missing.set("no bucket");
            await().atMost(PATIENCE).until(() -> log.levels.size() == 2);
            missing.set(null);
            await().atMost(PATIENCE).until(() -> log.levels.size() == 3);
            assertThat(log.levels).containsExactly(Level.WARNING, Level.WARNING, Level.INFO);
        }
    }

    private double failures() {
        return registry.get("fengqiao.schedule.failures")
                .tag("work", WORK)
                .counter()
                .count();
    }

    /** Messages that the schedule logs about the work while this is open. */
    private static final class Log extends Handler implements AutoCloseable {

        private final Logger logger = Logger.getLogger(Schedule.class.getName());
        private final List<Level> levels = new CopyOnWriteArrayList<>();

        Log() {
            logger.addHandler(this);
        }

        @Override
        public void publish(LogRecord record) {
            if ((record.getMessage() + Arrays.toString(record.getParameters())).contains(WORK)) {
                levels.add(record.getLevel());
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {
            logger.removeHandler(this);
        }
    }
}
