package org.fengqiao.caseload.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A JSON Schema within its document, with references followed.
 *
 * @param document the document that references lead into
 * @param node the schema itself, no longer a reference
 * @param name the name under which the document has it; empty if it stands in place
 */
record Schema(JsonNode document, JsonNode node, String name) {

    /** Returns a schema, wherever its references lead. */
    static Schema of(JsonNode document, JsonNode node) {
        var name = "";
        var found = node;
        while (true) {
            if (found.has("$ref")) {
                var reference = found.path("$ref").asText();
                name = reference.substring(reference.lastIndexOf('/') + 1);
                found = document.at(reference.substring(1));
            } else if (found.has("allOf")) {
                found = found.path("allOf").path(0);
            } else if (found.has("anyOf") && found.path("anyOf").path(0).has("$ref")) {
                found = found.path("anyOf").path(0);
            } else {
                return new Schema(document, found, name);
            }
        }
    }

    /** Returns the type: the first that is not {@code null}, where there are several. */
    String type() {
        var type = node.path("type");
        return type.isArray()
                ? type.valueStream()
                        .map(JsonNode::asText)
                        .filter(one -> !one.equals("null"))
                        .findFirst()
                        .orElse("")
                : type.asText();
    }

    String format() {
        return node.path("format").asText();
    }

    /** Returns the codes that it is one of; none if it is no code. */
    List<String> codes() {
        return node.path("enum").valueStream().map(JsonNode::asText).toList();
    }

    /** Returns the number that a keyword such as {@code maxLength} sets; the other one if it sets none. */
    long limit(String keyword, long otherwise) {
        return node.has(keyword) ? node.path(keyword).asLong() : otherwise;
    }

    /** Returns the text of a keyword such as {@code pattern}; empty if it is not there. */
    String text(String keyword) {
        return node.path(keyword).asText();
    }

    boolean limits(String keyword) {
        return node.has(keyword);
    }

    Stream<String> properties() {
        var names = new ArrayList<String>();
        node.path("properties").fieldNames().forEachRemaining(names::add);
        return names.stream();
    }

    Schema property(String property) {
        return of(document, node.path("properties").path(property));
    }

    boolean requires(String property) {
        return node.path("required").valueStream().anyMatch(one -> one.asText().equals(property));
    }

    Schema items() {
        return of(document, node.path("items"));
    }
}
