package org.fengqiao.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * User of Kafka as the manifests of {@code deploy/kubernetes} have it.
 *
 * @param rules what it may do, as the user operator tells the broker
 */
record KafkaUser(String name, List<AclBinding> rules) {

    private static final ObjectMapper MAPPER = new ObjectMapper(new YAMLFactory());

    KafkaUser {
        rules = List.copyOf(rules);
    }

    /**
     * Returns all users of the manifests in a folder.
     *
     * @throws UncheckedIOException if one of them can't be read
     */
    static List<KafkaUser> ofManifests(Path folder) {
        var users = new ArrayList<KafkaUser>();
        try (var files = Files.newDirectoryStream(folder, "*.yaml")) {
            for (var file : files) {
                try (var documents = MAPPER.readerFor(JsonNode.class).<JsonNode>readValues(file.toFile())) {
                    documents.forEachRemaining(document -> {
                        if (document.path("kind").asText().equals("KafkaUser")) {
                            users.add(of(document));
                        }
                    });
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the users in %s can't be read".formatted(folder), unreadable);
        }
        return users;
    }

    private static KafkaUser of(JsonNode manifest) {
        var name = manifest.at("/metadata/name").asText();
        return new KafkaUser(
                name,
                elements(manifest.at("/spec/authorization/acls"))
                        .flatMap(acl -> elements(acl.path("operations"))
                                .map(operation -> new AclBinding(
                                        resource(acl.path("resource")),
                                        new AccessControlEntry(
                                                "User:" + name,
                                                acl.path("host").asText("*"),
                                                AclOperation.valueOf(constant(operation.asText())),
                                                AclPermissionType.ALLOW))))
                        .toList());
    }

    private static ResourcePattern resource(JsonNode resource) {
        var type = ResourceType.valueOf(constant(resource.path("type").asText()));
        return new ResourcePattern(
                type,
                type == ResourceType.CLUSTER
                        ? "kafka-cluster"
                        : resource.path("name").asText(),
                resource.path("patternType").asText().equals("prefix") ? PatternType.PREFIXED : PatternType.LITERAL);
    }

    /** Returns the name of a constant: {@code IdempotentWrite} becomes {@code IDEMPOTENT_WRITE}. */
    private static String constant(String word) {
        return word.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toUpperCase(Locale.ROOT);
    }

    private static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
