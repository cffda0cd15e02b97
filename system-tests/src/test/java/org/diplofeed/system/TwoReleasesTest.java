package org.diplofeed.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.diplofeed.cli.stack.ServiceName;
import org.diplofeed.cli.stack.Stack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * An old and a new instance of each service side by side on the same log and the same databases, as a deploy without a
 * pause has them. The old ones are of this build, or of the checkout that {@code -Ddiplofeed.previous} names.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class TwoReleasesTest {
    private static final String STORY = "nato-question-2021-2022";
    private static final int HALF = 8;

    @Test
    void the_new_ones_take_over_from_the_old_ones_and_every_alert_goes_out_once() throws Exception {
        // given
        try (var system = RunningSystem.start();
                var old = startOldBeside(system)) {
            system.ask(old);
            var telling = Telling.of(system, STORY);
            system.ask(null);
            try (var newsroom = system.newsroom(telling.issue())) {
                system.ask(old);
                telling.events(0, HALF);

                // when
                for (var service : ServiceName.values()) {
                    old.crash(service);
                }
                system.ask(null);
                telling.events(HALF, telling.sample().events().size());

                // then
                assertThat(newsroom.await(4))
                        .extracting(alert -> alert.path("data").path("sequence").asLong())
                        .containsExactlyInAnyOrder(1L, 2L, 3L, 4L);
                assertThat(newsroom.refused()).isZero();
            }
        }
    }

    /** Beside databases that a release of the future has migrated, in each set of migrations. */
    private static Stack.Instances startOldBeside(RunningSystem system) throws IOException, SQLException {
        for (var service : ServiceName.values()) {
            try (var connection = system.database(service);
                    var statement = connection.createStatement()) {
                statement.execute("""
                        insert into flyway_schema_history (installed_rank, version, description, type, script, checksum,
                                                           installed_by, execution_time, success)
                        select 1000 + row_number() over (), version, 'of a newer release', 'SQL', 'V' || version, 1,
                               current_user, 1, true
                          from unnest(array ['0.95', '9000']) v (version)
                        """);
                statement.execute("create table of_a_newer_release (n int)");
            }
        }
        return system.stack().startBeside(previous());
    }

    private static Path previous() throws IOException {
        return Path.of(System.getProperty("diplofeed.previous", System.getProperty("diplofeed.home")))
                .toRealPath();
    }
}
