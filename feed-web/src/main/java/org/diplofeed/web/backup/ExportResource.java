package org.diplofeed.web.backup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.diplofeed.web.ProblemType.BAD_CURSOR;
import static org.diplofeed.web.ProblemType.MALFORMED_REQUEST;
import static org.diplofeed.web.ProblemType.UNAVAILABLE;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.resteasy.reactive.server.EndpointDisabled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.diplofeed.log.LedgerExport;
import org.diplofeed.log.LedgerExport.Place;
import org.diplofeed.log.StoredEvent;
import org.diplofeed.web.ProblemException;
import org.diplofeed.web.audit.OperatorAudit;
import org.diplofeed.web.audit.OperatorAudit.Outcome;
import org.diplofeed.web.database.answer.DatabaseAnswer;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The ledger as lines: a page a request, so that a reader of any speed holds nothing here. */
@Path("/v1/admin/export")
@RolesAllowed("operator")
@RunOnVirtualThread
@EndpointDisabled(name = "diplofeed.ledger", disableIfMissing = true, stringValue = "false")
@Tag(name = "admin", description = "What operators see and do.")
class ExportResource {
    private static final int MOST = 10_000;

    private final Instance<LedgerOwner> owner;
    private final Instance<DataSource> database;
    private final OperatorAudit audit;

    ExportResource(Instance<LedgerOwner> owner, Instance<DataSource> database, OperatorAudit audit) {
        this.owner = owner;
        this.database = database;
        this.audit = audit;
    }

    /**
     * What there is to export.
     *
     * @param completeUntil up to this recordedtime no event is missing and none can come any more
     * @param events how many the filter lets through now
     * @param first the least recordedtime of these
     * @param last the greatest
     * @param byType how many of each type
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Summary(
            Instant completeUntil,
            long events,
            @Nullable Instant first,
            @Nullable Instant last,
            Map<String, Long> byType) {}

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "countExport",
            summary = "See what there is to export",
            description = "How many events a filter lets through, and up to which recordedtime the log is complete.")
    @APIResponse(responseCode = "200", description = "How much there is.")
    @APIResponse(responseCode = "503", description = "Nobody can say at the moment up to when the log is complete.")
    public Summary summary(@BeanParam ExportFilter filter) {
        return answer(() -> {
            var complete = owner.get()
                    .completeUntil()
                    .orElseThrow(() -> new ProblemException(
                            UNAVAILABLE, "Up to when the log is complete cannot be said at the moment."));
            var caused = filter.causedUntil();
            if (caused != null && (caused.isAfter(complete) || !owner.get().causedInOrder(caused))) {
                throw new ProblemException(
                        UNAVAILABLE, "What follows from that is not all told yet, or not in its order. Ask for later.");
            }
            var found = LedgerExport.count(owner.get().database(database.get()), filter.on(owner.get()));
            return new Summary(complete, found.events(), found.first(), found.last(), found.byType());
        });
    }

    @GET
    @Path("events")
    @Produces("application/x-ndjson")
    @Operation(
            operationId = "exportEvents",
            summary = "Read events as they were recorded",
            description = "A CloudEvent a line, in the order of recordedtime, stream and version, with every attribute "
                    + "that it has on the log; `partitionkey` is its stream. Restricted records are among them unless "
                    + "they are left out. Link says where the next page is; there is none behind the last event. The "
                    + "first page is kept in the audit, with how much there is.")
    @APIResponse(
            responseCode = "200",
            description = "A page of events.",
            headers =
                    @Header(
                            name = "Link",
                            description = "The next page.",
                            schema = @Schema(implementation = String.class)),
            content = @Content(mediaType = "application/x-ndjson", schema = @Schema(implementation = String.class)))
    public Response events(
            @BeanParam ExportFilter filter,
            @Parameter(description = "Where the page before ended.") @RestQuery @Nullable String after,
            @Parameter(description = "Most events, 1 to 10000; fewer come where they are large.")
                    @RestQuery
                    @DefaultValue("1000")
                    int limit,
            UriInfo asked) {
        if (limit < 1 || limit > MOST) {
            throw new ProblemException(MALFORMED_REQUEST, "limit has to be 1 to " + MOST + ".");
        }
        var place = place(after);
        if (place == null) {
            audit.keep("export", filter.toString(), () -> count(filter), ExportResource::outcome);
        }
        var page = answer(
                () -> LedgerExport.page(owner.get().database(database.get()), filter.on(owner.get()), place, limit));
        var beside = answer(() -> beside(page, filter.causedUntil()));
        StreamingOutput lines = out -> {
            for (int i = 0; i < page.size(); i++) {
                out.write(ExportLine.of(page.get(i), beside.get(i)).toString().getBytes(UTF_8));
                out.write('\n');
            }
        };
        var response = Response.ok(lines);
        if (!page.isEmpty()) {
            var last = page.getLast();
            response.link(
                    asked.getRequestUriBuilder()
                            .replaceQueryParam(
                                    "after", cursor(new Place(last.recordedTime(), last.streamId(), last.version())))
                            .build(),
                    "next");
        }
        return response.build();
    }

    private long count(ExportFilter filter) {
        return answer(() -> LedgerExport.count(owner.get().database(database.get()), filter.on(owner.get())))
                .events();
    }

    private static Outcome outcome(long events) {
        return new Outcome("BEGUN", Map.of("events", events));
    }

    private List<Map<String, String>> beside(List<StoredEvent> page, @Nullable Instant causedUntil)
            throws SQLException {
        var beside = new ArrayList<Map<String, String>>(page.size());
        for (var event : page) {
            beside.add(owner.get().beside(event, causedUntil));
        }
        return beside;
    }

    private static String cursor(Place place) {
        var text = place.recorded() + " " + place.version() + " " + place.streamId();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
    }

    private static @Nullable Place place(@Nullable String cursor) {
        if (cursor == null) {
            return null;
        }
        try {
            var parts = List.of(new String(Base64.getUrlDecoder().decode(cursor), UTF_8).split(" ", 3));
            return new Place(Instant.parse(parts.get(0)), parts.get(2), Long.parseLong(parts.get(1)));
        } catch (IllegalArgumentException | IndexOutOfBoundsException | DateTimeException _) {
            throw new ProblemException(BAD_CURSOR, "Use the link to the next page, unchanged.");
        }
    }

    private static <T> T answer(DatabaseAnswer.Question<T> question) {
        return DatabaseAnswer.of(question, "The database does not answer in time.");
    }
}
