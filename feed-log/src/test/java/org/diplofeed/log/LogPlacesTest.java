package org.diplofeed.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Map;
import org.diplofeed.log.LogPlaces.Offsets;
import org.diplofeed.log.LogPlaces.Place;
import org.junit.jupiter.api.Test;

class LogPlacesTest {
    @Test
    void what_stands_where_is_told_page_by_page_and_what_is_no_event_too() throws Exception {
        // given
        var topic = LogTopic.fresh(1);
        topic.send("statement/a", 1, "p");
        topic.send("statement/b", 1, "p");
        topic.send("statement/x".getBytes(UTF_8), Map.of(), new byte[] {1});
        topic.send("statement/a", 2, "p");
        topic.send("statement/a", 2, "p");
        var log = new LogPlaces(topic.kafka());

        // when
        var places = new ArrayList<Place>();
        var unreadable = new ArrayList<Long>();
        Long next = null;
        for (int page = 0; page < 3; page++) {
            var read = log.read(topic.name(), 0, next, null, 2).orElseThrow();
            places.addAll(read.places());
            unreadable.addAll(read.unreadable());
            next = read.next();
            assertThat(read.end()).isEqualTo(5);
        }

        // then
        assertThat(next).isEqualTo(5);
        assertThat(places)
                .containsExactly(
                        new Place(0, "statement/a", 1),
                        new Place(1, "statement/b", 1),
                        new Place(3, "statement/a", 2),
                        new Place(4, "statement/a", 2));
        assertThat(unreadable).containsExactly(2L);
    }

    @Test
    void a_range_is_taken_within_what_there_is() throws Exception {
        // given
        var topic = LogTopic.fresh(2);
        topic.send("statement/a", 1, "p");
        var log = new LogPlaces(topic.kafka());

        // when
        var past = log.read(topic.name(), 0, 100L, 200L, 10).orElseThrow();
        var backwards = log.read(topic.name(), 1, 5L, 2L, 10).orElseThrow();
        var nowhere = log.read(topic.name(), 7, null, null, 10);

        // then
        assertThat(past.places()).isEmpty();
        assertThat(backwards.places()).isEmpty();
        assertThat(nowhere).isEmpty();
        assertThat(log.offsets(topic.name())).extracting(Offsets::partition).containsExactly(0, 1);
        assertThat(log.offsets(topic.name())).extracting(Offsets::end).containsExactlyInAnyOrder(0L, 1L);
    }
}
