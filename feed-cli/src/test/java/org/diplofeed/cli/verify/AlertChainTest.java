package org.diplofeed.cli.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.diplofeed.cli.verify.AlertChain.Verdict;
import org.junit.jupiter.api.Test;

/** The files are what alert-service exported in its own test, as {@code ChainTest} there writes them. */
class AlertChainTest {
    private final List<String> lines =
            new ArrayList<>(text("alerts.ndjson").lines().toList());

    @Test
    void an_export_that_nobody_touched_holds() throws IOException {
        // when
        var verdict = check();

        // then
        assertThat(verdict.faults()).isEmpty();
        assertThat(verdict.alerts()).isEqualTo(4);
        assertThat(verdict.signedBy()).startsWith("key_");
    }

    @Test
    void a_changed_word_is_found() throws IOException {
        // given
        lines.set(1, lines.get(1).replace("we shall see", "we shall sea"));

        // when
        var verdict = check();

        // then
        assertThat(verdict.faults()).containsExactly("line 2 says something else than what its hash was made of");
    }

    @Test
    void an_alert_that_was_removed_from_the_middle_is_found() throws IOException {
        // given
        lines.remove(1);

        // when
        var verdict = check();

        // then
        assertThat(verdict.faults())
                .anyMatch(fault -> fault.startsWith("line 2 has sequence 3 where 2 is due"))
                .contains("line 2 names another hash before it");
    }

    @Test
    void alerts_that_changed_places_are_found() throws IOException {
        // given
        Collections.swap(lines, 1, 2);

        // when
        var verdict = check();

        // then
        assertThat(verdict.faults())
                .contains("line 2 names another hash before it", "line 3 names another hash before it");
    }

    @Test
    void a_cut_before_the_end_is_found_whether_the_end_is_left_or_not() throws IOException {
        // given
        lines.remove(3);

        // when
        var withEnd = check();
        lines.remove(3);
        var without = check();

        // then
        assertThat(withEnd.faults())
                .containsExactly("line 4 signs an end at sequence 4, which is not where this one ends");
        assertThat(without.faults()).singleElement().asString().contains("the signed end is missing");
    }

    @Test
    void a_beginning_that_is_missing_is_found() throws IOException {
        // given
        lines.removeFirst();

        // when
        var verdict = check();

        // then
        assertThat(verdict.faults()).anyMatch(fault -> fault.startsWith("line 1 has sequence 2 where 1 is due"));
    }

    @Test
    void an_end_that_another_key_signed_is_found() throws IOException {
        // given
        var last = lines.removeLast();
        lines.add(last.replaceFirst("\\.[A-Za-z0-9_-]{10}([A-Za-z0-9_-]*\"\\}\\})", ".AAAAAAAAAA$1"));

        // when
        var verdict = check();

        // then
        assertThat(verdict.faults()).containsExactly("line 5 is an end that none of these keys has signed");
    }

    private Verdict check() throws IOException {
        return AlertChain.check(
                new BufferedReader(new StringReader(String.join("\n", lines))), PublicKeys.read(text("jwks.json")));
    }

    private static String text(String file) {
        try (InputStream in = Objects.requireNonNull(AlertChainTest.class.getResourceAsStream(file), file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
