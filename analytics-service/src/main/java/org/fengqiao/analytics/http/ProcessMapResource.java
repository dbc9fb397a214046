package org.fengqiao.analytics.http;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

import org.fengqiao.analytics.metric.KnownValues;
import org.fengqiao.analytics.metric.Metric;
import org.fengqiao.analytics.metric.MetricAnswers;
import org.fengqiao.analytics.metric.MetricSql;
import org.fengqiao.analytics.metric.Metrics;
import org.fengqiao.analytics.metric.ProcessMap;
import org.fengqiao.analytics.projection.KnownUpTo;
import org.fengqiao.kernel.identity.Roles;
import org.fengqiao.kernel.jurisdiction.Jurisdiction;
import org.fengqiao.kernel.jurisdiction.Reach;
import org.fengqiao.kernel.messaging.Positions;
import org.fengqiao.kernel.web.Caller;
import org.fengqiao.kernel.web.NamesItsParameters;
import org.fengqiao.kernel.web.Page;

/** The ways that cases took from step to step, and the cases behind each arrow. */
@Path("/process-map")
@Cancellable(false)
@Reach(Reach.Scope.CHOSEN)
@RolesAllowed({Roles.ANALYST, Roles.LEADER, Roles.OPERATOR})
public class ProcessMapResource {

    /** The number whose denominator is every registered case. */
    private static final Metric REGISTERED = Metrics.named("repeat-rate").orElseThrow();

    private final Mutiny.SessionFactory sessions;
    private final MetricAnswers answers;
    private final KnownValues known;
    private final Caller caller;
    private final InstantSource clock;
    private final Positions positions;

    ProcessMapResource(
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

    /**
     * An answer.
     *
     * @param asOf the time whose knowledge counted; null if everything known did
     * @param knownUpTo how far the log is known that it was counted from
     * @param cases how many cases it is about
     * @param arrows which step followed which
     */
    public record MapBody(
            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable
            Instant asOf,

            KnownUpTo knownUpTo,
            long cases,
            List<ProcessMap.Arrow> arrows) {}

    /**
     * Page of the cases behind an arrow.
     *
     * @param next the cursor of the next page; null on the last one
     */
    public record FollowedPage(
            List<ProcessMap.Followed> items, @Nullable String next, KnownUpTo knownUpTo) {}

    /**
     * The ways of the cases that were registered in the period, within the caller's jurisdiction. Parameters: the
     * filters of {@code repeat-rate} (each may be repeated), {@code from}, {@code to} and {@code asOf}.
     */
    @GET
    @NamesItsParameters
    public Uni<MapBody> map(@Context UriInfo uri) {
        var asked = MetricParameters.processMap(
                REGISTERED, uri.getQueryParameters(), Jurisdiction.of(caller), clock.instant());
        return sessions.withStatelessSession(session -> asked.accepted(known, session)
                .flatMap(question -> KnownUpTo.now(session, positions.consumer())
                        .flatMap(upTo -> answers.processMap(session, question)
                                .map(map -> new MapBody(question.asOf(), upTo, map.cases(), map.arrows())))));
    }

    /**
     * The cases behind an arrow. Parameters as above, and {@code fromStep} and {@code toStep}: without the first, cases
     * that began with the second; without the second, cases that stand at the first.
     */
    @GET
    @Path("/cases")
    @NamesItsParameters
    public Uni<FollowedPage> cases(@Context UriInfo uri) {
        var query =
                MetricParameters.arrow(REGISTERED, uri.getQueryParameters(), Jurisdiction.of(caller), clock.instant());
        return sessions.withStatelessSession(session -> query.accepted(known, session)
                .flatMap(asked -> KnownUpTo.now(session, positions.consumer())
                        .flatMap(upTo -> answers.followed(
                                        session,
                                        asked.question(),
                                        asked.from(),
                                        asked.to(),
                                        asked.page().after(),
                                        asked.page().fetch())
                                .map(read -> Page.of(
                                        read,
                                        asked.page().request(),
                                        one -> new MetricSql.After(one.caseId(), one.position(), "case")))
                                .map(found -> new FollowedPage(found.items(), found.next(), upTo)))));
    }
}
