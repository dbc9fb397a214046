package org.fengqiao.intake.inbound;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

import org.fengqiao.intake.model.IntakeCase;
import org.fengqiao.intake.model.IntakeCommand;
import org.fengqiao.intake.model.IntakeCommand.AnswerClosing;
import org.fengqiao.intake.model.IntakeCommand.AnswerReopening;
import org.fengqiao.intake.model.IntakeCommand.NoteSettlement;
import org.fengqiao.intake.model.IntakeEvent;
import org.fengqiao.kernel.eventstore.CaseLedger;
import org.fengqiao.kernel.inbox.CaseEventReader;
import org.fengqiao.kernel.inbox.Inbox;
import org.fengqiao.kernel.messaging.ParkingLot;
import org.fengqiao.kernel.messaging.PollTransactions;

/** What intake does about other services' events: a closing and a reopening are told to the partner that referred the case. */
@ApplicationScoped
public class CaseEvents {

    private final Inbox<IntakeCommand> inbox;

    CaseEvents(Inbox<IntakeCommand> inbox) {
        this.inbox = inbox;
    }

    private record Closed(int closure, String outcome, Instant closedAt) {
        Closed {
            requireCounted(closure);
            requireNonNull(outcome, "outcome");
            requireNonNull(closedAt, "closedAt");
        }
    }

    private record Reopened(int closure, Instant reopenedAt) {
        Reopened {
            requireCounted(closure);
            requireNonNull(reopenedAt, "reopenedAt");
        }
    }

    private record Verified(int closure) {
        Verified {
            requireCounted(closure);
        }
    }

    private static void requireCounted(int closure) {
        if (closure < 1) {
            throw new IllegalArgumentException("closings count from 1");
        }
    }

    @Produces
    @Singleton
    static Inbox<IntakeCommand> inbox(
            PollTransactions transactions,
            CaseLedger<IntakeCommand, IntakeCase, IntakeEvent> ledger,
            ParkingLot parkingLot,
            ObjectMapper json) {
        var reader = CaseEventReader.<IntakeCommand>of("intake", json)
                .on(
                        "fengqiao.routing.case-closed.v1",
                        Closed.class,
                        (_, event, _) ->
                                Optional.of(new AnswerClosing(event.closure(), event.outcome(), event.closedAt())))
                .on(
                        "fengqiao.routing.case-reopened.v1",
                        Reopened.class,
                        (_, event, _) -> Optional.of(new AnswerReopening(event.closure(), event.reopenedAt())))
                .on(
                        "fengqiao.routing.case-verified.v1",
                        Verified.class,
                        (_, event, _) -> Optional.of(new NoteSettlement(event.closure())))
                .learningUnits(1)
                .build();
        return Inbox.ofCaseEvents(transactions, ledger, reader, parkingLot);
    }

    /** One poll of the common log. */
    @Incoming("case-events")
    public Uni<Void> onPoll(ConsumerRecords<byte[], byte[]> poll) {
        return inbox.consume(poll);
    }
}
