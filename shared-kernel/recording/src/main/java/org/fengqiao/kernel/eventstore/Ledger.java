package org.fengqiao.kernel.eventstore;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.decision.Decider;
import org.fengqiao.kernel.decision.EventTypes;
import org.fengqiao.kernel.legalclock.LegalClock;
import org.fengqiao.kernel.refold.RefoldSource;
import org.fengqiao.kernel.sql.Pipeline;

/**
 * Ledger in which a model meets its database: one for a service's cases, and one for each of its registers. HTTP calls,
 * topics and deadlines all decide through it, so that there is one way in which an event comes about.
 *
 * @param <C> the commands
 * @param <S> the states
 * @param <E> the events
 */
public final class Ledger<C, S, E> {

    private final LedgerRules<C, S, E> rules;
    private final EventStore<E> store;
    private final RecordingWriter<S> writer;
    private final Redelivery redelivery;
    private final CaseView<S> view;
    private final InstantSource clock;

    private Ledger(
            LedgerRules<C, S, E> rules,
            EventStore<E> store,
            CaseView<S> view,
            RecordProtection protection,
            InstantSource clock) {
        this.rules = rules;
        this.store = store;
        this.writer = new RecordingWriter<>(store, view, protection);
        this.view = view;
        this.redelivery = new Redelivery(protection.envelopes());
        this.clock = clock;
    }

    /**
     * Returns the ledger of a service's cases.
     *
     * @param policy what else is written with an event
     * @param legalClock decides about the deadlines that the policy asks for
     * @param view the read model written with it
     * @param protection closes what is personal in its events, links and marks them
     * @param clock for the recorded time
     * @throws IllegalStateException if a rule waits for an event type that this service does not record: nobody would
     *     ever start it
     */
    public static <C, S, E> Ledger<C, S, E> ofCases(
            EventTypes<E> types,
            Decider<C, S, E> decider,
            Consequence.Policy<S, E> policy,
            LegalClock legalClock,
            CaseView<S> view,
            ObjectMapper json,
            RecordProtection protection,
            InstantSource clock) {
        var dead = legalClock.rules().startedBy(types.names(), types.service());
        if (!dead.isEmpty()) {
            throw new IllegalStateException(String.join("; ", dead));
        }
        var rules = LedgerRules.of(types, decider, policy, legalClock);
        return new Ledger<>(rules, new EventStore<>(types, json, _ -> null), view, protection, clock);
    }

    /**
     * Returns the ledger of a register: each entry has a stream. Nothing else follows from its events.
     *
     * @param entry names the entry that an event is about, such as {@code units/kundulun-centre}
     * @param view the read model written with an event
     * @param legalClock the service's
     * @param protection closes what is personal in its events, links and marks them
     * @param clock for the recorded time
     */
    public static <C, S, E> Ledger<C, S, E> ofRegister(
            EventTypes<E> types,
            Function<E, String> entry,
            Decider<C, S, E> decider,
            LegalClock legalClock,
            CaseView<S> view,
            ObjectMapper json,
            RecordProtection protection,
            InstantSource clock) {
        var rules = LedgerRules.of(types, decider, _ -> List.of(), legalClock);
        return new Ledger<>(rules, new EventStore<>(types, json, entry::apply), view, protection, clock);
    }

    /** Returns the service's name, such as {@code mediation}. */
    public String service() {
        return rules.types().service();
    }

    /** The service's time. */
    public Instant now() {
        return clock.instant();
    }

    /** The streams, for those who only read. */
    public EventStore<E> store() {
        return store;
    }

    /**
     * Returns the streams as ones that can be folded again.
     *
     * @param name of the streams
     * @param entries the beginning of the entries of a register that they are about; null for cases
     */
    public RefoldSource refolding(String name, @Nullable String entries) {
        return new LedgerRefold<>(name, entries, rules, store, view);
    }

    /** The messages to partners, once more. */
    public Redelivery redelivery() {
        return redelivery;
    }

    /** The clock by which the service's deadlines are decided and explained. */
    public LegalClock legalClock() {
        return rules.legalClock();
    }

    /**
     * Loads cases in one query, has them decided in memory, and writes what came of it, in the session's transaction.
     * It must not commit if this fails: with a lost race (see {@link Conflicts}), with {@link
     * org.fengqiao.kernel.sealing.CannotSeal} if words come too late, or with whatever {@code decisions} throws; in
     * that last case nothing has been written.
     *
     * @param decisions decides about these cases and no others
     * @return what {@code decisions} answers, when everything is written
     */
    public <T> Uni<T> decide(
            Mutiny.StatelessSession session, Collection<UUID> cases, Function<Docket<C, S, E>, T> decisions) {
        return decide(session, cases, decisions, _ -> Uni.createFrom().voidItem());
    }

    /**
     * Does as {@link #decide(Mutiny.StatelessSession, Collection, Function)}, and has something else written that
     * follows from the decisions, without waiting for the one before the other.
     *
     * @param beside writes, by {@link org.fengqiao.kernel.sql.Statement}s alone
     */
    public <T> Uni<T> decide(
            Mutiny.StatelessSession session,
            Collection<UUID> cases,
            Function<Docket<C, S, E>, T> decisions,
            Function<T, Uni<Void>> beside) {
        return store.load(session, cases).flatMap(history -> decided(session, history, decisions, beside));
    }

    /**
     * Does as {@link #decide(Mutiny.StatelessSession, Collection, Function, Function)}, and asks something else in the
     * round trip in which the cases are loaded.
     *
     * @param decisions decides, knowing what was answered
     */
    public <A, T> Uni<T> decide(
            Mutiny.StatelessSession session,
            Collection<UUID> cases,
            Asked<A> asked,
            BiFunction<Docket<C, S, E>, A, T> decisions,
            Function<T, Uni<Void>> beside) {
        record Known<A, E>(A answer, Map<UUID, History<E>> history) {}
        var loaded = store.load(session, cases);
        Uni<Known<A, E>> known = asked.first()
                ? Pipeline.both(asked.question(), loaded, Known::new)
                : Pipeline.both(loaded, asked.question(), (history, answer) -> new Known<>(answer, history));
        return known.flatMap(
                all -> decided(session, all.history(), docket -> decisions.apply(docket, all.answer()), beside));
    }

    private <T> Uni<T> decided(
            Mutiny.StatelessSession session,
            Map<UUID, History<E>> history,
            Function<Docket<C, S, E>, T> decisions,
            Function<T, Uni<Void>> beside) {
        var docket = new Docket<>(rules, history, now());
        var decided = decisions.apply(docket);
        return Pipeline.of(beside.apply(decided), writer.write(session, docket.recording()))
                .replaceWith(decided);
    }

    /** These cases as they are now, read in one query. */
    public Uni<Map<UUID, CurrentCase<S>>> current(Mutiny.StatelessSession session, Collection<UUID> cases) {
        return store.load(session, cases)
                .map(histories -> cases.stream()
                        .distinct()
                        .collect(Collectors.toMap(
                                Function.identity(),
                                caseId -> rules.current(histories.getOrDefault(caseId, History.none())))));
    }

    /** The case as it is now; version 0 and the initial state for a case never heard of. */
    public Uni<CurrentCase<S>> current(Mutiny.StatelessSession session, UUID caseId) {
        return store.load(session, List.of(caseId))
                .map(history -> rules.current(history.getOrDefault(caseId, History.none())));
    }
}
