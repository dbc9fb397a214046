package org.fengqiao.acceptance;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The published AsyncAPI document is one, and names what the services publish and take in, and nothing else. */
class AsyncApiTest {

    static final Path DOCS = Path.of("../../docs");
    static final Path RULES = Path.of("../../shared-kernel/recording/src/main/resources/disclosure/partners.yaml");
    static final List<String> PARTNERS = List.of("police", "court", "petition-office", "procuratorate");

    static final Pattern PAYLOAD = Pattern.compile(
            " {8}\\$ref: \"\\.\\./(?<service>[a-z]+)-service/src/main/resources/schemas/(?<type>[a-z0-9.-]+)\\.json\"");

    static final ObjectMapper JSON = new ObjectMapper();
    static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);

    static JsonNode document;

    @BeforeAll
    static void read() throws IOException {
        document = new YAMLMapper().readTree(DOCS.resolve("asyncapi.yaml").toFile());
    }

    /** The schema is the one that the AsyncAPI Initiative publishes. */
    @Test
    void itIsWhatTheStandardAsksFor() throws IOException {
        try (var published = AsyncApiTest.class.getResourceAsStream("/standards/asyncapi-3.0.0.json")) {
            var standard = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7)
                    .getSchema(Objects.requireNonNull(published));
            assertThat(standard.validate(document)).isEmpty();

            var wrong = document.<ObjectNode>deepCopy();
            wrong.withObject("/channels/caseEvents").put("adress", "case-events");
            assertThat(standard.validate(wrong)).as("a word misspelt").isNotEmpty();
            var without = document.<ObjectNode>deepCopy();
            without.withObject("/info").remove("version");
            assertThat(standard.validate(without)).as("no version").isNotEmpty();
        }
    }

    @Test
    void everyTypeThatAServiceHasASchemaOfIsAMessageWithThatSchema() throws IOException {
        var schemas = new TreeMap<String, Path>();
        for (var service : List.of("intake", "routing", "mediation", "petition")) {
            var folder = Path.of("../../%s-service/src/main/resources/schemas".formatted(service));
            for (var type : Files.readAllLines(folder.resolve("index.txt"))) {
                schemas.put(type, folder.resolve(type + ".json").normalize());
            }
        }
        var messages = fengqiaos().collect(toMap(message -> message.path("name").asText(), AsyncApiTest::schemaOf));
        assertThat(messages).isEqualTo(schemas);
        assertThat(messages.values()).allSatisfy(schema -> assertThat(schema).isRegularFile());
    }

    /** A name that went both ways would leave open who owes what to whom; the sums of a day are told both ways. */
    @Test
    void whatAPartnerSendsHasAnotherNameThanWhatItReceives() {
        var inbound = named("inbound");
        inbound.retainAll(named("outbound"));
        assertThat(inbound).containsExactly("partnerReconciliation");
    }

    private static TreeSet<String> named(String end) {
        return named(address -> address.endsWith("." + end));
    }

    private static TreeSet<String> named(Predicate<String> topic) {
        var names = new TreeSet<String>();
        document.path("channels")
                .valueStream()
                .filter(channel -> topic.test(channel.path("address").asText()))
                .forEach(channel -> channel.path("messages").fieldNames().forEachRemaining(names::add));
        return names;
    }

    @Test
    void everyMessageIsOnAChannelAndTheChannelsAreTheTopics() {
        var topics = new TreeSet<String>(List.of("case-events", "reference-events", "audit-checkpoints"));
        PARTNERS.forEach(partner ->
                Stream.of("inbound", "outbound", "rejected").forEach(end -> topics.add(partner + "." + end)));
        assertThat(document.path("channels")
                        .valueStream()
                        .map(channel -> channel.path("address").asText()))
                .containsExactlyInAnyOrderElementsOf(topics);
        var onChannels = document.path("channels")
                .valueStream()
                .flatMap(channel -> channel.path("messages").valueStream())
                .map(message -> message.path("$ref").asText())
                .distinct();
        assertThat(onChannels)
                .containsExactlyInAnyOrderElementsOf(document.path("components")
                        .path("messages")
                        .propertyStream()
                        .map(message -> "#/components/messages/" + message.getKey())
                        .toList());
    }

    @Test
    void everyReferenceWithinTheDocumentLeadsSomewhere() {
        assertThat(document.findValuesAsText("$ref").stream().filter(reference -> reference.startsWith("#")))
                .isNotEmpty()
                .allSatisfy(reference -> assertThat(
                                document.at(reference.substring(1)).isMissingNode())
                        .as(reference)
                        .isFalse());
    }

    /**
     * The samples that the services' tests approve stand in the document as examples; {@code -Dapprove=true} writes
     * them.
     */
    @Test
    void everyMessageOfFengqiaoHasItsApprovedSampleAsExample() throws IOException {
        var lines = new ArrayList<String>();
        var file = DOCS.resolve("asyncapi.yaml");
        for (var line : Files.readAllLines(file)) {
            if (line.equals("      examples:") || line.startsWith("        - payload: {")) {
                continue;
            }
            lines.add(line);
            var schema = PAYLOAD.matcher(line);
            if (schema.matches()) {
                lines.add("      examples:");
                lines.add("        - payload: " + sample(schema.group("service"), schema.group("type")));
            }
        }
        var written = String.join("\n", lines) + "\n";
        if (Boolean.getBoolean("approve")) {
            Files.writeString(file, written);
        } else {
            assertThat(Files.readString(file))
                    .as("%s (write it with -Dapprove=true)", file)
                    .isEqualTo(written);
        }
    }

    @Test
    void everyExampleIsWhatTheSchemaAsksForAndNothingIsNot() throws IOException {
        for (var message : fengqiaos().toList()) {
            var type = message.path("name").asText();
            var text = Files.readString(schemaOf(message));
            var schema = SCHEMAS.getSchema(text);
            var example = message.at("/examples/0/payload");
            assertThat(schema.validate(example)).as(type).isEmpty();
            var erased = JSON.readTree(example.toString().replace("\"box.", "\"erased."));
            assertThat(schema.validate(erased)).as("%s after an erasure", type).isEmpty();
            assertThat(schema.validate(JSON.createObjectNode()))
                    .as("nothing as %s", type)
                    .isNotEmpty();
        }
    }

    /** What a partner is not told is left out of its messages, and so cannot be required of them. */
    @Test
    void whatAMessageRequiresOfPersonalDataEveryPartnerThatGetsItIsTold() throws IOException {
        var rules = new YAMLMapper().readTree(RULES.toFile()).path("rules");
        var seen = 0;
        for (var partner : PARTNERS) {
            for (var name : namedOn(partner + ".outbound")) {
                var message = document.path("components").path("messages").path(name);
                var told = new TreeSet<String>();
                rules.valueStream()
                        .filter(rule -> rule.path("partner").asText().equals(partner)
                                && rule.path("message")
                                        .asText()
                                        .equals(message.path("name").asText()))
                        .forEach(rule -> rule.path("tells").fieldNames().forEachRemaining(told::add));
                var schema = JSON.readTree(schemaOf(message).toFile());
                for (var path : requiredPersonal(schema, schema, "")) {
                    assertThat(told).as("what %s is told in %s", partner, name).contains(path);
                    seen++;
                }
            }
        }
        assertThat(seen).isPositive();
    }

    private static List<String> requiredPersonal(JsonNode whole, JsonNode reference, String path) {
        var schema =
                reference.has("$ref") ? whole.at(reference.path("$ref").asText().substring(1)) : reference;
        if (schema.path("description").asText().equals("sealed personal data")) {
            return List.of(path);
        }
        if (schema.has("items")) {
            return requiredPersonal(whole, schema.path("items"), path + "[]");
        }
        var found = new ArrayList<String>();
        for (var name : names(schema.path("required"))) {
            found.addAll(requiredPersonal(
                    whole, schema.path("properties").path(name), path.isEmpty() ? name : path + "." + name));
        }
        return found;
    }

    private static List<String> names(JsonNode array) {
        return array.valueStream().map(JsonNode::asText).toList();
    }

    private static JsonNode sample(String service, String type) throws IOException {
        var own = Path.of("../../%s-service/src/test/resources/approved/%s.json".formatted(service, type));
        var shared = Path.of("../../shared-kernel/tests/src/test/resources/approved/%s.json"
                .formatted(type.replace("fengqiao." + service + ".", "fengqiao.petition.")));
        return JSON.readTree(Files.readString(Files.exists(own) ? own : shared)
                .replace("fengqiao.petition.", Files.exists(own) ? "fengqiao.petition." : "fengqiao." + service + "."));
    }

    private static TreeSet<String> namedOn(String address) {
        return named(address::equals);
    }

    private static Stream<JsonNode> fengqiaos() {
        return messages().filter(message -> message.path("name").asText().startsWith("fengqiao."));
    }

    private static Path schemaOf(JsonNode message) {
        return DOCS.resolve(message.path("payload").path("$ref").asText()).normalize();
    }

    private static Stream<JsonNode> messages() {
        return StreamSupport.stream(document.path("components").path("messages").spliterator(), false);
    }
}
