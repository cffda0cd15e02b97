package org.diplofeed.cli.backup;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.diplofeed.cli.load.EventFile;
import org.diplofeed.cli.stack.StackFailure;
import org.jspecify.annotations.Nullable;

/** An export on a disk. */
final class BackupFile {
    private final String name;

    BackupFile(String name) {
        this.name = name;
    }

    /**
     * What is in it.
     *
     * @param sha256 of its lines but the last: its name in a restore
     * @param until the greatest recordedtime, or the time up to which it is complete if that is later
     */
    record Contents(String sha256, Map<String, Long> events, Instant until) {
        long of(String topic) {
            return events.getOrDefault(topic, 0L);
        }

        long total() {
            return events.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    /**
     * Reads it to its end.
     *
     * @throws StackFailure if it is no whole export: cut off, changed, out of order, or made with a filter
     */
    Contents check(Progress progress) {
        var digest = Lines.sha256Digest();
        var events = new TreeMap<String, Long>();
        @Nullable Instant until = null;
        @Nullable BackupLine before = null;
        try (var file = EventFile.open(name)) {
            for (var line = file.next(); line != null; line = file.next()) {
                var text = new String(line.text(), StandardCharsets.UTF_8);
                var json = BackupLine.json(text, line.number());
                if (until == null) {
                    until = begun(json);
                } else if (Manifest.is(Manifest.ENDED, json)) {
                    return ended(json.path("data"), file, events, HexFormat.of().formatHex(digest.digest()), until);
                } else {
                    var event = BackupLine.of(text, json, line.number());
                    if (before != null && BackupLine.ORDER.compare(before, event) >= 0) {
                        throw new StackFailure(name + " is not in the order of an export, line " + line.number());
                    }
                    before = event;
                    until = event.recorded().isAfter(until) ? event.recorded() : until;
                    events.merge(event.topic(), 1L, Long::sum);
                }
                digest.update(line.text());
                digest.update((byte) '\n');
                progress.at(line.number(), 0, "checking");
            }
        }
        throw new StackFailure(name + " was cut off: its last line is missing");
    }

    private Instant begun(com.fasterxml.jackson.databind.JsonNode first) {
        if (!Manifest.is(Manifest.BEGUN, first)) {
            throw new StackFailure(name + " is no export: it does not begin like one");
        }
        if (!first.path("data").path("whole").asBoolean()) {
            throw new StackFailure(name + " holds a part of a log alone ("
                    + first.path("data").path("filter") + "); only a whole export can be restored");
        }
        return Instant.parse(first.path("data").path("completeUntil").asText());
    }

    private Contents ended(
            com.fasterxml.jackson.databind.JsonNode last,
            EventFile file,
            Map<String, Long> events,
            String sha256,
            Instant until) {
        if (!last.path("sha256").asText().equals(sha256)) {
            throw new StackFailure(name + " was changed: its hash is not the one that its last line has");
        }
        if (file.next() != null) {
            throw new StackFailure(name + " goes on behind its last line");
        }
        return new Contents(sha256, Map.copyOf(events), until);
    }

    /** Hands each event on, in order. */
    void each(Consumer<BackupLine> reader) {
        try (var file = EventFile.open(name)) {
            for (var line = file.next(); line != null; line = file.next()) {
                var text = new String(line.text(), StandardCharsets.UTF_8);
                var json = BackupLine.json(text, line.number());
                if (!Manifest.is(Manifest.BEGUN, json) && !Manifest.is(Manifest.ENDED, json)) {
                    reader.accept(BackupLine.of(text, json, line.number()));
                }
            }
        }
    }
}
