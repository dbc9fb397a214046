package org.fengqiao.intake.http;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;

import io.smallrye.mutiny.Uni;
import org.jboss.resteasy.reactive.server.Cancellable;

import org.fengqiao.intake.IntakeService;
import org.fengqiao.intake.model.IntakeCase;
import org.fengqiao.intake.model.IntakeCase.Registered;
import org.fengqiao.intake.model.IntakeRules;
import org.fengqiao.intake.model.RepeatRules;
import org.fengqiao.intake.model.Repeats;
import org.fengqiao.intake.view.FrontDesk;
import org.fengqiao.intake.view.IntakeStatus;
import org.fengqiao.intake.wire.ReceiptBody;
import org.fengqiao.intake.wire.ReceiptBody.Step;
import org.fengqiao.intake.wire.ReceiptBody.Words;
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
    private final RepeatRules repeatRules;
    private final Rates rates;

    ReceiptsResource(
            FrontDesk frontDesk, IntakeService service, IntakeRules rules, RepeatRules repeatRules, Rates rates) {
        this.frontDesk = frontDesk;
        this.service = service;
        this.rules = rules;
        this.repeatRules = repeatRules;
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
                .flatMap(current -> elsewhere(caseId, current.state().asRegistered())
                        .flatMap(elsewhere -> service.events(caseId)
                                .map(events -> ReceiptBody.of(
                                        caseId,
                                        IntakeStatus.of(current.state().asRegistered()),
                                        current.state() instanceof IntakeCase.Declined declined
                                                ? rules.words(declined.goTo())
                                                : null,
                                        events.stream().map(LinkedEvent::row),
                                        elsewhere))));
    }

    /** Returns what became of a repeat under the case that carries it on. */
    private Uni<List<Step>> elsewhere(UUID caseId, Registered state) {
        return state.repeats()
                .carriedOnUnder()
                .map(carriedBy -> service.current(carriedBy)
                        .map(carrying -> carrying.state().asRegistered().repeats().carried().stream()
                                .filter(one -> one.repeat().equals(caseId))
                                .flatMap(one -> ended(one).stream())
                                .toList()))
                .orElseGet(() -> Uni.createFrom().item(List.of()));
    }

    private Optional<Step> ended(Repeats.Carried carried) {
        var closedAt = carried.closedAt();
        var outcome = carried.outcome();
        return closedAt == null || outcome == null || carried.reopened()
                ? Optional.empty()
                : repeatRules
                        .wordsOfOutcome(outcome)
                        .map(words -> new Step(closedAt, new Words(words.zh(), words.en())));
    }
}
