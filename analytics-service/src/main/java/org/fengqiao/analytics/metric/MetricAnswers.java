package org.fengqiao.analytics.metric;

import static java.util.Comparator.comparingInt;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jakarta.inject.Singleton;

import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import org.fengqiao.analytics.metric.Counting.EndedBy;
import org.fengqiao.analytics.metric.Counting.FromChannels;
import org.fengqiao.analytics.metric.Counting.MetInTime;
import org.fengqiao.analytics.metric.Counting.SharedOut;
import org.fengqiao.analytics.metric.Counting.ThatFellDue;
import org.fengqiao.analytics.metric.Counting.ThatReached;
import org.fengqiao.analytics.metric.Counting.TimeTo;
import org.fengqiao.analytics.metric.Counting.WithValue;
import org.fengqiao.analytics.model.MilestoneKind;
import org.fengqiao.kernel.legalclock.LegalClock;
import org.fengqiao.kernel.legalclock.Rule;

/** Answers to questions about numbers, from the database. */
@Singleton
public class MetricAnswers {

    private static final Logger LOG = Logger.getLogger(MetricAnswers.class);

    /** The most rows of the database that an answer may be made of. More is a report, not an answer. */
    public static final int MOST_ROWS = 10_000;

    /**
     * The rules whose deadlines are rights: an event of a deadline names its rule, and the rule's pack says which it
     * is.
     */
    private final Set<String> rights;

    public MetricAnswers(LegalClock legalClock) {
        this.rights = legalClock.rules().all().stream()
                .filter(rule -> rule.nature() == Rule.Nature.RIGHT)
                .map(Rule::id)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Reads the catalogue at start, so that faulty words keep the service from starting. */
    @Startup
    void readCatalogue() {
        LOG.debugf("%d numbers in the catalogue", Metrics.ALL.size());
    }

    /** The answer to a question. */
    public sealed interface Answer {
        /** The rows, in the order of their keys; without {@code groupBy} the total. */
        record Rows(List<MetricRow> rows) implements Answer {
            public Rows {
                rows = List.copyOf(rows);
            }
        }

        /** There would be more than {@link #MOST_ROWS}. */
        record TooManyRows() implements Answer {}
    }

    /** Returns the rows of the answer. */
    public Uni<Answer> rows(Mutiny.StatelessSession session, Question question) {
        var row = question.metric().rowDimension();
        var asked = row == null ? question : question.without(row);
        return query(session, MetricSql.rows(asked, rights, MOST_ROWS + 1))
                .map(read -> read.size() > MOST_ROWS
                        ? new Answer.TooManyRows()
                        : new Answer.Rows(narrowed(rows(asked, read), row, question)));
    }

    /** Returns how the database would read the rows of the answer. */
    public Uni<List<String>> plan(Mutiny.StatelessSession session, Question question) {
        var row = question.metric().rowDimension();
        var statement = MetricSql.rows(row == null ? question : question.without(row), rights, MOST_ROWS + 1);
        var query = session.createNativeQuery("explain (analyze, buffers) " + statement.text(), String.class);
        statement.parameters().forEach(query::setParameter);
        return query.getResultList();
    }

    /**
     * Narrows the rows: what every row of the number has by itself cannot narrow what is counted, only which rows are
     * shown.
     */
    private static List<MetricRow> narrowed(List<MetricRow> rows, @Nullable Dimension dimension, Question question) {
        var values = dimension == null ? null : question.filters().get(dimension);
        return values == null
                ? rows
                : rows.stream()
                        .filter(row -> values.contains(row.dimensions().get(dimension.parameter())))
                        .toList();
    }

    /** The answer to what became of a number. */
    public sealed interface Restated {
        /** The rows, in the order of their keys. */
        record Rows(List<Restatement.Row> rows) implements Restated {
            public Rows {
                rows = List.copyOf(rows);
            }
        }

        /** There would be more than {@link #MOST_ROWS}. */
        record TooManyRows() implements Restated {}
    }

    /** Returns the rows as they were known at the question's time, beside those that are known now. */
    public Uni<Restated> restated(Mutiny.StatelessSession session, Question question) {
        return rows(session, question)
                .flatMap(then -> rows(session, question.withAllThatIsKnown()).map(now -> together(then, now)));
    }

    private static Restated together(Answer then, Answer now) {
        return then instanceof Answer.Rows(var before) && now instanceof Answer.Rows(var after)
                ? new Restated.Rows(together(before, after))
                : new Restated.TooManyRows();
    }

    private static List<Restatement.Row> together(List<MetricRow> then, List<MetricRow> now) {
        var before = byKey(then);
        var after = byKey(now);
        return Stream.concat(before.keySet().stream(), after.keySet().stream())
                .distinct()
                .sorted()
                .map(key -> new Restatement.Row(key, before.get(key), after.get(key)))
                .toList();
    }

    private static Map<String, MetricRow> byKey(List<MetricRow> rows) {
        return rows.stream().collect(Collectors.toMap(MetricRow::key, row -> row));
    }

    /** Returns a page of what made the difference. */
    public Uni<List<Restatement.Change>> changes(
            Mutiny.StatelessSession session, Question question, MetricSql.@Nullable After after, int limit) {
        return query(session, MetricSql.changes(question, rights, after, limit))
                .map(read -> read.stream()
                        .map(row -> {
                            var then = (Boolean) row[3];
                            var now = (Boolean) row[4];
                            return new Restatement.Change(
                                    Restatement.Kind.of(then, now),
                                    (UUID) row[0],
                                    count(row, 1),
                                    (String) row[2],
                                    then,
                                    now,
                                    Stream.of(row[5], row[6])
                                            .filter(Objects::nonNull)
                                            .map(UUID.class::cast)
                                            .toList());
                        })
                        .toList());
    }

    /** Returns a page of what was counted. */
    public Uni<List<Evidence>> evidence(
            Mutiny.StatelessSession session, Question question, Part part, MetricSql.@Nullable After after, int limit) {
        return query(session, MetricSql.evidence(question, rights, part, after, limit))
                .map(read -> read.stream().map(row -> evidence(row, part)).toList());
    }

    /** Returns the ways that the cases of the question's denominator took. */
    public Uni<ProcessMap> processMap(Mutiny.StatelessSession session, Question question) {
        return query(session, MetricSql.arrows(question)).map(read -> {
            var arrows = read.stream()
                    .map(row -> new ProcessMap.Arrow(
                            step(row[0]), step(row[1]), count(row, 2), count(row, 3), seconds(row[4]), seconds(row[5])))
                    .sorted(comparingInt((ProcessMap.Arrow arrow) -> order(arrow.from(), -1))
                            .thenComparingInt(arrow -> order(arrow.to(), ProcessMap.STEPS.size())))
                    .toList();
            return new ProcessMap(read.isEmpty() ? 0 : count(read.getFirst(), 6), arrows);
        });
    }

    /** Returns a page of the cases behind one arrow of that map. */
    public Uni<List<ProcessMap.Followed>> followed(
            Mutiny.StatelessSession session,
            Question question,
            @Nullable MilestoneKind from,
            @Nullable MilestoneKind to,
            MetricSql.@Nullable After after,
            int limit) {
        return query(session, MetricSql.followed(question, from, to, after, limit))
                .map(read -> read.stream()
                        .map(row -> new ProcessMap.Followed((UUID) row[0], count(row, 1), seconds(row[2])))
                        .toList());
    }

    private static @Nullable MilestoneKind step(@Nullable Object column) {
        return column == null ? null : MilestoneKind.valueOf((String) column);
    }

    private static int order(@Nullable MilestoneKind step, int otherwise) {
        return step == null ? otherwise : ProcessMap.STEPS.indexOf(step);
    }

    /** Keeps what is counted as the cases behind a bulletin, in the session's transaction. */
    public Uni<Void> keep(Mutiny.StatelessSession session, Question question, UUID bulletin) {
        var statement = MetricSql.keep(question, rights, bulletin);
        var query = session.createNativeQuery(statement.text());
        statement.parameters().forEach(query::setParameter);
        return query.executeUpdate().replaceWithVoid();
    }

    private static Uni<List<Object[]>> query(Mutiny.StatelessSession session, MetricSql.Statement statement) {
        var query = session.createNativeQuery(statement.text(), Object[].class);
        statement.parameters().forEach(query::setParameter);
        return query.getResultList();
    }

    private static Evidence evidence(Object[] row, Part part) {
        var events = part == Part.NUMERATOR && row[5] != null
                ? List.of((UUID) row[4], (UUID) row[5])
                : List.of((UUID) row[4]);
        return new Evidence((UUID) row[0], ((Number) row[1]).longValue(), (String) row[2], (String) row[3], events);
    }

    private static List<MetricRow> rows(Question question, List<Object[]> read) {
        return switch (question.metric().counting()) {
            case WithValue _, FromChannels _, ThatReached _, ThatFellDue _, MetInTime _ ->
                read.stream()
                        .map(row -> MetricRow.of(
                                keys(question, row),
                                count(row, question.groupBy().size()),
                                count(row, question.groupBy().size() + 1)))
                        .toList();
            case EndedBy _ ->
                read.stream()
                        .map(row -> {
                            var keys = question.groupBy().size();
                            return MetricRow.of(
                                    keys(question, row),
                                    count(row, keys),
                                    count(row, keys + 1),
                                    seconds(row[keys + 2]),
                                    seconds(row[keys + 3]));
                        })
                        .toList();
            case SharedOut(var _, var over, var always) -> shares(question, over, always, read);
            case TimeTo(var _, var stages) -> times(question, stages, read);
        };
    }

    /** Returns each value's share of all values of the same group. */
    private static List<MetricRow> shares(Question question, Dimension over, List<String> always, List<Object[]> read) {
        var keys = question.groupBy().size();
        var groups = new LinkedHashMap<Map<Dimension, String>, Map<String, Long>>();
        if (keys == 0) {
            groups.put(Map.of(), none(always));
        }
        read.forEach(row -> groups.computeIfAbsent(keys(question, row), _ -> none(always))
                .put((String) row[keys], count(row, keys + 1)));
        var rows = new ArrayList<MetricRow>();
        groups.forEach((group, counts) -> {
            var all = counts.values().stream().mapToLong(Long::longValue).sum();
            counts.forEach((value, count) -> {
                var dimensions = new LinkedHashMap<>(group);
                dimensions.put(over, value);
                rows.add(MetricRow.of(dimensions, count, all));
            });
        });
        return rows;
    }

    private static Map<String, Long> none(List<String> values) {
        return new TreeMap<>(values.stream().collect(Collectors.toMap(value -> value, _ -> 0L)));
    }

    private static List<MetricRow> times(Question question, List<MilestoneKind> stages, List<Object[]> read) {
        var keys = question.groupBy().size();
        if (read.isEmpty() && keys == 0) {
            return stages.stream()
                    .map(stage -> MetricRow.of(Map.of(Dimension.STAGE, stage.name()), 0, 0))
                    .toList();
        }
        return read.stream()
                .map(row -> {
                    var dimensions = new LinkedHashMap<>(keys(question, row));
                    dimensions.put(Dimension.STAGE, (String) row[keys]);
                    return MetricRow.of(
                            dimensions,
                            count(row, keys + 1),
                            count(row, keys + 2),
                            seconds(row[keys + 3]),
                            seconds(row[keys + 4]));
                })
                .toList();
    }

    private static Map<Dimension, String> keys(Question question, Object[] row) {
        var keys = new LinkedHashMap<Dimension, String>();
        for (var i = 0; i < question.groupBy().size(); i++) {
            keys.put(question.groupBy().get(i), (String) row[i]);
        }
        return keys;
    }

    private static long count(Object[] row, int column) {
        return ((Number) row[column]).longValue();
    }

    private static @Nullable Long seconds(@Nullable Object column) {
        return Stream.ofNullable(column)
                .map(number -> Math.round(((Number) number).doubleValue()))
                .findFirst()
                .orElse(null);
    }
}
