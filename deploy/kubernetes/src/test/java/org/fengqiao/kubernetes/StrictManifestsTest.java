package org.fengqiao.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every manifest is read whole: no key in it is unknown to the program that acts on it. */
class StrictManifestsTest {

    @Test
    void noManifestHasAKeyThatNobodyReads() {
        assertThat(Manifests.base()).hasSizeGreaterThan(90);
        assertThat(faults(Manifests.base())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"small", "city"})
    void overlaysAreReadWholeToo(String name) {
        var overlay = Manifests.overlay(name);
        assumeTrue(overlay.isPresent(), "kubectl is not installed: the overlays were not made");

        assertThat(faults(overlay.orElseThrow())).isEmpty();
        // The namespace and the dashboard come with it.
        assertThat(overlay.orElseThrow())
                .hasSize(Manifests.base().size() + 2)
                .filteredOn(manifest -> !manifest.kind().equals("Namespace"))
                .allSatisfy(manifest -> assertThat(
                                manifest.at("/metadata/namespace").asText())
                        .as("%s", manifest)
                        .isEqualTo("fengqiao"));
    }

    @Test
    void noTwoResourcesOfAKindHaveOneName() {
        var names = Manifests.base().stream()
                .collect(Collectors.groupingBy(
                        manifest -> manifest.kind() + " " + manifest.name(), Collectors.counting()));

        assertThat(names).allSatisfy((name, times) -> assertThat(times).as(name).isEqualTo(1));
    }

    @ParameterizedTest
    @CsvSource({
        "Deployment,       intake,      /spec/template/spec/containers/0, readinessProbe,    redinessProbe",
        "Deployment,       intake,      /spec/template/spec/containers/0/securityContext, readOnlyRootFilesystem,"
                + " readOnlyRootFileSystem",
        "Deployment,       routing,     /spec/template/spec, enableServiceLinks,             enableServicesLinks",
        "Service,          intake,      /spec/ports/0,       targetPort,                     targetport",
        "ConfigMap,        settings,    '',                  data,                           datas",
        "Ingress,          intake,      /spec/rules/0/http/paths/0, pathType,                pathtype",
        "NetworkPolicy,    intake-db,   /spec,               policyTypes,                    policyType",
        "PodDisruptionBudget, intake,   /spec,               maxUnavailable,                 maxUnavailabe",
        "PodMonitor,       services,    /spec/podMetricsEndpoints/0, relabelings,            relabelling",
        "PrometheusRule,   fengqiao,    /spec/groups/0/rules/0, annotations,                 anotations",
        "Kafka,            fengqiao,    /spec/kafka,         listeners,                      listners",
        "Kafka,            fengqiao,    /spec/kafka/listeners/0, authentication,             autentication",
        "KafkaNodePool,    brokers,     /spec/storage/volumes/0, deleteClaim,                deleteClaims",
        "KafkaConnect,     debezium,    /spec,               groupId,                        groupid",
        "KafkaConnect,     debezium,    /spec/template/connectContainer/env/2, valueFrom,    valuefrom",
        "KafkaConnector,   intake,      /spec,               tasksMax,                       taskMax",
        "KafkaTopic,       case-events, /spec,               partitions,                     partition",
        "KafkaUser,        police,      /spec/authorization/acls/0, operations,              operation",
        "Cluster,          intake-db,   /spec/replicationSlots/highAvailability, synchronizeLogicalDecoding,"
                + " synchroniseLogicalDecoding",
        "Cluster,          keys-db,     /spec/managed/roles/0, passwordSecret,               passwordSecrets",
        "ScheduledBackup,  keys-db,     /spec,               pluginConfiguration,            pluginConfig",
        "ObjectStore,      key-backups, /spec,               retentionPolicy,                retention",
        "ScaledObject,     intake,      /spec,               minReplicaCount,                minReplicas",
        "ScaledObject,     intake,      /spec/triggers/0/metadata, threshold,                treshold",
    })
    void aMistypedKeyIsAFault(String kind, String name, String where, String key, String mistyped) {
        var copy = new Manifest("a copy", Manifests.base(kind, name).content().deepCopy());
        var parent = (ObjectNode) copy.at(where);
        assertThat(parent.has(key)).as("%s has %s", copy, key).isTrue();
        parent.set(mistyped, parent.remove(key));

        assertThat(StrictReader.faults(copy)).isNotEmpty();
    }

    private static List<String> faults(List<Manifest> manifests) {
        var faults = new ArrayList<String>();
        manifests.forEach(manifest -> faults.addAll(StrictReader.faults(manifest)));
        return faults;
    }
}
