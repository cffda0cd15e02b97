package org.diplofeed.timeline;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

/** Which packages may know what. */
class WallsTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.diplofeed.timeline");
    private static final String[] PURE = {
        "org.diplofeed.timeline.position..",
        "org.diplofeed.timeline.record..",
        "org.diplofeed.timeline.meeting..",
        "org.diplofeed.timeline.claim..",
        "org.diplofeed.timeline.document.."
    };

    @Test
    void what_is_derived_knows_no_framework_no_database_and_no_log() {
        noClasses()
                .that()
                .resideInAnyPackage(PURE)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io..",
                        "jakarta..",
                        "java.sql..",
                        "javax.sql..",
                        "org.apache.kafka..",
                        "org.hibernate..",
                        "org.diplofeed.log..",
                        "org.diplofeed.web..",
                        "org.diplofeed.timeline.projection..",
                        "org.diplofeed.timeline.answer..",
                        "org.diplofeed.timeline.follow..")
                .check(CLASSES);
    }

    @Test
    void what_is_derived_knows_no_clock() {
        noClasses()
                .that()
                .resideInAnyPackage(PURE)
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(InstantSource.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Clock.class)
                .check(CLASSES);
    }

    @Test
    void the_projection_does_not_know_who_asks() {
        noClasses()
                .that()
                .resideInAPackage("org.diplofeed.timeline.projection..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.diplofeed.timeline.answer..", "jakarta.ws..", "org.hibernate..")
                .check(CLASSES);
    }
}
