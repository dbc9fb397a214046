package org.fengqiao.kernel.proof;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class PureProofTest {

    final JavaClasses production = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.fengqiao.kernel.proof", "org.fengqiao.kernel.crypto");

    @Test
    void proofsKnowOnlyJavaTheSuitesAndTheirJson() {
        classes()
                .that()
                .resideInAPackage("org.fengqiao.kernel.proof")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java.lang..",
                        "java.time..",
                        "java.util..",
                        "java.nio.charset",
                        "java.io",
                        "com.fasterxml.jackson..",
                        "org.jspecify.annotations",
                        "org.fengqiao.kernel.proof",
                        "org.fengqiao.kernel.crypto")
                .check(production);
    }

    @Test
    void suitesKnowOnlyJavaAndBouncyCastle() {
        classes()
                .that()
                .resideInAPackage("org.fengqiao.kernel.crypto")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java.lang..",
                        "java.math",
                        "java.nio..",
                        "java.io",
                        "java.security..",
                        "java.time..",
                        "java.util..",
                        "javax.crypto..",
                        "org.bouncycastle..",
                        "org.jspecify.annotations",
                        "org.fengqiao.kernel.crypto")
                .check(production);
    }

    @Test
    void proofsAskNoClockAndRollNoDice() {
        noClasses()
                .that()
                .resideInAPackage("org.fengqiao.kernel.proof")
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(UUID.class, "randomUUID")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Clock.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(SecureRandom.class)
                .check(production);
    }
}
