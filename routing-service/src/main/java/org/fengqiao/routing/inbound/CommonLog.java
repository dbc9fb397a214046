package org.fengqiao.routing.inbound;

import static java.util.Objects.requireNonNullElse;
import static java.util.stream.Collectors.toSet;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import jakarta.validation.constraints.Positive;

import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.keys.KeyRings;
import org.fengqiao.kernel.messaging.Envelope;
import org.fengqiao.kernel.sealing.PersonalComponents;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.sealing.Purpose;
import org.fengqiao.kernel.service.FollowedEvents;
import org.fengqiao.kernel.value.Money;
import org.fengqiao.kernel.value.Party;
import org.fengqiao.kernel.value.Place;
import org.fengqiao.kernel.value.Territory;
import org.fengqiao.routing.model.Outcome;
import org.fengqiao.routing.model.RetriageCause;
import org.fengqiao.routing.model.RoutingCommand;
import org.fengqiao.routing.model.RoutingCommand.FollowParties;
import org.fengqiao.routing.model.RoutingCommand.MergeCase;
import org.fengqiao.routing.model.RoutingCommand.NoteAgreement;
import org.fengqiao.routing.model.RoutingCommand.NoteDelivery;
import org.fengqiao.routing.model.RoutingCommand.RecordAnswer;
import org.fengqiao.routing.model.RoutingCommand.RecordBreach;
import org.fengqiao.routing.model.RoutingCommand.RecordConclusion;
import org.fengqiao.routing.model.RoutingCommand.RecordFailure;
import org.fengqiao.routing.model.RoutingCommand.RecordPerformance;
import org.fengqiao.routing.model.RoutingCommand.RecordRepeat;
import org.fengqiao.routing.model.RoutingCommand.RecordRound;
import org.fengqiao.routing.model.RoutingCommand.RecordUrgency;
import org.fengqiao.routing.model.RoutingCommand.SeparateCase;
import org.fengqiao.routing.model.RoutingCommand.Told;
import org.fengqiao.routing.model.RoutingCommand.TriageCase;
import org.fengqiao.routing.model.RoutingCommand.WithdrawCase;
import org.fengqiao.routing.model.SupervisionRules;
import org.fengqiao.routing.model.TriageFacts;
import org.fengqiao.routing.model.TriageFacts.Circumstances;
import org.fengqiao.routing.model.Units;

/** The events that routing follows on the common log: those of intake, mediation and petition. */
public final class CommonLog {

    /** Services whose deadlines are supervised; routing reads those of its own like the others. */
    private static final List<String> SERVICES = List.of("intake", "routing", "mediation", "petition");

    private CommonLog() {}

    /**
     * The events, and what each asks.
     *
     * @param keys open what triage has to read
     * @param supervision tells which deadlines are supervised
     * @param units the units in force, as they are when they are asked for
     */
    public static FollowedEvents<RoutingCommand> followed(
            KeyRings keys, SupervisionRules supervision, Supplier<Units> units) {
        var followed = FollowedEvents.<RoutingCommand>list();
        for (var service : SERVICES) {
            SupervisedDeadlines.of(service, supervision, followed);
        }
        return followed.telling(
                        "fengqiao.intake.case-registered.v1",
                        CaseRegistered.class,
                        e -> Optional.of(Territory.of(e.place())))
                .telling(
                        "fengqiao.petition.kind-judged.v1",
                        KindJudged.class,
                        e -> Optional.of(Territory.keptFrom(e.accused())))
                .on("fengqiao.intake.case-accepted.v1", CaseAccepted.class, CaseAccepted::command)
                .on(
                        "fengqiao.intake.case-withdrawn.v1",
                        CaseWithdrawn.class,
                        (_, envelope) -> new WithdrawCase(envelope.id(), envelope.time()))
                .on("fengqiao.intake.party-joined.v1", PartiesTold.class, (e, envelope) -> e.command(envelope))
                .on("fengqiao.intake.party-corrected.v1", PartiesTold.class, (e, envelope) -> e.command(envelope))
                .on("fengqiao.intake.party-removed.v1", PartiesTold.class, (e, envelope) -> e.command(envelope))
                .on("fengqiao.mediation.mediation-concluded.v1", MediationConcluded.class, MediationConcluded::command)
                .on(
                        "fengqiao.mediation.agreement-signed.v1",
                        AgreementSigned.class,
                        (_, e, envelope) -> e.command(envelope))
                .on("fengqiao.mediation.fast-track-decided.v1", FastTrackDecided.class, FastTrackDecided::command)
                .on("fengqiao.mediation.revisit-answered.v1", RevisitAnswered.class, (e, _) -> e.command())
                .on("fengqiao.mediation.revisit-completed.v1", RevisitCompleted.class, (e, _) -> e.command())
                .on(
                        "fengqiao.mediation.obligation-performed.v1",
                        ObligationPerformed.class,
                        (e, envelope) -> new RecordPerformance(e.overdue(), envelope.time()))
                .on(
                        "fengqiao.mediation.obligation-breached.v1",
                        ObligationBreached.class,
                        (_, envelope) -> new RecordBreach(envelope.time()))
                .on(
                        "fengqiao.petition.petition-concluded.v1",
                        PetitionConcluded.class,
                        (e, envelope) -> new RecordConclusion(
                                e.custody(), Outcome.PETITION_CONCLUDED, envelope.id(), e.concludedAt()))
                .on(
                        "fengqiao.petition.relief-delivered.v1",
                        ReliefDelivered.class,
                        (_, envelope) -> new NoteDelivery(envelope.id()))
                .on(
                        "fengqiao.intake.urgency-reported.v1",
                        UrgencyReported.class,
                        (e, envelope) -> new RecordUrgency(e.kind(), learned(envelope)))
                // In the stream of the case that carries on: closed, it is back.
                .on(
                        "fengqiao.intake.repeat-joined.v1",
                        RepeatJoined.class,
                        (e, envelope) -> new RecordRepeat(e.repeat(), envelope.time()))
                // In the stream of the other one.
                .on(
                        "fengqiao.intake.repeat-linked.v1",
                        RepeatLinked.class,
                        (e, envelope) -> new MergeCase(e.of(), envelope.time()))
                .on(
                        "fengqiao.intake.repeat-unlinked.v1",
                        RepeatLinked.class,
                        (e, envelope) -> new SeparateCase(e.of(), envelope.time()))
                .forgetting("fengqiao.intake.subject-erased.v1")
                .opening(commands -> opening(keys, units, commands))
                .build();
    }

    /**
     * Triage looks for words in the summary and in the hint, and for units among the parties, so these are opened for
     * that.
     */
    private static Uni<UnaryOperator<RoutingCommand>> opening(
            KeyRings keys, Supplier<Units> units, Collection<RoutingCommand> commands) {
        var subjects = commands.stream()
                .flatMap(command -> switch (command) {
                    case TriageCase c -> PersonalComponents.subjectsIn(List.of(c.facts(), c.parties())).stream();
                    case FollowParties c -> PersonalComponents.subjectsIn(List.of(c.parties())).stream();
                    default -> Stream.empty(); // nothing is read in clear to decide about it
                })
                .collect(toSet());
        return keys.toOpen(Purpose.HANDLING_THE_CASE, subjects).map(ring -> command -> switch (command) {
            case TriageCase c -> c.opened(ring, units.get());
            case FollowParties c -> c.opened(ring, units.get());
            default -> command;
        });
    }

    /** A change of the parties; they are told whole, so that the latest counts. */
    record PartiesTold(List<Party> parties) {
        FollowParties command(Envelope envelope) {
            return new FollowParties(parties, Set.of(), envelope.time());
        }
    }

    record CaseAccepted(
            String channel,
            @Nullable PersonalText categoryHint,
            PersonalText summary,
            @Nullable Money amount,
            @Nullable Integer groupSize,
            Place place,
            List<Party> parties,
            Instant receivedAt,
            @Nullable Integer repeats,
            @Nullable List<String> urgent) {
        TriageCase command(Envelope envelope) {
            return new TriageCase(
                    new TriageFacts(
                            channel,
                            categoryHint,
                            summary,
                            amount,
                            groupSize,
                            Circumstances.of(parties, requireNonNullElse(repeats, 0), receivedAt)),
                    new Told(categoryHint, summary),
                    place,
                    parties,
                    Set.of(),
                    receivedAt,
                    requireNonNullElse(urgent, List.of()),
                    learned(envelope));
        }
    }

    /** Somebody of the case was relieved. */
    record ReliefDelivered() {}

    /** A case that may be late before it is accepted. */
    record CaseRegistered(Place place) {}

    record CaseWithdrawn() {}

    /** Outcome of a mediation, by mediation's codes. */
    enum Result {
        AGREED,
        CONFIRMED,
        CONFIRMATION_REFUSED,
        FAILED,
        REFUSED
    }

    record MediationConcluded(@Positive int custody, Result result, Instant concludedAt) {
        RoutingCommand command(Envelope envelope) {
            return switch (result) {
                case AGREED -> new RecordConclusion(custody, Outcome.AGREED, envelope.id(), concludedAt);
                case CONFIRMED -> new RecordConclusion(custody, Outcome.CONFIRMED, envelope.id(), concludedAt);
                case CONFIRMATION_REFUSED ->
                    new RecordFailure(custody, RetriageCause.CONFIRMATION_REFUSED, learned(envelope));
                case FAILED -> new RecordFailure(custody, RetriageCause.MEDIATION_FAILED, learned(envelope));
                case REFUSED -> new RecordFailure(custody, RetriageCause.MEDIATION_REFUSED, learned(envelope));
            };
        }
    }

    /** An agreement that is not to be confirmed ends the mediation at once, which says all. */
    record AgreementSigned(Boolean confirmationIntended) {
        Optional<RoutingCommand> command(Envelope envelope) {
            return confirmationIntended ? Optional.of(new NoteAgreement(envelope.id())) : Optional.empty();
        }
    }

    /** Decision of the tribunal, by the court's codes. */
    enum Decided {
        ADJUDICATED,
        SETTLED,
        DISMISSED
    }

    record FastTrackDecided(@Positive int custody, Decided outcome, Instant decidedAt) {
        RoutingCommand command(Envelope envelope) {
            return switch (outcome) {
                case ADJUDICATED -> new RecordConclusion(custody, Outcome.ADJUDICATED, envelope.id(), decidedAt);
                case SETTLED -> new RecordConclusion(custody, Outcome.AGREED, envelope.id(), decidedAt);
                case DISMISSED -> new RecordFailure(custody, RetriageCause.FAST_TRACK_DISMISSED, learned(envelope));
            };
        }
    }

    /** Word of a party about an obligation, by mediation's codes. */
    enum Said {
        PERFORMED,
        NOT_YET_DUE,
        NOT_PERFORMED
    }

    record ObligationAnswer(Said said) {}

    record RevisitAnswered(
            @Positive int closure,
            Integer satisfaction,
            List<ObligationAnswer> obligations,
            Boolean newTrouble,
            Instant answeredAt) {
        RecordAnswer command() {
            return new RecordAnswer(
                    closure,
                    satisfaction,
                    obligations.stream().anyMatch(one -> one.said() == Said.NOT_PERFORMED),
                    newTrouble,
                    answeredAt);
        }
    }

    record RevisitCompleted(
            @Positive int closure,
            @Positive int round,
            @Positive int ordinal,
            Integer reached,
            @Nullable Integer lowestSatisfaction,
            Integer overdue,
            Instant completedAt) {
        RecordRound command() {
            return new RecordRound(closure, round, ordinal, reached, lowestSatisfaction, overdue, completedAt);
        }
    }

    record UrgencyReported(String kind) {}

    record RepeatJoined(UUID repeat) {}

    /** A link that was made or undone. */
    record RepeatLinked(UUID of) {}

    record ObligationPerformed(Integer overdue) {}

    record ObligationBreached() {}

    /** A petition's kind; an accusation is kept from those whom it is about. */
    record KindJudged(List<String> accused) {}

    record PetitionConcluded(@Positive int custody, Instant concludedAt) {}

    /**
     * Returns the time at which the other service knew of it. It chooses the table in force; the effective time may be
     * a partner's word, and long ago.
     */
    private static Instant learned(Envelope envelope) {
        return requireNonNullElse(envelope.recordedTime(), envelope.time());
    }
}
