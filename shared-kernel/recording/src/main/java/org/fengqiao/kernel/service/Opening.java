package org.fengqiao.kernel.service;

import java.util.Collection;
import java.util.function.UnaryOperator;

import io.smallrye.mutiny.Uni;

/**
 * Opens what commands carry in closed boxes, or gives them the keys to what their cases have on record, for a service
 * that must read some of it to decide: all keys of a poll at once.
 *
 * @param <C> the service's commands
 */
@FunctionalInterface
public interface Opening<C> {

    /** Brings the keys for all these commands; the answer opens any one of them. */
    Uni<UnaryOperator<C>> of(Collection<C> commands);

    /** For a service that only passes on what is closed. */
    static <C> Opening<C> none() {
        return _ -> Uni.createFrom().item(UnaryOperator.identity());
    }
}
