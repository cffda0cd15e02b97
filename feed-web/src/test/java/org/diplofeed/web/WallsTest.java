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
    void what_is_shared_knows_no_service() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.diplofeed.ingest..",
                        "org.diplofeed.timeline..",
                        "org.diplofeed.alert..",
                        "org.diplofeed.cli..")
                .check(WEB);
    }

    @Test
    void only_what_operators_use_and_what_reads_faults_reaches_the_log_and_a_database() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "org.diplofeed.web.projection..",
                        "org.diplofeed.web.audit..",
                        "org.diplofeed.web.backup..",
                        "org.diplofeed.web.database..",
                        "org.diplofeed.web.effect..",
                        "org.diplofeed.web.metric..",
                        "org.diplofeed.web.outbox..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.diplofeed.log..", "java.sql..", "javax.sql..", "org.hibernate..", "org.apache.kafka..")
                .check(WEB);
    }

    @Test
    void packages_depend_on_each_other_one_way() {
        slices().matching("org.diplofeed.(**)").should().beFreeOfCycles().check(WEB);
    }
}
