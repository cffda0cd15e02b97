package org.diplofeed.timeline.answer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.diplofeed.events.FeedJson;
import org.diplofeed.log.EventHeaders;
import org.diplofeed.timeline.answer.Basis.Parked;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Streams whose events could not be applied, and which answers lack them. */
final class ParkedStreams {
    private static final String QUERY = """
            select p.stream_id, rfc3339(p.parked_at), e.headers, encode(e.payload, 'base64'),
                   (select string_agg(substr(t.tag, 3), chr(31)) from record_revision r, unnest(r.tags) t (tag)
                     where r.id = split_part(p.stream_id, '/', 2))
              from parked_stream p left join parked_event e using (projection, stream_id)
             where p.projection = 'timeline' order by p.stream_id, e.version
            """;

    /** What is known of one parked stream; mentions are null where nobody can tell. */
    private static final class Stream {
        private final Instant since;
        private @Nullable Instant recorded;
        private @Nullable Set<String> mentions = new HashSet<>();

        Stream(Instant since) {
            this.since = since;
        }

        void add(@Nullable String headers, @Nullable String payload, @Nullable String tags) {
            var mentioned = mentions;
            if (tags != null && mentioned != null) {
                mentioned.addAll(List.of(tags.split("\u001f", -1)));
            }
            if (headers == null) {
                return; // a hole of which nothing has arrived cannot be: what waits behind it is here
            }
            var time = recorded(headers);
            if (time != null && (recorded == null || time.isBefore(recorded))) {
                recorded = time;
            }
            try {
                if (mentioned != null && payload != null) {
                    collect(FeedJson.mapper().readTree(Base64.getMimeDecoder().decode(payload)), mentioned);
                    return;
                }
            } catch (IOException _) {
                // What cannot be read may be about anything.
            }
            mentions = null;
        }

        boolean touches(Subject subject, Instant knownAt) {
            var from = recorded == null ? since : recorded;
            return !from.isAfter(knownAt) && (mentions == null || subject.touchedBy(mentions));
        }

        private static @Nullable Instant recorded(String headers) {
            try {
                var time = FeedJson.mapper().readTree(headers).path(EventHeaders.RECORDED_TIME);
                return time.isTextual() ? Instant.parse(time.asText()) : null;
            } catch (JsonProcessingException | DateTimeException _) {
                return null; // then since when it was parked has to do
            }
        }

        private static void collect(JsonNode node, Set<String> mentioned) {
            if (node.isTextual()) {
                mentioned.add(node.asText());
            }
            node.forEach(child -> collect(child, mentioned));
        }
    }

    private ParkedStreams() {}

    /** The parked streams that may touch an answer about a subject as it was known then; null where none does. */
    static Uni<@Nullable Parked> touching(Mutiny.Session session, Subject subject, Instant knownAt) {
        return session.createNativeQuery(QUERY, Object[].class).getResultList().map(rows -> {
            Map<String, Stream> streams = new HashMap<>();
            for (var row : rows) {
                var id = (String) row[0];
                var stream = streams.computeIfAbsent(id, _ -> new Stream(Snapshot.instant(row[1])));
                stream.add((String) row[2], (String) row[3], (String) row[4]);
                if (stream.mentions != null) {
                    stream.mentions.add(id.substring(id.indexOf('/') + 1));
                }
            }
            var touching = streams.values().stream()
                    .filter(stream -> stream.touches(subject, knownAt))
                    .toList();
            return touching.isEmpty()
                    ? null
                    : new Parked(
                            touching.size(),
                            touching.stream()
                                    .map(stream -> stream.since)
                                    .min(Instant::compareTo)
                                    .orElseThrow());
        });
    }
}
