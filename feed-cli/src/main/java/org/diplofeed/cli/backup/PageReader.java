package org.diplofeed.cli.backup;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.diplofeed.cli.demo.FeedApi;
import org.diplofeed.cli.stack.StackFailure;
import org.jspecify.annotations.Nullable;

/** Reads lines of a service, a page after the other; a page that breaks off is asked for again. */
final class PageReader {
    private static final Pattern NEXT = Pattern.compile("<([^>]*)>\\s*;.*rel=\"?next\"?.*");
    private static final int ATTEMPTS = 8;
    private static final Duration BETWEEN = Duration.ofSeconds(2);

    private final FeedApi api;
    private @Nullable String next;

    PageReader(FeedApi api, String first) {
        this.api = api;
        this.next = first;
    }

    /** The lines of the next page, which may have none; empty at the end. */
    Optional<List<String>> read() {
        var path = next;
        if (path == null) {
            return Optional.empty();
        }
        var page = page(path);
        next = page.header("Link").flatMap(PageReader::next).orElse(null);
        return Optional.of(page.body().lines().toList());
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
