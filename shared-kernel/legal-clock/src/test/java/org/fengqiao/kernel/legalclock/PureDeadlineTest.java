package org.fengqiao.kernel.legalclock;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class PureDeadlineTest {

    final JavaClasses production = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.fengqiao.kernel.legalclock");

    @Test
    void theLegalClockKnowsOnlyJavaTheShapeOfADecisionAndWhatIsPersonal() {
        classes()
                .that()
                .resideInAPackage("org.fengqiao.kernel.legalclock")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java.lang..",
                        "java.time..",
                        "java.util..",
                        // The version of a calendar is a hash of its days.
                        "java.nio.charset",
                        "java.security",
                        // A deadline's name says how it is written.
                        "com.fasterxml.jackson.annotation",
                        "org.jspecify.annotations",
                        "org.fengqiao.kernel.legalclock",
                        "org.fengqiao.kernel.decision",
                        "org.fengqiao.kernel.sealing",
                        "org.fengqiao.kernel.value")
                .check(production);
    }

    @Test
    void theLegalClockNeverAsksTheTimeItself() {
        noClasses()
                .that()
                .resideInAPackage("org.fengqiao.kernel.legalclock..")
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(LocalDate.class, "now")
                .orShould()
                .callMethod(LocalDateTime.class, "now")
                .orShould()
                .callMethod(ZonedDateTime.class, "now")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Clock.class)
                .check(production);
    }
}
