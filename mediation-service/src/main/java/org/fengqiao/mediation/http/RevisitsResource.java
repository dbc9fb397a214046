package org.fengqiao.mediation.http;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;

import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.identity.Roles;
import org.fengqiao.kernel.json.OffendingField;
import org.fengqiao.kernel.jurisdiction.Jurisdiction;
import org.fengqiao.kernel.jurisdiction.Reach;
import org.fengqiao.kernel.web.Caller;
import org.fengqiao.kernel.web.Page;
import org.fengqiao.kernel.web.Problem;
import org.fengqiao.mediation.view.ListQueries;
import org.fengqiao.mediation.view.ListQueries.RevisitRow;

/** Whom to ask how a closing holds. */
@Path("/revisits")
public class RevisitsResource {

    private final ListQueries lists;
    private final Caller caller;

    RevisitsResource(ListQueries lists, Caller caller) {
        this.lists = lists;
        this.caller = caller;
    }

    /** Revisits in cases of the caller's jurisdiction that nobody has made yet, the one due first in front; {@code dueBefore} is a time with zone (RFC 3339). */
    @GET
    @Reach(Reach.Scope.CHOSEN)
    @RolesAllowed({Roles.MEDIATOR, Roles.GRID_WORKER, Roles.CLERK, Roles.DISPATCHER, Roles.OPERATOR})
    public Uni<Page<RevisitRow>> list(
            @QueryParam("unit") @Nullable String unit,
            @QueryParam("dueBefore") @Nullable String dueBefore,
            @Valid @BeanParam Page.Request page) {
        return lists.revisits(unit, dueBefore == null ? null : instant(dueBefore), Jurisdiction.of(caller), page);
    }

    private static Instant instant(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException _) {
            throw Problem.badInput(List.of(
                            new OffendingField("dueBefore", "wrong-form", "A time with zone (RFC 3339) is needed.")))
                    .exception();
        }
    }
}
