package org.diplofeed.web.backup;

import static org.diplofeed.web.ProblemType.BODY_TOO_LARGE;
import static org.diplofeed.web.ProblemType.CONFLICT;
import static org.diplofeed.web.ProblemType.INVALID_DOCUMENT;
import static org.diplofeed.web.ProblemType.NOT_EMPTY;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.quarkus.resteasy.reactive.server.EndpointDisabled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.diplofeed.events.FeedJson;
import org.diplofeed.events.LoggedEvent;
import org.diplofeed.events.MalformedEvent;
import org.diplofeed.log.LogRestore;
import org.diplofeed.log.RestoredEvent.Outcome;
import org.diplofeed.log.Transactions;
import org.diplofeed.web.ProblemError;
import org.diplofeed.web.ProblemException;
import org.diplofeed.web.audit.OperatorAudit;
import org.diplofeed.web.database.answer.DatabaseAnswer;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Takes an exported log back, into a service that holds nothing. */
@Path("/v1/admin/restore")
@RolesAllowed("operator")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@EndpointDisabled(name = "diplofeed.admin", disableIfMissing = true, stringValue = "false")
@Tag(name = "admin", description = "What operators see and do.")
class RestoreResource {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int MOST_EVENTS = 2_000;
    private static final int MOST_CHARACTERS = 4 << 20;
    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

    private final Instance<Restoration> service;
    private final Instance<DataSource> database;
    private final OperatorAudit audit;

    RestoreResource(Instance<Restoration> service, Instance<DataSource> database, OperatorAudit audit) {
        this.service = service;
        this.database = database;
        this.audit = audit;
    }

    /**
     * What is to be restored.
     *
     * @param file the SHA-256 of the file
     * @param events how many events of it this service takes
     * @param toRead how many it will have read of the log when it has read the file's
     * @param until the greatest recordedtime of the file
     */
    public record Plan(
            @Nullable String file,
            long events,
            long toRead,
            @Nullable Instant until) {}

    /**
     * What came of lines.
     *
     * @param restored how many were put back
     * @param present how many were there already
     */
    public record Taken(long restored, long present) {}

    @GET
    @Operation(
            operationId = "getRestore",
            summary = "See whether a log can be restored, or how far it is",
            description =
                    "Whether the service is empty, what it holds if it is not, and how much of a restore is done.")
    @APIResponse(responseCode = "200", description = "How it stands.")
    public RestoreState state() {
        return transaction(connection -> RestoreState.of(connection, service.get()));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "beginRestore",
            summary = "Begin to restore a log",
            description = "Into a service that holds nothing. Until it is complete nothing else is recorded, and no "
                    + "answer is settled. What the file holds was told: nobody is told again. The same file again "
                    + "goes on where it was cut off.")
    @APIResponse(responseCode = "200", description = "It has begun, or goes on.")
    @APIResponse(responseCode = "409", description = "The service holds something, or another file is being restored.")
    public RestoreState begin(Plan plan) {
        var file = plan.file();
        var until = plan.until();
        if (file == null || !SHA_256.matcher(file).matches()) {
            throw invalid("/file", "pattern", "has to be a SHA-256 in hex");
        }
        if (until == null) {
            throw invalid("/until", "required", "is missing");
        }
        if (plan.events() < 0 || plan.toRead() < 0) {
            throw invalid("/events", "minimum", "is less than 0");
        }
        var state = audit.keep(
                "restore.begin",
                file,
                () -> transaction(connection -> begin(connection, plan, file, until)),
                begun -> new OperatorAudit.Outcome(begun.state().name(), Map.of("events", plan.events())));
        service.get().changed();
        return state;
    }

    private RestoreState begin(Connection connection, Plan plan, String file, Instant until) throws SQLException {
        LogRestore.lock(connection);
        var state = RestoreState.of(connection, service.get());
        switch (state.state()) {
            case EMPTY -> {
                if (!until.isBefore(now(connection))) {
                    throw invalid("/until", "in-the-future", "lies ahead of this service's clock");
                }
                LogRestore.begin(connection, file, plan.events(), plan.toRead(), until, audit.operator());
            }
            case NOT_EMPTY ->
                throw new ProblemException(
                        NOT_EMPTY, "A log is restored into an empty system. Here are: " + state.contents());
            case RESTORING, RESTORED -> {
                if (!file.equals(state.file())) {
                    throw new ProblemException(NOT_EMPTY, "Another file is being restored here, or was.");
                }
            }
        }
        return RestoreState.of(connection, service.get());
    }

    @POST
    @Path("events")
    @Consumes("application/x-ndjson")
    @Operation(
            operationId = "restoreEvents",
            summary = "Put events back",
            description = "Lines of an export, in its order, at most 2000: all of them or none. Ids, versions and "
                    + "recordedtimes are kept. What is there already is passed over.")
    @APIResponse(responseCode = "200", description = "They stand in the ledger.")
    @APIResponse(responseCode = "409", description = "Nothing is being restored, or a line does not follow its stream.")
    @APIResponse(responseCode = "422", description = "A line is no event of a log.")
    public Taken events(@RequestBody(description = "A CloudEvent a line.") String lines) {
        if (lines.length() > MOST_CHARACTERS) {
            throw new ProblemException(BODY_TOO_LARGE, "At most " + MOST_CHARACTERS + " characters are taken at once.");
        }
        var events = read(lines);
        var taken = transaction(connection -> take(connection, events));
        service.get().changed();
        return taken;
    }

    private Taken take(Connection connection, List<LoggedEvent> events) throws SQLException {
        var restore = LogRestore.find(connection).filter(LogRestore.State::underWay);
        if (restore.isEmpty()) {
            throw new ProblemException(CONFLICT, "Nothing is being restored here.");
        }
        var takes = service.get().takes();
        for (int i = 0; i < events.size(); i++) {
            var event = events.get(i);
            if (!takes.contains(event.stream().kind().topic())) {
                throw invalid("/" + i, "topic", "is of a topic that this service does not write to");
            }
            if (event.envelope().recordedTime().isAfter(restore.get().until())) {
                throw invalid("/" + i, "until", "was recorded later than the file is said to reach");
            }
        }
        return switch (service.get().restore(connection, events)) {
            case Outcome.Restored restored -> new Taken(restored.added().size(), restored.present());
            case Outcome.OutOfOrder(int index, Long last) -> {
                var detail = last == null
                        ? "its recordedtime does not rise in its stream"
                        : "its stream has come to version " + last + " here";
                throw new ProblemException(
                        CONFLICT,
                        "An event does not follow what is here of its stream.",
                        List.of(new ProblemError("/" + index, "order", detail)));
            }
        };
    }

    @POST
    @Path("completion")
    @Operation(
            operationId = "completeRestore",
            summary = "Say that a restore is done",
            description =
                    "When every event is in the ledger, on the log and read: from now on the service records, tells "
                            + "and promises as ever.")
    @APIResponse(responseCode = "200", description = "It is done.")
    @APIResponse(responseCode = "409", description = "Something is missing yet; detail says how much.")
    public RestoreState complete() {
        var state = audit.keep(
                "restore.complete",
                null,
                () -> transaction(this::complete),
                done -> new OperatorAudit.Outcome(done.state().name(), done.counts()));
        service.get().changed();
        return state;
    }

    private RestoreState complete(Connection connection) throws SQLException {
        LogRestore.lock(connection);
        var state = RestoreState.of(connection, service.get());
        return switch (state.state()) {
            case EMPTY, NOT_EMPTY -> throw new ProblemException(CONFLICT, "Nothing is being restored here.");
            case RESTORED -> state;
            case RESTORING -> finish(connection, state);
        };
    }

    private RestoreState finish(Connection connection, RestoreState state) throws SQLException {
        if (!state.done()) {
            throw new ProblemException(
                    CONFLICT,
                    "Of %d events %d are here, %d of them not on the log yet, and %d of %d are read."
                            .formatted(
                                    state.events(),
                                    state.recorded(),
                                    state.unpublished(),
                                    state.read(),
                                    state.toRead()));
        }
        LogRestore.finish(connection);
        return RestoreState.of(connection, service.get());
    }

    private static List<LoggedEvent> read(String lines) {
        var events = new ArrayList<LoggedEvent>();
        for (var line : lines.lines().filter(text -> !text.isBlank()).toList()) {
            var place = "/" + events.size();
            if (events.size() == MOST_EVENTS) {
                throw invalid(place, "maxItems", "is one line too many");
            }
            try {
                events.add(LoggedEvent.read(FeedJson.mapper().readTree(line)));
            } catch (JsonProcessingException _) {
                throw invalid(place, "json", "is not JSON");
            } catch (MalformedEvent e) {
                throw invalid(place + e.pointer().orElse(""), "event", "is no event of a log");
            }
        }
        return events;
    }

    private static Instant now(Connection connection) throws SQLException {
        try (var select = connection.prepareStatement("select clock_timestamp()");
                var rows = select.executeQuery()) {
            rows.next();
            return rows.getObject(1, OffsetDateTime.class).toInstant();
        }
    }

    private <T> T transaction(Transactions.Work<T, RuntimeException> work) {
        return DatabaseAnswer.of(
                () -> Transactions.run(service.get().database(database.get()), TIMEOUT, work),
                "The database does not answer, or somebody else is at it.");
    }

    private static ProblemException invalid(String pointer, String code, String detail) {
        return new ProblemException(
                INVALID_DOCUMENT, "This cannot be restored.", List.of(new ProblemError(pointer, code, detail)));
    }
}
