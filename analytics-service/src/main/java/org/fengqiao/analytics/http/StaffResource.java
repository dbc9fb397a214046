package org.fengqiao.analytics.http;

import java.time.Instant;
import java.util.List;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;

import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

import org.fengqiao.analytics.hazard.StaffWork;
import org.fengqiao.analytics.hazard.Standardised;
import org.fengqiao.analytics.projection.KnownUpTo;
import org.fengqiao.kernel.identity.Roles;
import org.fengqiao.kernel.json.Ahead;
import org.fengqiao.kernel.json.OffendingField;
import org.fengqiao.kernel.jurisdiction.Jurisdiction;
import org.fengqiao.kernel.jurisdiction.Reach;
import org.fengqiao.kernel.messaging.Positions;
import org.fengqiao.kernel.web.Caller;
import org.fengqiao.kernel.web.Page;
import org.fengqiao.kernel.web.Problem;

/** Load and results of units and staff, adjusted for the difficulty of their cases. */
@Path("/staff-work")
@Cancellable(false)
@Reach(Reach.Scope.CHOSEN)
@RolesAllowed({Roles.ANALYST, Roles.LEADER})
public class StaffResource {

    private final Mutiny.SessionFactory sessions;
    private final StaffWork work;
    private final Caller caller;
    private final Positions positions;

    StaffResource(
            Mutiny.SessionFactory sessions,
            StaffWork work,
            Caller caller,
            @Identifier(Positions.LISTENER) Positions positions) {
        this.sessions = sessions;
        this.work = work;
        this.caller = caller;
        this.positions = positions;
    }

    /**
     * Work of units or staff.
     *
     * @param items whoever claimed most comes first
     */
    public record WorkList(
            StaffWork.By by, Instant from, Instant to, KnownUpTo knownUpTo, List<Standardised.Holder> items) {}

    /**
     * The work of the custodies that were claimed from a time on and before another, within the caller's jurisdiction,
     * and what became of them until now.
     *
     * @param by whose work; that of units if it is missing
     */
    @GET
    public Uni<WorkList> work(
            @QueryParam("by") StaffWork.@Nullable By by,
            @QueryParam("from") @NotNull Instant from,
            @QueryParam("to") @Ahead(years = 1) @NotNull Instant to) {
        requireOrder(from, to);
        var within = Jurisdiction.of(caller);
        var whose = by == null ? StaffWork.By.UNIT : by;
        return sessions.withStatelessSession(session -> KnownUpTo.now(session, positions.consumer())
                .flatMap(upTo -> work.of(session, within, whose, from, to)
                        .map(items -> new WorkList(whose, from, to, upTo, items))));
    }

    /**
     * Page of custodies.
     *
     * @param next the cursor of the next page; null on the last one
     */
    public record CustodyPage(
            List<StaffWork.Custody> items, @Nullable String next, KnownUpTo knownUpTo) {}

    /**
     * The custodies behind the work of a unit or a member of staff, each with what became of it and its events.
     *
     * @param by whose work; that of units if it is missing
     * @param holder the unit, or the account
     */
    @GET
    @Path("/cases")
    public Uni<CustodyPage> custodies(
            @QueryParam("by") StaffWork.@Nullable By by,
            @QueryParam("holder") @NotNull @Size(max = 200) String holder,
            @QueryParam("from") @NotNull Instant from,
            @QueryParam("to") @Ahead(years = 1) @NotNull Instant to,
            @Valid @BeanParam Page.Request page) {
        requireOrder(from, to);
        var within = Jurisdiction.of(caller);
        var whose = by == null ? StaffWork.By.UNIT : by;
        var after = page.after(StaffWork.After.NOTHING, StaffWork.After::parse);
        return sessions.withStatelessSession(session -> KnownUpTo.now(session, positions.consumer())
                .flatMap(upTo -> work.custodies(session, within, whose, holder, from, to, after, page.fetch())
                        .map(read -> Page.of(read, page, StaffWork.After::of))
                        .map(found -> new CustodyPage(found.items(), found.next(), upTo))));
    }

    private static void requireOrder(Instant from, Instant to) {
        if (!from.isBefore(to)) {
            throw Problem.badInput(List.of(new OffendingField("to", "out-of-range", "The time to comes after from.")))
                    .exception();
        }
    }
}
