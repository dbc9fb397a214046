package org.fengqiao.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

/**
 * An answer, as a page shows it or as a service gives it: JSON, and before it status and headers if they were asked
 * for. Ids, times, days and receipt codes differ each time; they are replaced by what they are, such as {@code <id>}.
 *
 * @param head the status line and the headers, in lower case; empty without them
 */
record Answer(List<String> head, JsonNode body) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** In a page: there is more of it. */
    private static final String MORE = "…";

    /** Reads an answer. */
    static Answer of(String text) {
        var plain = text.replace("\r", "").strip();
        var headed = plain.startsWith("HTTP/");
        var gap = headed ? plain.indexOf("\n\n") : 0;
        var head = !headed ? "" : gap < 0 ? plain : plain.substring(0, gap);
        var body = !headed ? plain : gap < 0 ? "null" : plain.substring(gap);
        try {
            return new Answer(
                    head.lines()
                            .map(line -> likened(line.toLowerCase(Locale.ROOT)))
                            .toList(),
                    likened(JSON.readTree(body)));
        } catch (JsonProcessingException e) {
            throw new AssertionError("not JSON: " + text, e);
        }
    }

    /** Fails unless this is what the page shows: at least its headers, and its body but for what it leaves out. */
    void requireAsShown(Answer shown) {
        assertThat(head).containsAll(shown.head());
        assertThat(cut(body, shown.body()).toPrettyString())
                .isEqualTo(shown.body().toPrettyString());
    }

    /** What is given, without what the page leaves out. */
    private static JsonNode cut(JsonNode given, JsonNode shown) {
        if (given instanceof ObjectNode whole && shown instanceof ObjectNode part) {
            var cut = JsonNodeFactory.instance.objectNode();
            whole.properties().forEach(field -> {
                if (part.has(field.getKey())) {
                    cut.set(field.getKey(), cut(field.getValue(), part.get(field.getKey())));
                } else if (!part.has(MORE)) {
                    cut.set(field.getKey(), field.getValue());
                }
            });
            if (part.has(MORE)) {
                cut.set(MORE, part.get(MORE));
            }
            return ordered(cut, part);
        }
        if (given instanceof ArrayNode whole && shown instanceof ArrayNode part) {
            var cut = JsonNodeFactory.instance.arrayNode();
            var openEnd = !part.isEmpty() && part.get(part.size() - 1).asText().equals(MORE);
            for (var i = 0; i < whole.size(); i++) {
                if (i < part.size() && !(openEnd && i == part.size() - 1)) {
                    cut.add(cut(whole.get(i), part.get(i)));
                } else if (!openEnd) {
                    cut.add(whole.get(i));
                }
            }
            return openEnd ? cut.add(MORE) : cut;
        }
        return given;
    }

    /** The fields in the order of the page, and then those that it has not. */
    private static ObjectNode ordered(ObjectNode fields, ObjectNode like) {
        var names = new ArrayList<String>();
        like.fieldNames().forEachRemaining(name -> {
            if (fields.has(name)) {
                names.add(name);
            }
        });
        fields.fieldNames().forEachRemaining(name -> {
            if (!names.contains(name)) {
                names.add(name);
            }
        });
        var ordered = JsonNodeFactory.instance.objectNode();
        names.forEach(name -> ordered.set(name, fields.get(name)));
        return ordered;
    }

    private static JsonNode likened(JsonNode node) {
        return switch (node) {
            case ObjectNode object -> {
                var likened = JsonNodeFactory.instance.objectNode();
                object.properties().forEach(field -> likened.set(field.getKey(), likened(field.getValue())));
                yield likened;
            }
            case ArrayNode array -> {
                var likened = JsonNodeFactory.instance.arrayNode();
                array.forEach(element -> likened.add(likened(element)));
                yield likened;
            }
            case TextNode text -> TextNode.valueOf(likened(text.textValue()));
            default -> node;
        };
    }

    private static String likened(String text) {
        return text.replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "<id>")
                .replaceAll("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(:\\d\\d(\\.\\d+)?)?(Z|[+-]\\d\\d:\\d\\d)", "<time>")
                .replaceAll("\\d{4}-\\d\\d-\\d\\d", "<day>")
                .replaceAll("[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}", "<code>");
    }
}
