package org.diplofeed.web;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class WallsTest {
    private static final JavaClasses WEB = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.diplofeed.web");

    @Test
    void what_is_shared_knows_no_service_and_no_log() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.diplofeed.ingest..",
                        "org.diplofeed.timeline..",
                        "org.diplofeed.alert..",
                        "org.diplofeed.cli..",
                        "org.diplofeed.log..")
                .check(WEB);
    }

    @Test
    void what_is_shared_reaches_neither_a_database_nor_a_broker() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "javax.sql..", "org.hibernate..", "org.apache.kafka..")
                .check(WEB);
    }

    @Test
    void packages_depend_on_each_other_one_way() {
        slices().matching("org.diplofeed.(**)").should().beFreeOfCycles().check(WEB);
    }
}
