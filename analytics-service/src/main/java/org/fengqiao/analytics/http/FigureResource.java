package org.fengqiao.analytics.http;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import io.smallrye.common.annotation.Identifier;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.buffer.Buffer;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

import org.fengqiao.analytics.bulletin.Period;
import org.fengqiao.analytics.metric.Dimension;
import org.fengqiao.analytics.metric.FigureRules;
import org.fengqiao.analytics.metric.FigureTables;
import org.fengqiao.analytics.metric.KnownValues;
import org.fengqiao.analytics.metric.Metric;
import org.fengqiao.analytics.metric.MetricAnswers;
import org.fengqiao.analytics.metric.MetricAnswers.Answer;
import org.fengqiao.analytics.metric.Metrics;
import org.fengqiao.analytics.metric.Question;
import org.fengqiao.analytics.metric.SmallNumbers;
import org.fengqiao.analytics.projection.KnownUpTo;
import org.fengqiao.kernel.identity.Roles;
import org.fengqiao.kernel.json.OffendingField;
import org.fengqiao.kernel.jurisdiction.Jurisdiction;
import org.fengqiao.kernel.jurisdiction.Reach;
import org.fengqiao.kernel.messaging.Positions;
import org.fengqiao.kernel.value.Bilingual;
import org.fengqiao.kernel.value.Place;
import org.fengqiao.kernel.web.Caller;
import org.fengqiao.kernel.web.Page;
import org.fengqiao.kernel.web.Problem;

/**
 * Numbers of a district for all who work there, without the cases behind them: tables of one month by one dimension,
 * the same for everybody, in which small numbers are left out.
 */
@Path("/figures")
@Cancellable(false)
@RolesAllowed({
    Roles.ANALYST,
    Roles.CLERK,
    Roles.DEPARTMENT,
    Roles.DISPATCHER,
    Roles.GRID_WORKER,
    Roles.LEADER,
    Roles.MEDIATOR,
    Roles.PETITION_CLERK
})
public class FigureResource {

    private static final Jurisdiction ALL_PLACES = new Jurisdiction(Jurisdiction.WHOLE_CITY, null, null, null, null);
    private static final List<String> COLUMNS = List.of("masked", "numerator", "denominator", "value");

    private final FigureTables tables;
    private final FigureRules rules;
    private final Mutiny.SessionFactory sessions;
    private final MetricAnswers answers;
    private final KnownValues known;
    private final Caller caller;
    private final InstantSource clock;
    private final Positions positions;

    FigureResource(
            FigureTables tables,
            Mutiny.SessionFactory sessions,
            MetricAnswers answers,
            KnownValues known,
            Caller caller,
            InstantSource clock,
            @Identifier(Positions.LISTENER) Positions positions) {
        this.tables = tables;
        this.rules = tables.rules();
        this.sessions = sessions;
        this.answers = answers;
        this.known = known;
        this.caller = caller;
        this.clock = clock;
        this.positions = positions;
    }

    /**
     * Description of a number that is told.
     *
     * @param groupBy the dimensions by which it can be grouped, one at a time
     */
    public record Entry(String name, Bilingual title, Bilingual formula, List<String> groupBy) {}

    /**
     * A table.
     *
     * @param groupBy the dimension of its rows; null if it is the total alone
     * @param least fewer than so many, but not none, are not told
     * @param masked how many rows are left out, for that reason or since the total would give one away
     */
    public record Figures(
            String metric,
            int formulaVersion,
            String district,
            String month,
            @Nullable String groupBy,
            int least,
            long masked,
            KnownUpTo knownUpTo,
            List<SmallNumbers.Row> rows) {}

    /** The numbers that are told so. */
    @GET
    @Reach(Reach.Scope.NONE)
    public Page<Entry> catalogue() {
        return Page.whole(Metrics.ALL.stream()
                .filter(rules::tells)
                .map(metric -> new Entry(
                        metric.name(),
                        metric.title(),
                        metric.formula(),
                        rules.groupBy(metric).stream().map(Dimension::parameter).toList()))
                .toList());
    }

    /**
     * A number of the caller's district in a month that is over.
     *
     * @param district the caller's; who works for the whole city names one
     * @param month such as {@code 2024-03}
     * @param groupBy a dimension; the total alone if it is missing
     */
    @GET
    @Path("/{name}")
    @Produces(MediaType.APPLICATION_JSON)
    @Reach(Reach.Scope.CHOSEN)
    public Uni<Figures> figures(
            @PathParam("name") String name,
            @QueryParam("district") @Nullable String district,
            @QueryParam("month") @Nullable String month,
            @QueryParam("groupBy") @Nullable String groupBy) {
        return told(asked(name, district, month, groupBy));
    }

    /** The same as comma-separated values; {@code masked} is true where the others are left out. */
    @GET
    @Path("/{name}")
    @Produces(CsvRequest.OFFERED)
    @NonBlocking
    @Reach(Reach.Scope.CHOSEN)
    public Multi<Buffer> figuresAsCsv(
            @PathParam("name") String name,
            @QueryParam("district") @Nullable String district,
            @QueryParam("month") @Nullable String month,
            @QueryParam("groupBy") @Nullable String groupBy,
            @QueryParam("bom") @Nullable String bom,
            @QueryParam("comment") @Nullable String comment) {
        var asked = asked(name, district, month, groupBy);
        var dimensions = asked.question().groupBy();
        return CsvRequest.of(bom, comment)
                .answer(
                        name + "-" + asked.month(),
                        told(asked)
                                .map(figures -> new CsvRequest.Content(
                                        "%s formula=%d month=%s fewer-than-%d-are-masked masked-rows=%d"
                                                .formatted(
                                                        name,
                                                        figures.formulaVersion(),
                                                        figures.month(),
                                                        figures.least(),
                                                        figures.masked()),
                                        figures.knownUpTo(),
                                        Stream.concat(dimensions.stream().map(Dimension::parameter), COLUMNS.stream())
                                                .toList(),
                                        Multi.createFrom()
                                                .iterable(figures.rows())
                                                .map(row -> cells(dimensions, row)))));
    }

    private static List<@Nullable Object> cells(List<Dimension> dimensions, SmallNumbers.Row row) {
        var cells = new ArrayList<@Nullable Object>();
        dimensions.forEach(dimension -> cells.add(row.dimensions().get(dimension.parameter())));
        cells.add(row.masked());
        cells.add(row.numerator());
        cells.add(row.denominator());
        cells.add(row.value());
        return cells;
    }

    private record Asked(Question question, String district, String month) {}

    private Asked asked(String name, @Nullable String district, @Nullable String month, @Nullable String groupBy) {
        var metric = Metrics.named(name)
                .filter(rules::tells)
                .orElseThrow(() -> Problem.notFound(
                                "analytics.unknown-metric", "There is no such number; GET /figures lists them.")
                        .exception());
        var reach = Jurisdiction.of(caller).district();
        var wrong = new ArrayList<OffendingField>();
        var of = district != null ? district : reach.equals(Jurisdiction.WHOLE_CITY) ? null : reach;
        if (of == null) {
            wrong.add(new OffendingField("district", "missing", "A table is of one district."));
        } else if (!reach.equals(Jurisdiction.WHOLE_CITY) && !reach.equals(of)) {
            Jurisdiction.of(caller).requireCovers(new Place(of, null, null, null, false));
        }
        var period = month(month, wrong);
        var dimension = groupBy == null ? Optional.<Dimension>empty() : dimension(metric, groupBy, wrong);
        if (!wrong.isEmpty()) {
            throw Problem.badInput(wrong).exception();
        }
        var asked = period.orElseThrow();
        return new Asked(
                new Question(
                        metric,
                        Map.of(Dimension.DISTRICT, List.of(String.valueOf(of))),
                        asked.begin(),
                        asked.end(),
                        dimension.stream().toList(),
                        null,
                        ALL_PLACES,
                        clock.instant()),
                String.valueOf(of),
                asked.name());
    }

    private Optional<Period> month(@Nullable String month, List<OffendingField> wrong) {
        var period = Optional.ofNullable(month)
                .flatMap(Period::named)
                .filter(one -> one.kind() == Period.Kind.MONTHLY_JUDGEMENT);
        if (period.isEmpty()) {
            wrong.add(new OffendingField(
                    "month", month == null ? "missing" : "wrong-form", "A month is needed, such as 2024-03."));
        } else if (period.get().end().isAfter(clock.instant())) {
            wrong.add(new OffendingField("month", "out-of-range", "The month is not over."));
        }
        return period;
    }

    private Optional<Dimension> dimension(Metric metric, String groupBy, List<OffendingField> wrong) {
        var possible = rules.groupBy(metric);
        var dimension = Dimension.named(groupBy).filter(possible::contains);
        if (dimension.isEmpty()) {
            wrong.add(new OffendingField(
                    "groupBy",
                    "unknown-code",
                    "One of these is possible: "
                            + String.join(
                                    ", ",
                                    possible.stream().map(Dimension::parameter).toList())
                            + "."));
        }
        return dimension;
    }

    private Uni<Figures> told(Asked asked) {
        var question = asked.question();
        // How far is asked first: what is counted afterwards knows at least that much.
        return sessions.withStatelessSession(session -> MetricParameters.requireKnown(known, session, question)
                .chain(() -> KnownUpTo.now(session, positions.consumer()))
                .flatMap(upTo -> answers.rows(session, question).map(answer -> switch (answer) {
                    case Answer.Rows(var counted) -> {
                        var rows = tables.told(counted);
                        yield new Figures(
                                question.metric().name(),
                                question.metric().formulaVersion(),
                                asked.district(),
                                asked.month(),
                                question.groupBy().isEmpty()
                                        ? null
                                        : question.groupBy().getFirst().parameter(),
                                rules.least(),
                                rows.stream().filter(SmallNumbers.Row::masked).count(),
                                upTo,
                                rows);
                    }
                    case Answer.TooManyRows _ -> throw MetricResource.tooManyRows();
                })));
    }
}
