package org.fengqiao.kernel.json;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.TemporalAccessor;
import java.util.Optional;
import java.util.function.Function;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.deser.ContextualDeserializer;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.value.Times;

/** Reader of times or dates: texts of RFC 3339 within their range. */
@SuppressWarnings("serial") // Jackson's deserializers are serializable by inheritance; nobody serializes this one
final class TimeReader<T> extends StdScalarDeserializer<T> implements ContextualDeserializer {
    private static final long serialVersionUID = 1L;
    private final Function<String, Optional<T>> reading;
    private final Function<T, LocalDate> day;
    private final InstantSource clock;
    private final int years;

    private TimeReader(
            Class<?> type,
            Function<String, Optional<T>> reading,
            Function<T, LocalDate> day,
            InstantSource clock,
            int years) {
        super(type);
        this.reading = reading;
        this.day = day;
        this.clock = clock;
        this.years = years;
    }

    static <T> TimeReader<T> ofTimes(Class<T> type, Function<OffsetDateTime, T> made, InstantSource clock) {
        return new TimeReader<>(
                type,
                text -> Times.time(text).map(made),
                time -> Times.dayOf(Instant.from((TemporalAccessor) time)),
                clock,
                0);
    }

    static TimeReader<LocalDate> ofDates(InstantSource clock) {
        return new TimeReader<>(LocalDate.class, Times::date, date -> date, clock, 0);
    }

    @Override
    public JsonDeserializer<?> createContextual(DeserializationContext context, @Nullable BeanProperty property) {
        var ahead = property == null ? null : property.getAnnotation(Ahead.class);
        return ahead == null ? this : new TimeReader<>(handledType(), reading, day, clock, ahead.years());
    }

    @Override
    public @Nullable T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        var read = parser.hasToken(JsonToken.VALUE_STRING) ? reading.apply(parser.getText()) : Optional.<T>empty();
        if (read.isEmpty()) {
            Collecting.note(context, parser, "wrong-form", "A " + Collecting.nameOf(handledType()) + " is needed.");
            parser.skipChildren();
            return null;
        }
        var latest = Times.latestDay(clock.instant(), years);
        if (!Times.isBetween(day.apply(read.get()), latest)) {
            Collecting.note(
                    context, parser, "out-of-range", "It must lie between " + Times.FIRST_DAY + " and " + latest + ".");
            return null;
        }
        return read.get();
    }
}
