package org.diplofeed.timeline.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.diplofeed.events.CorrectionReason;
import org.diplofeed.events.FeedJson;
import org.diplofeed.events.MalformedEvent;
import org.diplofeed.events.RecordCorrected;
import org.diplofeed.events.RetractionReason;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecordHistoryTest {

    @Test
    void a_correction_closes_what_it_corrects() {
        // given
        var recorded = recorded();

        // when
        var corrected = recorded.corrected(2, "e2", at(5), patch("summary", "other"));

        // then
        assertThat(spans(corrected)).containsExactly("1-5", "5-");
        assertThat(corrected.revisions().getLast().data().get("summary").asText())
                .isEqualTo("other");
    }

    @Test
    void a_patch_with_null_takes_a_property_away() {
        // given
        var recorded = recorded();

        // when
        var corrected = recorded.corrected(2, "e2", at(5), patch("summary", null));

        // then
        assertThat(corrected.revisions().getLast().data().has("summary")).isFalse();
        assertThat(corrected.revisions().getFirst().data().has("summary")).isTrue();
    }

    @Test
    void a_retraction_takes_the_record_out_of_validity() {
        // given
        var recorded = recorded();

        // when
        var retracted = recorded.retracted(retraction(RetractionReason.FABRICATED, 7));

        // then
        assertThat(spans(retracted)).containsExactly("1-7");
        assertThat(retracted.corrected(3, "e3", at(8), patch("summary", "x"))).isEqualTo(retracted);
    }

    @Test
    void what_its_speaker_withdrew_counts_on_with_an_end() {
        // given
        var recorded = recorded();

        // when
        var withdrawn = recorded.retracted(retraction(RetractionReason.SPEAKER_WITHDREW, 7));

        // then
        assertThat(spans(withdrawn)).containsExactly("1-");
        assertThat(withdrawn.standing().getFirst().withdrawal()).isEqualTo(new Standing.Withdrawal(at(6), at(7)));
    }

    @Test
    void a_duplicate_counts_until_it_is_known_to_be_one() {
        // given
        var recorded = recorded().corrected(2, "e2", at(5), patch("summary", "other"));

        // when
        var linked = recorded.linked(link("a", 3));

        // then
        assertThat(spans(linked)).containsExactly("1-3", "5-5");
        assertThat(linked.standing().getLast().everCounted()).isFalse();
    }

    @Test
    void a_duplicate_recorded_after_the_link_never_counts() {
        // given
        var linked = RecordHistory.none("x").linked(link("a", 0));

        // when
        var recorded = linked.recorded(1, "e1", at(1), document());

        // then
        assertThat(recorded.standing().getFirst().everCounted()).isFalse();
    }

    @Test
    void it_makes_no_difference_when_links_arrive() {
        // given
        var links = List.of(link("a", 4), link("b", 2), link("c", 9));
        var arrivals = new ArrayList<RecordHistory>();

        // when
        for (int first = 0; first <= 3; first++) {
            for (int second = first; second <= 3; second++) {
                var history = RecordHistory.none("x");
                for (int step = 0; step <= 3; step++) {
                    history = step == first ? history.linked(links.get(0)).linked(links.get(2)) : history;
                    history = step == second ? history.linked(links.get(1)) : history;
                    history = switch (step) {
                        case 0 -> history.recorded(1, "e1", at(1), document());
                        case 1 -> history.corrected(2, "e2", at(3), patch("summary", "other"));
                        case 2 -> history.retracted(retraction(RetractionReason.SPEAKER_WITHDREW, 5));
                        default -> history;
                    };
                }
                arrivals.add(history);
            }
        }

        // then
        assertThat(arrivals).containsOnly(arrivals.getFirst());
        assertThat(spans(arrivals.getFirst())).containsExactly("1-2", "3-3");
    }

    @Test
    void nothing_can_be_corrected_before_it_is_recorded() {
        // given
        var nothing = RecordHistory.none("x");

        // when
        var correction = patch("summary", "x");

        // then
        assertThatThrownBy(() -> nothing.corrected(1, "e1", at(1), correction)).isInstanceOf(MalformedEvent.class);
    }

    private static List<String> spans(RecordHistory history) {
        return history.standing().stream()
                .map(standing -> standing.knownFrom().getEpochSecond() + "-"
                        + (standing.knownTo() == null ? "" : standing.knownTo().getEpochSecond()))
                .toList();
    }

    private static RecordHistory recorded() {
        return RecordHistory.none("x").recorded(1, "e1", at(1), document());
    }

    private static ObjectNode document() {
        return FeedJson.mapper().createObjectNode().put("summary", "one");
    }

    private static RecordCorrected patch(String field, @Nullable String value) {
        var patch = FeedJson.mapper().createObjectNode().put(field, value);
        return new RecordCorrected("x", null, patch, CorrectionReason.CODING_ERROR, "editor");
    }

    private static Retraction retraction(RetractionReason reason, long second) {
        return new Retraction("e9", at(second), at(second - 1), reason, "editor");
    }

    private static Link link(String canonical, long second) {
        return new Link(canonical, "link-" + canonical, at(second));
    }

    private static Instant at(long second) {
        return Instant.ofEpochSecond(second);
    }
}
