package org.diplofeed.web.metric;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Whether the service's database answers: also while nobody asks for anything that would fail. */
@ApplicationScoped
class DatabaseMeter {
    private static final int LONGEST_ANSWER_SECONDS = 5;

    private final Instance<DataSource> database;
    private final MeterRegistry meters;
    private final AtomicInteger up = new AtomicInteger(1); // a service that starts has migrated it
    private final Lookout lookout = new Lookout("database-meter", this::look);

    private @Nullable Gauge gauge;

    DatabaseMeter(Instance<DataSource> database, MeterRegistry meters) {
        this.database = database;
        this.meters = meters;
    }

    void start(@Observes StartupEvent event) {
        if (database.isResolvable()) {
            gauge = Gauge.builder("diplofeed.database.up", up::get)
                    .description("1 while the database answers, else 0")
                    .register(meters);
            lookout.start();
        }
    }

    /** What is registered outlives the service where it is started anew in one JVM, and would tell of the old one. */
    void stop(@Observes ShutdownEvent event) {
        lookout.close();
        var registered = gauge;
        if (registered != null) {
            meters.remove(registered);
        }
    }

    private void look() throws SQLException {
        try (var connection = database.get().getConnection()) {
            up.set(connection.isValid(LONGEST_ANSWER_SECONDS) ? 1 : 0);
        } catch (SQLException e) {
            up.set(0);
            throw e;
        }
    }
}
