package org.diplofeed.cli.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.diplofeed.cli.stack.StackFailure;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportTest {
    private static final int LINES = 25_000; // more than the window holds

    @TempDir
    Path directory;

    private final Tally tally = new Tally();

    @RepeatedTest(3)
    void a_connection_that_breaks_loses_nothing_and_keeps_the_order(RepetitionInfo repetition) throws Exception {
        // given
        var file = lines(LINES);
        var random = new Random(repetition.getCurrentRepetition());
        var breaks = random.ints(4, 1, LINES).boxed().toList();
        try (var ingest = new BrittleIngest(breaks::contains)) {
            // when
            run(ingest, file, Duration.ofMinutes(1));

            // then
            assertThat(ingest.record())
                    .as("seed %s", repetition.getCurrentRepetition())
                    .isEqualTo(content(file));
            assertThat(tally.accepted() + tally.replayed()).isEqualTo(LINES);
            assertThat(tally.refused()).isZero();
        }
    }

    @Test
    void a_service_that_has_no_room_is_asked_again() throws Exception {
        // given
        var file = lines(10);
        try (var ingest = new BrittleIngest(_ -> false, 503, 429)) {
            // when
            run(ingest, file, Duration.ofMinutes(1));

            // then
            assertThat(ingest.record()).isEqualTo(content(file));
        }
    }

    @Test
    void a_refusal_of_the_sender_ends_it_at_once_and_says_why() throws Exception {
        // given
        var file = lines(10);
        try (var ingest = new BrittleIngest(_ -> false, 403)) {
            // when
            var failure = catchThrowable(() -> run(ingest, file, Duration.ofMinutes(1)));

            // then
            assertThat(failure)
                    .isInstanceOf(StackFailure.class)
                    .hasMessageContaining("stopped before its first line")
                    .hasMessageContaining("status 403, Not now");
        }
    }

    @Test
    void the_next_run_goes_on_where_the_last_one_stopped() throws Exception {
        // given
        var file = lines(100);
        try (var ingest = new BrittleIngest(n -> n == 60)) {
            var stopped = catchThrowable(() -> run(ingest, file, Duration.ZERO));

            // when
            run(ingest, file, Duration.ZERO);

            // then
            assertThat(stopped).isInstanceOf(StackFailure.class).hasMessageContaining("the same command goes on there");
            assertThat(ingest.record()).isEqualTo(content(file));
            assertThat(tally.total()).isEqualTo(100);
        }
    }

    @Test
    void a_file_that_changed_since_begins_anew() throws Exception {
        // given
        var file = lines(100);
        try (var ingest = new BrittleIngest(n -> n == 60)) {
            var _ = catchThrowable(() -> run(ingest, file, Duration.ZERO));
            Files.writeString(file, "{\"specversion\":\"1.0\",\"id\":\"other\"}\n");

            // when
            run(ingest, file, Duration.ZERO);

            // then
            assertThat(ingest.record()).hasSize(61).endsWith("{\"specversion\":\"1.0\",\"id\":\"other\"}");
        }
    }

    private void run(BrittleIngest ingest, Path path, Duration patience) throws Exception {
        var http = ingest.vertx().createHttpClient();
        var run = new Import(http, ingest.uri(), () -> "token", false, patience, (_, verdict) -> verdict, tally);
        try (var file = EventFile.open(path.toString())) {
            run.run(file, Checkpoint.of(directory.resolve("imports"), path, ingest.uri()));
        }
    }

    private Path lines(int count) throws IOException {
        var lines = IntStream.rangeClosed(1, count)
                .mapToObj(i -> "{\"specversion\":\"1.0\",\"id\":\"" + i + "\"}")
                .toList();
        return Files.write(directory.resolve("lines.ndjson"), lines);
    }

    private static List<String> content(Path file) throws IOException {
        return Files.readAllLines(file);
    }
}
