package org.fengqiao.intake.http;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;

import io.smallrye.mutiny.Uni;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

import org.fengqiao.intake.IntakeService;
import org.fengqiao.intake.model.Gbt31000;
import org.fengqiao.intake.model.IntakeCase;
import org.fengqiao.intake.model.IntakeCommand.AcceptCase;
import org.fengqiao.intake.model.IntakeCommand.DeclineCase;
import org.fengqiao.intake.model.IntakeCommand.PlaceHold;
import org.fengqiao.intake.model.IntakeCommand.RegisterCase;
import org.fengqiao.intake.model.IntakeCommand.ReleaseHold;
import org.fengqiao.intake.model.IntakeCommand.WithdrawCase;
import org.fengqiao.intake.model.IntakeRefusal;
import org.fengqiao.intake.model.IntakeRules;
import org.fengqiao.intake.model.LegalHold;
import org.fengqiao.intake.model.Places;
import org.fengqiao.intake.policy.ReceiptCodes;
import org.fengqiao.intake.view.FrontDesk;
import org.fengqiao.intake.view.FrontDesk.FrontDeskRow;
import org.fengqiao.intake.view.IntakeStatus;
import org.fengqiao.intake.wire.Bodies.DeclineBody;
import org.fengqiao.intake.wire.Bodies.HoldBody;
import org.fengqiao.intake.wire.Bodies.PlaceBody;
import org.fengqiao.intake.wire.Bodies.RegistrationBody;
import org.fengqiao.intake.wire.Bodies.WithdrawalBody;
import org.fengqiao.intake.wire.CaseBody;
import org.fengqiao.kernel.crypto.ReadableCodes;
import org.fengqiao.kernel.disclosure.Disclosures;
import org.fengqiao.kernel.eventstore.CurrentCase;
import org.fengqiao.kernel.identity.Identifiers;
import org.fengqiao.kernel.identity.Roles;
import org.fengqiao.kernel.jurisdiction.CaseLists;
import org.fengqiao.kernel.jurisdiction.Jurisdiction;
import org.fengqiao.kernel.jurisdiction.Reach;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.sealing.SubjectId;
import org.fengqiao.kernel.value.Times;
import org.fengqiao.kernel.web.Caller;
import org.fengqiao.kernel.web.Page;
import org.fengqiao.kernel.web.Problem;

/** The front desk over HTTP. */
@Path("/cases")
@Cancellable(false)
public class CasesResource {

    private final IntakeService service;
    private final ReceiptCodes receiptCodes;
    private final CaseLists lists;
    private final IntakeRules rules;
    private final Places places;
    private final Gbt31000 codes;
    private final Disclosures disclosures;
    private final Caller caller;

    CasesResource(
            IntakeService service,
            ReceiptCodes receiptCodes,
            CaseLists lists,
            IntakeRules rules,
            Places places,
            Gbt31000 codes,
            Disclosures disclosures,
            Caller caller) {
        this.service = service;
        this.receiptCodes = receiptCodes;
        this.lists = lists;
        this.rules = rules;
        this.places = places;
        this.codes = codes;
        this.disclosures = disclosures;
        this.caller = caller;
    }

    /**
     * Registers a dispute of the caller's jurisdiction, or of a place that the centre does not serve at all; accepted
     * at once if it is complete and within the district. Answers its id and the party's receipt code.
     */
    @POST
    @Reach(Reach.Scope.CHOSEN)
    @RolesAllowed({Roles.CLERK, Roles.GRID_WORKER, Roles.DEPARTMENT})
    public Uni<Response> register(@NotNull RegistrationBody body) {
        var today = Times.dayOf(caller.now());
        requireRight(body, today);
        requireWithinReach(body.place());
        var caseId = Identifiers.next();
        var command = new RegisterCase(
                body.registration(caseId, caller.actor().id(), caller.actor().onBehalfOf(), today),
                ReadableCodes.hash(receiptCodes.of(caseId)),
                caller.now());
        return service.handle(
                caller,
                caseId,
                command,
                Response.Status.CREATED.getStatusCode(),
                "/cases/" + caseId,
                held -> Map.of("status", IntakeStatus.of(held.state().asRegistered())),
                registered -> Map.of("receiptCode", receiptCodes.of(registered)));
    }

    private void requireRight(RegistrationBody body, LocalDate today) {
        var faults = rules.inForceAt(caller.now())
                .map(version -> body.faults(version.acceptance(), places, codes, today))
                .orElseGet(List::of);
        if (!faults.isEmpty()) {
            throw Problem.badInput(faults).exception();
        }
    }

    private void requireWithinReach(PlaceBody body) {
        var jurisdiction = Jurisdiction.of(caller);
        var outside = rules.inForceAt(caller.now())
                .filter(version -> !version.acceptance().serves(body.place()))
                .isPresent();
        if (!outside) {
            jurisdiction.requireCovers(body.place());
        }
    }

    /** All cases of the caller's jurisdiction, or those of one status, such as those that wait for a clerk. */
    @GET
    @Reach(Reach.Scope.CHOSEN)
    @RolesAllowed({Roles.CLERK, Roles.DISPATCHER, Roles.LEADER, Roles.OPERATOR})
    public Uni<Page<FrontDeskRow>> list(
            @QueryParam("status") @Nullable IntakeStatus status, @Valid @BeanParam Page.Request page) {
        return lists.read(FrontDesk.READ, new FrontDesk.Filter(status), page);
    }

    /** The case as the front desk knows it. */
    @GET
    @Path("/{caseId}")
    @RolesAllowed({
        Roles.CLERK,
        Roles.GRID_WORKER,
        Roles.DISPATCHER,
        Roles.LEADER,
        Roles.MEDIATOR,
        Roles.PETITION_CLERK,
        Roles.DEPARTMENT,
        Roles.OPERATOR
    })
    public Uni<Response> get(@PathParam("caseId") UUID caseId) {
        return service.current(caseId).flatMap(current -> {
            var registered = registered(current);
            return disclosures.toStaff(
                    caller,
                    caseId,
                    current,
                    List.of(
                            registered.registered(),
                            registered.parties(),
                            registered.retention(),
                            registered.urgency()),
                    disclosed -> CaseBody.of(caseId, current.version(), registered, disclosed));
        });
    }

    /** A clerk accepts a case that the rule left waiting. */
    @POST
    @Path("/{caseId}/acceptance")
    @RolesAllowed(Roles.CLERK)
    public Uni<Response> accept(@PathParam("caseId") UUID caseId) {
        return service.handle(caller, caseId, new AcceptCase());
    }

    /** A clerk declines a case, naming the ground and where to go instead. */
    @POST
    @Path("/{caseId}/decline")
    @RolesAllowed(Roles.CLERK)
    public Uni<Response> decline(@PathParam("caseId") UUID caseId, @NotNull DeclineBody body) {
        return service.handle(caller, caseId, new DeclineCase(body.ground(), body.goTo(), caller.now()));
    }

    /** The applicants take the case back. */
    @POST
    @Path("/{caseId}/withdrawal")
    @RolesAllowed({Roles.CLERK, Roles.GRID_WORKER})
    public Uni<Response> withdraw(@PathParam("caseId") UUID caseId, @NotNull WithdrawalBody body) {
        return service.handle(
                caller,
                caseId,
                new WithdrawCase(PersonalText.of(SubjectId.ofCase(caseId), body.reason()), caller.now()));
    }

    /** An authority needs the record as it is: nobody in the case is forgotten until it is released. */
    @POST
    @Path("/{caseId}/legal-holds")
    @RolesAllowed(Roles.CLERK)
    public Uni<Response> hold(@PathParam("caseId") UUID caseId, @NotNull HoldBody body) {
        return service.handle(caller, caseId, new PlaceHold(new LegalHold(body.authority(), body.reference())));
    }

    /** Releases the hold: the authority does not need the record any more. */
    @DELETE
    @Path("/{caseId}/legal-holds/{reference}")
    @RolesAllowed(Roles.CLERK)
    public Uni<Response> release(@PathParam("caseId") UUID caseId, @PathParam("reference") String reference) {
        return service.handle(caller, caseId, new ReleaseHold(reference));
    }

    private static IntakeCase.Registered registered(CurrentCase<IntakeCase> current) {
        return switch (current.state()) {
            case IntakeCase.Unregistered _ ->
                throw Problem.of(IntakeRefusal.NO_SUCH_CASE).exception();
            case IntakeCase.Registered s -> s;
        };
    }
}
