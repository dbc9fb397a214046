package org.fengqiao.benchmarks;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;

import org.hibernate.reactive.mutiny.Mutiny;

import org.fengqiao.kernel.deadline.DeadlinePoller;
import org.fengqiao.kernel.json.Json;
import org.fengqiao.local.Console;
import org.fengqiao.local.Figures;
import org.fengqiao.local.Workplace;

/**
 * The kernel's poller on a PostgreSQL of its own: how long a poll takes that finds many deadlines passed, and one that
 * finds none. Each deadline that has passed is read with its whole stream, found breached, and its breach and what
 * follows from it are recorded, as in a service.
 */
final class Polls {

    /** Polls at the beginning that are not measured, while code is interpreted and compiled. */
    private static final int WARM_UP = 30;

    /** Idle polls after each that found something. */
    private static final int IDLE_EACH = 20;

    private static final Instant FIRST_DUE = Instant.parse("2024-03-05T16:00:00Z");

    /** Three events a case: received, its deadline set, and warned of. The deadlines of one minute pass together. */
    private static final String FILL = """
        create temporary table due as
          select gen_random_uuid() as case_id, timestamptz '%1$s' + (n / %3$d) * interval '1 minute' as at
            from generate_series(0, %2$d - 1) n;
        insert into event (event_id, case_id, version, type, data, occurred_at, recorded_at, actor_id, actor_role,
          correlation_id, link, mark)
          select gen_random_uuid(), d.case_id, e.version, 'fengqiao.intake.' || e.type, e.data,
            d.at - interval '5 days', d.at - interval '5 days', 'intake', 'system', d.case_id,
            'i1.' || repeat('A', 43), 'i1.' || repeat('A', 43)
          from due d cross join lateral (values
            (1, 'referral-received.v1', json_build_object('receivedAt', d.at - interval '5 days')::text),
            (2, 'deadline-set.v1', json_build_object('name', 'acknowledgement', 'rule', '%4$s', 'version', 1,
              'startedBy', 'referral-received.v1', 'startedAt', d.at - interval '5 days', 'dueAt', d.at,
              'warnAt', json_build_array(d.at - interval '1 day'))::text),
            (3, 'deadline-warned.v1', json_build_object('name', 'acknowledgement', 'rule', '%4$s', 'dueAt', d.at,
              'warnedAt', d.at - interval '1 day')::text))
            e (version, type, data);
        insert into deadline (case_id, name, rule, state, due_at, next_at)
          select d.case_id, 'acknowledgement', '%4$s', 'WARNED', d.at, d.at from due d\
        """;

    private final int open;
    private final int due;
    private final int rounds;
    private final Console console;

    /**
     * A measurement.
     *
     * @param open so many deadlines are open
     * @param due so many of them pass together
     * @param rounds so many times they do, and are measured
     */
    Polls(int open, int due, int rounds, Console console) {
        this.open = open;
        this.due = due;
        this.rounds = rounds;
        this.console = console;
    }

    /** Milliseconds of each poll, sorted, and of the very first one. */
    private record Measured(double first, List<Double> finding, List<Double> idle) {}

    /** Measures, and adds what came of it. */
    void measure(Workplace workplace, Figures figures) throws IOException, InterruptedException, SQLException {
        try (var postgres = RunningPostgres.start(workplace)) {
            console.progress("migrating and filling the tables");
            fill(postgres);
            var now = new AtomicReference<>(FIRST_DUE.minusSeconds(1));
            try (var sessions = postgres.sessions(Referrals.SERVICE)) {
                var measured = measure(sessions, now);
                add(figures, "a poll that finds %,d deadlines passed".formatted(due), measured.finding());
                figures.add(
                        "the first such poll of a process",
                        String.format(Locale.ROOT, "%.0f ms", measured.first()),
                        "while code is interpreted and connections are made");
                add(figures, "an idle poll", measured.idle());
            }
        }
    }

    private void fill(RunningPostgres postgres) throws SQLException {
        postgres.migrate(Referrals.SERVICE);
        try (var connection = postgres.asOwner(Referrals.SERVICE);
                var statement = connection.createStatement()) {
            statement.execute("set time zone 'UTC'");
            statement.execute(FILL.formatted(FIRST_DUE, open, due, Referrals.RULE));
            statement.execute("analyze");
        }
    }

    private Measured measure(Mutiny.SessionFactory sessions, AtomicReference<Instant> now) {
        var poller = new DeadlinePoller(Referrals.service(sessions, Json.mapper(), now::get), sessions, now::get);
        var finding = new ArrayList<Double>();
        var idle = new ArrayList<Double>();
        var first = 0.0;
        for (var round = 0; round < WARM_UP + rounds; round++) {
            now.set(FIRST_DUE.plusSeconds(60L * round));
            var found = timed(poller, due);
            first = round == 0 ? found : first;
            var nothing = new ArrayList<Double>();
            for (var again = 0; again < IDLE_EACH; again++) {
                nothing.add(timed(poller, 0));
            }
            if (round >= WARM_UP) {
                finding.add(found);
                idle.addAll(nothing);
            }
            console.progress("%d of %d rounds, %.0f ms".formatted(round + 1, WARM_UP + rounds, found));
        }
        console.done();
        finding.sort(null);
        idle.sort(null);
        return new Measured(first, finding, idle);
    }

    private static double timed(DeadlinePoller poller, int expected) {
        var started = System.nanoTime();
        var found = poller.poll().await().indefinitely();
        var took = (System.nanoTime() - started) / 1e6;
        if (found != expected) {
            throw new IllegalStateException("a poll found %d deadlines and not %d".formatted(found, expected));
        }
        return took;
    }

    private void add(Figures figures, String what, List<Double> sorted) {
        figures.add(
                what,
                Spread.of(sorted, 99),
                "%,d open deadlines with three events each in PostgreSQL; %d polls after %d rounds of warming up"
                        .formatted(open, sorted.size(), WARM_UP));
    }

    /** Returns the number of rounds for which that many deadlines are enough. */
    static int mostRounds(int open, int due) {
        return open / due - WARM_UP;
    }
}
