package org.fengqiao.kernel.legalclock.files;

import java.io.StringReader;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * A mapping in a YAML file that is as its schema says, and that remembers where everything stands. Its methods return
 * what the schema promises, and throw {@link IllegalStateException} for a key that is missing.
 */
final class Entry {

    private final String file;
    private final MappingNode node;
    private final Map<String, Node> values;

    private Entry(String file, MappingNode node) {
        this.file = file;
        this.node = node;
        this.values = values(node);
    }

    /**
     * Reads a file and checks it against its schema.
     *
     * @param faults where everything that is wrong is added
     * @return the whole file, also if there are faults in it; empty if it is no mapping
     */
    static Optional<Entry> of(LegalFile file, Schema schema, List<Fault> faults) {
        try {
            // Only nodes are composed, no objects constructed.
            var root = new Yaml(new SafeConstructor(new LoaderOptions())).compose(new StringReader(file.text()));
            if (root == null) {
                faults.add(new Fault(file.path(), 1, "the file is empty"));
                return Optional.empty();
            }
            findRepeatedKeys(file.path(), root, faults);
            faults.addAll(schema.faults(file.path(), root));
            return root instanceof MappingNode mapping
                    ? Optional.of(new Entry(file.path(), mapping))
                    : Optional.empty();
        } catch (MarkedYAMLException e) {
            var mark = e.getProblemMark();
            faults.add(new Fault(
                    file.path(), mark == null ? 1 : mark.getLine() + 1, "not readable as YAML: " + e.getProblem()));
            return Optional.empty();
        }
    }

    private static void findRepeatedKeys(String file, Node node, List<Fault> faults) {
        switch (node) {
            case MappingNode mapping -> {
                var keys = new HashSet<String>();
                for (var pair : mapping.getValue()) {
                    if (!keys.add(keyOf(pair.getKeyNode()))) {
                        faults.add(new Fault(
                                file, lineOf(pair.getKeyNode()), keyOf(pair.getKeyNode()) + " is there twice"));
                    }
                    findRepeatedKeys(file, pair.getValueNode(), faults);
                }
            }
            case SequenceNode sequence -> sequence.getValue().forEach(item -> findRepeatedKeys(file, item, faults));
            default -> {}
        }
    }

    private static String keyOf(Node key) {
        return key instanceof ScalarNode scalar ? scalar.getValue() : "?";
    }

    /** Returns the values of a mapping by their keys; of a key that is there twice, the last. */
    static Map<String, Node> values(MappingNode mapping) {
        var values = new LinkedHashMap<String, Node>();
        mapping.getValue().forEach(pair -> values.put(keyOf(pair.getKeyNode()), pair.getValueNode()));
        return values;
    }

    /** Returns the line in which a node begins, counted from 1. */
    static int lineOf(Node node) {
        return node.getStartMark().getLine() + 1;
    }

    String file() {
        return file;
    }

    Node node() {
        return node;
    }

    int line() {
        return lineOf(node);
    }

    /** Returns what is wrong with the value of a key, at its line; at the entry's own if it has no such key. */
    Fault fault(String key, String wrong) {
        return new Fault(file, lineOf(values.getOrDefault(key, node)), wrong);
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    String text(String key) {
        return value(key).getValue();
    }

    int number(String key) {
        return Integer.parseInt(text(key));
    }

    /** Returns whether the value is {@code true}; a missing one is not. */
    boolean isTrue(String key) {
        return has(key) && Boolean.parseBoolean(text(key));
    }

    LocalDate day(String key) {
        return LocalDate.parse(text(key));
    }

    <E extends Enum<E>> E oneOf(String key, Class<E> names) {
        return Enum.valueOf(names, text(key));
    }

    Entry entry(String key) {
        if (values.get(key) instanceof MappingNode mapping) {
            return new Entry(file, mapping);
        }
        throw new IllegalStateException(key + " is no mapping");
    }

    /** Returns the mappings in a list; none if the key is missing. */
    List<Entry> entries(String key) {
        return items(key)
                .filter(MappingNode.class::isInstance)
                .map(item -> new Entry(file, (MappingNode) item))
                .toList();
    }

    /** Returns the texts in a list; none if the key is missing. */
    List<String> texts(String key) {
        return items(key).map(item -> ((ScalarNode) item).getValue()).toList();
    }

    /** Returns the days in a list, with the lines in which they stand. */
    List<Map.Entry<LocalDate, Integer>> days(String key) {
        var days = new ArrayList<Map.Entry<LocalDate, Integer>>();
        items(key).forEach(item -> days.add(Map.entry(LocalDate.parse(((ScalarNode) item).getValue()), lineOf(item))));
        return days;
    }

    private Stream<Node> items(String key) {
        return values.get(key) instanceof SequenceNode sequence ? sequence.getValue().stream() : Stream.of();
    }

    private ScalarNode value(String key) {
        if (values.get(key) instanceof ScalarNode scalar) {
            return scalar;
        }
        throw new IllegalStateException(key + " is no single value");
    }
}
