package org.fengqiao.routing.http;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.resteasy.reactive.server.Cancellable;

import org.fengqiao.kernel.identity.Roles;
import org.fengqiao.kernel.jurisdiction.Jurisdiction;
import org.fengqiao.kernel.jurisdiction.Reach;
import org.fengqiao.kernel.web.Caller;
import org.fengqiao.kernel.web.Page;
import org.fengqiao.routing.model.RoutingRules;
import org.fengqiao.routing.view.CustodyCheck;
import org.fengqiao.routing.view.CustodyCheck.Offending;

/** The check that every open case is somebody's. */
@Path("/custody")
@Cancellable(false)
public class CustodyResource {

    private final Caller caller;
    private final RoutingRules rules;
    private final Mutiny.SessionFactory sessions;

    CustodyResource(Caller caller, RoutingRules rules, Mutiny.SessionFactory sessions) {
        this.caller = caller;
        this.rules = rules;
        this.sessions = sessions;
    }

    /** The open cases of the caller's jurisdiction whose custody has a hole, with all their holes; should be none. */
    @GET
    @Path("/check")
    @Reach(Reach.Scope.CHOSEN)
    @RolesAllowed(Roles.OPERATOR)
    public Uni<Page<Offending>> check(@Valid @BeanParam Page.Request page) {
        var within = Jurisdiction.of(caller);
        return sessions.withStatelessSession(session -> CustodyCheck.read(session, rules.units(), within, page));
    }
}
