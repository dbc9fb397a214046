package org.fengqiao.kernel.sql;

import java.util.List;
import java.util.function.BiFunction;

import io.smallrye.mutiny.CompositeException;
import io.smallrye.mutiny.Uni;
import org.hibernate.JDBCException;

/** Statements of one session that don't wait for each other's answers, and so take one round trip together. */
public final class Pipeline {

    /** SQL state of a statement in a transaction that has failed before. */
    private static final String TRANSACTION_FAILED = "25P02";

    private Pipeline() {}

    /**
     * Sends all of these, in their order, and completes when the last has answered. If some fail, it fails as the first
     * of them that did not fail only because the transaction had.
     *
     * @param writes at least one, made of {@link Statement} alone: Hibernate's own queries must not run at the same
     *     time on one session
     */
    @SafeVarargs
    @SuppressWarnings("varargs") // the array is only read
    public static Uni<Void> of(Uni<Void>... writes) {
        return Uni.join()
                .all(List.of(writes))
                .andCollectFailures()
                .onFailure(CompositeException.class)
                .transform(Pipeline::reason)
                .replaceWithVoid();
    }

    /**
     * Asks two things, in their order, and makes one of both answers. If both fail, it fails as {@link #of} does.
     *
     * @param one asked by a {@link Statement} alone
     * @param other asked by a {@link Statement} alone
     */
    public static <A, B, R> Uni<R> both(Uni<A> one, Uni<B> other, BiFunction<A, B, R> answer) {
        return Uni.combine()
                .all()
                .unis(one, other)
                .collectFailures()
                .with(answer)
                .onFailure(CompositeException.class)
                .transform(Pipeline::reason);
    }

    private static Throwable reason(Throwable all) {
        var failures = ((CompositeException) all).getCauses();
        return failures.stream()
                .filter(failure -> !(failure instanceof JDBCException e && TRANSACTION_FAILED.equals(e.getSQLState())))
                .findFirst()
                .orElse(failures.getFirst());
    }
}
