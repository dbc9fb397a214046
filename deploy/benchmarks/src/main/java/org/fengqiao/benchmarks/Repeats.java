package org.fengqiao.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;

import org.fengqiao.intake.model.DisputeSketch;
import org.fengqiao.intake.model.DisputeSketch.PartySketch;
import org.fengqiao.intake.model.DisputeSketch.Side;
import org.fengqiao.intake.model.RepeatRules;
import org.fengqiao.intake.view.RepeatFinder;
import org.fengqiao.intake.view.Sketcher;
import org.fengqiao.intake.view.Sketches;
import org.fengqiao.kernel.crypto.Suite;
import org.fengqiao.kernel.data.DataFile;
import org.fengqiao.kernel.sealing.BlindIndex;
import org.fengqiao.kernel.sealing.PersonalKind;
import org.fengqiao.kernel.sql.Statement;
import org.fengqiao.kernel.value.Place;
import org.fengqiao.local.Console;
import org.fengqiao.local.Figures;
import org.fengqiao.local.Workplace;

/**
 * Search for repeats on a PostgreSQL of its own, with intake's tables and many earlier cases of ten years: what a
 * registration costs, from its words to the cases that are like it. People have names of a list in which some are
 * frequent, and tell in words of which some are frequent.
 */
final class Repeats {

    private static final String SERVICE = "intake";
    private static final int WARM_UP = 200;
    private static final int AT_ONCE = 2_000;
    private static final int NAMES = 60_000;
    private static final int WORDS = 20_000;
    private static final int STREETS = 15;
    private static final int COMMUNITIES = 80;
    private static final int GRIDS = 1_002;
    private static final int CATEGORIES = 13;
    private static final Instant LAST = Instant.parse("2026-11-30T00:00:00Z");
    private static final long YEARS = Duration.ofDays(3650).toSeconds();

    private static final String STANDING = """
        insert into repeat_case (case_id, received_at, status, forgotten, looked_at)
        select case_id, received_at, 'ACCEPTED', false, received_at
        from unnest(cast(? as uuid[]), cast(? as timestamptz[])) as u (case_id, received_at)\
        """;

    private static final Statement READ = Statement.of("select s.* from repeat_sketch s where s.case_id = any(:cases)");

    private final int cases;
    private final int registrations;
    private final Console console;
    private final Random random = new Random(20);
    private final BlindIndex index = new BlindIndex(Suite.INTERNATIONAL, 1, new byte[Suite.DIGEST_LENGTH]);
    private final Sketcher sketcher = new Sketcher();
    private final RepeatRules.Version rules =
            DataFile.read("repeat-rules.yaml", RepeatRules.class).versions().getLast();

    /**
     * A measurement.
     *
     * @param cases so many came in before
     * @param registrations so many are measured
     */
    Repeats(int cases, int registrations, Console console) {
        this.cases = cases;
        this.registrations = registrations;
        this.console = console;
    }

    private record Told(
            UUID caseId, Instant at, Place place, String category, List<PartySketch> parties, String account) {}

    /** Measures, and adds what came of it. */
    void measure(Workplace workplace, Figures figures) throws IOException, InterruptedException, SQLException {
        try (var postgres = RunningPostgres.start(workplace)) {
            postgres.migrateService(workplace, SERVICE);
            try (var sessions = postgres.sessions(SERVICE)) {
                fill(postgres, sessions);
                console.line("the plan of the search:");
                var any = sketch(told(LAST));
                ask(sessions, session -> Sketches.plan(session, any, rules)).forEach(console::line);
                var took = new ArrayList<Double>();
                var bare = new ArrayList<Double>();
                var compared = 0L;
                console.progress("registering");
                for (var one = 0; one < WARM_UP + registrations; one++) {
                    var told = told(LAST.plusSeconds(one));
                    stand(postgres, List.of(told));
                    var started = System.nanoTime();
                    var sketch = sketch(told);
                    var found = ask(
                            sessions,
                            session -> Sketches.keep(session, List.of(sketch))
                                    .chain(() -> Sketches.like(session, sketch, rules, null)));
                    RepeatFinder.best(sketch, found, rules);
                    var searched = System.nanoTime();
                    if (one >= WARM_UP) {
                        took.add((searched - started) / 1e6);
                        compared += found.size();
                    }
                    var other = told(LAST.plusSeconds(one));
                    stand(postgres, List.of(other));
                    var begun = System.nanoTime();
                    keepAndRead(
                            sessions,
                            sketch(other),
                            found.stream()
                                    .map(similar -> similar.sketch().caseId())
                                    .toList());
                    if (one >= WARM_UP) {
                        bare.add((System.nanoTime() - begun) / 1e6);
                    }
                }
                console.done();
                figures.add(
                        "floor: as many outlines kept, and read by their ids",
                        Spread.of(bare, 95),
                        "in turn with the search, which found them");
                figures.add(
                        "the search for repeats of a new case",
                        String.format(
                                Locale.ROOT,
                                "%s; %.1f of the floor",
                                Spread.of(took, 95),
                                Spread.median(took) / Spread.median(bare)),
                        ("%,d earlier cases of ten years in PostgreSQL, %d compared on average; %d registrations"
                                        + " after %d of warming up")
                                .formatted(cases, compared / registrations, registrations, WARM_UP));
            }
        }
    }

    private static void keepAndRead(Mutiny.SessionFactory sessions, DisputeSketch sketch, List<UUID> read) {
        ask(
                sessions,
                session -> Sketches.keep(session, List.of(sketch))
                        .chain(() -> READ.bindIds("cases", read).list(session, row -> row.getString("parties"))));
    }

    private void fill(RunningPostgres postgres, Mutiny.SessionFactory sessions) throws SQLException {
        for (var done = 0; done < cases; done += AT_ONCE) {
            console.progress("%,d of %,d earlier cases".formatted(done, cases));
            var some = new ArrayList<Told>();
            for (var one = 0; one < Math.min(AT_ONCE, cases - done); one++) {
                some.add(told(LAST.minusSeconds((long) (random.nextDouble() * YEARS))));
            }
            stand(postgres, some);
            ask(
                    sessions,
                    session -> Sketches.keep(
                                    session, some.stream().map(this::sketch).toList())
                            .replaceWith(true));
        }
        try (var connection = postgres.asOwner(SERVICE);
                var statement = connection.createStatement()) {
            statement.execute("vacuum analyze repeat_case, repeat_sketch");
        }
        console.done();
    }

    private static void stand(RunningPostgres postgres, List<Told> told) throws SQLException {
        try (var connection = postgres.asOwner(SERVICE);
                var statement = connection.prepareStatement(STANDING)) {
            statement.setArray(
                    1,
                    connection.createArrayOf(
                            "uuid", told.stream().map(Told::caseId).toArray()));
            statement.setArray(
                    2,
                    connection.createArrayOf(
                            "timestamptz",
                            told.stream().map(one -> one.at().toString()).toArray()));
            statement.executeUpdate();
        }
    }

    private DisputeSketch sketch(Told told) {
        return sketcher.of(
                told.caseId(), told.at(), told.place(), told.category(), told.parties(), told.account(), index);
    }

    private Told told(Instant at) {
        var street = random.nextInt(STREETS);
        var community = random.nextInt(COMMUNITIES);
        return new Told(
                UUID.nameUUIDFromBytes(("case " + random.nextLong()).getBytes(StandardCharsets.UTF_8)),
                at,
                new Place(
                        "昆都仑区",
                        "street-" + street,
                        "community-" + street + "-" + community,
                        random.nextBoolean() ? null : "grid-" + random.nextInt(GRIDS),
                        false),
                "category-" + random.nextInt(CATEGORIES),
                List.of(party(Side.APPLICANT, true), party(Side.RESPONDENT, false)),
                account());
    }

    private PartySketch party(Side side, boolean known) {
        return new PartySketch(
                side,
                digest(PersonalKind.NAME, "name " + frequent(NAMES)),
                known ? digest(PersonalKind.ID_NUMBER, "number " + random.nextInt(cases)) : null,
                known ? Set.of(digest(PersonalKind.NAME, "phone " + random.nextInt(cases))) : Set.of());
    }

    private Long digest(PersonalKind kind, String value) {
        return index.of(kind, value).getFirst().getMostSignificantBits();
    }

    /** Returns an account of 25 to 65 words. */
    private String account() {
        var words = new StringBuilder();
        var length = 25 + random.nextInt(40);
        for (var one = 0; one < length; one++) {
            words.append("w").append(Integer.toString(frequent(WORDS) + 40, 36)).append(' ');
        }
        return words.toString();
    }

    /** Returns a number below a limit, small ones more often (Zipf's law, nearly). */
    private int frequent(int limit) {
        return (int) Math.min(limit - 1, Math.exp(random.nextDouble() * Math.log(limit)) - 1);
    }

    private static <T> T ask(Mutiny.SessionFactory sessions, Function<Mutiny.StatelessSession, Uni<T>> question) {
        return sessions.withStatelessTransaction((session, _) -> question.apply(session))
                .await()
                .indefinitely();
    }
}
