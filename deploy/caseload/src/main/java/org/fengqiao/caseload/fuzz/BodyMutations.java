package org.fengqiao.caseload.fuzz;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

import org.fengqiao.caseload.Json;

/** Ways to spoil the JSON of a body or of a message: one field of it, or its text as a whole. */
final class BodyMutations {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** Code points that no text may have; the lone surrogate is written as an escape by whoever writes the JSON. */
    private static final List<String> FORBIDDEN =
            List.of("\u0000", "\u0007", "\u001b", "\u0085", "\ud800", "\udc00", "\u202e", "\u2066", "\ufeff", "\uffff");

    private static final List<String> UNSEEN = List.of("", " ", "\u200b", "\u3000", "\u2800", "\u3164", "\ufe0f");

    private static final List<String> NO_TIMES = List.of(
            "+10000-01-01T00:00:00Z",
            "-0001-01-01T00:00:00Z",
            "0000-00-00T00:00:00Z",
            "2026-02-30T08:00:00+08:00",
            "2024-03-01T24:00:00+08:00",
            "2024-03-01T08:00:60+08:00",
            "2024-03-01T08:00:00+18:01",
            "2024-03-01T08:00:00",
            "2024-03-01 08:00:00+08:00",
            "1949-09-30T23:59:59+08:00",
            "9999-12-31T23:59:59Z",
            "yesterday",
            "1709251200");

    private static final List<String> NO_DATES = List.of(
            "+10000-01-01", "2026-02-30", "2024-3-1", "20240301", "0000-00-00", "1949-09-30", "9999-12-31", "soon");

    private static final List<String> NO_AMOUNTS = List.of(
            "1e3", "-0", "-1.00", "1234.505", "1e2147483647", "NaN", "1,000.00", "١٢", ".5", "9999999999999999.00");

    private static final List<String> NO_INTEGERS =
            List.of("99999999999999999999", "-9223372036854775809", "1.5", "1e400", "\"1\"", "true", "[1]", "{}");

    /** One field of a document, or one element of a list. */
    private record Field(JsonNode within, String name, int index, Schema schema, String path, boolean required) {

        void set(JsonNode value) {
            switch (within) {
                case ObjectNode object -> object.set(name, value);
                case ArrayNode array -> array.set(index, value);
                default -> throw new IllegalStateException("no container: " + within.getNodeType());
            }
        }

        JsonNode value() {
            return within instanceof ObjectNode ? within.path(name) : within.path(index);
        }
    }

    private final RandomGenerator random;
    private final Schema schema;
    private final JsonNode valid;

    /**
     * Spoils a document.
     *
     * @param valid is changed by it
     */
    BodyMutations(RandomGenerator random, Schema schema, JsonNode valid) {
        this.random = random;
        this.schema = schema;
        this.valid = valid;
    }

    /** Returns the document with one thing wrong. */
    Spoilt<byte[]> any() {
        var fields = new ArrayList<Field>();
        collect(valid, schema, "", fields);
        return fields.isEmpty() || random.nextInt(4) == 0 ? whole() : field(Specimens.pick(random, fields));
    }

    private static void collect(JsonNode node, Schema schema, String path, List<Field> into) {
        switch (node) {
            case ObjectNode object ->
                object.properties().forEach(property -> {
                    var name = property.getKey();
                    var of = schema.property(name);
                    into.add(new Field(object, name, 0, of, path + "/" + name, schema.requires(name)));
                    collect(property.getValue(), of, path + "/" + name, into);
                });
            case ArrayNode array -> {
                for (var index = 0; index < array.size(); index++) {
                    into.add(new Field(array, "", index, schema.items(), path + "/" + index, false));
                    collect(array.get(index), schema.items(), path + "/" + index, into);
                }
            }
            default -> {
                // A value has no fields.
            }
        }
    }

    private Spoilt<byte[]> field(Field field) {
        var kind = field.schema().type();
        return switch (random.nextInt(6)) {
            case 0 -> absent(field);
            case 1 -> written(field, "null in place of " + kind, field.required(), NODES.nullNode());
            case 2 -> otherType(field, kind);
            default -> otherValue(field, kind);
        };
    }

    private Spoilt<byte[]> absent(Field field) {
        if (field.within() instanceof ObjectNode object) {
            object.remove(field.name());
            return new Spoilt<>("a missing field at " + field.path(), field.required(), bytes());
        }
        return written(field, "null in a list", false, NODES.nullNode());
    }

    private Spoilt<byte[]> otherType(Field field, String kind) {
        var others = new ArrayList<JsonNode>(List.of(NODES.objectNode(), NODES.arrayNode()));
        others.removeIf(other -> kind.equals(other.isObject() ? "object" : "array"));
        if (!kind.equals("string")) {
            others.add(TextNode.valueOf("text"));
        }
        if (!kind.equals("integer") && !kind.equals("number")) {
            others.add(NODES.numberNode(20_260_302));
        }
        if (!kind.equals("boolean")) {
            others.add(NODES.booleanNode(true));
        }
        var other = Specimens.pick(random, others);
        return written(field, "%s in place of %s".formatted(other.getNodeType(), kind), true, other);
    }

    private Spoilt<byte[]> otherValue(Field field, String kind) {
        return switch (kind) {
            case "integer", "number" -> raw(field, "no such number", Specimens.pick(random, NO_INTEGERS));
            case "boolean" -> raw(field, "neither true nor false", "\"true\"");
            case "array" -> many(field);
            case "object" -> nested(field);
            default -> otherText(field);
        };
    }

    private Spoilt<byte[]> otherText(Field field) {
        var of = field.schema();
        if (!of.codes().isEmpty()) {
            return written(field, "an unknown code", true, TextNode.valueOf("NOBODY_KNOWS_IT"));
        }
        if (of.format().equals("date-time") && random.nextBoolean()) {
            return written(field, "no time", true, TextNode.valueOf(Specimens.pick(random, NO_TIMES)));
        }
        if (of.format().equals("date") && random.nextBoolean()) {
            return written(field, "no date", true, TextNode.valueOf(Specimens.pick(random, NO_DATES)));
        }
        if (field.name().equals("amount") && random.nextBoolean()) {
            return written(field, "no amount", true, TextNode.valueOf(Specimens.pick(random, NO_AMOUNTS)));
        }
        return switch (random.nextInt(4)) {
            case 0, 1 -> {
                var text = field.value().asText();
                var at = random.nextInt(text.length() + 1);
                // Between other characters: at an end it may be a blank that is left out.
                yield written(
                        field,
                        "a forbidden character",
                        true,
                        TextNode.valueOf("a" + text.substring(0, at) + Specimens.pick(random, FORBIDDEN)
                                + text.substring(at) + "b"));
            }
            case 2 ->
                written(
                        field,
                        "nothing to be seen",
                        field.required(),
                        TextNode.valueOf(Specimens.pick(random, UNSEEN)));
            default ->
                written(
                        field,
                        "a long text",
                        of.limits("maxLength"),
                        TextNode.valueOf("长".repeat((int) of.limit("maxLength", 30_000) + 1)));
        };
    }

    private Spoilt<byte[]> many(Field field) {
        var list = NODES.arrayNode();
        var some = field.value().path(0);
        for (var count = field.schema().limit("maxItems", 2_000); count >= 0; count--) {
            list.add(some);
        }
        return written(field, "a long list", field.schema().limits("maxItems"), list);
    }

    private Spoilt<byte[]> nested(Field field) {
        return raw(field, "objects in objects", "{\"x\":".repeat(100) + "1" + "}".repeat(100));
    }

    private Spoilt<byte[]> written(Field field, String how, boolean surely, JsonNode value) {
        field.set(value);
        return new Spoilt<>(how + " at " + field.path(), surely, bytes());
    }

    /** Puts text into the JSON as it is. */
    private Spoilt<byte[]> raw(Field field, String how, String json) {
        var mark = "in-place-of-" + random.nextLong();
        field.set(TextNode.valueOf(mark));
        return new Spoilt<>(
                how + " at " + field.path(),
                true,
                new String(bytes(), UTF_8).replace('"' + mark + '"', json).getBytes(UTF_8));
    }

    private Spoilt<byte[]> whole() {
        var bytes = bytes();
        var text = new String(bytes, UTF_8);
        return switch (random.nextInt(14)) {
            case 0 -> new Spoilt<>("an early end", true, Arrays.copyOf(bytes, random.nextInt(bytes.length)));
            case 1 -> new Spoilt<>("something behind the end", true, (text + " {}").getBytes(UTF_8));
            case 2 ->
                new Spoilt<>("a field that is there twice", true, twice(text).getBytes(UTF_8));
            case 3 -> new Spoilt<>("no UTF-8", true, withByte(bytes, (byte) 0xFF));
            case 4 -> new Spoilt<>("UTF-16", true, text.getBytes(UTF_16));
            case 5 -> new Spoilt<>("nothing", true, new byte[0]);
            case 6 -> new Spoilt<>("null", true, "null".getBytes(UTF_8));
            case 7 -> new Spoilt<>("a list in place of an object", true, ("[" + text + "]").getBytes(UTF_8));
            case 8 -> new Spoilt<>("depth", true, ("{\"x\":" + "[".repeat(20_000)).getBytes(UTF_8));
            case 9 -> new Spoilt<>("a huge number in a field nobody knows", false, unknown(text, "1e999999999"));
            case 10 -> new Spoilt<>("NaN in a field nobody knows", false, unknown(text, "NaN"));
            case 11 -> new Spoilt<>("a long name of a field", false, unknown(text, "0", "n".repeat(60_000)));
            case 12 -> new Spoilt<>("no JSON", true, "<case/>".getBytes(UTF_8));
            default -> {
                var changed = bytes.clone();
                if (changed.length > 0) {
                    changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
                }
                yield new Spoilt<>("a bit that fell over", false, changed);
            }
        };
    }

    private static String twice(String text) {
        return text.equals("{}") ? "{\"x\":1,\"x\":1}" : text.substring(0, text.length() - 1) + "," + text.substring(1);
    }

    private byte[] withByte(byte[] bytes, byte wrong) {
        var at = random.nextInt(bytes.length);
        var more = Arrays.copyOf(bytes, bytes.length + 1);
        System.arraycopy(bytes, at, more, at + 1, bytes.length - at);
        more[at] = wrong;
        return more;
    }

    private static byte[] unknown(String text, String json) {
        return unknown(text, json, "nobodyKnowsIt");
    }

    private static byte[] unknown(String text, String json, String name) {
        var comma = text.equals("{}") ? "" : ",";
        return ("{\"%s\":%s%s%s".formatted(name, json, comma, text.substring(1))).getBytes(UTF_8);
    }

    private byte[] bytes() {
        try {
            // Halves of characters have no UTF-8: they are written as escapes.
            var text = Json.MAPPER.writeValueAsString(valid);
            var escaped = new StringBuilder(text.length());
            text.codePoints()
                    .forEach(point -> escaped.append(
                            point >= 0xD800 && point <= 0xDFFF
                                    ? "\\u%04x".formatted(point)
                                    : Character.toString(point)));
            return escaped.toString().getBytes(UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of JSON can be written", e);
        }
    }
}
