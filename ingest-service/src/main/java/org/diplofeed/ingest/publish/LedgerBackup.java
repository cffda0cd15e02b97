package org.diplofeed.ingest.publish;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import javax.sql.DataSource;
import org.diplofeed.events.Topic;
import org.diplofeed.log.LedgerExport;
import org.diplofeed.web.backup.LedgerOwner;

/** What was recorded here, for an export. */
@ApplicationScoped
class LedgerBackup implements LedgerOwner {
    /** A word that a document restricts by, wherever it stands: in a record, a replacement or a patch. */
    private static final String NEVER_RESTRICTED = """
            not exists (select from event r where r.stream_id = e.stream_id
                           and jsonb_path_exists(convert_from(r.payload, 'UTF8')::jsonb,
                                                 '$.** ? (@ == "RESTRICTED" || @ == "OFF_RECORD")'))
            """;

    private final DataSource database;
    private final Publication publication;

    LedgerBackup(DataSource database, Publication publication) {
        this.database = database;
        this.publication = publication;
    }

    @Override
    public String name(Topic topic) {
        return topic.name(publication.topicPrefix());
    }

    @Override
    public Optional<Instant> completeUntil() throws SQLException {
        return LedgerExport.completeUntil(database);
    }

    @Override
    public String withoutRestricted() {
        return NEVER_RESTRICTED;
    }

    @Override
    public String causedUntil(Instant time) {
        return "true"; // Nothing here follows from anything.
    }

    @Override
    public boolean causedInOrder(Instant time) {
        return true;
    }
}
