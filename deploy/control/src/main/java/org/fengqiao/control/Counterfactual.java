package org.fengqiao.control;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.legalclock.Deadline;
import org.fengqiao.kernel.legalclock.DeadlineEvent;
import org.fengqiao.kernel.legalclock.DeadlineEvent.DeadlineSet;
import org.fengqiao.kernel.legalclock.DeadlineName;
import org.fengqiao.kernel.legalclock.DeadlineState;
import org.fengqiao.kernel.legalclock.Deadlines;
import org.fengqiao.kernel.legalclock.LegalClock;
import org.fengqiao.kernel.legalclock.Rule;

/**
 * Deadlines of recorded cases under other rules: what people did, and when, stays as it is; each deadline is counted
 * again from its start with its pauses and extensions. What people would have done under other rules nobody knows.
 */
final class Counterfactual {

    /**
     * A deadline that would be due at another time.
     *
     * @param dueThen when it would be due; null if no such rule was in force
     * @param metAt when what was owed was done; null if it was not
     */
    record Moved(
            String service,
            String caseId,
            String deadline,
            String rule,
            Instant startedAt,
            Instant due,
            @Nullable Instant dueThen,
            @Nullable Instant metAt,
            Outcome outcome,
            Outcome outcomeThen) {}

    /** End that a deadline came to. */
    enum Outcome {
        ON_TIME,
        LATE,
        /** Not due yet, or neither owed nor used any more. */
        OPEN
    }

    /** Counts of a rule; mutable. */
    static final class ByRule {
        long deadlines;
        long earlier;
        long later;
        long withoutRule;
        long onTime;
        long late;
        long onTimeThen;
        long lateThen;

        private void add(Moved one) {
            deadlines++;
            if (one.dueThen() == null) {
                withoutRule++;
            } else if (one.dueThen().isBefore(one.due())) {
                earlier++;
            } else if (one.dueThen().isAfter(one.due())) {
                later++;
            }
            onTime += one.outcome() == Outcome.ON_TIME ? 1 : 0;
            late += one.outcome() == Outcome.LATE ? 1 : 0;
            onTimeThen += one.outcomeThen() == Outcome.ON_TIME ? 1 : 0;
            lateThen += one.outcomeThen() == Outcome.LATE ? 1 : 0;
        }
    }

    private final LegalClock other;
    private final Instant now;
    private final Map<String, ByRule> byRule = new TreeMap<>();
    private final List<Moved> moved = new ArrayList<>();
    private final Set<String> lateThen = new HashSet<>();
    private final Set<String> onTimeThen = new HashSet<>();

    /**
     * @param other the clock of the other rules
     * @param now the time up to which what is not done counts as late
     */
    Counterfactual(LegalClock other, Instant now) {
        this.other = other;
        this.now = now;
    }

    /**
     * Cases that would have ended otherwise.
     *
     * @param late cases with something that would be late, and was not
     * @param onTime cases with something that was late, and would not be
     */
    record Otherwise(int late, int onTime) {}

    /** Counts the deadlines of a case in a service; its events are all there, oldest first. */
    void add(String service, String caseId, List<DeadlineEvent> events) {
        var deadlines = Deadlines.none();
        for (var event : events) {
            // One that starts anew is another deadline.
            if (event instanceof DeadlineSet) {
                count(service, caseId, deadlines, event.name());
            }
            deadlines = deadlines.evolve(event);
        }
        for (var deadline : deadlines.all()) {
            count(service, caseId, deadlines, deadline.name());
        }
    }

    private void count(String service, String caseId, Deadlines deadlines, DeadlineName name) {
        var deadline = deadlines.find(name).orElse(null);
        if (deadline == null) {
            return;
        }
        var then = other.dueBy(deadline).orElse(null);
        var metAt = isMet(deadline) ? deadline.endedAt() : null;
        var one = new Moved(
                service,
                caseId,
                name.text(),
                deadline.rule(),
                deadline.startedAt(),
                deadline.dueAt(),
                then,
                metAt,
                outcome(deadline),
                outcomeThen(deadline, then));
        byRule.computeIfAbsent(deadline.rule(), _ -> new ByRule()).add(one);
        if (one.outcomeThen() == Outcome.LATE && one.outcome() != Outcome.LATE) {
            lateThen.add(caseId);
        } else if (one.outcome() == Outcome.LATE && one.outcomeThen() != Outcome.LATE) {
            onTimeThen.add(caseId);
        }
        if (!deadline.dueAt().equals(then)) {
            moved.add(one);
        }
    }

    private static boolean isMet(Deadline deadline) {
        return deadline.state() == DeadlineState.MET || deadline.state() == DeadlineState.MET_LATE;
    }

    private static Outcome outcome(Deadline deadline) {
        return switch (deadline.state()) {
            case MET -> Outcome.ON_TIME;
            case MET_LATE, BREACHED -> Outcome.LATE;
            case RUNNING, WARNED, PAUSED, CANCELLED, LAPSED -> deadline.passed() ? Outcome.LATE : Outcome.OPEN;
        };
    }

    private Outcome outcomeThen(Deadline deadline, @Nullable Instant due) {
        if (due == null || due.equals(deadline.dueAt())) {
            return outcome(deadline);
        }
        return switch (deadline.state()) {
            // What is done while the clock stands is done in time.
            case MET, MET_LATE ->
                deadline.openPause() != null || deadline.endedAt().isBefore(due) ? Outcome.ON_TIME : Outcome.LATE;
            case RUNNING, WARNED, BREACHED -> now.isBefore(due) ? Outcome.OPEN : Outcome.LATE;
            case PAUSED -> Outcome.OPEN;
            case CANCELLED ->
                deadline.endedAt() == null || deadline.endedAt().isBefore(due) ? Outcome.OPEN : Outcome.LATE;
            case LAPSED -> Outcome.OPEN;
        };
    }

    /** Returns how many cases would have ended otherwise. */
    Otherwise otherwise() {
        return new Otherwise(lateThen.size(), onTimeThen.size());
    }

    /** Returns the share of duties, done or late, that were done on time, as it was and as it would be, in words. */
    String onTimeRate() {
        var duties = other.rules().all().stream()
                .filter(rule -> rule.nature() == Rule.Nature.DUTY)
                .map(Rule::id)
                .collect(Collectors.toSet());
        var sum = new ByRule();
        byRule.forEach((rule, counts) -> {
            if (!duties.contains(rule)) {
                return;
            }
            sum.onTime += counts.onTime;
            sum.late += counts.late;
            sum.onTimeThen += counts.onTimeThen;
            sum.lateThen += counts.lateThen;
        });
        return "on-time-rate %s, then %s".formatted(rate(sum.onTime, sum.late), rate(sum.onTimeThen, sum.lateThen));
    }

    private static String rate(long onTime, long late) {
        return onTime + late == 0
                ? "of nothing"
                : "%.2f %% (%d of %d)".formatted(100.0 * onTime / (onTime + late), onTime, onTime + late);
    }

    /** Returns the deadlines that would be due at another time, in the order in which they were added. */
    List<Moved> moved() {
        return List.copyOf(moved);
    }

    /** Returns the counts of each rule, by its name. */
    Table byRule() {
        var table = Table.of(
                "rule", "deadlines", "earlier", "later", "withoutRule", "onTime", "late", "onTimeThen", "lateThen");
        byRule.forEach((rule, counts) -> table.row(
                rule,
                counts.deadlines,
                counts.earlier,
                counts.later,
                counts.withoutRule,
                counts.onTime,
                counts.late,
                counts.onTimeThen,
                counts.lateThen));
        return table;
    }
}
