package org.fengqiao.intake.http;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

import io.smallrye.mutiny.Uni;
import org.jboss.resteasy.reactive.server.Cancellable;

import org.fengqiao.intake.IntakeService;
import org.fengqiao.intake.model.IntakeCase.Registered;
import org.fengqiao.intake.model.IntakeCase.Unregistered;
import org.fengqiao.intake.model.IntakeCommand.AnswerPartner;
import org.fengqiao.intake.model.IntakeCommand.AskPartner;
import org.fengqiao.intake.model.IntakeCommand.ReferOut;
import org.fengqiao.intake.model.IntakeCommand.ReturnReferral;
import org.fengqiao.intake.model.IntakeRefusal;
import org.fengqiao.intake.wire.DialogueBodies.DialogueBody;
import org.fengqiao.intake.wire.DialogueBodies.OutwardReferralBody;
import org.fengqiao.intake.wire.DialogueBodies.ReturnBody;
import org.fengqiao.intake.wire.DialogueBodies.WordsBody;
import org.fengqiao.kernel.disclosure.Disclosures;
import org.fengqiao.kernel.identity.Identifiers;
import org.fengqiao.kernel.identity.Roles;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.sealing.SubjectId;
import org.fengqiao.kernel.web.Caller;
import org.fengqiao.kernel.web.Problem;

/** The dialogue about a case between the centre and its partners. */
@Path("/cases/{caseId}")
@Cancellable(false)
public class DialogueResource {

    private final IntakeService service;
    private final Disclosures disclosures;
    private final Caller caller;

    DialogueResource(IntakeService service, Disclosures disclosures, Caller caller) {
        this.service = service;
        this.disclosures = disclosures;
        this.caller = caller;
    }

    /** Corrections with both versions, questions and answers, progress, return and outward referrals of a case. */
    @GET
    @Path("/dialogue")
    @RolesAllowed({Roles.CLERK, Roles.DISPATCHER, Roles.LEADER, Roles.OPERATOR})
    public Uni<Response> get(@PathParam("caseId") UUID caseId) {
        return service.current(caseId).flatMap(current -> switch (current.state()) {
            case Unregistered _ -> throw Problem.of(IntakeRefusal.NO_SUCH_CASE).exception();
            case Registered registered ->
                disclosures.toStaff(
                        caller,
                        caseId,
                        current,
                        List.of(registered.dialogue(), registered.trade()),
                        disclosed -> DialogueBody.of(
                                caseId, current.version(), registered.dialogue(), registered.trade(), disclosed));
        });
    }

    /** A clerk asks the partner that referred the case something; the partner owes the answer. */
    @POST
    @Path("/questions")
    @RolesAllowed(Roles.CLERK)
    public Uni<Response> ask(@PathParam("caseId") UUID caseId, @NotNull WordsBody body) {
        return service.handle(
                caller,
                caseId,
                new AskPartner(Identifiers.next().toString(), words(caseId, body.text()), caller.now()),
                Response.Status.OK.getStatusCode(),
                null,
                held -> Map.of(
                        "question",
                        held.state().asRegistered().dialogue().questions().size()),
                _ -> Map.of());
    }

    /**
     * A clerk answers the partner's question.
     *
     * @param question its number in the case
     */
    @POST
    @Path("/questions/{question}/answer")
    @RolesAllowed(Roles.CLERK)
    public Uni<Response> answer(
            @PathParam("caseId") UUID caseId, @PathParam("question") @Positive int question, @NotNull WordsBody body) {
        return service.handle(caller, caseId, new AnswerPartner(question, words(caseId, body.text()), caller.now()));
    }

    /** A clerk gives the case back to the partner that referred it: the centre could not settle it. */
    @POST
    @Path("/return-to-partner")
    @RolesAllowed(Roles.CLERK)
    public Uni<Response> giveBack(@PathParam("caseId") UUID caseId, @NotNull ReturnBody body) {
        return service.handle(caller, caseId, new ReturnReferral(words(caseId, body.reason()), caller.now()));
    }

    /** A clerk refers the case to a partner, which owes an answer. */
    @POST
    @Path("/outward-referrals")
    @RolesAllowed(Roles.CLERK)
    public Uni<Response> referOut(@PathParam("caseId") UUID caseId, @NotNull OutwardReferralBody body) {
        return service.handle(
                caller,
                caseId,
                new ReferOut(caseId, body.partner(), words(caseId, body.reason()), caller.now()),
                Response.Status.OK.getStatusCode(),
                null,
                held -> Map.of(
                        "referralId",
                        held.state()
                                .asRegistered()
                                .dialogue()
                                .outward()
                                .getLast()
                                .offered()
                                .referralId()),
                _ -> Map.of());
    }

    private static PersonalText words(UUID caseId, String text) {
        return PersonalText.of(SubjectId.ofCase(caseId), text);
    }
}
