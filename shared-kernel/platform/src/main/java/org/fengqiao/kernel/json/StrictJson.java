package org.fengqiao.kernel.json;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import jakarta.inject.Singleton;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON that strangers wrote, HTTP bodies and partners' messages alike, and reports every field that cannot be
 * accepted: those of a wrong type, those that are missing, and those that break a constraint, all at once.
 */
@Singleton
public class StrictJson {

    private final ObjectMapper json;
    private final Validator validator;

    StrictJson(ObjectMapper json, Validator validator) {
        this.validator = validator;
        this.json = json.copy().addHandler(new Collecting());
        this.json.enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);
        this.json.enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
        this.json.enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS);
        this.json.registerModule(new SimpleModule("strict scalars")
                .addDeserializer(
                        String.class, new Scalar<>(String.class, Set.of(JsonToken.VALUE_STRING), JsonParser::getText))
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
            value = json.readerFor(type).withAttribute(Collecting.class, wrong).readValue(bytes);
        } catch (JsonProcessingException e) {
            // What ends early or is torn is no JSON at all, whatever was wrong with the fields before the tear.
            if (wrong.isEmpty() || e instanceof StreamReadException) {
                return malformed(e);
            }
            return new Read.Rejected<>("kernel.bad-input", List.copyOf(wrong.values()));
        } catch (IOException e) {
            throw new IllegalStateException("reading from memory", e);
        }
        if (value == null) {
            return wrong.isEmpty()
                    ? new Read.Rejected<>(
                            "kernel.malformed-json",
                            List.of(new OffendingField("", "missing", "A JSON object is needed.")))
                    : new Read.Rejected<>("kernel.bad-input", List.copyOf(wrong.values()));
        }
        for (ConstraintViolation<T> violation : validator.validate(value)) {
            var path = violation.getPropertyPath().toString();
            wrong.putIfAbsent(path, new OffendingField(path, codeOf(violation), violation.getMessage()));
        }
        return wrong.isEmpty()
                ? new Read.Accepted<>(value)
                : new Read.Rejected<>("kernel.bad-input", List.copyOf(wrong.values()));
    }

    /** The parser's message quotes what was sent, which may be personal: only the place is told. */
    private static <T> Read<T> malformed(JsonProcessingException e) {
        var at = e.getLocation();
        var where = at == null ? "" : " near line " + at.getLineNr() + ", column " + at.getColumnNr();
        return new Read.Rejected<>(
                "kernel.malformed-json",
                List.of(new OffendingField(
                        "", "malformed-json", "This cannot be read as the JSON that is expected" + where + ".")));
    }

    private static String codeOf(ConstraintViolation<?> violation) {
        var constraint = violation
                .getConstraintDescriptor()
                .getAnnotation()
                .annotationType()
                .getSimpleName();
        return switch (constraint) {
            case "NotNull", "NotBlank", "NotEmpty" -> "missing";
            case "Size" -> "wrong-length";
            case "Min", "Max", "Positive", "PositiveOrZero", "DecimalMin", "DecimalMax" -> "out-of-range";
            case "Pattern" -> "wrong-form";
            default -> constraint.replaceAll("([a-z])([A-Z])", "$1-$2").toLowerCase(java.util.Locale.ROOT);
        };
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

    /**
     * Notes what is of a wrong type and reads on as if it were missing, so that one mistake doesn't hide the others.
     */
    private static final class Collecting extends DeserializationProblemHandler {

        @Override
        public Object handleUnexpectedToken(
                DeserializationContext context, JavaType target, JsonToken token, JsonParser parser, String message)
                throws IOException {
            note(context, parser, "wrong-type", "A " + nameOf(target) + " is needed.");
            parser.skipChildren();
            return null;
        }

        @Override
        public Object handleWeirdStringValue(
                DeserializationContext context, Class<?> target, String value, String message) {
            if (target.isEnum()) {
                var known = Arrays.stream(target.getEnumConstants())
                        .map(Object::toString)
                        .collect(Collectors.joining(", "));
                note(context, context.getParser(), "unknown-code", "One of these is needed: " + known + ".");
            } else {
                note(context, context.getParser(), "wrong-form", "A " + nameOf(target) + " is needed.");
            }
            return null;
        }

        @Override
        public Object handleWeirdNumberValue(
                DeserializationContext context, Class<?> target, Number value, String message) {
            note(context, context.getParser(), "wrong-type", "A " + nameOf(target) + " is needed.");
            return null;
        }

        @Override
        public Object handleInstantiationProblem(
                DeserializationContext context, Class<?> target, Object argument, Throwable problem) {
            note(context, context.getParser(), "incomplete", "A complete " + nameOf(target) + " is needed.");
            return null;
        }

        @Override
        public Object handleMissingInstantiator(
                DeserializationContext context,
                Class<?> target,
                com.fasterxml.jackson.databind.deser.ValueInstantiator instantiator,
                JsonParser parser,
                String message)
                throws IOException {
            note(context, parser, "wrong-type", "A " + nameOf(target) + " is needed.");
            parser.skipChildren();
            return null;
        }

        @SuppressWarnings("unchecked")
        private static void note(DeserializationContext context, JsonParser parser, String code, String detail) {
            var wrong = (LinkedHashMap<String, OffendingField>) context.getAttribute(Collecting.class);
            var path = path(parser.getParsingContext());
            wrong.putIfAbsent(path, new OffendingField(path, code, detail));
        }

        /** Returns the path at which the parser stands, as Jakarta Validation writes it: {@code applicants[0].name}. */
        private static String path(JsonStreamContext context) {
            var parts = new ArrayList<String>();
            for (var at = context; at != null && !at.inRoot(); at = at.getParent()) {
                if (at.inArray()) {
                    parts.add("[" + at.getCurrentIndex() + "]");
                } else if (at.getCurrentName() != null) {
                    parts.add("." + at.getCurrentName());
                }
            }
            var text = String.join("", parts.reversed());
            return text.startsWith(".") ? text.substring(1) : text;
        }

        private static String nameOf(JavaType type) {
            return nameOf(type.getRawClass());
        }

        private static String nameOf(Class<?> type) {
            if (type == String.class) return "text";
            if (type == Boolean.class || type == boolean.class) return "true or false";
            if (Number.class.isAssignableFrom(type) || type.isPrimitive()) return "number";
            if (java.util.Collection.class.isAssignableFrom(type)) return "list";
            if (java.time.temporal.Temporal.class.isAssignableFrom(type))
                return type == java.time.LocalDate.class ? "date (ISO 8601)" : "time with zone (RFC 3339)";
            if (type == java.util.UUID.class) return "UUID";
            if (type.isEnum()) return "code";
            return "JSON object";
        }
    }
}
