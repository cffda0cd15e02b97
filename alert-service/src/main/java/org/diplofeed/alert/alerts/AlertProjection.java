package org.diplofeed.alert.alerts;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.diplofeed.events.MalformedEvent;
import org.diplofeed.log.LogEntry;
import org.diplofeed.log.LogRestore;
import org.diplofeed.log.Projection;

/**
 * Makes alerts of {@code diplofeed.shifts}, and keeps the names that filters may use from {@code diplofeed.reference}.
 * One transaction holds the alert, its effect, its delivery and the offset.
 */
public final class AlertProjection implements Projection {
    /** The name under which offsets are kept. */
    public static final String NAME = "alert";

    private final KeptEvents events = new KeptEvents();

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void apply(Connection connection, List<LogEntry> entries) throws SQLException {
        var news = news(connection, events.keep(connection, entries));
        if (!news.isEmpty()) {
            new Teller(connection, Stage.EARNEST).tell(news, new SubscriberRows(connection).all());
        }
    }

    @Override
    public Optional<String> explain(Throwable fault) {
        return MalformedEvent.explain(fault);
    }

    /** What was restored is history: it was told where it comes from, to whom it concerned there. */
    static List<Derived> news(Connection connection, List<Derived> derived) throws SQLException {
        if (derived.isEmpty()) {
            return derived;
        }
        var toldUntil = LogRestore.toldUntil(connection);
        return derived.stream()
                .filter(event -> event.envelope().recordedTime().isAfter(toldUntil))
                .toList();
    }
}
