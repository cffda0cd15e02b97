package org.diplofeed.cli.backup;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.OutputStream;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.diplofeed.cli.demo.FeedApi;
import org.diplofeed.cli.stack.StackFailure;
import org.jspecify.annotations.Nullable;

/** Writes what stands in a range of offsets as lines, in the order of the log, a page in memory. */
public final class OffsetExport {
    private static final String PATH = "/v1/admin/export/partitions";
    private static final int PAGE = 2_000;
    private static final String UNRECORDED = "diplofeed.export.unrecorded.v1";

    private final FeedApi service;
    private final InstantSource clock;

    /** Of the service that records what is on the topic, as an operator sees it. */
    public OffsetExport(FeedApi service, InstantSource clock) {
        this.service = service;
        this.clock = clock;
    }

    /**
     * A range of offsets.
     *
     * @param topic without its prefix
     * @param from the first; null for the first there is
     * @param to the first that is no longer part of it; null for where the log ends now
     */
    public record Range(
            String topic,
            int partition,
            @Nullable Long from,
            @Nullable Long to) {}

    /**
     * What was written.
     *
     * @param events events of the log; one that stands there twice counts twice
     * @param unrecorded records that are no events, or that the service did not record
     * @param from the first offset that was looked at
     * @param to the first that was not
     * @param sha256 of all lines but the last
     */
    public record Report(long events, long unrecorded, long from, long to, String sha256) {}

    /**
     * Writes them.
     *
     * @param filter further parameters of the service
     */
    public Report write(Range range, Map<String, String> filter, OutputStream out, Progress progress) {
        var held = held(range);
        long begin = held.path("begin").asLong();
        long end = held.path("end").asLong();
        long from = range.from() == null ? begin : Math.clamp(range.from(), begin, end);
        long to = range.to() == null ? end : Math.clamp(range.to(), from, end);
        var asked = new LinkedHashMap<>(filter);
        asked.put("topic", range.topic());
        asked.put("fromOffset", Long.toString(from));
        asked.put("toOffset", Long.toString(to));
        var lines = new Lines(out);
        var id = UUID.randomUUID().toString();
        var said = new LinkedHashMap<>(asked);
        said.put("partition", Integer.toString(range.partition()));
        lines.write(Manifest.begun(id, clock.instant(), null, false, said));
        var pages = new PageReader(
                service, PATH + "/" + range.partition() + "/events?limit=" + PAGE + Query.parameters(asked));
        long events = 0;
        long unrecorded = 0;
        for (var page = pages.read(); page.isPresent(); page = pages.read()) {
            for (var line : page.get()) {
                lines.write(line);
                var json = BackupLine.json(line, events + unrecorded + 1);
                if (json.path("type").asText().equals(UNRECORDED)) {
                    unrecorded++;
                } else {
                    events++;
                }
                progress.at(json.path("logoffset").asLong() + 1 - from, to - from, "exporting");
            }
        }
        progress.at(to - from, to - from, "exported");
        var sha256 = lines.sha256();
        lines.write(Manifest.ended(id, clock.instant(), Map.of(range.topic(), events), sha256));
        lines.flush();
        return new Report(events, unrecorded, from, to, sha256);
    }

    private JsonNode held(Range range) {
        return FeedApi.expect(
                        "asking which offsets there are",
                        service.get(PATH + "?"
                                + Query.parameters(Map.of("topic", range.topic()))
                                        .substring(1)))
                .body()
                .path("items")
                .valueStream()
                .filter(held -> held.path("partition").asInt() == range.partition())
                .findFirst()
                .orElseThrow(() -> new StackFailure(range.topic() + " has no partition " + range.partition()));
    }
}
