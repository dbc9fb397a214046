package org.fengqiao.analytics.metric;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;

import org.fengqiao.analytics.metric.Counting.TimeTo;
import org.fengqiao.analytics.model.Layer;
import org.fengqiao.kernel.data.DataFile;
import org.fengqiao.kernel.legalclock.LegalClock;
import org.fengqiao.kernel.legalclock.Rule;
import org.fengqiao.kernel.sql.Statement;

/**
 * Values that a number can be filtered by: the codes that there are, and whatever a case has had, which the log told. A
 * filter by any other value is a mistake of writing, which must not pass for a count of nothing.
 */
@Singleton
public class KnownValues {

    private static final Statement UNKNOWN = Statement.of("""
        select q.dimension, q.value
        from unnest(cast(:dimensions as text[]), cast(:values as text[])) q (dimension, value)
        where not exists (select 1 from case_profile p where q.value = case q.dimension
          when 'DISTRICT' then p.district when 'STREET' then p.street when 'COMMUNITY' then p.community
          when 'GRID' then p.grid when 'CHANNEL' then p.channel when 'CATEGORY' then p.category
          when 'PATH' then p.path when 'UNIT' then p.unit end)
        and not exists (select 1 from milestone m where q.dimension = 'UNIT' and m.unit = q.value)\
        """);

    /** The codes that there are, whether or not a case has had them. */
    private record Codes(
            List<String> channels,
            List<String> categories,
            List<String> paths,
            List<String> districts,
            List<String> faults,
            List<String> grades,
            List<String> debts) {}

    private record Value(Dimension dimension, String value) {}

    private final Map<Dimension, Set<String>> codes = new EnumMap<>(Dimension.class);

    /** Values that a case had when somebody asked: no case loses what it has had, so they stay known. */
    private final Set<Value> seen = ConcurrentHashMap.newKeySet();

    KnownValues(LegalClock legalClock) {
        var read = DataFile.read("metrics/codes.yaml", Codes.class);
        codes.put(Dimension.CHANNEL, Set.copyOf(read.channels()));
        codes.put(Dimension.CATEGORY, Set.copyOf(read.categories()));
        codes.put(Dimension.PATH, Set.copyOf(read.paths()));
        codes.put(Dimension.DISTRICT, Set.copyOf(read.districts()));
        codes.put(Dimension.FAULT, Set.copyOf(read.faults()));
        codes.put(Dimension.GRADE, Set.copyOf(read.grades()));
        codes.put(Dimension.DEBT, Set.copyOf(read.debts()));
        codes.put(
                Dimension.LAYER, Arrays.stream(Layer.values()).map(Layer::name).collect(Collectors.toSet()));
        codes.put(
                Dimension.RULE, legalClock.rules().all().stream().map(Rule::id).collect(Collectors.toSet()));
    }

    /** Returns the dimensions of the question's filters that have a value which nobody knows. */
    public Uni<List<Dimension>> unknownIn(Mutiny.StatelessSession session, Question question) {
        var asked = question.filters().entrySet().stream()
                .flatMap(filter -> filter.getValue().stream().map(value -> new Value(filter.getKey(), value)))
                .filter(value -> !isKnown(value) && !isStage(question.metric(), value))
                .toList();
        return unknownAmong(session, asked);
    }

    /** Returns whether there is such a value, or a case has had it. */
    public Uni<Boolean> isKnown(Mutiny.StatelessSession session, Dimension dimension, String text) {
        var value = new Value(dimension, text);
        return isKnown(value)
                ? Uni.createFrom().item(true)
                : unknownAmong(session, List.of(value)).map(List::isEmpty);
    }

    private Uni<List<Dimension>> unknownAmong(Mutiny.StatelessSession session, List<Value> asked) {
        var never =
                asked.stream().filter(value -> !isOfCases(value.dimension())).toList();
        var ofCases = new ArrayList<>(asked);
        ofCases.removeAll(never);
        return ofCases.isEmpty()
                ? Uni.createFrom().item(dimensions(never, List.of()))
                : UNKNOWN.bound()
                        .bindConstants(
                                "dimensions",
                                ofCases.stream().map(Value::dimension).toList())
                        .bindTexts("values", ofCases.stream().map(Value::value).toList())
                        .list(
                                session,
                                row -> new Value(Dimension.valueOf(row.getString("dimension")), row.getString("value")))
                        .map(unknown -> {
                            ofCases.removeAll(unknown);
                            seen.addAll(ofCases);
                            return dimensions(never, unknown);
                        });
    }

    private static List<Dimension> dimensions(List<Value> some, List<Value> others) {
        return Stream.concat(some.stream(), others.stream())
                .map(Value::dimension)
                .distinct()
                .sorted()
                .toList();
    }

    private boolean isKnown(Value value) {
        return value.value().equals(Question.UNKNOWN)
                || codes.getOrDefault(value.dimension(), Set.of()).contains(value.value())
                || seen.contains(value);
    }

    private static boolean isStage(Metric metric, Value value) {
        return value.dimension() == Dimension.STAGE
                && metric.counting() instanceof TimeTo(var _, var stages)
                && stages.stream().anyMatch(stage -> stage.name().equals(value.value()));
    }

    /** Returns whether cases have values of this dimension that no list of codes tells. */
    private static boolean isOfCases(Dimension dimension) {
        return switch (dimension) {
            case DISTRICT, STREET, COMMUNITY, GRID, CHANNEL, CATEGORY, PATH, UNIT -> true;
            case LAYER, RULE, FAULT, GRADE, DEBT, STAGE, DAY, WEEK, MONTH, QUARTER, YEAR -> false;
        };
    }
}
