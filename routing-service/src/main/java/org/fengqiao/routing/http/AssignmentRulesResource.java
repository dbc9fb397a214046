package org.fengqiao.routing.http;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import io.quarkus.security.Authenticated;
import org.jboss.resteasy.reactive.server.Cancellable;

import org.fengqiao.kernel.jurisdiction.Reach;
import org.fengqiao.routing.Directories;
import org.fengqiao.routing.model.AssignmentRules;

/** Rules by which a case gets to a unit and a person, and the words of the grounds that explain an assignment. */
@Path("/assignment-rules")
@Cancellable(false)
public class AssignmentRulesResource {

    private final Directories directories;

    AssignmentRulesResource(Directories directories) {
        this.directories = directories;
    }

    /** All versions of the rules, and what each ground is called. */
    @GET
    @Authenticated
    @Reach(Reach.Scope.NONE)
    public AssignmentRules rules() {
        return directories.rules();
    }
}
