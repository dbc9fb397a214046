package org.fengqiao.kernel.operations;

import java.io.IOException;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.jspecify.annotations.Nullable;

/**
 * Structure of a JSON text without what it says: the names of its fields, and of each value its kind and length. A name
 * that is no plain word is somebody's text, too.
 */
final class MaskedJson {

    private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,63}");
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private MaskedJson() {}

    /** Returns the structure; a sentence about its length if it is no JSON. */
    static JsonNode of(ObjectMapper json, byte @Nullable [] data) {
        if (data == null) {
            return NODES.textNode("no value");
        }
        try {
            var tree = json.readTree(data);
            return tree.isMissingNode() ? NODES.textNode("no value") : masked(tree);
        } catch (IOException _) {
            return NODES.textNode("no JSON, %d bytes".formatted(data.length));
        }
    }

    private static JsonNode masked(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT -> {
                var masked = NODES.objectNode();
                for (var field : node.properties()) {
                    masked.set(name(field.getKey(), masked.size()), masked(field.getValue()));
                }
                yield masked;
            }
            case ARRAY -> {
                var masked = NODES.arrayNode();
                node.forEach(item -> masked.add(masked(item)));
                yield masked;
            }
            case STRING ->
                NODES.textNode("text, %d characters".formatted(node.asText().length()));
            case NUMBER ->
                NODES.textNode("number, %d characters".formatted(node.asText().length()));
            case BOOLEAN -> NODES.textNode("true or false");
            case NULL -> NODES.nullNode();
            case BINARY, MISSING, POJO -> NODES.textNode(node.getNodeType().name());
        };
    }

    private static String name(String name, int number) {
        return PLAIN_NAME.matcher(name).matches()
                ? name
                : "field %d, a name of %d characters".formatted(number + 1, name.length());
    }
}
