package org.fengqiao.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

import org.fengqiao.analytics.inbound.LogReader;
import org.fengqiao.analytics.inbound.LogReader.Reading;
import org.fengqiao.analytics.metric.Dimension;
import org.fengqiao.analytics.metric.Metric;
import org.fengqiao.analytics.metric.MetricAnswers;
import org.fengqiao.analytics.metric.Metrics;
import org.fengqiao.analytics.metric.Question;
import org.fengqiao.analytics.model.LoggedEvent;
import org.fengqiao.analytics.projection.History;
import org.fengqiao.analytics.projection.KnownUpTo;
import org.fengqiao.analytics.projection.Projection;
import org.fengqiao.kernel.json.Json;
import org.fengqiao.kernel.jurisdiction.Jurisdiction;
import org.fengqiao.kernel.legalclock.files.LegalFiles;
import org.fengqiao.kernel.messaging.Envelope;
import org.fengqiao.local.Console;
import org.fengqiao.local.Figures;
import org.fengqiao.local.Workplace;

/**
 * Numbers of analytics over a generated log of a city, which goes through the projection into a PostgreSQL of its own:
 * how fast events are projected, beside a bare reader that parses the same records; how long every number takes by one
 * dimension, as of a time, and a history; how large tables and indexes are, and the plan of the slowest.
 */
final class Numbers {

    private static final String SERVICE = "analytics";
    private static final int POLL = 2_000;
    private static final int WARM_UP = 20;
    private static final int SLOWEST = 3;
    private static final Instant NOW = CityLog.BEGIN.plus(Duration.ofDays(3 * 365));
    private static final Instant HALF_A_YEAR_AGO = NOW.minus(Duration.ofDays(180));
    private static final Jurisdiction EVERYWHERE = new Jurisdiction(Jurisdiction.WHOLE_CITY, null, null, null, null);

    private static final String SIZES = """
        select coalesce(parent.relname, t.relname) as what, sum(pg_table_size(t.oid)) as rows,
          sum(pg_indexes_size(t.oid)) as indexes
        from pg_class t join pg_namespace n on n.oid = t.relnamespace
          left join pg_inherits i on i.inhrelid = t.oid left join pg_class parent on parent.oid = i.inhparent
        where n.nspname = 'public' and t.relkind = 'r'
          and coalesce(parent.relname, t.relname) in ('recorded_event', 'milestone', 'case_profile', 'followed_case')
        group by 1 order by 2 desc\
        """;

    private final int cases;
    private final int looks;
    private final Console console;
    private final ObjectMapper json = Json.mapper();
    private final LogReader reader = new LogReader(json);
    private final Projection projection = new Projection(json);
    private final History history = new History(json);
    private final MetricAnswers answers =
            new MetricAnswers(LegalFiles.official().clock());
    private final Random random = new Random(21);
    private final List<UUID> some = new ArrayList<>();

    /**
     * A measurement.
     *
     * @param cases so many are in the log
     * @param looks so many questions of each kind are measured
     */
    Numbers(int cases, int looks, Console console) {
        this.cases = cases;
        this.looks = looks;
        this.console = console;
    }

    /** Question that took this long, in milliseconds. */
    private record Took(Question question, double millis) {}

    /** Measures, and adds what came of it. */
    void measure(Workplace workplace, Figures figures) throws IOException, InterruptedException, SQLException {
        try (var postgres = RunningPostgres.start(workplace)) {
            postgres.migrateReading(workplace, SERVICE);
            try (var sessions = postgres.sessions(SERVICE)) {
                project(sessions, figures);
                sizes(postgres, figures);
                var all = new ArrayList<Took>();
                all.addAll(look(sessions, figures, "a number by one dimension, half a year", HALF_A_YEAR_AGO, null));
                all.addAll(look(sessions, figures, "the same, all three years", null, null));
                all.addAll(look(
                        sessions,
                        figures,
                        "the same, as of two months before the end",
                        null,
                        NOW.minus(Duration.ofDays(60))));
                histories(sessions, figures);
                plans(sessions, all);
            }
        }
    }

    private void project(Mutiny.SessionFactory sessions, Figures figures) throws IOException {
        var log = new CityLog(cases);
        var projecting = 0L;
        var parsing = 0L;
        var events = 0L;
        var bytes = 0L;
        for (var poll = log.next(POLL); !poll.isEmpty(); poll = log.next(POLL)) {
            // In turn, so that a machine that becomes slower is slower for both.
            parsing += parse(poll);
            projecting += project(sessions, poll);
            events += poll.size();
            for (var record : poll) {
                bytes += record.value().length;
            }
            var first = UUID.fromString(new String(poll.getFirst().key(), UTF_8));
            some.add(first);
            console.progress("projected %,d events".formatted(events));
        }
        console.done();
        var projected = events * 1e9 / projecting;
        var parsed = events * 1e9 / parsing;
        var how = "%,d events of %,d cases in polls of %,d, bodies of %,d bytes on average"
                .formatted(events, cases, POLL, bytes / events);
        figures.add(
                "projection: read, folded and written to PostgreSQL",
                String.format(Locale.ROOT, "%,.0f/s, %.2f of the bare reader", projected, projected / parsed),
                how);
        figures.add(
                "bare reader: the same records, envelope and body parsed, nothing made of them",
                String.format(Locale.ROOT, "%,.0f/s", parsed),
                how);
    }

    /** Returns how long it took, in nanoseconds. */
    private long parse(List<ConsumerRecord<byte[], byte[]>> poll) throws IOException {
        var begun = System.nanoTime();
        var seen = 0;
        for (var record : poll) {
            seen += Envelope.of(record.headers()).type().length()
                    + json.readTree(record.value()).size();
        }
        var took = System.nanoTime() - begun;
        if (seen == 0) {
            throw new IllegalStateException("nothing was read");
        }
        return took;
    }

    /** Projects a poll in a transaction, as the service does; returns how long it took, in nanoseconds. */
    private long project(Mutiny.SessionFactory sessions, List<ConsumerRecord<byte[], byte[]>> poll) {
        var begun = System.nanoTime();
        var events = poll.stream().map(reader::read).map(Numbers::readable).toList();
        var touched = new HashSet<UUID>();
        events.forEach(event -> touched.add(event.caseId()));
        sessions.withStatelessTransaction((session, _) -> projection
                        .open(session, touched)
                        .flatMap(fold -> {
                            events.forEach(fold::follow);
                            return projection.save(session, fold);
                        })
                        .chain(() -> KnownUpTo.note(
                                session,
                                events.stream()
                                        .map(event -> new KnownUpTo.Followed(
                                                new TopicPartition("case-events", 0), event.recordedAt()))
                                        .toList())))
                .await()
                .indefinitely();
        return System.nanoTime() - begun;
    }

    private static LoggedEvent readable(Reading reading) {
        return switch (reading) {
            case Reading.Readable(var event) -> event;
            case Reading.Unreadable(var code, var detail) ->
                throw new IllegalStateException("the generated log is at fault: " + code + " " + detail);
        };
    }

    private void sizes(RunningPostgres postgres, Figures figures) throws SQLException {
        try (var connection = postgres.asOwner(SERVICE);
                var statement = connection.createStatement()) {
            statement.execute("vacuum analyze");
            try (var rows = statement.executeQuery(SIZES)) {
                while (rows.next()) {
                    figures.add(
                            "size of " + rows.getString("what"),
                            "%,d kB, indexes %,d kB"
                                    .formatted(rows.getLong("rows") / 1024, rows.getLong("indexes") / 1024),
                            "%,d cases".formatted(cases));
                }
            }
        }
    }

    /** Asks numbers of the catalogue by one of their dimensions, in a random order, as often as there are looks. */
    private List<Took> look(
            Mutiny.SessionFactory sessions,
            Figures figures,
            String what,
            @Nullable Instant from,
            @Nullable Instant asOf) {
        console.progress(what);
        var questions = new ArrayList<Question>();
        for (var metric : Metrics.ALL) {
            for (var dimension : metric.groupBy()) {
                questions.add(question(metric, dimension, from, asOf));
            }
        }
        Collections.shuffle(questions, random);
        for (var warm = 0; warm < WARM_UP; warm++) {
            ask(sessions, session -> answers.rows(session, questions.getLast()));
        }
        var took = new ArrayList<Took>();
        for (var one = 0; one < looks; one++) {
            var question = questions.get(one % questions.size());
            var begun = System.nanoTime();
            ask(sessions, session -> answers.rows(session, question));
            took.add(new Took(question, (System.nanoTime() - begun) / 1e6));
        }
        console.done();
        figures.add(
                what,
                Spread.of(took.stream().map(Took::millis).toList(), 95),
                "%,d cases; %d of the %d questions: every number by each of its dimensions"
                        .formatted(cases, Math.min(looks, questions.size()), questions.size()));
        return took;
    }

    private static Question question(
            Metric metric, Dimension dimension, @Nullable Instant from, @Nullable Instant asOf) {
        return new Question(metric, Map.of(), from, null, List.of(dimension), asOf, EVERYWHERE, NOW);
    }

    private void histories(Mutiny.SessionFactory sessions, Figures figures) {
        var took = new ArrayList<Double>();
        for (var one = 0; one < WARM_UP + looks; one++) {
            var caseId = some.get(random.nextInt(some.size()));
            var begun = System.nanoTime();
            ask(sessions, session -> history.read(session, caseId, 0, null, 200));
            if (one >= WARM_UP) {
                took.add((System.nanoTime() - begun) / 1e6);
            }
        }
        figures.add("a history", Spread.of(took, 95), "%,d cases, %d looks".formatted(cases, looks));
    }

    /** Tells the plans of the slowest numbers, each once. */
    private void plans(Mutiny.SessionFactory sessions, List<Took> all) {
        var told = new HashSet<String>();
        all.stream()
                .sorted((one, other) -> Double.compare(other.millis(), one.millis()))
                .filter(took -> told.add(took.question().metric().name()))
                .limit(SLOWEST)
                .forEach(took -> {
                    console.line("%s by %s%s%s took %.0f ms; its plan:"
                            .formatted(
                                    took.question().metric().name(),
                                    took.question().groupBy().getFirst().parameter(),
                                    took.question().from() == null ? "" : " of half a year",
                                    took.question().asOf() == null ? "" : " as of a time",
                                    took.millis()));
                    ask(sessions, session -> answers.plan(session, took.question()))
                            .forEach(console::line);
                });
    }

    private static <T> T ask(Mutiny.SessionFactory sessions, Function<Mutiny.StatelessSession, Uni<T>> question) {
        return sessions.withStatelessSession(question).await().indefinitely();
    }
}
