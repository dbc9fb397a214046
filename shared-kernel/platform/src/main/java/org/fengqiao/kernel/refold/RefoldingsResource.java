package org.fengqiao.kernel.refold;

import java.util.List;
import java.util.UUID;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;

import io.smallrye.mutiny.Uni;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.identity.Roles;
import org.fengqiao.kernel.jurisdiction.Reach;
import org.fengqiao.kernel.refold.Refolding.Kind;
import org.fengqiao.kernel.web.Caller;
import org.fengqiao.kernel.web.Page;
import org.fengqiao.kernel.web.Problem;

/** Cases folded again by today's code, to be compared with what views hold, or to take its place. */
@Path("/refoldings")
@Cancellable(false)
@Reach(Reach.Scope.CITY)
@RolesAllowed(Roles.OPERATOR)
public class RefoldingsResource {

    private final Refolder refolder;
    private final Refoldings refoldings;
    private final Caller caller;

    RefoldingsResource(Refolder refolder, Refoldings refoldings, Caller caller) {
        this.refolder = refolder;
        this.refoldings = refoldings;
        this.caller = caller;
    }

    /**
     * A refolding to begin.
     *
     * @param tables those to be compared or rebuilt; null for all
     * @param reason in a sentence, for the record
     */
    public record Begin(
            @NotNull Kind kind,
            @Size(min = 1, max = 100) @Nullable List<@NotBlank @Size(max = 100) String> tables,
            @NotBlank @Size(max = 2_000) String reason) {}

    /**
     * Reason to end one.
     *
     * @param reason in a sentence, for the log
     */
    public record Stop(@NotBlank @Size(max = 2_000) String reason) {}

    /** Returns the latest refoldings, the newest first. */
    @GET
    public Uni<List<Refolding>> list() {
        return refoldings.list();
    }

    /** Begins one: 202, and how it stands. 409 if one is running. */
    @POST
    public Uni<Response> begin(Begin body) {
        var tables = body.tables() == null ? List.<String>of() : body.tables();
        refolder.firstUnknown(tables).ifPresent(unknown -> {
            throw Problem.of(
                            Status.CONFLICT,
                            "kernel.no-such-view",
                            "No view of this service has a table " + unknown + "; it has: "
                                    + String.join(", ", refolder.tableNames()) + ".")
                    .exception();
        });
        return refolder.begin(body.kind(), tables, body.reason(), caller.actor().id())
                .map(begun -> {
                    if (begun.isEmpty()) {
                        throw Problem.of(
                                        Status.CONFLICT,
                                        "kernel.refolding-runs",
                                        "A refolding is running. Wait for its end, or stop it.")
                                .exception();
                    }
                    return begun.get();
                })
                .flatMap(this::find)
                .map(one -> Response.accepted(one).build());
    }

    /** Returns a refolding: its rate, the time left, rows and digests of each table. */
    @GET
    @Path("/{refolding}")
    public Uni<Refolding> find(@PathParam("refolding") UUID refolding) {
        return refoldings.find(refolding).map(found -> found.orElseThrow(() -> unknown()));
    }

    /** Returns what a comparison found, in the order in which it did; the first 1000 differences are kept. */
    @GET
    @Path("/{refolding}/differences")
    public Uni<Page<RefoldDifference>> differences(
            @PathParam("refolding") UUID refolding, @Valid @BeanParam Page.Request page) {
        return find(refolding)
                .chain(() -> refoldings.differences(refolding, page.after(0L, Long::parseLong), page.fetch()))
                .map(read -> Page.of(read, page, RefoldDifference::number));
    }

    /** Ends a refolding before it is done: nothing is changed by it. */
    @POST
    @Path("/{refolding}/stop")
    public Uni<Refolding> stop(@PathParam("refolding") UUID refolding, Stop body) {
        return refolder.stop(refolding, body.reason(), caller.actor().id()).flatMap(stopped -> {
            if (!stopped) {
                return find(refolding).map(_ -> {
                    throw Problem.of(Status.CONFLICT, "kernel.refolding-over", "It is over.")
                            .exception();
                });
            }
            return find(refolding);
        });
    }

    private static Problem.Thrown unknown() {
        return Problem.notFound("kernel.no-such-refolding", "This service knows no refolding of this id.")
                .exception();
    }
}
