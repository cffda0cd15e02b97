package org.diplofeed.alert.delivery;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.diplofeed.web.metric.Lookout;

/** How long the queue is, of all instances together. */
@ApplicationScoped
class QueueMeters {
    private final DataSource database;
    private final Lookout lookout = new Lookout("queue-meters", this::look);
    private volatile Length length = new Length(0, 0, 0, 0);

    /**
     * What waits.
     *
     * @param due what may go out now
     * @param later what waits for its next attempt
     * @param held what waits for its endpoint to be enabled again
     * @param oldestSeconds for how long that which is due first has been due
     */
    private record Length(long due, long later, long held, double oldestSeconds) {}

    QueueMeters(DataSource database, MeterRegistry registry) {
        this.database = database;
        waiting("due", "may go out now", registry, () -> length.due());
        waiting("later", "wait for their next attempt", registry, () -> length.later());
        waiting("held", "wait for their endpoint to be enabled again", registry, () -> length.held());
        Gauge.builder("diplofeed.delivery.queue.oldest.age", () -> length.oldestSeconds())
                .description("For how long the delivery that is due first has been due")
                .baseUnit("seconds")
                .register(registry);
    }

    private static void waiting(String state, String meaning, MeterRegistry registry, Supplier<Number> count) {
        Gauge.builder("diplofeed.delivery.queue." + state, count)
                .description("Deliveries that " + meaning)
                .register(registry);
    }

    void start(@Observes StartupEvent event) {
        lookout.start();
    }

    void stop(@Observes ShutdownEvent event) {
        lookout.close();
    }

    private void look() throws SQLException {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("""
                        select count(*) filter (where state = 'pending' and due <= statement_timestamp()),
                               count(*) filter (where state = 'pending' and due > statement_timestamp()),
                               count(*) filter (where state = 'held'),
                               greatest(0, coalesce(extract(epoch from statement_timestamp()
                                        - min(due) filter (where state = 'pending')), 0))
                          from delivery where state in ('pending', 'held')
                        """);
                var row = select.executeQuery()) {
            row.next();
            length = new Length(row.getLong(1), row.getLong(2), row.getLong(3), row.getDouble(4));
        }
    }
}
