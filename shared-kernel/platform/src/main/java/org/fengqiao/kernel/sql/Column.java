package org.fengqiao.kernel.sql;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * A column of rows that are written or asked for: its name, its type in SQL, and its value in a row.
 *
 * @param <R> the rows
 */
public final class Column<R> {

    private static final Instant EARLIEST = Instant.parse("-4712-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("+294276-12-31T23:59:59Z");

    private final String name;
    private final String sqlType;
    private final String reading;
    private final Function<R, ? extends @Nullable Object> value;
    private final IntFunction<@Nullable Object[]> array;

    private Column(
            String name,
            String sqlType,
            String reading,
            Function<R, ? extends @Nullable Object> value,
            IntFunction<@Nullable Object[]> array) {
        this.name = name;
        this.sqlType = sqlType;
        this.reading = reading;
        this.value = value;
        this.array = array;
    }

    private static <R> Column<R> plain(
            String name,
            String sqlType,
            Function<R, ? extends @Nullable Object> value,
            IntFunction<@Nullable Object[]> array) {
        return new Column<>(name, sqlType, "%s", value, array);
    }

    /** A column of type {@code uuid}. */
    public static <R> Column<R> uuid(String name, Function<R, @Nullable UUID> value) {
        return plain(name, "uuid", value, UUID[]::new);
    }

    /** A column of type {@code text}. */
    public static <R> Column<R> text(String name, Function<R, @Nullable String> value) {
        return plain(name, "text", value, String[]::new);
    }

    /** A column of type {@code text} that holds the names of constants. */
    public static <R> Column<R> constant(String name, Function<R, ? extends @Nullable Enum<?>> value) {
        return text(name, row -> nameOf(value.apply(row)));
    }

    /** A column of type {@code bigint}. */
    public static <R> Column<R> bigint(String name, Function<R, @Nullable Long> value) {
        return plain(name, "bigint", value, Long[]::new);
    }

    /** A column of type {@code int}. */
    public static <R> Column<R> integer(String name, Function<R, @Nullable Integer> value) {
        return plain(name, "int", value, Integer[]::new);
    }

    /** A column of type {@code boolean}. */
    public static <R> Column<R> bool(String name, Function<R, @Nullable Boolean> value) {
        return plain(name, "boolean", value, Boolean[]::new);
    }

    /** A column of type {@code timestamptz}, which keeps microseconds. */
    public static <R> Column<R> time(String name, Function<R, @Nullable Instant> value) {
        return plain(name, "timestamptz", row -> withZone(value.apply(row)), OffsetDateTime[]::new);
    }

    /** A column of type {@code date}. */
    public static <R> Column<R> date(String name, Function<R, @Nullable LocalDate> value) {
        return plain(name, "date", value, LocalDate[]::new);
    }

    /**
     * A column of type {@code text[]}; none of its texts has a comma. PostgreSQL knows no arrays of arrays, so that the
     * texts of a row travel as one.
     */
    public static <R> Column<R> texts(String name, Function<R, List<String>> value) {
        return new Column<>(
                name, "text", "string_to_array(%s, ',')", row -> String.join(",", value.apply(row)), String[]::new);
    }

    /** A column of type {@code uuid[]}, which travels as one text as that of {@link #texts}. */
    public static <R> Column<R> uuids(String name, Function<R, List<UUID>> value) {
        return new Column<>(
                name,
                "text",
                "cast(string_to_array(%s, ',') as uuid[])",
                row -> value.apply(row).stream().map(UUID::toString).collect(Collectors.joining(",")),
                String[]::new);
    }

    static @Nullable String nameOf(@Nullable Enum<?> constant) {
        return constant == null ? null : constant.name();
    }

    /**
     * The time as the driver takes it.
     *
     * @throws IllegalArgumentException if it is none that {@code timestamptz} holds: the driver would find out only
     *     while it writes the statement
     */
    static @Nullable OffsetDateTime withZone(@Nullable Instant time) {
        if (time != null && (time.isBefore(EARLIEST) || time.isAfter(LATEST))) {
            throw new IllegalArgumentException("a time that timestamptz does not hold");
        }
        return time == null ? null : time.atOffset(ZoneOffset.UTC);
    }

    /** Returns the column's name. */
    public String name() {
        return name;
    }

    /** Returns the column's type in SQL. */
    public String sqlType() {
        return sqlType;
    }

    /** Returns the SQL that gets the value from the column of this alias. */
    String from(String alias) {
        return reading.formatted(alias + "." + name);
    }

    @Nullable
    Object valueOf(R row) {
        return value.apply(row);
    }

    @Nullable
    Object[] values(Collection<R> rows) {
        return rows.stream().map(value).toArray(array);
    }
}
