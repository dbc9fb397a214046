package org.fengqiao.intake.http;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;

import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

import org.fengqiao.intake.IntakeService;
import org.fengqiao.intake.model.Channel;
import org.fengqiao.intake.model.Ground;
import org.fengqiao.intake.model.IntakeCase;
import org.fengqiao.intake.model.IntakeCommand.AcceptCase;
import org.fengqiao.intake.model.IntakeCommand.DeclineCase;
import org.fengqiao.intake.model.IntakeCommand.PlaceHold;
import org.fengqiao.intake.model.IntakeCommand.RegisterCase;
import org.fengqiao.intake.model.IntakeCommand.ReleaseHold;
import org.fengqiao.intake.model.IntakeCommand.WithdrawCase;
import org.fengqiao.intake.model.IntakeEvent.CaseRegistered;
import org.fengqiao.intake.model.IntakeRefusal;
import org.fengqiao.intake.model.IntakeRules;
import org.fengqiao.intake.model.LegalHold;
import org.fengqiao.intake.model.RegisteredParty;
import org.fengqiao.intake.model.Registration;
import org.fengqiao.intake.policy.ReceiptCodes;
import org.fengqiao.intake.registration.AmountBody;
import org.fengqiao.intake.registration.PersonBody;
import org.fengqiao.intake.registration.PlaceBody;
import org.fengqiao.intake.view.FrontDesk;
import org.fengqiao.intake.view.IntakeStatus;
import org.fengqiao.kernel.disclosure.Disclosed;
import org.fengqiao.kernel.disclosure.Disclosures;
import org.fengqiao.kernel.eventstore.CurrentCase;
import org.fengqiao.kernel.identity.Identifiers;
import org.fengqiao.kernel.identity.Roles;
import org.fengqiao.kernel.jurisdiction.Jurisdiction;
import org.fengqiao.kernel.jurisdiction.Reach;
import org.fengqiao.kernel.sealing.PersonalKind;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.sealing.SubjectId;
import org.fengqiao.kernel.value.Money;
import org.fengqiao.kernel.value.Place;
import org.fengqiao.kernel.web.Caller;
import org.fengqiao.kernel.web.Page;
import org.fengqiao.kernel.web.Problem;

/** The front desk over HTTP. */
@Path("/cases")
public class CasesResource {

    private final IntakeService service;
    private final ReceiptCodes receiptCodes;
    private final FrontDesk frontDesk;
    private final IntakeRules rules;
    private final Disclosures disclosures;
    private final Caller caller;

    CasesResource(
            IntakeService service,
            ReceiptCodes receiptCodes,
            FrontDesk frontDesk,
            IntakeRules rules,
            Disclosures disclosures,
            Caller caller) {
        this.service = service;
        this.receiptCodes = receiptCodes;
        this.frontDesk = frontDesk;
        this.rules = rules;
        this.disclosures = disclosures;
        this.caller = caller;
    }

    /** The centre's own doors; partners refer on their topics. */
    public enum Door {
        WINDOW,
        GRID,
        HOTLINE_12345,
        ONLINE,
        DEPARTMENT
    }

    /**
     * A dispute is filed.
     *
     * @param categoryHint the category the channel believes in
     * @param happenedAt when it happened
     * @param groupSize how many people the applicants speak for, themselves included
     */
    public record RegistrationBody(
            @NotNull Door channel,
            @NotEmpty @Size(max = 100) List<@NotNull @Valid PersonBody> applicants,
            @NotNull @Size(max = 100) List<@NotNull @Valid PersonBody> respondents,
            @NotBlank @Size(max = 20_000) String summary,
            @Nullable @Size(max = 20_000) String claim,
            @Nullable @Valid AmountBody amount,
            @Nullable @Size(max = 100) String categoryHint,
            @NotNull @Valid PlaceBody place,
            @Nullable OffsetDateTime happenedAt,
            @Nullable @Min(1) @Max(1_000_000) Integer groupSize) {

        Registration registration(UUID caseId, @Nullable String filedFor) {
            var aboutTheCase = SubjectId.ofCase(caseId);
            return new Registration(
                    Channel.valueOf(channel.name()),
                    applicants.stream().map(PersonBody::person).toList(),
                    respondents.stream().map(PersonBody::person).toList(),
                    PersonalText.of(aboutTheCase, summary),
                    claim == null ? null : PersonalText.of(aboutTheCase, claim),
                    amount == null ? null : amount.money(),
                    categoryHint,
                    place.place(),
                    happenedAt == null ? null : happenedAt.toInstant(),
                    groupSize,
                    filedFor);
        }

        @Override
        public String toString() {
            return "RegistrationBody[" + channel + "]";
        }
    }

    /**
     * A case is declined.
     *
     * @param goTo where to go instead; null for what the rules say
     */
    public record DeclineBody(
            @NotNull Ground ground,
            @Nullable @Size(max = 2_000) String goTo) {}

    /** A case is taken back. */
    public record WithdrawalBody(
            @NotBlank @Size(max = 2_000) String reason) {}

    /**
     * A party, as much of it as the caller may see.
     *
     * @param subjectId whose data it is; who asks to be forgotten is named by it
     * @param name null if it may not be seen; {@code [erased]} if it was forgotten, as for the others
     * @param idNumber null also if none was given
     * @param phone null also if none was given
     */
    public record PartyBody(
            String partyId,
            SubjectId subjectId,
            @Nullable String name,
            @Nullable String idNumber,
            @Nullable String phone) {

        static List<PartyBody> of(List<RegisteredParty> parties, Disclosed disclosed) {
            return parties.stream()
                    .map(party -> new PartyBody(
                            party.partyId(),
                            party.subject(),
                            disclosed.text(PersonalKind.NAME, party.name()),
                            disclosed.text(PersonalKind.ID_NUMBER, party.idNumber()),
                            disclosed.text(PersonalKind.PHONE, party.phone())))
                    .toList();
        }
    }

    /** A case as the front desk knows it. */
    public record CaseBody(
            UUID caseId,
            long version,
            IntakeStatus status,
            Channel channel,
            List<PartyBody> applicants,
            List<PartyBody> respondents,
            @Nullable String summary,
            @Nullable String claim,
            @Nullable Money amount,
            @Nullable String categoryHint,
            Place place,
            @Nullable Instant happenedAt,
            @Nullable Integer groupSize,
            @Nullable String filedFor) {}

    /**
     * Registers a dispute of the caller's jurisdiction, or of a place that the centre does not serve at all; accepted
     * at once if it is complete and within the district. Answers its id and the party's receipt code.
     */
    @POST
    @Reach(Reach.Scope.CHOSEN)
    @RolesAllowed({Roles.CLERK, Roles.GRID_WORKER, Roles.DEPARTMENT})
    public Uni<Response> register(@NotNull RegistrationBody body) {
        requireWithinReach(body.place());
        var caseId = Identifiers.next();
        var code = receiptCodes.of(caseId);
        var command = new RegisterCase(
                body.registration(caseId, caller.actor().onBehalfOf()), ReceiptCodes.hash(code), caller.now());
        return service.handle(
                caller,
                caseId,
                command,
                Response.Status.CREATED.getStatusCode(),
                "/cases/" + caseId,
                held -> Map.of(
                        "receiptCode",
                        code,
                        "status",
                        IntakeStatus.of(held.state()).orElseThrow()));
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
    @RolesAllowed({Roles.CLERK, Roles.DISPATCHER, Roles.OPERATOR})
    public Uni<Page<FrontDesk.Listed>> list(
            @QueryParam("status") @Nullable IntakeStatus status, @Valid @BeanParam Page.Request page) {
        return frontDesk.list(status, Jurisdiction.of(caller), page);
    }

    /** The case as the front desk knows it. */
    @GET
    @Path("/{caseId}")
    @RolesAllowed({
        Roles.CLERK,
        Roles.GRID_WORKER,
        Roles.DISPATCHER,
        Roles.MEDIATOR,
        Roles.PETITION_CLERK,
        Roles.DEPARTMENT,
        Roles.OPERATOR
    })
    public Uni<Response> get(@PathParam("caseId") UUID caseId) {
        return service.current(caseId).flatMap(current -> {
            var registered = registered(current);
            return disclosures
                    .toStaff(caller, caseId, List.of(registered))
                    .map(disclosed -> Response.ok(body(caseId, current, registered, disclosed))
                            .tag(String.valueOf(current.version()))
                            .build());
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

    /** Body of a legal hold: the authority that needs the record as it is. */
    public record HoldBody(
            LegalHold.@NotNull Authority authority,
            @NotBlank @Size(max = 200) String reference) {}

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

    private static CaseRegistered registered(CurrentCase<IntakeCase> current) {
        return switch (current.state()) {
            case IntakeCase.Unregistered _ ->
                throw Problem.of(IntakeRefusal.NOT_REGISTERED).exception();
            case IntakeCase.Registered s -> s.registered();
        };
    }

    private static CaseBody body(UUID caseId, CurrentCase<IntakeCase> current, CaseRegistered r, Disclosed disclosed) {
        return new CaseBody(
                caseId,
                current.version(),
                IntakeStatus.of(current.state()).orElseThrow(),
                r.channel(),
                PartyBody.of(r.applicants(), disclosed),
                PartyBody.of(r.respondents(), disclosed),
                disclosed.text(PersonalKind.NARRATIVE, r.summary()),
                disclosed.text(PersonalKind.NARRATIVE, r.claim()),
                r.amount(),
                r.categoryHint(),
                r.place(),
                r.happenedAt(),
                r.groupSize(),
                r.filedFor());
    }
}
