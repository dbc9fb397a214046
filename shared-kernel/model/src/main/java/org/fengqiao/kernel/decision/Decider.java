package org.fengqiao.kernel.decision;

import java.util.List;

/**
 * Pure decisions of a service: no clock, no randomness, no I/O. Everything needed arrives in the command.
 *
 * @param <C> the sealed commands
 * @param <S> the sealed states of one case, as far as this service decides about it
 * @param <E> the sealed events
 */
public interface Decider<C, S, E> {

    /** Returns the state of a case that this service has not heard of. */
    S initial();

    /**
     * Returns the decision on a command in this state: the events to record, none if what it asks for already holds, or
     * a refusal.
     */
    Decision<E> decide(C command, S state);

    /** Returns the state after the event. Covers every event the service has ever recorded. */
    S evolve(S state, E event);

    /** Returns the state after a whole history, oldest event first. */
    default S replay(List<E> history) {
        var state = initial();
        for (var event : history) {
            state = evolve(state, event);
        }
        return state;
    }
}
