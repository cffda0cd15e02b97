package org.diplofeed.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** With a history that never was: claims that first had a "text", then a "sentence", and only now a proposition. */
class UpcastersTest {
    private static final Upcaster TEXT_TO_SENTENCE = claims(1, data -> renamed(data, "text", "sentence"));
    private static final Upcaster SENTENCE_TO_PROPOSITION = claims(2, data -> renamed(data, "sentence", "proposition"));
    private static final EventCodec CODEC =
            new EventCodec(new Upcasters(List.of(SENTENCE_TO_PROPOSITION, TEXT_TO_SENTENCE)));

    @Test
    void an_event_of_any_older_version_is_read_as_one_of_the_present() {
        // given
        var expected = new ClaimDefined(new Claim("clm.x", "P", null));

        // when
        var read = List.of(
                CODEC.decode(claimOfVersion(1), document("text")),
                CODEC.decode(claimOfVersion(2), document("sentence")),
                CODEC.decode(claimOfVersion(3), document("proposition")));

        // then
        assertThat(read).allSatisfy(event -> {
            assertThat(event.event()).isEqualTo(expected);
            assertThat(event.data()).isEqualTo(document("proposition"));
        });
    }

    @Test
    void lifting_leaves_the_document_that_was_given_as_it_was() {
        // given
        var given = document("text");

        // when
        CODEC.decode(claimOfVersion(1), given);

        // then
        assertThat(given).isEqualTo(document("text"));
    }

    @Test
    void what_an_older_reader_did_not_know_survives_the_lift() {
        // given
        var given = document("text").put("unknown", "kept");

        // when
        var lifted = CODEC.decode(claimOfVersion(1), given);

        // then
        assertThat(lifted.data()).isEqualTo(document("proposition").put("unknown", "kept"));
    }

    @Test
    void an_event_of_a_version_to_come_is_malformed() {
        // when
        var reading = assertThatThrownBy(() -> CODEC.decode(claimOfVersion(4), document("proposition")));

        // then
        reading.isInstanceOf(MalformedEvent.class)
                .hasMessage("a schema newer than this reader: diplofeed.claim.defined version 4, known up to 3");
    }

    @Test
    void a_type_without_an_upcaster_is_left_alone() {
        // given
        var upcasters = new Upcasters(List.of(TEXT_TO_SENTENCE));

        // when
        var lifted = upcasters.lift(EventType.ISSUE_DEFINED, 1, document("text"));

        // then
        assertThat(lifted).isEqualTo(document("text"));
    }

    @Test
    void a_chain_with_a_hole_cannot_be_made() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Upcasters(List.of(SENTENCE_TO_PROPOSITION)))
                .withMessage("the upcasters of diplofeed.claim.defined do not take version 1 once");
    }

    @Test
    void a_chain_with_two_ways_cannot_be_made() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Upcasters(List.of(TEXT_TO_SENTENCE, TEXT_TO_SENTENCE)))
                .withMessage("the upcasters of diplofeed.claim.defined do not take version 2 once");
    }

    @ParameterizedTest
    @EnumSource
    void what_is_written_is_of_the_version_that_reading_lifts_to(EventType type) {
        // when
        int present = Upcasters.present().presentVersion(type);

        // then
        assertThat(type.version()).isEqualTo(present);
    }

    private static Upcaster claims(int from, UnaryOperator<ObjectNode> step) {
        return new Upcaster() {
            @Override
            public EventType type() {
                return EventType.CLAIM_DEFINED;
            }

            @Override
            public int from() {
                return from;
            }

            @Override
            public ObjectNode lift(ObjectNode data) {
                return step.apply(data);
            }
        };
    }

    private static ObjectNode renamed(ObjectNode data, String from, String to) {
        data.set(to, data.remove(from));
        return data;
    }

    private static ObjectNode document(String propositionName) {
        return FeedJson.mapper().createObjectNode().put("claimId", "clm.x").put(propositionName, "P");
    }

    private static Envelope claimOfVersion(int version) {
        return new Envelope(
                "e-1",
                "urn:test",
                "diplofeed.claim.defined.v" + version,
                StreamKind.CLAIM.of("clm.x"),
                Instant.EPOCH,
                Instant.EPOCH,
                1,
                null,
                null,
                null);
    }
}
