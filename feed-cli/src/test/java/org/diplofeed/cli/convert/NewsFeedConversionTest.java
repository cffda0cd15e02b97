package org.diplofeed.cli.convert;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.diplofeed.cli.convert.Conversion.Converted;
import org.diplofeed.cli.convert.NewsFeedConversion.Office;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NewsFeedConversionTest {
    private static final Office OFFICE = new Office("XAA.MFA", List.of("XAA"), "Ministry of Foreign Affairs");
    private static final String RSS = """
            <?xml version="1.0"?>
            <rss version="2.0"><channel><title>Releases</title><link>https://mfa.example/</link><language>en</language>
            <item><title>Statement on the bridge</title><link>https://mfa.example/1</link><guid>r-1</guid>
              <pubDate>Tue, 02 Dec 2025 10:00:00 GMT</pubDate>
              <description>&lt;p&gt;The bridge  stays &lt;b&gt;open&lt;/b&gt;.&lt;/p&gt;</description></item>
            <item><title>Without a time</title><guid>r-2</guid></item>
            </channel></rss>
            """;
    private static final String ATOM = """
            <?xml version="1.0"?>
            <feed xmlns="http://www.w3.org/2005/Atom"><title>Releases</title><id>urn:f</id>
            <updated>2025-12-02T10:00:00Z</updated>
            <entry><title>Statement on the bridge</title><id>urn:e1</id><link href="https://mfa.example/1"/>
              <updated>2025-12-02T10:00:00Z</updated><published>2025-12-02T09:00:00Z</published></entry></feed>
            """;

    private final Skipped skipped = new Skipped();

    @TempDir
    Path directory;

    @Test
    void a_release_is_what_the_office_says_without_a_position() throws IOException {
        // when
        var releases = convert(RSS);

        // then
        var event = releases.getFirst().event().orElseThrow();
        assertThat(event.path("id").asText()).startsWith("feed:");
        var statement = event.path("data");
        assertThat(statement.path("statementId").asText())
                .isEqualTo(event.path("id").asText());
        assertThat(statement.path("kind").asText()).isEqualTo("UTTERANCE");
        assertThat(statement.path("attribution").asText()).isEqualTo("INSTITUTIONAL");
        assertThat(statement.path("speaker").toString()).isEqualTo("{\"actorId\":\"XAA.MFA\"}");
        assertThat(statement.path("onBehalfOf").toString()).isEqualTo("[\"XAA\"]");
        assertThat(statement.has("assertions")).isFalse();
        assertThat(statement.at("/occurred/from").asText()).isEqualTo("2025-12-02T10:00:00Z");
        assertThat(statement.path("summary").asText()).isEqualTo("Statement on the bridge. The bridge stays open .");
        assertThat(statement.at("/source/kind").asText()).isEqualTo("OFFICIAL_RELEASE");
        assertThat(statement.at("/source/url").asText()).isEqualTo("https://mfa.example/1");
        assertThat(statement.at("/source/language").asText()).isEqualTo("en");
        assertThat(releases.getLast().event()).isEmpty();
        assertThat(skipped.reasons()).isEqualTo(Map.of("items without a title, a time or an id", 1L));
    }

    @Test
    void the_same_release_is_the_same_event_and_another_offices_is_not() throws IOException {
        // when
        var once = convert(RSS).getFirst().event().orElseThrow();
        var again = convert(RSS).getFirst().event().orElseThrow();
        var other = convert(RSS, new Office("XBB.MFA", List.of("XBB"), "Another"))
                .getFirst()
                .event()
                .orElseThrow();

        // then
        assertThat(again).isEqualTo(once);
        assertThat(other.path("id")).isNotEqualTo(once.path("id"));
    }

    @Test
    void atom_is_read_as_well() throws IOException {
        // when
        var statement = convert(ATOM).getFirst().event().orElseThrow().path("data");

        // then
        assertThat(statement.path("summary").asText()).isEqualTo("Statement on the bridge");
        assertThat(statement.at("/occurred/from").asText()).isEqualTo("2025-12-02T09:00:00Z");
        assertThat(statement.at("/source/language").asText()).isEqualTo("und");
    }

    @Test
    void a_feed_reads_no_file_of_ours() throws IOException {
        // given
        var secret = Files.writeString(directory.resolve("secret"), "top secret");
        var hostile = RSS.replace("<rss", "<!DOCTYPE rss [<!ENTITY x SYSTEM \"" + secret.toUri() + "\">]><rss")
                .replace("Statement on the bridge", "Statement &x;");

        // when
        String made;
        try {
            made = convert(hostile).toString();
        } catch (IOException refused) {
            made = String.valueOf(refused.getMessage());
        }

        // then
        assertThat(made).doesNotContain("top secret");
    }

    @Test
    void what_is_no_feed_is_said() {
        assertThatIOException()
                .isThrownBy(() -> convert("<rss><channel><item><title>"))
                .withMessageContaining("RSS");
    }

    private List<Converted> convert(String feed) throws IOException {
        return convert(feed, OFFICE);
    }

    private List<Converted> convert(String feed, Office office) throws IOException {
        try (var conversion = new NewsFeedConversion(new ByteArrayInputStream(feed.getBytes(UTF_8)), office, skipped)) {
            var all = new ArrayList<Converted>();
            for (var next = conversion.next(); next.isPresent(); next = conversion.next()) {
                all.add(next.get());
            }
            return all;
        }
    }
}
