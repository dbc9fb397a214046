package org.fengqiao.kernel.legalclock;

import static org.fengqiao.kernel.legalclock.OfficialCalendar.ZONE;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.decision.Decider;
import org.fengqiao.kernel.decision.Decision;
import org.fengqiao.kernel.decision.Decision.Accepted;
import org.fengqiao.kernel.decision.Decision.Refused;
import org.fengqiao.kernel.legalclock.DeadlineEvent.DeadlineBreached;
import org.fengqiao.kernel.legalclock.DeadlineEvent.DeadlineCancelled;
import org.fengqiao.kernel.legalclock.DeadlineEvent.DeadlineExtended;
import org.fengqiao.kernel.legalclock.DeadlineEvent.DeadlineLapsed;
import org.fengqiao.kernel.legalclock.DeadlineEvent.DeadlineMet;
import org.fengqiao.kernel.legalclock.DeadlineEvent.DeadlineMoved;
import org.fengqiao.kernel.legalclock.DeadlineEvent.DeadlinePaused;
import org.fengqiao.kernel.legalclock.DeadlineEvent.DeadlineResumed;
import org.fengqiao.kernel.legalclock.DeadlineEvent.DeadlineSet;
import org.fengqiao.kernel.legalclock.DeadlineEvent.DeadlineWarned;
import org.fengqiao.kernel.legalclock.DeadlineEvent.ExtensionRefused;
import org.fengqiao.kernel.legalclock.DeadlineEvent.ExtensionRequested;

/**
 * The decider about deadlines, which also says when they are due and why.
 *
 * <p>A deadline in days or working days is due when its last day is over: the first instant of the following day in
 * China. A day on which the clock stood, for however short a part, is not counted. How days are counted:
 * docs/decisions/0009-legal-clock.md.
 */
public final class LegalClock implements Decider<DeadlineOrder, Deadlines, DeadlineEvent> {

    /** The reason in the record when a deadline is cancelled because it starts anew. */
    public static final String STARTED_ANEW = "started anew";

    private static final String REQUESTED = "extension-requested.v1";
    private static final String LAPSED = "the request lapsed";

    private final Rules rules;
    private final OfficialCalendar calendar;
    private final DueDates dueDates;
    private final ExtensionDecider extensions = new ExtensionDecider(this);

    /** Creates the clock of these rules on this calendar. */
    public LegalClock(Rules rules, OfficialCalendar calendar) {
        this.rules = rules;
        this.calendar = calendar;
        this.dueDates = new DueDates(calendar);
        // Faulty words keep the service from starting, and not somebody from being told why a deadline is due.
        Sentence.values();
    }

    /** Returns the rules it goes by. */
    public Rules rules() {
        return rules;
    }

    /** Returns the calendar it goes by. */
    public OfficialCalendar calendar() {
        return calendar;
    }

    @Override
    public Deadlines initial() {
        return Deadlines.none();
    }

    @Override
    public Deadlines evolve(Deadlines deadlines, DeadlineEvent event) {
        return deadlines.evolve(event);
    }

    /**
     * Returns the first instant at which it is too late.
     *
     * @param pauses in which the clock stood; all of them ended
     * @param extensions what was added, oldest first
     * @throws IllegalArgumentException if the clock still stands
     */
    public Instant dueAt(Rule rule, Instant startedAt, List<Pause> pauses, List<GrantedExtension> extensions) {
        return dueDates.dueAt(rule, rule.length(), startedAt, pauses, extensions);
    }

    /**
     * Returns when a deadline would be due by these rules: with its start, its chosen length, the pauses that have
     * ended and its extensions. Empty if no rule of its name was in force then, or none that allows its length.
     */
    public Optional<Instant> dueBy(Deadline deadline) {
        return rules.inForce(deadline.rule(), deadline.startedAt().atZone(ZONE).toLocalDate())
                .filter(rule -> rule.allows(deadline.count()))
                .map(rule -> dueDates.dueAt(
                        rule,
                        rule.lengthOf(deadline.count()),
                        deadline.startedAt(),
                        ended(deadline.pauses()),
                        deadline.extensions()));
    }

    /**
     * Returns what follows from the order; repeats record nothing.
     *
     * @throws IllegalArgumentException if the order names a rule that does not exist, or a start that the rule does not
     *     know: a fault in the program
     */
    @Override
    public Decision<DeadlineEvent> decide(DeadlineOrder order, Deadlines deadlines) {
        return switch (decideOne(order, deadlines)) {
            case Refused<DeadlineEvent> refused -> refused;
            case Accepted<DeadlineEvent>(var events) -> Decision.accept(withApprovals(events, deadlines));
        };
    }

    private Decision<DeadlineEvent> decideOne(DeadlineOrder order, Deadlines deadlines) {
        var deadline = deadlines.find(order.name()).orElse(null);
        return switch (order) {
            case DeadlineOrder.Set set -> set(set, deadline, null);
            case DeadlineOrder.Continue on -> goOn(on, deadline, deadlines);
            case DeadlineOrder.Meet meet -> meet(meet, deadline);
            case DeadlineOrder.Cancel cancel -> cancel(cancel, deadline);
            case DeadlineOrder.Pause pause -> pause(pause, deadline);
            case DeadlineOrder.Resume resume -> resume(resume, deadline);
            case DeadlineOrder.RequestExtension request -> extensions.request(request, deadline);
            case DeadlineOrder.GrantExtension grant -> extensions.grant(grant, deadline);
            case DeadlineOrder.RefuseExtension refusal -> extensions.refuseRequest(refusal, deadline);
            case DeadlineOrder.Recount recount -> recount(recount, deadline);
            case DeadlineOrder.Pass pass -> pass(pass, deadline);
        };
    }

    /** Returns the events, each with what becomes of the clock of the approval behind it. */
    private List<DeadlineEvent> withApprovals(List<DeadlineEvent> events, Deadlines before) {
        var all = new ArrayList<DeadlineEvent>();
        var deadlines = before;
        for (var event : events) {
            var approval =
                    deadlines.find(ApprovalClock.ofExtension(event.name())).orElse(null);
            var following = new ArrayList<DeadlineEvent>();
            following.add(event);
            if (ofItsApproval(event, approval) instanceof Accepted<DeadlineEvent>(var more)) {
                following.addAll(more);
            }
            for (var one : following) {
                deadlines = deadlines.evolve(one);
            }
            all.addAll(following);
        }
        return all;
    }

    /** Decides about the clock of an approval: it starts with the request, and ends with the decision or the lapse. */
    private Decision<DeadlineEvent> ofItsApproval(DeadlineEvent event, @Nullable Deadline approval) {
        var name = ApprovalClock.ofExtension(event.name());
        return switch (event) {
            // The one of an earlier request has ended: it starts anew, even at the same instant.
            case ExtensionRequested e ->
                set(new DeadlineOrder.Set(name, ApprovalClock.RULE, REQUESTED, e.requestedAt()), null, null);
            case DeadlineExtended e -> meet(new DeadlineOrder.Meet(name, e.extendedAt()), approval);
            case ExtensionRefused e -> meet(new DeadlineOrder.Meet(name, e.refusedAt()), approval);
            case DeadlineBreached e -> cancel(new DeadlineOrder.Cancel(name, LAPSED, e.breachedAt()), approval);
            case DeadlineLapsed e -> cancel(new DeadlineOrder.Cancel(name, LAPSED, e.lapsedAt()), approval);
            case DeadlineMet e -> cancel(new DeadlineOrder.Cancel(name, LAPSED, e.metAt()), approval);
            case DeadlineCancelled e -> cancel(new DeadlineOrder.Cancel(name, LAPSED, e.cancelledAt()), approval);
            case DeadlineSet _, DeadlineWarned _, DeadlineMoved _, DeadlinePaused _, DeadlineResumed _ ->
                Decision.alreadyTrue();
        };
    }

    private Decision<DeadlineEvent> goOn(
            DeadlineOrder.Continue order, @Nullable Deadline deadline, Deadlines deadlines) {
        var earlier = deadlines
                .sameMatter(order.name(), order.rule(), order.startedAt())
                .orElse(null);
        var count = earlier == null ? null : earlier.count();
        return set(
                new DeadlineOrder.Set(
                        order.name(), order.rule(), order.startedBy(), order.startedAt(), count, order.owed()),
                deadline,
                earlier);
    }

    private Decision<DeadlineEvent> set(
            DeadlineOrder.Set order, @Nullable Deadline deadline, @Nullable Deadline earlier) {
        var found = rules.inForce(order.rule(), order.startedAt().atZone(ZONE).toLocalDate());
        if (found.isEmpty()) {
            return Decision.refuse(DeadlineRefusal.NO_RULE_IN_FORCE);
        }
        var rule = found.get();
        if (!rule.starts().contains(order.startedBy())) {
            throw new IllegalArgumentException("rule " + rule.id() + " is not started by " + order.startedBy());
        }
        if (!rule.allows(order.count())) {
            return Decision.refuse(DeadlineRefusal.LENGTH_NOT_ALLOWED);
        }
        if (deadline != null
                && deadline.rule().equals(order.rule())
                && deadline.startedAt().equals(order.startedAt())) {
            return Decision.alreadyTrue();
        }
        var dueAt = dueDates.dueAt(
                rule,
                rule.lengthOf(order.count()),
                order.startedAt(),
                earlier == null ? List.of() : ended(earlier.pauses()),
                earlier == null ? List.of() : earlier.extensions());
        var set = new DeadlineSet(
                order.name(),
                rule.id(),
                rule.version(),
                order.startedBy(),
                order.startedAt(),
                order.count(),
                dueAt,
                dueDates.warnAt(rule, order.startedAt(), dueAt),
                earlier == null ? null : earlier.name(),
                order.owed());
        if (deadline != null && deadline.state().isOpen()) {
            return Decision.accept(new DeadlineCancelled(order.name(), STARTED_ANEW, order.startedAt()), set);
        }
        return Decision.accept(set);
    }

    private Decision<DeadlineEvent> meet(DeadlineOrder.Meet order, @Nullable Deadline deadline) {
        if (deadline == null || !deadline.state().isOpen()) {
            return Decision.alreadyTrue();
        }
        // What is done while the clock stands is done in time: it stopped before the due.
        var onTime = deadline.state() == DeadlineState.PAUSED || order.at().isBefore(deadline.dueAt());
        var met = new DeadlineMet(order.name(), deadline.rule(), order.at(), onTime, deadline.owed());
        if (onTime || deadline.state() == DeadlineState.BREACHED) {
            return Decision.accept(met);
        }
        // Nobody has noticed yet that it has passed: what must be done is done late, a right can no longer be used.
        var passed = passed(deadline, order.at(), ruleOf(deadline).nature());
        return ruleOf(deadline).nature() == Rule.Nature.DUTY ? Decision.accept(passed, met) : Decision.accept(passed);
    }

    private static Decision<DeadlineEvent> cancel(DeadlineOrder.Cancel order, @Nullable Deadline deadline) {
        if (deadline == null || !deadline.state().isOpen()) {
            return Decision.alreadyTrue();
        }
        return Decision.accept(new DeadlineCancelled(order.name(), order.reason(), order.at()));
    }

    private Decision<DeadlineEvent> pause(DeadlineOrder.Pause order, @Nullable Deadline deadline) {
        if (deadline == null) {
            return Decision.refuse(DeadlineRefusal.NO_SUCH_DEADLINE);
        }
        if (!deadline.state().isOpen()) {
            return Decision.refuse(DeadlineRefusal.ENDED);
        }
        var open = deadline.openPause();
        if (open != null) {
            return open.ground().equals(order.ground())
                    ? Decision.alreadyTrue()
                    : Decision.refuse(DeadlineRefusal.ALREADY_PAUSED);
        }
        if (ruleOf(deadline).ground(order.ground()).isEmpty()) {
            return Decision.refuse(DeadlineRefusal.NO_SUCH_GROUND);
        }
        if (passed(deadline, order.at())) {
            return Decision.refuse(DeadlineRefusal.PASSED);
        }
        if (order.at().isBefore(standsSince(deadline))) {
            return Decision.refuse(DeadlineRefusal.OUT_OF_ORDER);
        }
        return Decision.accept(new DeadlinePaused(order.name(), order.ground(), order.at()));
    }

    private Decision<DeadlineEvent> resume(DeadlineOrder.Resume order, @Nullable Deadline deadline) {
        if (deadline == null) {
            return Decision.refuse(DeadlineRefusal.NO_SUCH_DEADLINE);
        }
        if (!deadline.state().isOpen()) {
            return Decision.refuse(DeadlineRefusal.ENDED);
        }
        var open = deadline.openPause();
        if (open == null) {
            return Decision.alreadyTrue();
        }
        if (order.at().isBefore(open.pausedAt())) {
            return Decision.refuse(DeadlineRefusal.OUT_OF_ORDER);
        }
        var dueAt = dueAt(deadline, closedAt(deadline.pauses(), order.at()), deadline.extensions());
        return Decision.accept(new DeadlineResumed(order.name(), order.at(), dueAt, warnAt(deadline, dueAt)));
    }

    /**
     * Decides about the due by the calendar of today. What has passed has passed by that of then; what stands is
     * counted when it runs again. Nothing is over because days were announced late: a due that would lie behind stays.
     */
    private Decision<DeadlineEvent> recount(DeadlineOrder.Recount order, @Nullable Deadline deadline) {
        if (deadline == null || !deadline.state().runs() || passed(deadline, order.at())) {
            return Decision.alreadyTrue();
        }
        var dueAt = dueAt(deadline, deadline.pauses(), deadline.extensions());
        if (dueAt.equals(deadline.dueAt()) || !dueAt.isAfter(order.at())) {
            return Decision.alreadyTrue();
        }
        var first = deadline.startedAt().atZone(ZONE).getYear();
        var last = (dueAt.isAfter(deadline.dueAt()) ? dueAt : deadline.dueAt())
                .minusNanos(1)
                .atZone(ZONE)
                .getYear();
        return Decision.accept(new DeadlineMoved(
                order.name(),
                deadline.rule(),
                calendar.version(),
                calendar.notices(first, last),
                deadline.dueAt(),
                dueAt,
                warnAt(deadline, dueAt),
                order.at()));
    }

    private Decision<DeadlineEvent> pass(DeadlineOrder.Pass order, @Nullable Deadline deadline) {
        if (deadline == null || !deadline.state().runs()) {
            return Decision.alreadyTrue();
        }
        var due = new ArrayList<DeadlineEvent>();
        // Several warnings that were all missed are one: nobody is helped by reading the same words twice.
        if (deadline.warningsToCome().stream().anyMatch(warning -> !warning.isAfter(order.now()))) {
            due.add(new DeadlineWarned(order.name(), deadline.rule(), deadline.dueAt(), order.now()));
        }
        if (passed(deadline, order.now())) {
            due.add(passed(deadline, order.now(), ruleOf(deadline).nature()));
        }
        return Decision.accept(due);
    }

    private static DeadlineEvent passed(Deadline deadline, Instant found, Rule.Nature nature) {
        return switch (nature) {
            case DUTY ->
                new DeadlineBreached(deadline.name(), deadline.rule(), deadline.dueAt(), found, deadline.owed());
            case RIGHT -> new DeadlineLapsed(deadline.name(), deadline.rule(), deadline.dueAt(), found);
        };
    }

    /**
     * Returns why the deadline is due when it is.
     *
     * @throws IllegalArgumentException if its rule is no longer among the rules
     */
    public Explanation explain(Deadline deadline) {
        return new Explainer(calendar, dueDates, ruleOf(deadline), deadline).explain();
    }

    /**
     * Returns the days of the deadline one by one, from the day of its start to its last, and whether each was counted.
     * While the clock stands: to the day on which it stopped. Empty for a deadline in hours.
     *
     * @throws IllegalArgumentException if its rule is no longer among the rules
     */
    public List<CountedDay> days(Deadline deadline) {
        return new Explainer(calendar, dueDates, ruleOf(deadline), deadline).days();
    }

    static boolean passed(Deadline deadline, Instant at) {
        return deadline.state() == DeadlineState.BREACHED || !at.isBefore(deadline.dueAt());
    }

    /** Returns the time since which the deadline has not been suspended: the end of the last pause, or the start. */
    private static Instant standsSince(Deadline deadline) {
        var ended =
                deadline.pauses().isEmpty() ? null : deadline.pauses().getLast().resumedAt();
        return ended == null ? deadline.startedAt() : ended;
    }

    Rule ruleOf(Deadline deadline) {
        return rules.version(deadline.rule(), deadline.version());
    }

    Instant dueAt(Deadline deadline, List<Pause> pauses, List<GrantedExtension> extensions) {
        var rule = ruleOf(deadline);
        return dueDates.dueAt(rule, rule.lengthOf(deadline.count()), deadline.startedAt(), pauses, extensions);
    }

    List<Instant> warnAt(Deadline deadline, Instant dueAt) {
        return dueDates.warnAt(ruleOf(deadline), deadline.startedAt(), dueAt);
    }

    static List<Pause> ended(List<Pause> pauses) {
        return pauses.stream().filter(pause -> !pause.isOpen()).toList();
    }

    private static List<Pause> closedAt(List<Pause> pauses, Instant at) {
        return pauses.stream()
                .map(pause -> pause.isOpen() ? new Pause(pause.ground(), pause.pausedAt(), at) : pause)
                .toList();
    }
}
