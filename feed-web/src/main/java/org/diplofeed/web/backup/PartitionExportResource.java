package org.diplofeed.web.backup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.diplofeed.web.ProblemType.MALFORMED_REQUEST;
import static org.diplofeed.web.ProblemType.NOT_FOUND;
import static org.diplofeed.web.ProblemType.UNAVAILABLE;

import com.fasterxml.jackson.databind.node.ObjectNode;
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
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.diplofeed.events.FeedJson;
import org.diplofeed.log.LedgerExport;
import org.diplofeed.log.LedgerExport.Found;
import org.diplofeed.log.LogPlaces;
import org.diplofeed.log.LogPlaces.Offsets;
import org.diplofeed.log.LogUnreachable;
import org.diplofeed.web.ProblemException;
import org.diplofeed.web.audit.OperatorAudit;
import org.diplofeed.web.audit.OperatorAudit.Outcome;
import org.diplofeed.web.broker.KafkaConfig;
import org.diplofeed.web.database.answer.DatabaseAnswer;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The log as lines, by where an event stands on it. */
@Path("/v1/admin/export/partitions")
@RolesAllowed("operator")
@RunOnVirtualThread
@EndpointDisabled(name = "diplofeed.ledger", disableIfMissing = true, stringValue = "false")
@Tag(name = "admin")
class PartitionExportResource {
    private static final int MOST = 10_000;

    private final Instance<LedgerOwner> owner;
    private final Instance<DataSource> database;
    private final KafkaConfig kafka;
    private final OperatorAudit audit;

    PartitionExportResource(
            Instance<LedgerOwner> owner, Instance<DataSource> database, KafkaConfig kafka, OperatorAudit audit) {
        this.owner = owner;
        this.database = database;
        this.kafka = kafka;
        this.audit = audit;
    }

    /** Partitions of a topic, by their numbers. */
    record Partitions(List<Offsets> items) {}

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "listExportPartitions",
            summary = "See which offsets there are",
            description = "Where each partition of a topic begins and ends.")
    @APIResponse(responseCode = "200", description = "The partitions.")
    @APIResponse(responseCode = "503", description = "The broker does not answer.")
    public Partitions partitions(
            @Parameter(description = "Its name without the prefix.", example = "statements") @RestQuery @Nullable
                    String topic) {
        var name = name(topic);
        return new Partitions(asked(() -> places().offsets(name)));
    }

    @GET
    @Path("{partition}/events")
    @Produces("application/x-ndjson")
    @Operation(
            operationId = "exportEventsByOffset",
            summary = "Read events by where they stand on the log",
            description = "A CloudEvent a line, as in an export, in the order of the log, each with `logpartition` and "
                    + "`logoffset`; one that stands there twice comes twice. A record that is no event, or that this "
                    + "service did not record, is a line of type `diplofeed.export.unrecorded.v1` that says where it "
                    + "stands, and nothing of what it holds. Link says where the next page is; there is none at the "
                    + "end. The first page is kept in the audit.")
    @APIResponse(
            responseCode = "200",
            description = "A page of events.",
            headers =
                    @Header(
                            name = "Link",
                            description = "The next page.",
                            schema = @Schema(implementation = String.class)),
            content = @Content(mediaType = "application/x-ndjson", schema = @Schema(implementation = String.class)))
    @APIResponse(responseCode = "404", description = "The topic has no such partition.")
    @APIResponse(responseCode = "503", description = "The broker does not answer.")
    public Response events(
            @RestPath int partition,
            @BeanParam ExportFilter filter,
            @Parameter(description = "From this offset on.") @RestQuery @Nullable Long fromOffset,
            @Parameter(description = "Up to this offset, without it.") @RestQuery @Nullable Long toOffset,
            @Parameter(description = "Where the page before ended.") @RestQuery @Nullable Long after,
            @Parameter(description = "Most records, 1 to 10000; fewer come where they are large.")
                    @RestQuery
                    @DefaultValue("1000")
                    int limit,
            UriInfo asked) {
        if (limit < 1 || limit > MOST) {
            throw new ProblemException(MALFORMED_REQUEST, "limit has to be 1 to " + MOST + ".");
        }
        var name = name(filter.topic);
        var from = after == null ? fromOffset : after;
        var page = asked(() -> places().read(name, partition, from, toOffset, limit))
                .orElseThrow(() -> new ProblemException(NOT_FOUND, "The topic has no such partition."));
        if (after == null) {
            audit.keep(
                    "export",
                    filter + " partition=" + partition + " fromOffset=" + fromOffset + " toOffset=" + toOffset,
                    () -> page,
                    _ -> new Outcome("BEGUN", Map.of("offsets", page.end() - page.begin())));
        }
        return answer(partition, filter, page, asked);
    }

    private Response answer(int partition, ExportFilter filter, LogPlaces.Page page, UriInfo asked) {
        var at = DatabaseAnswer.of(
                () -> LedgerExport.at(owner.get().database(database.get()), filter.on(owner.get()), page.places()),
                "The database does not answer in time.");
        long next = at.next() == null ? page.next() : at.next().offset();
        var lines = new TreeMap<Long, ObjectNode>();
        for (var found : at.found()) {
            lines.put(found.place().offset(), line(partition, found, filter));
        }
        page.unreadable().stream()
                .filter(offset -> offset < next)
                .forEach(offset -> lines.put(offset, unrecorded(partition, offset)));
        StreamingOutput out = stream -> {
            for (var line : lines.values()) {
                stream.write(line.toString().getBytes(UTF_8));
                stream.write('\n');
            }
        };
        var response = Response.ok(out);
        if (next < page.end()) {
            response.link(
                    asked.getRequestUriBuilder()
                            .replaceQueryParam("after", next)
                            .replaceQueryParam("toOffset", page.end())
                            .build(),
                    "next");
        }
        return response.build();
    }

    private ObjectNode line(int partition, Found found, ExportFilter filter) {
        long offset = found.place().offset();
        var event = found.event();
        return event == null
                ? unrecorded(partition, offset)
                : place(
                        ExportLine.of(
                                event,
                                DatabaseAnswer.of(
                                        () -> owner.get().beside(event, filter.causedUntil()),
                                        "The database does not answer in time.")),
                        partition,
                        offset);
    }

    private static ObjectNode unrecorded(int partition, long offset) {
        return place(
                FeedJson.mapper()
                        .createObjectNode()
                        .put("specversion", "1.0")
                        .put("id", partition + "/" + offset)
                        .put("source", "urn:diplofeed:export")
                        .put("type", "diplofeed.export.unrecorded.v1"),
                partition,
                offset);
    }

    private static ObjectNode place(ObjectNode line, int partition, long offset) {
        return line.put("logpartition", partition).put("logoffset", Long.toString(offset));
    }

    private LogPlaces places() {
        return new LogPlaces(KafkaConfig.clientSettings(kafka));
    }

    private String name(@Nullable String topic) {
        if (topic == null) {
            throw new ProblemException(MALFORMED_REQUEST, "topic is required: offsets mean something in one alone.");
        }
        return owner.get().name(ExportFilter.topic(topic));
    }

    private static <T> T asked(Supplier<T> question) {
        try {
            return question.get();
        } catch (LogUnreachable _) {
            throw new ProblemException(UNAVAILABLE, "The broker does not answer.");
        }
    }
}
