package org.fengqiao.intake.http;

import java.util.UUID;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;

import io.smallrye.mutiny.Uni;
import org.jboss.resteasy.reactive.server.Cancellable;

import org.fengqiao.intake.IntakeService;
import org.fengqiao.intake.model.IntakeCase;
import org.fengqiao.intake.model.IntakeRules;
import org.fengqiao.intake.view.FrontDesk;
import org.fengqiao.intake.view.IntakeStatus;
import org.fengqiao.intake.wire.ReceiptBody;
import org.fengqiao.kernel.crypto.ReadableCodes;
import org.fengqiao.kernel.jurisdiction.Reach;
import org.fengqiao.kernel.proof.LinkedEvent;
import org.fengqiao.kernel.web.Problem;
import org.fengqiao.kernel.web.Rates;

/** A party looks after its own case. The receipt code is all it needs, and nobody else's data is shown. */
@Path("/receipts")
@Cancellable(false)
@PermitAll
@Reach(Reach.Scope.NONE)
public class ReceiptsResource {

    private final FrontDesk frontDesk;
    private final IntakeService service;
    private final IntakeRules rules;
    private final Rates rates;

    ReceiptsResource(FrontDesk frontDesk, IntakeService service, IntakeRules rules, Rates rates) {
        this.frontDesk = frontDesk;
        this.service = service;
        this.rules = rules;
        this.rates = rates;
    }

    /** The case of this receipt code, typed with or without hyphens, in any case. */
    @GET
    @Path("/{code}")
    public Uni<ReceiptBody> get(@PathParam("code") String code) {
        return ReadableCodes.hashOfTyped(code)
                .map(hash -> {
                    rates.lookWith(hash);
                    return frontDesk.caseOf(hash);
                })
                .orElseGet(() -> Uni.createFrom().nullItem())
                .onItem()
                .ifNull()
                .failWith(() -> Problem.notFound(
                                "intake.unknown-receipt-code", "No case has this receipt code. Check what was typed.")
                        .exception())
                .flatMap(this::receipt);
    }

    private Uni<ReceiptBody> receipt(UUID caseId) {
        return service.current(caseId)
                .flatMap(current -> service.events(caseId)
                        .map(events -> ReceiptBody.of(
                                caseId,
                                IntakeStatus.of(current.state().asRegistered()),
                                current.state() instanceof IntakeCase.Declined declined
                                        ? rules.words(declined.goTo())
                                        : null,
                                events.stream().map(LinkedEvent::row))));
    }
}
