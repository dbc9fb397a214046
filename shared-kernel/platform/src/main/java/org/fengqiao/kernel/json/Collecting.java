package org.fengqiao.kernel.json;

import java.io.IOException;
import java.time.LocalDate;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.UUID;
import java.util.stream.Collectors;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import com.fasterxml.jackson.databind.deser.ValueInstantiator;

/**
 * Collector of offending fields: it notes what is of a wrong type and reads on as if it were missing, so that one
 * mistake doesn't hide the others.
 */
final class Collecting extends DeserializationProblemHandler {

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
            ValueInstantiator instantiator,
            JsonParser parser,
            String message)
            throws IOException {
        note(context, parser, "wrong-type", "A " + nameOf(target) + " is needed.");
        parser.skipChildren();
        return null;
    }

    static void note(DeserializationContext context, JsonParser parser, String code, String detail) {
        var inside = parser.getParsingContext();
        // Where a list or an object begins, the parser stands inside it already.
        var token = parser.currentToken();
        note(context, path(token != null && token.isStructStart() ? inside.getParent() : inside), code, detail);
    }

    @SuppressWarnings("unchecked")
    static void note(DeserializationContext context, String path, String code, String detail) {
        var wrong = (LinkedHashMap<String, OffendingField>) context.getAttribute(Collecting.class);
        wrong.putIfAbsent(path, new OffendingField(path, code, detail));
    }

    /** Returns the path at which the parser stands, as Jakarta Validation writes it: {@code applicants[0].name}. */
    static String path(JsonStreamContext context) {
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

    static String nameOf(Class<?> type) {
        if (type == String.class) return "text";
        if (type == LocalDate.class) return "date (RFC 3339), such as 2024-03-01,";
        if (Temporal.class.isAssignableFrom(type))
            return "time with zone (RFC 3339), such as 2024-03-01T08:30:00+08:00,";
        if (type == Boolean.class || type == boolean.class) return "true or false";
        if (Number.class.isAssignableFrom(type) || type.isPrimitive()) return "number";
        if (Collection.class.isAssignableFrom(type)) return "list";
        if (type == UUID.class) return "UUID";
        if (type.isEnum()) return "code";
        return "JSON object";
    }
}
