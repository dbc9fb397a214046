package org.fengqiao.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Alerts, panels and scaling look at measurements that there are. */
class MeasurementsTest {

    /** Of Prometheus itself, of Quarkus' calls and of the virtual machine (Micrometer). */
    private static final Set<String> OF_OTHERS = Set.of(
            "up",
            "http_server_requests_seconds_count",
            "http_server_requests_seconds_sum",
            "jvm_gc_pause_seconds_sum",
            "jvm_memory_used_bytes",
            "jvm_threads_live_threads",
            "process_cpu_usage");

    private static final Pattern NAME = Pattern.compile("\\b([a-z_]+)(?=[{\\[)]| ==| >|$)");
    private static final Pattern SECTION = Pattern.compile("(?m)^### (\\w+)$");
    private static final Pattern GAUGE = Pattern.compile("gauges\\.set\\(\\s*\"(fengqiao[a-z.]*[a-z])\"");
    private static final Pattern COUNTER = Pattern.compile("registry\\.counter\\(\\s*\"(fengqiao[a-z.]*[a-z])\"");
    private static final Pattern TIMER = Pattern.compile("Timer\\.builder\\(\\s*\"(fengqiao[a-z.]*[a-z])\"");
    private static final Pattern DEADLINES = Pattern.compile("set\\(\"(running|overdue|breached|refused)\"");

    private static final Set<String> measured = new HashSet<>(OF_OTHERS);
    private static final List<JsonNode> dashboards = new ArrayList<>();

    @BeforeAll
    static void findMeasurements() throws IOException {
        for (var source : Checkout.sourcesOfServices()) {
            var text = Checkout.text(source);
            names(GAUGE, text).forEach(name -> measured.add(name));
            names(COUNTER, text).forEach(name -> measured.add(name + "_total"));
            names(TIMER, text)
                    .flatMap(name -> Stream.of("_seconds", "_seconds_count", "_seconds_sum", "_seconds_max")
                            .map(ending -> name + ending))
                    .forEach(measured::add);
            if (text.contains("\"fengqiao.deadlines.\" + ")) {
                DEADLINES
                        .matcher(text)
                        .results()
                        .forEach(match -> measured.add("fengqiao_deadlines_" + match.group(1)));
            }
        }
        for (var file : Checkout.files(Manifests.MONITORING.resolve("dashboards"), ".json")) {
            dashboards.add(new ObjectMapper().readTree(file.toFile()));
        }
    }

    private static Stream<String> names(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(match -> match.group(1).replace('.', '_'));
    }

    @Test
    void theServicesMeasureWhatTheOperatorsPageNames() {
        assertThat(measured)
                .contains(
                        "fengqiao_consumer_lag",
                        "fengqiao_custody_holes",
                        "fengqiao_deadlines_overdue",
                        "fengqiao_keys_seconds",
                        "fengqiao_schedule_failures_total",
                        "fengqiao_slot_lag_bytes");
    }

    @Test
    void everyExpressionNamesMeasurementsThatThereAre() {
        assertThat(expressions()).hasSizeGreaterThan(60).allSatisfy(expression -> {
            var named = named(expression);
            assertThat(named).as(expression).isNotEmpty();
            assertThat(measured).as(expression).containsAll(named);
        });
    }

    @Test
    void aMistypedMeasurementIsFound() {
        assertThat(measured).doesNotContainAnyElementsOf(named("max(fengqiao_custody_hole) > 0"));
        assertThat(measured)
                .doesNotContainAnyElementsOf(named("min_over_time((sum(fengqiao_consumer_lags))[15m:1m]) > 0"));
    }

    /** Whatever a service measures about itself and is worth an alert or a panel has one. */
    @Test
    void nothingThatIsMeasuredIsLookedAtByNobody() {
        var looked = new TreeSet<String>();
        expressions().forEach(expression -> looked.addAll(named(expression)));
        var unlooked = new TreeSet<>(measured);
        unlooked.removeAll(looked);

        // The mean of the time for keys hides what its quantiles show.
        assertThat(unlooked).containsExactly("fengqiao_keys_seconds_sum");
    }

    @Test
    void everyAlertSaysWhatIsWrongAndWhatToDo() {
        assertThat(rules()).hasSizeGreaterThan(12).allSatisfy(rule -> {
            assertThat(rule.at("/annotations/summary").asText()).isNotBlank();
            assertThat(rule.at("/annotations/action").asText()).isNotBlank();
            assertThat(rule.at("/labels/severity").asText()).isIn("warning", "critical");
            assertThat(rule.path("for").asText()).matches("\\d+[mh]");
        });
        assertThat(rules().stream().map(rule -> rule.path("alert").asText())).doesNotHaveDuplicates();
    }

    /** An alert leads to its part of the runbook, and nothing stands there that no alert leads to. */
    @Test
    void everyAlertHasItsPartOfTheRunbookAndNoPartIsWithoutAlert() {
        var alerts = rules().stream().map(rule -> rule.path("alert").asText()).toList();
        var runbook = Checkout.text(Checkout.path("docs/runbook.md"));

        assertThat(SECTION.matcher(runbook).results().map(match -> match.group(1)))
                .containsExactlyElementsOf(alerts);
        assertThat(rules())
                .allSatisfy(rule -> assertThat(rule.at("/annotations/runbook").asText())
                        .isEqualTo(
                                "docs/runbook.md#" + rule.path("alert").asText().toLowerCase(Locale.ROOT)));
        for (var section : runbook.split("(?m)^### ", -1)) {
            if (!section.startsWith("#")) {
                assertThat(section).contains("**Means**", "**Normal**", "**Type**", "**Wake**");
            }
        }
    }

    @Test
    void theKustomizationTakesEveryDashboard() {
        var kustomization = Checkout.text(Manifests.MONITORING.resolve("kustomization.yaml"));

        assertThat(Checkout.files(Manifests.MONITORING.resolve("dashboards"), ".json"))
                .allSatisfy(file -> assertThat(kustomization).contains("- dashboards/" + file.getFileName()));
    }

    /** What a Prometheus without its operator reads is made of the same file. */
    @Test
    void thePlainRulesAreThoseOfTheManifest() throws IOException, InterruptedException {
        var script = new ProcessBuilder(
                        Manifests.MONITORING.resolve("plain-rules").toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var plain = script.getInputStream().readAllBytes();

        assertThat(script.waitFor()).isZero();
        assertThat(Manifests.YAML.readTree(plain))
                .isEqualTo(Manifests.base("PrometheusRule", "fengqiao").spec());
    }

    @Test
    void prometheusItselfAcceptsRulesAndSettings(@TempDir Path folder) throws IOException, InterruptedException {
        var rules = folder.resolve("rules.yaml");
        new ProcessBuilder(Manifests.MONITORING.resolve("plain-rules").toString())
                .redirectOutput(rules.toFile())
                .start()
                .waitFor();
        var settings = Files.copy(Manifests.MONITORING.resolve("prometheus.yaml"), folder.resolve("prometheus.yaml"));
        try {
            var check = new ProcessBuilder("promtool", "check", "config", settings.toString())
                    .redirectErrorStream(true)
                    .start();
            var said = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(check.waitFor()).as(said).isZero();
            assertThat(said).contains("SUCCESS: %d rules found".formatted(rules().size()));
        } catch (IOException notInstalled) {
            assumeTrue(false, "promtool is not installed: Prometheus itself did not read the rules");
        }
    }

    @Test
    void panelsDoNotCoverEachOther() {
        assertThat(dashboards).hasSize(3).allSatisfy(MeasurementsTest::panelsDoNotCoverEachOther);
        assertThat(dashboards.stream().map(dashboard -> dashboard.path("uid").asText()))
                .doesNotHaveDuplicates();
    }

    private static void panelsDoNotCoverEachOther(JsonNode dashboard) {
        var taken = new HashSet<String>();
        for (var panel : dashboard.path("panels")) {
            var at = panel.path("gridPos");
            for (var x = at.path("x").asInt();
                    x < at.path("x").asInt() + at.path("w").asInt();
                    x++) {
                assertThat(x).as(panel.path("title").asText()).isLessThan(24);
                for (var y = at.path("y").asInt();
                        y < at.path("y").asInt() + at.path("h").asInt();
                        y++) {
                    assertThat(taken.add(x + "/" + y))
                            .as(panel.path("title").asText())
                            .isTrue();
                }
            }
        }
        assertThat(dashboard.path("panels").findValuesAsText("id")).doesNotHaveDuplicates();
    }

    private static List<JsonNode> rules() {
        return Manifest.stream(Manifests.base("PrometheusRule", "fengqiao").at("/spec/groups"))
                .flatMap(group -> Manifest.stream(group.path("rules")))
                .toList();
    }

    private static List<String> expressions() {
        return Stream.of(
                        rules().stream().map(rule -> rule.path("expr").asText()),
                        dashboards.stream().flatMap(dashboard -> dashboard.findValuesAsText("expr").stream()),
                        Manifests.base("ScaledObject").stream()
                                .map(scaled -> scaled.at("/spec/triggers/0/metadata/query")
                                        .asText()))
                .flatMap(expressions -> expressions)
                .toList();
    }

    /** Returns the names of measurements in an expression: words that stand where one is read. */
    private static Set<String> named(String expression) {
        var bare = expression.replaceAll("\"[^\"]*\"", "").replaceAll("\\bby \\([^)]*\\)", "");
        var names = new TreeSet<String>();
        NAME.matcher(bare).results().map(match -> match.group(1)).forEach(names::add);
        return names;
    }
}
