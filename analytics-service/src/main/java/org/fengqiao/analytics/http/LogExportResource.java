package org.fengqiao.analytics.http;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Multi;
import io.vertx.mutiny.core.buffer.Buffer;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.resteasy.reactive.RestMulti;
import org.jspecify.annotations.Nullable;

import org.fengqiao.analytics.export.LogExport;
import org.fengqiao.analytics.export.LogFormat;
import org.fengqiao.analytics.export.Ocel;
import org.fengqiao.analytics.export.Xes;
import org.fengqiao.analytics.projection.KnownUpTo;
import org.fengqiao.kernel.identity.Roles;
import org.fengqiao.kernel.json.Ahead;
import org.fengqiao.kernel.json.OffendingField;
import org.fengqiao.kernel.jurisdiction.Jurisdiction;
import org.fengqiao.kernel.jurisdiction.Reach;
import org.fengqiao.kernel.messaging.Positions;
import org.fengqiao.kernel.web.Caller;
import org.fengqiao.kernel.web.Problem;

/**
 * The log of the caller's jurisdiction for process mining: the cases registered from a time on and before another,
 * whole, as they were known at a time.
 */
@Path("/exports")
@RolesAllowed({Roles.ANALYST, Roles.OPERATOR})
public class LogExportResource {

    /** The media type of OCEL, which is JSON that is handed out in pieces. */
    private static final String OCEL = "application/vnd.ocel+json";

    private final Mutiny.SessionFactory sessions;
    private final LogExport export;
    private final Caller caller;
    private final InstantSource clock;
    private final Positions positions;
    private final CurrentVertxRequest request;

    LogExportResource(
            Mutiny.SessionFactory sessions,
            LogExport export,
            Caller caller,
            InstantSource clock,
            @Identifier(Positions.LISTENER) Positions positions,
            CurrentVertxRequest request) {
        this.sessions = sessions;
        this.export = export;
        this.caller = caller;
        this.clock = clock;
        this.positions = positions;
        this.request = request;
    }

    /** The log as XES (IEEE 1849-2016), a trace a case. */
    @GET
    @Path("/xes")
    @Produces(MediaType.APPLICATION_XML)
    @NonBlocking
    @Reach(Reach.Scope.CHOSEN)
    public Multi<Buffer> xes(
            @QueryParam("from") @NotNull Instant from,
            @QueryParam("to") @Ahead(years = 1) @NotNull Instant to,
            @QueryParam("asOf") @Nullable Instant asOf) {
        return written(new Xes(), "fengqiao.xes", from, to, asOf);
    }

    /** The log as OCEL 2.0 (JSON), with cases, units, custodies, consultations, duties and closings as objects. */
    @GET
    @Path("/ocel")
    @Produces(OCEL)
    @NonBlocking
    @Reach(Reach.Scope.CHOSEN)
    public Multi<Buffer> ocel(
            @QueryParam("from") @NotNull Instant from,
            @QueryParam("to") @Ahead(years = 1) @NotNull Instant to,
            @QueryParam("asOf") @Nullable Instant asOf) {
        return written(new Ocel(), "fengqiao.ocel.json", from, to, asOf);
    }

    private Multi<Buffer> written(LogFormat format, String file, Instant from, Instant to, @Nullable Instant asOf) {
        if (!from.isBefore(to)) {
            throw Problem.badInput(List.of(new OffendingField("to", "out-of-range", "The time to comes after from.")))
                    .exception();
        }
        var selection =
                new LogExport.Selection(Jurisdiction.of(caller), from, to, asOf == null ? clock.instant() : asOf);
        var answer = request.getCurrent().response();
        var content = sessions.withStatelessSession(session -> KnownUpTo.now(session, positions.consumer()))
                .onItem()
                .transformToMulti(known -> {
                    // Before the first piece is written, and with it the headers.
                    answer.putHeader(CsvRequest.KNOWN_UP_TO, CsvRequest.told(known));
                    return format.write(() -> export.cases(selection));
                });
        return RestMulti.fromMultiData(content)
                // The format says itself where its commas are.
                .encodeAsJsonArray(false)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"%s\"".formatted(file))
                .build();
    }
}
