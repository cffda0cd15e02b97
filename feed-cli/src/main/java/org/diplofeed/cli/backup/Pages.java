package org.diplofeed.cli.backup;

import java.util.ArrayDeque;
import org.diplofeed.cli.demo.FeedApi;
import org.jspecify.annotations.Nullable;

/** A service's export. */
final class Pages {
    private final PageReader reader;
    private final ArrayDeque<BackupLine> ready = new ArrayDeque<>();
    private long number;

    Pages(FeedApi api, String first) {
        this.reader = new PageReader(api, first);
    }

    /** The next event, without taking it; null at the end. */
    @Nullable
    BackupLine peek() {
        while (ready.isEmpty()) {
            var page = reader.read();
            if (page.isEmpty()) {
                return null;
            }
            for (var line : page.get()) {
                ready.add(BackupLine.of(line, ++number));
            }
        }
        return ready.peek();
    }

    /** Takes the next event. */
    BackupLine take() {
        return ready.remove();
    }
}
