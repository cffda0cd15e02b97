package org.diplofeed.alert.stream;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What is new of one newsroom, for all its streams: the last alerts, complete after {@code from}. */
final class NewsroomFeed {
    private static final int KEPT = 64;

    /**
     * A stretch without a hole.
     *
     * @param from the place after which it begins
     * @param head the place at which it ends
     */
    record Stretch(long from, long head, List<Told> told) {
        Stretch with(List<Told> more) {
            var all = new ArrayList<>(told);
            all.addAll(more);
            int dropped = Math.max(0, all.size() - KEPT);
            long begins = dropped == 0 ? from : all.get(dropped - 1).place();
            return new Stretch(begins, more.getLast().place(), List.copyOf(all.subList(dropped, all.size())));
        }
    }

    private final Set<AlertStream> streams = ConcurrentHashMap.newKeySet();
    private volatile Stretch stretch;

    NewsroomFeed(long head) {
        stretch = new Stretch(head, head, List.of());
    }

    Stretch stretch() {
        return stretch;
    }

    Set<AlertStream> streams() {
        return streams;
    }

    /** By the hub's one reader alone. */
    void add(List<Told> more) {
        stretch = stretch.with(more);
        streams.forEach(AlertStream::pump);
    }
}
