package org.fengqiao.petition.http;

import java.util.List;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;

import io.smallrye.mutiny.Uni;
import org.jboss.resteasy.reactive.server.Cancellable;

import org.fengqiao.kernel.identity.Roles;
import org.fengqiao.kernel.jurisdiction.CaseLists;
import org.fengqiao.kernel.jurisdiction.Reach;
import org.fengqiao.kernel.web.Page;
import org.fengqiao.petition.model.ReliefKind;
import org.fengqiao.petition.view.ReliefList;
import org.fengqiao.petition.view.ReliefList.ReliefRow;
import org.fengqiao.petition.view.ReliefStatus;

/** The list of reliefs. */
@Path("/reliefs")
@Cancellable(false)
public class ReliefsResource {

    private final CaseLists lists;

    ReliefsResource(CaseLists lists) {
        this.lists = lists;
    }

    /**
     * The reliefs in cases of the caller's jurisdiction, oldest first; {@code kind} and {@code status} may be given
     * several times.
     */
    @GET
    @Reach(Reach.Scope.CHOSEN)
    @RolesAllowed({Roles.PETITION_CLERK, Roles.DEPARTMENT, Roles.DISPATCHER, Roles.LEADER, Roles.OPERATOR})
    public Uni<Page<ReliefRow>> list(
            @QueryParam("kind") List<ReliefKind> kinds,
            @QueryParam("status") List<ReliefStatus> statuses,
            @Valid @BeanParam Page.Request page) {
        return lists.read(ReliefList.READ, new ReliefList.Filter(kinds, statuses), page);
    }
}
