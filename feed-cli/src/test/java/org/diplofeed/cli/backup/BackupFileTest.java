package org.diplofeed.cli.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.diplofeed.cli.stack.StackFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupFileTest {
    private static final Instant UNTIL = Instant.parse("2026-01-01T00:00:00Z");
    private static final String FIRST = line("actor/RUS", 1, "2025-12-01T00:00:00.000001Z");
    private static final String SECOND = line("statement/st.x", 1, "2025-12-01T00:00:00.000002Z");
    private static final String THIRD = line("position/RUS|x", 1, "2026-01-01T00:00:00.000003Z");

    @TempDir
    Path directory;

    @Test
    void a_whole_file_says_how_much_of_what_it_holds_and_up_to_when() throws IOException {
        // given
        var file = write(whole(true, List.of(FIRST, SECOND, THIRD)));

        // when
        var contents = file.check(Progress.SILENT);

        // then
        assertThat(contents.events()).isEqualTo(Map.of("reference", 1L, "statements", 1L, "shifts", 1L));
        assertThat(contents.until()).isEqualTo(Instant.parse("2026-01-01T00:00:00.000003Z"));
        var read = new ArrayList<String>();
        file.each(line -> read.add(line.text()));
        assertThat(read).containsExactly(FIRST, SECOND, THIRD);
    }

    @Test
    void a_packed_file_is_the_same_file() throws IOException {
        // given
        var lines = whole(true, List.of(FIRST, SECOND));
        var packed = directory.resolve("backup.ndjson.gz");
        try (var out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            out.write(text(lines).getBytes(StandardCharsets.UTF_8));
        }

        // when
        var contents = new BackupFile(packed.toString()).check(Progress.SILENT);

        // then
        assertThat(contents).isEqualTo(write(lines).check(Progress.SILENT));
    }

    @Test
    void what_was_cut_off_changed_disordered_or_filtered_is_refused() throws IOException {
        // given
        var lines = whole(true, List.of(FIRST, SECOND));
        var changed = new ArrayList<>(lines);
        changed.set(1, FIRST.replace("RUS", "UKR"));
        var longer = new ArrayList<>(lines);
        longer.add(THIRD);

        // when, then
        refused(lines.subList(0, 3), "cut off");
        refused(lines.subList(1, 4), "no export");
        refused(changed, "was changed");
        refused(longer, "goes on");
        refused(whole(true, List.of(SECOND, FIRST)), "order");
        refused(whole(true, List.of(FIRST, FIRST)), "order");
        refused(whole(false, List.of(FIRST)), "a part");
        refused(List.of("no JSON"), "not JSON");
    }

    private void refused(List<String> lines, String why) throws IOException {
        var file = write(lines);
        assertThatThrownBy(() -> file.check(Progress.SILENT))
                .isInstanceOf(StackFailure.class)
                .hasMessageContaining(why);
    }

    private BackupFile write(List<String> lines) throws IOException {
        var path = directory.resolve("backup.ndjson");
        Files.writeString(path, text(lines));
        return new BackupFile(path.toString());
    }

    private static String text(List<String> lines) {
        return String.join("\n", lines) + "\n";
    }

    private static List<String> whole(boolean whole, List<String> events) {
        var lines = new ArrayList<String>();
        lines.add(Manifest.begun("x", UNTIL, UNTIL, whole, Map.of()));
        lines.addAll(events);
        var digest = Lines.sha256Digest();
        digest.update(text(lines).getBytes(StandardCharsets.UTF_8));
        lines.add(Manifest.ended("x", UNTIL, Map.of(), HexFormat.of().formatHex(digest.digest())));
        return lines;
    }

    private static String line(String stream, long version, String recorded) {
        return "{\"id\":\"e\",\"partitionkey\":\"%s\",\"recordedtime\":\"%s\",\"streamversion\":%d,\"data\":{}}"
                .formatted(stream, recorded, version);
    }
}
