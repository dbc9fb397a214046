package org.fengqiao.kernel.disclosure;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;

import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.identity.Actor;
import org.fengqiao.kernel.identity.Roles;
import org.fengqiao.kernel.json.OffendingField;
import org.fengqiao.kernel.jurisdiction.Jurisdiction;
import org.fengqiao.kernel.jurisdiction.Reach;
import org.fengqiao.kernel.web.Caller;
import org.fengqiao.kernel.web.Page;
import org.fengqiao.kernel.web.Problem;

/**
 * The record of who was shown personal data of which case, what for and when: for operators, and for a person who asks
 * who read about them.
 */
@Path("/disclosures")
@Reach(Reach.Scope.CHOSEN)
@RolesAllowed(Roles.OPERATOR)
public class DisclosuresResource {

    private static final UUID LAST = new UUID(-1, -1);

    private static final String LIST = """
            select disclosure_id, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), actor_id, actor_unit, actor_role, on_behalf_of,
              case_id, purpose, kinds
            from disclosure
            where (cast(cast(:caseId as text) as uuid) is null or case_id = cast(cast(:caseId as text) as uuid))
              and (cast(:actor as text) is null or actor_id = cast(:actor as text))
              and disclosure_id < cast(cast(:before as text) as uuid)
              and %s
            order by disclosure_id desc limit :count""".formatted(Jurisdiction.cases("disclosure.case_id"));

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
        var before = before(page);
        var jurisdiction = Jurisdiction.of(caller);
        return sessions.withStatelessSession(session -> jurisdiction
                        .within(session.createNativeQuery(LIST, Object[].class)
                                .setParameter("caseId", caseId == null ? null : caseId.toString())
                                .setParameter("actor", actor)
                                .setParameter("before", before.toString())
                                .setParameter("count", page.fetch()))
                        .getResultList())
                .map(rows -> Page.of(
                        rows.stream().map(DisclosuresResource::body).toList(),
                        page,
                        one -> one.disclosureId().toString()));
    }

    private static DisclosureBody body(Object[] row) {
        return new DisclosureBody(
                (UUID) row[0],
                Instant.parse((String) row[1]),
                new Actor((String) row[2], (String) row[3], (String) row[4], (String) row[5]),
                (UUID) row[6],
                (String) row[7],
                (String) row[8]);
    }

    private static UUID before(Page.Request page) {
        var cursor = page.after();
        try {
            return cursor.isEmpty() ? LAST : UUID.fromString(cursor);
        } catch (IllegalArgumentException _) {
            throw Problem.badInput(List.of(
                            new OffendingField("cursor", "wrong-form", "Take the cursor from the page before.")))
                    .exception();
        }
    }
}
