package org.diplofeed.cli.backup;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.diplofeed.cli.demo.FeedApi;
import org.jspecify.annotations.Nullable;

/** Writes what the ledgers recorded as lines, in one order over all of them, a page of each in memory. */
public final class Export {
    private static final String COUNT = "/v1/admin/export";
    private static final int PAGE = 2_000;
    private static final int UNAVAILABLE = 503;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration BETWEEN = Duration.ofMillis(500);

    private final FeedApi ingest;
    private final FeedApi timeline;
    private final InstantSource clock;

    /** Of two services, as an operator sees them. */
    public Export(FeedApi ingest, FeedApi timeline, InstantSource clock) {
        this.ingest = ingest;
        this.timeline = timeline;
        this.clock = clock;
    }

    /**
     * What was written.
     *
     * @param events how many of each topic
     * @param completeUntil up to which recordedtime nothing is missing, of what was asked for
     * @param whole whether it can be restored
     * @param sha256 of all lines but the last
     */
    public record Report(Map<String, Long> events, Instant completeUntil, boolean whole, String sha256) {
        /** All events. */
        public long total() {
            return events.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    /**
     * Writes an export.
     *
     * @param filter parameters of the services; none: everything, as a restore wants it
     */
    public Report write(Map<String, String> filter, OutputStream out, Progress progress) {
        boolean whole = filter.isEmpty();
        var told = new LinkedHashMap<>(filter);
        var recorded = new LinkedHashMap<>(filter);
        var until = whole ? whole(told) : complete(ingest);
        if (whole || !filter.containsKey("until") || until.isBefore(Instant.parse(filter.get("until")))) {
            recorded.put("until", until.toString());
        }
        var expected = counted(ingest, recorded) + counted(timeline, told);
        var lines = new Lines(out);
        var id = UUID.randomUUID().toString();
        lines.write(Manifest.begun(id, clock.instant(), until, whole, filter));
        var events = merge(
                List.of(
                        new Pages(ingest, COUNT + "/events?limit=" + PAGE + Query.parameters(recorded)),
                        new Pages(timeline, COUNT + "/events?limit=" + PAGE + Query.parameters(told))),
                lines,
                expected,
                progress);
        var sha256 = lines.sha256();
        lines.write(Manifest.ended(id, clock.instant(), events, sha256));
        lines.flush();
        return new Report(events, until, whole, sha256);
    }

    /** A time up to which everything recorded has been read, and all that follows from it is told in its order. */
    private Instant whole(Map<String, String> told) {
        var deadline = clock.instant().plus(PATIENCE);
        while (true) {
            var until = complete(timeline);
            told.put("causedUntil", until.toString());
            var answer = timeline.get(COUNT + "?" + Query.parameters(told).substring(1));
            boolean late = clock.instant().isAfter(deadline);
            if (answer.status() != UNAVAILABLE || late) {
                FeedApi.expect("looking for a time at which nothing is under way", answer);
                if (!complete(ingest).isBefore(until)) {
                    return until;
                }
            }
            LockSupport.parkNanos(BETWEEN.toNanos());
        }
    }

    private Instant complete(FeedApi service) {
        var deadline = clock.instant().plus(PATIENCE);
        while (true) {
            var answer = service.get(COUNT + "?until=0001-01-01T00:00:00Z");
            if (answer.status() != UNAVAILABLE || clock.instant().isAfter(deadline)) {
                var summary = FeedApi.expect("asking up to when the log is complete", answer)
                        .body();
                return Instant.parse(summary.path("completeUntil").asText());
            }
            LockSupport.parkNanos(BETWEEN.toNanos());
        }
    }

    private static long counted(FeedApi service, Map<String, String> filter) {
        JsonNode summary = FeedApi.expect(
                        "counting",
                        service.get(COUNT + "?" + Query.parameters(filter).replaceFirst("&", "")))
                .body();
        return summary.path("events").asLong();
    }

    private static Map<String, Long> merge(List<Pages> services, Lines lines, long expected, Progress progress) {
        var events = new TreeMap<String, Long>();
        long done = 0;
        while (true) {
            @Nullable Pages next = null;
            for (var service : services) {
                var line = service.peek();
                if (line != null
                        && (next == null || BackupLine.ORDER.compare(line, Objects.requireNonNull(next.peek())) < 0)) {
                    next = service;
                }
            }
            if (next == null) {
                progress.at(done, done, "exported");
                return events;
            }
            var line = next.take();
            lines.write(line.text());
            events.merge(line.topic(), 1L, Long::sum);
            done++;
            progress.at(done, expected, "exporting");
        }
    }
}
