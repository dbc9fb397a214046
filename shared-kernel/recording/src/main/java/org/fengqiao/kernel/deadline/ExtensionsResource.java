package org.fengqiao.kernel.deadline;

import java.time.OffsetDateTime;
import java.util.Map;
import java.util.UUID;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

import io.smallrye.mutiny.Uni;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.identity.Roles;
import org.fengqiao.kernel.json.FreeText;
import org.fengqiao.kernel.legalclock.DeadlineEvent;
import org.fengqiao.kernel.legalclock.DeadlineName;
import org.fengqiao.kernel.legalclock.DeadlineOrder.GrantExtension;
import org.fengqiao.kernel.legalclock.DeadlineOrder.RefuseExtension;
import org.fengqiao.kernel.legalclock.DeadlineOrder.RequestExtension;
import org.fengqiao.kernel.legalclock.Deadlines;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.sealing.SubjectId;
import org.fengqiao.kernel.service.CaseService;
import org.fengqiao.kernel.service.RecordingService;
import org.fengqiao.kernel.web.Caller;

/**
 * More time for a deadline, as far as its rule allows. Where the parties agree on it themselves, it is extended at
 * once; otherwise who works the case asks, and a leader decides. {@code GET /cases/{caseId}/deadlines} shows what was
 * asked for.
 */
@Path("/cases/{caseId}/deadlines/{name}/extension")
@Cancellable(false)
public class ExtensionsResource {

    private final CaseService<?, ?, ?> service;
    private final Caller caller;

    ExtensionsResource(CaseService<?, ?, ?> service, Caller caller) {
        this.service = service;
        this.caller = caller;
    }

    /**
     * More time.
     *
     * @param count how much more, in the unit of the rule's extension
     * @param reason why; it may speak of the people of the case, and is kept and shown like all that does
     * @param partyToldAt when the party was told; needed if the rule says so
     */
    public record Extension(
            @NotNull @Min(1) @Max(3650) Integer count,
            @FreeText @NotBlank @Size(max = 500) String reason,
            @Nullable OffsetDateTime partyToldAt) {

        /** Returns the order to the legal clock about that deadline of the case. */
        public RequestExtension order(UUID caseId, DeadlineName deadline, Caller caller) {
            return new RequestExtension(
                    deadline,
                    count,
                    words(caseId, reason),
                    partyToldAt == null ? null : partyToldAt.toInstant(),
                    caller.actor().id(),
                    caller.now());
        }

        /** Returns what the answer says: for which deadline, and whether there is more time already. */
        public static RecordingService.Answer<Deadlines, DeadlineEvent> answer(DeadlineName deadline) {
            return held -> Map.of(
                    "deadline",
                    deadline,
                    "granted",
                    !held.state().find(deadline).orElseThrow().awaitsApproval());
        }
    }

    /**
     * No more time.
     *
     * @param reason why not; kept and shown like the reason of the request
     */
    public record ExtensionRefusal(
            @FreeText @NotBlank @Size(max = 500) String reason) {}

    /** More time is asked for; answers whether it is granted already, since the rule leaves it to the parties. */
    @POST
    @RolesAllowed(DeadlinesResource.CHANGED_BY)
    public Uni<Response> request(
            @PathParam("caseId") UUID caseId, @PathParam("name") String name, Extension extension) {
        var deadline = DeadlineName.parse(name);
        return service.handleDeadline(
                caller, caseId, extension.order(caseId, deadline, caller), Extension.answer(deadline));
    }

    /** A leader grants the time that somebody else asked for. */
    @POST
    @Path("/grant")
    @RolesAllowed(Roles.LEADER)
    public Uni<Response> grant(@PathParam("caseId") UUID caseId, @PathParam("name") String name) {
        return service.handleDeadline(
                caller,
                caseId,
                new GrantExtension(DeadlineName.parse(name), caller.actor().id(), caller.now()));
    }

    /** A leader refuses the time that somebody else asked for. */
    @POST
    @Path("/refusal")
    @RolesAllowed(Roles.LEADER)
    public Uni<Response> refuse(
            @PathParam("caseId") UUID caseId, @PathParam("name") String name, ExtensionRefusal refusal) {
        return service.handleDeadline(
                caller,
                caseId,
                new RefuseExtension(
                        DeadlineName.parse(name),
                        words(caseId, refusal.reason()),
                        caller.actor().id(),
                        caller.now()));
    }

    private static PersonalText words(UUID caseId, String words) {
        return PersonalText.of(SubjectId.ofCase(caseId), words);
    }
}
