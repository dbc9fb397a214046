package org.fengqiao.kernel.service;

import java.util.List;
import java.util.Map;
import jakarta.ws.rs.core.Response;

import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.eventstore.CurrentCase;
import org.fengqiao.kernel.eventstore.Ledger;
import org.fengqiao.kernel.eventstore.Order;
import org.fengqiao.kernel.proof.LinkedEvent;
import org.fengqiao.kernel.web.Caller;

/**
 * A service that takes commands about the entries of one register. A register extends it once, as a singleton bean.
 *
 * @param <C> the commands
 * @param <S> the states of one entry
 * @param <E> the events
 */
public abstract non-sealed class RegisterService<C, S, E> extends RecordingService<C, S, E> {

    private final RegisterModel<C, S, E> model;

    /** A register of this declaration. */
    protected RegisterService(RegisterModel<C, S, E> model, ServiceEnvironment environment) {
        super(
                Ledger.ofRegister(
                        model.types(),
                        event -> model.subjectOf(model.entry().apply(event)),
                        model.decider(),
                        environment.legalClock(),
                        model.view(),
                        environment.json(),
                        environment.protection(),
                        environment.clock()),
                environment);
        this.model = model;
    }

    /** Returns what the register declares. */
    public final RegisterModel<C, S, E> model() {
        return model;
    }

    /** The entry as it is now, for reading. Version 0 if there is none. */
    public final Uni<CurrentCase<S>> current(String entry) {
        return currentStream(model.idOf(entry));
    }

    /** Returns the stored events of the entry, oldest first. */
    public final Uni<List<LinkedEvent>> events(String entry) {
        return eventsOfStream(model.idOf(entry));
    }

    /** Takes a command about an entry: 200 with {@code {id, version}}. */
    public final Uni<Response> handle(Caller caller, String entry, C command) {
        return handle(caller, entry, command, 200, null);
    }

    /**
     * Takes a command about an entry: {@code {id, version}}.
     *
     * @param status of the answer if it holds
     * @param location of what was made; null if nothing was
     */
    public final Uni<Response> handle(
            Caller caller, String entry, C command, int status, @Nullable String location) {
        return handle(caller, entry, command, status, location, _ -> Map.of());
    }

    /**
     * Takes a command about an entry.
     *
     * @param status of the answer if it holds
     * @param location of what was made; null if nothing was
     * @param answer what the answer says beside {@code id} and {@code version}; kept in clear for a repeat
     */
    public final Uni<Response> handle(
            Caller caller, String entry, C command, int status, @Nullable String location, Answer<S, E> answer) {
        var id = new Id(model.idOf(entry), "id", entry);
        return take(
                caller,
                id,
                (docket, cause) -> docket.decide(new Order<>(id.stream(), command, cause)),
                status,
                location,
                answer,
                Derived.NOTHING);
    }
}
