package org.fengqiao.benchmarks;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;

import org.fengqiao.kernel.decision.Cause;
import org.fengqiao.kernel.eventstore.Ledger;
import org.fengqiao.kernel.eventstore.Order;
import org.fengqiao.kernel.identity.Actor;
import org.fengqiao.kernel.json.Json;
import org.fengqiao.kernel.sql.Statement;
import org.fengqiao.local.Console;
import org.fengqiao.local.Figures;
import org.fengqiao.local.Workplace;

/**
 * The kernel's way of recording on a PostgreSQL of its own: a case's stream is loaded and an event is appended to it,
 * in one transaction, by one thread and by sixteen, each with cases of its own. Beside it the same two statements
 * alone, as the kernel sends them and as Hibernate passes native queries on, planned anew each time; and a bare insert.
 */
final class Appends {

    private static final int EVENTS_IN_A_CASE = 20;
    private static final List<Integer> THREADS = List.of(1, 16);

    private static final String LOAD =
            "select case_id, version, type, data, link from event where case_id = :case order by version";

    private static final String APPEND = """
        insert into event (event_id, case_id, version, type, data, occurred_at, recorded_at, actor_id, actor_role,
          correlation_id, link, mark)
        select i, c, v, 'fengqiao.intake.referral-reminded.v1', d, now(), now(), 'benchmark', 'system', c, d, d
        from unnest(cast(:ids as uuid[]), cast(:cases as uuid[]), cast(:versions as bigint[]),
          cast(:data as text[])) as u (i, c, v, d)\
        """;

    private static final String INSERT = """
        insert into event (event_id, case_id, version, type, data, occurred_at, recorded_at, actor_id, actor_role,
          correlation_id, link, mark)
        values (:id, :case, 1, 'fengqiao.intake.referral-reminded.v1', :data, now(), now(), 'benchmark', 'system',
          :case, :data, :data)\
        """;

    private static final String DATA = "{\"remindedAt\":\"2024-03-05T16:00:00Z\"}";

    private static final Statement LOAD_PREPARED = Statement.of(LOAD);
    private static final Statement APPEND_PREPARED = Statement.of(APPEND);
    private static final Statement INSERT_PREPARED = Statement.of(INSERT);

    private final int seconds;
    private final Console console;

    /**
     * A measurement.
     *
     * @param seconds so long each way is measured, after as long a time of warming up
     */
    Appends(int seconds, Console console) {
        this.seconds = seconds;
        this.console = console;
    }

    /** One way of recording: the next event of a case. */
    @FunctionalInterface
    private interface Way {
        Uni<?> record(Mutiny.StatelessSession session, UUID caseId, int version);
    }

    private record Named(String what, Mutiny.SessionFactory sessions, Way way) {}

    /** Measures all of it. */
    void measure(Workplace workplace, Figures figures) throws Exception {
        try (var postgres = RunningPostgres.start(workplace)) {
            postgres.migrate(Referrals.SERVICE);
            try (var sessions = postgres.sessions(Referrals.SERVICE);
                    var planning =
                            postgres.sessions(Referrals.SERVICE, Map.of("plan_cache_mode", "force_custom_plan"))) {
                var ledger =
                        Referrals.service(sessions, Json.mapper(), Instant::now).ledger();
                var ways = List.of(
                        new Named("floor: a bare insert in a transaction", sessions, Appends::insert),
                        new Named("load and append, the statements alone", sessions, Appends::prepared),
                        new Named(
                                "the same through Hibernate's native queries, planned each time",
                                planning,
                                Appends::hibernate),
                        new Named(
                                "load, decide, link, append, by the ledger",
                                sessions,
                                (session, caseId, _) -> command(ledger, session, caseId)));
                for (var threads : THREADS) {
                    for (var way : ways) {
                        console.progress("%s, %d threads".formatted(way.what(), threads));
                        rate(way, threads);
                        var rate = rate(way, threads);
                        figures.add(
                                way.what(),
                                String.format(Locale.ROOT, "%,.0f/s", rate),
                                "%d threads, %d s, cases of up to %d events"
                                        .formatted(threads, seconds, EVENTS_IN_A_CASE));
                    }
                }
                console.done();
            }
        }
    }

    private double rate(Named named, int threads) throws Exception {
        return Throughput.perSecond(threads, seconds, () -> new Throughput.Work() {
            private UUID caseId = UUID.randomUUID();
            private int version;

            @Override
            public int piece() {
                if (version == EVENTS_IN_A_CASE) {
                    caseId = UUID.randomUUID();
                    version = 0;
                }
                version++;
                named.sessions()
                        .withStatelessTransaction((session, _) -> named.way().record(session, caseId, version))
                        .await()
                        .indefinitely();
                return 1;
            }
        });
    }

    private static Uni<?> insert(Mutiny.StatelessSession session, UUID caseId, int version) {
        return INSERT_PREPARED
                .bind("id", UUID.randomUUID())
                .bind("case", UUID.randomUUID())
                .bind("data", DATA)
                .execute(session);
    }

    private static Uni<?> prepared(Mutiny.StatelessSession session, UUID caseId, int version) {
        return LOAD_PREPARED
                .bind("case", caseId)
                .list(session, row -> row.getString("data"))
                .chain(() -> APPEND_PREPARED
                        .bind("ids", new UUID[] {UUID.randomUUID()})
                        .bind("cases", new UUID[] {caseId})
                        .bind("versions", new Long[] {(long) version})
                        .bind("data", new String[] {DATA})
                        .execute(session));
    }

    private static Uni<?> hibernate(Mutiny.StatelessSession session, UUID caseId, int version) {
        return session.createNativeQuery(LOAD, Object[].class)
                .setParameter("case", caseId)
                .getResultList()
                .chain(() -> session.createNativeQuery(APPEND)
                        .setParameter("ids", new UUID[] {UUID.randomUUID()})
                        .setParameter("cases", new UUID[] {caseId})
                        .setParameter("versions", new Long[] {(long) version})
                        .setParameter("data", new String[] {DATA})
                        .executeUpdate());
    }

    private static Uni<?> command(
            Ledger<Referrals.Remind, Referrals.Referral, Referrals.Happened> ledger,
            Mutiny.StatelessSession session,
            UUID caseId) {
        return ledger.decide(session, List.of(caseId), docket -> {
            var now = ledger.now();
            return docket.decide(new Order<>(
                    caseId,
                    new Referrals.Remind(now),
                    new Cause(Actor.system(Referrals.SERVICE), now, caseId, null, null)));
        });
    }
}
