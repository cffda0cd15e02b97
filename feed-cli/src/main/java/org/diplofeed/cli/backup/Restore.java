package org.diplofeed.cli.backup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import org.diplofeed.cli.demo.FeedApi;
import org.diplofeed.cli.operate.Admin;
import org.diplofeed.cli.stack.StackFailure;

/**
 * Puts an export into services that hold nothing. Each step can be repeated: whatever broke off, the same file again
 * goes on there.
 */
public final class Restore {
    /** How many lines a request holds at most. */
    public static final int LINES_AT_ONCE = 1_000;

    private static final String PATH = "/v1/admin/restore";
    private static final int CHUNK_BYTES = 512 << 10;
    private static final Duration BETWEEN = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final BackupFile file;
    private final List<Admin> services;
    private final int linesAtOnce;
    private final Progress progress;
    private final InstantSource clock;

    /**
     * A restore of a file.
     *
     * @param services those that take part: readers first, the one that records last
     * @param linesAtOnce how many lines a request holds at most; they are taken together or not at all
     */
    public Restore(String file, List<Admin> services, int linesAtOnce, Progress progress, InstantSource clock) {
        this.file = new BackupFile(file);
        this.services = List.copyOf(services);
        this.linesAtOnce = linesAtOnce;
        this.progress = progress;
        this.clock = clock;
    }

    /**
     * What is to be done.
     *
     * @param events how many of each topic the file holds
     * @param until up to which recordedtime
     * @param occupied what services hold that are not empty, by service; a restore cannot begin while there are any
     * @param restored how many events are there already, from an attempt that broke off
     * @param done whether nothing is left to do
     */
    public record Plan(
            String sha256,
            Map<String, Long> events,
            Instant until,
            Map<String, String> occupied,
            long restored,
            boolean done) {
        /** All events. */
        public long total() {
            return events.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    /** Reads the whole file and asks the services. */
    public Plan plan() {
        var contents = file.check(progress);
        var occupied = new LinkedHashMap<String, String>();
        long restored = 0;
        boolean done = true;
        for (var service : services) {
            var state = state(service);
            var name = state.path("state").asText();
            boolean same = state.path("file").asText().equals(contents.sha256());
            if (name.equals("NOT_EMPTY")) {
                occupied.put(service.service(), state.path("contents").toString());
            } else if (!name.equals("EMPTY") && !same) {
                occupied.put(service.service(), "another file was restored here");
            }
            restored += state.path("recorded").asLong();
            done &= name.equals("RESTORED") && same;
        }
        return new Plan(contents.sha256(), contents.events(), contents.until(), occupied, restored, done);
    }

    /** Does it. */
    public void run(Plan plan) {
        for (var service : services) {
            FeedApi.expect("beginning at " + service.service(), service.api().post(PATH, begin(service, plan)));
        }
        put(plan);
        await(plan);
        for (var service : services) {
            FeedApi.expect(
                    "completing " + service.service(),
                    service.api().post(PATH + "/completion", JSON.createObjectNode()));
        }
    }

    private JsonNode begin(Admin service, Plan plan) {
        var state = state(service);
        return JSON.createObjectNode()
                .put("file", plan.sha256())
                .put("events", count(state.path("topics"), plan))
                .put("toRead", count(state.path("reads"), plan))
                .put("until", plan.until().toString());
    }

    private static long count(JsonNode topics, Plan plan) {
        return topics.valueStream()
                .mapToLong(topic -> plan.events().getOrDefault(topic.asText(), 0L))
                .sum();
    }

    private void put(Plan plan) {
        var chunks = new ArrayList<Chunk>();
        for (var service : services) {
            var state = state(service);
            var topics = topics(state);
            if (!topics.isEmpty() && !state.path("state").asText().equals("RESTORED")) {
                chunks.add(new Chunk(service, topics, state.path("recorded").asLong()));
            }
        }
        long[] done = {0};
        file.each(line -> {
            chunks.stream().filter(chunk -> chunk.topics.contains(line.topic())).forEach(chunk -> chunk.add(line));
            progress.at(++done[0], plan.total(), "restoring");
        });
        chunks.forEach(Chunk::send);
    }

    /** Until everything is on the log and read. */
    private void await(Plan plan) {
        var deadline = clock.instant().plus(PATIENCE);
        long before = -1;
        while (true) {
            long missing = 0;
            for (var service : services) {
                var state = state(service);
                missing += state.path("unpublished").asLong()
                        + Math.max(
                                0,
                                state.path("toRead").asLong()
                                        - state.path("read").asLong());
            }
            progress.at(Math.max(0, plan.total() - missing), plan.total(), "reading");
            if (missing == 0) {
                return;
            }
            if (missing != before) {
                before = missing;
                deadline = clock.instant().plus(PATIENCE);
            }
            if (clock.instant().isAfter(deadline)) {
                throw new StackFailure(missing + " events are not published or read for " + PATIENCE.toMinutes()
                        + " minutes: see feed status; the same command goes on here");
            }
            LockSupport.parkNanos(BETWEEN.toNanos());
        }
    }

    private static JsonNode state(Admin service) {
        return FeedApi.expect("asking " + service.service(), service.api().get(PATH))
                .body();
    }

    private static Set<String> topics(JsonNode state) {
        var topics = new TreeSet<String>();
        state.path("topics").forEach(topic -> topics.add(topic.asText()));
        return topics;
    }

    /** What goes to a service next. */
    private final class Chunk {
        private final Admin service;
        private final Set<String> topics;
        private final StringBuilder body = new StringBuilder();
        private long toSkip;
        private int lines;

        /** @param present how many events it has: the first ones, for they come in one order */
        Chunk(Admin service, Set<String> topics, long present) {
            this.service = service;
            this.topics = topics;
            this.toSkip = present;
        }

        void add(BackupLine line) {
            if (toSkip > 0) {
                toSkip--;
                return;
            }
            if (lines == linesAtOnce || body.length() + line.text().length() > CHUNK_BYTES) {
                send();
            }
            body.append(line.text()).append('\n');
            lines++;
        }

        void send() {
            if (lines > 0) {
                FeedApi.expect(
                        "restoring into " + service.service(),
                        service.api().post(PATH + "/events", "application/x-ndjson", body.toString()));
                body.setLength(0);
                lines = 0;
            }
        }
    }
}
