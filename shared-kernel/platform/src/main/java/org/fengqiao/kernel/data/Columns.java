package org.fengqiao.kernel.data;

import java.time.Instant;
import java.util.Collection;
import java.util.function.Function;
import java.util.function.IntFunction;

import org.jspecify.annotations.Nullable;

/** Rows as the arrays that {@code unnest} makes rows of again, so that one statement writes them all and the database plans and binds once. */
public final class Columns {

    private Columns() {}

    /**
     * One column of these rows, in their order.
     *
     * @param value its value in a row; null for none
     * @param array such as {@code UUID[]::new}
     */
    public static <T, V extends @Nullable Object> V[] column(
            Collection<T> rows, Function<T, V> value, IntFunction<V[]> array) {
        return rows.stream().map(value).toArray(array);
    }

    /** Times as texts, for {@code cast(… as timestamptz)}: exact to the microsecond, whatever the session's time zone. */
    public static <T> @Nullable String[] times(Collection<T> rows, Function<T, @Nullable Instant> value) {
        return column(
                rows,
                row -> {
                    var time = value.apply(row);
                    return time == null ? null : time.toString();
                },
                String[]::new);
    }
}
