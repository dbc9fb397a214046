package org.fengqiao.kubernetes;

import static java.util.Map.entry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.PodMonitor;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.strimzi.api.kafka.model.connect.KafkaConnect;
import io.strimzi.api.kafka.model.connector.KafkaConnector;
import io.strimzi.api.kafka.model.kafka.Kafka;
import io.strimzi.api.kafka.model.nodepool.KafkaNodePool;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import io.strimzi.api.kafka.model.user.KafkaUser;

/**
 * Reading of a manifest as the program reads it that acts on it, but for keys that it does not know: those are faults
 * here, where Kubernetes and the operators pass over them. Kubernetes, Prometheus' operator and Strimzi have Java
 * models. Those of CloudNativePG and KEDA are in Go; for them the folder {@code forms} has schemas of the part that our
 * manifests use, written after their references.
 */
final class StrictReader {

    private static final Map<String, Class<?>> MODELS = Map.ofEntries(
            entry("apps/v1 Deployment", Deployment.class),
            entry("kafka.strimzi.io/v1 Kafka", Kafka.class),
            entry("kafka.strimzi.io/v1 KafkaConnect", KafkaConnect.class),
            entry("kafka.strimzi.io/v1 KafkaConnector", KafkaConnector.class),
            entry("kafka.strimzi.io/v1 KafkaNodePool", KafkaNodePool.class),
            entry("kafka.strimzi.io/v1 KafkaTopic", KafkaTopic.class),
            entry("kafka.strimzi.io/v1 KafkaUser", KafkaUser.class),
            entry("monitoring.coreos.com/v1 PodMonitor", PodMonitor.class),
            entry("monitoring.coreos.com/v1 PrometheusRule", PrometheusRule.class),
            entry("networking.k8s.io/v1 Ingress", Ingress.class),
            entry("networking.k8s.io/v1 NetworkPolicy", NetworkPolicy.class),
            entry("policy/v1 PodDisruptionBudget", PodDisruptionBudget.class),
            entry("v1 ConfigMap", ConfigMap.class),
            entry("v1 Namespace", Namespace.class),
            entry("v1 Service", Service.class));

    private static final List<String> FORMS = List.of(
            "barmancloud.cnpg.io/v1 ObjectStore",
            "keda.sh/v1alpha1 ScaledObject",
            "postgresql.cnpg.io/v1 Cluster",
            "postgresql.cnpg.io/v1 ScheduledBackup");

    private static final ObjectMapper STRICT = new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .setAnnotationIntrospector(new JacksonAnnotationIntrospector() {
                private static final long serialVersionUID = 1;

                /** The models keep what they do not know; here nothing is kept, and so it fails. */
                @Override
                public Boolean hasAnySetter(Annotated annotated) {
                    return Boolean.FALSE;
                }
            });

    private StrictReader() {}

    /** Returns what is wrong with a manifest; nothing if it is read whole. */
    static List<String> faults(Manifest manifest) {
        var kind = manifest.at("/apiVersion").asText() + " " + manifest.kind();
        var model = MODELS.get(kind);
        if (model != null) {
            try {
                STRICT.treeToValue(manifest.content(), model);
                return List.of();
            } catch (JsonProcessingException unreadable) {
                return List.of("%s: %s".formatted(manifest, unreadable.getMessage()));
            }
        }
        if (FORMS.contains(kind)) {
            return form(manifest.kind()).validate(manifest.content()).stream()
                    .map(ValidationMessage::getMessage)
                    .map(fault -> "%s: %s".formatted(manifest, fault))
                    .sorted()
                    .toList();
        }
        return List.of("%s: nothing here reads a %s".formatted(manifest, kind));
    }

    private static JsonSchema form(String kind) {
        try (var form = StrictReader.class.getResourceAsStream("/forms/" + kind + ".yaml")) {
            return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                    .getSchema(Manifests.YAML.readValue(form, JsonNode.class));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
