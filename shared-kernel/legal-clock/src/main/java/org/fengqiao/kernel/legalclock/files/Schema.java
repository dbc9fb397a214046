package org.fengqiao.kernel.legalclock.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * One of the JSON Schemas in {@code legal/}, checked against YAML so that each fault has its line. It takes the
 * keywords that those schemas use and no others; a test compares its verdicts with those of a complete validator. Why
 * it exists: docs/decisions/0015-schema-of-legal-files.md.
 *
 * <p>Two keywords are our own. {@code x-fault} is said instead of the words made from the schema, with {@code {name}}
 * and {@code {value}} filled in; a wrong type is always told as such. {@code x-fault-at} is the key in whose line it is
 * said.
 */
final class Schema {

    private static final Set<String> ANNOTATIONS =
            Set.of("$schema", "$id", "$comment", "$defs", "title", "description", "default", "x-fault", "x-fault-at");

    private static final Set<String> KEYWORDS = Set.of(
            "$ref",
            "type",
            "format",
            "enum",
            "const",
            "minimum",
            "pattern",
            "minItems",
            "items",
            "properties",
            "required",
            "additionalProperties",
            "dependentRequired",
            "allOf",
            "oneOf",
            "if",
            "then",
            "else");

    private final JsonNode root;

    private Schema(JsonNode root) {
        this.root = root;
    }

    /**
     * Reads a schema.
     *
     * @param path on the class path, such as {@code legal/rules.schema.json}
     * @throws IllegalStateException if it is missing, or uses a keyword that would not be checked
     */
    static Schema read(String path) {
        try (var file = Schema.class.getClassLoader().getResourceAsStream(path)) {
            if (file == null) {
                throw new IllegalStateException(path + " is not on the class path");
            }
            var schema = new Schema(new ObjectMapper().readTree(file));
            schema.demandKnownKeywords(path, schema.root);
            return schema;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + path, e);
        }
    }

    private void demandKnownKeywords(String path, JsonNode schema) {
        for (var keyword : schema.properties()) {
            var name = keyword.getKey();
            var value = keyword.getValue();
            if (!KEYWORDS.contains(name) && !ANNOTATIONS.contains(name)) {
                throw new IllegalStateException(path + " uses the keyword " + name + ", which is not checked");
            }
            switch (name) {
                case "items", "if", "then", "else" -> demandKnownKeywords(path, value);
                case "properties", "$defs", "allOf", "oneOf" -> value.forEach(each -> demandKnownKeywords(path, each));
                default -> {}
            }
        }
    }

    /** Returns everything in a file that is not as the schema says. */
    List<Fault> faults(String file, Node content) {
        return new Check(file).faults("the file", content, root);
    }

    /** Tells whether a part of a file is as a definition of the schema says, such as {@code rule}. */
    boolean accepts(String file, String definition, Node part) {
        return new Check(file)
                .faults(definition, part, root.path("$defs").path(definition))
                .isEmpty();
    }

    /** One file's check. A name is what a fault calls a value: the title of its schema, or its key. */
    private final class Check {

        private final String file;

        private Check(String file) {
            this.file = file;
        }

        private List<Fault> faults(String key, Node node, JsonNode reference) {
            if (reference.isBoolean()) {
                return reference.booleanValue() ? List.of() : List.of(fault(node, key + " must be left out"));
            }
            var schema = resolved(reference);
            var name = schema.path("title").asText(key);
            var kind = typeOf(schema);
            if (kind != null && !kind.isMet(node)) {
                return List.of(fault(node, name + " must be " + kind.words));
            }
            var faults = new ArrayList<Fault>();
            ofItself(name, node, schema, faults);
            if (node instanceof MappingNode mapping) {
                keys(name, mapping, schema, faults);
            }
            // What several values say together is judged once each of them is right.
            if (faults.isEmpty()) {
                together(name, node, schema, faults);
            }
            if (!faults.isEmpty() && schema.has("x-fault")) {
                faults.clear();
                faults.add(told(name, node, schema));
            }
            if (node instanceof SequenceNode sequence && schema.has("items")) {
                sequence.getValue().forEach(item -> faults.addAll(faults(key, item, schema.path("items"))));
            }
            return faults;
        }

        private void ofItself(String name, Node node, JsonNode schema, List<Fault> faults) {
            if (node instanceof ScalarNode scalar) {
                var value = scalar.getValue();
                if (schema.has("enum") && names(schema.path("enum")).noneMatch(value::equals)) {
                    faults.add(fault(
                            node,
                            name + " is " + value + ", but must be one of "
                                    + names(schema.path("enum")).toList()));
                }
                if (schema.has("const") && !schema.path("const").asText().equals(value)) {
                    faults.add(fault(
                            node, name + " must be " + schema.path("const").asText()));
                }
                if (schema.has("minimum")
                        && Integer.parseInt(value) < schema.path("minimum").intValue()) {
                    faults.add(fault(
                            node,
                            name + " must be at least " + schema.path("minimum").intValue()));
                }
                if (schema.has("pattern")
                        && !Pattern.compile(schema.path("pattern").asText())
                                .matcher(value)
                                .find()) {
                    faults.add(fault(
                            node,
                            name + " must be of the form "
                                    + schema.path("pattern").asText()));
                }
            }
            if (node instanceof SequenceNode sequence
                    && sequence.getValue().size() < schema.path("minItems").asInt(0)) {
                faults.add(fault(
                        node,
                        name + " must have at least " + schema.path("minItems").intValue()));
            }
        }

        private void keys(String name, MappingNode mapping, JsonNode schema, List<Fault> faults) {
            var values = Entry.values(mapping);
            var properties = schema.path("properties");
            var closed = schema.has("additionalProperties");
            values.forEach((key, value) -> {
                if (properties.has(key)) {
                    faults.addAll(faults(key, value, properties.path(key)));
                } else if (closed) {
                    // A misspelt key would be data that silently does not apply.
                    faults.add(fault(value, name + " knows no " + key));
                }
            });
            required(name, mapping, values, schema.path("required"), faults);
        }

        private void required(
                String name, MappingNode mapping, Map<String, Node> values, JsonNode keys, List<Fault> faults) {
            names(keys)
                    .filter(key -> !values.containsKey(key))
                    .forEach(key -> faults.add(fault(mapping, name + " has no " + key)));
        }

        private void together(String name, Node node, JsonNode schema, List<Fault> faults) {
            if (node instanceof MappingNode mapping) {
                var values = Entry.values(mapping);
                schema.path("dependentRequired").properties().stream()
                        .filter(dependent -> values.containsKey(dependent.getKey()))
                        .forEach(dependent -> required(name, mapping, values, dependent.getValue(), faults));
            }
            schema.path("allOf").forEach(each -> faults.addAll(faults(name, node, each)));
            if (schema.has("oneOf")) {
                Predicate<JsonNode> met = each -> faults(name, node, each).isEmpty();
                if (schema.path("oneOf").valueStream().filter(met).count() != 1) {
                    faults.add(fault(node, name + " must be as exactly one of several forms"));
                }
            }
            if (schema.has("if")) {
                var then = faults(name, node, schema.path("if")).isEmpty() ? "then" : "else";
                if (schema.has(then)) {
                    faults.addAll(faults(name, node, schema.path(then)));
                }
            }
        }

        private Fault told(String name, Node node, JsonNode schema) {
            var value = node instanceof ScalarNode scalar ? scalar.getValue() : "";
            var says = schema.path("x-fault").asText().replace("{name}", name).replace("{value}", value);
            var at = node instanceof MappingNode mapping
                    ? Entry.values(mapping)
                            .getOrDefault(schema.path("x-fault-at").asText(), node)
                    : node;
            return fault(at, says);
        }

        private Fault fault(Node node, String wrong) {
            return new Fault(file, Entry.lineOf(node), wrong);
        }
    }

    private JsonNode resolved(JsonNode schema) {
        var reference = schema.path("$ref").asText("");
        return reference.isEmpty() ? schema : root.at(reference.substring(1));
    }

    private static java.util.stream.Stream<String> names(JsonNode array) {
        return array.valueStream().map(JsonNode::asText);
    }

    private static @Nullable Type typeOf(JsonNode schema) {
        return switch (schema.path("type").asText("")) {
            case "object" -> Type.MAPPING;
            case "array" -> Type.LIST;
            case "integer" -> Type.NUMBER;
            case "boolean" -> Type.TRUTH;
            case "string" -> schema.path("format").asText("").equals("date") ? Type.DAY : Type.TEXT;
            default -> null;
        };
    }

    private enum Type {
        MAPPING("a mapping", MappingNode.class::isInstance),
        LIST("a list", SequenceNode.class::isInstance),
        TEXT("a text that is not empty", node -> isScalar(node, Tag.STR)),
        NUMBER("a whole number", node -> isScalar(node, Tag.INT) && isNumber(((ScalarNode) node).getValue())),
        TRUTH(
                "true or false",
                node -> node instanceof ScalarNode scalar
                        && (scalar.getValue().equals("true")
                                || scalar.getValue().equals("false"))),
        DAY(
                "a day such as 2024-02-29 that the calendar has",
                node -> node instanceof ScalarNode scalar && isDay(scalar.getValue()));

        private final String words;
        private final Predicate<Node> met;

        Type(String words, Predicate<Node> met) {
            this.words = words;
            this.met = met;
        }

        private boolean isMet(Node node) {
            return met.test(node);
        }

        private static boolean isScalar(Node node, Tag tag) {
            return node instanceof ScalarNode scalar && scalar.getTag().equals(tag);
        }

        private static boolean isNumber(String text) {
            try {
                Integer.parseInt(text);
                return true;
            } catch (NumberFormatException _) {
                return false;
            }
        }

        private static boolean isDay(String text) {
            try {
                LocalDate.parse(text);
                return true;
            } catch (DateTimeParseException _) {
                return false;
            }
        }
    }
}
