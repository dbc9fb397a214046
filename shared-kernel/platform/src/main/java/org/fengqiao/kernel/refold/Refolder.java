package org.fengqiao.kernel.refold;

import static java.util.stream.Collectors.groupingBy;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.failures.Blame;
import org.fengqiao.kernel.failures.Failures;
import org.fengqiao.kernel.identity.Identifiers;
import org.fengqiao.kernel.refold.RefoldDifference.Kind;
import org.fengqiao.kernel.refold.Refolding.Phase;
import org.fengqiao.kernel.refold.Refolding.State;
import org.fengqiao.kernel.refold.Refolding.TableResult;
import org.fengqiao.kernel.refold.Refoldings.Place;
import org.fengqiao.kernel.sql.Statement;
import org.fengqiao.kernel.time.Schedule;

/**
 * Worker that folds streams again, a batch a transaction, with pauses for live traffic. How far it is stands in the
 * transaction of each batch: after a crash it, or another instance, goes on there.
 *
 * <p>A comparison reads events and views in one snapshot. Live traffic writes both in one transaction, so that whatever
 * is recorded meanwhile, rows and events belong together. A rebuilding folds into tables of its own, catches up with
 * what was recorded meanwhile, and then, while writers wait and readers do not, folds the last streams and makes the
 * stored rows those that were folded, all in one transaction.
 */
@Singleton
class Refolder {

    private static final Logger LOG = Logger.getLogger(Refolder.class);

    private static final UUID BEFORE_ALL = new UUID(0, 0);
    private static final UUID LAST = new UUID(-1, -1);

    /** Number of differences that a comparison keeps; it counts all. */
    private static final int MOST_KEPT = 1_000;

    /** Number of streams whose first parting event is looked for. */
    private static final int MOST_PARTED = 200;

    /** Number of streams that are folded while writers wait, at most: before there are as few, it catches up. */
    private static final int FEW = 200;

    private static final int SWAP_ATTEMPTS = 20;
    private static final Duration PAUSE_AFTER_TROUBLE = Duration.ofSeconds(1);

    private static final Statement ONE_SNAPSHOT = Statement.of("set transaction isolation level repeatable read");
    private static final Statement NO_LONG_WAIT = Statement.of("set local lock_timeout = '5s'");

    private static final Statement FOLDED = Statement.of("""
            insert into refold.folded (stream, version)
            select * from unnest(cast(:streams as uuid[]), cast(string_to_array(:versions, ',') as bigint[]))
            on conflict (stream) do update set version = excluded.version""");

    private final Refoldings refoldings;
    private final RefoldSources sources;
    private final RefoldConfiguration configuration;
    private final Mutiny.SessionFactory sessions;
    private final InstantSource clock;
    private final ObjectMapper json;
    private final UUID me = Identifiers.next();
    private final AtomicBoolean working = new AtomicBoolean();
    private volatile boolean stopping;

    Refolder(
            Refoldings refoldings,
            RefoldSources sources,
            RefoldConfiguration configuration,
            Mutiny.SessionFactory sessions,
            InstantSource clock,
            ObjectMapper json) {
        this.refoldings = refoldings;
        this.sources = sources;
        this.configuration = configuration;
        this.sessions = sessions;
        this.clock = clock;
        this.json = json;
    }

    /** Schedules the look for a refolding that nobody works on: one that was asked for, or whose process is gone. */
    void start(@Observes StartupEvent event, Schedule schedule) {
        schedule.every("${fengqiao.refold.look-every:5s}", Duration.ofSeconds(3), "refoldings", this::look);
    }

    /** Has the worker end after its batch. */
    void stop(@Observes ShutdownEvent event) {
        stopping = true;
    }

    /** Returns the names of all tables that can be compared and rebuilt. */
    TreeSet<String> tableNames() {
        var names = new TreeSet<String>();
        sources.all().forEach(source -> followed(source).forEach(table -> names.add(table.name())));
        return names;
    }

    /** Returns the first of these names that is none of the tables. */
    Optional<String> firstUnknown(List<String> names) {
        return names.stream().filter(name -> !tableNames().contains(name)).findFirst();
    }

    private static List<ViewTable> followed(RefoldSource source) {
        return source.tables().stream().filter(ViewTable::follows).toList();
    }

    private static List<ViewTable> asked(RefoldSource source, Place place) {
        return followed(source).stream()
                .filter(table -> place.tables().isEmpty() || place.tables().contains(table.name()))
                .toList();
    }

    /**
     * Begins a refolding.
     *
     * @param tables empty for all
     * @return its id; empty if one is running
     */
    Uni<Optional<UUID>> begin(Refolding.Kind kind, List<String> tables, String reason, String by) {
        var id = Identifiers.next();
        return refoldings
                .add(id, kind, tables, reason, by, clock.instant())
                .invoke(added -> {
                    if (added) {
                        LOG.infof("%s begins refolding %s (%s)", by, id, kind);
                        work(id);
                    }
                })
                .map(added -> added ? Optional.of(id) : Optional.empty());
    }

    /** Ends one before it is done; answers false if it was over. */
    Uni<Boolean> stop(UUID id, String reason, String by) {
        return sessions.withStatelessTransaction(
                        (session, _) -> refoldings.end(session, id, State.STOPPED, clock.instant(), by, null))
                .invoke(ended -> LOG.infof("%s stops refolding %s: %s", by, id, ended));
    }

    private Uni<Void> look() {
        return refoldings
                .abandoned(me, configuration.workerSilence())
                .invoke(id -> {
                    if (id != null) {
                        work(id);
                    }
                })
                .replaceWithVoid();
    }

    private void work(UUID id) {
        if (working.compareAndSet(false, true)) {
            Infrastructure.getDefaultExecutor().execute(() -> {
                try {
                    workToTheEnd(id);
                } finally {
                    working.set(false);
                }
            });
        }
    }

    private void workToTheEnd(UUID id) {
        var swaps = 0;
        while (!stopping) {
            var began = System.nanoTime();
            try {
                var place = await(() -> step(id));
                if (place == null) {
                    return;
                }
                rest(Duration.ofNanos(System.nanoTime() - began), place);
            } catch (RuntimeException e) {
                if (Blame.of(e) != Blame.CIRCUMSTANCES || ++swaps > SWAP_ATTEMPTS) {
                    fail(id, e);
                    return;
                }
                LOG.infof("refolding %s: a step is done again: %s", id, Failures.inShort(e));
                sleep(PAUSE_AFTER_TROUBLE);
            }
        }
    }

    private void fail(UUID id, RuntimeException e) {
        LOG.errorf(Failures.withoutContent(e), "refolding %s failed and changed nothing", id);
        try {
            await(() -> sessions.withStatelessTransaction((session, _) ->
                    refoldings.end(session, id, State.FAILED, clock.instant(), null, Failures.inShort(e))));
        } catch (RuntimeException again) {
            LOG.warnf("refolding %s: %s", id, Failures.inShort(again));
        }
    }

    private static <T> T await(java.util.function.Supplier<Uni<T>> work) {
        try {
            return VertxContextSupport.subscribeAndAwait(work);
        } catch (RuntimeException e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /** Leaves the rest of the time to live traffic. */
    private void rest(Duration worked, Place place) {
        if (place.phase() == Phase.FOLDING) {
            var share = Math.clamp(configuration.share(), 1, 100);
            sleep(worked.multipliedBy(100 - share).dividedBy(share));
        }
    }

    private static void sleep(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Does the next step in a transaction; answers where it is then, null if it is over or another worker's. A
     * comparison sees one snapshot; a rebuilding has to see what was committed while it waited for the tables.
     */
    private Uni<@Nullable Place> step(UUID id) {
        var began = System.nanoTime();
        return refoldings
                .find(id)
                .flatMap(found -> found.filter(one -> one.state() == State.RUNNING)
                        .map(one ->
                                sessions.withStatelessTransaction((session, _) -> (one.kind() == Refolding.Kind.COMPARE
                                                ? ONE_SNAPSHOT.bound().execute(session)
                                                : Uni.createFrom().item(0))
                                        .chain(() -> refoldings.claim(session, id, me, configuration.workerSilence()))
                                        .flatMap(place -> place == null
                                                ? Uni.createFrom().<@Nullable Place>nullItem()
                                                : stepAndNote(session, id, place, began))))
                        .orElseGet(() -> Uni.createFrom().nullItem()));
    }

    private Uni<Place> stepAndNote(Mutiny.StatelessSession session, UUID id, Place place, long began) {
        return step(session, id, place).flatMap(done -> {
            var now = done.worked(Duration.ofNanos(System.nanoTime() - began).toMillis());
            return refoldings
                    .advance(session, id, now)
                    .chain(() -> now.phase() == Phase.OVER
                            ? refoldings.end(session, id, State.DONE, clock.instant(), null, null)
                            : Uni.createFrom().item(true))
                    .replaceWith(now);
        });
    }

    private Uni<Place> step(Mutiny.StatelessSession session, UUID id, Place place) {
        return switch (place.phase()) {
            case PREPARING -> prepare(session, place);
            case FOLDING -> fold(session, id, place);
            case CATCHING_UP -> catchUp(session, place, 0);
            case SWAPPING -> swap(session, place);
            case OVER -> Uni.createFrom().item(place);
        };
    }

    private Uni<Place> prepare(Mutiny.StatelessSession session, Place place) {
        var tables = sources.all().stream()
                .flatMap(source -> source.tables().stream())
                .toList();
        return Shadows.prepare(session, tables)
                .chain(() -> Multi.createFrom()
                        .iterable(sources.all())
                        .onItem()
                        .transformToUniAndConcatenate(source -> source.count(session))
                        .collect()
                        .with(java.util.stream.Collectors.summingLong(Long::longValue)))
                .map(place::prepared);
    }

    private Uni<Place> fold(Mutiny.StatelessSession session, UUID id, Place place) {
        if (place.source() == sources.all().size()) {
            return Uni.createFrom()
                    .item(place.at(place.kind() == Refolding.Kind.COMPARE ? Phase.OVER : Phase.CATCHING_UP));
        }
        var source = sources.all().get(place.source());
        var after = place.after() == null ? BEFORE_ALL : place.after();
        return source.after(session, after, configuration.batch())
                .flatMap(batch -> Shadows.of(session, source.tables()).flatMap(shadows -> {
                    var streams = batch.streams();
                    var last = streams.isEmpty() ? LAST : streams.getLast().id();
                    var events = streams.stream()
                            .mapToLong(stream -> stream.events().size())
                            .sum();
                    var folded = streams.isEmpty() ? place.nextSource() : place.folded(last, streams.size(), events);
                    var written = streams.isEmpty()
                            ? Uni.createFrom().voidItem()
                            : Shadows.fold(session, batch, Integer.MAX_VALUE);
                    return switch (place.kind()) {
                        case REBUILD ->
                            written.chain(() -> note(session, streams)).replaceWith(folded);
                        case COMPARE ->
                            written.chain(() ->
                                            new Comparison(id, place, source, shadows).of(session, batch, after, last))
                                    .map(found -> folded.with(found.results(), found.differing()))
                                    .call(() -> shadows.clear(session, ids(streams)));
                    };
                }));
    }

    private static List<UUID> ids(List<RefoldSource.Sequence> streams) {
        return streams.stream().map(RefoldSource.Sequence::id).toList();
    }

    private static Uni<Void> note(Mutiny.StatelessSession session, List<RefoldSource.Sequence> streams) {
        return streams.isEmpty()
                ? Uni.createFrom().voidItem()
                : FOLDED.bound()
                        .bindIds("streams", ids(streams))
                        .bind(
                                "versions",
                                streams.stream()
                                        .map(stream -> String.valueOf(stream.version()))
                                        .collect(java.util.stream.Collectors.joining(",")))
                        .execute(session)
                        .replaceWithVoid();
    }

    /** Folds those that moved again, source by source; goes on to the swap when there are few. */
    private Uni<Place> catchUp(Mutiny.StatelessSession session, Place place, int number) {
        if (number == sources.all().size()) {
            return Uni.createFrom().item(place.at(Phase.SWAPPING));
        }
        var source = sources.all().get(number);
        return source.moved(session, FEW)
                .flatMap(moved -> moved.size() < FEW
                        ? catchUp(session, place, number + 1)
                        : again(session, source, moved).replaceWith(place));
    }

    private Uni<Void> again(Mutiny.StatelessSession session, RefoldSource source, List<UUID> moved) {
        return moved.isEmpty()
                ? Uni.createFrom().voidItem()
                : source.of(session, moved)
                        .flatMap(batch -> Shadows.of(session, source.tables())
                                .flatMap(shadows -> shadows.clear(session, moved))
                                .chain(() -> Shadows.fold(session, batch, Integer.MAX_VALUE))
                                .chain(() -> note(session, batch.streams())));
    }

    /** Catches up with the last ones while writers wait, and makes the stored rows those that were folded. */
    private Uni<Place> swap(Mutiny.StatelessSession session, Place place) {
        return Multi.createFrom()
                .iterable(sources.all())
                .onItem()
                .transformToUniAndConcatenate(source -> swap(session, source, asked(source, place)))
                .collect()
                .asList()
                .map(results -> {
                    var all = new HashMap<String, TableResult>();
                    results.forEach(all::putAll);
                    return place.with(all, 0).at(Phase.OVER);
                });
    }

    private Uni<Map<String, TableResult>> swap(
            Mutiny.StatelessSession session, RefoldSource source, List<ViewTable> tables) {
        return tables.isEmpty()
                ? Uni.createFrom().item(Map.of())
                : Shadows.of(session, source.tables())
                        .flatMap(shadows -> NO_LONG_WAIT
                                .bound()
                                .execute(session)
                                .chain(() -> shadows.lock(session, tables))
                                .chain(() -> againUntilNoneMoved(session, source))
                                .chain(() -> Multi.createFrom()
                                        .iterable(tables)
                                        .onItem()
                                        .transformToUniAndConcatenate(table -> swapped(session, shadows, table)
                                                .map(result -> Map.entry(table.name(), result)))
                                        .collect()
                                        .asList())
                                .map(done -> {
                                    var results = new LinkedHashMap<String, TableResult>();
                                    done.forEach(one -> results.put(one.getKey(), one.getValue()));
                                    return results;
                                }));
    }

    private Uni<Void> againUntilNoneMoved(Mutiny.StatelessSession session, RefoldSource source) {
        return source.moved(session, FEW)
                .flatMap(moved -> moved.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : again(session, source, moved).chain(() -> againUntilNoneMoved(session, source)));
    }

    private Uni<TableResult> swapped(Mutiny.StatelessSession session, Shadows shadows, ViewTable table) {
        var now = clock.instant();
        return shadows.swap(session, table, now)
                .flatMap(swapped -> shadows.count(session, table, BEFORE_ALL, LAST, now)
                        .map(counted -> {
                            if (counted.differing() > 0) {
                                throw new IllegalStateException("%d rows of %s differ after the swap"
                                        .formatted(counted.differing(), table.name()));
                            }
                            return TableResult.of(counted).with(swapped);
                        }));
    }

    /** Comparison of the streams of one batch. */
    private final class Comparison {

        private final UUID id;
        private final Place place;
        private final RefoldSource source;
        private final Shadows shadows;
        private final List<RefoldDifference> differences = new ArrayList<>();

        Comparison(UUID id, Place place, RefoldSource source, Shadows shadows) {
            this.id = id;
            this.place = place;
            this.source = source;
            this.shadows = shadows;
        }

        private record Found(Map<String, TableResult> results, long differing) {}

        Uni<Found> of(Mutiny.StatelessSession session, RefoldSource.Batch batch, UUID after, UUID to) {
            var now = clock.instant();
            var results = new LinkedHashMap<String, TableResult>();
            var rows = new ArrayList<Shadows.Differing>();
            var tables = asked(source, place);
            var room = (int) Math.max(0, MOST_KEPT - place.differing());
            return Multi.createFrom()
                    .iterable(tables)
                    .onItem()
                    .transformToUniAndConcatenate(table -> shadows.count(session, table, after, to, now)
                            .invoke(counted -> results.put(table.name(), TableResult.of(counted)))
                            .flatMap(counted -> counted.differing() == 0 || room == 0
                                    ? Uni.createFrom().voidItem()
                                    : shadows.differing(session, table, after, to, now, room)
                                            .invoke(rows::addAll)
                                            .replaceWithVoid()))
                    .collect()
                    .asList()
                    .chain(batch::otherwise)
                    .flatMap(otherwise -> {
                        var differing = results.values().stream()
                                        .mapToLong(TableResult::differing)
                                        .sum()
                                + otherwise.size();
                        return name(session, tables, rows.stream().limit(room).toList())
                                .invoke(() -> otherwise.forEach(this::add))
                                .chain(() -> refoldings.keep(
                                        session,
                                        id,
                                        differences.stream().limit(room).toList()))
                                .replaceWith(new Found(results, differing));
                    });
        }

        private long nextNumber() {
            return place.differing() + differences.size() + 1;
        }

        private void add(RefoldSource.Otherwise one) {
            differences.add(new RefoldDifference(
                    nextNumber(),
                    one.stream(),
                    one.recorded() == null ? Kind.UNREADABLE : Kind.RULE,
                    null,
                    null,
                    List.of(),
                    one.recorded(),
                    one.today(),
                    one.after()));
        }

        /** Looks for the first event at which rows part, stream by stream. */
        private Uni<Void> name(Mutiny.StatelessSession session, List<ViewTable> tables, List<Shadows.Differing> rows) {
            var byStream = rows.stream()
                    .collect(groupingBy(
                            Shadows.Differing::stream, LinkedHashMap::new, java.util.stream.Collectors.toList()));
            var looked = Math.max(0, MOST_PARTED - place.differing());
            return Multi.createFrom()
                    .iterable(byStream.entrySet())
                    .onItem()
                    .transformToUniAndConcatenate(one -> differences.size() >= looked
                            ? Uni.createFrom()
                                    .voidItem()
                                    .invoke(() -> one.getValue().forEach(row -> add(row, null)))
                            : source.of(session, List.of(one.getKey()))
                                    .flatMap(batch -> batch.streams().isEmpty()
                                            ? Uni.createFrom()
                                                    .voidItem()
                                                    .invoke(() -> one.getValue().forEach(row -> add(row, null)))
                                            : name(session, tables, batch, one.getValue())))
                    .collect()
                    .asList()
                    .replaceWithVoid();
        }

        private Uni<Void> name(
                Mutiny.StatelessSession session,
                List<ViewTable> tables,
                RefoldSource.Batch batch,
                List<Shadows.Differing> rows) {
            var stream = batch.streams().getFirst();
            var concerned = tables.stream()
                    .filter(table -> rows.stream().anyMatch(row -> row.table().equals(table.name())))
                    .toList();
            var steps = new ArrayList<Map<String, Map<String, String>>>();
            steps.add(Map.of());
            return Multi.createFrom()
                    .range(1, stream.events().size() + 1)
                    .onItem()
                    .transformToUniAndConcatenate(events -> shadows.clear(session, List.of(stream.id()))
                            .chain(() -> Shadows.fold(session, batch, events))
                            .chain(() -> rowsNow(session, concerned, stream.id()))
                            .invoke(steps::add))
                    .collect()
                    .asList()
                    .invoke(() -> rows.forEach(row -> add(row, parted(stream, row, steps))))
                    .replaceWithVoid();
        }

        private Uni<Map<String, Map<String, String>>> rowsNow(
                Mutiny.StatelessSession session, List<ViewTable> tables, UUID stream) {
            var byTable = new HashMap<String, Map<String, String>>();
            return Multi.createFrom()
                    .iterable(tables)
                    .onItem()
                    .transformToUniAndConcatenate(table ->
                            shadows.rows(session, table, stream).invoke(found -> byTable.put(table.name(), found)))
                    .collect()
                    .asList()
                    .replaceWith(byTable);
        }

        private RefoldSource.@Nullable Event parted(
                RefoldSource.Sequence stream, Shadows.Differing row, List<Map<String, Map<String, String>>> steps) {
            var rows = steps.stream()
                    .map(step -> step.getOrDefault(row.table(), Map.of()).get(row.key()))
                    .toList();
            var at = Parting.of(json, row.stored(), rows);
            return at == 0 ? null : stream.events().get(at - 1);
        }

        private void add(Shadows.Differing row, RefoldSource.@Nullable Event parted) {
            differences.add(new RefoldDifference(
                    nextNumber(),
                    row.stream(),
                    row.stored() == null ? Kind.MISSING : row.folded() == null ? Kind.TOO_MUCH : Kind.ALTERED,
                    row.table(),
                    row.key(),
                    Parting.columns(json, row.stored(), row.folded()),
                    row.stored(),
                    row.folded(),
                    parted));
        }
    }
}
