package org.diplofeed.cli.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.diplofeed.cli.stack.StackFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventFileTest {
    @TempDir
    Path directory;

    @Test
    void lines_are_passed_on_as_they_are_broken_ones_too_and_blank_ones_are_left_out() throws IOException {
        // when
        var lines = read("a.ndjson", "{\"specversion\": \"1.0\"}\r\n\n{broken\nnot json either");

        // then
        assertThat(lines).containsExactly("1 {\"specversion\": \"1.0\"}\r", "3 {broken", "4 not json either");
    }

    @Test
    void a_broken_first_line_makes_no_document_of_the_rest() throws IOException {
        // when
        var lines = read("b.ndjson", "not json\n{\"specversion\":\"1.0\"}\n");

        // then
        assertThat(lines).containsExactly("1 not json", "2 {\"specversion\":\"1.0\"}");
    }

    @Test
    void an_array_gives_its_elements_however_it_is_laid_out() throws IOException {
        // when
        var lines = read("c.json", "\n [ {\"id\":\n \"1\"},\n {\"id\":\"2\"} ]");

        // then
        assertThat(lines).containsExactly("1 {\"id\":\"1\"}", "2 {\"id\":\"2\"}");
    }

    @Test
    void a_story_gives_its_definitions_and_then_its_events() throws IOException {
        // when
        var lines = read("d.json", """
                {"about": {"x": [1]},
                 "reference": {"actors": [{"actorId": "XAA"}], "issues": [], "claims": [{"claimId": "c.x"}]},
                 "events": [{"id": "e1"}]}
                """);

        // then
        assertThat(lines).hasSize(3);
        assertThat(lines.get(0)).contains("diplofeed.actor.defined.v1", "\"subject\":\"XAA\"", "{\"actorId\":\"XAA\"}");
        assertThat(lines.get(1)).contains("diplofeed.claim.defined.v1", "\"subject\":\"c.x\"");
        assertThat(lines.get(2)).isEqualTo("3 {\"id\":\"e1\"}");
    }

    @Test
    void the_same_definition_is_the_same_event_and_another_one_is_another() throws IOException {
        // given
        var first = read("e.json", "{\"reference\":{\"actors\":[{\"actorId\":\"XAA\"}]},\n\"events\":[]}");

        // when
        var again = read("f.json", "{\"reference\": {\"actors\": [{\"actorId\": \"XAA\"}]},\n\"events\": []}");
        var other = read("g.json", "{\"reference\":{\"actors\":[{\"actorId\":\"XAA\",\"x\":1}]},\n\"events\":[]}");

        // then
        assertThat(again).isEqualTo(first);
        assertThat(other).isNotEqualTo(first);
    }

    @Test
    void a_packed_file_is_unpacked() throws IOException {
        // given
        var file = directory.resolve("h.ndjson.gz");
        try (OutputStream packed = new GZIPOutputStream(Files.newOutputStream(file))) {
            packed.write("{\"specversion\":\"1.0\"}\n".getBytes(StandardCharsets.UTF_8));
        }

        // when
        var lines = read(file);

        // then
        assertThat(lines).containsExactly("1 {\"specversion\":\"1.0\"}");
    }

    @Test
    void a_document_that_breaks_off_says_where() throws IOException {
        // given
        var file = Files.writeString(directory.resolve("i.json"), "[{\"id\":\"1\"},\n{\"id\":");

        // when
        var reading = catchThrowable(() -> read(file));

        // then
        assertThat(reading).isInstanceOf(StackFailure.class).hasMessageContaining("is not JSON, line 2");
    }

    @Test
    void a_document_without_events_says_what_is_expected() throws IOException {
        // given
        var file = Files.writeString(directory.resolve("j.json"), "{\n\"a\": 1}");

        // when, then
        assertThatThrownBy(() -> EventFile.open(file.toString()))
                .isInstanceOf(StackFailure.class)
                .hasMessageContaining("holds no events");
    }

    private List<String> read(String name, String text) throws IOException {
        return read(Files.writeString(directory.resolve(name), text));
    }

    private static List<String> read(Path path) {
        var lines = new ArrayList<String>();
        try (var file = EventFile.open(path.toString())) {
            for (var line = file.next(); line != null; line = file.next()) {
                lines.add(line.number() + " " + new String(line.text(), StandardCharsets.UTF_8));
            }
        }
        return lines;
    }
}
