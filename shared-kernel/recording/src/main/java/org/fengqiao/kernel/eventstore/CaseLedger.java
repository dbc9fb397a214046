package org.fengqiao.kernel.eventstore;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;

import org.fengqiao.kernel.decision.Decider;
import org.fengqiao.kernel.decision.EventTypes;
import org.fengqiao.kernel.legalclock.Deadlines;
import org.fengqiao.kernel.legalclock.LegalClock;

/**
 * Where a service's model meets its database: one per service. HTTP calls, topics and deadlines all decide through it, so that there is one
 * way in which an event comes about.
 *
 * @param <C> the commands
 * @param <S> the states
 * @param <E> the events
 */
public final class CaseLedger<C, S, E> {

    final EventStore<E> store;
    final Decider<C, S, E> decider;
    final Consequence.Policy<S, E> policy;
    final LegalClock legalClock;
    final CaseView<S> view;
    final ObjectMapper json;
    final Safeguards safeguards;
    final InstantSource clock;
    private final String service;

    /**
     * The ledger of a service.
     *
     * @param policy what else is written with an event
     * @param legalClock decides about the deadlines that the policy asks for
     * @param view the read model written with it
     * @param safeguards close what is personal in its events, link and mark them
     * @param clock for the recorded time
     * @throws IllegalStateException if a rule waits for an event type that this service does not record: nobody would ever start it
     */
    public CaseLedger(
            EventTypes<E> types,
            Decider<C, S, E> decider,
            Consequence.Policy<S, E> policy,
            LegalClock legalClock,
            CaseView<S> view,
            ObjectMapper json,
            Safeguards safeguards,
            InstantSource clock) {
        this.store = new EventStore<>(types, json);
        this.decider = decider;
        this.policy = policy;
        this.legalClock = legalClock;
        this.view = view;
        this.json = json;
        this.safeguards = safeguards;
        this.clock = clock;
        this.service = types.service();
        var dead = legalClock.rules().startedBy(types.names(), service);
        if (!dead.isEmpty()) {
            throw new IllegalStateException(String.join("; ", dead));
        }
    }

    /** The service's name, such as {@code mediation}. */
    public String service() {
        return service;
    }

    /** The service's time. */
    public Instant now() {
        return clock.instant();
    }

    /** The streams, for those who only read. */
    public EventStore<E> store() {
        return store;
    }

    /** Opens the docket of these cases: all their streams in one query. */
    public Uni<Docket<C, S, E>> open(Mutiny.StatelessSession session, Collection<UUID> cases) {
        return store.load(session, cases).map(history -> new Docket<>(this, history));
    }

    /** The case as it stands; version 0 and the initial state for a case never heard of. */
    public Uni<Standing<S>> standing(Mutiny.StatelessSession session, UUID caseId) {
        return store.load(session, List.of(caseId)).map(history -> standing(history, caseId));
    }

    Standing<S> standing(Map<UUID, History<E>> history, UUID caseId) {
        var past = history.getOrDefault(caseId, History.none());
        return new Standing<>(past.version(), decider.replay(past.events()), Deadlines.of(past.deadlines()));
    }

    /** The clock by which the service's deadlines are decided and explained. */
    public LegalClock legalClock() {
        return legalClock;
    }

    /**
     * A case as this service sees it.
     *
     * @param version the number of its events in this service, those of its deadlines included
     * @param state what a decision needs to know
     * @param deadlines its deadlines in this service, ended ones included
     */
    public record Standing<S>(long version, S state, Deadlines deadlines) {}
}
