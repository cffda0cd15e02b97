package org.diplofeed.events;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.File;
import java.time.Clock;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses CONTRACT = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.diplofeed.events");

    @Test
    void the_contract_needs_nothing_but_java_jackson_and_jspecify() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("org.diplofeed.events", "java..", "com.fasterxml.jackson..", "org.jspecify..")
                .check(CONTRACT);
    }

    @Test
    void the_contract_reads_no_clock_draws_no_lots_and_opens_no_file() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(Clock.class, Random.class, UUID.class, File.class)
                .orShould()
                .callMethod(Instant.class, "now")
                .check(CONTRACT);
    }
}
