package org.fengqiao.mediation.inbound;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

import org.fengqiao.kernel.eventstore.CaseLedger;
import org.fengqiao.kernel.inbox.CaseEventReader;
import org.fengqiao.kernel.inbox.Inbox;
import org.fengqiao.kernel.keys.KeyRings;
import org.fengqiao.kernel.messaging.Envelope;
import org.fengqiao.kernel.messaging.ParkingLot;
import org.fengqiao.kernel.messaging.PollTransactions;
import org.fengqiao.kernel.messaging.Redrivable;
import org.fengqiao.kernel.value.Place;
import org.fengqiao.kernel.value.Territory;
import org.fengqiao.mediation.model.DiscontinuationCause;
import org.fengqiao.mediation.model.Mediation;
import org.fengqiao.mediation.model.MediationCommand;
import org.fengqiao.mediation.model.MediationCommand.CancelRevisits;
import org.fengqiao.mediation.model.MediationCommand.DiscontinueMediation;
import org.fengqiao.mediation.model.MediationCommand.FileFastTrack;
import org.fengqiao.mediation.model.MediationCommand.OpenMediation;
import org.fengqiao.mediation.model.MediationCommand.ScheduleRevisits;
import org.fengqiao.mediation.model.MediationEvent;
import org.fengqiao.mediation.model.Party;

/** What mediation does about routing's events, and about a person being forgotten. Of each it declares the fields it uses, and no others. */
@ApplicationScoped
public class CaseEvents {

    private final Inbox<MediationCommand> inbox;

    CaseEvents(
            PollTransactions transactions,
            CaseLedger<MediationCommand, Mediation, MediationEvent> ledger,
            ParkingLot parkingLot,
            KeyRings keys,
            ObjectMapper json) {
        var reader = CaseEventReader.<MediationCommand>of(ledger.service(), json)
                .on(
                        "fengqiao.routing.case-claimed.v1",
                        CaseClaimed.class,
                        CaseEvents::claimed,
                        e -> Territory.of(e.place(), e.unit()))
                .on(
                        "fengqiao.routing.case-returned.v1",
                        CustodyLeft.class,
                        (_, e, envelope) -> Optional.of(
                                new DiscontinueMediation(e.custody(), DiscontinuationCause.RETURNED, envelope.time())))
                .on(
                        "fengqiao.routing.case-escalated.v1",
                        CustodyLeft.class,
                        (_, e, envelope) -> Optional.of(
                                new DiscontinueMediation(e.custody(), DiscontinuationCause.ESCALATED, envelope.time())))
                .on(
                        "fengqiao.routing.case-closed.v1",
                        CaseClosed.class,
                        (_, e, _) ->
                                Optional.of(new ScheduleRevisits(e.closure(), e.outcome(), e.unit(), e.closedAt())),
                        e -> Territory.of(e.place(), e.unit()))
                .on(
                        "fengqiao.routing.case-reopened.v1",
                        CaseReopened.class,
                        (_, e, _) -> Optional.of(new CancelRevisits(e.closure(), e.reopenedAt())))
                .learningUnits(2)
                .forgetting(keys)
                .build();
        this.inbox = Inbox.ofCaseEvents(transactions, ledger, reader, parkingLot);
    }

    /** The inbox whose parked cases can be tried again. */
    @Produces
    @Singleton
    Redrivable redrivable() {
        return inbox;
    }

    /** Consumes one poll of the common log. */
    @Incoming("case-events")
    public Uni<Void> onPoll(ConsumerRecords<byte[], byte[]> poll) {
        return inbox.consume(poll);
    }

    record CaseClaimed(
            int custody, String unit, String worker, String path, String category, Place place, List<Party> parties) {
        CaseClaimed {
            requirePositive(custody, "custody");
            requireNonNull(unit, "unit");
            requireNonNull(worker, "worker");
            requireNonNull(path, "path");
            requireNonNull(category, "category");
            requireNonNull(place, "place");
            parties = List.copyOf(requireNonNull(parties, "parties"));
        }
    }

    record CustodyLeft(int custody) {
        CustodyLeft {
            requirePositive(custody, "custody");
        }
    }

    record CaseClosed(int closure, String outcome, String unit, Place place, Instant closedAt) {
        CaseClosed {
            requirePositive(closure, "closure");
            requireNonNull(outcome, "outcome");
            requireNonNull(unit, "unit");
            requireNonNull(place, "place");
            requireNonNull(closedAt, "closedAt");
        }
    }

    record CaseReopened(int closure, Instant reopenedAt) {
        CaseReopened {
            requirePositive(closure, "closure");
            requireNonNull(reopenedAt, "reopenedAt");
        }
    }

    private static Optional<MediationCommand> claimed(UUID caseId, CaseClaimed e, Envelope envelope) {
        return switch (e.path()) {
            case "MEDIATION" ->
                Optional.of(new OpenMediation(
                        e.custody(), e.unit(), e.worker(), e.category(), e.place(), e.parties(), envelope.time()));
            case "COURT" ->
                Optional.of(
                        new FileFastTrack(caseId, e.custody(), e.unit(), e.category(), e.parties(), envelope.time()));
            default -> Optional.empty();
        };
    }

    private static void requirePositive(int number, String name) {
        if (number < 1) {
            throw new IllegalArgumentException(name + " counts from 1");
        }
    }
}
