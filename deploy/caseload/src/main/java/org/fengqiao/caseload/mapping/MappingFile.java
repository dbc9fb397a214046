package org.fengqiao.caseload.mapping;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Period;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

import org.fengqiao.caseload.log.LogTimes;
import org.fengqiao.local.UserError;

/** A mapping in its file: read strictly, so that every fault is told with its line and none is played. */
public final class MappingFile {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    private static final JsonSchema SCHEMA = schema();

    /** Fields whose texts are names of ours. */
    private static final List<String> TEXTS_WITHOUT_TEMPLATES = List.of("unit");

    private final String name;
    private final Mapping mapping;
    private final Map<String, Integer> columns;

    private MappingFile(String name, Mapping mapping, Map<String, Integer> columns) {
        this.name = name;
        this.mapping = mapping;
        this.columns = columns;
    }

    /** Faults of a mapping, one a line. */
    public static final class Faulty extends UserError {
        private static final long serialVersionUID = 1L;
        private final transient List<MappingFault> faults;

        Faulty(List<MappingFault> faults) {
            super(faults.stream().map(MappingFault::toString).collect(Collectors.joining("\n")));
            this.faults = List.copyOf(faults);
        }

        /** Returns the faults, in the order of their lines. */
        public List<MappingFault> faults() {
            return faults;
        }
    }

    private static JsonSchema schema() {
        try (InputStream file = MappingFile.class.getResourceAsStream("mapping.schema.json")) {
            return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                    .getSchema(
                            file,
                            SchemaValidatorsConfig.builder()
                                    .pathType(PathType.JSON_POINTER)
                                    .locale(Locale.ROOT)
                                    .build());
        } catch (IOException exception) {
            throw new UncheckedIOException("The schema of mappings can't be read.", exception);
        }
    }

    /**
     * Reads a file.
     *
     * @throws UserError if there is no such file
     * @throws Faulty if anything is wrong in it; names all of it
     */
    public static MappingFile read(Path path) throws IOException {
        if (!Files.isRegularFile(path) || !Files.isReadable(path)) {
            throw new UserError("There is no readable file " + path + ".");
        }
        try {
            return read(path.toString(), Files.readString(path));
        } catch (MalformedInputException _) {
            throw new Faulty(List.of(new MappingFault(path.toString(), 1, "the file is no text in UTF-8")));
        }
    }

    /** Reads a text as the content of a file; throws as {@link #read(Path)} does. */
    static MappingFile read(String name, String text) {
        var faults = new ArrayList<MappingFault>();
        var root = composed(name, text);
        findRepeatedKeys(name, root, faults);
        var content = json(root);
        for (var message : SCHEMA.validate(content)) {
            faults.add(fault(name, root, message));
        }
        refuse(faults);
        Mapping mapping;
        try {
            mapping = JSON.treeToValue(content, Mapping.class);
        } catch (JsonProcessingException exception) {
            // The schema promises what the records need: this is our own mistake.
            throw new IllegalStateException(exception);
        }
        var columns = new TreeMap<String, Integer>();
        new Check(name, root, content, mapping, faults, columns).all();
        refuse(faults);
        return new MappingFile(name, mapping, columns);
    }

    private static void refuse(List<MappingFault> faults) {
        if (!faults.isEmpty()) {
            throw new Faulty(faults.stream()
                    .distinct()
                    .sorted(Comparator.comparing(MappingFault::line).thenComparing(MappingFault::what))
                    .toList());
        }
    }

    /** Returns the mapping. */
    public Mapping mapping() {
        return mapping;
    }

    /**
     * Checks that the log has every column that the mapping names.
     *
     * @param known the log's columns; empty if its format declares none
     * @throws Faulty if one is missing
     */
    public void requireColumns(List<String> known) {
        if (known.isEmpty()) {
            return;
        }
        var faults = new ArrayList<MappingFault>();
        columns.forEach((column, line) -> {
            if (!known.contains(column)) {
                faults.add(new MappingFault(
                        name, line, "the log has no column %s; it has %s".formatted(column, String.join(", ", known))));
            }
        });
        refuse(faults);
    }

    // YAML

    private static Node composed(String name, String text) {
        try {
            // Only nodes are composed, no objects constructed; aliases cannot grow.
            var root = new Yaml(new SafeConstructor(new LoaderOptions())).compose(new StringReader(text));
            if (root == null) {
                throw new Faulty(List.of(new MappingFault(name, 1, "the file is empty")));
            }
            return root;
        } catch (MarkedYAMLException exception) {
            var mark = exception.getProblemMark();
            throw new Faulty(List.of(new MappingFault(
                    name, mark == null ? 1 : mark.getLine() + 1, "not readable as YAML: " + exception.getProblem())));
        } catch (org.yaml.snakeyaml.error.YAMLException exception) {
            throw new Faulty(List.of(new MappingFault(name, 1, "not readable as YAML: " + exception.getMessage())));
        }
    }

    private static void findRepeatedKeys(String name, Node node, List<MappingFault> faults) {
        switch (node) {
            case MappingNode mapping -> {
                var keys = new HashSet<String>();
                for (var pair : mapping.getValue()) {
                    if (!keys.add(keyOf(pair.getKeyNode()))) {
                        faults.add(new MappingFault(
                                name, lineOf(pair.getKeyNode()), keyOf(pair.getKeyNode()) + " is there twice"));
                    }
                    findRepeatedKeys(name, pair.getValueNode(), faults);
                }
            }
            case SequenceNode sequence -> sequence.getValue().forEach(item -> findRepeatedKeys(name, item, faults));
            default -> {
                // A value has no keys.
            }
        }
    }

    private static String keyOf(Node key) {
        return key instanceof ScalarNode scalar ? scalar.getValue() : "?";
    }

    private static int lineOf(Node node) {
        return node.getStartMark().getLine() + 1;
    }

    /** Returns the content; what looks like a day or a number of another base stays the text that it is. */
    private static JsonNode json(Node node) {
        var make = JsonNodeFactory.instance;
        return switch (node) {
            case MappingNode mapping -> {
                var object = make.objectNode();
                mapping.getValue().forEach(pair -> object.set(keyOf(pair.getKeyNode()), json(pair.getValueNode())));
                yield object;
            }
            case SequenceNode sequence -> {
                var array = make.arrayNode();
                sequence.getValue().forEach(item -> array.add(json(item)));
                yield array;
            }
            case ScalarNode scalar
            when Tag.INT.equals(scalar.getTag()) && isPlainNumber(scalar.getValue()) ->
                make.numberNode(Integer.parseInt(scalar.getValue()));
            case ScalarNode scalar
            when Tag.BOOL.equals(scalar.getTag()) && scalar.getValue().matches("true|false") ->
                make.booleanNode(Boolean.parseBoolean(scalar.getValue()));
            case ScalarNode scalar when Tag.NULL.equals(scalar.getTag()) -> make.nullNode();
            case ScalarNode scalar -> make.textNode(scalar.getValue());
            default -> make.nullNode();
        };
    }

    private static boolean isPlainNumber(String text) {
        return text.matches("-?(0|[1-9][0-9]{0,8})");
    }

    // The schema

    private static MappingFault fault(String name, Node root, ValidationMessage message) {
        var place = message.getInstanceLocation().toString();
        var where = place.isEmpty()
                ? "the file"
                : place.substring(1).replace("~1", "/").replace("~0", "~");
        var key = message.getProperty();
        var what = switch (message.getType()) {
            case "additionalProperties" -> "%s knows no %s".formatted(where, key);
            case "required" -> "%s has no %s".formatted(where, key);
            case "oneOf" -> "%s has to have exactly one of %s".formatted(where, choice(message));
            default ->
                where + ": "
                        + message.getMessage().substring(message.getMessage().indexOf(": ") + 2);
        };
        var line = lineAt(
                root,
                "additionalProperties".equals(message.getType()) ? place + "/" + escaped(String.valueOf(key)) : place);
        return new MappingFault(name, line, what);
    }

    private static String choice(ValidationMessage message) {
        return message.getSchemaLocation().toString().contains("alternative") ? "do and leaveOut" : "activity and act";
    }

    private static String escaped(String key) {
        return key.replace("~", "~0").replace("/", "~1");
    }

    /** Returns the line of the key or item at this place; of the nearest one above it, if there is none. */
    private static int lineAt(Node root, String pointer) {
        var node = root;
        var line = lineOf(root);
        for (var rest = JsonPointer.compile(pointer); !rest.matches(); rest = rest.tail()) {
            var step = rest.getMatchingProperty();
            var index = rest.getMatchingIndex();
            if (node instanceof MappingNode mapping) {
                var pair = mapping.getValue().stream()
                        .filter(candidate -> keyOf(candidate.getKeyNode()).equals(step))
                        .findFirst();
                if (pair.isEmpty()) {
                    return line;
                }
                line = lineOf(pair.get().getKeyNode());
                node = pair.get().getValueNode();
            } else if (node instanceof SequenceNode sequence
                    && index >= 0
                    && index < sequence.getValue().size()) {
                node = sequence.getValue().get(index);
                line = lineOf(node);
            } else {
                return line;
            }
        }
        return line;
    }

    /** Check of what a schema cannot say. */
    private record Check(
            String name,
            Node root,
            JsonNode content,
            Mapping mapping,
            List<MappingFault> faults,
            Map<String, Integer> columns) {

        void all() {
            log();
            var acts = new HashSet<String>();
            content.path("activities").properties().forEach(activity -> {
                var place = "/activities/" + escaped(activity.getKey());
                for (var index = 0; index < activity.getValue().size(); index++) {
                    alternative(place + "/" + index, activity.getValue().path(index), acts);
                }
            });
            if (!acts.contains("refer") && !acts.contains("register")) {
                fault("/activities", "no activity brings a case in: one of them has to refer or register it");
            }
            expected();
        }

        private void fault(String place, String what) {
            faults.add(new MappingFault(name, lineAt(root, place), what));
        }

        private void log() {
            var log = mapping.log();
            column("/log/case", log.caseId());
            column("/log/activity", log.activity());
            column("/log/time/column", log.time().column());
            if (log.order() != null) {
                column("/log/order", log.order());
            }
            if (log.csv() != null && log.format() != Mapping.Format.CSV) {
                fault("/log/csv", "csv says nothing about a log in " + log.format());
            }
            if (log.csv() != null && log.csv().encoding() != null) {
                readable("/log/csv/encoding", log.csv().encoding(), Charset::forName, "encoding");
            }
            for (var index = 0; index < log.time().forms().size(); index++) {
                readable(
                        "/log/time/forms/" + index,
                        log.time().forms().get(index),
                        LogTimes::formatter,
                        "form of a time");
            }
            if (log.time().zone() != null) {
                readable("/log/time/zone", log.time().zone(), ZoneId::of, "time zone");
            }
            if (log.time().shift() != null) {
                readable("/log/time/shift", log.time().shift(), Period::parse, "period");
            }
        }

        private void readable(String place, String text, Consumer<String> reader, String what) {
            try {
                reader.accept(text);
            } catch (IllegalArgumentException | DateTimeException exception) {
                fault(place, "%s is no %s: %s".formatted(text, what, exception.getMessage()));
            }
        }

        private void column(String place, String column) {
            columns.putIfAbsent(column, lineAt(root, place));
        }

        private void alternative(String place, JsonNode alternative, java.util.Set<String> acts) {
            var when = alternative.path("when");
            for (var key : List.of("earlier", "later")) {
                if (when.has(key)
                        && !mapping.activities().containsKey(when.path(key).asText())) {
                    fault(
                            place + "/when/" + key,
                            "there is no activity %s here"
                                    .formatted(when.path(key).asText()));
                }
            }
            when.path("where")
                    .properties()
                    .forEach(each -> column(place + "/when/where/" + escaped(each.getKey()), each.getKey()));
            for (var index = 0; index < alternative.path("do").size(); index++) {
                var act = alternative
                        .path("do")
                        .path(index)
                        .properties()
                        .iterator()
                        .next();
                acts.add(act.getKey());
                templates(place + "/do/" + index + "/" + act.getKey(), act.getValue());
            }
        }

        private void templates(String place, JsonNode value) {
            if (value.isObject()) {
                value.properties().forEach(field -> {
                    if (!TEXTS_WITHOUT_TEMPLATES.contains(field.getKey())) {
                        templates(place + "/" + escaped(field.getKey()), field.getValue());
                    }
                });
            } else if (value.isArray()) {
                for (var index = 0; index < value.size(); index++) {
                    templates(place + "/" + index, value.path(index));
                }
            } else if (value.isTextual()) {
                try {
                    Template.of(value.asText(), mapping).columns().forEach(column -> column(place, column));
                } catch (IllegalArgumentException exception) {
                    fault(place, exception.getMessage());
                }
            }
        }

        private void expected() {
            var expected = content.path("expected");
            expected.path("rows").properties().forEach(row -> {
                if (!mapping.activities().containsKey(row.getKey())) {
                    fault(
                            "/expected/rows/" + escaped(row.getKey()),
                            "there is no activity %s here".formatted(row.getKey()));
                }
            });
            var titles = new HashSet<String>();
            for (var index = 0; index < expected.path("figures").size(); index++) {
                var title = expected.path("figures").path(index).path("title").asText();
                if (!titles.add(title)) {
                    fault("/expected/figures/%d/title".formatted(index), "%s is there twice".formatted(title));
                }
            }
            for (var index = 0; index < expected.path("figures").size(); index++) {
                figure("/expected/figures/" + index, expected.path("figures").path(index), titles);
            }
        }

        private void figure(String place, JsonNode figure, java.util.Set<String> titles) {
            var activity = figure.path("activity");
            if (activity.isTextual() && !mapping.activities().containsKey(activity.asText())) {
                fault(place + "/activity", "there is no activity %s here".formatted(activity.asText()));
            }
            for (var key : List.of("with", "without")) {
                for (var other : figure.path(key)) {
                    if (!titles.contains(other.asText())) {
                        fault(place + "/" + key, "there is no figure %s here".formatted(other.asText()));
                    }
                }
                if (figure.has(key) && figure.path("count").asText().equals("TIMES")) {
                    fault(place + "/" + key, "only cases can be counted %s others".formatted(key));
                }
            }
        }
    }

    /** Returns the activities with their places in the file: what tells rows of the same time apart at last. */
    static Map<String, Integer> ranks(Mapping mapping) {
        var ranks = new LinkedHashMap<String, Integer>();
        mapping.activities().keySet().forEach(activity -> ranks.put(activity, ranks.size()));
        return ranks;
    }
}
