package org.fengqiao.caseload.replay;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;

import org.jspecify.annotations.Nullable;

import org.fengqiao.caseload.Messages;
import org.fengqiao.caseload.mapping.PlannedStep;
import org.fengqiao.caseload.play.ServiceClocks;
import org.fengqiao.caseload.play.StepFailed;
import org.fengqiao.local.UserError;

/**
 * Replay of a planned log: batch by batch in the order of time, each at its day, the cases of a batch side by side and
 * the acts of a case one after another.
 */
public final class LogReplay {

    /** Acts of a batch: one day's, or as many of it as are held in memory. */
    private static final int BATCH = 5_000;

    /** Number of failures with which the rest is not worth waiting for. */
    private static final int TOO_MANY_FAILURES = 20;

    private final CaseActs.Surroundings surroundings;
    private final ServiceClocks clocks;
    private final LogPlan plan;
    private final Watcher watcher;
    private final Map<String, CaseActs> cases = new ConcurrentHashMap<>();
    private final Set<String> gone = ConcurrentHashMap.newKeySet();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final LongAdder skipped = new LongAdder();
    private final LongAdder done = new LongAdder();

    /** Observer of the passing days. */
    public interface Watcher {
        /** Tells the day that is over, and how many acts were done by then. */
        void day(LocalDate day, long done);
    }

    LogReplay(CaseActs.Surroundings surroundings, ServiceClocks clocks, LogPlan plan, Watcher watcher) {
        this.surroundings = surroundings;
        this.clocks = clocks;
        this.plan = plan;
        this.watcher = watcher;
    }

    /** Acts of one batch by case, and the time of the latest of them. */
    private record Batch(LocalDate day, Instant time, Map<String, List<PlannedStep>> byCase) {}

    /**
     * Plays the log from where the journal says, to its end or to the end of a day.
     *
     * @param until the last day; null to play all
     * @return whether the end of the log was reached
     * @throws UserError if the services live in a later time than the log
     */
    boolean play(@Nullable LocalDate until) throws IOException, StepFailed, InterruptedException {
        var journal = surroundings.journal();
        var from = surroundings.again() ? null : journal.playedThrough().orElse(null);
        var steps = new Batches(plan.steps());
        LocalDate day = null;
        while (steps.hasNext()) {
            var batch = steps.next();
            if (from != null && !batch.day().isAfter(from)) {
                continue;
            }
            if (day != null && !day.equals(batch.day())) {
                journal.over(day);
                watcher.day(day, done.sum());
            }
            if (until != null && batch.day().isAfter(until)) {
                return false;
            }
            day = batch.day();
            play(batch);
            if (failures.size() >= TOO_MANY_FAILURES) {
                failures.add("called off at %s after %d failures".formatted(day, failures.size()));
                return false;
            }
        }
        if (day != null) {
            journal.over(day);
            watcher.day(day, done.sum());
        }
        return true;
    }

    private void play(Batch batch) throws StepFailed, InterruptedException {
        var time = batch.time().atZone(Messages.ZONE).toOffsetDateTime();
        var shown = clocks.tell(time);
        if (shown.isAfter(batch.time())
                && !surroundings.again()
                && !surroundings.journal().knowsCases()) {
            throw new UserError(("The services live in %s, which is after %s, when the log goes on."
                            + " Start from nothing with deploy/up --fresh --simulated, or add --again if this log was"
                            + " fed before.")
                    .formatted(plan.dayOf(shown), batch.day()));
        }
        var acting = new ArrayList<Thread>();
        batch.byCase().forEach((caseId, steps) -> acting.add(Thread.ofVirtual().start(() -> act(caseId, steps, time))));
        for (var thread : acting) {
            thread.join();
        }
    }

    private void act(String caseId, List<PlannedStep> steps, OffsetDateTime now) {
        var acts = cases.computeIfAbsent(caseId, id -> new CaseActs(surroundings, id));
        for (var step : steps) {
            if (gone.contains(caseId)
                    || !surroundings.again() && surroundings.journal().hasFailed(caseId)) {
                skipped.increment();
                continue;
            }
            try {
                acts.act(step, now);
                done.increment();
            } catch (StepFailed | IOException | RuntimeException failed) {
                // A bug of ours is told like a refusal: nobody would hear of it otherwise.
                gone.add(caseId);
                surroundings.journal().failed(caseId);
                failures.add("%s, line %d, %s (%s), at %s: %s"
                        .formatted(
                                caseId,
                                step.line(),
                                step.activity(),
                                step.act().label(),
                                now,
                                failed instanceof RuntimeException ? failed : failed.getMessage()));
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** Returns what went wrong, in words; empty if nothing did. */
    List<String> failures() {
        var all = new ArrayList<>(failures);
        if (skipped.sum() > 0) {
            all.add("%d acts of cases in which one had failed, now or before, were not tried".formatted(skipped.sum()));
        }
        return all;
    }

    /** Returns the number of acts done. */
    long done() {
        return done.sum();
    }

    /** Acts in batches: of one day, and of whole cases within it. */
    private final class Batches implements Iterator<Batch> {

        private final Iterator<PlannedStep> steps;
        private @Nullable PlannedStep next;

        Batches(Iterator<PlannedStep> steps) {
            this.steps = steps;
            this.next = steps.hasNext() ? steps.next() : null;
        }

        @Override
        public boolean hasNext() {
            return next != null;
        }

        @Override
        public Batch next() {
            var first = next;
            if (first == null) {
                throw new NoSuchElementException();
            }
            var day = plan.dayOf(first.at());
            var latest = first.at();
            var size = 0;
            var byCase = new LinkedHashMap<String, List<PlannedStep>>();
            for (var step = first;
                    step != null
                            && plan.dayOf(step.at()).equals(day)
                            && (size < BATCH || byCase.containsKey(step.caseId()));
                    step = next) {
                byCase.computeIfAbsent(step.caseId(), _ -> new ArrayList<>()).add(step);
                latest = step.at().isAfter(latest) ? step.at() : latest;
                size++;
                next = steps.hasNext() ? steps.next() : null;
            }
            return new Batch(day, latest, byCase);
        }
    }
}
