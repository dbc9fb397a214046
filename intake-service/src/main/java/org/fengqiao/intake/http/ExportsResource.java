package org.fengqiao.intake.http;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;

import io.smallrye.mutiny.Uni;
import org.jboss.resteasy.reactive.server.Cancellable;

import org.fengqiao.intake.IntakeService;
import org.fengqiao.intake.model.Gbt31000;
import org.fengqiao.intake.model.IntakeCase.Registered;
import org.fengqiao.intake.view.FrontDesk;
import org.fengqiao.intake.view.ReceiptSteps;
import org.fengqiao.intake.wire.ExportBody;
import org.fengqiao.intake.wire.ReceiptWords;
import org.fengqiao.kernel.disclosure.Disclosures;
import org.fengqiao.kernel.identity.Roles;
import org.fengqiao.kernel.json.Ahead;
import org.fengqiao.kernel.jurisdiction.CaseLists;
import org.fengqiao.kernel.jurisdiction.Reach;
import org.fengqiao.kernel.web.Caller;
import org.fengqiao.kernel.web.Page;

/** Exports of what the front desk knows. */
@Path("/exports")
@Cancellable(false)
public class ExportsResource {

    private final IntakeService service;
    private final CaseLists lists;
    private final ReceiptSteps steps;
    private final ReceiptWords words;
    private final Disclosures disclosures;
    private final Gbt31000 form;
    private final Caller caller;

    ExportsResource(
            IntakeService service,
            CaseLists lists,
            ReceiptSteps steps,
            ReceiptWords words,
            Disclosures disclosures,
            Gbt31000 form,
            Caller caller) {
        this.service = service;
        this.lists = lists;
        this.steps = steps;
        this.words = words;
        this.disclosures = disclosures;
        this.form = form;
        this.caller = caller;
    }

    /**
     * The cases of the caller's jurisdiction that were registered from a time on and before another, in the form of
     * GB/T 31000, with as much about people as the caller's role may see. Whose data was shown is on record.
     */
    @GET
    @Path("/gbt31000")
    @Reach(Reach.Scope.CHOSEN)
    @RolesAllowed({Roles.LEADER, Roles.ANALYST})
    public Uni<Page<ExportBody>> gbt31000(
            @QueryParam("from") @NotNull Instant from,
            @QueryParam("to") @Ahead(years = 1) @NotNull Instant to,
            @Valid @BeanParam Page.Request page) {
        return lists.read(FrontDesk.BY_TIME, new FrontDesk.Time(from, to), page).flatMap(this::disclosed);
    }

    private Uni<Page<ExportBody>> disclosed(Page<FrontDesk.RegisteredAt> page) {
        var cases = page.items().stream().map(FrontDesk.RegisteredAt::caseId).toList();
        return service.current(cases).flatMap(current -> {
            var states = new LinkedHashMap<UUID, Registered>();
            cases.forEach(
                    caseId -> states.put(caseId, current.get(caseId).state().asRegistered()));
            var records = new LinkedHashMap<UUID, List<Record>>();
            states.forEach((caseId, state) -> records.put(
                    caseId,
                    List.of(state.registered(), state.parties().applicants().getFirst())));
            return steps.of(cases)
                    .flatMap(kept -> disclosures
                            .toStaff(caller, records)
                            .map(disclosed -> new Page<>(
                                    states.entrySet().stream()
                                            .map(entry -> ExportBody.of(
                                                    entry.getKey(),
                                                    entry.getValue(),
                                                    kept.get(entry.getKey()),
                                                    form,
                                                    words,
                                                    disclosed))
                                            .toList(),
                                    page.next())));
        });
    }
}
