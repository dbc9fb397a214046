package org.fengqiao.kernel;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The packages of this module depend on each other one way only; a circle fails the build. */
class NoCirclesTest {

    @Test
    void packagesDependOnEachOtherOneWayOnly() {
        slices().matching("org.fengqiao.kernel.(**)")
                .should()
                .beFreeOfCycles()
                .check(new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .withImportOption(new ImportOption.DoNotIncludeJars())
                        .importPackages("org.fengqiao.kernel"));
    }
}
