package org.fengqiao.kernel.example;

import java.util.Map;
import java.util.UUID;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotBlank;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

import io.smallrye.mutiny.Uni;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.example.Promises.Command;
import org.fengqiao.kernel.example.Promises.Promiser;
import org.fengqiao.kernel.identity.Identifiers;
import org.fengqiao.kernel.identity.Roles;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.sealing.SubjectId;
import org.fengqiao.kernel.web.Caller;

/** Promises over HTTP. */
@Path("/promises/{id}")
@Cancellable(false)
@RolesAllowed(Roles.CLERK)
public class PromisesResource {
    private final PromiseService service;
    private final Caller caller;

    PromisesResource(PromiseService service, Caller caller) {
        this.service = service;
        this.caller = caller;
    }

    record Make(
            @NotBlank String what,
            @Nullable String name,
            @Nullable String phone) {}

    @POST
    public Uni<Response> make(@PathParam("id") UUID id, Make body) {
        return service.handle(caller, id, new Command.Make(body.what(), promiser(body), caller.now()));
    }

    private static @Nullable Promiser promiser(Make body) {
        if (body.name() == null || body.phone() == null) {
            return null;
        }
        var subject = new SubjectId(Identifiers.next());
        return new Promiser(PersonalText.of(subject, body.name()), PersonalText.of(subject, body.phone()));
    }

    @POST
    @Path("/keeping")
    public Uni<Response> keep(@PathParam("id") UUID id) {
        return service.handle(caller, id, new Command.Keep());
    }

    @GET
    public Uni<Map<String, Object>> get(@PathParam("id") UUID id) {
        return service.current(id)
                .map(s -> Map.of("version", s.version(), "state", s.state().toString()));
    }
}
