package org.diplofeed.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A newer ingest may let in what this reader has never heard of: the event is read, and the document keeps it. */
class NewerSchemaTest {
    private static final EventCodec CODEC = new EventCodec();

    static Stream<Path> files() {
        return Resources.jsonFiles("newer").stream();
    }

    @ParameterizedTest
    @MethodSource("files")
    void the_document_of_a_newer_event_survives_reading_and_writing(Path file) {
        // given
        var sent = (ObjectNode) Resources.json(file).get("data");

        // when
        var read = decode(file);

        // then
        assertThat(read.data()).isEqualTo(sent);
        assertThat(EventCodec.payload(read.data())).isEqualTo(EventCodec.payload(sent));
    }

    @ParameterizedTest
    @MethodSource("files")
    void what_a_reader_understood_of_a_newer_event_is_the_same_after_writing_it(Path file) {
        // given
        var understood = decode(file).event();

        // when
        var again = EventCodec.value(
                EventCodec.document(understood), understood.type().dataClass());

        // then
        assertThat(understood.type().toEvent(again)).isEqualTo(understood);
    }

    @Test
    void unknown_values_are_unrecognized_and_never_mistaken_for_known_ones() {
        // when
        var statement = statement("newer/statement-with-unknown-enum-values.json");

        // then
        assertThat(List.<Enum<?>>of(
                        statement.kind(),
                        statement.occurred().precision(),
                        statement.authority(),
                        statement.attribution(),
                        statement.speechAct(),
                        statement.source().kind(),
                        statement.source().reliability(),
                        statement.positions().getFirst().firmness(),
                        statement.positions().getFirst().voice()))
                .extracting(Enum::name)
                .containsOnly("UNRECOGNIZED");
    }

    @Test
    void a_visibility_that_is_not_known_hides_the_record() {
        // when
        var statement = statement("newer/statement-with-unknown-enum-values.json");

        // then
        assertThat(statement.restricted()).isTrue();
    }

    @Test
    void an_assertion_that_is_not_known_stands_among_those_that_are() {
        // when
        var statement = statement("newer/statement-with-unknown-assertion.json");

        // then
        assertThat(statement.assertions())
                .containsExactly(
                        new UnrecognizedAssertion(),
                        new FactAssertion("clm.x", Polarity.UNRECOGNIZED, null, null, null, null));
    }

    private static Statement statement(String name) {
        var event = (StatementRecorded) decode(Resources.path(name)).event();
        return event.statement();
    }

    private static FeedRecord decode(Path file) {
        var newer = Resources.json(file);
        var envelope = new Envelope(
                "e-1",
                "urn:test",
                newer.get("event").textValue(),
                StreamKind.STATEMENT.of("st.n"),
                Instant.EPOCH,
                Instant.EPOCH,
                1,
                null,
                null,
                null);
        return CODEC.decode(
                envelope.stream().toString(), envelope.toHeaders(), EventCodec.payload((ObjectNode) newer.get("data")));
    }
}
