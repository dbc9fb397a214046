package org.fengqiao.kernel.testing;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import java.time.Instant;
import java.util.UUID;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

/**
 * Rules that hold for every service's {@code model}: it knows Java and the kernel's pure rooms, asks no clock and rolls
 * no dice.
 */
public final class PureModel {

    private PureModel() {}

    /** Checks the service below this package, such as {@code org.fengqiao.routing}. */
    public static void check(String service) {
        JavaClasses production = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages(service);
        classes()
                .that()
                .resideInAPackage(service + ".model..")
                .should()
                .onlyDependOnClassesThat(com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage(
                                "java..",
                                service + ".model..",
                                "org.fengqiao.kernel.decision",
                                "org.fengqiao.kernel.number",
                                "org.fengqiao.kernel.sealing",
                                "org.fengqiao.kernel.value",
                                "org.jspecify.annotations")
                        .or(com.tngtech.archunit.core.domain.JavaClass.Predicates.type(
                                org.fengqiao.kernel.decision.EventTypes.class))
                        .or(com.tngtech.archunit.core.domain.JavaClass.Predicates.type(
                                org.fengqiao.kernel.decision.EventTypes.Builder.class)))
                .check(production);
        noClasses()
                .that()
                .resideInAPackage(service + ".model..")
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(UUID.class, "randomUUID")
                .orShould()
                .callMethod(java.time.LocalDate.class, "now")
                .check(production);
        noClasses()
                .that()
                .resideInAPackage(service + "..")
                .should()
                .callMethod(Instant.class, "now")
                .because("the clock is injected")
                .check(production);
    }
}
