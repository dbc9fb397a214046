package org.fengqiao.kernel;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The kernel's modules, each needing only those before it, and its packages without a circle. */
class KernelWallsTest {

    /** The packages of each module, below {@code org.fengqiao.kernel}, in the order of the modules. */
    private static final SequencedMap<String, List<String>> MODULES = new LinkedHashMap<>();

    static {
        MODULES.put("sealing", List.of("crypto", "number", "sealing..", "proof"));
        MODULES.put("model", List.of("decision", "identity", "value"));
        MODULES.put("legal-clock", List.of("legalclock.."));
        MODULES.put("printing", List.of("printing"));
        MODULES.put("words", List.of("words"));
        MODULES.put(
                "platform",
                List.of(
                        "data",
                        "failures",
                        "json",
                        "jurisdiction",
                        "messaging",
                        "operations",
                        "refold",
                        "sql",
                        "threads",
                        "time",
                        "tracing",
                        "web"));
        MODULES.put(
                "recording",
                List.of(
                        "audit",
                        "deadline",
                        "delivery",
                        "disclosure",
                        "eventstore",
                        "inbox",
                        "keys",
                        "obligation",
                        "publishing",
                        "service",
                        "territory"));
        MODULES.put("testing", List.of("testing"));
    }

    private final JavaClasses kernel = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains("/test-classes/") && !location.contains("-tests.jar"))
            .importPackages("org.fengqiao.kernel");

    @Test
    void eachModuleNeedsOnlyThoseBeforeIt() {
        var layers = layeredArchitecture().consideringOnlyDependenciesInLayers();
        for (var module : MODULES.entrySet()) {
            layers = layers.layer(module.getKey())
                    .definedBy(module.getValue().stream()
                            .map(name -> "org.fengqiao.kernel." + name)
                            .toArray(String[]::new));
        }
        var later = MODULES.reversed().keySet().stream().toList();
        for (var at = 0; at < later.size(); at++) {
            layers = at == 0
                    ? layers.whereLayer(later.get(at)).mayNotBeAccessedByAnyLayer()
                    : layers.whereLayer(later.get(at))
                            .mayOnlyBeAccessedByLayers(later.subList(0, at).toArray(String[]::new));
        }
        layers.check(kernel);
    }

    @Test
    void packagesDependOnEachOtherOneWayOnly() {
        slices().matching("org.fengqiao.kernel.(**)").should().beFreeOfCycles().check(kernel);
    }

    @Test
    void everyPackageBelongsToAModule() {
        var named = MODULES.values().stream()
                .flatMap(List::stream)
                .map(name -> "org.fengqiao.kernel." + name.replace("..", ""))
                .toList();
        assertThat(kernel).isNotEmpty();
        assertThat(kernel)
                .filteredOn(
                        type -> named.stream().noneMatch(name -> (type.getPackageName() + ".").startsWith(name + ".")))
                .isEmpty();
    }
}
