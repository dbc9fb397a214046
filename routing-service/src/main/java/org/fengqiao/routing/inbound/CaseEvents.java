package org.fengqiao.routing.inbound;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;
import static java.util.stream.Collectors.toSet;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.eventstore.CaseLedger;
import org.fengqiao.kernel.inbox.CaseEventReader;
import org.fengqiao.kernel.inbox.Inbox;
import org.fengqiao.kernel.keys.KeyRings;
import org.fengqiao.kernel.messaging.Envelope;
import org.fengqiao.kernel.messaging.ParkingLot;
import org.fengqiao.kernel.messaging.PollTransactions;
import org.fengqiao.kernel.messaging.Redrivable;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.sealing.Purpose;
import org.fengqiao.kernel.value.Money;
import org.fengqiao.kernel.value.Place;
import org.fengqiao.routing.model.Cause;
import org.fengqiao.routing.model.Outcome;
import org.fengqiao.routing.model.Party;
import org.fengqiao.routing.model.RoutingCase;
import org.fengqiao.routing.model.RoutingCommand;
import org.fengqiao.routing.model.RoutingCommand.RecordBreach;
import org.fengqiao.routing.model.RoutingCommand.RecordConclusion;
import org.fengqiao.routing.model.RoutingCommand.RecordFailure;
import org.fengqiao.routing.model.RoutingCommand.RecordPerformance;
import org.fengqiao.routing.model.RoutingCommand.RecordRevisit;
import org.fengqiao.routing.model.RoutingCommand.TriageCase;
import org.fengqiao.routing.model.RoutingCommand.WithdrawCase;
import org.fengqiao.routing.model.RoutingEvent;
import org.fengqiao.routing.model.TriageFacts;

/** What routing does about the events of intake, mediation and petition. Of each it declares the fields it uses, and no others. */
@ApplicationScoped
public class CaseEvents {

    private final Inbox<RoutingCommand> inbox;

    CaseEvents(
            PollTransactions transactions,
            CaseLedger<RoutingCommand, RoutingCase, RoutingEvent> ledger,
            ParkingLot parkingLot,
            KeyRings keys,
            ObjectMapper json) {
        var reader = CaseEventReader.<RoutingCommand>of(ledger.service(), json)
                .on(
                        "fengqiao.intake.case-accepted.v1",
                        CaseAccepted.class,
                        (_, e, envelope) -> Optional.of(e.command(envelope)))
                .on(
                        "fengqiao.intake.case-withdrawn.v1",
                        CaseWithdrawn.class,
                        (_, _, envelope) -> Optional.of(new WithdrawCase(envelope.time())))
                .on(
                        "fengqiao.mediation.mediation-concluded.v1",
                        MediationConcluded.class,
                        (_, e, envelope) -> Optional.of(e.command(envelope)))
                .on(
                        "fengqiao.mediation.fast-track-decided.v1",
                        FastTrackDecided.class,
                        (_, e, envelope) -> Optional.of(e.command(envelope)))
                .on(
                        "fengqiao.mediation.revisit-completed.v1",
                        RevisitCompleted.class,
                        (_, e, _) -> Optional.of(e.command()))
                .on(
                        "fengqiao.mediation.obligation-performed.v1",
                        ObligationPerformed.class,
                        (_, e, envelope) -> Optional.of(new RecordPerformance(e.outstanding(), envelope.time())))
                .on(
                        "fengqiao.mediation.obligation-breached.v1",
                        ObligationBreached.class,
                        (_, _, envelope) -> Optional.of(new RecordBreach(envelope.time())))
                .on(
                        "fengqiao.petition.petition-concluded.v1",
                        PetitionConcluded.class,
                        (_, e, _) -> Optional.of(
                                new RecordConclusion(e.custody(), Outcome.PETITION_CONCLUDED, e.concludedAt())))
                .forgetting(keys)
                .build();
        this.inbox = Inbox.ofCaseEvents(transactions, ledger, reader, commands -> opening(keys, commands), parkingLot);
    }

    /** Triage looks for words in the summary, so it is opened for that; names stay closed. */
    private static Uni<UnaryOperator<RoutingCommand>> opening(KeyRings keys, Collection<RoutingCommand> commands) {
        var summaries = commands.stream()
                .flatMap(command -> command instanceof TriageCase triage
                        ? Stream.of(triage.facts().summary().subject())
                        : Stream.empty())
                .collect(toSet());
        return keys.toOpen(Purpose.HANDLING_THE_CASE, summaries)
                .map(ring -> command -> command instanceof TriageCase triage ? triage.opened(ring) : command);
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

    record CaseAccepted(
            String channel,
            @Nullable String categoryHint,
            PersonalText summary,
            @Nullable Money amount,
            @Nullable Integer groupSize,
            Place place,
            List<Party> parties) {
        CaseAccepted {
            requireNonNull(channel, "channel");
            requireNonNull(summary, "summary");
            requireNonNull(place, "place");
            parties = List.copyOf(requireNonNull(parties, "parties"));
        }

        TriageCase command(Envelope envelope) {
            return new TriageCase(
                    new TriageFacts(channel, categoryHint, summary, amount, groupSize),
                    place,
                    parties,
                    learned(envelope));
        }
    }

    record CaseWithdrawn() {}

    /** How a mediation ended, in mediation's words. */
    enum Result {
        AGREED,
        CONFIRMED,
        CONFIRMATION_REFUSED,
        FAILED,
        REFUSED
    }

    record MediationConcluded(int custody, Result result, Instant concludedAt) {
        MediationConcluded {
            requirePositive(custody, "custody");
            requireNonNull(result, "result");
            requireNonNull(concludedAt, "concludedAt");
        }

        RoutingCommand command(Envelope envelope) {
            return switch (result) {
                case AGREED -> new RecordConclusion(custody, Outcome.AGREED, concludedAt);
                case CONFIRMED -> new RecordConclusion(custody, Outcome.CONFIRMED, concludedAt);
                case CONFIRMATION_REFUSED -> new RecordFailure(custody, Cause.CONFIRMATION_REFUSED, learned(envelope));
                case FAILED -> new RecordFailure(custody, Cause.MEDIATION_FAILED, learned(envelope));
                case REFUSED -> new RecordFailure(custody, Cause.MEDIATION_REFUSED, learned(envelope));
            };
        }
    }

    /** What the tribunal decided, in the court's words. */
    enum Decided {
        ADJUDICATED,
        SETTLED,
        DISMISSED
    }

    record FastTrackDecided(int custody, Decided outcome, Instant decidedAt) {
        FastTrackDecided {
            requirePositive(custody, "custody");
            requireNonNull(outcome, "outcome");
            requireNonNull(decidedAt, "decidedAt");
        }

        RoutingCommand command(Envelope envelope) {
            return switch (outcome) {
                case ADJUDICATED -> new RecordConclusion(custody, Outcome.ADJUDICATED, decidedAt);
                case SETTLED -> new RecordConclusion(custody, Outcome.AGREED, decidedAt);
                case DISMISSED -> new RecordFailure(custody, Cause.FAST_TRACK_DISMISSED, learned(envelope));
            };
        }
    }

    record RevisitCompleted(
            int closure,
            int revisit,
            @Nullable Boolean reached,
            @Nullable Integer satisfaction,
            @Nullable Boolean performed,
            @Nullable Boolean newTrouble,
            @Nullable Integer outstanding,
            Instant completedAt) {
        RevisitCompleted {
            requireNonNull(outstanding, "outstanding");
            requirePositive(closure, "closure");
            requirePositive(revisit, "revisit");
            requireNonNull(reached, "reached");
            requireNonNull(completedAt, "completedAt");
        }

        RecordRevisit command() {
            return new RecordRevisit(
                    closure,
                    revisit,
                    Boolean.TRUE.equals(reached),
                    satisfaction,
                    performed,
                    newTrouble,
                    outstanding,
                    completedAt);
        }
    }

    record ObligationPerformed(@Nullable Integer outstanding) {
        ObligationPerformed {
            requireNonNull(outstanding, "outstanding");
        }
    }

    record ObligationBreached() {}

    record PetitionConcluded(int custody, Instant concludedAt) {
        PetitionConcluded {
            requirePositive(custody, "custody");
            requireNonNull(concludedAt, "concludedAt");
        }
    }

    /** When the other service knew of it. It chooses the table in force; the effective time may be a partner's word, and long ago. */
    private static Instant learned(Envelope envelope) {
        return requireNonNullElse(envelope.recordedTime(), envelope.time());
    }

    private static void requirePositive(int number, String name) {
        if (number < 1) {
            throw new IllegalArgumentException(name + " counts from 1");
        }
    }
}
