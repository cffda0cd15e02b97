package org.diplofeed.ingest.desk;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.diplofeed.events.CloudEvent;
import org.diplofeed.events.CloudEventJson;
import org.diplofeed.events.Envelope;
import org.diplofeed.log.EventLedger;
import org.diplofeed.log.StoredEvent;
import org.jspecify.annotations.Nullable;

/** Reads records and entities back as they stand, with the events that made them so. */
@ApplicationScoped
public class RecordHistory {
    private final DataSource database;
    private final EventLedger ledger = new EventLedger();

    /**
     * A record or an entity, read back.
     *
     * @param status as domain.md has it; absent for entities
     * @param version the entity tag
     * @param document as it stands
     * @param events what happened to it and is on the log, as CloudEvents in JSON
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record View(
            String id,
            String stream,
            @Nullable RecordStatus status,
            long version,
            @Nullable Instant heldUntil,
            ObjectNode document,
            List<ObjectNode> events) {}

    RecordHistory(DataSource database) {
        this.database = database;
    }

    /** A record of a kind, or null if there is none. */
    public @Nullable View read(RecordKind kind, String id) throws SQLException {
        try (var connection = database.getConnection()) {
            var register = new Register();
            RegisterRows.loadRecords(connection, List.of(id), register);
            var record = register.record(id);
            if (record == null || record.kind() != kind) {
                return null;
            }
            return new View(
                    id,
                    record.stream().toString(),
                    record.status(),
                    record.version(),
                    record.heldUntil(),
                    record.document(),
                    events(connection, record.stream().toString(), kind == RecordKind.MEETING_REPORT ? id : null));
        }
    }

    /** A reference entity, or null if it is not defined. */
    public @Nullable View read(ReferenceKey key) throws SQLException {
        try (var connection = database.getConnection()) {
            var register = new Register();
            RegisterRows.loadReferences(connection, Set.of(key), Set.of(), register);
            var entity = register.reference(key);
            var stream = key.kind().streams().of(key.id()).toString();
            return entity == null
                    ? null
                    : new View(
                            key.id(),
                            stream,
                            null,
                            entity.version(),
                            null,
                            entity.document(),
                            events(connection, stream, null));
        }
    }

    /** The events of a stream; of a meeting's, those that concern one report. */
    private List<ObjectNode> events(Connection connection, String stream, @Nullable String report) throws SQLException {
        var events = new ArrayList<ObjectNode>();
        for (var stored : ledger.read(connection, stream)) {
            var event = event(stored);
            if (report == null || concerns(event.path("data"), report)) {
                events.add(event);
            }
        }
        return events;
    }

    private static boolean concerns(JsonNode data, String report) {
        return report.equals(data.path("reportId").textValue())
                || report.equals(data.path("target").textValue());
    }

    private static ObjectNode event(StoredEvent stored) {
        var envelope = Envelope.fromHeaders(stored.streamId(), stored.headers());
        return CloudEventJson.write(CloudEvent.of(envelope, Payload.read(stored.payload())));
    }
}
