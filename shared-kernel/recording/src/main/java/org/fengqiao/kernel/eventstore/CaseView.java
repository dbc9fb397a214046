package org.fengqiao.kernel.eventstore;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;

import org.fengqiao.kernel.legalclock.Deadlines;
import org.fengqiao.kernel.refold.ViewTable;

/**
 * A service's own read model, written in the transaction of the events it shows: a queue, a list of what is waiting, a
 * way to find a case.
 *
 * @param <S> the states it is made from
 */
@FunctionalInterface
public interface CaseView<S> {

    /**
     * Writes the rows of all cases that changed in a batch, in one statement (or a fixed number of them), however many
     * cases.
     *
     * <p>Other statements are under way on the session: it takes {@link org.fengqiao.kernel.sql.Statement}s alone.
     *
     * @param changed each case once, in its latest state; never empty
     */
    Uni<Void> write(Mutiny.StatelessSession session, List<Changed<S>> changed);

    /**
     * Returns the tables that {@link #write} writes to: all of them, or it cannot be folded again. Without any it is
     * left alone by whoever folds cases again.
     */
    default List<ViewTable> tables() {
        return List.of();
    }

    /** Returns the views that this one is made of, in their order; itself if it is one. */
    default List<CaseView<S>> parts() {
        return List.of(this);
    }

    /**
     * A case that got new events.
     *
     * @param version the number of its events in this service
     * @param deadlines its deadlines in this service, ended ones included
     * @param at when the last of its events was recorded
     */
    record Changed<S>(UUID caseId, long version, S state, Deadlines deadlines, Instant at) {}

    /** Returns a view that is this one and the other, in this order. */
    default CaseView<S> and(CaseView<S> other) {
        return new BothViews<>(this, other);
    }

    /** Returns the view of a service whose streams answer all its questions. */
    static <S> CaseView<S> none() {
        return (_, _) -> Uni.createFrom().voidItem();
    }
}
