package org.diplofeed.cli.backup;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.diplofeed.cli.demo.FeedApi;
import org.diplofeed.cli.stack.StackFailure;
import org.jspecify.annotations.Nullable;

/** A service's export, a page after the other; a page that breaks off is asked for again. */
final class Pages {
    private static final Pattern NEXT = Pattern.compile("<([^>]*)>\\s*;.*rel=\"?next\"?.*");
    private static final int ATTEMPTS = 8;
    private static final Duration BETWEEN = Duration.ofSeconds(2);

    private final FeedApi api;
    private final ArrayDeque<BackupLine> ready = new ArrayDeque<>();
    private @Nullable String next;
    private long number;

    Pages(FeedApi api, String first) {
        this.api = api;
        this.next = first;
    }

    /** The next event, without taking it; null at the end. */
    @Nullable
    BackupLine peek() {
        while (ready.isEmpty() && next != null) {
            load(next);
        }
        return ready.peek();
    }

    /** Takes the next event. */
    BackupLine take() {
        return ready.remove();
    }

    private void load(String path) {
        var page = page(path);
        for (var line : page.body().lines().toList()) {
            ready.add(BackupLine.of(line, ++number));
        }
        next = page.header("Link").flatMap(Pages::next).orElse(null);
    }

    private static Optional<String> next(String link) {
        var matcher = NEXT.matcher(link);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        var target = URI.create(matcher.group(1));
        return Optional.of(target.getRawPath() + "?" + target.getRawQuery());
    }

    private FeedApi.Text page(String path) {
        for (int attempt = 1; ; attempt++) {
            try {
                var page = api.text(path);
                if (page.status() != 503 || attempt == ATTEMPTS) {
                    return FeedApi.expect("exporting", page);
                }
            } catch (StackFailure e) {
                if (attempt == ATTEMPTS
                        || Thread.currentThread().isInterrupted()
                        || !(e.getCause() instanceof IOException)) {
                    throw e;
                }
            }
            LockSupport.parkNanos(BETWEEN.toNanos());
        }
    }
}
