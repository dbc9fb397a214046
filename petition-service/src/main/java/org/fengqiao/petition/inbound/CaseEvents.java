package org.fengqiao.petition.inbound;

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
import org.fengqiao.petition.model.DiscontinuationCause;
import org.fengqiao.petition.model.Party;
import org.fengqiao.petition.model.Petition;
import org.fengqiao.petition.model.PetitionCommand;
import org.fengqiao.petition.model.PetitionCommand.DiscontinuePetition;
import org.fengqiao.petition.model.PetitionCommand.EndWithTheCase;
import org.fengqiao.petition.model.PetitionCommand.OpenPetition;
import org.fengqiao.petition.model.PetitionEvent;

/** What the petition agency does about routing's events. Of each it declares the fields it uses, and no others. */
@ApplicationScoped
public class CaseEvents {

    private final Inbox<PetitionCommand> inbox;

    CaseEvents(
            PollTransactions transactions,
            CaseLedger<PetitionCommand, Petition, PetitionEvent> ledger,
            ParkingLot parkingLot,
            KeyRings keys,
            ObjectMapper json) {
        var reader = CaseEventReader.<PetitionCommand>of(ledger.service(), json)
                .on(
                        "fengqiao.routing.case-claimed.v1",
                        CaseClaimed.class,
                        CaseEvents::claimed,
                        e -> Territory.of(e.place(), e.unit()))
                .on(
                        "fengqiao.routing.case-returned.v1",
                        CustodyLeft.class,
                        (_, e, envelope) -> Optional.of(
                                new DiscontinuePetition(e.custody(), DiscontinuationCause.RETURNED, envelope.time())))
                .on(
                        "fengqiao.routing.case-escalated.v1",
                        CustodyLeft.class,
                        (_, e, envelope) -> Optional.of(
                                new DiscontinuePetition(e.custody(), DiscontinuationCause.ESCALATED, envelope.time())))
                .on(
                        "fengqiao.routing.case-closed.v1",
                        CaseClosed.class,
                        (_, e, _) -> Optional.of(new EndWithTheCase(e.closedAt())))
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
            requirePositive(custody);
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
            requirePositive(custody);
        }
    }

    record CaseClosed(Instant closedAt) {
        CaseClosed {
            requireNonNull(closedAt, "closedAt");
        }
    }

    private static Optional<PetitionCommand> claimed(UUID caseId, CaseClaimed e, Envelope envelope) {
        return e.path().equals("PETITION")
                ? Optional.of(new OpenPetition(
                        caseId,
                        e.custody(),
                        e.unit(),
                        e.worker(),
                        e.category(),
                        e.place(),
                        e.parties(),
                        envelope.time()))
                : Optional.empty();
    }

    private static void requirePositive(int custody) {
        if (custody < 1) {
            throw new IllegalArgumentException("custody counts from 1");
        }
    }
}
