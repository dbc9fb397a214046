package org.fengqiao.kernel.disclosure;

import java.time.Instant;
import java.util.UUID;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;

import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.identity.Actor;
import org.fengqiao.kernel.identity.Roles;
import org.fengqiao.kernel.jurisdiction.Jurisdiction;
import org.fengqiao.kernel.jurisdiction.Reach;
import org.fengqiao.kernel.sql.Rows;
import org.fengqiao.kernel.sql.Statement;
import org.fengqiao.kernel.web.Caller;
import org.fengqiao.kernel.web.Page;

/**
 * The record of who was shown personal data of which case, what for and when: for operators, and for a person who asks
 * who read about them.
 */
@Path("/disclosures")
@Reach(Reach.Scope.CHOSEN)
@RolesAllowed(Roles.OPERATOR)
public class DisclosuresResource {

    private static final UUID LAST = new UUID(-1, -1);

    private static final Statement LIST = Statement.of("""
            select disclosure_id, at, actor_id, actor_unit, actor_role, on_behalf_of, case_id, purpose, kinds
            from disclosure
            where (cast(:caseId as uuid) is null or case_id = :caseId)
              and (cast(:actor as text) is null or actor_id = :actor)
              and disclosure_id < :before
              and %s
            order by disclosure_id desc limit :count\
            """.formatted(Jurisdiction.cases("disclosure.case_id")));

    private final Mutiny.SessionFactory sessions;
    private final Caller caller;

    DisclosuresResource(Mutiny.SessionFactory sessions, Caller caller) {
        this.sessions = sessions;
        this.caller = caller;
    }

    /**
     * One look at somebody's data.
     *
     * @param actor who looked
     * @param kinds what they could see, in full or masked, separated by commas
     */
    public record DisclosureBody(
            UUID disclosureId, Instant at, Actor actor, UUID caseId, String purpose, String kinds) {}

    /**
     * Returns the latest first.
     *
     * @param caseId only of this case; null for all
     * @param actor only by this one; null for all
     */
    @GET
    public Uni<Page<DisclosureBody>> list(
            @QueryParam("caseId") @Nullable UUID caseId,
            @QueryParam("actor") @Nullable String actor,
            @Valid @BeanParam Page.Request page) {
        var before = page.after(LAST, UUID::fromString);
        var jurisdiction = Jurisdiction.of(caller);
        return sessions.withStatelessSession(session -> jurisdiction
                        .within(LIST.bind("caseId", caseId)
                                .bind("actor", actor)
                                .bind("before", before)
                                .bind("count", page.fetch()))
                        .list(session, DisclosuresResource::body))
                .map(bodies -> Page.of(bodies, page, DisclosureBody::disclosureId));
    }

    private static DisclosureBody body(Row row) {
        return new DisclosureBody(
                row.getUUID("disclosure_id"),
                Rows.time(row, "at"),
                new Actor(
                        row.getString("actor_id"),
                        row.getString("actor_unit"),
                        row.getString("actor_role"),
                        row.getString("on_behalf_of")),
                row.getUUID("case_id"),
                row.getString("purpose"),
                row.getString("kinds"));
    }
}
