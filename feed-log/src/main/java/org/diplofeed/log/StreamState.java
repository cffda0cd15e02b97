package org.diplofeed.log;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.diplofeed.log.ParkedStream.Reason;
import org.jspecify.annotations.Nullable;

/** Where a projection stands in one stream, while one transaction moves it. Not for more than one thread. */
final class StreamState {
    private final String streamId;
    private final TreeMap<Long, LogEntry> waiting = new TreeMap<>();
    private final List<RawRecord> unreadable = new ArrayList<>();
    private final boolean parkedBefore;
    private final long seenBefore;
    private final @Nullable Reason reasonBefore;
    private long seen;
    private @Nullable Reason reason;
    private String fault = "";
    private long parkedAtVersion;
    private boolean changed;

    StreamState(String streamId, long seen, @Nullable Reason reason) {
        this.streamId = streamId;
        this.seen = seen;
        this.seenBefore = seen;
        this.reason = reason;
        this.reasonBefore = reason;
        this.parkedBefore = reason != null;
    }

    String streamId() {
        return streamId;
    }

    long seen() {
        return seen;
    }

    @Nullable
    Reason reason() {
        return reason;
    }

    boolean isBlocked() {
        return reason == Reason.REFUSED || reason == Reason.UNREADABLE;
    }

    boolean isRefused() {
        return reason == Reason.REFUSED;
    }

    boolean moved() {
        return seen != seenBefore;
    }

    boolean parkedAnew() {
        return changed;
    }

    boolean newlyBlocked() {
        return isBlocked() && (reasonBefore == null || reasonBefore == Reason.HOLE);
    }

    boolean wasParked() {
        return parkedBefore;
    }

    String fault() {
        return fault;
    }

    long parkedAtVersion() {
        return parkedAtVersion;
    }

    /** What has to be kept while the stream is parked. */
    List<RawRecord> kept() {
        var kept = new ArrayList<>(unreadable);
        waiting.values().forEach(entry -> kept.add(RawRecord.of(entry)));
        return kept;
    }

    boolean needs(LogEntry entry) {
        return entry.streamVersion() > seen;
    }

    boolean isNext(LogEntry entry) {
        return entry.streamVersion() == seen + 1;
    }

    void await(LogEntry entry) {
        waiting.putIfAbsent(entry.streamVersion(), entry);
    }

    /** A record that cannot be placed in the stream: from here on nobody knows what is next. */
    void addUnreadable(RawRecord entry) {
        unreadable.add(entry);
        if (!isBlocked()) {
            park(Reason.UNREADABLE, 0, faultOf(entry));
        }
    }

    /** A record that could not be placed before and still cannot. */
    void awaitUnreadable(RawRecord entry) {
        unreadable.add(entry);
    }

    void dropUnreadable(RawRecord entry) {
        unreadable.remove(entry);
    }

    List<RawRecord> unreadable() {
        return List.copyOf(unreadable);
    }

    /** Takes the next version out of what waits; null when it has not arrived. */
    @Nullable
    LogEntry takeNext() {
        while (!waiting.isEmpty() && waiting.firstKey() <= seen) {
            waiting.pollFirstEntry();
        }
        var next = waiting.remove(seen + 1);
        if (next != null) {
            seen++;
        }
        return next;
    }

    /** Passes over versions: an operator said so. */
    void skipTo(long version) {
        seen = version;
    }

    /** The first version that waits; 0 when none does. */
    long firstWaiting() {
        return waiting.isEmpty() ? 0 : waiting.firstKey();
    }

    /** Goes back to before an entry that could not be applied, and stays there. */
    void refuse(LogEntry entry, String why) {
        seen = entry.streamVersion() - 1;
        waiting.put(entry.streamVersion(), entry);
        park(Reason.REFUSED, entry.streamVersion(), why);
    }

    /** Settles what the stream is, after everything that can be taken was taken. */
    void settle() {
        boolean sameHole = reason == Reason.HOLE && !moved(); // what waits there need not even be loaded
        if (isBlocked() || sameHole) {
            return;
        }
        if (!unreadable.isEmpty()) {
            park(Reason.UNREADABLE, 0, faultOf(unreadable.getFirst()));
        } else if (!waiting.isEmpty()) {
            park(Reason.HOLE, seen + 1, "version missing");
        } else {
            reason = null;
        }
    }

    private static String faultOf(RawRecord entry) {
        return switch (entry.read()) {
            case RawRecord.Reading.Intact _ -> "readable";
            case RawRecord.Reading.Unreadable(var fault) -> fault;
        };
    }

    /** Makes the stream ready for another attempt. */
    void unpark() {
        reason = null;
    }

    private void park(Reason why, long version, String how) {
        reason = why;
        parkedAtVersion = version;
        fault = how;
        changed = true;
    }
}
