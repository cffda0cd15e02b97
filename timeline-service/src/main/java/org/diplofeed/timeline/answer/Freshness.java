package org.diplofeed.timeline.answer;

import static java.util.Objects.requireNonNull;
import static org.diplofeed.web.ProblemType.MALFORMED_REQUEST;
import static org.diplofeed.web.ProblemType.NOT_FRESH_YET;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.diplofeed.timeline.follow.Arrivals;
import org.diplofeed.web.ProblemException;
import org.jspecify.annotations.Nullable;

/** {@code If-Fresh}: waits until what ingest has acknowledged is read here, whichever instance reads it. */
@ApplicationScoped
class Freshness {
    private static final int MOST_TOKENS = 20;
    private static final Pattern TOKEN = Pattern.compile("([a-z-]{1,20}/[^\\s,@]{1,400})@([1-9][0-9]{0,17})");
    private final Arrivals arrivals;
    private final FreshConfig config;

    Freshness(Arrivals arrivals, FreshConfig config) {
        this.arrivals = arrivals;
        this.config = config;
    }

    /** Done as soon as everything that the header names was read; a problem if that takes too long. */
    Uni<Void> await(@Nullable String header) {
        if (header == null) {
            return Uni.createFrom().voidItem();
        }
        var wanted = tokens(header);
        // Back on the request's own event loop: what asks the database next belongs there.
        var request = requireNonNull(Vertx.currentContext(), "a question outside of a request");
        return Uni.createFrom()
                .completionStage(() -> arrivals.of(wanted, config.longestWait()))
                .emitOn(task -> request.runOnContext(_ -> task.run()))
                .onFailure(Freshness::isLate)
                .transform(_ -> new ProblemException(
                        NOT_FRESH_YET, "What If-Fresh names has not been read yet; ask again in a moment."));
    }

    private static boolean isLate(Throwable fault) {
        return fault instanceof TimeoutException || fault.getCause() instanceof TimeoutException;
    }

    private static Map<String, Long> tokens(String header) {
        var tokens = new LinkedHashMap<String, Long>();
        for (var token : header.split(",", -1)) {
            var matcher = TOKEN.matcher(token.strip());
            if (!matcher.matches() || tokens.size() == MOST_TOKENS) {
                throw new ProblemException(
                        MALFORMED_REQUEST,
                        "If-Fresh has to be Feed-Tokens such as statement/st.x@1, separated by commas, at most "
                                + MOST_TOKENS + ".");
            }
            tokens.merge(matcher.group(1), Long.valueOf(matcher.group(2)), Math::max);
        }
        return tokens;
    }
}
