package org.fengqiao.acceptance;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The published AsyncAPI document names what the services publish and take in, and nothing else. */
class AsyncApiTest {

    static final Path DOCS = Path.of("../../docs");
    static final List<String> PARTNERS = List.of("police", "court", "petition-office", "procuratorate");

    static JsonNode document;

    @BeforeAll
    static void read() throws IOException {
        document = new YAMLMapper().readTree(DOCS.resolve("asyncapi.yaml").toFile());
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
        var messages = messages()
                .filter(message -> message.path("name").asText().startsWith("fengqiao."))
                .collect(toMap(
                        message -> message.path("name").asText(),
                        message -> DOCS.resolve(
                                        message.path("payload").path("$ref").asText())
                                .normalize()));
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
        var names = new TreeSet<String>();
        document.path("channels")
                .valueStream()
                .filter(channel -> channel.path("address").asText().endsWith("." + end))
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

    private static Stream<JsonNode> messages() {
        return StreamSupport.stream(document.path("components").path("messages").spliterator(), false);
    }
}
