package org.fengqiao.control.replay;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * One value in which two states differ.
 *
 * @param path where it stands, such as {@code dossier.custodies[1].unit}
 * @param before null if it was not there
 * @param after null if it is not there any more
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Change(
        String path, @Nullable JsonNode before, @Nullable JsonNode after) {

    /** Returns all values in which they differ, in the order of the state after, then of the one before. */
    public static List<Change> between(JsonNode before, JsonNode after) {
        var was = leaves(before);
        var is = leaves(after);
        var changes = new ArrayList<Change>();
        is.forEach((path, value) -> {
            if (!value.equals(was.get(path))) {
                changes.add(new Change(path, was.get(path), value));
            }
        });
        was.forEach((path, value) -> {
            if (!is.containsKey(path)) {
                changes.add(new Change(path, value, null));
            }
        });
        return changes;
    }

    private static Map<String, JsonNode> leaves(JsonNode tree) {
        var leaves = new LinkedHashMap<String, JsonNode>();
        collect("", tree, leaves);
        return leaves;
    }

    private static void collect(String path, JsonNode node, Map<String, JsonNode> leaves) {
        if (node.isObject()) {
            node.properties()
                    .forEach(field -> collect(
                            path.isEmpty() ? field.getKey() : path + "." + field.getKey(), field.getValue(), leaves));
        } else if (node.isArray()) {
            for (var at = 0; at < node.size(); at++) {
                collect("%s[%d]".formatted(path, at), node.get(at), leaves);
            }
        } else if (!node.isNull()) {
            leaves.put(path, node);
        }
    }

    /** Returns the change in one line, as {@code + path: value}, {@code - path: value} or {@code ~ path: a → b}. */
    public String inALine() {
        if (before == null) {
            return "+ %s: %s".formatted(path, text(after));
        }
        return after == null
                ? "- %s: %s".formatted(path, text(before))
                : "~ %s: %s → %s".formatted(path, text(before), text(after));
    }

    private static String text(@Nullable JsonNode value) {
        return value == null ? "" : value.asText();
    }
}
