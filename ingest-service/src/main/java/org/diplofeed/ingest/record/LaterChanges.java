package org.diplofeed.ingest.record;

import static org.diplofeed.web.ProblemType.INVALID_DOCUMENT;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.diplofeed.events.RetractionReason;
import org.diplofeed.ingest.desk.RecordHistory;
import org.diplofeed.ingest.desk.RecordKind;
import org.diplofeed.ingest.door.FrontDoor;
import org.diplofeed.web.EntityTags;
import org.diplofeed.web.ProblemError;
import org.diplofeed.web.ProblemException;
import org.diplofeed.web.StrictJson;
import org.jspecify.annotations.Nullable;

/** What can be done to statements and to meeting reports alike. */
@ApplicationScoped
public class LaterChanges {
    private final FrontDoor door;
    private final RecordHistory history;

    LaterChanges(FrontDoor door, RecordHistory history) {
        this.door = door;
        this.history = history;
    }

    /** The record under an address with its versions. */
    Response read(RecordKind kind, String id, @Nullable String ifNoneMatch) throws SQLException {
        return FrontDoor.answer(history.read(kind, id), ifNoneMatch);
    }

    /** Corrects the record under an address. */
    Response correct(RecordKind kind, String id, InputStream body, @Nullable String ifMatch, @Nullable String key)
            throws IOException {
        var target = target(kind, id, ifMatch);
        var sent = door.read(body);
        FrontDoor.check(sent, "correction");
        requireTarget(sent, id);
        boolean whole = sent.has("replacement");
        var content = StrictJson.object(sent.path(whole ? "replacement" : "patch"));
        var command =
                new CorrectRecord(target, whole, content, sent.path("reason").asText(), null);
        var address = address(kind, id);
        return FrontDoor.answer(door.submit(command, key, address + "/corrections", sent));
    }

    /** Retracts the record under an address. */
    Response retract(RecordKind kind, String id, InputStream body, @Nullable String ifMatch, @Nullable String key)
            throws IOException {
        var target = target(kind, id, ifMatch);
        var sent = door.read(body);
        FrontDoor.check(sent, "retraction-request");
        requireTarget(sent, id);
        var reason = RetractionReason.valueOf(sent.path("reason").asText());
        var address = address(kind, id);
        return FrontDoor.answer(
                door.submit(new RetractRecord(target, reason, time(sent)), key, address + "/retractions", sent));
    }

    private Target target(RecordKind kind, String id, @Nullable String ifMatch) {
        return new Target(id, kind, EntityTags.ifMatch(ifMatch), door.sender().subject(), "");
    }

    private static String address(RecordKind kind, String id) {
        return "/v1/" + kind.collection() + "/" + id;
    }

    private static @Nullable Instant time(ObjectNode sent) {
        var text = sent.path("time").textValue();
        try {
            return text == null ? null : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException _) {
            throw new ProblemException(
                    INVALID_DOCUMENT,
                    "The document does not fit its schema.",
                    List.of(new ProblemError("/time", "format", "is no time that exists")));
        }
    }

    private static void requireTarget(ObjectNode sent, String id) {
        if (sent.has("target") && !id.equals(sent.path("target").textValue())) {
            throw new ProblemException(
                    INVALID_DOCUMENT,
                    "The document is about another record than the address.",
                    List.of(new ProblemError("/target", "address", "differs from the id in the address")));
        }
    }
}
