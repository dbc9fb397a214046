package org.fengqiao.benchmarks;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;

import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.data.DataFile;
import org.fengqiao.kernel.jurisdiction.Jurisdiction;
import org.fengqiao.kernel.web.Page;
import org.fengqiao.local.Console;
import org.fengqiao.local.Figures;
import org.fengqiao.local.Workplace;
import org.fengqiao.routing.model.Directory;
import org.fengqiao.routing.model.District;
import org.fengqiao.routing.model.Unit;
import org.fengqiao.routing.model.Units;
import org.fengqiao.routing.view.CustodyCheck;
import org.fengqiao.routing.view.InboxList;
import org.fengqiao.routing.view.InboxList.Filter;
import org.fengqiao.routing.view.Waiting;
import org.fengqiao.routing.view.Waiting.Act;

/**
 * Inboxes of routing on a PostgreSQL of its own, with the service's tables and many open cases: how long a page takes
 * to be read, from the statement to the rows, for who asks by default (the person and the unit), and for what is worse.
 * The centre has a fifth of all cases, each other unit as many as the others.
 */
final class Inboxes {

    private static final String SERVICE = "routing";
    private static final int WARM_UP = 100;
    private static final int PEOPLE = 2000;
    private static final int PAGE = 50;
    private static final Instant NOW = Instant.parse("2024-03-05T16:00:00Z");

    /**
     * A third of the cases are to be claimed, the others are claimed. Each tenth has a notice to be answered, each
     * twentieth something for a person, each hundredth an answer to be judged by the centre.
     */
    private static final String FILL = """
        create temporary table open_case as
          select gen_random_uuid() as case_id, n,
            case when n %% 5 = 0 then '%2$s' else (cast(:units as text[]))[1 + n %% %3$d] end as unit,
            n %% 3 = 0 as assigned, timestamptz '%4$s' + (n %% 20000 - 5000) * interval '1 minute' as due
          from generate_series(1, %1$d) n;
        insert into custody (case_id, version, status, custody, unit, worker, path, category, undecided, complexity,
          risk, claim_by, district, street)
          select case_id, 1, case when assigned then 'ASSIGNED' else 'CLAIMED' end, 1, unit,
            case when assigned then null else 'person-' || n %% %5$d end, 'MEDIATION', 'NEIGHBOUR', false, 'SIMPLE',
            'LOW', due, '昆都仑区', '沼潭街道' from open_case;
        insert into deadline (case_id, name, rule, state, due_at, next_at)
          select case_id, 'claim-1', 'claim', 'RUNNING', due, due from open_case where assigned;
        insert into event (event_id, case_id, version, type, data, occurred_at, recorded_at, actor_id, actor_role,
          correlation_id, link, mark)
          select gen_random_uuid(), case_id, 1, 'fengqiao.routing.case-triaged.v1', '{}', due, due, 'routing',
            'system', case_id, 'i1.' || repeat('A', 43), 'i1.' || repeat('A', 43) from open_case;
        insert into inbox (case_id, recipient, why, number, act, rule, due_at, sort_at, ordinal, district, street)
          select case_id, recipient, why, 1, act, rule, due_at, coalesce(due_at, timestamptz '9999-12-31Z'),
            ordinal, '昆都仑区', '沼潭街道'
          from open_case cross join lateral (values
            (assigned, unit, 'ASSIGNED', 'CLAIM', 'claim', due, 34),
            (n %% 10 = 1, unit, 'AT_FAULT', 'ANSWER', 'notice-answer', due + interval '2 days', 54),
            (n %% 20 = 7, '@person-' || n %% %5$d, 'CLAIMED_BY_A_DEPARTMENT', 'HANDLE', null,
              cast(null as timestamptz), 43),
            (n %% 100 = 9, '%2$s', 'ANSWERED', 'LIFT', 'notice-objection', due + interval '5 days', 56))
            w (waits, recipient, why, act, rule, due_at, ordinal)
          where waits\
        """;

    private final int cases;
    private final int looks;
    private final Console console;
    private final Units units = Directory.of(List.of(DataFile.read("districts/kundulun.yaml", District.class)))
            .shippedUnits();
    private final Jurisdiction everywhere = new Jurisdiction("昆都仑区", null, null, null, null);

    /**
     * A measurement.
     *
     * @param cases so many are open
     * @param looks so many of each kind are measured
     */
    Inboxes(int cases, int looks, Console console) {
        this.cases = cases;
        this.looks = looks;
        this.console = console;
    }

    /** Measures, and adds what came of it. */
    void measure(Workplace workplace, Figures figures) throws IOException, InterruptedException, SQLException {
        try (var postgres = RunningPostgres.start(workplace)) {
            console.progress("migrating and filling the tables");
            fill(workplace, postgres);
            try (var sessions = postgres.sessions(SERVICE)) {
                console.done();
                var random = new Random(16);
                plan(sessions, "the plan of a page for a person and the unit", ofSomebody(random, List.of(), null));
                look(
                        sessions,
                        figures,
                        "the first page for a person and the unit",
                        _ -> page(ofSomebody(random, List.of(), null), null));
                look(
                        sessions,
                        figures,
                        "the same, of one act",
                        _ -> page(ofSomebody(random, List.of(Act.CLAIM), null), null));
                look(
                        sessions,
                        figures,
                        "the same, due before a time",
                        _ -> page(ofSomebody(random, List.of(), NOW.plusSeconds(random.nextInt(1_000_000))), null));
                var deep = deep(sessions);
                look(
                        sessions,
                        figures,
                        "a page far behind the first, for the centre",
                        _ -> page(ofTheCentre(List.of()), deep));
                plan(sessions, "the plan of a page of a rare act for the centre", ofTheCentre(List.of(Act.LIFT)));
                look(
                        sessions,
                        figures,
                        "the first page of a rare act for the centre",
                        _ -> page(ofTheCentre(List.of(Act.LIFT)), null));
                look(
                        sessions,
                        figures,
                        "the first page of an act that nobody waits for, for the centre",
                        _ -> page(ofTheCentre(List.of(Act.DECIDE_APPEAL)), null));
                look(
                        sessions,
                        figures,
                        "counts for a person and the unit",
                        _ -> session -> InboxList.count(
                                session,
                                everywhere,
                                ofSomebody(random, List.of(), null).recipients(),
                                NOW));
                look(
                        sessions,
                        figures,
                        "counts for the centre",
                        _ -> session -> InboxList.count(session, everywhere, List.of(units.centre()), NOW));
                var sight = ask(sessions, InboxList::sight);
                look(
                        sessions,
                        figures,
                        "whether something new is there",
                        _ -> session -> InboxList.arrivedSince(
                                session,
                                everywhere,
                                ofSomebody(random, List.of(), null).recipients(),
                                sight));
                look(sessions, figures, "the check of custody", 20, _ -> session -> CustodyCheck.count(session, units));
            }
        }
    }

    private void fill(Workplace workplace, RunningPostgres postgres) throws SQLException {
        postgres.migrateService(workplace, SERVICE);
        var others = units.units().stream()
                .map(Unit::id)
                .filter(unit -> !unit.equals(units.centre()))
                .toList();
        var names = "array['" + String.join("', '", others) + "']";
        try (var connection = postgres.asOwner(SERVICE);
                var statement = connection.createStatement()) {
            statement.execute("set time zone 'UTC'");
            statement.execute(FILL.formatted(cases, units.centre(), others.size(), NOW, PEOPLE)
                    .replace(":units", names));
            statement.execute("vacuum analyze");
        }
    }

    private Filter ofSomebody(Random random, List<Act> acts, @Nullable Instant dueBefore) {
        var all = units.units();
        return new Filter(
                List.of(
                        Waiting.person("person-" + random.nextInt(PEOPLE)),
                        all.get(random.nextInt(all.size())).id()),
                acts,
                dueBefore);
    }

    private Filter ofTheCentre(List<Act> acts) {
        return new Filter(List.of(units.centre()), acts, null);
    }

    private Function<Mutiny.StatelessSession, Uni<?>> page(Filter filter, @Nullable String cursor) {
        return session -> InboxList.read(session, everywhere, filter, Page.Request.of(PAGE, cursor));
    }

    /** Returns the cursor of a page some twenty pages behind the first. */
    private String deep(Mutiny.SessionFactory sessions) {
        String cursor = null;
        for (var page = 0; page < 20; page++) {
            var after = cursor;
            cursor = ask(
                            sessions,
                            session -> InboxList.read(
                                    session, everywhere, ofTheCentre(List.of()), Page.Request.of(200, after)))
                    .next();
        }
        if (cursor == null) {
            throw new IllegalStateException("too few cases for so many pages");
        }
        return cursor;
    }

    private void plan(Mutiny.SessionFactory sessions, String what, Filter filter) {
        console.line(what + ":");
        ask(
                        sessions,
                        session -> InboxList.reading(everywhere, filter, Page.Request.of(PAGE, null))
                                .plan(session))
                .forEach(console::line);
    }

    private void look(
            Mutiny.SessionFactory sessions,
            Figures figures,
            String what,
            Function<Integer, Function<Mutiny.StatelessSession, ? extends Uni<?>>> looking) {
        look(sessions, figures, what, looks, looking);
    }

    private void look(
            Mutiny.SessionFactory sessions,
            Figures figures,
            String what,
            int times,
            Function<Integer, Function<Mutiny.StatelessSession, ? extends Uni<?>>> looking) {
        console.progress(what);
        var took = new ArrayList<Double>();
        var unmeasured = Math.min(WARM_UP, times);
        for (var one = 0; one < unmeasured + times; one++) {
            var look = looking.apply(one);
            var started = System.nanoTime();
            ask(sessions, look);
            if (one >= unmeasured) {
                took.add((System.nanoTime() - started) / 1e6);
            }
        }
        console.done();
        figures.add(
                what,
                Spread.of(took, 95),
                "%,d open cases in PostgreSQL, pages of %d; %d looks after %d of warming up"
                        .formatted(cases, PAGE, times, unmeasured));
    }

    private static <T> T ask(
            Mutiny.SessionFactory sessions, Function<Mutiny.StatelessSession, ? extends Uni<? extends T>> question) {
        return sessions.<T>withStatelessSession(
                        session -> question.apply(session).<T>map(answer -> answer))
                .await()
                .indefinitely();
    }
}
