package org.fengqiao.kernel.operations;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response.Status;

import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.resteasy.reactive.server.Cancellable;

import org.fengqiao.kernel.identity.Roles;
import org.fengqiao.kernel.jurisdiction.Reach;
import org.fengqiao.kernel.messaging.TopicRestarts;
import org.fengqiao.kernel.messaging.TopicRestarts.From;
import org.fengqiao.kernel.messaging.TopicRestarts.Outcome;
import org.fengqiao.kernel.messaging.TopicRestarts.Outcome.Refused;
import org.fengqiao.kernel.messaging.TopicRestarts.Outcome.Restarts;
import org.fengqiao.kernel.web.Caller;
import org.fengqiao.kernel.web.Problem;

/** The positions of this service in the topics it reads, where only an operator can say how to go on. */
@Path("/positions")
@Cancellable(false)
@Reach(Reach.Scope.CITY)
@RolesAllowed(Roles.OPERATOR)
public class PositionsResource {

    private final TopicRestarts restarts;
    private final Caller caller;
    private final Mutiny.SessionFactory sessions;

    PositionsResource(TopicRestarts restarts, Caller caller, Mutiny.SessionFactory sessions) {
        this.restarts = restarts;
        this.caller = caller;
        this.sessions = sessions;
    }

    /**
     * The way in which a topic that was made anew is read.
     *
     * @param from where
     * @param reason in a sentence, for the record
     */
    public record Restart(
            @NotNull From from, @NotBlank @Size(max = 2_000) String reason) {}

    /** Has a topic that was deleted and made anew read from there. Its channel goes on within seconds. */
    @POST
    @Path("/{topic}/restart")
    public Uni<Restarts> restart(@PathParam("topic") String topic, Restart body) {
        var actor = caller.actor().id();
        return sessions.withStatelessTransaction(
                        (session, _) -> restarts.restart(session, topic, body.from(), body.reason(), actor))
                .map(outcome -> switch (outcome) {
                    case Restarts restarted -> restarted;
                    case Refused refused -> throw problem(refused).exception();
                });
    }

    private static Problem problem(Outcome.Refused refused) {
        return switch (refused) {
            case NOT_READ ->
                Problem.notFound("kernel.topic-not-read", "This service keeps no position of a topic of this name.");
            case MISSING ->
                Problem.of(Status.CONFLICT, "kernel.topic-missing", "The broker has no topic of this name now.");
            case NOT_REPLACED ->
                Problem.of(
                        Status.CONFLICT,
                        "kernel.topic-not-replaced",
                        "The topic is the one whose positions are kept; it is read on from there.");
            case BEHIND_THE_END ->
                Problem.of(
                        Status.CONFLICT,
                        "kernel.position-behind-the-end",
                        "An offset that was kept lies behind the end of the new topic.");
        };
    }
}
