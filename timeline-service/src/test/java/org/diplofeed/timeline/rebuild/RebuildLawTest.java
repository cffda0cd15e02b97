package org.diplofeed.timeline.rebuild;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.diplofeed.log.LogEntry;
import org.diplofeed.timeline.position.Rules;
import org.diplofeed.timeline.projection.Log;
import org.diplofeed.timeline.projection.RandomHistory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A rebuilt generation is the live one, byte for byte, over seeded random histories. */
class RebuildLawTest {
    private static final int EVENTS = 90;
    private static final Rules OTHER = new Rules(Duration.ofHours(12), 2);

    private static final Map<String, String> TABLES = tables();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void a_rebuild_that_is_killed_again_and_again_gives_the_live_generation_byte_for_byte(long seed) throws Exception {
        // given
        try (var feed = RebuiltFeed.fresh()
                .publish(withOddities(RandomHistory.of(seed, EVENTS)))
                .follow(1)) {

            // when
            int rebuilt = feed.build(Rules.STANDARD, seed, 4);
            feed.follow(rebuilt);

            // then
            for (var table : TABLES.entrySet()) {
                assertThat(feed.rows(rebuilt, table.getValue(), table.getKey()))
                        .as("%s, seed %d", table.getKey(), seed)
                        .isEqualTo(feed.rows(1, table.getValue(), table.getKey()));
            }
            var comparison = feed.compare(rebuilt);
            assertThat(comparison.same()).as("%s, seed %d", comparison, seed).isTrue();
            assertThat(comparison.positions().flipped() + comparison.positions().otherwise())
                    .as("%s, seed %d", comparison, seed)
                    .isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12})
    void under_other_rules_a_rebuild_is_what_a_feed_of_these_rules_would_hold(long seed) throws Exception {
        // given
        var history = RandomHistory.of(seed, EVENTS);
        try (var feed = RebuiltFeed.fresh().publish(history).follow(1)) {
            var told = feed.rows(1, "stream_id, version, payload", "event");

            // when
            int other = feed.build(OTHER, seed, 0);
            int again = feed.follow(other).build(OTHER, seed + 1, 3);
            feed.follow(again);

            // then
            for (var table : TABLES.entrySet()) {
                assertThat(feed.rows(again, table.getValue(), table.getKey()))
                        .as("%s, seed %d", table.getKey(), seed)
                        .isEqualTo(feed.rows(other, table.getValue(), table.getKey()));
            }
            assertThat(feed.rows(other, "holder, issue_id, confirmed_by, class", "standing_shift"))
                    .as("seed %d", seed)
                    .isEqualTo(LiveUnder.rules(OTHER, history));
            assertThat(feed.rows(1, "stream_id, version, payload", "event"))
                    .as("what was told, seed %d", seed)
                    .isEqualTo(told);
        }
    }

    @Test
    void what_comes_while_both_follow_comes_to_both_and_is_told_once() throws Exception {
        // given
        var history = RandomHistory.of(21, EVENTS);
        try (var feed =
                RebuiltFeed.fresh().publish(history.subList(0, EVENTS / 2)).follow(1)) {
            int rebuilt = feed.build(Rules.STANDARD, 21, 1);
            feed.follow(rebuilt);

            // when
            feed.publish(history.subList(EVENTS / 2, history.size()))
                    .awaitRead(1)
                    .awaitRead(rebuilt);

            // then
            assertThat(feed.compare(rebuilt).same()).isTrue();
            assertThat(feed.rows(1, "count(*) - count(distinct headers::jsonb ->> 'ce_id')", "event"))
                    .containsExactly("(0)");
        }
    }

    /** Sent twice, a hole, no event at all, a type that nobody knows: what a log holds besides. */
    private static List<LogEntry> withOddities(List<LogEntry> history) {
        var entries = new ArrayList<>(history);
        entries.add(history.getFirst());
        entries.add(10, history.get(3));
        entries.add(odd("statement/odd.hole", 2, history.getFirst(), Map.of()));
        entries.add(20, odd("statement/odd.text", 1, history.getFirst(), Map.of()));
        entries.add(odd("statement/odd.type", 1, history.getFirst(), Map.of("ce_type", "diplofeed.unknown.v1")));
        entries.addAll(Log.sample("moscow-talks-2025-12").entries());
        return entries;
    }

    private static LogEntry odd(String stream, long version, LogEntry like, Map<String, String> more) {
        var headers = new LinkedHashMap<>(like.headers());
        headers.put("ce_subject", stream.substring(stream.indexOf('/') + 1));
        headers.put("ce_streamversion", Long.toString(version));
        headers.putAll(more);
        return new LogEntry(
                like.topic(),
                0,
                0,
                stream,
                version,
                like.recordedTime(),
                headers,
                "{\"no\": \"statement\"".getBytes(UTF_8));
    }

    private static Map<String, String> tables() {
        var tables = new LinkedHashMap<String, String>();
        Content.ALL.forEach(content -> tables.put(content.rows(), content.columns()));
        tables.put("text_pending", "kind, id, version");
        tables.put("stream_seen", "stream_id, version");
        tables.put("projection_offset", "topic, part, next_offset");
        tables.put("parked_stream", "stream_id, reason, version, topic, part");
        tables.put("parked_event", "stream_id, version, topic, part, log_offset, headers, payload");
        return tables;
    }
}
