package org.fengqiao.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Names in manifests: each is that of something that is there, of pods, secrets, settings, ports, health checks. */
class ReferencesTest {

    static final List<String> SERVICES = Manifests.SERVICES;

    /** Row of the list of secrets in the module's README: name, keys, who makes it. */
    private static final Pattern ROW = Pattern.compile("^\\| (`.*`) \\| (`.*`) \\| .* \\|$", Pattern.MULTILINE);

    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    /** What the kernel answers, and what Quarkus adds to it. */
    private static final Set<String> HEALTH =
            Set.of("/q/health/live", "/q/health/ready", "/q/health/started", "/q/health/group/calls");

    @Test
    void everySecretThatIsNamedIsInTheListAndNoOther() {
        assertThat(namedSecrets()).containsExactlyInAnyOrderEntriesOf(listedSecrets());
    }

    @Test
    void noSecretIsCommitted() {
        assertThat(Manifests.base("Secret")).isEmpty();
    }

    @Test
    void everyConfigMapThatIsNamedIsThere() {
        for (var deployment : Manifests.base("Deployment")) {
            assertThat(deployment.all("configMapRef"))
                    .isNotEmpty()
                    .allSatisfy(reference -> assertThat(
                                    Manifests.base("ConfigMap").stream().map(Manifest::name))
                            .contains(reference.path("name").asText()));
        }
    }

    @Test
    void aPolicyIsAboutPodsThatThereAreAndNamesSuchPods() {
        assertThat(Manifests.base("NetworkPolicy")).hasSizeGreaterThan(10).allSatisfy(policy -> {
            assertThat(matched(policy.at("/spec/podSelector")))
                    .as("%s is about some pod", policy)
                    .isNotEmpty();
            Stream.of("/spec/ingress", "/spec/egress")
                    .flatMap(side -> Manifest.stream(policy.at(side)))
                    .flatMap(rule -> Stream.of("from", "to").flatMap(peers -> Manifest.stream(rule.path(peers))))
                    .filter(peer -> peer.has("podSelector") && !peer.has("namespaceSelector"))
                    .forEach(peer -> assertThat(matched(peer.path("podSelector")))
                            .as("%s: %s", policy, peer)
                            .isNotEmpty());
        });
    }

    @Test
    void whatNoPolicyAllowsIsNotPossible() {
        var everything = Manifests.base("NetworkPolicy", "nothing-else").spec();

        assertThat(everything.path("podSelector")).isEmpty();
        assertThat(Manifest.texts(everything.path("policyTypes"))).containsExactly("Ingress", "Egress");
        assertThat(everything.has("ingress")).isFalse();
        assertThat(everything.has("egress")).isFalse();
    }

    /** Services never call each other, and a database is for its own service and whoever carries its events. */
    @Test
    void aServiceReachesItsOwnDatabaseThoseOfKeysAndKafkaOnly() {
        for (var service : SERVICES) {
            var expected = new TreeSet<>(Set.of(service + "-db", "fengqiao-kafka"));
            if (Manifests.RECORDING.contains(service)) {
                expected.add("keys-db");
            }
            assertThat(reachedFrom(service)).as(service).isEqualTo(expected);
        }
    }

    /** What one side may send the other side lets in; Strimzi sees to what comes in to Kafka. */
    @Test
    void whatMayGoOutToADatabaseMayComeIn() {
        for (var from : pods().keySet()) {
            for (var database : Manifests.base("Cluster")) {
                if (reachedFrom(from).contains(database.name())) {
                    assertThat(letIn(database.name()))
                            .as("%s → %s", from, database)
                            .contains(from);
                }
            }
        }
    }

    @ParameterizedTest
    @FieldSource("SERVICES")
    void aServiceIsWatchedSpreadAndNeverAlone(String service) {
        var deployment = Manifests.base("Deployment", service);
        var container = deployment.at("/spec/template/spec/containers/0");

        for (var probe : List.of("startupProbe", "readinessProbe", "livenessProbe")) {
            assertThat(container.path(probe).at("/httpGet/path").asText()).isIn(HEALTH);
            assertThat(container.path(probe).at("/httpGet/port").asText()).isEqualTo("http");
        }
        assertThat(container.at("/resources/requests").properties()).hasSize(2);
        assertThat(container.at("/resources/limits/memory").asText()).isNotEmpty();
        assertThat(deployment.at("/spec/template/spec/topologySpreadConstraints"))
                .hasSize(2);
        assertThat(deployment.spec().has("replicas"))
                .as("their number is the ScaledObject's")
                .isFalse();
        var scaled = Manifests.base("ScaledObject", service).spec();
        assertThat(scaled.at("/scaleTargetRef/name").asText()).isEqualTo(service);
        assertThat(scaled.path("minReplicaCount").asInt()).isGreaterThanOrEqualTo(2);
        assertThat(scaled.path("maxReplicaCount").asInt())
                .isLessThanOrEqualTo(Manifests.base("KafkaTopic", "case-events")
                        .at("/spec/partitions")
                        .asInt());
        assertThat(matched(Manifests.base("PodDisruptionBudget", service).at("/spec/selector")))
                .containsExactly(service);
        assertThat(matches(Manifests.base("Service", service).at("/spec/selector"), pods().get(service)))
                .isTrue();
    }

    @ParameterizedTest
    @FieldSource("SERVICES")
    void aServiceHasNoRightsThatItDoesNotNeed(String service) {
        var pod = Manifests.base("Deployment", service).at("/spec/template/spec");

        assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
        assertThat(pod.at("/securityContext/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
        assertThat(pod.path("automountServiceAccountToken").asBoolean(true)).isFalse();
        assertThat(pod.path("enableServiceLinks").asBoolean(true)).isFalse();
        assertThat(Stream.of("containers", "initContainers").flatMap(kind -> Manifest.stream(pod.path(kind))))
                .isNotEmpty()
                .allSatisfy(container -> {
                    var context = container.path("securityContext");
                    assertThat(context.path("readOnlyRootFilesystem").asBoolean())
                            .isTrue();
                    assertThat(context.path("allowPrivilegeEscalation").asBoolean(true))
                            .isFalse();
                    assertThat(Manifest.texts(context.at("/capabilities/drop"))).containsExactly("ALL");
                });
    }

    @Test
    void theIngressLeadsToServicesOverTlsAndToNothingElseOfTheirs() {
        assertThat(Manifests.base("Ingress")).hasSameSizeAs(SERVICES).allSatisfy(ingress -> {
            assertThat(ingress.at("/spec/rules/0/host")).isEqualTo(ingress.at("/spec/tls/0/hosts/0"));
            var leads = new TreeMap<String, String>();
            Manifest.stream(ingress.at("/spec/rules/0/http/paths"))
                    .forEach(path -> leads.put(
                            path.path("path").asText(),
                            path.at("/backend/service/name").asText()));
            assertThat(leads)
                    .containsExactlyInAnyOrderEntriesOf(Map.of(
                            "/", ingress.name(),
                            "/q", "nothing",
                            "/q/openapi", ingress.name()));
        });
        assertThat(Manifests.base("Service", "nothing").spec().has("selector")).isFalse();
    }

    @Test
    void monitorsFindPodsAndTheirPorts() {
        for (var monitor : Manifests.base("PodMonitor")) {
            assertThat(matched(monitor.at("/spec/selector"))).as("%s", monitor).isNotEmpty();
        }
        assertThat(matched(Manifests.base("PodMonitor", "services").at("/spec/selector")))
                .containsExactlyInAnyOrderElementsOf(SERVICES);
    }

    /** Returns the names of pods to which packets may go out from pods of this name. */
    private static Set<String> reachedFrom(String from) {
        return peers("Egress", "/spec/egress", "to", from);
    }

    private static Set<String> letIn(String to) {
        return peers("Ingress", "/spec/ingress", "from", to);
    }

    private static Set<String> peers(String type, String side, String peers, String pod) {
        var found = new TreeSet<String>();
        for (var policy : Manifests.base("NetworkPolicy")) {
            if (Manifest.texts(policy.at("/spec/policyTypes")).contains(type)
                    && matched(policy.at("/spec/podSelector")).contains(pod)) {
                Manifest.stream(policy.at(side))
                        .flatMap(rule -> Manifest.stream(rule.path(peers)))
                        .filter(peer -> peer.has("podSelector") && !peer.has("namespaceSelector"))
                        .forEach(peer -> found.addAll(matched(peer.path("podSelector"))));
            }
        }
        return found;
    }

    /** Returns the labels of all pods, by a name: those of our Deployments, and those that the operators make. */
    private static Map<String, Map<String, String>> pods() {
        var pods = new TreeMap<String, Map<String, String>>();
        for (var deployment : Manifests.base("Deployment")) {
            var labels = new HashMap<String, String>();
            deployment
                    .at("/spec/template/metadata/labels")
                    .properties()
                    .forEach(
                            label -> labels.put(label.getKey(), label.getValue().asText()));
            pods.put(deployment.name(), labels);
        }
        for (var cluster : Manifests.base("Cluster")) {
            pods.put(cluster.name(), Map.of("cnpg.io/cluster", cluster.name(), "cnpg.io/podRole", "instance"));
        }
        for (var kafka : Manifests.base("Kafka")) {
            pods.put(kafka.name() + "-kafka", strimzi("Kafka", kafka.name(), kafka.name() + "-kafka"));
            pods.put(
                    kafka.name() + "-entity-operator",
                    strimzi("Kafka", kafka.name(), kafka.name() + "-entity-operator"));
        }
        for (var connect : Manifests.base("KafkaConnect")) {
            pods.put(connect.name() + "-connect", strimzi("KafkaConnect", connect.name(), connect.name() + "-connect"));
        }
        return pods;
    }

    private static Map<String, String> strimzi(String kind, String cluster, String name) {
        return Map.of("strimzi.io/kind", kind, "strimzi.io/cluster", cluster, "strimzi.io/name", name);
    }

    /** Returns the names of the pods that a selector selects. */
    private static List<String> matched(JsonNode selector) {
        return pods().entrySet().stream()
                .filter(pod -> matches(selector.path("matchLabels"), pod.getValue()))
                .filter(pod -> Manifest.stream(selector.path("matchExpressions"))
                        .allMatch(expression -> matchesExpression(expression, pod.getValue())))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static boolean matches(JsonNode labels, Map<String, String> pod) {
        return labels.properties().stream()
                .allMatch(label -> label.getValue().asText().equals(pod.get(label.getKey())));
    }

    private static boolean matchesExpression(JsonNode expression, Map<String, String> pod) {
        var value = pod.get(expression.path("key").asText());
        return switch (expression.path("operator").asText()) {
            case "Exists" -> value != null;
            case "In" ->
                value != null && Manifest.texts(expression.path("values")).contains(value);
            default -> throw new AssertionError(expression);
        };
    }

    /** Returns the secrets that manifests name, each with the keys that are read. */
    private static Map<String, Set<String>> namedSecrets() {
        var named = new TreeMap<String, Set<String>>();
        for (var manifest : Manifests.base()) {
            var found = new ArrayList<JsonNode>();
            found.addAll(manifest.all("secretKeyRef"));
            found.addAll(manifest.all("accessKeyId"));
            found.addAll(manifest.all("secretAccessKey"));
            found.forEach(key ->
                    note(named, key.path("name").asText(), key.path("key").asText()));
            for (var secret : manifest.all("secret")) {
                if (manifest.kind().equals("Cluster")) {
                    login(named, secret);
                } else {
                    files(named, secret);
                }
            }
            manifest.all("passwordSecret").forEach(secret -> {
                if (secret.has("secretName")) {
                    note(
                            named,
                            secret.path("secretName").asText(),
                            secret.path("password").asText());
                } else {
                    login(named, secret);
                }
            });
            if (manifest.kind().equals("Ingress")) {
                Manifest.stream(manifest.at("/spec/tls")).forEach(tls -> {
                    note(named, tls.path("secretName").asText(), "tls.crt");
                    note(named, tls.path("secretName").asText(), "tls.key");
                });
            }
            Manifest.stream(manifest.at("/spec/tls/trustedCertificates"))
                    .forEach(certificate ->
                            note(named, certificate.path("secretName").asText(), "ca.crt"));
        }
        return named;
    }

    /** A login of a database that CloudNativePG sets. */
    private static void login(Map<String, Set<String>> named, JsonNode secret) {
        note(named, secret.path("name").asText(), "username");
        note(named, secret.path("name").asText(), "password");
    }

    /** A secret whose keys become files. */
    private static void files(Map<String, Set<String>> named, JsonNode secret) {
        var name = secret.path("secretName").asText(secret.path("name").asText());
        assertThat(secret.path("items")).as("only what is needed of %s", name).isNotEmpty();
        Manifest.stream(secret.path("items"))
                .forEach(item -> note(named, name, item.path("key").asText()));
    }

    private static void note(Map<String, Set<String>> named, String secret, String key) {
        named.computeIfAbsent(secret, _ -> new TreeSet<>()).add(key);
    }

    private static Map<String, Set<String>> listedSecrets() {
        var listed = new TreeMap<String, Set<String>>();
        ROW.matcher(Checkout.text(Manifests.FOLDER.resolve("README.md")))
                .results()
                .forEach(row -> codes(row.group(1))
                        .flatMap(ReferencesTest::oneForEach)
                        .forEach(name -> codes(row.group(2)).forEach(key -> note(listed, name, key))));
        return listed;
    }

    /** A name with a placeholder stands for several. */
    private static Stream<String> oneForEach(String name) {
        return switch (name.replaceAll(".*<(.*)>.*", "$1")) {
            case "service" -> SERVICES.stream().map(service -> name.replace("<service>", service));
            case "recording" -> Manifests.RECORDING.stream().map(service -> name.replace("<recording>", service));
            default -> Stream.of(name);
        };
    }

    private static Stream<String> codes(String cell) {
        return CODE.matcher(cell).results().map(match -> match.group(1));
    }
}
