package org.fengqiao.kernel.sealing;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import java.time.Instant;
import java.util.UUID;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class PureSealingTest {

    final JavaClasses production = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.fengqiao.kernel.sealing");

    @Test
    void sealingKnowsOnlyJavaAndTheSuites() {
        classes()
                .that()
                .resideInAPackage("org.fengqiao.kernel.sealing")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java.io", // its own table on the class path
                        "java.lang..",
                        "java.nio",
                        "java.nio.charset",
                        "java.security",
                        "java.text",
                        "java.time..",
                        "java.util..",
                        "com.github.benmanes.caffeine.cache",
                        "org.jspecify.annotations",
                        "org.fengqiao.kernel.sealing",
                        "org.fengqiao.kernel.crypto",
                        "org.fengqiao.kernel.number")
                .check(production);
    }

    @Test
    void sealingAsksNoClockOfItsOwnAndMakesNoIdentifiers() {
        noClasses()
                .that()
                .resideInAPackage("org.fengqiao.kernel.sealing..")
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(UUID.class, "randomUUID")
                .check(production);
    }
}
