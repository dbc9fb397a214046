package org.fengqiao.kubernetes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;

/** The manifests of this module. */
final class Manifests {

    static final List<String> SERVICES = List.of("intake", "routing", "mediation", "petition", "analytics");

    /** Services whose tables are carried to Kafka; analytics only reads. */
    static final List<String> RECORDING = List.of("intake", "routing", "mediation", "petition");

    static final List<String> PARTNERS = List.of("police", "court", "petition-office", "procuratorate");

    static final Path FOLDER = Checkout.path("deploy/kubernetes");

    /** Alerts and dashboards, which installations without Kubernetes use as well. */
    static final Path MONITORING = Checkout.path("deploy/monitoring");

    static final ObjectMapper YAML = new ObjectMapper(YAMLFactory.builder().build());

    static {
        YAML.enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
    }

    private static final List<Manifest> BASE = readBase();

    private Manifests() {}

    /** Returns the manifests that all overlays stand on. */
    static List<Manifest> base() {
        return BASE;
    }

    /** Returns those of a kind. */
    static List<Manifest> base(String kind) {
        return BASE.stream().filter(manifest -> manifest.kind().equals(kind)).toList();
    }

    /** Returns the one of a kind and a name. */
    static Manifest base(String kind, String name) {
        return base(kind).stream()
                .filter(manifest -> manifest.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("There is no %s %s".formatted(kind, name)));
    }

    private static List<Manifest> readBase() {
        var found = new ArrayList<Manifest>();
        for (var file : Checkout.files(FOLDER.resolve("base"), ".yaml")) {
            if (!file.endsWith("kustomization.yaml")) {
                found.addAll(read(FOLDER.relativize(file).toString(), Checkout.text(file)));
            }
        }
        var rules = MONITORING.resolve("rules.yaml");
        found.addAll(read(rules.getFileName().toString(), Checkout.text(rules)));
        return List.copyOf(found);
    }

    /** Returns the resources of a text with several of them. */
    static List<Manifest> read(String source, String text) {
        try (var documents = YAML.readerFor(JsonNode.class).<JsonNode>readValues(text)) {
            var found = new ArrayList<Manifest>();
            while (documents.hasNextValue()) {
                found.add(new Manifest(source, documents.nextValue()));
            }
            return found;
        } catch (IOException malformed) {
            throw new UncheckedIOException(source + ": " + malformed.getMessage(), malformed);
        }
    }

    /**
     * Returns what {@code kubectl kustomize} makes of an overlay; empty if there is no kubectl here.
     *
     * @throws AssertionError if it refuses the overlay
     */
    static Optional<List<Manifest>> overlay(String name) {
        try {
            var process = new ProcessBuilder(
                            "kubectl",
                            "kustomize",
                            FOLDER.resolve("overlays").resolve(name).toString())
                    .redirectErrorStream(true)
                    .start();
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new AssertionError("kubectl kustomize refuses overlay %s: %s".formatted(name, output));
            }
            return Optional.of(read("overlays/" + name, output));
        } catch (IOException notInstalled) {
            return Optional.empty();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
