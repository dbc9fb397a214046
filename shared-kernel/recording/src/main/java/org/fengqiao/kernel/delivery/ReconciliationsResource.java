package org.fengqiao.kernel.delivery;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;

import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.delivery.DeliveryMessage.Sum;
import org.fengqiao.kernel.identity.Roles;
import org.fengqiao.kernel.jurisdiction.Reach;
import org.fengqiao.kernel.sql.Statement;
import org.fengqiao.kernel.web.Caller;
import org.fengqiao.kernel.web.Page;
import org.fengqiao.kernel.web.Problem;

/** Reconciliations of each day with the partners of this service: both sides' sums, and how they differ. */
@Path("/reconciliations")
@Cancellable(false)
@Reach(Reach.Scope.NONE)
@RolesAllowed({Roles.OPERATOR, Roles.PARTNER})
public class ReconciliationsResource {

    private static final Statement READ = Statement.of("""
            select * from partner_reconciliation
            where (cast(:partner as text) is null or partner = :partner)
              and (cast(:state as text) is null or state = :state)
              and (day < cast(:day as date) or day = cast(:day as date) and partner > :after)
            order by day desc, partner limit :count""");

    private final Mutiny.SessionFactory sessions;
    private final Caller caller;

    ReconciliationsResource(Mutiny.SessionFactory sessions, Caller caller) {
        this.sessions = sessions;
        this.caller = caller;
    }

    /**
     * Reconciliation of a day with a partner.
     *
     * @param differences empty unless {@code UNMATCHED}
     * @param sent what this service sent to the partner
     * @param theirReceived what the partner says it received of that; null while its sums are awaited
     * @param received what this service took from the partner
     * @param theirSent what the partner says it sent of that; null while its sums are awaited
     * @param toldAt when the partner was told our sums; null if it was not yet
     * @param comparedAt when the partner's sums were compared last; null while they are awaited
     */
    public record ReconciliationBody(
            String partner,
            LocalDate day,
            Books.State state,
            List<Difference> differences,
            Sum sent,
            @Nullable Sum theirReceived,
            Sum received,
            @Nullable Sum theirSent,
            @Nullable Instant toldAt,
            @Nullable Instant comparedAt) {

        static ReconciliationBody of(Row row) {
            var ours = Books.Sums.of(row);
            return new ReconciliationBody(
                    row.getString("partner"),
                    row.getLocalDate("day"),
                    Books.State.valueOf(row.getString("state")),
                    Arrays.stream(row.getString("differences").split(","))
                            .filter(name -> !name.isEmpty())
                            .map(Difference::valueOf)
                            .toList(),
                    ours.sent(),
                    theirs(row, "their_received"),
                    ours.received(),
                    theirs(row, "their_sent"),
                    time(row, "told_at"),
                    time(row, "compared_at"));
        }

        private static @Nullable Sum theirs(Row row, String which) {
            var count = row.getLong(which + "_count");
            return count == null ? null : new Sum(count, row.getString(which + "_hash"), null, null);
        }

        private static @Nullable Instant time(Row row, String column) {
            var time = row.getOffsetDateTime(column);
            return time == null ? null : time.toInstant();
        }

        Place place() {
            return new Place(day, partner);
        }
    }

    /** The place of a row in the list. */
    record Place(LocalDate day, String partner) {

        private static final Place FIRST = new Place(LocalDate.of(9999, 12, 31), "");

        static Place parse(String text) {
            var parts = text.split("/", -1);
            if (parts.length != 2) {
                throw new IllegalArgumentException("not the key of a row");
            }
            return new Place(LocalDate.parse(parts[0]), parts[1]);
        }

        @Override
        public String toString() {
            return day + "/" + partner;
        }
    }

    /**
     * Returns the reconciliations, the latest days first. A partner reads its own.
     *
     * @param partner such as {@code petition-office}; null for all
     * @param state null for all
     */
    @GET
    public Uni<Page<ReconciliationBody>> list(
            @QueryParam("partner") @Size(max = 100) @Nullable String partner,
            @QueryParam("state") Books.@Nullable State state,
            @Valid @BeanParam Page.Request page) {
        var of = caller.roles().contains(Roles.PARTNER) ? ownName(partner) : partner;
        var after = page.after(Place.FIRST, Place::parse);
        return sessions.withStatelessSession(session -> READ.bind("partner", of)
                        .bind("state", state)
                        .bind("day", after.day())
                        .bind("after", after.partner())
                        .bind("count", page.fetch())
                        .list(session, ReconciliationBody::of))
                .map(read -> Page.of(read, page, ReconciliationBody::place));
    }

    /** Returns the calling partner's name, which is its token's subject. */
    private String ownName(@Nullable String asked) {
        var own = caller.actor().id();
        if (asked != null && !asked.equals(own)) {
            throw Problem.of(
                            Response.Status.FORBIDDEN,
                            "kernel.another-partner",
                            "A partner reads the reconciliations with itself.")
                    .exception();
        }
        return own;
    }
}
