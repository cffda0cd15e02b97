package org.diplofeed.timeline.answer;

import static org.diplofeed.web.ProblemType.MALFORMED_REQUEST;
import static org.diplofeed.web.ProblemType.NOT_FRESH_YET;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.diplofeed.web.ProblemException;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** {@code If-Fresh}: waits until what ingest has acknowledged is read here, whichever instance reads it. */
@ApplicationScoped
class Freshness {
    private static final int MOST_TOKENS = 20;
    private static final Pattern TOKEN = Pattern.compile("([a-z-]{1,20}/[^\\s,@]{1,400})@([1-9][0-9]{0,17})");
    private static final String QUERY = """
            select count(*) from unnest(%s) with ordinality n (stream, i)
              join unnest(%s) with ordinality v (version, i) using (i)
              join stream_seen s on s.projection = 'timeline' and s.stream_id = n.stream
                                and s.version >= cast(v.version as bigint)
            """.formatted(Snapshot.list("streams"), Snapshot.list("versions"));

    private final Mutiny.SessionFactory sessions;
    private final FreshConfig config;

    Freshness(Mutiny.SessionFactory sessions, FreshConfig config) {
        this.sessions = sessions;
        this.config = config;
    }

    /** Done as soon as everything that the header names was read; a problem if that takes too long. */
    Uni<Void> await(@Nullable String header) {
        if (header == null) {
            return Uni.createFrom().voidItem();
        }
        var wanted = tokens(header);
        return read(wanted)
                .onFailure(NotYet.class)
                .retry()
                .withBackOff(config.firstPause(), config.longestPause())
                .withJitter(0)
                .expireIn(config.longestWait().toMillis())
                // Without an item in time, or with the last attempt in vain.
                .onFailure(fault -> isNotYet(fault))
                .transform(_ -> new ProblemException(
                        NOT_FRESH_YET, "What If-Fresh names has not been read yet; ask again in a moment."));
    }

    private static boolean isNotYet(@Nullable Throwable fault) {
        return fault instanceof NotYet
                || (fault != null && (isNotYet(fault.getCause()) || hasNotYet(fault.getSuppressed())));
    }

    private static boolean hasNotYet(Throwable[] suppressed) {
        for (var fault : suppressed) {
            if (fault instanceof NotYet) {
                return true;
            }
        }
        return false;
    }

    private Uni<Void> read(Map<String, Long> wanted) {
        return sessions.withTransaction(session -> LiveGeneration.enter(session)
                .chain(() -> session.createNativeQuery(QUERY, Long.class)
                        .setParameter("streams", Snapshot.texts(wanted.keySet()))
                        .setParameter(
                                "versions",
                                Snapshot.texts(wanted.values().stream()
                                        .map(String::valueOf)
                                        .toList()))
                        .getSingleResult())
                .invoke(read -> {
                    if (read < wanted.size()) {
                        throw new NotYet();
                    }
                })
                .replaceWithVoid());
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

    /** Not read yet: asked again. */
    private static final class NotYet extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotYet() {
            super("not read yet", null, false, false);
        }
    }
}
