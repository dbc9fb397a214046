package org.fengqiao.analytics.http;

import java.time.Instant;
import java.util.UUID;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;

import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

import org.fengqiao.analytics.projection.History;
import org.fengqiao.kernel.identity.Roles;
import org.fengqiao.kernel.web.Page;
import org.fengqiao.kernel.web.Problem;

/** History of a case across all services. */
@Path("/cases/{caseId}/history")
@RolesAllowed({Roles.ANALYST, Roles.OPERATOR, Roles.CLERK, Roles.DISPATCHER})
public class HistoryResource {

    private final Mutiny.SessionFactory sessions;
    private final History history;

    HistoryResource(Mutiny.SessionFactory sessions, History history) {
        this.sessions = sessions;
        this.history = history;
    }

    /**
     * The events of the case in the order of the log.
     *
     * @param asOf a time with zone (RFC 3339): only what was known then
     */
    @GET
    public Uni<Page<History.Entry>> history(
            @PathParam("caseId") UUID caseId,
            @QueryParam("asOf") @Nullable Instant asOf,
            @Valid @BeanParam Page.Request page) {
        var after = page.after(0L, Long::valueOf);
        return sessions.withStatelessSession(session -> history.read(session, caseId, after, asOf, page.fetch()))
                .map(read -> {
                    if (read.isEmpty() && after == 0) {
                        throw Problem.noSuchCase().exception();
                    }
                    return Page.of(read, page, History.Entry::position);
                });
    }
}
