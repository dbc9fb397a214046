package org.fengqiao.kernel.service;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;
import jakarta.ws.rs.core.Response;

import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.decision.Cause;
import org.fengqiao.kernel.eventstore.CurrentCase;
import org.fengqiao.kernel.eventstore.Docket;
import org.fengqiao.kernel.eventstore.Ledger;
import org.fengqiao.kernel.eventstore.Order;
import org.fengqiao.kernel.eventstore.Ruling;
import org.fengqiao.kernel.legalclock.DeadlineEvent;
import org.fengqiao.kernel.legalclock.DeadlineOrder;
import org.fengqiao.kernel.legalclock.Deadlines;
import org.fengqiao.kernel.proof.LinkedEvent;
import org.fengqiao.kernel.web.Caller;

/**
 * A service that takes commands about cases. A service extends it once, as a singleton bean; its resources inject that
 * class, and so spell out its types nowhere else. The kernel injects {@code CaseService<?, ?, ?>}: whatever else is
 * done with a service's declaration, the kernel does.
 *
 * @param <C> the commands
 * @param <S> the states
 * @param <E> the events
 */
public abstract non-sealed class CaseService<C, S, E> extends RecordingService<C, S, E> {

    private final CaseModel<C, S, E> model;

    /**
     * A service of this declaration.
     *
     * @throws IllegalStateException if a rule waits for an event type that this service does not record
     */
    protected CaseService(CaseModel<C, S, E> model, ServiceEnvironment environment) {
        super(
                Ledger.ofCases(
                        model.types(),
                        model.decider(),
                        model.policy(),
                        environment.legalClock(),
                        model.view(),
                        environment.json(),
                        environment.protection(),
                        environment.clock()),
                environment);
        this.model = model;
    }

    /** Returns what the service declares. */
    public final CaseModel<C, S, E> model() {
        return model;
    }

    /** The case as it is now, for reading. Version 0 if this service has never heard of it. */
    public final Uni<CurrentCase<S>> current(UUID caseId) {
        return currentStream(caseId);
    }

    /** These cases as they are now, for reading; one that this service has never heard of has version 0. */
    public final Uni<Map<UUID, CurrentCase<S>>> current(Collection<UUID> cases) {
        return currentStreams(cases);
    }

    /** The stored events of the case, oldest first. */
    public final Uni<List<LinkedEvent>> events(UUID caseId) {
        return eventsOfStream(caseId);
    }

    /** Takes a command about a known case: 200 with {@code {caseId, version}}. */
    public final Uni<Response> handle(Caller caller, UUID caseId, C command) {
        return handle(caller, caseId, command, 200, null, _ -> Map.of());
    }

    /**
     * Takes a command.
     *
     * @param status of the answer if it holds
     * @param location of what was made; null if nothing was
     * @param answer what the answer says beside {@code caseId} and {@code version}
     */
    public final Uni<Response> handle(
            Caller caller, UUID caseId, C command, int status, @Nullable String location, Answer<S, E> answer) {
        return handle(caller, caseId, command, status, location, answer, Derived.NOTHING);
    }

    /**
     * Takes a command.
     *
     * @param status of the answer if it holds
     * @param location of what was made; null if nothing was
     * @param answer what the answer says beside {@code caseId} and {@code version}; kept in clear for a repeat
     * @param derived what it says beside that, and what is not kept
     */
    public final Uni<Response> handle(
            Caller caller,
            UUID caseId,
            C command,
            int status,
            @Nullable String location,
            Answer<S, E> answer,
            Derived derived) {
        return take(
                caller,
                idOf(caseId),
                (docket, cause) -> docket.decide(new Order<>(caseId, command, cause)),
                status,
                location,
                answer,
                derived,
                RecordingService::nothing);
    }

    /**
     * Takes what concerns a known case and another one, in one transaction: 200 with {@code {caseId, version}} of the
     * first. If any part of it is refused nothing is recorded, of either.
     *
     * @param caseId to whose version a precondition refers
     * @param other the other case; the same one is allowed, for the decider to refuse
     * @param decision decides about both, and answers the ruling on the first or the refusal of either
     */
    public final Uni<Response> handleTogether(
            Caller caller, UUID caseId, UUID other, BiFunction<Docket<C, S, E>, Cause, Ruling<S, E>> decision) {
        return take(
                caller,
                idOf(caseId),
                caseId.equals(other) ? List.of(caseId) : List.of(caseId, other),
                decision,
                200,
                null,
                _ -> Map.of(),
                Derived.NOTHING,
                RecordingService::nothing);
    }

    /** Takes what is asked of the legal clock about a deadline of a known case: 200 with {@code {caseId, version}}. */
    public final Uni<Response> handleDeadline(Caller caller, UUID caseId, DeadlineOrder order) {
        return handleDeadline(caller, caseId, order, _ -> Map.of());
    }

    /**
     * Takes what is asked of the legal clock about a deadline of a known case.
     *
     * @param answer what the answer says beside {@code caseId} and {@code version}
     */
    public final Uni<Response> handleDeadline(
            Caller caller, UUID caseId, DeadlineOrder order, Answer<Deadlines, DeadlineEvent> answer) {
        return take(
                caller,
                idOf(caseId),
                (docket, cause) -> docket.decide(caseId, order, cause),
                200,
                null,
                answer,
                Derived.NOTHING,
                RecordingService::nothing);
    }

    private static Id idOf(UUID caseId) {
        return new Id(caseId, "caseId", caseId);
    }
}
