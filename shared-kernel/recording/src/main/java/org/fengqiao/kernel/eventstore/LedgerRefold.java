package org.fengqiao.kernel.eventstore;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.decision.Cause;
import org.fengqiao.kernel.decision.Decision.Accepted;
import org.fengqiao.kernel.decision.Decision.Refused;
import org.fengqiao.kernel.eventstore.Consequence.AskLegalClock;
import org.fengqiao.kernel.eventstore.Consequence.CaseBelongs;
import org.fengqiao.kernel.eventstore.Consequence.SendToPartner;
import org.fengqiao.kernel.identity.Actor;
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
import org.fengqiao.kernel.proof.EventRow;
import org.fengqiao.kernel.proof.LinkedEvent;
import org.fengqiao.kernel.refold.RefoldSource;
import org.fengqiao.kernel.refold.ViewTable;
import org.fengqiao.kernel.sql.Statement;
import org.fengqiao.kernel.threads.EventLoop;

/**
 * The streams of a ledger, folded again: states by the decider, rows by the views and those of deadlines and
 * obligations, and what the policy and the legal clock would have follow from each event today.
 *
 * @param <S> the states
 * @param <E> the events
 */
final class LedgerRefold<S, E> implements RefoldSource {

    private static final List<ViewTable> OF_DEADLINES =
            List.of(ViewTable.of("deadline").stayingWith("refusal"), ViewTable.of("obligation"));

    private static final String IS_CASE = "entry is null";

    private static final String MOVED_CASE = "e.entry is null";

    private static final String MOVED_ENTRY = "e.entry is not null and starts_with(e.entry, :entries)";

    /** Streams that have events beyond what was folded, or were not folded at all. */
    private static final String MOVED = """
            (select e.case_id from event e join refold.folded f on f.stream = e.case_id
             where e.version = f.version + 1 and %1$s limit :most)
            union
            (select e.case_id from event e where e.version = 1 and %1$s
               and not exists (select from refold.folded f where f.stream = e.case_id) limit :most)""";

    private static final String IS_ENTRY = "starts_with(entry, :entries)";

    private final String name;
    private final @Nullable String entries;
    private final LedgerRules<?, S, E> rules;
    private final EventStore<E> store;
    private final List<CaseView<S>> views;
    private final Statement next;
    private final Statement count;
    private final Statement moved;

    LedgerRefold(
            String name, @Nullable String entries, LedgerRules<?, S, E> rules, EventStore<E> store, CaseView<S> view) {
        this.name = name;
        this.entries = entries;
        this.rules = rules;
        this.store = store;
        this.views =
                view.parts().stream().filter(part -> !part.tables().isEmpty()).toList();
        var concerned = entries == null ? IS_CASE : IS_ENTRY;
        this.next = Statement.of(
                "select case_id from event where version = 1 and %s and case_id > :after order by case_id limit :most"
                        .formatted(concerned));
        this.count =
                Statement.of("select count(*) as streams from event where version = 1 and %s".formatted(concerned));
        this.moved = Statement.of(MOVED.formatted(entries == null ? MOVED_CASE : MOVED_ENTRY));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<ViewTable> tables() {
        var ofViews = views.stream().flatMap(view -> view.tables().stream());
        return (entries == null ? Stream.concat(OF_DEADLINES.stream(), ofViews) : ofViews).toList();
    }

    private Statement.Bound concerning(Statement statement) {
        return entries == null ? statement.bound() : statement.bind("entries", entries);
    }

    @Override
    public Uni<Long> count(Mutiny.StatelessSession session) {
        return concerning(count).first(session, row -> row.getLong("streams")).map(Objects::requireNonNull);
    }

    @Override
    public Uni<Batch> after(Mutiny.StatelessSession session, UUID after, int most) {
        return concerning(next)
                .bind("after", after)
                .bind("most", most)
                .list(session, row -> row.getUUID("case_id"))
                .flatMap(streams -> of(session, streams));
    }

    @Override
    public Uni<Batch> of(Mutiny.StatelessSession session, Collection<UUID> streams) {
        return streams.isEmpty()
                ? Uni.createFrom().item(new Folded(List.of()))
                : store.rows(session, streams).flatMap(rows -> EventLoop.beside(() -> new Folded(histories(rows))));
    }

    @Override
    public Uni<List<UUID>> moved(Mutiny.StatelessSession session, int most) {
        return concerning(moved)
                .bind("most", most)
                .list(session, row -> row.getUUID("case_id"))
                .map(found -> found.stream().distinct().limit(most).toList());
    }

    /**
     * A stream with the case after each of its events.
     *
     * @param after as many as events could be folded
     * @param unreadable why the next one could not; null if all could
     */
    private record Steps<S>(
            List<EventRow> rows,
            List<Object> events,
            List<CurrentCase<S>> after,
            @Nullable String unreadable) {

        UUID id() {
            return rows.getFirst().caseId();
        }

        /** Returns the case after its first so many events; null if there was none yet. */
        private CaseView.@Nullable Changed<S> changed(int events) {
            if (events == 0) {
                return null;
            }
            var current = after.get(events - 1);
            return new CaseView.Changed<>(
                    id(),
                    current.version(),
                    current.state(),
                    current.deadlines(),
                    rows.get(events - 1).recordedAt());
        }

        /**
         * Returns the numbers of events behind which rows were written: events of one decision were written at once.
         *
         * @param events its first so many
         */
        private List<Integer> writes(int events) {
            var ends = new ArrayList<Integer>();
            var all = Math.min(events, after.size());
            for (var event = 1; event <= all; event++) {
                if (event == all || !areOfOneDecision(rows.get(event - 1), rows.get(event))) {
                    ends.add(event);
                }
            }
            return ends;
        }

        private static boolean areOfOneDecision(EventRow one, EventRow next) {
            return one.recordedAt().equals(next.recordedAt())
                    && one.correlationId().equals(next.correlationId())
                    && one.actorId().equals(next.actorId());
        }
    }

    private List<Steps<S>> histories(List<LinkedEvent> rows) {
        var byStream = new LinkedHashMap<UUID, List<EventRow>>();
        rows.forEach(row -> byStream.computeIfAbsent(row.row().caseId(), _ -> new ArrayList<>())
                .add(row.row()));
        return byStream.values().stream().map(this::steps).toList();
    }

    private Steps<S> steps(List<EventRow> rows) {
        var events = new ArrayList<>();
        var after = new ArrayList<CurrentCase<S>>();
        var current = rules.current(History.<E>none());
        try {
            for (var row : rows) {
                var event = store.read(row);
                current = after(current, row, event);
                events.add(event);
                after.add(current);
            }
        } catch (RuntimeException e) {
            return new Steps<>(rows, events, after, e.getClass().getSimpleName());
        }
        return new Steps<>(rows, events, after, null);
    }

    private CurrentCase<S> after(CurrentCase<S> before, EventRow row, Object event) {
        var deadlines = event instanceof DeadlineEvent of ? before.deadlines().evolve(of) : before.deadlines();
        var state = store.own(row, event)
                .map(own -> rules.decider().evolve(before.state(), own))
                .orElse(before.state());
        return new CurrentCase<>(row.version(), state, deadlines, before.gaps());
    }

    private final class Folded implements Batch {

        private final List<Steps<S>> histories;

        Folded(List<Steps<S>> histories) {
            this.histories = histories;
        }

        @Override
        public List<RefoldSource.Sequence> streams() {
            return histories.stream()
                    .map(steps -> new RefoldSource.Sequence(
                            steps.id(),
                            steps.rows().getLast().version(),
                            steps.rows().stream().map(LedgerRefold::event).toList()))
                    .toList();
        }

        @Override
        public Uni<Void> fold(Mutiny.StatelessSession session, int events) {
            var writes = histories.stream().map(steps -> steps.writes(events)).toList();
            var most = writes.stream().mapToInt(List::size).max().orElse(0);
            return Multi.createFrom()
                    .range(0, most)
                    .onItem()
                    .transformToUniAndConcatenate(round -> write(session, writes, round))
                    .collect()
                    .asList()
                    .chain(() -> entries == null
                            ? writeDeadlines(session, events)
                            : Uni.createFrom().voidItem());
        }

        private Uni<Void> write(Mutiny.StatelessSession session, List<List<Integer>> writes, int round) {
            var changed = new ArrayList<CaseView.Changed<S>>();
            for (var history = 0; history < histories.size(); history++) {
                if (round < writes.get(history).size()) {
                    var one = histories.get(history).changed(writes.get(history).get(round));
                    if (one != null) {
                        changed.add(one);
                    }
                }
            }
            return Multi.createFrom()
                    .iterable(views)
                    .onItem()
                    .transformToUniAndConcatenate(view -> view.write(session, List.copyOf(changed)))
                    .collect()
                    .asList()
                    .replaceWithVoid();
        }

        private Uni<Void> writeDeadlines(Mutiny.StatelessSession session, int events) {
            var noted = histories.stream()
                    .filter(steps -> Math.min(events, steps.after().size()) > 0)
                    .flatMap(steps ->
                            steps.after().get(Math.min(events, steps.after().size()) - 1).deadlines().all().stream()
                                    .map(deadline ->
                                            new Recording.NotedDeadline(steps.id(), deadline.name(), deadline, null)))
                    .toList();
            return DeadlineRows.write(session, noted).chain(() -> ObligationRows.write(session, noted));
        }

        @Override
        public Uni<List<Otherwise>> otherwise() {
            return EventLoop.beside(() -> histories.stream()
                    .flatMap(steps -> LedgerRefold.this.otherwise(steps).stream())
                    .toList());
        }
    }

    private static Event event(EventRow row) {
        return new Event(row.version(), row.type(), row.eventId(), row.recordedAt());
    }

    /** Only the first difference of a stream: what comes later may follow from it. */
    private List<Otherwise> otherwise(Steps<S> steps) {
        for (var at = 0; at < steps.after().size(); at++) {
            var row = steps.rows().get(at);
            var own = store.own(row, steps.events().get(at));
            if (own.isPresent()) {
                var today = today(steps, at, row, own.get());
                var recorded = recorded(steps, at, row);
                if (!today.equals(recorded)) {
                    return List.of(new Otherwise(
                            steps.id(), event(row), String.join("\n", recorded), String.join("\n", today)));
                }
            }
        }
        if (steps.unreadable() != null) {
            var row = steps.rows().get(steps.after().size());
            return List.of(new Otherwise(
                    steps.id(), event(row), null, "This event cannot be folded any more: " + steps.unreadable()));
        }
        return List.of();
    }

    /** Returns what the legal clock recorded because of an event, right behind it. */
    private List<String> recorded(Steps<S> steps, int at, EventRow row) {
        var recorded = new ArrayList<String>();
        for (var next = at + 1; next < steps.events().size(); next++) {
            if (!(steps.events().get(next) instanceof DeadlineEvent deadline)
                    || !row.eventId().equals(steps.rows().get(next).causationId())) {
                break;
            }
            recorded.add(inWords(deadline));
        }
        return recorded;
    }

    /** Returns what it would record today. */
    private List<String> today(Steps<S> steps, int at, EventRow row, E event) {
        var before = at == 0 ? rules.current(History.<E>none()) : steps.after().get(at - 1);
        var after = steps.after().get(at);
        var recorded = new Recorded<>(
                row.caseId(),
                row.eventId(),
                row.version(),
                event,
                before.state(),
                after.state(),
                cause(row),
                row.recordedAt());
        var today = new ArrayList<String>();
        var deadlines = after.deadlines();
        for (var consequence : rules.policy().of(recorded)) {
            switch (consequence) {
                case AskLegalClock(var order) -> {
                    switch (rules.legalClock().decide(order, deadlines)) {
                        case Accepted<DeadlineEvent>(var accepted) -> {
                            for (var one : accepted) {
                                deadlines = deadlines.evolve(one);
                                today.add(inWords(one));
                            }
                        }
                        case Refused<DeadlineEvent> _ -> {
                            // A clock that cannot stand goes on as it does.
                        }
                    }
                }
                case SendToPartner _, CaseBelongs _ -> {
                    // Only what stands in the stream is compared.
                }
            }
        }
        return today;
    }

    private static Cause cause(EventRow row) {
        return new Cause(
                new Actor(row.actorId(), row.actorUnit(), row.actorRole(), row.onBehalfOf()),
                row.occurredAt(),
                row.correlationId(),
                row.causationId(),
                row.traceparent());
    }

    /**
     * An event of a deadline as it is compared and told. Times are cut to milliseconds: the database keeps microseconds
     * of the time of recording, from which the clock counts, and an event keeps all of it.
     */
    private static String inWords(DeadlineEvent event) {
        return switch (event) {
            case DeadlineSet e ->
                "set %s: rule %s v%d of %s from %s, %sdue %s%s%s"
                        .formatted(
                                e.name().text(),
                                e.rule(),
                                e.version(),
                                e.startedBy(),
                                cut(e.startedAt()),
                                e.count() == null ? "" : e.count() + " long, ",
                                cut(e.dueAt()),
                                e.continues() == null
                                        ? ""
                                        : ", goes on with " + e.continues().text(),
                                e.owed() == null
                                        ? ""
                                        : ", owed by %s to or of %s: %s"
                                                .formatted(
                                                        e.owed().by(),
                                                        e.owed().partner(),
                                                        e.owed().what()));
            case DeadlineMet e ->
                "met %s at %s, %s".formatted(e.name().text(), cut(e.metAt()), e.onTime() ? "on time" : "late");
            case DeadlinePaused e -> "paused %s at %s: %s".formatted(e.name().text(), cut(e.pausedAt()), e.ground());
            case DeadlineResumed e ->
                "resumed %s at %s, due %s".formatted(e.name().text(), cut(e.resumedAt()), cut(e.dueAt()));
            case DeadlineCancelled e ->
                "cancelled %s at %s: %s".formatted(e.name().text(), cut(e.cancelledAt()), e.reason());
            case DeadlineWarned _,
                    DeadlineMoved _,
                    DeadlineBreached _,
                    DeadlineLapsed _,
                    ExtensionRequested _,
                    ExtensionRefused _,
                    DeadlineExtended _ ->
                event.getClass().getSimpleName() + " " + event.name().text();
        };
    }

    private static java.time.Instant cut(java.time.Instant time) {
        return time.truncatedTo(ChronoUnit.MILLIS);
    }
}
