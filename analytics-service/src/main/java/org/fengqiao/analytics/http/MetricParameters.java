package org.fengqiao.analytics.http;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jakarta.ws.rs.core.MultivaluedMap;

import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

import org.fengqiao.analytics.metric.Dimension;
import org.fengqiao.analytics.metric.KnownValues;
import org.fengqiao.analytics.metric.Metric;
import org.fengqiao.analytics.metric.MetricSql;
import org.fengqiao.analytics.metric.Part;
import org.fengqiao.analytics.metric.ProcessMap;
import org.fengqiao.analytics.metric.Question;
import org.fengqiao.analytics.model.BatchFold;
import org.fengqiao.analytics.model.MilestoneKind;
import org.fengqiao.kernel.json.OffendingField;
import org.fengqiao.kernel.jurisdiction.Jurisdiction;
import org.fengqiao.kernel.value.Texts;
import org.fengqiao.kernel.value.Times;
import org.fengqiao.kernel.web.Page;
import org.fengqiao.kernel.web.Problem;
import org.fengqiao.kernel.web.QueryParameters;

/**
 * Reads the parameters of a question and reports every one that cannot be accepted, in one answer. A parameter nobody
 * knows is one of them: a mistyped filter must not pass for an unfiltered number; and so is a value that nobody knows.
 */
final class MetricParameters {

    private static final Set<String> OF_ROWS = Set.of("from", "to", "asOf", "groupBy");
    private static final Set<String> OF_CASES = Set.of("from", "to", "asOf", "part", "limit", "cursor");
    private static final Set<String> OF_ALL_CASES = Set.of("from", "to", "asOf", "part");

    private static final Set<String> OF_CHANGES = Set.of("from", "to", "asOf", "limit", "cursor");

    private static final Set<String> OF_MAP = Set.of("from", "to", "asOf");
    private static final Set<String> OF_ARROW = Set.of("from", "to", "asOf", "fromStep", "toStep", "limit", "cursor");

    /** Time from now to the last end that a period may have. */
    private static final int YEARS_AHEAD = 30;

    private final Metric metric;
    private final MultivaluedMap<String, String> parameters;
    private final Jurisdiction jurisdiction;
    private final Instant now;
    private final List<OffendingField> wrong = new ArrayList<>();

    private MetricParameters(
            Metric metric, MultivaluedMap<String, String> parameters, Jurisdiction jurisdiction, Instant now) {
        this.metric = metric;
        this.parameters = parameters;
        this.jurisdiction = jurisdiction;
        this.now = now;
    }

    /**
     * A question, as far as it can be read.
     *
     * @param what all of it; only to be used once it is accepted
     * @param question the question in it
     * @param wrong what cannot be accepted without asking what there is
     */
    record Asked<T>(T what, Question question, List<OffendingField> wrong) {
        Asked {
            wrong = List.copyOf(wrong);
        }

        /** Goes on with what was asked; fails with 400 and every parameter that cannot be accepted, if there is one. */
        Uni<T> accepted(KnownValues known, Mutiny.StatelessSession session) {
            return unknown(known, session, question).map(unknown -> {
                var fields = Stream.concat(
                                wrong.stream(),
                                unknown.stream()
                                        .filter(field -> wrong.stream()
                                                .noneMatch(one -> one.field().equals(field.field()))))
                        .toList();
                if (!fields.isEmpty()) {
                    throw Problem.badInput(fields).exception();
                }
                return what;
            });
        }
    }

    /**
     * Page of what is behind a number.
     *
     * @param after what the page before ended with; null for the first one
     */
    record Paging(Page.Request request, MetricSql.@Nullable After after) {

        int fetch() {
            return request.fetch();
        }
    }

    /** Question of {@code GET /metrics/{name}/cases}. */
    record CasesQuestion(Question question, Part part, Paging page) {}

    /** Question of {@code GET /metrics/{name}/restated/cases}. */
    record ChangesQuestion(Question question, Paging page) {}

    /** Returns the question of {@code GET /metrics/{name}}. */
    static Asked<Question> rows(
            Metric metric, MultivaluedMap<String, String> parameters, Jurisdiction jurisdiction, Instant now) {
        var reading = new MetricParameters(metric, parameters, jurisdiction, now);
        return reading.asked(reading.question(OF_ROWS, reading.groupBy()));
    }

    /** Returns the question of {@code GET /metrics/{name}} as comma-separated values. */
    static Asked<Question> rows(Metric metric, CsvRequest request, Jurisdiction jurisdiction, Instant now) {
        var reading = new MetricParameters(metric, request.others(), jurisdiction, now);
        reading.wrong.addAll(request.wrong());
        return reading.asked(reading.question(OF_ROWS, reading.groupBy()));
    }

    /** Returns the question of {@code GET /metrics/{name}/cases}. */
    static Asked<CasesQuestion> cases(
            Metric metric, MultivaluedMap<String, String> parameters, Jurisdiction jurisdiction, Instant now) {
        return new MetricParameters(metric, parameters, jurisdiction, now).casesQuestion(OF_CASES);
    }

    /** Returns the question of {@code GET /metrics/{name}/cases} for all of them, as comma-separated values. */
    static Asked<CasesQuestion> allCases(Metric metric, CsvRequest request, Jurisdiction jurisdiction, Instant now) {
        var reading = new MetricParameters(metric, request.others(), jurisdiction, now);
        reading.wrong.addAll(request.wrong());
        return reading.casesQuestion(OF_ALL_CASES);
    }

    /** Returns the question of {@code GET /metrics/{name}/restated}, as it was asked then. */
    static Asked<Question> restated(
            Metric metric, MultivaluedMap<String, String> parameters, Jurisdiction jurisdiction, Instant now) {
        var reading = new MetricParameters(metric, parameters, jurisdiction, now);
        var question = reading.question(OF_ROWS, reading.groupBy());
        reading.requireTime(question);
        return reading.asked(question);
    }

    /** Returns the question of {@code GET /metrics/{name}/restated/cases}, as it was asked then. */
    static Asked<ChangesQuestion> restatedCases(
            Metric metric, MultivaluedMap<String, String> parameters, Jurisdiction jurisdiction, Instant now) {
        var reading = new MetricParameters(metric, parameters, jurisdiction, now);
        var question = reading.question(OF_CHANGES, List.of());
        reading.requireTime(question);
        reading.requireRow(question);
        return reading.asked(new ChangesQuestion(question, reading.page()), question);
    }

    private Asked<Question> asked(Question question) {
        return asked(question, question);
    }

    private <T> Asked<T> asked(T what, Question question) {
        return new Asked<>(what, question, wrong);
    }

    private Paging page() {
        var request = Page.Request.read(
                single("limit"), single("cursor"), field -> wrong(field.field(), field.code(), field.detail()));
        try {
            return new Paging(request, request.<MetricSql.@Nullable After>after(null, MetricSql.After::parse));
        } catch (Problem.Thrown thrown) {
            thrown.problem().fields().forEach(field -> wrong(field.field(), field.code(), field.detail()));
            return new Paging(request, null);
        }
    }

    private void requireTime(Question question) {
        if (question.asOf() == null) {
            wrong("asOf", "missing", "The time at which the number was told is needed.");
        }
    }

    private void requireRow(Question question) {
        if (metric.rowDimension() instanceof Dimension row
                && !question.filters().containsKey(row)) {
            wrong(row.parameter(), "missing", "Each " + row.parameter() + " has a numerator of its own: name one.");
        }
    }

    private Asked<CasesQuestion> casesQuestion(Set<String> further) {
        var part = part();
        var question = question(further, List.of());
        if (part != Part.DENOMINATOR) {
            requireRow(question);
        }
        return asked(new CasesQuestion(question, part, page()), question);
    }

    /** Question of {@code GET /process-map/cases}: null stands for where cases began, or where they stand. */
    record ArrowQuestion(
            Question question,
            @Nullable MilestoneKind from,
            @Nullable MilestoneKind to,
            Paging page) {}

    /**
     * Returns the question of {@code GET /process-map}.
     *
     * @param metric whose denominator are the cases
     */
    static Asked<Question> processMap(
            Metric metric, MultivaluedMap<String, String> parameters, Jurisdiction jurisdiction, Instant now) {
        var reading = new MetricParameters(metric, parameters, jurisdiction, now);
        return reading.asked(reading.question(OF_MAP, List.of()));
    }

    /**
     * Returns the question of {@code GET /process-map/cases}.
     *
     * @param metric whose denominator are the cases
     */
    static Asked<ArrowQuestion> arrow(
            Metric metric, MultivaluedMap<String, String> parameters, Jurisdiction jurisdiction, Instant now) {
        var reading = new MetricParameters(metric, parameters, jurisdiction, now);
        var from = reading.step("fromStep");
        var to = reading.step("toStep");
        if (from == null && to == null) {
            reading.wrong("toStep", "missing", "A step is needed at one end, or at both.");
        }
        var question = reading.question(OF_ARROW, List.of());
        return reading.asked(new ArrowQuestion(question, from, to, reading.page()), question);
    }

    /** Goes on if somebody knows every value that is filtered by; fails with 400 if not. */
    static Uni<Void> requireKnown(KnownValues known, Mutiny.StatelessSession session, Question question) {
        return new Asked<>(question, question, List.of())
                .accepted(known, session)
                .replaceWithVoid();
    }

    private static Uni<List<OffendingField>> unknown(
            KnownValues known, Mutiny.StatelessSession session, Question question) {
        return known.unknownIn(session, question)
                .map(unknown -> unknown.stream()
                        .map(dimension -> new OffendingField(
                                dimension.parameter(),
                                "unknown-code",
                                "There is no such " + dimension.parameter() + ", and no case has had it."))
                        .toList());
    }

    private @Nullable MilestoneKind step(String name) {
        var text = single(name);
        if (text == null) {
            return null;
        }
        var step = ProcessMap.STEPS.stream()
                .filter(kind -> kind.name().equals(text))
                .findFirst();
        if (step.isEmpty()) {
            wrong(
                    name,
                    "unknown-code",
                    "One of these is needed: "
                            + ProcessMap.STEPS.stream().map(MilestoneKind::name).collect(Collectors.joining(", "))
                            + ".");
        }
        return step.orElse(null);
    }

    private Question question(Set<String> further, List<Dimension> groupBy) {
        var filters = filters(further);
        var from = bound("from", false);
        var to = bound("to", true);
        if (from != null && to != null && !from.isBefore(to)) {
            wrong("to", "out-of-range", "It lies after from.");
        }
        return new Question(metric, filters, from, to, groupBy, instant("asOf"), jurisdiction, now);
    }

    private Map<Dimension, List<String>> filters(Set<String> further) {
        var filters = new EnumMap<Dimension, List<String>>(Dimension.class);
        parameters.forEach((name, values) -> {
            if (values.stream().anyMatch(value -> Texts.isForbidden(value, Texts.Form.LINE))) {
                wrong(name, Texts.FORBIDDEN, Texts.FORBIDDEN_DETAIL);
            } else if (further.contains(name)) {
                single(name);
            } else {
                filter(name, values, further, filters);
            }
        });
        return filters;
    }

    private void filter(String name, List<String> values, Set<String> further, Map<Dimension, List<String>> filters) {
        var dimension = Dimension.named(name).filter(metric.filters()::contains);
        if (dimension.isEmpty()) {
            wrong(name, "unknown-parameter", "Known are " + known(metric.filters(), further) + ".");
        } else if (values.stream().anyMatch(String::isBlank)) {
            wrong(name, "missing", "A value is needed.");
        } else {
            filters.put(dimension.get(), List.copyOf(values));
        }
    }

    private List<Dimension> groupBy() {
        var text = single("groupBy");
        if (text == null) {
            return List.of();
        }
        var groupBy = new ArrayList<Dimension>();
        for (var name : text.split(",", -1)) {
            var dimension = Dimension.named(name.strip()).filter(metric.groupBy()::contains);
            if (dimension.isEmpty()) {
                wrong("groupBy", "unknown-code", "Possible are " + known(metric.groupBy(), Set.of()) + ".");
                return List.of();
            }
            if (!groupBy.contains(dimension.get())) {
                groupBy.add(dimension.get());
            }
        }
        return groupBy;
    }

    private Part part() {
        var text = single("part");
        if (text == null) {
            return Part.NUMERATOR;
        }
        return Part.named(text).orElseGet(() -> {
            wrong("part", "unknown-code", "One of these is needed: numerator, denominator, remainder.");
            return Part.DENOMINATOR;
        });
    }

    /**
     * A date, which is a whole day in China, or a time: from the first instant on, or up to before the first one after
     * it.
     */
    private @Nullable Instant bound(String name, boolean afterIt) {
        var text = single(name);
        if (text == null) {
            return null;
        }
        var day = Times.date(text);
        if (day.isEmpty()) {
            return instant(name);
        }
        if (!Times.isBetween(day.get(), latest(name))) {
            wrongTime(name);
            return null;
        }
        return (afterIt ? day.get().plusDays(1) : day.get())
                .atStartOfDay(BatchFold.ZONE)
                .toInstant();
    }

    private @Nullable Instant instant(String name) {
        var text = single(name);
        if (text == null) {
            return null;
        }
        var time = QueryParameters.time(text, latest(name));
        if (time.isEmpty()) {
            wrongTime(name);
        }
        return time.orElse(null);
    }

    /** Returns the last day that a parameter may name: only what is asked for up to may lie ahead. */
    private LocalDate latest(String name) {
        return Times.latestDay(now, name.equals("to") ? YEARS_AHEAD : 0);
    }

    private void wrongTime(String name) {
        wrong(
                name,
                "wrong-form",
                "%s is needed, not before %s nor after %s."
                        .formatted(
                                name.equals("asOf")
                                        ? "A time with zone (RFC 3339)"
                                        : "A date or a time with zone (RFC 3339)",
                                Times.FIRST_DAY,
                                latest(name)));
    }

    private @Nullable String single(String name) {
        var values = parameters.get(name);
        if (values == null) {
            return null;
        }
        if (values.size() > 1) {
            wrong(name, "repeated", "It can be given once.");
        }
        return values.getFirst();
    }

    private void wrong(String name, String code, String detail) {
        if (wrong.stream().noneMatch(field -> field.field().equals(name))) {
            wrong.add(new OffendingField(name, code, detail));
        }
    }

    private static String known(List<Dimension> dimensions, Set<String> further) {
        return Stream.concat(
                        dimensions.stream().map(Dimension::parameter),
                        further.stream().sorted())
                .collect(Collectors.joining(", "));
    }
}
