package org.diplofeed.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DocumentSchemaTest {
    @Test
    void all_faults_are_told_at_once_with_pointers_into_the_document() {
        // given
        var document = StrictJson.parse("""
                {"canonical":7, "duplicates":[], "colour":"red"}
                """.getBytes(UTF_8));

        // when
        var errors = DocumentSchema.of("link").check(document);

        // then
        assertThat(errors)
                .extracting(error -> error.pointer() + " " + error.code())
                .containsExactlyInAnyOrder(
                        "/canonical type", "/duplicates count", "/relation required", "/colour unknown-property");
    }

    @Test
    void a_fault_never_quotes_the_document() {
        // given
        var document = StrictJson.parse("""
                {"canonical":"a secret!", "duplicates":["st.a"], "relation":"SECRET"}
                """.getBytes(UTF_8));

        // when
        var errors = DocumentSchema.of("link").check(document);

        // then
        assertThat(errors)
                .hasSize(2)
                .noneMatch(error ->
                        error.detail().toLowerCase(java.util.Locale.ROOT).contains("secret"));
    }

    @Test
    void a_valid_document_has_no_faults() {
        // given
        var document = StrictJson.parse("""
                {"canonical":"st.a", "duplicates":["st.b"], "relation":"SAME_UTTERANCE"}
                """.getBytes(UTF_8));

        // when
        var errors = DocumentSchema.of("link").check(document);

        // then
        assertThat(errors).isEmpty();
    }
}
