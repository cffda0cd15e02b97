package org.diplofeed.ingest.desk;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.diplofeed.events.LoggedEvent;
import org.diplofeed.events.Topic;
import org.diplofeed.ingest.publish.Publication;
import org.diplofeed.log.RestoredEvent.Outcome;
import org.diplofeed.web.backup.Restoration;

/** Takes a log back: what was recorded is on the record again. */
@ApplicationScoped
public class RestoreDesk implements Restoration {
    /** What must be empty, by what it is called in answers. */
    private static final Map<String, String> TABLES = Map.of(
            "events", "event",
            "embargoed", "held_event",
            "records", "record",
            "definitions", "reference_entity",
            "answers", "answer");

    private final Publication publication;
    private final RestoreTransaction transaction;

    RestoreDesk(Publication publication) {
        this.publication = publication;
        this.transaction = new RestoreTransaction(publication.topicPrefix());
    }

    @Override
    public Set<Topic> takes() {
        return Set.of(Topic.REFERENCE, Topic.STATEMENTS, Topic.MEETINGS);
    }

    @Override
    public Set<Topic> reads() {
        return Set.of();
    }

    @Override
    public Map<String, String> emptyTables() {
        return TABLES;
    }

    @Override
    public Optional<String> projection() {
        return Optional.empty();
    }

    @Override
    public Outcome restore(Connection connection, List<LoggedEvent> events) throws SQLException {
        return transaction.run(connection, events);
    }

    @Override
    public void changed() {
        publication.look();
        publication.wake();
    }
}
