package org.fengqiao.kernel.web;

import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.ext.ParamConverter;
import jakarta.ws.rs.ext.ParamConverterProvider;
import jakarta.ws.rs.ext.Provider;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.json.OffendingField;

/**
 * Parameters of queries as constants, times, identifiers and numbers. One that is none gets the same answer everywhere:
 * 400, which names the parameter.
 */
@Provider
public class QueryParameters implements ParamConverterProvider {

    /**
     * A time between the years 1 and 9999, which is what the database can compare.
     *
     * @throws DateTimeParseException if it is none, or has no zone
     */
    public static Instant time(String text) {
        // A plus sign in an address is read as a space.
        var time = OffsetDateTime.parse(text.replace(' ', '+'));
        if (time.getYear() < 1 || time.getYear() > 9999) {
            throw new DateTimeParseException("not a time between the years 1 and 9999", text, 0);
        }
        return time.toInstant();
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
        return (ParamConverter<T>)
                name.map(parameter -> converter(parameter, type)).orElse(null);
    }

    private static @Nullable ParamConverter<?> converter(String parameter, Class<?> type) {
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
                    parameter, "wrong-form", "A time with zone (RFC 3339) is needed.", QueryParameters::time);
        }
        if (type == UUID.class) {
            return new Converter<>(parameter, "wrong-form", "A UUID is needed.", UUID::fromString);
        }
        if (type == int.class || type == Integer.class) {
            return new Converter<>(parameter, "wrong-form", "A whole number is needed.", Integer::valueOf);
        }
        return null;
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
            } catch (IllegalArgumentException | DateTimeParseException _) {
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
