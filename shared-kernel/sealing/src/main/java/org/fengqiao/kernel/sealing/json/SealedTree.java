package org.fengqiao.kernel.sealing.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.sealing.BoxPlace;
import org.fengqiao.kernel.sealing.PersonalText;

/**
 * JSON with boxes of which no record is at hand: what is personal in it, and how it reads with something else in that
 * place.
 */
public final class SealedTree {

    private final JsonNode tree;
    private final Map<JsonPointer, Field> fields = new LinkedHashMap<>();

    /**
     * A personal text in it.
     *
     * @param path where it stands, with lists as {@code []}, such as {@code applicants[].name}
     * @param text closed, or erased
     */
    public record Field(String path, PersonalText text) {}

    private SealedTree(JsonNode tree) {
        this.tree = tree;
    }

    /**
     * Reads JSON as {@link SealedJson} wrote it.
     *
     * @param caseId the case it belongs to; null for none, and so without anything personal
     * @param type its full stored name
     * @throws IllegalStateException if it is no JSON
     */
    public static SealedTree read(ObjectMapper json, String data, @Nullable UUID caseId, String type) {
        try {
            var read = new SealedTree(json.readTree(data));
            if (caseId != null) {
                read.find(read.tree, JsonPointer.empty(), "", caseId, type);
            }
            return read;
        } catch (JsonProcessingException e) {
            // The parser's message may quote what it read.
            throw new IllegalStateException(
                    "cannot read " + type + ": " + e.getClass().getSimpleName());
        }
    }

    private void find(JsonNode node, JsonPointer at, String path, UUID caseId, String type) {
        switch (node) {
            case ObjectNode object ->
                object.properties()
                        .forEach(one -> find(
                                one.getValue(),
                                at.appendProperty(one.getKey()),
                                path.isEmpty() ? one.getKey() : path + "." + one.getKey(),
                                caseId,
                                type));
            case ArrayNode array -> {
                for (var i = 0; i < array.size(); i++) {
                    find(array.get(i), at.appendIndex(i), path + "[]", caseId, type);
                }
            }
            default -> {
                if (node.isTextual()) {
                    personal(node.textValue(), new BoxPlace(caseId, type, at.toString()))
                            .ifPresent(text -> fields.put(at, new Field(path, text)));
                }
            }
        }
    }

    /** Returns the personal text; empty for a text in clear that begins like a box. */
    private static Optional<PersonalText> personal(String text, BoxPlace here) {
        try {
            return Optional.of(SealingModule.parse(text, here));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /** Returns all that is personal in it. */
    public List<Field> fields() {
        return new ArrayList<>(fields.values());
    }

    /** It with something in the place of each personal text; what the function has nothing for is left out. */
    public JsonNode with(Function<Field, Optional<String>> instead) {
        return copy(tree, JsonPointer.empty(), instead).orElseGet(JsonNodeFactory.instance::nullNode);
    }

    private Optional<JsonNode> copy(JsonNode node, JsonPointer at, Function<Field, Optional<String>> instead) {
        return switch (node) {
            case ObjectNode object -> {
                var copied = JsonNodeFactory.instance.objectNode();
                object.properties()
                        .forEach(one -> copy(one.getValue(), at.appendProperty(one.getKey()), instead)
                                .ifPresent(value -> copied.set(one.getKey(), value)));
                yield Optional.of(copied);
            }
            case ArrayNode array -> {
                var copied = JsonNodeFactory.instance.arrayNode();
                for (var i = 0; i < array.size(); i++) {
                    copy(array.get(i), at.appendIndex(i), instead).ifPresent(copied::add);
                }
                yield Optional.of(copied);
            }
            default -> {
                var field = fields.get(at);
                yield field == null ? Optional.of(node) : instead.apply(field).map(JsonNodeFactory.instance::textNode);
            }
        };
    }
}
