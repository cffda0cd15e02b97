package org.diplofeed.web.backup;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.diplofeed.events.Topic;
import org.diplofeed.log.LogRestore;
import org.jspecify.annotations.Nullable;

/**
 * Whether a service can take a log back, or how far it has got with it.
 *
 * @param state EMPTY: it can; NOT_EMPTY: it holds what a restore must not meet; RESTORING; RESTORED
 * @param topics whose events it takes
 * @param reads whose events it reads
 * @param contents what it holds where nothing was ever restored, by what it is
 * @param file the SHA-256 of the file that is restored
 * @param until the greatest recordedtime of the file
 * @param events how many events of the file it takes
 * @param recorded how many of them it has
 * @param unpublished how many of these are not on the log yet
 * @param toRead how many events it will have read of the log when it has read the file's
 * @param read how many it has read
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record RestoreState(
        State state,
        List<String> topics,
        List<String> reads,
        @Nullable Map<String, Long> contents,
        @Nullable String file,
        @Nullable Instant until,
        @Nullable Long events,
        @Nullable Long recorded,
        @Nullable Long unpublished,
        @Nullable Long toRead,
        @Nullable Long read) {
    /** How a service stands to a restore. */
    enum State {
        EMPTY,
        NOT_EMPTY,
        RESTORING,
        RESTORED
    }

    static RestoreState of(Connection connection, Restoration service) throws SQLException {
        var topics = names(service.takes());
        var reads = names(service.reads());
        var restore = LogRestore.find(connection);
        if (restore.isEmpty()) {
            var contents = contents(connection, service.emptyTables());
            boolean empty = contents.values().stream().allMatch(count -> count == 0);
            return new RestoreState(
                    empty ? State.EMPTY : State.NOT_EMPTY,
                    topics,
                    reads,
                    contents,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null);
        }
        var found = restore.get();
        boolean ledger = !service.takes().isEmpty();
        var projection = service.projection();
        return new RestoreState(
                found.underWay() ? State.RESTORING : State.RESTORED,
                topics,
                reads,
                null,
                found.file(),
                found.until(),
                found.events(),
                ledger ? LogRestore.recorded(connection) : 0,
                ledger ? LogRestore.unpublished(connection) : 0,
                found.toRead(),
                projection.isPresent() ? LogRestore.read(connection, projection.get()) : 0);
    }

    private static List<String> names(Set<Topic> topics) {
        return topics.stream()
                .map(topic -> topic.name().toLowerCase(Locale.ROOT))
                .sorted()
                .toList();
    }

    private static Map<String, Long> contents(Connection connection, Map<String, String> tables) throws SQLException {
        var contents = new TreeMap<String, Long>();
        for (var table : tables.entrySet()) {
            try (var select = connection.prepareStatement("select count(*) from " + table.getValue());
                    var rows = select.executeQuery()) {
                rows.next();
                contents.put(table.getKey(), rows.getLong(1));
            }
        }
        return contents;
    }

    boolean done() {
        return whole(recorded, events) && whole(read, toRead) && unpublished != null && unpublished == 0;
    }

    private static boolean whole(@Nullable Long is, @Nullable Long shallBe) {
        return is != null && shallBe != null && is >= shallBe;
    }

    /** How much there is, for the audit. */
    Map<String, Long> counts() {
        return Map.of("recorded", recorded == null ? 0 : recorded, "read", read == null ? 0 : read);
    }
}
