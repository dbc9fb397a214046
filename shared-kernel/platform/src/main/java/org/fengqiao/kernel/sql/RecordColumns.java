package org.fengqiao.kernel.sql;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.vertx.sqlclient.Row;
import org.jspecify.annotations.Nullable;

/**
 * Columns that are read into a record: each component from the column that is called as it is, in lower case with
 * underscores. A component is a text, a number, an identifier, a time, or a constant by its name.
 *
 * @param <T> the records
 */
public final class RecordColumns<T extends Record> {

    private final List<String> names;
    private final Class<?>[] types;
    private final Constructor<T> constructor;

    private RecordColumns(Class<T> type) {
        var components = type.getRecordComponents();
        this.names = Stream.of(components).map(RecordColumns::name).toList();
        this.types = Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            this.constructor = type.getDeclaredConstructor(types);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("a record without its constructor: " + type, e);
        }
    }

    /** The columns of these records. */
    public static <T extends Record> RecordColumns<T> of(Class<T> type) {
        return new RecordColumns<>(type);
    }

    /** Returns the names of the columns, separated by commas. */
    public String names() {
        return String.join(", ", names);
    }

    /** Makes a record of a row. */
    public T read(Row row) {
        try {
            return constructor.newInstance(IntStream.range(0, types.length)
                    .mapToObj(at -> value(types[at], row.getValue(names.get(at))))
                    .toArray());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a row that is none of " + constructor.getDeclaringClass(), e);
        }
    }

    private static String name(RecordComponent component) {
        return component.getName().replaceAll("[A-Z]", "_$0").toLowerCase(Locale.ROOT);
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // only constants of the type itself are looked for
    private static @Nullable Object value(Class<?> type, @Nullable Object value) {
        if (value instanceof OffsetDateTime time && type == Instant.class) {
            return time.toInstant();
        }
        if (value instanceof String name && type.isEnum()) {
            return Enum.valueOf((Class<? extends Enum>) type, name);
        }
        return value;
    }
}
