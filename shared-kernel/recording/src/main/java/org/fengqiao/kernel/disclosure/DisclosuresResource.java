package org.fengqiao.kernel.disclosure;

import static org.fengqiao.kernel.sql.Column.text;
import static org.fengqiao.kernel.sql.Column.uuid;

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
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.identity.Actor;
import org.fengqiao.kernel.identity.Roles;
import org.fengqiao.kernel.jurisdiction.CaseList;
import org.fengqiao.kernel.jurisdiction.CaseLists;
import org.fengqiao.kernel.jurisdiction.Reach;
import org.fengqiao.kernel.sql.Rows;
import org.fengqiao.kernel.web.Page;

/**
 * The record of who was shown personal data of which case, what for and when: for operators, and for a person who asks
 * who read about them.
 */
@Path("/disclosures")
@Cancellable(false)
@Reach(Reach.Scope.CHOSEN)
@RolesAllowed(Roles.OPERATOR)
public class DisclosuresResource {

    private static final CaseList<Filter, DisclosureBody> READ = CaseList.<Filter, DisclosureBody>of(
                    "disclosure",
                    "disclosure_id, at, actor_id, actor_unit, actor_role, on_behalf_of, case_id, purpose, kinds",
                    DisclosuresResource::body)
            .equalUnlessNull(uuid("case_id", Filter::caseId))
            .equalUnlessNull(text("actor_id", Filter::actor))
            .latestFirst("disclosure_id", DisclosureBody::disclosureId);

    private final CaseLists lists;

    DisclosuresResource(CaseLists lists) {
        this.lists = lists;
    }

    /**
     * One look at somebody's data.
     *
     * @param actor who looked
     * @param kinds what they could see, in full or masked, separated by commas
     */
    public record DisclosureBody(
            UUID disclosureId, Instant at, Actor actor, UUID caseId, String purpose, String kinds) {}

    private record Filter(@Nullable UUID caseId, @Nullable String actor) {}

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
        return lists.read(READ, new Filter(caseId, actor), page);
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
