package org.fengqiao.intake.http;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;

import io.smallrye.mutiny.Uni;

import org.fengqiao.intake.IntakeService;
import org.fengqiao.intake.policy.ReceiptCodes;
import org.fengqiao.intake.view.FrontDesk;
import org.fengqiao.intake.view.IntakeStatus;
import org.fengqiao.kernel.jurisdiction.Reach;
import org.fengqiao.kernel.proof.EventRow;
import org.fengqiao.kernel.web.Problem;
import org.fengqiao.kernel.web.Rates;

/** A party looks after its own case. The receipt code is all it needs, and nobody else's data is shown. */
@Path("/receipts")
@PermitAll
@Reach(Reach.Scope.NONE)
public class ReceiptsResource {

    private final FrontDesk frontDesk;
    private final IntakeService service;

    private final Rates rates;

    ReceiptsResource(FrontDesk frontDesk, IntakeService service, Rates rates) {
        this.frontDesk = frontDesk;
        this.service = service;
        this.rates = rates;
    }

    /** One thing in two languages. */
    public record Words(String zh, String en) {}

    /** Step in the case, and its time. */
    public record Step(Instant at, Words what) {}

    /** The party's own case. */
    public record ReceiptBody(UUID caseId, IntakeStatus status, Words words, List<Step> steps) {}

    /** The case of this receipt code, typed with or without hyphens, in any case. */
    @GET
    @Path("/{code}")
    public Uni<ReceiptBody> get(@PathParam("code") String code) {
        return ReceiptCodes.hashOfTyped(code)
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
                .flatMap(current -> service.events(caseId).map(events -> {
                    var status = IntakeStatus.of(current.state()).orElseThrow();
                    return new ReceiptBody(
                            caseId,
                            status,
                            new Words(status.zh(), status.en()),
                            events.stream()
                                    .flatMap(event -> step(event.row()).stream())
                                    .toList());
                }));
    }

    private static Optional<Step> step(EventRow event) {
        var words = switch (event.type()) {
            case "fengqiao.intake.case-registered.v1" -> new Words("已登记", "Registered");
            case "fengqiao.intake.case-accepted.v1" -> new Words("已受理", "Accepted");
            case "fengqiao.intake.case-declined.v1" -> new Words("不予受理", "Declined");
            case "fengqiao.intake.case-withdrawn.v1" -> new Words("已撤回", "Withdrawn");
            default -> null; // what partners were told is not the party's business
        };
        return Optional.ofNullable(words).map(what -> new Step(event.occurredAt(), what));
    }
}
