package org.fengqiao.analytics.http;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.buffer.Buffer;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

import org.fengqiao.analytics.export.Batches;
import org.fengqiao.analytics.metric.Dimension;
import org.fengqiao.analytics.metric.Evidence;
import org.fengqiao.analytics.metric.KnownValues;
import org.fengqiao.analytics.metric.Metric;
import org.fengqiao.analytics.metric.MetricAnswers;
import org.fengqiao.analytics.metric.MetricAnswers.Answer;
import org.fengqiao.analytics.metric.MetricRow;
import org.fengqiao.analytics.metric.MetricSql;
import org.fengqiao.analytics.metric.Metrics;
import org.fengqiao.analytics.metric.Question;
import org.fengqiao.analytics.metric.Restatement;
import org.fengqiao.analytics.projection.KnownUpTo;
import org.fengqiao.kernel.identity.Roles;
import org.fengqiao.kernel.jurisdiction.Jurisdiction;
import org.fengqiao.kernel.jurisdiction.Reach;
import org.fengqiao.kernel.messaging.Positions;
import org.fengqiao.kernel.value.Bilingual;
import org.fengqiao.kernel.web.Caller;
import org.fengqiao.kernel.web.NamesItsParameters;
import org.fengqiao.kernel.web.Page;
import org.fengqiao.kernel.web.Problem;

/** The numbers, and the cases and events behind each of them. */
@Path("/metrics")
@Cancellable(false)
@RolesAllowed({Roles.ANALYST, Roles.LEADER, Roles.OPERATOR})
public class MetricResource {

    /** The number of cases of a file that are read at once. */
    private static final int AT_ONCE = 1000;

    private final Mutiny.SessionFactory sessions;
    private final MetricAnswers answers;
    private final KnownValues known;
    private final Caller caller;
    private final InstantSource clock;
    private final Positions positions;

    MetricResource(
            Mutiny.SessionFactory sessions,
            MetricAnswers answers,
            KnownValues known,
            Caller caller,
            InstantSource clock,
            @Identifier(Positions.LISTENER) Positions positions) {
        this.sessions = sessions;
        this.answers = answers;
        this.known = known;
        this.caller = caller;
        this.clock = clock;
        this.positions = positions;
    }

    /** Description of a number: its name, how it is made, and what can be asked about it. */
    public record Entry(
            String name,
            Bilingual title,
            int formulaVersion,
            Bilingual formula,
            Bilingual numerator,
            Bilingual denominator,
            Bilingual cohortDate,
            String zone,
            List<String> groupBy,
            List<String> filters,
            @Nullable String rowsBy) {

        static Entry of(Metric metric) {
            return new Entry(
                    metric.name(),
                    metric.title(),
                    metric.formulaVersion(),
                    metric.formula(),
                    metric.numerator(),
                    metric.denominator(),
                    metric.cohortDate(),
                    "Asia/Shanghai",
                    metric.groupBy().stream().map(Dimension::parameter).toList(),
                    metric.filters().stream().map(Dimension::parameter).toList(),
                    metric.rowDimension() instanceof Dimension row ? row.parameter() : null);
        }
    }

    /**
     * An answer.
     *
     * @param asOf the time whose knowledge counted; null if everything known did
     * @param knownUpTo how far the log is known that it was counted from
     */
    public record Result(
            String metric,
            int formulaVersion,

            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable
            Instant asOf,

            KnownUpTo knownUpTo,
            List<MetricRow> rows) {}

    /**
     * Page of cases behind a number.
     *
     * @param next the cursor of the next page; null on the last one
     * @param knownUpTo how far the log is known that they were found in
     */
    public record EvidencePage(
            List<Evidence> items, @Nullable String next, KnownUpTo knownUpTo) {}

    /** The catalogue of numbers. */
    @GET
    @Reach(Reach.Scope.NONE)
    public Page<Entry> catalogue() {
        return Page.whole(Metrics.ALL.stream().map(Entry::of).toList());
    }

    /**
     * A number, counted over the cases of the caller's jurisdiction. Parameters: the filters of its catalogue entry
     * (each may be repeated), {@code from} and {@code to} (dates in China, both included, or times), {@code groupBy}
     * (comma-separated), {@code asOf} (a time).
     */
    @GET
    @Path("/{name}")
    @Produces(MediaType.APPLICATION_JSON)
    @NamesItsParameters
    @Reach(Reach.Scope.CHOSEN)
    public Uni<Result> metric(@PathParam("name") String name, @Context UriInfo uri) {
        var metric = find(name);
        return counted(MetricParameters.rows(
                        metric, uri.getQueryParameters(), Jurisdiction.of(caller), clock.instant()))
                .map(counted -> new Result(
                        metric.name(),
                        metric.formulaVersion(),
                        counted.question().asOf(),
                        counted.upTo(),
                        counted.rows()));
    }

    /**
     * The same as comma-separated values: a column for each dimension, then numerator, denominator, value, and for
     * times the median and the 90th percentile in seconds. Further parameters: {@code bom}, {@code comment}.
     */
    @GET
    @Path("/{name}")
    @Produces(CsvRequest.OFFERED)
    @NonBlocking
    @NamesItsParameters
    @Reach(Reach.Scope.CHOSEN)
    public Multi<Buffer> metricAsCsv(@PathParam("name") String name, @Context UriInfo uri) {
        var metric = find(name);
        var request = CsvRequest.of(uri.getQueryParameters());
        var asked = MetricParameters.rows(metric, request, Jurisdiction.of(caller), clock.instant());
        return request.answer(
                metric.name(),
                counted(asked)
                        .map(counted -> new CsvRequest.Content(
                                about(counted.question()),
                                counted.upTo(),
                                Stream.concat(
                                                counted.question().rowsBy().stream()
                                                        .map(Dimension::parameter),
                                                MetricRow.COUNTS.stream())
                                        .toList(),
                                Multi.createFrom()
                                        .iterable(counted.rows())
                                        .map(row -> row.cells(counted.question().rowsBy())))));
    }

    private static String about(Question question) {
        return "%s formula=%d as-of=%s"
                .formatted(
                        question.metric().name(),
                        question.metric().formulaVersion(),
                        question.asOf() == null ? "now" : question.asOf());
    }

    private record Counted(Question question, KnownUpTo upTo, List<MetricRow> rows) {}

    /** Counts; fails with 422 if there would be too many rows. */
    private Uni<Counted> counted(MetricParameters.Asked<Question> asked) {
        // How far is asked first: what is counted afterwards knows at least that much.
        return sessions.withStatelessSession(session -> asked.accepted(known, session)
                .flatMap(question -> KnownUpTo.now(session, positions.consumer())
                        .flatMap(upTo -> answers.rows(session, question).map(answer -> switch (answer) {
                            case Answer.Rows(var rows) -> new Counted(question, upTo, rows);
                            case Answer.TooManyRows _ -> throw tooManyRows();
                        }))));
    }

    /**
     * The cases behind a number, with the events that put them there. Parameters as above, and {@code part}:
     * {@code numerator}, {@code denominator} or {@code remainder}, which are those of the denominator that are not in
     * the numerator.
     */
    @GET
    @Path("/{name}/cases")
    @Produces(MediaType.APPLICATION_JSON)
    @NamesItsParameters
    @Reach(Reach.Scope.CHOSEN)
    public Uni<EvidencePage> cases(@PathParam("name") String name, @Context UriInfo uri) {
        var query =
                MetricParameters.cases(find(name), uri.getQueryParameters(), Jurisdiction.of(caller), clock.instant());
        return sessions.withStatelessSession(session -> query.accepted(known, session)
                .flatMap(asked -> KnownUpTo.now(session, positions.consumer())
                        .flatMap(upTo -> evidence(
                                        session,
                                        asked,
                                        asked.page().after(),
                                        asked.page().fetch())
                                .map(read -> Page.of(read, asked.page().request(), MetricSql.After::of))
                                .map(found -> new EvidencePage(found.items(), found.next(), upTo)))));
    }

    /**
     * All cases behind a number as comma-separated values, however many: case, position, subject, value, the event that
     * put it into the denominator and the one that answers it. Parameters as above but without {@code limit} and {@code
     * cursor}, and {@code bom}, {@code comment}.
     */
    @GET
    @Path("/{name}/cases")
    @Produces(CsvRequest.OFFERED)
    @NonBlocking
    @NamesItsParameters
    @Reach(Reach.Scope.CHOSEN)
    public Multi<Buffer> casesAsCsv(@PathParam("name") String name, @Context UriInfo uri) {
        var request = CsvRequest.of(uri.getQueryParameters());
        var query = MetricParameters.allCases(find(name), request, Jurisdiction.of(caller), clock.instant());
        var content = sessions.withStatelessSession(session -> query.accepted(known, session)
                .flatMap(asked -> KnownUpTo.now(session, positions.consumer())
                        .map(upTo -> new CsvRequest.Content(
                                about(asked.question()) + " part="
                                        + asked.part().parameter(),
                                upTo,
                                Evidence.COLUMNS,
                                Batches.<MetricSql.@Nullable After, Evidence>read(
                                                null, AT_ONCE, after -> some(asked, after), MetricSql.After::of)
                                        .map(Evidence::cells)))));
        return request.answer(name + "-" + query.what().part().parameter(), content);
    }

    private Uni<List<Evidence>> some(MetricParameters.CasesQuestion asked, MetricSql.@Nullable After after) {
        return sessions.withStatelessSession(session -> evidence(session, asked, after, AT_ONCE));
    }

    private Uni<List<Evidence>> evidence(
            Mutiny.StatelessSession session,
            MetricParameters.CasesQuestion asked,
            MetricSql.@Nullable After after,
            int atMost) {
        return answers.evidence(session, asked.question(), asked.part(), after, atMost);
    }

    /**
     * Answer to what became of a number.
     *
     * @param asOf the time at which it was told
     * @param knownUpTo how far the log is known now
     */
    public record RestatedResult(
            String metric,
            int formulaVersion,
            @Nullable Instant asOf,
            KnownUpTo knownUpTo,
            List<Restatement.Row> rows) {}

    /**
     * Page of what made the difference.
     *
     * @param next the cursor of the next page; null on the last one
     * @param knownUpTo how far the log is known now
     */
    public record ChangesPage(
            List<Restatement.Change> items, @Nullable String next, KnownUpTo knownUpTo) {}

    /**
     * A number as it was known at a time beside what is known now. Parameters as for the number; {@code asOf}, the time
     * at which it was told, is needed.
     */
    @GET
    @Path("/{name}/restated")
    @NamesItsParameters
    @Reach(Reach.Scope.CHOSEN)
    public Uni<RestatedResult> restated(@PathParam("name") String name, @Context UriInfo uri) {
        var metric = find(name);
        var asked =
                MetricParameters.restated(metric, uri.getQueryParameters(), Jurisdiction.of(caller), clock.instant());
        return sessions.withStatelessSession(session -> asked.accepted(known, session)
                .flatMap(question -> KnownUpTo.now(session, positions.consumer())
                        .flatMap(upTo -> answers.restated(session, question).map(answer -> switch (answer) {
                            case MetricAnswers.Restated.Rows(var rows) ->
                                new RestatedResult(metric.name(), metric.formulaVersion(), question.asOf(), upTo, rows);
                            case MetricAnswers.Restated.TooManyRows _ -> throw tooManyRows();
                        }))));
    }

    /**
     * The cases that made the difference: each that came, went, rose into the numerator or fell out of it. Parameters
     * as for the number, without {@code groupBy}: a filter says which row is asked about.
     */
    @GET
    @Path("/{name}/restated/cases")
    @NamesItsParameters
    @Reach(Reach.Scope.CHOSEN)
    public Uni<ChangesPage> changes(@PathParam("name") String name, @Context UriInfo uri) {
        var query = MetricParameters.restatedCases(
                find(name), uri.getQueryParameters(), Jurisdiction.of(caller), clock.instant());
        return sessions.withStatelessSession(session -> query.accepted(known, session)
                .flatMap(asked -> KnownUpTo.now(session, positions.consumer())
                        .flatMap(upTo -> answers.changes(
                                        session,
                                        asked.question(),
                                        asked.page().after(),
                                        asked.page().fetch())
                                .map(read -> Page.of(read, asked.page().request(), MetricSql.After::of))
                                .map(found -> new ChangesPage(found.items(), found.next(), upTo)))));
    }

    static RuntimeException tooManyRows() {
        return Problem.unacceptable(
                        "analytics.too-many-rows",
                        "The answer would have more than " + MetricAnswers.MOST_ROWS
                                + " rows: group by less, or filter.")
                .exception();
    }

    private static Metric find(String name) {
        return Metrics.named(name)
                .orElseThrow(() -> Problem.notFound(
                                "analytics.unknown-metric", "There is no such number; GET /metrics lists them.")
                        .exception());
    }
}
