package org.diplofeed.alert;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WallsTest {
    private static final Set<String> RULES = Set.of(
            "DeliveryRules",
            "RetrySchedule",
            "RetryAfter",
            "Outcome",
            "FilterRules",
            "SubscriptionDraft",
            "AddressRules",
            "AddressRange",
            "AddressLiteral",
            "TargetUrl",
            "EffectId",
            "RehearsalClock",
            "RehearsalDraft",
            "Explanation",
            "Preview");
    private static final JavaClasses ALERT = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.diplofeed.alert");

    @Test
    void rules_of_match_schedule_and_target_know_no_framework_no_database_and_no_broker() {
        noClasses()
                .that(resideInAnyPackage("..alert.match..", "..alert.webhook..").or(rules()))
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        "io.quarkus..",
                        "io.vertx..",
                        "io.netty..",
                        "io.smallrye..",
                        "io.micrometer..",
                        "jakarta..",
                        "org.hibernate..",
                        "javax.sql..",
                        "java.sql..",
                        "org.postgresql..",
                        "org.apache.kafka..",
                        "org.diplofeed.log.."))
                .check(ALERT);
    }

    @Test
    void rules_have_no_clock() {
        noClasses()
                .that(resideInAnyPackage("..alert.match..", "..alert.webhook..").or(rules()))
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .dependOnClassesThat(assignableTo(InstantSource.class))
                .check(ALERT);
    }

    /** A service whose clock is wrong queues, claims, silences and retries as any other. */
    @Test
    void what_is_due_is_for_the_databases_clock_to_say() {
        noClasses()
                .that(resideInAnyPackage(
                        "..alert.alerts..", "..alert.delivery..", "..alert.timing..", "..alert.rehearsal.."))
                .and()
                .haveSimpleNameNotEndingWith("Resource")
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .dependOnClassesThat(assignableTo(InstantSource.class))
                .check(ALERT);
    }

    @Test
    void alert_uses_no_other_service() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.diplofeed.timeline..", "org.diplofeed.ingest..", "org.diplofeed.cli..")
                .check(ALERT);
    }

    @Test
    void nothing_sleeps() {
        noClasses()
                .should()
                .callMethod(Thread.class, "sleep", Duration.class)
                .orShould()
                .callMethod(Thread.class, "sleep", long.class)
                .check(ALERT);
    }

    private static DescribedPredicate<JavaClass> rules() {
        return DescribedPredicate.describe("rules", type -> RULES.contains(type.getSimpleName()));
    }
}
