package org.fengqiao.caseload.play;

import java.time.LocalDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import org.fengqiao.caseload.life.LifePlanner;

/**
 * The time of a played year. Everybody who acts in it is a thread that sleeps until a moment of it. The time moves on,
 * from morning to afternoon to the next morning, when everybody sleeps: whatever is to happen at a moment has happened
 * before the next one comes.
 */
public final class SimulatedYear {

    private final LocalDateTime end;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition quiet = lock.newCondition();
    private final NavigableMap<LocalDateTime, List<CountDownLatch>> sleepers = new TreeMap<>();
    private LocalDateTime now;
    private int awake;
    private boolean over;

    /** Actor that begins to act at a moment. */
    public record Actor(LocalDateTime beginsAt, Runnable acts) {}

    /** Is told every moment of the year before anybody wakes up at it. */
    public interface Bell {
        /** Tells that this moment is reached. */
        void ring(LocalDateTime moment) throws InterruptedException;
    }

    /** The year is over and will not reach the moment that was slept for. */
    public static final class Over extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Over() {
            super("the year is over", null, false, false);
        }
    }

    /**
     * A year, or any other time.
     *
     * @param start its first moment
     * @param end nothing happens after it
     */
    public SimulatedYear(LocalDateTime start, LocalDateTime end) {
        this.now = start;
        this.end = end;
    }

    /** The time now. */
    public LocalDateTime now() {
        lock.lock();
        try {
            return now;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Sleeps until that moment; not at all if it has passed. Only for those whom {@link #run} has begun.
     *
     * @throws Over if the year ends before
     */
    public void sleepUntil(LocalDateTime moment) throws InterruptedException {
        CountDownLatch wake;
        lock.lock();
        try {
            if (!moment.isAfter(now)) {
                return;
            }
            wake = new CountDownLatch(1);
            sleepers.computeIfAbsent(moment, _ -> new ArrayList<>()).add(wake);
            fallAsleep();
        } finally {
            lock.unlock();
        }
        wake.await();
        lock.lock();
        try {
            if (over) {
                throw new Over();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Lets the year pass. Returns when it is over and everybody has stopped. */
    public void run(List<Actor> actors, Bell bell) throws InterruptedException {
        var waiting = new ArrayDeque<>(
                actors.stream().sorted(Comparator.comparing(Actor::beginsAt)).toList());
        for (var moment = now; !moment.isAfter(end); moment = after(moment)) {
            bell.ring(moment);
            var beginning = new ArrayList<Actor>();
            while (!waiting.isEmpty() && !waiting.getFirst().beginsAt().isAfter(moment)) {
                beginning.add(waiting.removeFirst());
            }
            begin(moment, beginning);
            awaitQuiet();
        }
        finish();
        awaitQuiet();
    }

    private void begin(LocalDateTime moment, List<Actor> beginning) {
        lock.lock();
        try {
            now = moment;
            awake += beginning.size();
            var due = sleepers.headMap(moment, true);
            due.values().forEach(this::wake);
            due.clear();
        } finally {
            lock.unlock();
        }
        for (var actor : beginning) {
            Thread.ofVirtual().start(() -> act(actor));
        }
    }

    private void act(Actor actor) {
        try {
            actor.acts().run();
        } finally {
            lock.lock();
            try {
                fallAsleep();
            } finally {
                lock.unlock();
            }
        }
    }

    private void finish() {
        lock.lock();
        try {
            over = true;
            sleepers.values().forEach(this::wake);
            sleepers.clear();
        } finally {
            lock.unlock();
        }
    }

    private void wake(List<CountDownLatch> some) {
        awake += some.size();
        some.forEach(CountDownLatch::countDown);
    }

    private void fallAsleep() {
        awake--;
        if (awake == 0) {
            quiet.signalAll();
        }
    }

    private void awaitQuiet() throws InterruptedException {
        lock.lock();
        try {
            while (awake > 0) {
                quiet.await();
            }
        } finally {
            lock.unlock();
        }
    }

    private static LocalDateTime after(LocalDateTime moment) {
        return moment.toLocalTime().isBefore(LifePlanner.AFTERNOON)
                ? moment.toLocalDate().atTime(LifePlanner.AFTERNOON)
                : moment.toLocalDate().plusDays(1).atTime(LifePlanner.MORNING);
    }
}
