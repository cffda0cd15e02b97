package org.diplofeed.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.diplofeed.cli.stack.StackFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleTest {
    @Test
    void the_stories_are_whole() {
        assertThat(Sample.load("nato-question-2021-2022").events()).hasSize(16);
        assertThat(Sample.load("moscow-talks-2025-12").events()).hasSize(44);
    }

    @Test
    void a_story_told_again_has_other_records_and_the_same_people() {
        // when
        var retold = Sample.load("nato-question-2021-2022").retold(".again");

        // then
        var event = retold.events().getFirst();
        assertThat(event.path("id").asText()).isEqualTo("nato-z01.again");
        assertThat(event.path("subject").asText()).isEqualTo("st.nato.z01.again");
        assertThat(event.path("data").path("statementId").asText()).isEqualTo("st.nato.z01.again");
        assertThat(event.path("data").path("assertions").path(0).path("issueId").asText())
                .isEqualTo("ua.nato-join.again");
        assertThat(event.path("data").path("speaker").path("actorId").asText()).isEqualTo("p.zelenskiy");
        assertThat(retold.issues().getFirst().path("issueId").asText()).isEqualTo("ua.nato-join.again");
    }

    @Test
    void a_story_that_is_not_there_is_said_to_be_missing() {
        assertThatThrownBy(() -> Sample.load("atlantis")).isInstanceOf(StackFailure.class);
    }

    @Test
    void a_file_that_is_not_json_is_refused_with_the_place(@TempDir Path directory) throws IOException {
        // given
        var file = Files.writeString(directory.resolve("story.json"), "{\n  \"events\": [oops]\n}");

        // when
        var refusal = catchThrowable(() -> Sample.read(file));

        // then
        assertThat(refusal).isInstanceOf(StackFailure.class).hasMessageContaining("is not JSON, line 2 column");
    }

    @Test
    void a_file_that_holds_no_story_is_refused(@TempDir Path directory) throws IOException {
        // given
        var file = Files.writeString(directory.resolve("story.json"), "[]");

        // when
        var refusal = catchThrowable(() -> Sample.read(file));

        // then
        assertThat(refusal).isInstanceOf(StackFailure.class).hasMessageContaining("holds no story");
    }

    @Test
    void a_file_that_is_not_there_is_refused_by_name(@TempDir Path directory) {
        // when
        var refusal = catchThrowable(() -> Sample.read(directory.resolve("atlantis.json")));

        // then
        assertThat(refusal).isInstanceOf(StackFailure.class).hasMessageContaining("atlantis.json");
    }
}
