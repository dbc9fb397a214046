package org.fengqiao.kernel.eventstore;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.decision.Cause;
import org.fengqiao.kernel.decision.Decision.Accepted;
import org.fengqiao.kernel.decision.Decision.Refusal;
import org.fengqiao.kernel.decision.Decision.Refused;
import org.fengqiao.kernel.eventstore.Consequence.AskLegalClock;
import org.fengqiao.kernel.eventstore.Consequence.CaseBelongs;
import org.fengqiao.kernel.eventstore.Consequence.SendToPartner;
import org.fengqiao.kernel.eventstore.Recording.Noted;
import org.fengqiao.kernel.eventstore.Recording.NotedDeadline;
import org.fengqiao.kernel.eventstore.Recording.NotedMessage;
import org.fengqiao.kernel.identity.Identifiers;
import org.fengqiao.kernel.legalclock.DeadlineEvent;
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
import org.fengqiao.kernel.legalclock.DeadlineName;
import org.fengqiao.kernel.legalclock.DeadlineOrder;
import org.fengqiao.kernel.legalclock.DeadlineRefusal;
import org.fengqiao.kernel.legalclock.Deadlines;
import org.fengqiao.kernel.value.Territory;

/**
 * The cases of one transaction, in memory. Orders are decided one after another; later ones see what earlier ones
 * recorded. What the legal clock decides about a case is recorded behind the event it follows from. A docket only
 * notes: {@link Ledger#decide} has it written. Single-use, not thread-safe.
 *
 * @param <C> the commands
 * @param <S> the states
 * @param <E> the events
 */
public final class Docket<C, S, E> {

    private final LedgerRules<C, S, E> rules;
    private final Map<UUID, History<E>> history;
    private final Instant recordedAt;
    private final Map<UUID, CurrentCase<S>> cases = new HashMap<>();
    /** In one order for all transactions, so that two of them seldom wait for each other. */
    private final Map<UUID, CaseView.Changed<S>> changed = new TreeMap<>();

    private final List<Noted> events = new ArrayList<>();
    private final List<NotedMessage> messages = new ArrayList<>();
    private final Map<DeadlineKey, NotedDeadline> deadlines = new HashMap<>();
    private final Map<UUID, Territory> territories = new HashMap<>();

    private record DeadlineKey(UUID caseId, DeadlineName name) {}

    /**
     * A docket of these cases.
     *
     * @param history of each case; one never heard of is missing
     * @param recordedAt the service's time
     */
    Docket(LedgerRules<C, S, E> rules, Map<UUID, History<E>> history, Instant recordedAt) {
        this.rules = rules;
        this.history = history;
        this.recordedAt = recordedAt;
    }

    /** The case with what was noted of it so far. It must be one of those the docket was opened for. */
    public CurrentCase<S> current(UUID caseId) {
        return cases.computeIfAbsent(caseId, id -> rules.current(history.getOrDefault(id, History.none())));
    }

    /** Decides one order and, if it holds, notes down what is to be written. */
    public Ruling<S, E> decide(Order<C> order) {
        var before = current(order.caseId());
        return switch (rules.decider().decide(order.command(), before.state())) {
            case Refused<E>(var because) -> new Ruling.Refused<>(because, before.version());
            case Accepted<E>(var accepted) -> {
                var recorded = accepted.stream()
                        .map(event -> record(order.caseId(), event, order.cause()))
                        .toList();
                var after = current(order.caseId());
                yield new Ruling.Held<>(after.version(), after.state(), recorded);
            }
        };
    }

    /**
     * Decides what the legal clock is asked about one deadline of the case and, if it holds, notes down what is to be
     * written.
     */
    public Ruling<Deadlines, DeadlineEvent> decide(UUID caseId, DeadlineOrder order, Cause cause) {
        var before = current(caseId);
        return switch (rules.legalClock().decide(order, before.deadlines())) {
            case Refused<DeadlineEvent>(var because) -> new Ruling.Refused<>(because, before.version());
            case Accepted<DeadlineEvent>(var accepted) -> {
                var recorded = accepted.stream()
                        .map(event -> recordDeadline(caseId, event, cause))
                        .toList();
                var after = current(caseId);
                yield new Ruling.Held<>(after.version(), after.deadlines(), recorded);
            }
        };
    }

    /**
     * Notes that a record about the case was set aside; answers whether there is such a case. It changes no state, so
     * nothing is asked.
     */
    public boolean setAside(UUID caseId, RecordSetAside gap, Cause cause) {
        var before = current(caseId);
        if (before.version() == 0) {
            return false;
        }
        var gaps = new ArrayList<>(before.gaps());
        gaps.add(gap);
        var after = new CurrentCase<>(before.version() + 1, before.state(), before.deadlines(), gaps);
        var recorded = new Recorded<>(
                caseId, Identifiers.next(), after.version(), gap, before.gaps(), after.gaps(), cause, recordedAt);
        note(after, new Noted(recorded, rules.gapTypes().nameOf(gap)));
        return true;
    }

    /**
     * Has the row by which the poller finds a deadline written as the stream has it, even if nothing was recorded. Of
     * several notes about one deadline the last one counts.
     *
     * @param refusal why what follows from its passing was refused; null if it was not
     */
    public void keepRow(UUID caseId, DeadlineName deadline, @Nullable String refusal) {
        var stands = current(caseId).deadlines().find(deadline).orElse(null);
        deadlines.put(new DeadlineKey(caseId, deadline), new NotedDeadline(caseId, deadline, stands, refusal));
    }

    private Recorded<S, E> record(UUID caseId, E event, Cause cause) {
        var before = current(caseId);
        var after = new CurrentCase<>(
                before.version() + 1, rules.decider().evolve(before.state(), event), before.deadlines(), before.gaps());
        var recorded = new Recorded<>(
                caseId, Identifiers.next(), after.version(), event, before.state(), after.state(), cause, recordedAt);
        note(after, new Noted(recorded, rules.types().nameOf(event)));
        for (var consequence : rules.policy().of(recorded)) {
            switch (consequence) {
                case SendToPartner message -> messages.add(new NotedMessage(message, recorded));
                case AskLegalClock(var order) -> ask(order, recorded);
                case CaseBelongs(var territory) -> territories.merge(recorded.caseId(), territory, Territory::then);
            }
        }
        return recorded;
    }

    private void ask(DeadlineOrder order, Recorded<S, E> recorded) {
        var cause = recorded.cause().because(recorded.eventId());
        if (decide(recorded.caseId(), order, cause) instanceof Ruling.Refused<?, ?>(var because, var _)
                && !isNoFault(order, because)) {
            throw new IllegalStateException("the legal clock refuses what a policy asks: " + because.code());
        }
    }

    /** A clock that cannot stand, by its rule or because it no longer runs, goes on as it does. */
    private static boolean isNoFault(DeadlineOrder order, Refusal because) {
        return switch (order) {
            case DeadlineOrder.Pause _, DeadlineOrder.Resume _ -> true;
            case DeadlineOrder.Set _,
                    DeadlineOrder.Continue _,
                    DeadlineOrder.Meet _,
                    DeadlineOrder.Cancel _,
                    DeadlineOrder.RequestExtension _,
                    DeadlineOrder.GrantExtension _,
                    DeadlineOrder.RefuseExtension _,
                    DeadlineOrder.Recount _,
                    DeadlineOrder.Pass _ -> because == DeadlineRefusal.NO_RULE_IN_FORCE;
        };
    }

    private Recorded<Deadlines, DeadlineEvent> recordDeadline(UUID caseId, DeadlineEvent event, Cause cause) {
        var before = current(caseId);
        var deadlines = before.deadlines().evolve(event);
        var after = new CurrentCase<>(before.version() + 1, before.state(), deadlines, before.gaps());
        var recorded = new Recorded<>(
                caseId,
                Identifiers.next(),
                after.version(),
                event,
                before.deadlines(),
                deadlines,
                effective(event, cause),
                recordedAt);
        note(after, new Noted(recorded, rules.deadlineTypes().nameOf(event)));
        keepRow(caseId, event.name(), null);
        return recorded;
    }

    /** A deadline that was found passed has been passed since it was due, however late that was noticed. */
    private static Cause effective(DeadlineEvent event, Cause cause) {
        return switch (event) {
            case DeadlineBreached e -> cause.effective(e.dueAt());
            case DeadlineLapsed e -> cause.effective(e.dueAt());
            case DeadlineSet _,
                    DeadlineWarned _,
                    DeadlineMet _,
                    DeadlineMoved _,
                    DeadlinePaused _,
                    DeadlineResumed _,
                    ExtensionRequested _,
                    ExtensionRefused _,
                    DeadlineExtended _,
                    DeadlineCancelled _ -> cause;
        };
    }

    private void note(CurrentCase<S> after, Noted event) {
        var caseId = event.recorded().caseId();
        cases.put(caseId, after);
        changed.put(
                caseId, new CaseView.Changed<>(caseId, after.version(), after.state(), after.deadlines(), recordedAt));
        events.add(event);
    }

    /** Everything noted so far, for the writer. */
    Recording<S> recording() {
        return new Recording<>(
                history, events, messages, List.copyOf(changed.values()), List.copyOf(deadlines.values()), territories);
    }
}
