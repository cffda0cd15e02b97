package org.diplofeed.timeline.projection;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.stream.StreamSupport;
import org.diplofeed.events.FeedJson;
import org.diplofeed.timeline.position.Standing;
import org.jspecify.annotations.Nullable;

/** How a fold is kept between batches. The same fold is always the same text. */
final class FoldJson {
    private static final JsonMapper MAPPER = FeedJson.builder()
            .addModule(new SimpleModule("diplofeed-days")
                    .addSerializer(LocalDate.class, new DayWriter())
                    .addDeserializer(LocalDate.class, new DayReader()))
            .build();

    /** Enough for what is told of a position that is shifted away from. */
    private static final int EVIDENCE = 10;

    private FoldJson() {}

    /** Where the fold of a position stands, and behind which entry. */
    record State(Standing standing, PositionLedger.@Nullable Mark last) {
        /** As it is kept: of the evidence of a position only the last, so that the row does not grow with it. */
        static State kept(Standing standing, PositionLedger.@Nullable Mark last) {
            var position = standing.position();
            return new State(
                    position == null ? standing : new Standing(position.keeping(EVIDENCE), standing.candidate()), last);
        }
    }

    static String write(State state) {
        if (state.standing().candidate() == null) {
            return text(state);
        }
        var tree = MAPPER.<ObjectNode>valueToTree(state);
        // A set has no order of its own.
        if (tree.at("/standing/candidate/utterances") instanceof ArrayNode utterances) {
            var sorted = StreamSupport.stream(utterances.spliterator(), false)
                    .sorted(Comparator.comparing(JsonNode::toString))
                    .toList();
            utterances.removeAll().addAll(sorted);
        }
        return tree.toString();
    }

    static State readState(String json) {
        return read(json, State.class);
    }

    /** A document as it is stored. */
    static String text(Object stored) {
        try {
            return MAPPER.writeValueAsString(stored);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what this service stores cannot be written", e);
        }
    }

    /** What is told, as a document. */
    static ObjectNode document(Object told) {
        return MAPPER.valueToTree(told);
    }

    static <T> T read(String json, Class<T> type) {
        try {
            return MAPPER.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what this service has stored cannot be read", e);
        }
    }

    private static final class DayWriter extends StdScalarSerializer<LocalDate> {
        private static final long serialVersionUID = 1L;

        DayWriter() {
            super(LocalDate.class);
        }

        @Override
        public void serialize(LocalDate day, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeString(day.toString());
        }
    }

    private static final class DayReader extends StdScalarDeserializer<LocalDate> {
        private static final long serialVersionUID = 1L;

        DayReader() {
            super(LocalDate.class);
        }

        @Override
        public LocalDate deserialize(JsonParser json, DeserializationContext context) throws IOException {
            return LocalDate.parse(json.getValueAsString());
        }
    }
}
