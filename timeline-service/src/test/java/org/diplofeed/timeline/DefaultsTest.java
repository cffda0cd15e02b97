package org.diplofeed.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import org.diplofeed.timeline.answer.AccessConfig;
import org.diplofeed.timeline.answer.AnswerConfig;
import org.diplofeed.timeline.answer.FreshConfig;
import org.diplofeed.timeline.follow.FollowConfig;
import org.diplofeed.timeline.rebuild.RebuildConfig;
import org.diplofeed.timeline.search.SearchConfig;
import org.junit.jupiter.api.Test;

/** The settings that the documentation names, and what they are when nobody sets them. */
class DefaultsTest {
    @Test
    void following_has_its_documented_defaults() {
        var follow = defaults(FollowConfig.class);

        assertThat(follow.batchSize()).isEqualTo(1_000);
        assertThat(follow.workers()).isEqualTo(2);
        assertThat(follow.group()).isEqualTo("timeline");
        assertThat(follow.rebuildingBehind()).isEqualTo(Duration.ofMinutes(1));
        assertThat(follow.retry()).isEqualTo(Duration.ofSeconds(1));
        assertThat(follow.arrivals()).isEqualTo(Duration.ofMillis(20));
    }

    @Test
    void waiting_for_what_is_fresh_has_its_documented_defaults() {
        var fresh = defaults(FreshConfig.class);

        assertThat(fresh.longestWait()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void answers_have_their_documented_defaults() {
        assertThat(defaults(AnswerConfig.class).longest()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void searching_has_its_documented_defaults() {
        var search = defaults(SearchConfig.class);

        assertThat(search.batchSize()).isEqualTo(500);
        assertThat(search.behind()).isEqualTo(2_000);
        assertThat(search.pauseBehind()).isEqualTo(Duration.ofSeconds(1));
        assertThat(search.poll()).isEqualTo(Duration.ofMillis(200));
    }

    @Test
    void rebuilding_has_its_documented_defaults() {
        var rebuild = defaults(RebuildConfig.class);

        assertThat(rebuild.chunk()).isEqualTo(5_000);
        assertThat(rebuild.look()).isEqualTo(Duration.ofMillis(500));
        assertThat(rebuild.longestLag()).isEqualTo(500);
        assertThat(rebuild.slowestAnswers()).isEqualTo(1.5);
        assertThat(rebuild.leastBudget()).isEqualTo(0.05);
        assertThat(rebuild.longestHold()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void nobody_reads_without_a_token_unless_it_is_configured() {
        assertThat(defaults(AccessConfig.class).anonymous()).isFalse();
    }

    private static <T> T defaults(Class<T> mapping) {
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withConverter(Duration.class, 200, DefaultsTest::duration)
                .withMapping(mapping)
                .build()
                .getConfigMapping(mapping);
    }

    /** As Quarkus reads durations: {@code 2ms}, {@code 10s}. */
    private static Duration duration(String text) {
        return new DurationConverter().convert(text);
    }
}
