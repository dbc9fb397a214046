package org.fengqiao.kernel.eventstore;

import org.fengqiao.kernel.decision.Decider;
import org.fengqiao.kernel.decision.EventTypes;
import org.fengqiao.kernel.legalclock.DeadlineEvent;
import org.fengqiao.kernel.legalclock.DeadlineTypes;
import org.fengqiao.kernel.legalclock.Deadlines;
import org.fengqiao.kernel.legalclock.LegalClock;

/**
 * All that decides about the streams of a ledger. Pure.
 *
 * @param <C> the commands
 * @param <S> the states
 * @param <E> the events
 * @param types the stored names of the service's events
 * @param deadlineTypes the stored names of those of its deadlines
 * @param gapTypes the stored name of its gaps
 * @param decider decides its commands
 * @param policy what else is written with an event
 * @param legalClock decides about its deadlines
 */
record LedgerRules<C, S, E>(
        EventTypes<E> types,
        EventTypes<DeadlineEvent> deadlineTypes,
        EventTypes<RecordSetAside> gapTypes,
        Decider<C, S, E> decider,
        Consequence.Policy<S, E> policy,
        LegalClock legalClock) {

    /** Returns the rules of a service, whose deadlines are recorded under its name. */
    static <C, S, E> LedgerRules<C, S, E> of(
            EventTypes<E> types, Decider<C, S, E> decider, Consequence.Policy<S, E> policy, LegalClock legalClock) {
        return new LedgerRules<>(
                types,
                DeadlineTypes.of(types.service()),
                RecordSetAside.types(types.service()),
                decider,
                policy,
                legalClock);
    }

    /** The case after this history. */
    CurrentCase<S> current(History<E> history) {
        return new CurrentCase<>(
                history.version(), decider.replay(history.events()), Deadlines.of(history.deadlines()), history.gaps());
    }
}
