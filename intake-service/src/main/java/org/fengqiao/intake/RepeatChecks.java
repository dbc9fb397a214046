package org.fengqiao.intake;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

import org.fengqiao.intake.model.DisputeSketch;
import org.fengqiao.intake.model.IntakeCase;
import org.fengqiao.intake.model.IntakeCase.Accepted;
import org.fengqiao.intake.model.IntakeCommand;
import org.fengqiao.intake.model.IntakeCommand.LinkRepeat;
import org.fengqiao.intake.model.IntakeCommand.NoteReturningParties;
import org.fengqiao.intake.model.IntakeCommand.UnlinkRepeat;
import org.fengqiao.intake.model.IntakeEvent;
import org.fengqiao.intake.model.IntakeEvent.CaseRegistered;
import org.fengqiao.intake.model.IntakeEvent.LinkedBy;
import org.fengqiao.intake.model.RepeatRules;
import org.fengqiao.intake.model.Repeats;
import org.fengqiao.intake.model.ReturningParties;
import org.fengqiao.intake.policy.RepeatLinks;
import org.fengqiao.intake.view.RepeatFinder;
import org.fengqiao.intake.view.RepeatFinder.Match;
import org.fengqiao.intake.view.Sketches;
import org.fengqiao.kernel.decision.Cause;
import org.fengqiao.kernel.eventstore.Conflicts;
import org.fengqiao.kernel.eventstore.CurrentCase;
import org.fengqiao.kernel.eventstore.Docket;
import org.fengqiao.kernel.eventstore.Order;
import org.fengqiao.kernel.eventstore.Ruling;
import org.fengqiao.kernel.identity.Actor;
import org.fengqiao.kernel.sql.Statement;
import org.fengqiao.kernel.time.DueWork;
import org.fengqiao.kernel.time.Schedule;

/**
 * Search for repeats behind the acceptance of a case, some seconds later: its outline is kept, it is compared with
 * earlier cases, and linked by rule where the rules say so. The row that says that a case is still to be looked at was
 * written with its acceptance, and changes in the transaction of the link: no case is missed and none linked twice.
 *
 * <p>It locks in the order of everybody who records events: first what the events write, last the rows of
 * {@code repeat_case} that say only that a case was looked at. That is why outlines are kept in a transaction of their
 * own, before the comparing: they need the rows of their cases, too, for as long as nobody is forgotten meanwhile.
 */
@Singleton
class RepeatChecks implements DueWork {

    private static final Logger LOG = Logger.getLogger(RepeatChecks.class);
    private static final int AT_ONCE = 50;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(10);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final int RETRIES = 10;

    private static final Statement TAKE = Statement.of("""
        select case_id, by_rule from repeat_case
        where looked_at is null and status = 'ACCEPTED' and not forgotten
        order by received_at, case_id limit :most\
        """);

    /** One instance compares at a time. Whoever waits for it holds nothing that anybody else could wait for. */
    private static final Statement ALONE =
            Statement.of("select pg_advisory_xact_lock(hashtextextended('fengqiao repeats', 0))::text");

    /** Cases that nobody else has looked at in the meantime. */
    private static final Statement STILL = Statement.of("""
        select case_id from repeat_case
        where case_id = any(:cases) and looked_at is null and status = 'ACCEPTED' and not forgotten\
        """);

    /** Locks row by row in the order of the array, which is that in which events write them. */
    private static final Statement LOOKED_AT = Statement.of("""
        with looked as materialized (
          select c.case_id from unnest(cast(:cases as uuid[])) with ordinality as u (case_id, place)
            join repeat_case c on c.case_id = u.case_id
          order by u.place for no key update of c)
        update repeat_case c set looked_at = :now from looked where c.case_id = looked.case_id\
        """);

    /** Repeats of cases that were taken back. */
    private static final Statement ORPHANS = Statement.of("""
        select r.case_id, r.carried_by from repeat_case r join repeat_case c on c.case_id = r.carried_by
        where c.status <> 'ACCEPTED' and r.status = 'ACCEPTED' order by r.case_id limit :most\
        """);

    private final IntakeService service;
    private final RepeatFinder finder;
    private final RepeatRules rules;
    private final Mutiny.SessionFactory sessions;
    private final InstantSource clock;

    RepeatChecks(
            IntakeService service,
            RepeatFinder finder,
            RepeatRules rules,
            Mutiny.SessionFactory sessions,
            InstantSource clock) {
        this.service = service;
        this.finder = finder;
        this.rules = rules;
        this.sessions = sessions;
        this.clock = clock;
    }

    private record Unlooked(UUID caseId, boolean byRule) {}

    /**
     * Cases that are looked at together.
     *
     * @param taken in the order in which they came in
     * @param sketches their outlines, in the same order; none of a case that is no longer accepted
     */
    private record Outlined(List<Unlooked> taken, Map<UUID, DisputeSketch> sketches) {

        List<DisputeSketch> linkable(Set<UUID> still) {
            return taken.stream()
                    .filter(Unlooked::byRule)
                    .map(Unlooked::caseId)
                    .filter(still::contains)
                    .map(sketches::get)
                    .filter(sketch -> sketch != null)
                    .toList();
        }
    }

    private record Orphan(UUID caseId, UUID carriedBy) {}

    private record Found(DisputeSketch sketch, List<Match> matches, Optional<ReturningParties> returning) {

        boolean saysSomething() {
            return !matches.isEmpty() || returning.isPresent();
        }
    }

    /** Schedules the search, every two seconds ({@code fengqiao.repeats.every}). */
    void start(
            @Observes StartupEvent event,
            Schedule schedule,
            @ConfigProperty(name = "fengqiao.repeats.every", defaultValue = "2s") Duration every) {
        schedule.every("${fengqiao.repeats.every:2s}", every, "repeats", this::poll);
    }

    @Override
    public Uni<Integer> poll() {
        return some().flatMap(
                        count -> count < AT_ONCE ? Uni.createFrom().item(count) : poll().map(more -> count + more))
                .call(this::release);
    }

    private Uni<Integer> some() {
        return retried(this::outlined)
                .flatMap(outlined -> outlined.taken().isEmpty()
                        ? Uni.createFrom().item(0)
                        : retried(session -> compare(session, outlined))
                                .replaceWith(outlined.taken().size()));
    }

    private <T> Uni<T> retried(Function<Mutiny.StatelessSession, Uni<T>> work) {
        return Conflicts.retried(
                () -> sessions.withStatelessTransaction((session, _) -> work.apply(session)),
                FIRST_PAUSE,
                LONGEST_PAUSE,
                RETRIES);
    }

    /** Keeps the outlines of what is to be looked at, so that cases that came together find each other's. */
    private Uni<Outlined> outlined(Mutiny.StatelessSession session) {
        return TAKE.bind("most", AT_ONCE)
                .list(session, row -> new Unlooked(row.getUUID("case_id"), row.getBoolean("by_rule")))
                .flatMap(taken -> taken.isEmpty()
                        ? Uni.createFrom().item(new Outlined(taken, Map.of()))
                        : service.ledger()
                                .current(
                                        session,
                                        taken.stream().map(Unlooked::caseId).toList())
                                .flatMap(current -> finder.sketches(told(taken, current)))
                                .call(sketches -> Sketches.keep(session, sketches.values()))
                                .map(sketches -> new Outlined(taken, sketches)));
    }

    private static Map<UUID, CaseRegistered> told(List<Unlooked> taken, Map<UUID, CurrentCase<IntakeCase>> current) {
        var told = new LinkedHashMap<UUID, CaseRegistered>();
        for (var one : taken) {
            if (current.get(one.caseId()).state() instanceof Accepted accepted) {
                told.put(one.caseId(), accepted.registered());
            }
        }
        return told;
    }

    private Uni<Void> compare(Mutiny.StatelessSession session, Outlined outlined) {
        return ALONE.bound()
                .execute(session)
                .chain(() -> STILL.bindIds("cases", outlined.sketches().keySet())
                        .list(session, row -> row.getUUID("case_id")))
                .flatMap(still -> found(session, outlined.linkable(Set.copyOf(still))))
                .flatMap(found -> record(session, found))
                .chain(() -> LOOKED_AT
                        .bindIds(
                                "cases",
                                outlined.taken().stream()
                                        .map(Unlooked::caseId)
                                        .sorted()
                                        .toList())
                        .bind("now", clock.instant())
                        .execute(session)
                        .replaceWithVoid());
    }

    /** The questions are under way together: they take one round trip. */
    private Uni<List<Found>> found(Mutiny.StatelessSession session, List<DisputeSketch> sketches) {
        return sketches.isEmpty()
                ? Uni.createFrom().item(List.of())
                : Uni.join()
                        .all(sketches.stream()
                                .map(sketch -> found(session, sketch))
                                .toList())
                        .andFailFast();
    }

    private Uni<Found> found(Mutiny.StatelessSession session, DisputeSketch sketch) {
        return Uni.combine()
                .all()
                .unis(finder.like(session, sketch, null), finder.returning(session, sketch))
                .asTuple()
                .map(both -> new Found(sketch, linkable(sketch, both.getItem1()), both.getItem2()));
    }

    private List<Match> linkable(DisputeSketch sketch, List<Match> matches) {
        var version = rules.at(sketch.receivedAt());
        return matches.stream()
                .filter(match -> match.comparison().isLinkedBy(version))
                .toList();
    }

    private Uni<Void> record(Mutiny.StatelessSession session, List<Found> found) {
        var telling = found.stream().filter(Found::saysSomething).toList();
        if (telling.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var cases = new LinkedHashSet<UUID>();
        for (var one : telling) {
            cases.add(one.sketch().caseId());
            one.matches().forEach(match -> cases.add(match.goesOn()));
        }
        return service.ledger()
                .decide(session, cases, docket -> {
                    var now = clock.instant();
                    telling.forEach(one -> link(docket, one, now));
                    telling.forEach(one -> note(docket, one, now));
                    return telling.size();
                })
                .replaceWithVoid();
    }

    /** Links a case to the most alike one that can carry it on; what changed since it was found is seen here. */
    private void link(Docket<IntakeCommand, IntakeCase, IntakeEvent> docket, Found found, Instant now) {
        var repeat = found.sketch().caseId();
        if (!(docket.current(repeat).state() instanceof Accepted accepted)
                || !(accepted.repeats() instanceof Repeats.None)
                || !accepted.retention().ending().isOpen()
                || !accepted.retention().erased().isEmpty()) {
            return;
        }
        var cause = new Cause(Actor.system(service.ledger().service()), now, repeat, null, null);
        for (var match : found.matches()) {
            var comparison = match.comparison();
            var ruling = RepeatLinks.link(
                    docket,
                    cause,
                    new LinkRepeat(
                            repeat,
                            carriesOn(docket, match.goesOn()),
                            LinkedBy.RULE,
                            null,
                            comparison.reasons(),
                            comparison.score(),
                            comparison.ruleVersion(),
                            now));
            if (ruling instanceof Ruling.Held) {
                return;
            }
        }
    }

    private void note(Docket<IntakeCommand, IntakeCase, IntakeEvent> docket, Found found, Instant now) {
        var caseId = found.sketch().caseId();
        var version = rules.at(found.sketch().receivedAt());
        found.returning()
                .ifPresent(parties -> docket.decide(new Order<>(
                        caseId,
                        new NoteReturningParties(parties, version.returning().windowDays(), version.version(), now),
                        new Cause(Actor.system(service.ledger().service()), now, caseId, null, null))));
    }

    /** Returns the case that goes on after what was decided just now: the found one may have become a repeat. */
    private static UUID carriesOn(Docket<IntakeCommand, IntakeCase, IntakeEvent> docket, UUID found) {
        return docket.current(found).state() instanceof Accepted accepted
                ? accepted.repeats().carriedOnUnder().orElse(found)
                : found;
    }

    /** Repeats of a case that was taken back go on by themselves: their applicants did not take anything back. */
    private Uni<Void> release() {
        return retried(session -> ORPHANS.bind("most", AT_ONCE)
                .list(session, row -> new Orphan(row.getUUID("case_id"), row.getUUID("carried_by")))
                .flatMap(orphans -> orphans.isEmpty() ? Uni.createFrom().voidItem() : release(session, orphans)));
    }

    private Uni<Void> release(Mutiny.StatelessSession session, List<Orphan> orphans) {
        var cases = new LinkedHashSet<UUID>();
        for (var orphan : orphans) {
            cases.add(orphan.caseId());
            cases.add(orphan.carriedBy());
        }
        var now = clock.instant();
        return service.ledger()
                .decide(session, cases, docket -> {
                    for (var orphan : orphans) {
                        var cause =
                                new Cause(Actor.system(service.ledger().service()), now, orphan.caseId(), null, null);
                        var unlink = new UnlinkRepeat(orphan.carriedBy(), LinkedBy.RULE, null, now);
                        if (RepeatLinks.unlink(docket, cause, orphan.caseId(), unlink)
                                instanceof Ruling.Refused<?, ?>(var because, var _)) {
                            LOG.errorf("a repeat of a case that was taken back is not unlinked: %s", because.code());
                        }
                    }
                    return orphans.size();
                })
                .replaceWithVoid();
    }
}
