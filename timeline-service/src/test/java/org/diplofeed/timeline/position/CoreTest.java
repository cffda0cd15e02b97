package org.diplofeed.timeline.position;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What carries a shift is what trying every part of its evidence finds. */
class CoreTest {
    private static final int MOST_EVIDENCE = 10;

    @Test
    void the_core_is_the_first_of_the_smallest_parts_that_carry_the_shift() {
        // given
        var sizes = new ArrayList<Integer>();

        // when
        LongStream.range(0, 3_000).forEach(seed -> {
            var entries = Histories.entries(Histories.of(seed, 14));
            Collections.shuffle(entries, new Random(seed));
            for (var shift : Fold.of(entries, Rules.STANDARD).shifts()) {
                if (shift.after().evidence().size() <= MOST_EVIDENCE) {
                    var core = Core.of(entries, shift, Rules.STANDARD);

                    // then
                    assertThat(core).as("seed %d", seed).isEqualTo(byTryingAll(entries, shift));
                    sizes.add(core.size());
                }
            }
        });
        assertThat(sizes).contains(1, 2, 3);
    }

    private static List<String> byTryingAll(List<Entry> entries, FoldShift shift) {
        var evidence =
                shift.after().evidence().stream().map(Weighed::statementId).toList();
        return IntStream.range(1, 1 << evidence.size())
                .mapToObj(bits -> IntStream.range(0, evidence.size())
                        .filter(i -> (bits & 1 << i) != 0)
                        .boxed()
                        .toList())
                .sorted(Comparator.<List<Integer>>comparingInt(List::size).thenComparing(CoreTest::lexicographic))
                .map(part -> part.stream().map(evidence::get).toList())
                .filter(part -> stands(entries, shift, evidence, part))
                .findFirst()
                .orElseThrow();
    }

    private static int lexicographic(List<Integer> one, List<Integer> other) {
        for (int i = 0; i < one.size(); i++) {
            int order = Integer.compare(one.get(i), other.get(i));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private static boolean stands(List<Entry> entries, FoldShift shift, List<String> evidence, List<String> part) {
        var left = entries.stream()
                .filter(entry -> !evidence.contains(entry.statementId()) || part.contains(entry.statementId()))
                .toList();
        return Fold.of(left, Rules.STANDARD).shifts().stream()
                .anyMatch(other -> other.id().equals(shift.id())
                        && other.before().line().sameAs(shift.before().line())
                        && other.after().line().sameAs(shift.after().line()));
    }
}
