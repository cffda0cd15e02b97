package org.diplofeed.events;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SchemaTest {
    /** Where the schema of each record is: file and, after '#', pointer. */
    private static final Map<String, Class<? extends Record>> RECORDS = Map.ofEntries(
            Map.entry("actor", Actor.class),
            Map.entry("actor#/$defs/role", Role.class),
            Map.entry("issue", Issue.class),
            Map.entry("claim", Claim.class),
            Map.entry("statement", Statement.class),
            Map.entry("statement#/$defs/about", About.class),
            Map.entry("statement#/$defs/documentInfo", DocumentInfo.class),
            Map.entry("statement#/$defs/condition", Condition.class),
            Map.entry("statement#/$defs/positionAssertion", PositionAssertion.class),
            Map.entry("statement#/$defs/factAssertion", FactAssertion.class),
            Map.entry("meeting-report", MeetingReport.class),
            Map.entry("meeting-report#/$defs/reportedBy", ReportedBy.class),
            Map.entry("meeting-report#/$defs/place", Place.class),
            Map.entry("meeting-report#/$defs/participant", Participant.class),
            Map.entry("meeting-report#/$defs/agendaItem", AgendaItem.class),
            Map.entry("meeting-report#/$defs/outcomeItem", Outcome.class),
            Map.entry("correction", RecordCorrected.class),
            Map.entry("retraction", RecordRetracted.class),
            Map.entry("link", RecordsLinked.class),
            Map.entry("common#/$defs/timeSpan", TimeSpan.class),
            Map.entry("common#/$defs/speaker", Speaker.class),
            Map.entry("common#/$defs/sourceRef", SourceRef.class));

    private static final Map<String, Class<? extends Enum<?>>> ENUMS = Map.ofEntries(
            Map.entry("actor#/$defs/actorType", ActorType.class),
            Map.entry("common#/$defs/precision", Precision.class),
            Map.entry("common#/$defs/speakerCount", SpeakerCount.class),
            Map.entry("common#/$defs/authority", Authority.class),
            Map.entry("common#/$defs/attribution", Attribution.class),
            Map.entry("common#/$defs/sourceKind", SourceKind.class),
            Map.entry("common#/$defs/reliability", Reliability.class),
            Map.entry("statement#/$defs/statementKind", StatementKind.class),
            Map.entry("statement#/$defs/speechAct", SpeechAct.class),
            Map.entry("statement#/$defs/visibility", Visibility.class),
            Map.entry("statement#/$defs/release", Release.class),
            Map.entry("statement#/$defs/firmness", Firmness.class),
            Map.entry("statement#/$defs/voice", Voice.class),
            Map.entry("statement#/$defs/continuity", Continuity.class),
            Map.entry("statement#/$defs/conditionMode", ConditionMode.class),
            Map.entry("statement#/$defs/polarity", Polarity.class),
            Map.entry("meeting-report#/$defs/meetingPhase", MeetingPhase.class),
            Map.entry("meeting-report#/$defs/confirmation", Confirmation.class),
            Map.entry("meeting-report#/$defs/presence", Presence.class),
            Map.entry("correction#/$defs/correctionReason", CorrectionReason.class),
            Map.entry("retraction#/$defs/retractionReason", RetractionReason.class),
            Map.entry("link#/$defs/linkRelation", LinkRelation.class));

    static Stream<Map.Entry<String, Class<? extends Record>>> records() {
        return RECORDS.entrySet().stream();
    }

    static Stream<Map.Entry<String, Class<? extends Enum<?>>>> enums() {
        return ENUMS.entrySet().stream();
    }

    static Stream<Path> files() {
        return Resources.jsonFiles(Schemas.RESOURCES).stream();
    }

    @ParameterizedTest
    @MethodSource("records")
    void a_schema_has_the_properties_that_its_record_has(Map.Entry<String, Class<? extends Record>> pair) {
        // given
        var components = Arrays.stream(pair.getValue().getRecordComponents())
                .map(component -> component.getName())
                .collect(toCollection(TreeSet::new));
        if (Assertion.class.isAssignableFrom(pair.getValue())) {
            components.add("type");
        }

        // when
        var schema = schemaAt(pair.getKey());

        // then
        assertThat(schema.get("properties").fieldNames()).toIterable().containsExactlyInAnyOrderElementsOf(components);
        assertThat(schema.get("additionalProperties").booleanValue()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("enums")
    void a_schema_names_the_values_that_its_enum_has_and_not_the_unrecognized_one(
            Map.Entry<String, Class<? extends Enum<?>>> pair) {
        // given
        var known = Arrays.stream(pair.getValue().getEnumConstants())
                .map(Enum::name)
                .filter(name -> !name.equals("UNRECOGNIZED"))
                .toList();

        // when
        var named = schemaAt(pair.getKey()).get("enum").valueStream().map(JsonNode::textValue);

        // then
        assertThat(named).containsExactlyElementsOf(known);
    }

    @Test
    void every_enum_and_every_closed_object_of_the_schemas_is_held_to_a_type() {
        // given
        var pinned = Stream.concat(RECORDS.keySet().stream(), ENUMS.keySet().stream())
                .map(name -> schemaAt(name))
                .collect(toSet());

        // when
        var others = files().flatMap(file -> Stream.concat(
                        Stream.of(Resources.json(file)),
                        Resources.json(file).path("$defs").valueStream()))
                .filter(schema -> schema.has("enum") || schema.has("additionalProperties"))
                .filter(schema -> !pinned.contains(schema))
                .map(schema -> schema.get("title").textValue());

        // then
        assertThat(others).containsExactlyInAnyOrder("CloudEvent", "Operator", "Retraction request");
    }

    @Test
    void a_request_to_retract_has_what_a_retraction_has_and_its_time() {
        // given
        var properties = new TreeSet<>(properties("retraction"));
        properties.add("time");

        // when
        var asked = properties("retraction-request");

        // then
        assertThat(asked).containsExactlyInAnyOrderElementsOf(properties);
    }

    private static List<String> properties(String schema) {
        return schemaAt(schema + "#/properties")
                .propertyStream()
                .map(Map.Entry::getKey)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("files")
    void a_schema_is_itself_valid_and_named_by_its_file(Path file) {
        // given
        var metaSchema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));

        // when
        var errors = metaSchema.validate(Resources.json(file));

        // then
        assertThat(errors).isEmpty();
        assertThat(Resources.json(file).get("$id").textValue()).isEqualTo(Schemas.ID_PREFIX + file.getFileName());
    }

    @ParameterizedTest
    @MethodSource("files")
    void every_part_of_a_schema_is_titled_and_described_there_or_where_it_refers_to(Path file) {
        // when
        var undescribed = undescribed(Resources.json(file), "").toList();

        // then
        assertThat(undescribed).isEmpty();
    }

    @Test
    void the_types_that_a_cloud_event_may_have_are_those_that_clients_send() {
        // when
        var types = schemaAt("cloudevent#/properties/type/enum").valueStream().map(JsonNode::textValue);

        // then
        assertThat(types).containsExactlyInAnyOrderElementsOf(Schemas.accepted().keySet());
    }

    @Test
    void nobody_sends_a_derived_event() {
        // when
        var sent = Schemas.accepted().values();

        // then
        assertThat(sent)
                .doesNotContain(
                        EventType.SHIFT_CONFIRMED,
                        EventType.SHIFT_WITHDRAWN,
                        EventType.HISTORY_REVISED,
                        EventType.NOTICE_RAISED);
    }

    private static JsonNode schemaAt(String name) {
        var parts = List.of(name.split("#", 2));
        var file = Resources.json(Schemas.RESOURCES + parts.getFirst() + ".v1.json");
        return parts.size() == 1 ? file : file.at(parts.getLast());
    }

    private static Stream<String> undescribed(JsonNode schema, String pointer) {
        var own = schema.has("$ref") || (schema.has("title") && schema.has("description"))
                ? Stream.<String>empty()
                : Stream.of(pointer);
        var parts = Stream.of("properties", "$defs")
                .flatMap(group -> schema.path(group).propertyStream())
                .flatMap(part -> undescribed(part.getValue(), pointer + "/" + part.getKey()));
        return Stream.concat(own, parts);
    }
}
