package org.diplofeed.alert.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.diplofeed.alert.Samples.recorded;
import static org.diplofeed.alert.Samples.retracted;
import static org.diplofeed.alert.Samples.shift;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.diplofeed.alert.AlertDatabase;
import org.diplofeed.events.ShiftConfirmed;
import org.diplofeed.events.ShiftWithdrawn;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** Every gap that a receiver sees in the sequence is explained by a later alert that it gets. */
class SkippedTest {
    private static final Instant AT = Instant.parse("2030-02-01T09:00:00Z");

    private final AlertDatabase database = new AlertDatabase();
    private long version;

    @Test
    void what_was_taken_back_before_it_left_is_named_by_the_next_that_is_sent() {
        // given
        database.subscribe("sub_a", "http://127.0.0.1:9/");
        confirm("s1");
        send("sub_a");
        confirm("s2");
        withdraw("s2");

        // when
        confirm("s3");
        confirm("s4");

        // then
        assertThat(database.texts("select sequence || ' ' || skipped::text from alert order by sequence"))
                .containsExactly("1 {}", "2 {}", "3 {}", "4 {2,3}", "5 {}");
    }

    @Test
    void what_would_have_explained_a_gap_and_was_taken_back_itself_leaves_it_to_the_next() {
        // given
        database.subscribe("sub_a", "http://127.0.0.1:9/");
        confirm("s1");
        withdraw("s1");
        confirm("s2");
        withdraw("s2");

        // when
        confirm("s3");

        // then
        assertThat(database.texts("select skipped::text from alert where sequence = 5"))
                .containsExactly("{1,2,3,4}");
    }

    @Test
    void who_is_sent_nothing_is_told_of_no_gaps() {
        // given
        database.subscribe("sub_a", "");
        database.run("update subscription set channel = 'pull'");
        confirm("s1");
        withdraw("s1");

        // when
        confirm("s2");

        // then
        assertThat(database.texts("select skipped::text from alert order by sequence"))
                .containsExactly("{}", "{}", "{}");
    }

    @RepeatedTest(5)
    void what_is_received_and_what_it_explains_is_all_there_was(RepetitionInfo repetition) {
        // given: the same of all, but let through at other times
        var random = new Random(repetition.getCurrentRepetition());
        var subscriptions = List.of("sub_a", "sub_b", "sub_c", "sub_d");
        subscriptions.forEach(id -> database.subscribe(id, "http://127.0.0.1:9/"));
        var standing = new ArrayList<String>();
        for (int i = 0; i < 60; i++) {
            switch (random.nextInt(4)) {
                case 0, 1 -> standing.add(confirm("s" + i));
                case 2 -> {
                    if (!standing.isEmpty()) {
                        withdraw(standing.remove(random.nextInt(standing.size())));
                    }
                }
                default -> send(subscriptions.get(random.nextInt(subscriptions.size())));
            }
        }
        confirm("last");

        // when
        subscriptions.forEach(this::send);

        // then
        for (var subscription : subscriptions) {
            var received = sequences("select sequence", subscription);
            var explained = sequences("select unnest(skipped)", subscription);
            var all = Stream.of(received, explained)
                    .flatMap(List::stream)
                    .sorted()
                    .toList();
            assertThat(all)
                    .as("seed %s, %s", repetition.getCurrentRepetition(), subscription)
                    .isEqualTo(LongStream.rangeClosed(1, Collections.max(received))
                            .boxed()
                            .toList());
        }
    }

    /** Of what was received. */
    private List<Long> sequences(String select, String subscription) {
        return database
                .texts(
                        select
                                + " from alert a join delivery d using (alert_id) where d.state = 'delivered' and a.subscription_id = ?",
                        subscription)
                .stream()
                .map(Long::valueOf)
                .toList();
    }

    private String confirm(String shiftId) {
        version++;
        database.project(new ShiftConfirmed(shift(shiftId, AT), version, recorded(shiftId, AT)));
        return shiftId;
    }

    private void withdraw(String shiftId) {
        version++;
        database.project(new ShiftWithdrawn(shift(shiftId, AT), version, retracted(shiftId, AT)));
    }

    /** Everything that waits gets through. */
    private void send(String subscription) {
        database.run("""
                update delivery set state = 'delivered', attempts = 1, finished_at = clock_timestamp()
                 where state = 'pending' and subscription_id = ?
                """, subscription);
    }
}
