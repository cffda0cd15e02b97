package org.diplofeed.ingest.reference;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import java.util.OptionalLong;
import org.diplofeed.ingest.desk.RecordHistory;
import org.diplofeed.ingest.desk.ReferenceKey;
import org.diplofeed.ingest.desk.ReferenceKind;
import org.diplofeed.ingest.door.FrontDoor;
import org.diplofeed.web.EntityTags;
import org.jspecify.annotations.Nullable;

/** What the resources of actors, issues and claims have in common. */
@ApplicationScoped
public class Definitions {
    private final FrontDoor door;
    private final RecordHistory history;

    Definitions(FrontDoor door, RecordHistory history) {
        this.door = door;
        this.history = history;
    }

    /** The entity under an address with its versions. */
    Response get(ReferenceKind kind, String id, @Nullable String ifNoneMatch) throws SQLException {
        return FrontDoor.answer(history.read(new ReferenceKey(kind, id)), ifNoneMatch);
    }

    /** Defines the entity under an address. */
    Response put(ReferenceKind kind, String id, InputStream body, @Nullable String ifMatch) throws IOException {
        var expected = EntityTags.ifMatch(ifMatch);
        var document = door.read(body);
        FrontDoor.fillIn(document, kind.idProperty(), id);
        return define(kind, document, expected, null);
    }

    /** Defines the entity that the document names. */
    Response post(ReferenceKind kind, InputStream body, @Nullable String key) throws IOException {
        return define(kind, door.read(body), OptionalLong.empty(), key);
    }

    private Response define(ReferenceKind kind, ObjectNode document, OptionalLong expected, @Nullable String key) {
        FrontDoor.check(document, kind.word());
        var id = document.path(kind.idProperty()).asText();
        var command = new DefineEntity(
                new ReferenceKey(kind, id), document, "", null, door.sender().operator(), expected);
        var collection = "/v1/" + kind.word() + "s";
        return FrontDoor.answer(door.submit(command, key, collection, document));
    }
}
