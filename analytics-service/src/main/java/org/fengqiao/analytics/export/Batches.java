package org.fengqiao.analytics.export;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/** Rows of an order that are read some at a time: the next ones when those before have gone. */
public final class Batches {

    private Batches() {}

    /**
     * Reads all rows.
     *
     * @param before the place before the first one
     * @param size how many are read at once; fewer are the last ones
     * @param after reads those behind a place
     * @param place returns where a row stands
     */
    public static <K extends @Nullable Object, T> Multi<T> read(
            K before, int size, Function<K, Uni<List<T>>> after, Function<? super T, ? extends K> place) {
        return Multi.createBy()
                .repeating()
                .uni(
                        () -> new AtomicReference<K>(before),
                        last -> after.apply(last.get()).invoke(read -> {
                            if (!read.isEmpty()) {
                                last.set(place.apply(read.getLast()));
                            }
                        }))
                .whilst(read -> read.size() == size)
                .onItem()
                .transformToMultiAndConcatenate(read -> Multi.createFrom().iterable(read));
    }
}
