package org.fengqiao.kernel.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import jakarta.inject.Singleton;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.value.Money;
import org.fengqiao.kernel.value.Texts;
import org.fengqiao.kernel.value.Texts.Form;
import org.fengqiao.kernel.value.Times;

/**
 * Reads JSON that strangers wrote, HTTP bodies and partners' messages alike, and reports every field that cannot be
 * accepted: those of a wrong type or form, those that are missing, and those that break a constraint, all at once.
 *
 * <p>Texts, times and money follow {@link Texts}, {@link Times} and {@link Money} wherever they stand. A text of one
 * line is taken without the blanks around it; one in which nothing can be seen is as if it were not there.
 */
@Singleton
public class StrictJson {

    /** Greatest depth of objects and lists within each other. */
    static final int DEPTH = 64;

    private final ObjectMapper json;
    private final Validator validator;

    /**
     * A reader of values whose constraints this validator knows.
     *
     * @param clock says how late a time may be
     */
    public StrictJson(ObjectMapper json, Validator validator, InstantSource clock) {
        this.validator = validator;
        this.json = json.copy().addHandler(new Collecting());
        this.json
                .getFactory()
                .setStreamReadConstraints(this.json
                        .getFactory()
                        .streamReadConstraints()
                        .rebuild()
                        .maxNestingDepth(DEPTH)
                        .build());
        this.json.enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);
        this.json.enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
        this.json.enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS);
        this.json.registerModule(new SimpleModule("strict scalars")
                .addDeserializer(String.class, new TextReader(Form.LINE))
                .addDeserializer(OffsetDateTime.class, TimeReader.ofTimes(OffsetDateTime.class, time -> time, clock))
                .addDeserializer(Instant.class, TimeReader.ofTimes(Instant.class, OffsetDateTime::toInstant, clock))
                .addDeserializer(LocalDate.class, TimeReader.ofDates(clock))
                .addDeserializer(Money.class, new MoneyReader())
                .addDeserializer(
                        Boolean.class,
                        new Scalar<>(
                                Boolean.class,
                                Set.of(JsonToken.VALUE_TRUE, JsonToken.VALUE_FALSE),
                                JsonParser::getBooleanValue))
                .addDeserializer(
                        Integer.class,
                        new Scalar<>(Integer.class, Set.of(JsonToken.VALUE_NUMBER_INT), JsonParser::getIntValue))
                .addDeserializer(
                        Long.class,
                        new Scalar<>(Long.class, Set.of(JsonToken.VALUE_NUMBER_INT), JsonParser::getLongValue)));
    }

    /** Result of reading: the value, or everything that is wrong with it. */
    public sealed interface Read<T> {
        /** The input can be accepted. */
        record Accepted<T>(T value) implements Read<T> {}

        /**
         * The input cannot be accepted.
         *
         * @param code {@code kernel.malformed-json} if it is no JSON at all, else {@code kernel.bad-input}
         * @param fields every offending field; one without a name if it is no JSON
         */
        record Rejected<T>(String code, List<OffendingField> fields) implements Read<T> {
            public Rejected {
                fields = List.copyOf(fields);
            }

            /** All of it in one line, for a header or a log: names of fields and what is wrong, never what was sent. */
            public String detail() {
                return fields.stream()
                        .map(f -> f.field().isEmpty() ? f.detail() : f.field() + ": " + f.detail())
                        .collect(Collectors.joining("; "));
            }
        }
    }

    /** Reads and validates (Jakarta Validation) a value of this class. */
    public <T> Read<T> read(byte[] bytes, Class<T> type) {
        return read(bytes, json.constructType(type));
    }

    /** Reads and validates a value of this type. */
    public <T> Read<T> read(byte[] bytes, JavaType type) {
        var wrong = new LinkedHashMap<String, OffendingField>();
        T value;
        try {
            var text = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            value = json.readerFor(type).withAttribute(Collecting.class, wrong).readValue(text);
        } catch (CharacterCodingException _) {
            return malformed(MalformedJson.notUtf8());
        } catch (JsonProcessingException e) {
            // What ends early or is torn is no JSON at all, whatever was wrong with the fields before the tear.
            if (wrong.isEmpty() || e instanceof StreamReadException) {
                return malformed(MalformedJson.of(e));
            }
            return new Read.Rejected<>("kernel.bad-input", List.copyOf(wrong.values()));
        }
        if (value == null) {
            return wrong.isEmpty()
                    ? malformed(new OffendingField("", "missing", "A JSON object is needed."))
                    : new Read.Rejected<>("kernel.bad-input", List.copyOf(wrong.values()));
        }
        // The validator tells them in no order, and the same mistakes have the same answer.
        validator.validate(value).stream()
                .sorted(Comparator.comparing(StrictJson::pathOf).thenComparing(ConstraintViolation::getMessage))
                .forEach(violation ->
                        wrong.computeIfAbsent(pathOf(violation), path -> OffendingField.of(path, violation)));
        return wrong.isEmpty()
                ? new Read.Accepted<>(value)
                : new Read.Rejected<>("kernel.bad-input", List.copyOf(wrong.values()));
    }

    private static String pathOf(ConstraintViolation<?> violation) {
        return violation.getPropertyPath().toString().replace(".<list element>", "");
    }

    private static <T> Read<T> malformed(OffendingField why) {
        return new Read.Rejected<>("kernel.malformed-json", List.of(why));
    }

    private interface Value<T> {
        T of(JsonParser parser) throws IOException;
    }

    /**
     * A number where text is needed, or text where a number is, is a mistake of the sender's that a silent conversion
     * would hide.
     */
    @SuppressWarnings("serial") // Jackson's deserializers are serializable by inheritance; nobody serializes this one
    private static final class Scalar<T> extends StdScalarDeserializer<T> {
        private static final long serialVersionUID = 1L;
        private final Set<JsonToken> tokens;
        private final Value<T> value;

        Scalar(Class<T> type, Set<JsonToken> tokens, Value<T> value) {
            super(type);
            this.tokens = tokens;
            this.value = value;
        }

        @Override
        public @Nullable T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            if (tokens.contains(parser.currentToken())) {
                try {
                    return value.of(parser);
                } catch (InputCoercionException _) {
                    Collecting.note(context, parser, "out-of-range", "This number is too large.");
                    return null;
                }
            }
            Collecting.note(context, parser, "wrong-type", "A " + Collecting.nameOf(handledType()) + " is needed.");
            parser.skipChildren();
            return null;
        }
    }
}
