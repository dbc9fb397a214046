package org.fengqiao.caseload.play;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import org.fengqiao.caseload.life.LifePlanner;
import org.fengqiao.caseload.profile.Profile;
import org.fengqiao.local.Service;

/**
 * Services that parties use online by themselves. Those who file, and those who answer at a revisit with a code, do it
 * within their cases; beside that, people rate stages and hand in documents with their receipts, each afternoon so
 * many that the year keeps pace with the number of its profile and ends with it. Without a number in the profile nobody
 * does.
 */
final class OnlineServices {

    /** Of so many parties one answers a revisit by itself; two, if the profile counts online services. */
    static final int FOUR = 4;

    /** Documents that somebody has to hand in, at most. */
    private static final int DOCUMENTS = 3;

    /** Tries on one day to do something else instead of what could not be done. */
    private static final int ROUNDS = 5;

    private final Services services;
    private final LocalDate from;
    private final LocalDate to;
    private final @Nullable Integer planned;
    private final AtomicInteger used = new AtomicInteger();
    private final Set<Act> offered = ConcurrentHashMap.newKeySet();
    private final Queue<Act> open = new ConcurrentLinkedQueue<>();

    /** Something that a party with a receipt can still do. */
    private sealed interface Act {
        /** Rates a stage that is over. */
        record Rate(String receiptCode, String stage) implements Act {}

        /** Hands in a document. */
        record HandIn(String receiptCode, int number) implements Act {}
    }

    private OnlineServices(Services services, LocalDate from, LocalDate to, @Nullable Integer planned) {
        this.services = services;
        this.from = from;
        this.to = to;
        this.planned = planned;
    }

    /** Returns the online services of a profile's year. */
    static OnlineServices of(Profile profile, Services services) {
        return new OnlineServices(
                services, profile.from(), profile.to(), profile.assumed().onlineServices());
    }

    /** Notes that a party has got a receipt, whether it filed online, and whether its case is accepted in the end. */
    void hasReceipt(String receiptCode, boolean online, boolean accepted) {
        if (online) {
            used.incrementAndGet();
        }
        if (accepted) {
            mayRate(receiptCode, "INTAKE");
            IntStream.rangeClosed(1, DOCUMENTS).forEach(number -> may(new Act.HandIn(receiptCode, number)));
        }
    }

    /** Notes that a stage is over, as the party will hear; whoever came by a partner has no receipt to rate it with. */
    void mayRate(String receiptCode, String stage) {
        if (!receiptCode.isEmpty()) {
            may(new Act.Rate(receiptCode, stage));
        }
    }

    private void may(Act act) {
        // What was done once is no service when it is done again.
        if (planned != null && offered.add(act)) {
            open.add(act);
        }
    }

    /**
     * Returns whether a party answers a revisit by itself, and counts it if so; not once the number is reached.
     *
     * @param luck a number below {@link #FOUR}
     */
    boolean answersByItself(int luck) {
        return luck == 1 && (planned == null || take(planned)) || luck == 3 && planned != null && take(planned);
    }

    /** Takes one of so many; false if all are taken. */
    private boolean take(int most) {
        return used.getAndUpdate(count -> count < most ? count + 1 : count) < most;
    }

    /** Works each afternoon until the year is over. */
    void work(SimulatedYear year) throws InterruptedException, StepFailed {
        if (planned == null) {
            return;
        }
        for (var day = from; ; day = day.plusDays(1)) {
            year.sleepUntil(day.atTime(LifePlanner.AFTERNOON));
            keepPace(dueOn(day, planned), year);
        }
    }

    /** Returns how many of the year's number are due by the end of a day; all of them on the last one. */
    int dueOn(LocalDate day, int all) {
        var days = ChronoUnit.DAYS.between(from, to) + 1;
        var gone = ChronoUnit.DAYS.between(from, day) + 1;
        return (int) (all * gone / days);
    }

    private void keepPace(int due, SimulatedYear year) throws StepFailed {
        // What cannot be done yet goes to the end, and others take its place.
        for (var round = 0; round < ROUNDS && used.get() < due; round++) {
            var turns = open.size();
            try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
                while (turns-- > 0 && take(due)) {
                    var act = open.remove();
                    people.submit(() -> done(act));
                }
            }
        }
        // There is another day to make up for it; but not on the last one.
        if (year.now().toLocalDate().equals(to) && used.get() < due) {
            throw new StepFailed("only %d of %d services were used online".formatted(used.get(), due));
        }
    }

    private boolean done(Act act) throws InterruptedException {
        var done = switch (act) {
            case Act.Rate(var receiptCode, var stage) ->
                services.attempt(
                                Service.INTAKE,
                                "/receipts/%s/ratings".formatted(receiptCode),
                                null,
                                Map.of("stage", stage, "score", 3 + receiptCode.charAt(0) % 3),
                                key(act))
                        .done();
            case Act.HandIn(var receiptCode, var number) ->
                services.attemptText(
                                Service.INTAKE,
                                "/receipts/%s/documents".formatted(receiptCode),
                                "补充材料%d:与本案有关的情况说明(%s)".formatted(number, receiptCode),
                                key(act))
                        .done();
        };
        if (!done) {
            used.decrementAndGet();
            open.add(act);
        }
        return done;
    }

    private static UUID key(Act act) {
        return UUID.nameUUIDFromBytes(act.toString().getBytes(UTF_8));
    }
}
