package org.fengqiao.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Settings in manifests: a service is told what it reads, and all that it needs. */
class SettingsTest {

    static final List<String> SERVICES = Manifests.SERVICES;

    private static final KnownSettings KNOWN = KnownSettings.read();

    @ParameterizedTest
    @FieldSource("SERVICES")
    void aServiceReadsEverySettingThatItIsGiven(String service) {
        assertThat(settings(service).keySet()).hasSizeGreaterThan(15).allMatch(KNOWN::contains);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "QUARKUS_DATASOURCE_REACTIVE_URI",
                "QUARKUS_DATASOURCE_KEYS_REACTIVE_URI",
                "QUARKUS_OIDC_AUTH_SERVER",
                "FENGQIAO_CHAIN_SECRETS",
                "FENGQIAO_KEYS_MASTER_KEY",
                "FENGQIAO_RATE_PER_TOKENS",
                "KAFKA_SASL_JAAS",
            })
    void aMistypedSettingIsNotKnown(String mistyped) {
        assertThat(KNOWN.contains(mistyped)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "FENGQIAO_RATE_PER_TOKEN_AT_ONCE",
                "FENGQIAO_KEYS_FORMER_MASTER_KEY_FILES",
                "FENGQIAO_OPERATIONS_PROGRESS_PATIENCE",
                "FENGQIAO_REJECTIONS_KEPT",
                "FENGQIAO_ERASURES_EVERY",
                "FENGQIAO_ROUTING_DISTRICTS_FILES",
            })
    void othersThanThoseThatAreGivenAreKnown(String setting) {
        assertThat(KNOWN.contains(setting)).isTrue();
    }

    @ParameterizedTest
    @FieldSource("SERVICES")
    void aServiceIsGivenWhatItCannotDoWithout(String service) {
        var needed = new ArrayList<>(List.of(
                "KAFKA_BOOTSTRAP_SERVERS",
                "QUARKUS_DATASOURCE_JDBC_URL",
                "QUARKUS_DATASOURCE_PASSWORD",
                "QUARKUS_DATASOURCE_REACTIVE_URL",
                "QUARKUS_DATASOURCE_USERNAME",
                "QUARKUS_FLYWAY_PASSWORD",
                "QUARKUS_FLYWAY_USERNAME",
                "QUARKUS_OIDC_AUTH_SERVER_URL"));
        if (Manifests.RECORDING.contains(service)) {
            needed.addAll(List.of(
                    "FENGQIAO_CHAIN_SECRET",
                    "FENGQIAO_CHECKPOINTS_SIGNING_KEY_FILE",
                    "FENGQIAO_KEYS_MASTER_KEY_FILE",
                    "QUARKUS_DATASOURCE_KEYS_JDBC_URL",
                    "QUARKUS_DATASOURCE_KEYS_PASSWORD",
                    "QUARKUS_DATASOURCE_KEYS_REACTIVE_URL",
                    "QUARKUS_DATASOURCE_KEYS_USERNAME",
                    "QUARKUS_FLYWAY_KEYS_PASSWORD",
                    "QUARKUS_FLYWAY_KEYS_USERNAME"));
        }
        switch (service) {
            case "intake" -> needed.add("FENGQIAO_INTAKE_RECEIPT_CODE_SECRET");
            case "mediation" -> needed.add("FENGQIAO_MEDIATION_LINK_CODE_SECRET");
            default -> {
                // Has no secret of its own.
            }
        }

        assertThat(settings(service)).containsKeys(needed.toArray(String[]::new));
        assertThat(settings(service)).doesNotContainKey("FENGQIAO_CLOCK_SIMULATED");
    }

    @ParameterizedTest
    @FieldSource("SERVICES")
    void aServiceListensWhereItsOwnSettingsSayAndNobodyElseDoes(String service) {
        var port = property(service, "quarkus.http.port");
        var container = container(service);

        assertThat(settings(service).get("QUARKUS_HTTP_PORT").asText()).isEqualTo(port);
        assertThat(container.at("/ports/0/containerPort").asText()).isEqualTo(port);
        assertThat(Manifests.base("Service", service).at("/spec/ports/0/port").asText())
                .isEqualTo(port);
    }

    @ParameterizedTest
    @FieldSource("SERVICES")
    void noSecretStandsInAManifest(String service) {
        settings(service).forEach((name, value) -> {
            if (name.matches(".*(PASSWORD|SECRET|JAAS_CONFIG)$")) {
                assertThat(value.path("secretKeyRef").isObject()).as(name).isTrue();
            }
        });
    }

    /** Files that settings name are where a volume puts them. */
    @ParameterizedTest
    @FieldSource("SERVICES")
    void filesThatSettingsNameAreMounted(String service) {
        var pod = Manifests.base("Deployment", service).at("/spec/template/spec");
        var there = new ArrayList<String>();
        Manifest.stream(container(service).path("volumeMounts"))
                .forEach(mount -> Manifest.stream(pod.path("volumes"))
                        .filter(volume -> volume.path("name").equals(mount.path("name")))
                        .flatMap(volume -> volume.findValues("path").stream())
                        .forEach(path -> there.add(mount.path("mountPath").asText() + "/" + path.asText())));
        if (Manifests.RECORDING.contains(service)) {
            // Copied there before the service starts, as files of its own.
            Manifest.stream(pod.path("volumes"))
                    .filter(volume -> volume.path("name").asText().equals("given-keys"))
                    .flatMap(volume -> volume.findValues("path").stream())
                    .forEach(path -> there.add("/var/run/fengqiao/keys/" + path.asText()));
        }

        var file = Pattern.compile("/var/run/fengqiao/[a-z./-]+");
        settings(service).values().stream()
                .flatMap(value -> file.matcher(value.asText()).results())
                .forEach(named -> assertThat(there).contains(named.group()));
    }

    @Test
    void theLimitOfAHeapLeavesRoomForTheRestOfTheMachine() {
        var heap = Manifests.base("ConfigMap", "settings").at("/data/JDK_JAVA_OPTIONS");
        assertThat(heap.asText()).isEqualTo("-Xmx256m");
        for (var service : Manifests.SERVICES) {
            assertThat(container(service).at("/resources/limits/memory").asText())
                    .isEqualTo("768Mi");
        }
    }

    private static String property(String service, String name) {
        return Checkout.text(Checkout.path(service + "-service/src/main/resources/application.properties"))
                .lines()
                .filter(line -> line.startsWith(name + "="))
                .map(line -> line.substring(name.length() + 1))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode container(String service) {
        return Manifests.base("Deployment", service).at("/spec/template/spec/containers/0");
    }

    /** Returns the variables of the service's container, with their values or where they are from. */
    private static Map<String, JsonNode> settings(String service) {
        var all = new TreeMap<String, JsonNode>();
        Manifest.stream(container(service).path("envFrom"))
                .map(from -> from.at("/configMapRef/name").asText())
                .forEach(name -> Manifests.base("ConfigMap", name)
                        .at("/data")
                        .properties()
                        .forEach(entry -> all.put(entry.getKey(), entry.getValue())));
        Manifest.stream(container(service).path("env"))
                .forEach(variable -> all.put(
                        variable.path("name").asText(),
                        variable.has("value") ? variable.path("value") : variable.path("valueFrom")));
        return all;
    }
}
