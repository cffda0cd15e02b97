package org.diplofeed.ingest.door;

import static org.diplofeed.web.ProblemType.INVALID_DOCUMENT;
import static org.diplofeed.web.ProblemType.MALFORMED_REQUEST;
import static org.diplofeed.web.ProblemType.NOT_FOUND;
import static org.diplofeed.web.ProblemType.UNAUTHENTICATED;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.diplofeed.events.StreamId;
import org.diplofeed.events.StreamKind;
import org.diplofeed.ingest.desk.Command;
import org.diplofeed.ingest.desk.Desk;
import org.diplofeed.ingest.desk.Fingerprint;
import org.diplofeed.ingest.desk.Ids;
import org.diplofeed.ingest.desk.Outcome;
import org.diplofeed.ingest.desk.Receipt;
import org.diplofeed.ingest.desk.RecordHistory.View;
import org.diplofeed.ingest.desk.RecordKind;
import org.diplofeed.ingest.desk.Submission;
import org.diplofeed.ingest.desk.Submission.EventMark;
import org.diplofeed.ingest.desk.Submission.Once;
import org.diplofeed.web.DocumentSchema;
import org.diplofeed.web.EntityTags;
import org.diplofeed.web.Problem;
import org.diplofeed.web.ProblemError;
import org.diplofeed.web.ProblemException;
import org.diplofeed.web.RequestId;
import org.diplofeed.web.StrictJson;
import org.diplofeed.web.trace.RequestTrace;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/** What every resource does before and after its own part. */
@ApplicationScoped
public class FrontDoor {
    /** The CloudEvents source of what comes without one. */
    public static final String SOURCE = "urn:diplofeed:ingest";

    /** Says that an answer is the one that was given the first time. */
    public static final String REPLAYED = "Idempotent-Replayed";

    private static final Pattern SUBJECT = Pattern.compile("[^\\p{Cc}\\p{Cs}]{0,254}[^\\p{Cc}\\p{Cs}\\s]");
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,255}");

    private final Desk desk;
    private final CurrentVertxRequest current;
    private final JsonWebToken token;
    private final SecurityIdentity identity;
    private final InstantSource clock = InstantSource.system();

    FrontDoor(Desk desk, JsonWebToken token, SecurityIdentity identity, CurrentVertxRequest current) {
        this.desk = desk;
        this.token = token;
        this.identity = identity;
        this.current = current;
    }

    /**
     * Who sends the present request.
     *
     * @throws ProblemException unauthenticated, if the token names nobody
     */
    public Sender sender() {
        String subject = token.getSubject();
        if (subject == null || !SUBJECT.matcher(subject).matches()) {
            throw new ProblemException(
                    UNAUTHENTICATED,
                    "The token has no usable subject (1 to 255 characters), so nobody would sign the record.");
        }
        return new Sender(subject, identity.hasRole(Roles.OPERATOR));
    }

    /**
     * Reads a document.
     *
     * @throws ProblemException malformed-json or invalid-document
     */
    public ObjectNode read(InputStream body) throws IOException {
        return StrictJson.readObject(body);
    }

    /**
     * Checks a document against its schema.
     *
     * @throws ProblemException invalid-document, with all faults
     */
    public static void check(JsonNode document, String schema) {
        var faults = DocumentSchema.of(schema).check(document);
        if (!faults.isEmpty()) {
            throw new ProblemException(INVALID_DOCUMENT, "The document does not fit its schema.", faults);
        }
    }

    /**
     * Fills in an id that the address gives.
     *
     * @throws ProblemException invalid-document, if the document names another one
     */
    public static void fillIn(ObjectNode document, String property, String id) {
        var named = document.path(property);
        if (named.isMissingNode()) {
            document.put(property, id);
        } else if (!id.equals(named.textValue())) {
            throw new ProblemException(
                    INVALID_DOCUMENT,
                    "The document is about another thing than the address.",
                    List.of(new ProblemError("/" + property, "address", "differs from the id in the address")));
        }
    }

    /**
     * Puts a new record on the record; without an id it gets one that sorts by time.
     *
     * @param command what the document asks for, its id filled in
     */
    public Response record(
            RecordKind kind, InputStream body, @Nullable String key, Function<ObjectNode, Command> command)
            throws IOException {
        var sent = read(body);
        check(sent, kind.schema());
        var document = sent.has(kind.idProperty())
                ? sent
                : sent.deepCopy().put(kind.idProperty(), kind.idPrefix() + Ids.next(clock));
        return answer(submit(command.apply(document), key, "/v1/" + kind.collection(), sent));
    }

    /**
     * Puts a command on the record, once for an idempotency key.
     *
     * @param path what the request was sent to, for the same key means something else elsewhere
     * @param body the document as it was sent
     */
    public Outcome submit(Command command, @Nullable String key, String path, JsonNode body) {
        return desk.submit(new Submission(command, sender().subject(), ownMark(), once(key, path, body)));
    }

    private @Nullable Once once(@Nullable String key, String path, JsonNode body) {
        if (key == null) {
            return null;
        }
        if (!KEY.matcher(key).matches()) {
            throw new ProblemException(
                    MALFORMED_REQUEST, "Idempotency-Key has to be 1 to 255 visible ASCII characters.");
        }
        var content = JsonNodeFactory.instance.objectNode().put("path", path).set("body", body);
        var fingerprint = Fingerprint.of(content);
        return new Once(Once.Scope.IDEMPOTENCY_KEY, sender().subject(), key, fingerprint, () -> fingerprint);
    }

    /** A submission that comes without a trace goes on with that of the present request. */
    public Submission traced(Submission submission) {
        var mark = submission.mark();
        var trace = RequestTrace.of(current.getCurrent().request());
        return mark.traceparent() != null || trace == null
                ? submission
                : new Submission(
                        submission.command(),
                        submission.by(),
                        new EventMark(mark.source(), mark.id(), mark.causationId(), mark.correlationId(), trace),
                        submission.once());
    }

    private EventMark ownMark() {
        var request = current.getCurrent();
        return new EventMark(SOURCE, Ids.next(clock), null, RequestId.of(request), RequestTrace.of(request.request()));
    }

    /** The answer for an outcome: 201 with Location, 200 where nothing new came to be, or the problem. */
    public static Response answer(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Recorded recorded ->
                answer(recorded.receipt(), recorded.created()).build();
            case Outcome.Replayed replayed ->
                answer(replayed.receipt(), replayed.created())
                        .header(REPLAYED, "true")
                        .build();
            case Outcome.Refused refused -> refused.problem().toResponse();
        };
    }

    /** What was read back, or 404, or 304 for a version that the reader has. */
    public static Response answer(@Nullable View view, @Nullable String ifNoneMatch) {
        if (view == null) {
            return Problem.of(NOT_FOUND, "Nothing is on record under this id.").toResponse();
        }
        var tag = EntityTags.of(view.version());
        var answer = tag.equals(ifNoneMatch) ? Response.notModified() : Response.ok(view);
        return answer.header("ETag", tag)
                .header("Cache-Control", "private, no-cache")
                .build();
    }

    private static Response.ResponseBuilder answer(Receipt receipt, boolean created) {
        var answer = Response.status(created ? Response.Status.CREATED : Response.Status.OK)
                .header("ETag", EntityTags.of(receipt.version()))
                .entity(receipt);
        var token = receipt.feedToken();
        if (token != null) {
            answer.header("Feed-Token", token);
        }
        var location = location(receipt);
        return location == null ? answer : answer.header("Location", location);
    }

    /** Where it can be read back; a meeting as such cannot, only the reports of it. */
    private static @Nullable String location(Receipt receipt) {
        var stream = StreamId.parse(receipt.stream());
        if (stream.kind() == StreamKind.STATEMENT) {
            return "/v1/statements/" + receipt.id();
        }
        if (stream.kind() == StreamKind.MEETING) {
            return stream.subject().equals(receipt.id()) ? null : "/v1/meeting-reports/" + receipt.id();
        }
        return "/v1/" + stream.kind().prefix() + "s/" + receipt.id();
    }
}
