package org.fengqiao.kernel.eventstore;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.crypto.Digest;
import org.fengqiao.kernel.decision.Cause;
import org.fengqiao.kernel.decision.Decision.Accepted;
import org.fengqiao.kernel.decision.Decision.Refused;
import org.fengqiao.kernel.eventstore.CaseLedger.Standing;
import org.fengqiao.kernel.eventstore.Consequence.AskLegalClock;
import org.fengqiao.kernel.eventstore.Consequence.CaseBelongs;
import org.fengqiao.kernel.eventstore.Consequence.SendToPartner;
import org.fengqiao.kernel.identity.Identifiers;
import org.fengqiao.kernel.legalclock.DeadlineEvent;
import org.fengqiao.kernel.legalclock.DeadlineEvent.DeadlineBreached;
import org.fengqiao.kernel.legalclock.DeadlineEvent.DeadlineCancelled;
import org.fengqiao.kernel.legalclock.DeadlineEvent.DeadlineExtended;
import org.fengqiao.kernel.legalclock.DeadlineEvent.DeadlineLapsed;
import org.fengqiao.kernel.legalclock.DeadlineEvent.DeadlineMet;
import org.fengqiao.kernel.legalclock.DeadlineEvent.DeadlinePaused;
import org.fengqiao.kernel.legalclock.DeadlineEvent.DeadlineResumed;
import org.fengqiao.kernel.legalclock.DeadlineEvent.DeadlineSet;
import org.fengqiao.kernel.legalclock.DeadlineEvent.DeadlineWarned;
import org.fengqiao.kernel.legalclock.DeadlineName;
import org.fengqiao.kernel.legalclock.DeadlineOrder;
import org.fengqiao.kernel.legalclock.DeadlineRefusal;
import org.fengqiao.kernel.legalclock.Deadlines;
import org.fengqiao.kernel.sealing.KeyRing;
import org.fengqiao.kernel.sealing.PersonalComponents;
import org.fengqiao.kernel.sealing.SubjectId;
import org.fengqiao.kernel.territory.Territories;
import org.fengqiao.kernel.threads.EventLoop;

/**
 * The cases of one transaction, in memory: orders are decided one after another, later ones see what earlier ones recorded, and
 * {@link #save} closes what is personal and writes everything in a handful of statements. What the legal clock decides about a case is recorded behind the event it follows from. Of use once, by one caller at a time.
 *
 * @param <C> the commands
 * @param <S> the states
 * @param <E> the events
 */
public final class Docket<C, S, E> {

    /** So many events are closed and linked in less time than it takes to hand them to another thread. */
    private static final int FEW = 10;

    private final CaseLedger<C, S, E> ledger;
    private final Map<UUID, History<E>> history;
    private final Instant recordedAt;
    private final Map<UUID, Standing<S>> cases = new HashMap<>();
    /** In one order for all transactions, so that two of them seldom wait for each other. */
    private final Map<UUID, CaseView.Changed<S>> changed = new TreeMap<>();

    private final List<Noted> events = new ArrayList<>();
    private final Map<UUID, Digest> links = new HashMap<>();
    private final List<NotedMessage> messages = new ArrayList<>();
    private final DeadlineRows rows = new DeadlineRows();
    private final Territories territories = new Territories();

    private record Noted(Recorded<?, ?> recorded, String type) {}

    private record NotedMessage(SendToPartner message, Recorded<?, ?> becauseOf) {}

    Docket(CaseLedger<C, S, E> ledger, Map<UUID, History<E>> history) {
        this.ledger = ledger;
        this.history = history;
        this.recordedAt = ledger.clock.instant();
    }

    /** The case as it stands in this docket. It must be one of those the docket was opened for. */
    public Standing<S> standing(UUID caseId) {
        return cases.computeIfAbsent(caseId, id -> ledger.standing(history, id));
    }

    /** Decides one order and, if it holds, notes down what is to be written. */
    public Ruling<S, E> decide(Order<C> order) {
        var before = standing(order.caseId());
        return switch (ledger.decider.decide(order.command(), before.state())) {
            case Refused<E>(var because) -> new Ruling.Refused<>(because, before.version());
            case Accepted<E>(var accepted) -> {
                var recorded = accepted.stream()
                        .map(event -> record(order.caseId(), event, order.cause()))
                        .toList();
                var after = standing(order.caseId());
                yield new Ruling.Held<>(after.version(), after.state(), recorded);
            }
        };
    }

    /** Decides what the legal clock is asked about one deadline of the case and, if it holds, notes down what is to be written. */
    public Ruling<Deadlines, DeadlineEvent> decide(UUID caseId, DeadlineOrder order, Cause cause) {
        var before = standing(caseId);
        return switch (ledger.legalClock.decide(order, before.deadlines())) {
            case Refused<DeadlineEvent>(var because) -> new Ruling.Refused<>(because, before.version());
            case Accepted<DeadlineEvent>(var accepted) -> {
                var recorded = accepted.stream()
                        .map(event -> recordDeadline(caseId, event, cause))
                        .toList();
                var after = standing(caseId);
                yield new Ruling.Held<>(after.version(), after.deadlines(), recorded);
            }
        };
    }

    /**
     * Has the row by which the poller finds a deadline written as the stream has it, even if nothing was recorded.
     *
     * @param refusal why what follows from its passing was refused; null if it was not
     */
    public void keepRow(UUID caseId, DeadlineName deadline, @Nullable String refusal) {
        rows.put(caseId, deadline, standing(caseId).deadlines().find(deadline).orElse(null), refusal);
    }

    private Recorded<S, E> record(UUID caseId, E event, Cause cause) {
        var before = standing(caseId);
        var after =
                new Standing<>(before.version() + 1, ledger.decider.evolve(before.state(), event), before.deadlines());
        var recorded = new Recorded<>(
                caseId, Identifiers.next(), after.version(), event, before.state(), after.state(), cause, recordedAt);
        note(after, new Noted(recorded, ledger.store.nameOf(event)));
        for (var consequence : ledger.policy.of(recorded)) {
            switch (consequence) {
                case SendToPartner message -> messages.add(new NotedMessage(message, recorded));
                case AskLegalClock(var order) -> ask(order, recorded);
                case CaseBelongs(var territory) -> territories.add(recorded.caseId(), territory);
            }
        }
        return recorded;
    }

    private void ask(DeadlineOrder order, Recorded<S, E> recorded) {
        var cause = recorded.cause().because(recorded.eventId());
        if (decide(recorded.caseId(), order, cause) instanceof Ruling.Refused<?, ?>(var because, var _)
                && because != DeadlineRefusal.NO_RULE_IN_FORCE) {
            throw new IllegalStateException("the legal clock refuses what a policy asks: " + because.code());
        }
    }

    private Recorded<Deadlines, DeadlineEvent> recordDeadline(UUID caseId, DeadlineEvent event, Cause cause) {
        var before = standing(caseId);
        var deadlines = before.deadlines().evolve(event);
        var after = new Standing<>(before.version() + 1, before.state(), deadlines);
        var recorded = new Recorded<>(
                caseId,
                Identifiers.next(),
                after.version(),
                event,
                before.deadlines(),
                deadlines,
                effective(event, cause),
                recordedAt);
        note(after, new Noted(recorded, ledger.store.nameOfDeadline(event)));
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
                    DeadlinePaused _,
                    DeadlineResumed _,
                    DeadlineExtended _,
                    DeadlineCancelled _ -> cause;
        };
    }

    private void note(Standing<S> after, Noted event) {
        var caseId = event.recorded().caseId();
        cases.put(caseId, after);
        changed.put(caseId, new CaseView.Changed<>(caseId, after.version(), after.state(), after.deadlines()));
        events.add(event);
    }

    /** The keys of all whose texts are new, at once; nobody is asked if nothing is. */
    private Uni<KeyRing> keys() {
        var subjects = new HashSet<SubjectId>();
        var fresh = new HashSet<SubjectId>();
        for (var event : events) {
            var whose =
                    PersonalComponents.subjectsToSeal(List.of(event.recorded().event()));
            subjects.addAll(whose);
            if (!history.containsKey(event.recorded().caseId())) {
                fresh.addAll(whose);
            }
        }
        for (var message : messages) {
            subjects.addAll(
                    PersonalComponents.subjectsToSeal(List.of(message.message().body())));
        }
        return ledger.safeguards.keys().toSeal(subjects, fresh);
    }

    private StoredEvent write(Noted event, KeyRing ring) {
        var caseId = event.recorded().caseId();
        var stored = ledger.store.write(event.recorded(), event.type(), ring);
        var previous = links.containsKey(caseId)
                ? links.get(caseId)
                : history.getOrDefault(caseId, History.none()).link();
        links.put(caseId, stored.linkTo(previous, ledger.service(), ledger.safeguards.chainKey()));
        return stored;
    }

    /** What is personal and not for this partner does not get into the message, not even in a box. */
    private PartnerMessage write(NotedMessage noted, KeyRing ring) {
        var message = noted.message();
        var recorded = noted.becauseOf();
        var told = ledger.safeguards
                .partnerRules()
                .told(PartnerRules.partnerOf(message.topic()).orElse(null), message.type());
        return new PartnerMessage(
                Identifiers.next(),
                message.topic(),
                message.key(),
                message.type(),
                ledger.store.write(message.body(), recorded.caseId(), message.type(), ring, told::has),
                recorded.caseId(),
                recorded.cause(),
                recorded.eventId(),
                recordedAt);
    }

    /** How many events wait to be saved. */
    public int size() {
        return events.size();
    }

    /**
     * Writes rows of deadlines, views, where cases belong, events and partner messages, each in one statement. Fails with a violation of
     * {@code event_case_version} if another transaction recorded the same version first; {@link Conflicts} recognises it. Fails with
     * {@link org.fengqiao.kernel.sealing.CannotSeal} if words come too late. Either way part of it may have been written: the transaction must not commit.
     *
     * <p>The rows of deadlines come first, as they do for the poller, which has locked them before it decides. Keys are brought and texts closed while what holds
     * nothing personal is written.
     */
    public Uni<Void> save(Mutiny.StatelessSession session) {
        return Uni.createFrom().deferred(() -> {
            var closed = keys().flatMap(ring -> events.size() <= FEW
                            ? Uni.createFrom().item(() -> closed(ring))
                            : EventLoop.beside(() -> closed(ring)))
                    .subscribeAsCompletionStage();
            return writeOpen(session)
                    .chain(() -> Uni.createFrom().completionStage(closed))
                    .flatMap(written -> write(session, written));
        });
    }

    /** What holds nothing personal. */
    private Uni<Void> writeOpen(Mutiny.StatelessSession session) {
        return rows.save(session)
                .chain(() -> changed.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : ledger.view.write(session, List.copyOf(changed.values())))
                .chain(() -> territories.write(session));
    }

    private record Closed(List<StoredEvent> events, List<PartnerMessage> messages) {}

    private Closed closed(KeyRing ring) {
        return new Closed(
                events.stream().map(event -> write(event, ring)).toList(),
                messages.stream().map(message -> write(message, ring)).toList());
    }

    private Uni<Void> write(Mutiny.StatelessSession session, Closed closed) {
        return ledger.store
                .append(session, closed.events())
                .chain(() -> PartnerMessage.insert(session, closed.messages()));
    }
}
