package org.fengqiao.caseload.load;

import java.time.Duration;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

import org.fengqiao.caseload.Messages;
import org.fengqiao.caseload.life.Registration;
import org.fengqiao.caseload.play.Services;
import org.fengqiao.caseload.play.StepFailed;
import org.fengqiao.caseload.profile.Channel;
import org.fengqiao.local.Console;
import org.fengqiao.local.Person;
import org.fengqiao.local.Service;

/** Registrations that clerks at many windows make over HTTP, each as soon as the one before is answered. */
final class Registrations {

    static final int CLERKS = 16;

    private static final Person CLERK = Person.ofTheCity("load", "clerk");

    private final Services services;
    private final Registration told;

    Registrations(Services services, Registration told) {
        this.services = services;
        this.told = told;
    }

    /**
     * Returns how many were answered in a second.
     *
     * @throws StepFailed if one was refused or not answered
     */
    double aSecond(int seconds, Console console, String what) throws InterruptedException, StepFailed {
        var made = new AtomicInteger();
        Queue<String> failures = new ConcurrentLinkedQueue<>();
        var begun = System.nanoTime();
        var end = begun + Duration.ofSeconds(seconds).toNanos();
        try (var clerks = Executors.newFixedThreadPool(CLERKS)) {
            for (var clerk = 0; clerk < CLERKS; clerk++) {
                clerks.execute(() -> {
                    while (System.nanoTime() < end && failures.isEmpty()) {
                        try {
                            services.post(
                                    Service.INTAKE,
                                    "/cases",
                                    CLERK,
                                    Messages.NewCase.of(Channel.WINDOW, told),
                                    UUID.randomUUID());
                            made.incrementAndGet();
                        } catch (StepFailed exception) {
                            failures.add(exception.getMessage());
                        } catch (InterruptedException _) {
                            Thread.currentThread().interrupt();
                            return;
                        }
                    }
                });
            }
            while (System.nanoTime() < end) {
                console.progress("%s: %d registrations".formatted(what, made.get()));
                Thread.sleep(200);
            }
        }
        if (!failures.isEmpty()) {
            throw new StepFailed(what + ": " + failures.peek());
        }
        return made.get() * 1e9 / (System.nanoTime() - begun);
    }
}
