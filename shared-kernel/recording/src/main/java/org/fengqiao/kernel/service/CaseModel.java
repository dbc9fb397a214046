package org.fengqiao.kernel.service;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import org.fengqiao.kernel.decision.Decider;
import org.fengqiao.kernel.decision.EventTypes;
import org.fengqiao.kernel.eventstore.CaseView;
import org.fengqiao.kernel.eventstore.Consequence;

/**
 * The declaration of a service: what it decides, and what it wants the kernel to do about it.
 *
 * @param <C> the commands
 * @param <S> the states
 * @param <E> the events
 * @param types the stored names of its events
 * @param decider decides its commands
 * @param policy what else is written with an event
 * @param view the read model written with it
 * @param follows the events of other services that it follows on the common log
 * @param watches the events of other services that it keeps a list of
 * @param afterDeadline what follows for a case when a deadline has passed, empty if nothing does; it should hold (as
 *     nothing to record) where the case has moved on
 */
public record CaseModel<C, S, E>(
        EventTypes<E> types,
        Decider<C, S, E> decider,
        Consequence.Policy<S, E> policy,
        CaseView<S> view,
        FollowedEvents<C> follows,
        Watching<?> watches,
        Function<PassedDeadline, Optional<C>> afterDeadline) {

    /** A service that decides, and nothing else: the other parts are added to it. */
    public static <C, S, E> CaseModel<C, S, E> of(EventTypes<E> types, Decider<C, S, E> decider) {
        return new CaseModel<>(
                types,
                decider,
                _ -> List.of(),
                CaseView.none(),
                FollowedEvents.none(),
                Watching.nothing(),
                _ -> Optional.empty());
    }

    /** Returns the same with this policy. */
    public CaseModel<C, S, E> policy(Consequence.Policy<S, E> policy) {
        return new CaseModel<>(types, decider, policy, view, follows, watches, afterDeadline);
    }

    /** Returns the same with this read model. */
    public CaseModel<C, S, E> view(CaseView<S> view) {
        return new CaseModel<>(types, decider, policy, view, follows, watches, afterDeadline);
    }

    /** Returns the same, following these events. */
    public CaseModel<C, S, E> follows(FollowedEvents<C> follows) {
        return new CaseModel<>(types, decider, policy, view, follows, watches, afterDeadline);
    }

    /** Returns the same, keeping a list of these events. */
    public CaseModel<C, S, E> watches(Watching<?> watches) {
        return new CaseModel<>(types, decider, policy, view, follows, watches, afterDeadline);
    }

    /** Returns the same, with what follows when a deadline has passed. */
    public CaseModel<C, S, E> afterDeadline(Function<PassedDeadline, Optional<C>> afterDeadline) {
        return new CaseModel<>(types, decider, policy, view, follows, watches, afterDeadline);
    }
}
