package org.fengqiao.kernel.sql;

import static java.util.stream.Collectors.joining;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Locale;
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

    private final RecordComponent[] components;
    private final Constructor<T> constructor;

    private RecordColumns(Class<T> type) {
        this.components = type.getRecordComponents();
        try {
            this.constructor = type.getDeclaredConstructor(
                    Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
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
        return Arrays.stream(components).map(RecordColumns::name).collect(joining(", "));
    }

    /** Makes a record of a row. */
    public T read(Row row) {
        try {
            return constructor.newInstance(Arrays.stream(components)
                    .map(component -> value(component.getType(), row.getValue(name(component))))
                    .toArray());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a row that is none of " + constructor.getDeclaringClass(), e);
        }
    }

    private static String name(RecordComponent component) {
        return component.getName().replaceAll("[A-Z]", "_$0").toLowerCase(Locale.ROOT);
    }

    private static @Nullable Object value(Class<?> type, @Nullable Object value) {
        if (value instanceof OffsetDateTime time && type == Instant.class) {
            return time.toInstant();
        }
        if (value instanceof String name && type.isEnum()) {
            return constant(type, name);
        }
        return value;
    }

    private static Object constant(Class<?> type, String name) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> ((Enum<?>) constant).name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no constant of " + type + ": " + name));
    }
}
