package org.fengqiao.intake.http;

import java.util.Map;
import java.util.UUID;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

import org.fengqiao.intake.IntakeService;
import org.fengqiao.intake.model.Comparison;
import org.fengqiao.intake.model.IntakeCase;
import org.fengqiao.intake.model.IntakeCommand.LinkRepeat;
import org.fengqiao.intake.model.IntakeCommand.UnlinkRepeat;
import org.fengqiao.intake.model.IntakeEvent.LinkedBy;
import org.fengqiao.intake.model.IntakeRefusal;
import org.fengqiao.intake.model.RepeatRules;
import org.fengqiao.intake.policy.RepeatLinks;
import org.fengqiao.intake.view.RepeatFinder;
import org.fengqiao.intake.wire.RepeatBodies.CandidatesBody;
import org.fengqiao.intake.wire.RepeatBodies.LinkBody;
import org.fengqiao.kernel.eventstore.CurrentCase;
import org.fengqiao.kernel.identity.Roles;
import org.fengqiao.kernel.jurisdiction.CasesWithin;
import org.fengqiao.kernel.jurisdiction.Jurisdiction;
import org.fengqiao.kernel.web.Caller;
import org.fengqiao.kernel.web.Problem;

/** Repeats of a dispute: what may be one, and the links that a person makes and undoes. */
@Path("/cases/{caseId}")
@Cancellable(false)
public class RepeatsResource {

    private final IntakeService service;
    private final RepeatFinder finder;
    private final RepeatRules rules;
    private final CasesWithin cases;
    private final Mutiny.SessionFactory sessions;
    private final Caller caller;

    RepeatsResource(
            IntakeService service,
            RepeatFinder finder,
            RepeatRules rules,
            CasesWithin cases,
            Mutiny.SessionFactory sessions,
            Caller caller) {
        this.service = service;
        this.finder = finder;
        this.rules = rules;
        this.cases = cases;
        this.sessions = sessions;
        this.caller = caller;
    }

    /** Cases of the caller's jurisdiction that may be about the same dispute, with a reason for each attribute. */
    @GET
    @Path("/repeat-candidates")
    @RolesAllowed({Roles.CLERK, Roles.DISPATCHER, Roles.LEADER})
    public Uni<CandidatesBody> candidates(@PathParam("caseId") UUID caseId) {
        var jurisdiction = Jurisdiction.of(caller);
        return service.current(caseId)
                .map(RepeatsResource::registered)
                .flatMap(state -> finder.sketches(Map.of(caseId, state.registered())))
                .flatMap(sketches -> sessions.withStatelessSession(
                        session -> finder.like(session, sketches.get(caseId), jurisdiction)))
                .map(matches -> CandidatesBody.of(matches, rules));
    }

    /**
     * A person links the case to another one, which carries it on. That the other one lies outside the caller's
     * jurisdiction is answered as if there were none.
     */
    @POST
    @Path("/repeat-links")
    @RolesAllowed({Roles.CLERK, Roles.DISPATCHER})
    public Uni<Response> link(@PathParam("caseId") UUID caseId, @NotNull LinkBody body) {
        return cases.require(Jurisdiction.of(caller), body.of())
                .chain(() -> comparison(caseId, body.of()))
                .flatMap(comparison -> service.handleTogether(
                        caller,
                        caseId,
                        body.of(),
                        (docket, cause) -> RepeatLinks.link(
                                docket,
                                cause,
                                new LinkRepeat(
                                        caseId,
                                        body.of(),
                                        LinkedBy.PERSON,
                                        caller.actor().id(),
                                        Comparison.named(comparison, body.reasons()),
                                        comparison == null ? null : comparison.score(),
                                        comparison == null ? null : comparison.ruleVersion(),
                                        caller.now()))));
    }

    /** A person undoes a link: the case goes on by itself again. */
    @DELETE
    @Path("/repeat-links/{of}")
    @RolesAllowed({Roles.CLERK, Roles.DISPATCHER})
    public Uni<Response> unlink(@PathParam("caseId") UUID caseId, @PathParam("of") UUID of) {
        return cases.require(Jurisdiction.of(caller), of)
                .chain(() -> service.handleTogether(
                        caller,
                        caseId,
                        of,
                        (docket, cause) -> RepeatLinks.unlink(
                                docket,
                                cause,
                                caseId,
                                new UnlinkRepeat(
                                        of, LinkedBy.PERSON, caller.actor().id(), caller.now()))));
    }

    /** Returns in what the two are alike; null if one of them is none, which the deciders say. */
    private Uni<@Nullable Comparison> comparison(UUID caseId, UUID of) {
        return service.current(caseId)
                .flatMap(one -> service.current(of)
                        .flatMap(other -> one.state() instanceof IntakeCase.Registered told
                                        && other.state() instanceof IntakeCase.Registered toldOfOther
                                ? finder.compare(caseId, told.registered(), of, toldOfOther.registered())
                                : Uni.createFrom().nullItem()));
    }

    private static IntakeCase.Registered registered(CurrentCase<IntakeCase> current) {
        return switch (current.state()) {
            case IntakeCase.Unregistered _ ->
                throw Problem.of(IntakeRefusal.NO_SUCH_CASE).exception();
            case IntakeCase.Registered state -> state;
        };
    }
}
