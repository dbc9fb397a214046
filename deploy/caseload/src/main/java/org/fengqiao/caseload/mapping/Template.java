package org.fengqiao.caseload.mapping;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Text with columns of the row in it: {@code ${column}}, and behind {@code |} what is made of the value. Immutable.
 *
 * <p>{@code @case}, {@code @activity} and {@code @day} are columns that every row has; its line is none, since it would
 * be another one in a log in another order.
 */
public final class Template {

    private static final Pattern EXPRESSION = Pattern.compile("\\$\\{([^}]*)}");
    private static final Pattern DIGITS = Pattern.compile("[1-9]|1[0-8]");

    private final List<Function<Scope, String>> parts = new ArrayList<>();
    private final List<String> columns = new ArrayList<>();

    private Template() {}

    /**
     * Values that a template is filled from.
     *
     * @param own the columns of the row that are not empty
     * @param carried the latest value of each column in the case, up to this row
     */
    public record Scope(
            String caseId, String activity, LocalDate day, Map<String, String> own, Map<String, String> carried) {}

    /** A value that a row lacks, or that is not what it should be: the row is left out. */
    public static final class Unfilled extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unfilled(String message) {
            super(message, null, false, false);
        }
    }

    /**
     * Reads a template.
     *
     * @throws IllegalArgumentException if it asks for something that there is not
     */
    public static Template of(String text, Mapping mapping) {
        var template = new Template();
        var found = EXPRESSION.matcher(text);
        var from = 0;
        while (found.find()) {
            var literal = text.substring(from, found.start());
            template.parts.add(_ -> literal);
            template.parts.add(template.expression(found.group(1), mapping));
            from = found.end();
        }
        var rest = text.substring(from);
        if (rest.contains("${")) {
            throw new IllegalArgumentException("${ is not closed by }");
        }
        template.parts.add(_ -> rest);
        return template;
    }

    /** Returns the columns that it names. */
    public List<String> columns() {
        return List.copyOf(columns);
    }

    /**
     * Returns the text for a row.
     *
     * @throws Unfilled if a column is empty, or its value is not what is asked for
     */
    public String filled(Scope scope) {
        var text = new StringBuilder();
        parts.forEach(part -> text.append(part.apply(scope)));
        return text.toString();
    }

    /** Value on its way through the filters; null while the column is empty. */
    private interface Value extends Function<Scope, @Nullable String> {}

    private Function<Scope, String> expression(String expression, Mapping mapping) {
        var steps = expression.split("\\|", -1);
        var column = steps[0].strip();
        if (column.isEmpty()) {
            throw new IllegalArgumentException("${%s} names no column".formatted(expression));
        }
        Value value = source(column);
        for (var index = 1; index < steps.length; index++) {
            value = filtered(value, column, steps[index].strip(), mapping);
        }
        var last = value;
        return scope -> {
            var filled = last.apply(scope);
            if (filled == null) {
                throw new Unfilled("the column %s is empty".formatted(column));
            }
            return filled;
        };
    }

    private Value source(String column) {
        return switch (column) {
            case "@case" -> Scope::caseId;
            case "@activity" -> Scope::activity;
            case "@day" -> scope -> scope.day().toString();
            default -> {
                if (column.startsWith("@")) {
                    throw new IllegalArgumentException(
                            "there is no %s; there are @case, @activity and @day".formatted(column));
                }
                columns.add(column);
                yield scope -> scope.own().get(column);
            }
        };
    }

    private static Value filtered(Value value, String column, String filter, Mapping mapping) {
        var colon = filter.indexOf(':');
        var name = colon < 0 ? filter : filter.substring(0, colon);
        var argument = colon < 0 ? "" : filter.substring(colon + 1);
        return switch (name) {
            case "carried" ->
                scope -> {
                    var own = value.apply(scope);
                    return own == null ? scope.carried().get(column) : own;
                };
            case "or" ->
                scope -> {
                    var given = value.apply(scope);
                    return given == null ? argument : given;
                };
            case "money" ->
                each(
                        value,
                        text -> number(column, text)
                                .setScale(2, RoundingMode.HALF_UP)
                                .toPlainString());
            case "whole" ->
                each(
                        value,
                        text -> number(column, text)
                                .setScale(0, RoundingMode.DOWN)
                                .toPlainString());
            case "digits" -> {
                if (!DIGITS.matcher(argument).matches()) {
                    throw new IllegalArgumentException("digits:%s: 1 to 18 digits can be made".formatted(argument));
                }
                var count = Integer.parseInt(argument);
                yield each(value, text -> digits(text, count));
            }
            case "pick" -> {
                var list = mapping.lists().get(argument);
                if (list == null) {
                    throw new IllegalArgumentException("there is no list %s".formatted(argument));
                }
                yield each(value, text -> list.get((int) Math.floorMod(hash(text), (long) list.size())));
            }
            case "in" -> {
                var table = mapping.tables().get(argument);
                if (table == null) {
                    throw new IllegalArgumentException("there is no table %s".formatted(argument));
                }
                yield each(value, text -> {
                    var found = table.get(text);
                    if (found == null) {
                        throw new Unfilled("the table %s has no \"%s\"".formatted(argument, text));
                    }
                    return found;
                });
            }
            default ->
                throw new IllegalArgumentException(
                        "there is no filter %s; there are carried, or, money, whole, digits, pick and in"
                                .formatted(name));
        };
    }

    private static Value each(Value value, Function<String, String> made) {
        return scope -> {
            var given = value.apply(scope);
            return given == null ? null : made.apply(given);
        };
    }

    private static BigDecimal number(String column, String text) {
        try {
            return new BigDecimal(text.replace(",", ""));
        } catch (NumberFormatException _) {
            throw new Unfilled("the column %s is no number: %s".formatted(column, text));
        }
    }

    private static String digits(String text, int count) {
        var digits = Long.toString(Math.floorMod(hash(text), (long) Math.pow(10, count)));
        return "0".repeat(count - digits.length()) + digits;
    }

    /** The same for the same text, on every machine. */
    private static long hash(String text) {
        return UUID.nameUUIDFromBytes(text.getBytes(UTF_8)).getMostSignificantBits() >>> 1;
    }
}
