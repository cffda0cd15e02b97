package org.diplofeed.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Names that stand on logs. The vocabularies that clients send are pinned by the schemas, these are not. */
class WireNamesTest {
    static Stream<Arguments> derivedVocabularies() {
        return Stream.of(
                Arguments.of(
                        ShiftClass.class,
                        List.of(
                                "NEW_POSITION",
                                "REVERSAL",
                                "SOFTENING",
                                "HARDENING",
                                "CONDITIONS_CHANGED",
                                "NUANCE",
                                "REAFFIRMATION",
                                "UNRECOGNIZED")),
                Arguments.of(PositionStatus.class, List.of("PROVISIONAL", "ESTABLISHED", "UNRECOGNIZED")),
                Arguments.of(RevisionChange.class, List.of("CONFIRMED", "VANISHED", "UNRECOGNIZED")),
                Arguments.of(NoticeStatus.class, List.of("RAISED", "CLOSED", "UNRECOGNIZED")),
                Arguments.of(
                        NoticeKind.class,
                        List.of(
                                "CLARIFICATION",
                                "MIXED_SIGNALS",
                                "LEAK_DIVERGENCE",
                                "MEETING_DISPUTED",
                                "CLAIM_DISPUTED",
                                "DOCUMENT_REVISED",
                                "UNRECOGNIZED")));
    }

    @ParameterizedTest
    @MethodSource("derivedVocabularies")
    void a_vocabulary_of_derived_events_keeps_its_names(Class<? extends Enum<?>> vocabulary, List<String> names) {
        assertThat(vocabulary.getEnumConstants()).extracting(Enum::name).containsExactlyElementsOf(names);
    }

    @Test
    void the_types_of_events_keep_their_names() {
        assertThat(EventType.values())
                .extracting(EventType::wireName)
                .containsExactly(
                        "diplofeed.actor.defined.v1",
                        "diplofeed.issue.defined.v1",
                        "diplofeed.claim.defined.v1",
                        "diplofeed.statement.recorded.v1",
                        "diplofeed.meeting.reported.v1",
                        "diplofeed.record.corrected.v1",
                        "diplofeed.record.retracted.v1",
                        "diplofeed.records.linked.v1",
                        "diplofeed.shift.confirmed.v1",
                        "diplofeed.shift.withdrawn.v1",
                        "diplofeed.history.revised.v1",
                        "diplofeed.notice.raised.v1");
    }

    @Test
    void streams_keep_their_names_and_their_topics() {
        // when
        var streams = Arrays.stream(StreamKind.values())
                .map(kind -> kind.of("x") + " on " + kind.topic().name("diplofeed."));

        // then
        assertThat(streams)
                .containsExactly(
                        "actor/x on diplofeed.reference",
                        "issue/x on diplofeed.reference",
                        "claim/x on diplofeed.reference",
                        "statement/x on diplofeed.statements",
                        "meeting/x on diplofeed.meetings",
                        "position/x on diplofeed.shifts",
                        "meeting-notices/x on diplofeed.shifts",
                        "claim-notices/x on diplofeed.shifts",
                        "document-notices/x on diplofeed.shifts");
    }

    @ParameterizedTest
    @MethodSource("streamIds")
    void a_stream_id_that_is_written_is_read_as_what_it_was(StreamId stream) {
        assertThat(StreamId.parse(stream.toString())).isEqualTo(stream);
    }

    static Stream<StreamId> streamIds() {
        return Arrays.stream(StreamKind.values())
                .flatMap(kind -> Stream.of("st.x", "UKR|ua.nato-join", "a/b").map(kind::of));
    }
}
