package org.fengqiao.intake.http;

import java.time.Instant;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;

import io.quarkus.security.Authenticated;
import org.jspecify.annotations.Nullable;

import org.fengqiao.intake.model.Places;
import org.fengqiao.kernel.json.Ahead;
import org.fengqiao.kernel.jurisdiction.Reach;
import org.fengqiao.kernel.value.Times;
import org.fengqiao.kernel.web.Caller;
import org.fengqiao.kernel.web.Page;

/** The places of the districts that the centre serves. */
@Path("/places")
public class PlacesResource {

    private final Places places;
    private final Caller caller;

    PlacesResource(Places places, Caller caller) {
        this.places = places;
        this.caller = caller;
    }

    /** The streets with their communities and grids, of one district or of all, today or on the day of a time. */
    @GET
    @Authenticated
    @Reach(Reach.Scope.NONE)
    public Page<Places.Known> list(
            @QueryParam("district") @Nullable String district,
            @QueryParam("at") @Ahead(years = 5) @Nullable Instant at) {
        return Page.whole(places.on(Times.dayOf(at == null ? caller.now() : at), district));
    }
}
