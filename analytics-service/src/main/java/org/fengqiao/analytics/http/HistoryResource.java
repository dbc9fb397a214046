package org.fengqiao.analytics.http;

import java.time.Instant;
import java.util.List;
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
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

import org.fengqiao.analytics.projection.GivenUpEvents;
import org.fengqiao.analytics.projection.History;
import org.fengqiao.kernel.identity.Roles;
import org.fengqiao.kernel.web.Page;
import org.fengqiao.kernel.web.Problem;

/** History of a case across all services. */
@Path("/cases/{caseId}/history")
@Cancellable(false)
@RolesAllowed({Roles.ANALYST, Roles.OPERATOR, Roles.CLERK, Roles.DISPATCHER, Roles.LEADER})
public class HistoryResource {

    private final Mutiny.SessionFactory sessions;
    private final History history;

    HistoryResource(Mutiny.SessionFactory sessions, History history) {
        this.sessions = sessions;
        this.history = history;
    }

    /**
     * Page of a history.
     *
     * @param next the cursor of the next page; null on the last one
     * @param gaps events of the case that could not be followed and were given up; on each page
     */
    public record HistoryPage(
            List<History.Entry> items, @Nullable String next, List<GivenUpEvents.Gap> gaps) {}

    /** Returns one event of the case, by its place in the history. */
    @GET
    @Path("/{position}")
    public Uni<History.Entry> event(@PathParam("caseId") UUID caseId, @PathParam("position") long position) {
        return sessions.withStatelessSession(session -> history.one(session, caseId, position)
                .map(entry -> {
                    if (entry == null) {
                        throw Problem.notFound("analytics.no-such-event", "The case has no event at this position.")
                                .exception();
                    }
                    return entry;
                }));
    }

    /**
     * The events of the case in the order of the log, and its gaps.
     *
     * @param asOf a time with zone (RFC 3339): only what was known then
     */
    @GET
    public Uni<HistoryPage> history(
            @PathParam("caseId") UUID caseId,
            @QueryParam("asOf") @Nullable Instant asOf,
            @Valid @BeanParam Page.Request page) {
        var after = page.after(0L, Long::valueOf);
        return sessions.withStatelessSession(session -> history.read(session, caseId, after, asOf, page.fetch())
                .flatMap(read -> GivenUpEvents.gaps(session, caseId).map(gaps -> {
                    if (read.isEmpty() && after == 0 && gaps.isEmpty()) {
                        throw Problem.noSuchCase().exception();
                    }
                    var entries = Page.of(read, page, History.Entry::position);
                    return new HistoryPage(entries.items(), entries.next(), gaps);
                })));
    }
}
