package org.fengqiao.kernel.legalclock.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Our check of the schemas agrees with a complete validator about every file, whatever is wrong with it. */
class SchemaTest {

    static final YAMLMapper YAML = new YAMLMapper();

    /** What may stand in the place of any value, or be one more. */
    static final List<String> VALUES = List.of(
            "null",
            "''",
            "' '",
            "text",
            "two-words",
            "Text",
            "0",
            "1",
            "-3",
            "2024",
            "15.5",
            "true",
            "false",
            "2024-02-29",
            "2023-02-29",
            "[]",
            "[text]",
            "[[]]",
            "{}",
            "{zh: 甲, en: A}",
            "{count: 1, unit: HOURS}",
            "HOURS",
            "WORKING_DAYS",
            "MOVES",
            "police");

    @ParameterizedTest
    @CsvSource({"rules", "calendar"})
    void ourCheckAndACompleteValidatorAgree(String name) throws JsonProcessingException {
        var path = "legal/" + name + ".schema.json";
        var schema = Schema.read(path);
        var complete = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(SchemaTest.class.getClassLoader().getResourceAsStream(path));
        var example = YAML.readTree(name.equals("rules") ? FaultyLegalFilesTest.RULE : FaultyLegalFilesTest.YEAR);
        var verdicts = new ArrayList<Boolean>();
        for (var changed : changes(example)) {
            var valid = isValid(complete, changed);
            assertThat(schema.faults("example.yaml", composed(changed)).isEmpty())
                    .as(changed.toString())
                    .isEqualTo(valid);
            verdicts.add(valid);
        }
        assertThat(verdicts).as("some are right and some are wrong").contains(true, false);
    }

    private static boolean isValid(JsonSchema schema, JsonNode content) {
        return schema.validate(content, context -> context.getExecutionConfig().setFormatAssertionsEnabled(true))
                .isEmpty();
    }

    private static org.yaml.snakeyaml.nodes.Node composed(JsonNode content) throws JsonProcessingException {
        return new Yaml(new SafeConstructor(new LoaderOptions()))
                .compose(new StringReader(YAML.writeValueAsString(content)));
    }

    /** The example with each value taken out, or replaced, or with one more beside it: one change each. */
    private static List<JsonNode> changes(JsonNode example) throws JsonProcessingException {
        var changes = new ArrayList<JsonNode>();
        changes.add(example);
        for (var place : places("", example)) {
            for (var text : VALUES) {
                var copy = example.deepCopy();
                put(copy, place, YAML.readTree(text));
                changes.add(copy);
            }
            var without = example.deepCopy();
            if (without.at(parent(place)) instanceof ObjectNode object) {
                object.remove(last(place));
                changes.add(without);
            }
        }
        return changes;
    }

    private static List<String> places(String path, JsonNode node) {
        var places = new ArrayList<String>();
        if (node instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> each : object.properties()) {
                places.add(path + "/" + each.getKey());
                places.addAll(places(path + "/" + each.getKey(), each.getValue()));
            }
            places.add(path + "/more");
            places.add(path + "/byConsentOfTheParties");
            places.add(path + "/least");
        } else if (node instanceof ArrayNode array) {
            for (var item = 0; item < array.size(); item++) {
                places.add(path + "/" + item);
                places.addAll(places(path + "/" + item, array.get(item)));
            }
        }
        return places;
    }

    private static void put(JsonNode root, String place, JsonNode value) {
        switch (root.at(parent(place))) {
            case ObjectNode object -> object.set(last(place), value);
            case ArrayNode array -> array.set(Integer.parseInt(last(place)), value);
            default -> throw new IllegalStateException(place);
        }
    }

    private static String parent(String place) {
        return place.substring(0, place.lastIndexOf('/'));
    }

    private static String last(String place) {
        return place.substring(place.lastIndexOf('/') + 1);
    }
}
