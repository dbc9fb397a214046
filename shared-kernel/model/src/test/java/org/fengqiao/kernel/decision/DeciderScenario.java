package org.fengqiao.kernel.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

/**
 * Given past events, when a command arrives, then these events or this refusal. The whole vocabulary of a decider test.
 *
 * @param decider the decider under test
 * @param history what has happened so far
 */
public record DeciderScenario<C, S, E>(Decider<C, S, E> decider, List<E> history) {

    /** A case of which nothing is known yet. */
    public static <C, S, E> DeciderScenario<C, S, E> of(Decider<C, S, E> decider) {
        return new DeciderScenario<>(decider, List.of());
    }

    /** What has happened before; asserts nothing. */
    @SafeVarargs
    @SuppressWarnings("varargs")
    public final DeciderScenario<C, S, E> given(E... past) {
        var events = new ArrayList<>(history);
        events.addAll(List.of(past));
        return new DeciderScenario<>(decider, events);
    }

    /** What has happened before; asserts nothing. */
    public DeciderScenario<C, S, E> given(List<E> past) {
        var events = new ArrayList<>(history);
        events.addAll(past);
        return new DeciderScenario<>(decider, events);
    }

    /** The command whose decision is looked at. */
    public Outcome<S, E> when(C command) {
        return new Outcome<>(decider, history, decider.decide(command, decider.replay(history)));
    }

    /** Outcome of a decision. */
    public record Outcome<S, E>(Decider<?, S, E> decider, List<E> history, Decision<E> decision) {

        /** Exactly these events, in this order. */
        @SafeVarargs
        @SuppressWarnings("varargs")
        public final void then(E... expected) {
            assertThat(decision).isEqualTo(new Decision.Accepted<>(List.of(expected)));
        }

        /** Accepted, and nothing to record: what was asked for already holds. */
        public void thenNothing() {
            assertThat(decision).isEqualTo(new Decision.Accepted<E>(List.of()));
        }

        /** Refused for this reason. */
        public void thenRefused(Decision.Refusal because) {
            assertThat(decision).isEqualTo(new Decision.Refused<E>(because));
        }

        /** The accepted events, for a closer look or as the history of the next scenario. */
        public List<E> events() {
            assertThat(decision).isInstanceOf(Decision.Accepted.class);
            return ((Decision.Accepted<E>) decision).events();
        }

        /** The state after history and accepted events. */
        public S state() {
            var all = new ArrayList<>(history);
            all.addAll(events());
            return decider.replay(all);
        }
    }
}
