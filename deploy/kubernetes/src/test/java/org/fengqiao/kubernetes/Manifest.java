package org.fengqiao.kubernetes;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One resource, as it stands in a file.
 *
 * @param source the file or overlay that it comes from
 * @param content all of it
 */
record Manifest(String source, JsonNode content) {

    String kind() {
        return content.path("kind").asText();
    }

    String name() {
        return content.path("metadata").path("name").asText();
    }

    JsonNode spec() {
        return content.path("spec");
    }

    /** Returns the node at a JSON pointer. */
    JsonNode at(String pointer) {
        return content.at(pointer);
    }

    /** Returns every value, however deep, whose key is this one. */
    List<JsonNode> all(String key) {
        var found = new ArrayList<JsonNode>();
        collect(content, key, found);
        return found;
    }

    private static void collect(JsonNode node, String key, List<JsonNode> found) {
        node.properties().forEach(property -> {
            if (property.getKey().equals(key)) {
                found.add(property.getValue());
            }
        });
        node.forEach(child -> collect(child, key, found));
    }

    /** Returns the texts of a list. */
    static List<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::asText).toList();
    }

    /** Returns all that is in a list. */
    static Stream<JsonNode> stream(JsonNode list) {
        return list.valueStream();
    }

    @Override
    public String toString() {
        return "%s: %s %s".formatted(source, kind(), name());
    }
}
