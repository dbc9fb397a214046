package org.fengqiao.kernel.legalclock.files;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A mapping in a YAML file that remembers where everything stands. What is wrong is noted and read on from, so that one look shows all of it; what
 * could not be read is empty.
 */
final class Entry {

    private final String file;
    private final int line;
    private final String what;
    private final Map<String, Node> values;
    private final List<Fault> faults;

    private Entry(String file, int line, String what, Map<String, Node> values, List<Fault> faults) {
        this.file = file;
        this.line = line;
        this.what = what;
        this.values = values;
        this.faults = faults;
    }

    /** The whole file as one mapping; empty, and noted, if it is none. */
    static Optional<Entry> of(LegalFile file, String what, List<Fault> faults) {
        try {
            // Only nodes are composed, no objects constructed.
            var root =
                    new Yaml(new SafeConstructor(new LoaderOptions())).compose(new java.io.StringReader(file.text()));
            if (root == null) {
                faults.add(new Fault(file.path(), 1, "the file is empty"));
                return Optional.empty();
            }
            return of(file.path(), root, what, faults);
        } catch (MarkedYAMLException e) {
            var mark = e.getProblemMark();
            faults.add(new Fault(
                    file.path(), mark == null ? 1 : mark.getLine() + 1, "not readable as YAML: " + e.getProblem()));
            return Optional.empty();
        }
    }

    private static Optional<Entry> of(String file, Node node, String what, List<Fault> faults) {
        if (!(node instanceof MappingNode mapping)) {
            faults.add(new Fault(file, lineOf(node), what + " must be a mapping"));
            return Optional.empty();
        }
        var values = new LinkedHashMap<String, Node>();
        for (var pair : mapping.getValue()) {
            var key = pair.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
            if (values.put(key, pair.getValueNode()) != null) {
                faults.add(new Fault(file, lineOf(pair.getKeyNode()), key + " is there twice"));
            }
        }
        return Optional.of(new Entry(file, lineOf(node), what, values, faults));
    }

    private static int lineOf(Node node) {
        return node.getStartMark().getLine() + 1;
    }

    String file() {
        return file;
    }

    int line() {
        return line;
    }

    /** The line of that key's value; the entry's own if it has none. */
    int line(String key) {
        var value = values.get(key);
        return value == null ? line : lineOf(value);
    }

    /** Notes what is wrong with that key's value. */
    void fault(String key, String wrong) {
        faults.add(new Fault(file, line(key), wrong));
    }

    /** Notes every key that is none of these: a misspelt one would be data that silently does not apply. */
    void allow(Set<String> keys) {
        values.forEach((key, value) -> {
            if (!keys.contains(key)) {
                faults.add(new Fault(file, lineOf(value), what + " knows no " + key));
            }
        });
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    /** Text that must be there and not be blank. */
    @Nullable
    String text(String key) {
        return required(key, this::textOf);
    }

    /** Text that may be missing. */
    @Nullable
    String optionalText(String key) {
        return optional(key, this::textOf);
    }

    /** A whole number that must be there. */
    @Nullable
    Integer number(String key) {
        return required(key, this::numberOf);
    }

    @Nullable
    Integer optionalNumber(String key) {
        return optional(key, this::numberOf);
    }

    /** {@code true} or {@code false}, which must be there. */
    @Nullable
    Boolean truth(String key) {
        return required(key, this::truthOf);
    }

    /** {@code true} or {@code false}; false if it is missing. */
    boolean optionalTruth(String key) {
        return Boolean.TRUE.equals(optional(key, this::truthOf));
    }

    /** A day that must be there. */
    @Nullable
    LocalDate day(String key) {
        return required(key, this::dayOf);
    }

    @Nullable
    LocalDate optionalDay(String key) {
        return optional(key, this::dayOf);
    }

    /** One of the names of an enum, which must be there. */
    <E extends Enum<E>> @Nullable E oneOf(String key, Class<E> names) {
        return required(key, (_, node) -> {
            var value = textOf(key, node);
            for (var name : names.getEnumConstants()) {
                if (name.name().equals(value)) {
                    return name;
                }
            }
            if (value != null) {
                note(node, key + " is " + value + ", but must be one of " + List.of(names.getEnumConstants()));
            }
            return null;
        });
    }

    /** A mapping that must be there. */
    @Nullable
    Entry entry(String key) {
        return required(key, (_, node) -> of(file, node, key, faults).orElse(null));
    }

    @Nullable
    Entry optionalEntry(String key) {
        return optional(key, (_, node) -> of(file, node, key, faults).orElse(null));
    }

    /** Mappings; must be there if {@code required}. */
    List<Entry> entries(String key, String each, boolean required) {
        return items(key, required).stream()
                .flatMap(node -> of(file, node, each, faults).stream())
                .toList();
    }

    /** Texts, which must be there. */
    List<String> texts(String key) {
        var texts = new ArrayList<String>();
        for (var node : items(key, true)) {
            var text = textOf(key, node);
            if (text != null) {
                texts.add(text);
            }
        }
        return texts;
    }

    /** Days with the lines on which they stand; the key must be there. */
    List<Map.Entry<LocalDate, Integer>> days(String key) {
        var days = new ArrayList<Map.Entry<LocalDate, Integer>>();
        for (var node : items(key, true)) {
            var day = dayOf(key, node);
            if (day != null) {
                days.add(Map.entry(day, lineOf(node)));
            }
        }
        return days;
    }

    private List<Node> items(String key, boolean required) {
        var node = values.get(key);
        if (node == null) {
            if (required) {
                missing(key);
            }
            return List.of();
        }
        if (!(node instanceof SequenceNode sequence)) {
            note(node, key + " must be a list");
            return List.of();
        }
        return sequence.getValue();
    }

    private <T> @Nullable T required(String key, BiFunction<String, Node, @Nullable T> read) {
        var node = values.get(key);
        if (node == null) {
            missing(key);
            return null;
        }
        return read.apply(key, node);
    }

    private <T> @Nullable T optional(String key, BiFunction<String, Node, @Nullable T> read) {
        var node = values.get(key);
        return node == null ? null : read.apply(key, node);
    }

    private @Nullable String textOf(String key, Node node) {
        if (node instanceof ScalarNode scalar
                && scalar.getTag().equals(Tag.STR)
                && !scalar.getValue().isBlank()) {
            return scalar.getValue();
        }
        note(node, key + " must be a text that is not empty");
        return null;
    }

    private @Nullable Integer numberOf(String key, Node node) {
        if (node instanceof ScalarNode scalar && scalar.getTag().equals(Tag.INT)) {
            try {
                return Integer.valueOf(scalar.getValue());
            } catch (NumberFormatException _) {
                // Noted below, like everything that is not a number.
            }
        }
        note(node, key + " must be a whole number");
        return null;
    }

    private @Nullable Boolean truthOf(String key, Node node) {
        if (node instanceof ScalarNode scalar
                && (scalar.getValue().equals("true") || scalar.getValue().equals("false"))) {
            return Boolean.valueOf(scalar.getValue());
        }
        note(node, key + " must be true or false");
        return null;
    }

    private @Nullable LocalDate dayOf(String key, Node node) {
        if (node instanceof ScalarNode scalar) {
            try {
                return LocalDate.parse(scalar.getValue());
            } catch (DateTimeParseException _) {
                // Noted below, like everything that is not a day.
            }
        }
        note(node, key + " must be a day such as 2024-02-29 that the calendar has");
        return null;
    }

    private void missing(String key) {
        faults.add(new Fault(file, line, what + " has no " + key));
    }

    private void note(Node node, String wrong) {
        faults.add(new Fault(file, lineOf(node), wrong));
    }
}
