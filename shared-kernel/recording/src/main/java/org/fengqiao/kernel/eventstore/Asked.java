package org.fengqiao.kernel.eventstore;

import io.smallrye.mutiny.Uni;

/**
 * Question beside the streams of a transaction's cases, put to the database in the round trip in which they are loaded.
 * Commits of others in between are seen by the second of the two only, so that their order matters.
 *
 * @param question asked by {@link org.fengqiao.kernel.sql.Statement}s alone; its answer is never null
 * @param first whether it is asked before the streams are read; otherwise after them
 * @param <A> the answer
 */
public record Asked<A>(Uni<A> question, boolean first) {

    /** Returns a question that is asked before the streams are read: they are no older than its answer. */
    public static <A> Asked<A> before(Uni<A> question) {
        return new Asked<>(question, true);
    }

    /** Returns a question that is asked after the streams were read: its answer is no older than they are. */
    public static <A> Asked<A> after(Uni<A> question) {
        return new Asked<>(question, false);
    }
}
