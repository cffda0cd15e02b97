package org.diplofeed.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.diplofeed.cli.convert.ConvertedFile;
import org.diplofeed.cli.convert.ForeignFile;
import org.diplofeed.cli.convert.KnownEntities;
import org.diplofeed.cli.convert.NewsFeedConversion.Office;
import org.diplofeed.cli.convert.Skipped;
import org.diplofeed.cli.demo.FeedApi;
import org.diplofeed.cli.demo.Timeline;

/** One small file of each form that others publish, and its way onto the record. */
record ForeignForms(FeedApi ingest, Timeline timeline, Path directory) {
    void gdelt() throws IOException {
        var said = row("1", "112");
        var met = row("2", "046");
        var denied = row("3", "125");
        var file = Files.writeString(directory.resolve("a.export.CSV"), String.join("\n", said, met, denied) + "\n");
        record(forms().gdelt(file.toString()));
    }

    void votes() throws IOException {
        Files.writeString(directory.resolve("un_roll_calls.csv"), """
                rcid,session,importantvote,date,unres,amend,para,short,descr
                3,1,0,1946-01-01,R/1/66,1,0,Disarmament of all,"TO ADOPT AN AMENDMENT"
                """);
        Files.writeString(
                directory.resolve("un_votes.csv"), "rcid,country,country_code,vote\n3,Norway,NO,yes\n3,Chile,CL,no\n");
        record(forms().unga(directory.toString()));
    }

    void releases() throws IOException {
        var file = Files.writeString(directory.resolve("rss.xml"), """
                <rss version="2.0"><channel><title>Releases</title><link>https://mfa.example/</link><description>d</description>
                <language>en</language><item><title>On the bridge</title><guid>r-1</guid>
                <pubDate>Tue, 02 Dec 2025 10:00:00 GMT</pubDate></item></channel></rss>
                """);
        record(forms().feed(file.toString(), new Office("NOR", List.of("NOR"), "Ministry of Foreign Affairs")));
    }

    private ForeignFile forms() {
        return new ForeignFile(new KnownEntities(ingest), new Skipped());
    }

    /** Everything twice, for a repetition changes nothing; returns when it has been read. */
    private void record(ConvertedFile file) {
        try (file) {
            for (var line = file.next(); line != null; line = file.next()) {
                var event = new String(line.text(), UTF_8);
                var accepted = post(event);
                assertThat(post(event).body()).as(event).isEqualTo(accepted.body());
                timeline.awaitRead(accepted);
            }
        }
    }

    private FeedApi.Answer post(String event) {
        return FeedApi.expect(event, ingest.post("/v1/events", "application/cloudevents+json", event));
    }

    /** As GDELT 2.0 has it: Norway towards Sweden. */
    private static String row(String id, String code) {
        var columns = new String[61];
        Arrays.fill(columns, "");
        columns[0] = id;
        columns[1] = "20180101";
        columns[5] = "NORGOV";
        columns[6] = "OSLO";
        columns[7] = "NOR";
        columns[12] = "GOV";
        columns[15] = "SWE";
        columns[16] = "SWEDEN";
        columns[17] = "SWE";
        columns[26] = code;
        columns[30] = "-2.0";
        columns[52] = "Geneva, Genève, Switzerland";
        columns[59] = "20180101001500";
        columns[60] = "https://news.example/a";
        return String.join("\t", columns);
    }
}
