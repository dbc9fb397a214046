package org.fengqiao.kernel.deadline;

import static org.fengqiao.kernel.sql.Column.time;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.smallrye.mutiny.Uni;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.identity.Roles;
import org.fengqiao.kernel.json.Ahead;
import org.fengqiao.kernel.jurisdiction.CaseList;
import org.fengqiao.kernel.jurisdiction.CaseLists;
import org.fengqiao.kernel.jurisdiction.Reach;
import org.fengqiao.kernel.legalclock.ApprovalClock;
import org.fengqiao.kernel.legalclock.DeadlineName;
import org.fengqiao.kernel.legalclock.DeadlineState;
import org.fengqiao.kernel.web.Page;
import org.fengqiao.kernel.web.TimeCursor;

/** Requests that wait for a leader's approval in this service's cases: a deadline of the rule {@code approval} runs. */
@Path("/approvals")
@Cancellable(false)
public class PendingApprovalsResource {

    private static final CaseList<Filter, PendingApproval> READ = CaseList.<Filter, PendingApproval>of(
                    "deadline",
                    "case_id, name, state, due_at, number",
                    row -> PendingApproval.of(
                            row.getUUID("case_id"),
                            DeadlineName.parse(row.getString("name")),
                            DeadlineState.valueOf(row.getString("state")),
                            row.getOffsetDateTime("due_at").toInstant(),
                            row.getInteger("number")))
            .where("rule = '" + ApprovalClock.RULE + "'")
            .lessUnlessNull(time("due_at", Filter::dueBefore))
            .earliestFirst(
                    List.of("due_at", "case_id", "number"),
                    row -> new TimeCursor(row.dueAt(), row.caseId(), row.number()));

    private final CaseLists lists;

    PendingApprovalsResource(CaseLists lists) {
        this.lists = lists;
    }

    private record Filter(@Nullable Instant dueBefore) {}

    /**
     * An approval that waits.
     *
     * @param deadline the name of the deadline by which it is to be decided
     * @param late whether that has passed
     * @param path of the calls that decide: with {@code /grant} or {@code /refusal} behind it
     * @param number its place among those of the case, for the cursor only
     */
    public record PendingApproval(
            UUID caseId,
            DeadlineName deadline,
            Instant dueAt,
            boolean late,
            String path,
            @JsonIgnore int number) {

        static PendingApproval of(UUID caseId, DeadlineName deadline, DeadlineState state, Instant dueAt, int number) {
            var what = ApprovalClock.extended(deadline)
                    .map(extended -> "/deadlines/" + extended + "/extension")
                    .orElseGet(() -> "/approvals/" + deadline.number());
            return new PendingApproval(
                    caseId, deadline, dueAt, state == DeadlineState.BREACHED, "/cases/" + caseId + what, number);
        }
    }

    /**
     * Lists the requests that wait for an approval in cases of the caller's jurisdiction, the most urgent first.
     *
     * @param dueBefore null for all; now for those that are late
     */
    @GET
    @Reach(Reach.Scope.CHOSEN)
    @RolesAllowed({Roles.LEADER, Roles.DISPATCHER, Roles.OPERATOR})
    public Uni<Page<PendingApproval>> list(
            @QueryParam("dueBefore") @Ahead(years = 30) @Nullable Instant dueBefore,
            @Valid @BeanParam Page.Request page) {
        return lists.read(READ, new Filter(dueBefore), page);
    }
}
