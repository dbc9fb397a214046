package org.fengqiao.kernel.obligation;

import static org.fengqiao.kernel.sql.Column.constant;
import static org.fengqiao.kernel.sql.Column.text;
import static org.fengqiao.kernel.sql.Column.time;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.eventstore.ObligationState;
import org.fengqiao.kernel.identity.Roles;
import org.fengqiao.kernel.json.Ahead;
import org.fengqiao.kernel.jurisdiction.CaseList;
import org.fengqiao.kernel.jurisdiction.CaseLists;
import org.fengqiao.kernel.jurisdiction.Reach;
import org.fengqiao.kernel.legalclock.DeadlineName;
import org.fengqiao.kernel.legalclock.Owed;
import org.fengqiao.kernel.legalclock.Rules;
import org.fengqiao.kernel.service.CaseService;
import org.fengqiao.kernel.value.Bilingual;
import org.fengqiao.kernel.web.Caller;
import org.fengqiao.kernel.web.Page;
import org.fengqiao.kernel.web.Problem;
import org.fengqiao.kernel.web.TimeCursor;

/** Obligations between the centre and its partners, each with its clock, as far as this service keeps them. */
@Path("/obligations")
@Cancellable(false)
public class ObligationsResource {

    private final CaseLists lists;
    private final CaseList<Filter, Obligation> list;
    private final Caller caller;

    ObligationsResource(CaseLists lists, CaseService<?, ?, ?> service, Caller caller) {
        this.lists = lists;
        this.list = list(service.ledger().legalClock().rules());
        this.caller = caller;
    }

    private record Filter(
            @Nullable String partner,
            Owed.@Nullable Debtor owedBy,
            List<ObligationState> states,
            @Nullable Instant dueBefore) {}

    private static CaseList<Filter, Obligation> list(Rules rules) {
        return CaseList.<Filter, Obligation>of(
                        "obligation",
                        "case_id, deadline, partner, owed_by, what, reference, rule, rule_version, state, since,"
                                + " due_at, ended_at, number",
                        row -> Obligation.of(row, rules))
                .equalUnlessNull(text("partner", Filter::partner))
                .equalUnlessNull(constant("owed_by", Filter::owedBy))
                .inUnlessEmpty("state", Filter::states)
                .lessUnlessNull(time("due_at", Filter::dueBefore))
                .earliestFirst(
                        List.of("due_at", "case_id", "number"),
                        row -> new TimeCursor(row.dueAt(), row.caseId(), row.number()));
    }

    /**
     * An obligation.
     *
     * @param owedBy who owes it: the centre or the partner
     * @param reference by which the partner knows the matter
     * @param deadline the name of the deadline that is its clock, under {@code /cases/{caseId}/deadlines}
     * @param article of the rule of that clock
     * @param since when it began
     * @param dueAt the first instant at which it is late; {@code LATE} since then
     * @param endedAt when it was done or dropped; null while it is owed
     */
    public record Obligation(
            UUID caseId,
            String partner,
            Owed.Debtor owedBy,
            Owed.Matter what,
            String reference,
            ObligationState state,
            DeadlineName deadline,
            String rule,
            Bilingual title,
            String article,
            Instant since,
            Instant dueAt,
            @Nullable Instant endedAt,
            @JsonIgnore int number) {

        static Obligation of(Row row, Rules rules) {
            var rule = rules.version(row.getString("rule"), row.getInteger("rule_version"));
            var ended = row.getOffsetDateTime("ended_at");
            return new Obligation(
                    row.getUUID("case_id"),
                    row.getString("partner"),
                    Owed.Debtor.valueOf(row.getString("owed_by")),
                    Owed.Matter.valueOf(row.getString("what")),
                    row.getString("reference"),
                    ObligationState.valueOf(row.getString("state")),
                    DeadlineName.parse(row.getString("deadline")),
                    rule.id(),
                    rule.title(),
                    rule.article(),
                    row.getOffsetDateTime("since").toInstant(),
                    row.getOffsetDateTime("due_at").toInstant(),
                    ended == null ? null : ended.toInstant(),
                    row.getInteger("number"));
        }
    }

    /**
     * Lists the obligations, the most urgent first. A partner reads what concerns itself, in every place; everybody
     * else the
     * cases of the own jurisdiction.
     *
     * @param partner such as {@code petition-office}; null for all
     * @param owedBy null for both ways
     * @param states none for all; {@code OWED} and {@code LATE} for what is still to be done
     * @param dueBefore null for all
     */
    @GET
    @Reach(Reach.Scope.CHOSEN)
    @RolesAllowed({Roles.OPERATOR, Roles.CLERK, Roles.LEADER, Roles.PARTNER})
    public Uni<Page<Obligation>> list(
            @QueryParam("partner") @Size(max = 100) @Nullable String partner,
            @QueryParam("owedBy") Owed.@Nullable Debtor owedBy,
            @QueryParam("state") List<ObligationState> states,
            @QueryParam("dueBefore") @Ahead(years = 30) @Nullable Instant dueBefore,
            @Valid @BeanParam Page.Request page) {
        return caller.roles().contains(Roles.PARTNER)
                ? lists.readEverywhere(list, new Filter(ownName(partner), owedBy, states, dueBefore), page)
                : lists.read(list, new Filter(partner, owedBy, states, dueBefore), page);
    }

    /** Returns the calling partner's name, which is its token's subject. */
    private String ownName(@Nullable String asked) {
        var own = caller.actor().id();
        if (asked != null && !asked.equals(own)) {
            throw Problem.of(
                            Response.Status.FORBIDDEN,
                            "kernel.another-partner",
                            "A partner reads the obligations that concern itself.")
                    .exception();
        }
        return own;
    }
}
