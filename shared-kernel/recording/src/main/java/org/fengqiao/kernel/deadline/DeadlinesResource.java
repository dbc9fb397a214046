package org.fengqiao.kernel.deadline;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.smallrye.mutiny.Uni;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.disclosure.Disclosed;
import org.fengqiao.kernel.disclosure.Disclosures;
import org.fengqiao.kernel.eventstore.CurrentCase;
import org.fengqiao.kernel.identity.Roles;
import org.fengqiao.kernel.legalclock.CountedDay;
import org.fengqiao.kernel.legalclock.Deadline;
import org.fengqiao.kernel.legalclock.DeadlineName;
import org.fengqiao.kernel.legalclock.DeadlineOrder;
import org.fengqiao.kernel.legalclock.Explanation;
import org.fengqiao.kernel.legalclock.Explanation.Step;
import org.fengqiao.kernel.legalclock.Explanation.Step.Extended;
import org.fengqiao.kernel.legalclock.Explanation.Step.Paused;
import org.fengqiao.kernel.legalclock.ExtensionRequest;
import org.fengqiao.kernel.legalclock.ExtensionRequest.Granted;
import org.fengqiao.kernel.legalclock.ExtensionRequest.Lapsed;
import org.fengqiao.kernel.legalclock.ExtensionRequest.Pending;
import org.fengqiao.kernel.legalclock.ExtensionRequest.Refused;
import org.fengqiao.kernel.legalclock.GrantedExtension;
import org.fengqiao.kernel.legalclock.LegalClock;
import org.fengqiao.kernel.legalclock.Length;
import org.fengqiao.kernel.sealing.PersonalKind;
import org.fengqiao.kernel.service.CaseService;
import org.fengqiao.kernel.web.Caller;
import org.fengqiao.kernel.web.Problem;

/**
 * The deadlines of one case in this service: when each is due and why, and what may be done about it: let its clock
 * stand, let it run again. More time: {@link ExtensionsResource}.
 */
@Path("/cases/{caseId}/deadlines")
@Cancellable(false)
@RolesAllowed({
    Roles.CLERK,
    Roles.GRID_WORKER,
    Roles.DISPATCHER,
    Roles.LEADER,
    Roles.MEDIATOR,
    Roles.PETITION_CLERK,
    Roles.DEPARTMENT,
    Roles.OPERATOR,
    Roles.ANALYST
})
public class DeadlinesResource {

    /**
     * Roles that may change a service's deadlines, by configuration of the service:
     * {@code fengqiao.deadlines.changed-by}, roles separated by commas.
     */
    static final String CHANGED_BY = "${fengqiao.deadlines.changed-by}";

    private final CaseService<?, ?, ?> service;
    private final Disclosures disclosures;
    private final Caller caller;

    DeadlinesResource(CaseService<?, ?, ?> service, Disclosures disclosures, Caller caller) {
        this.service = service;
        this.disclosures = disclosures;
        this.caller = caller;
    }

    /**
     * The deadlines of a case.
     *
     * @param version the number of the case's events in this service
     * @param deadlines by name, ended ones included
     */
    public record CaseDeadlines(UUID caseId, long version, List<ExplainedDeadline> deadlines) {}

    /**
     * A deadline and why it is due when it is.
     *
     * @param steps what moved the due, in the order in which it did
     * @param requests what was asked for where an approval is needed, oldest first; left out if there is nothing
     * @param days its days one by one; only if asked for
     */
    public record ExplainedDeadline(
            @JsonUnwrapped @JsonIgnoreProperties("steps") Explanation explanation,
            List<StepBody> steps,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<RequestBody> requests,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            List<CountedDay> days) {}

    /** Step that moved a due date. */
    public sealed interface StepBody {

        /** The clock stood. */
        record PausedBody(@JsonUnwrapped Paused paused) implements StepBody {}

        /** There was more time. */
        record ExtendedBody(GrantedBody extension, Instant dueBefore, Instant dueAfter) implements StepBody {}

        /** The step, as much of it as may be seen. */
        static StepBody of(Step step, Disclosed disclosed) {
            return switch (step) {
                case Paused paused -> new PausedBody(paused);
                case Extended(var extension, var dueBefore, var dueAfter) ->
                    new ExtendedBody(GrantedBody.of(extension, disclosed), dueBefore, dueAfter);
            };
        }
    }

    /**
     * An extension that was granted.
     *
     * @param reason why; null if the caller may not see it
     * @param requestedBy who asked for it, or recorded what the parties agreed on
     * @param approvedBy null if the parties agreed on it themselves
     * @param partyToldAt null if the rule does not ask for it
     */
    public record GrantedBody(
            Length length,
            @Nullable String reason,
            String requestedBy,
            @Nullable String approvedBy,
            @Nullable Instant partyToldAt,
            Instant extendedAt) {

        static GrantedBody of(GrantedExtension granted, Disclosed disclosed) {
            return new GrantedBody(
                    granted.length(),
                    disclosed.text(PersonalKind.NARRATIVE, granted.reason()),
                    granted.requestedBy(),
                    granted.approvedBy(),
                    granted.partyToldAt(),
                    granted.extendedAt());
        }
    }

    /**
     * A request for more time.
     *
     * @param reason why; null if the caller may not see it
     * @param partyToldAt null if the rule does not ask for it
     */
    public record RequestBody(
            Length length,
            @Nullable String reason,
            @Nullable Instant partyToldAt,
            String requestedBy,
            Instant requestedAt,
            @JsonUnwrapped ApprovalStanding standing) {

        static RequestBody of(ExtensionRequest request, Disclosed disclosed) {
            var requested = request.requested();
            return new RequestBody(
                    new Length(requested.count(), requested.unit()),
                    disclosed.text(PersonalKind.NARRATIVE, requested.reason()),
                    requested.partyToldAt(),
                    requested.requestedBy(),
                    requested.requestedAt(),
                    standing(request, disclosed));
        }

        private static ApprovalStanding standing(ExtensionRequest request, Disclosed disclosed) {
            return switch (request) {
                case Pending _ -> ApprovalStanding.pending();
                case Granted(var _, var decision) ->
                    ApprovalStanding.granted(decision.approvedBy(), decision.extendedAt());
                case Refused(var _, var decision) ->
                    ApprovalStanding.refused(
                            decision.refusedBy(),
                            decision.refusedAt(),
                            disclosed.text(PersonalKind.NARRATIVE, decision.reason()));
                case Lapsed _ -> ApprovalStanding.lapsed();
            };
        }
    }

    /**
     * The clock is to stand.
     *
     * @param ground one that the rule names, such as {@code hearing}
     */
    public record Standstill(@NotBlank @Size(max = 64) String ground) {}

    /**
     * Every deadline of the case with rule, version, article, start, pauses, extensions, due and state, in Chinese and
     * English; with {@code days=true} also its days one by one. Why it was extended shows as far as the caller may see
     * it.
     */
    @GET
    public Uni<Response> deadlines(
            @PathParam("caseId") UUID caseId, @QueryParam("days") @DefaultValue("false") boolean days) {
        return service.current(caseId).flatMap(current -> {
            if (current.version() == 0) {
                throw Problem.noSuchCase().exception();
            }
            return disclosures.toStaff(
                    caller,
                    caseId,
                    current,
                    current.deadlines().all(),
                    disclosed -> explained(caseId, current, disclosed, days));
        });
    }

    private CaseDeadlines explained(UUID caseId, CurrentCase<?> current, Disclosed disclosed, boolean days) {
        var clock = service.ledger().legalClock();
        return new CaseDeadlines(
                caseId,
                current.version(),
                current.deadlines().all().stream()
                        .map(deadline -> explained(clock, deadline, disclosed, days))
                        .toList());
    }

    private static ExplainedDeadline explained(LegalClock clock, Deadline deadline, Disclosed disclosed, boolean days) {
        var explanation = clock.explain(deadline);
        return new ExplainedDeadline(
                explanation,
                explanation.steps().stream()
                        .map(step -> StepBody.of(step, disclosed))
                        .toList(),
                deadline.requests().stream()
                        .map(request -> RequestBody.of(request, disclosed))
                        .toList(),
                days ? clock.days(deadline) : null);
    }

    /** Lets the clock of a deadline stand, on a ground that its rule names. */
    @POST
    @Path("/{name}/pause")
    @RolesAllowed(CHANGED_BY)
    public Uni<Response> pause(
            @PathParam("caseId") UUID caseId, @PathParam("name") String name, Standstill standstill) {
        return service.handleDeadline(
                caller, caseId, new DeadlineOrder.Pause(DeadlineName.parse(name), standstill.ground(), caller.now()));
    }

    /** Lets the clock of a deadline run again. */
    @POST
    @Path("/{name}/resumption")
    @RolesAllowed(CHANGED_BY)
    public Uni<Response> resume(@PathParam("caseId") UUID caseId, @PathParam("name") String name) {
        return service.handleDeadline(caller, caseId, new DeadlineOrder.Resume(DeadlineName.parse(name), caller.now()));
    }
}
