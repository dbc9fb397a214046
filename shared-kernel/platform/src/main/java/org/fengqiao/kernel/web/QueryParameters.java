package org.fengqiao.kernel.web;

import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.ext.ParamConverter;
import jakarta.ws.rs.ext.ParamConverterProvider;
import jakarta.ws.rs.ext.Provider;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.json.Ahead;
import org.fengqiao.kernel.json.OffendingField;
import org.fengqiao.kernel.value.Times;

/**
 * Parameters of queries as constants, times, identifiers and numbers. One that is none gets the same answer everywhere:
 * 400, which names the parameter.
 */
@Provider
public class QueryParameters implements ParamConverterProvider {

    private final Supplier<Instant> now;

    /** Asks for the clock when a time is read, and not when the web layer starts, which is before the configuration. */
    @Inject
    QueryParameters(Instance<InstantSource> clock) {
        this(() -> clock.get().instant());
    }

    QueryParameters(Supplier<Instant> now) {
        this.now = now;
    }

    /**
     * Returns a time that lies between {@link Times#FIRST_DAY} and another day; empty if it is none.
     *
     * @param latest the last day
     */
    public static Optional<Instant> time(String text, LocalDate latest) {
        // A plus sign in an address is read as a space.
        return Times.time(text.replace(' ', '+'))
                .map(OffsetDateTime::toInstant)
                .filter(time -> Times.isBetween(Times.dayOf(time), latest));
    }

    @Override
    @SuppressWarnings("unchecked") // each converter is one of the type that is asked for
    public @Nullable <T> ParamConverter<T> getConverter(
            Class<T> type, Type genericType, Annotation @Nullable [] annotations) {
        var name = Stream.ofNullable(annotations)
                .flatMap(Arrays::stream)
                .filter(QueryParam.class::isInstance)
                .map(annotation -> ((QueryParam) annotation).value())
                .findFirst();
        var years = Stream.ofNullable(annotations)
                .flatMap(Arrays::stream)
                .filter(Ahead.class::isInstance)
                .mapToInt(annotation -> ((Ahead) annotation).years())
                .findFirst()
                .orElse(0);
        return (ParamConverter<T>)
                name.map(parameter -> converter(parameter, type, years)).orElse(null);
    }

    private @Nullable ParamConverter<?> converter(String parameter, Class<?> type, int yearsAhead) {
        if (type.isEnum()) {
            var constants = List.of(type.getEnumConstants());
            return new Converter<>(
                    parameter,
                    "unknown-code",
                    "One of these is needed: " + constants + ".",
                    text -> constants.stream()
                            .filter(constant -> ((Enum<?>) constant).name().equals(text))
                            .findFirst()
                            .orElseThrow(IllegalArgumentException::new));
        }
        if (type == Instant.class) {
            return new Converter<>(
                    parameter,
                    "wrong-form",
                    "A time with zone (RFC 3339) is needed, not before %s and not too far ahead."
                            .formatted(Times.FIRST_DAY),
                    text -> time(text, Times.latestDay(now.get(), yearsAhead))
                            .orElseThrow(IllegalArgumentException::new));
        }
        if (type == UUID.class) {
            return new Converter<>(parameter, "wrong-form", "A UUID is needed.", UUID::fromString);
        }
        if (type == boolean.class || type == Boolean.class) {
            return new Converter<>(
                    parameter, "unknown-code", "One of these is needed: true, false.", text -> switch (text) {
                        case "true" -> true;
                        case "false" -> false;
                        default -> throw new IllegalArgumentException("neither");
                    });
        }
        if (type == int.class || type == Integer.class) {
            return new Converter<>(parameter, "wrong-form", "A whole number is needed.", QueryParameters::number);
        }
        return null;
    }

    /** Returns a number of ordinary digits: Java takes those of other scripts and of full width, too. */
    private static int number(String text) {
        if (!text.chars().allMatch(character -> character >= '0' && character <= '9' || character == '-')) {
            throw new NumberFormatException("other digits");
        }
        return Integer.parseInt(text);
    }

    private record Converter<T>(String parameter, String code, String detail, Function<String, T> reading)
            implements ParamConverter<T> {

        @Override
        public @Nullable T fromString(@Nullable String text) {
            if (text == null) {
                return null;
            }
            try {
                return reading.apply(text);
            } catch (IllegalArgumentException _) {
                throw Problem.badInput(List.of(new OffendingField(parameter, code, detail)))
                        .exception();
            }
        }

        @Override
        public String toString(T value) {
            return String.valueOf(value);
        }
    }
}
