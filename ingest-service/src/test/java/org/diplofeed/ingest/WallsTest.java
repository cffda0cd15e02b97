package org.diplofeed.ingest;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Instant;
import java.time.InstantSource;
import org.diplofeed.ingest.desk.Command;
import org.junit.jupiter.api.Test;

class WallsTest {
    private static final JavaClasses INGEST = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.diplofeed.ingest");

    @Test
    void a_command_knows_no_framework_no_database_and_no_broker() {
        noClasses()
                .that(assignableTo(Command.class).or(ruleBooks()))
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        "io.quarkus..",
                        "io.vertx..",
                        "io.smallrye..",
                        "jakarta..",
                        "javax.sql..",
                        "java.sql..",
                        "org.apache.kafka..",
                        "org.diplofeed.log..",
                        "org.diplofeed.ingest.door.."))
                .check(INGEST);
    }

    @Test
    void a_command_has_no_clock() {
        noClasses()
                .that(assignableTo(Command.class).or(ruleBooks()))
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .dependOnClassesThat(assignableTo(InstantSource.class))
                .check(INGEST);
    }

    @Test
    void ingest_uses_no_other_service() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.diplofeed.timeline..", "org.diplofeed.alert..", "org.diplofeed.cli..")
                .check(INGEST);
    }

    @Test
    void only_the_desk_and_publishing_know_the_log() {
        classes()
                .that(not(resideInAnyPackage("org.diplofeed.ingest.desk..", "org.diplofeed.ingest.publish..")))
                .should()
                .onlyDependOnClassesThat(not(resideInAnyPackage("org.diplofeed.log..")))
                .check(INGEST);
    }

    private static DescribedPredicate<JavaClass> ruleBooks() {
        return DescribedPredicate.describe(
                "rule books", type -> type.getSimpleName().endsWith("Rules"));
    }
}
