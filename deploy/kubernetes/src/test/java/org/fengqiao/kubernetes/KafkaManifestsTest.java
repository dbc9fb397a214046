package org.fengqiao.kubernetes;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Topics, users and connectors are those that the services and the partners work with. */
class KafkaManifestsTest {

    static final List<String> PARTNERS = Manifests.PARTNERS;
    static final List<String> SERVICES = Manifests.SERVICES;
    static final List<String> RECORDING = Manifests.RECORDING;

    private static final Pattern CHANNEL =
            Pattern.compile("^mp\\.messaging\\.incoming\\.([\\w-]+)\\.(topic|group\\.id)=(.+)$");

    @Test
    void everyTopicOfTheContractIsMadeAndNoOther() throws IOException {
        var contract =
                new TreeSet<>(List.of("connect-heartbeats", "connect-configs", "connect-offsets", "connect-status"));
        Manifests.YAML
                .readTree(Checkout.path("docs/asyncapi.yaml").toFile())
                .path("channels")
                .forEach(channel -> contract.add(channel.path("address").asText()));

        assertThat(Manifests.base("KafkaTopic").stream().map(Manifest::name))
                .hasSizeGreaterThan(15)
                .containsExactlyInAnyOrderElementsOf(contract);
    }

    @Test
    void whatIsTheRecordIsKeptForEver() {
        assertThat(List.of("case-events", "reference-events", "audit-checkpoints"))
                .allSatisfy(name -> {
                    assertThat(config(name, "retention.ms")).isEqualTo("-1");
                    assertThat(config(name, "retention.bytes")).isEqualTo("-1");
                    assertThat(config(name, "cleanup.policy")).isEqualTo("delete");
                });
        assertThat(partitions("case-events")).isEqualTo(12);
        assertThat(partitions("reference-events")).isEqualTo(1);
        assertThat(partitions("audit-checkpoints")).isEqualTo(1);
    }

    @ParameterizedTest
    @FieldSource("PARTNERS")
    void whatIsInClearGoesInTime(String partner) {
        assertThat(config(partner + ".inbound", "retention.ms")).isEqualTo(days(7));
        assertThat(config(partner + ".rejected", "retention.ms")).isEqualTo(days(7));
        assertThat(config(partner + ".outbound", "retention.ms")).isEqualTo(days(30));
        for (var topic : List.of(".inbound", ".outbound", ".rejected")) {
            assertThat(partitions(partner + topic)).isEqualTo(3);
            assertThat(config(partner + topic, "max.message.bytes")).isEqualTo("4194304");
        }
    }

    @Test
    void oneBrokerMayGoWithoutAnythingBeingLostOrRefused() {
        assertThat(Manifests.base("KafkaTopic")).allSatisfy(topic -> {
            assertThat(topic.at("/spec/replicas").asInt()).as("%s", topic).isEqualTo(3);
            assertThat(config(topic.name(), "min.insync.replicas"))
                    .as("%s", topic)
                    .isEqualTo("2");
        });
        var config = Manifests.base("Kafka", "fengqiao").at("/spec/kafka/config");
        assertThat(config.path("transaction.state.log.replication.factor").asInt())
                .isEqualTo(3);
        assertThat(config.path("transaction.state.log.min.isr").asInt()).isEqualTo(2);
        assertThat(config.path("auto.create.topics.enable").asBoolean(true)).isFalse();
        assertThat(config.path("message.max.bytes").asInt()).isEqualTo(4194304);
    }

    /** Brokers of 4.3.0 to 4.4.0 lose ends of transactions (ADR 8). */
    @Test
    void brokersAndConnectAreOfTheVersionThatIsTested() {
        var tested = Checkout.text(Checkout.path("pom.xml"))
                .replaceAll("(?s).*<kafka\\.version>(\\d+\\.\\d+)\\.\\d+</kafka\\.version>.*", "$1");

        assertThat(Manifests.base("Kafka", "fengqiao").at("/spec/kafka/version").asText())
                .startsWith(tested + ".");
        assertThat(Manifests.base("KafkaConnect", "debezium")
                        .at("/spec/version")
                        .asText())
                .startsWith(tested + ".");
    }

    @Test
    void nobodyReachesABrokerInClearOrUnnamed() {
        assertThat(Manifest.stream(Manifests.base("Kafka", "fengqiao").at("/spec/kafka/listeners")))
                .isNotEmpty()
                .allSatisfy(listener -> {
                    assertThat(listener.path("tls").asBoolean()).isTrue();
                    assertThat(listener.at("/authentication/type").asText()).isIn("scram-sha-512", "tls");
                });
        assertThat(Manifests.base("Kafka", "fengqiao")
                        .at("/spec/kafka/authorization/type")
                        .asText())
                .isEqualTo("simple");
    }

    @ParameterizedTest
    @FieldSource("PARTNERS")
    void aPartnerWritesItsOwnTopicAndReadsItsOwnTwo(String partner) {
        assertThat(rights(partner))
                .containsExactlyInAnyOrder(
                        "topic %s.inbound: Write, Describe".formatted(partner),
                        "topic %s.outbound: Read, Describe".formatted(partner),
                        "topic %s.rejected: Read, Describe".formatted(partner),
                        "group %s-*: Read".formatted(partner));
    }

    /** Names of groups begin with the partner's name; none begins with another one's. */
    @Test
    void noPartnerCanTakeAnotherOnesGroupOrAServices() {
        var groups = SERVICES.stream().flatMap(service -> channels(service).values().stream());

        assertThat(groups.map(channel -> channel.get("group.id")))
                .isNotEmpty()
                .noneMatch(group -> PARTNERS.stream().anyMatch(partner -> group.startsWith(partner + "-")));
        assertThat(PARTNERS)
                .noneMatch(partner ->
                        PARTNERS.stream().anyMatch(other -> !other.equals(partner) && other.startsWith(partner + "-")));
    }

    @ParameterizedTest
    @FieldSource("SERVICES")
    void aServiceMayReadWhatItReadsAndWriteNothing(String service) {
        var needed = new ArrayList<String>();
        channels(service).forEach((_, channel) -> {
            needed.add("topic %s: Read, Describe".formatted(channel.get("topic")));
            needed.add("group %s: Read".formatted(channel.get("group.id")));
        });

        assertThat(rights(service + "-service")).containsExactlyInAnyOrderElementsOf(needed);
    }

    @Test
    void connectWritesWhereServicesPublishAndKeepsItsOwnTopics() {
        var rights = rights("connect");

        for (var topic : Manifests.base("KafkaTopic")) {
            var name = topic.name();
            if (name.endsWith(".inbound")) {
                assertThat(rights).noneMatch(right -> right.startsWith("topic " + name));
            } else if (name.startsWith("connect-") && !name.equals("connect-heartbeats")) {
                assertThat(rights).contains("topic %s: Read, Write, Describe, DescribeConfigs".formatted(name));
            } else {
                assertThat(rights).contains("topic %s: Write, Describe".formatted(name));
            }
        }
        var connect = Manifests.base("KafkaConnect", "debezium").spec();
        var group = connect.path("groupId").asText();
        assertThat(rights)
                .contains(
                        "group %s: Read, Describe".formatted(group),
                        "transactionalId connect-cluster-%s: Write, Describe".formatted(group),
                        "transactionalId %s-*: Write, Describe".formatted(group));
        assertThat(connect.at("/config/exactly.once.source.support").asText()).isEqualTo("enabled");
        assertThat(connect.at("/authentication/username").asText()).isEqualTo("connect");
    }

    @ParameterizedTest
    @FieldSource("RECORDING")
    void aConnectorIsTheOneThatRunsEverywhere(String service) throws IOException {
        var expected = new ObjectMapper()
                        .readTree(Checkout.path("deploy/connectors/" + service + ".json")
                                .toFile())
                        .properties()
                        .stream()
                        .collect(toMap(
                                Map.Entry::getKey, entry -> entry.getValue().asText()));
        var spec = Manifests.base("KafkaConnector", service).spec();
        var found = new TreeMap<String, String>();
        found.put("connector.class", spec.path("class").asText());
        found.put("tasks.max", spec.path("tasksMax").asText());
        spec.path("config")
                .properties()
                .forEach(entry -> found.put(entry.getKey(), entry.getValue().asText()));

        assertThat(found.remove("database.sslmode")).isEqualTo("verify-full");
        assertThat(found.remove("database.sslrootcert")).isEqualTo("/mnt/%s-db-ca/ca.crt".formatted(service));
        assertThat(found).containsExactlyInAnyOrderEntriesOf(expected);
    }

    @Test
    void everyPlaceholderOfAConnectorIsInTheWorkersEnvironment() {
        var environment = Manifest.stream(
                        Manifests.base("KafkaConnect", "debezium").at("/spec/template/connectContainer/env"))
                .map(variable -> variable.path("name").asText())
                .toList();
        var placeholder = Pattern.compile("\\$\\{env:(\\w+)}");
        var named = Manifests.base("KafkaConnector").stream()
                .flatMap(connector ->
                        placeholder.matcher(connector.content().toString()).results())
                .map(match -> match.group(1))
                .toList();

        assertThat(named).hasSize(3 * RECORDING.size());
        assertThat(environment).containsExactlyInAnyOrderElementsOf(named);
    }

    @Test
    void everyResourceBelongsToAClusterThatIsThere() {
        assertThat(Stream.of("KafkaTopic", "KafkaUser", "KafkaNodePool").flatMap(kind -> Manifests.base(kind).stream()))
                .allSatisfy(one -> assertThat(cluster(one)).isEqualTo("fengqiao"));
        assertThat(Manifests.base("KafkaConnector"))
                .allSatisfy(one -> assertThat(cluster(one)).isEqualTo("debezium"));
    }

    private static String cluster(Manifest one) {
        return one.at("/metadata/labels").path("strimzi.io/cluster").asText();
    }

    /** Returns the channels of a service with topic and group, from its own settings and those of all services. */
    private static Map<String, Map<String, String>> channels(String service) {
        var channels = new TreeMap<String, Map<String, String>>();
        channels.put("case-events", new TreeMap<>(Map.of("topic", "case-events", "group.id", service)));
        Checkout.text(Checkout.path(service + "-service/src/main/resources/application.properties"))
                .lines()
                .map(CHANNEL::matcher)
                .filter(java.util.regex.Matcher::matches)
                .forEach(line -> channels.computeIfAbsent(line.group(1), _ -> new TreeMap<>())
                        .put(line.group(2), line.group(3).replace("${fengqiao.service}", service)));
        return channels;
    }

    /** Returns what a user may do, a line each: "topic name: Read, Describe", with a star behind a prefix. */
    private static List<String> rights(String user) {
        return Manifest.stream(Manifests.base("KafkaUser", user).at("/spec/authorization/acls"))
                .map(acl -> "%s %s%s: %s"
                        .formatted(
                                acl.at("/resource/type").asText(),
                                acl.at("/resource/name").asText(),
                                acl.at("/resource/patternType").asText().equals("prefix") ? "*" : "",
                                String.join(", ", Manifest.texts(acl.path("operations")))))
                .toList();
    }

    private static String days(int days) {
        return Long.toString(Duration.ofDays(days).toMillis());
    }

    private static String config(String topic, String key) {
        return Manifests.base("KafkaTopic", topic)
                .spec()
                .path("config")
                .path(key)
                .asText();
    }

    private static int partitions(String topic) {
        JsonNode partitions = Manifests.base("KafkaTopic", topic).at("/spec/partitions");
        return partitions.asInt();
    }
}
