package org.diplofeed.cli.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;
import org.diplofeed.cli.backup.OffsetExport.Range;
import org.diplofeed.cli.demo.FeedApi;
import org.diplofeed.cli.stack.StackFailure;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OffsetExportTest {
    private final HttpServer ingest;

    OffsetExportTest() throws IOException {
        ingest = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    @BeforeEach
    void given_a_partition_that_begins_at_10_and_ends_at_14_with_a_stranger_at_12() {
        ingest.createContext("/v1/admin/export/partitions", OffsetExportTest::answer);
        ingest.start();
    }

    @AfterEach
    void stop() {
        ingest.stop(0);
    }

    @Test
    void a_range_is_written_within_what_there_is_and_strangers_are_counted() {
        // given
        var bytes = new ByteArrayOutputStream();
        try (var http = HttpClient.newHttpClient()) {
            // when
            var report = export(http)
                    .write(
                            new Range("statements", 3, 5L, null),
                            Map.of("stream", "statement/s"),
                            new BufferedOutputStream(bytes),
                            Progress.SILENT);

            // then
            assertThat(report)
                    .extracting(
                            OffsetExport.Report::events,
                            OffsetExport.Report::unrecorded,
                            OffsetExport.Report::from,
                            OffsetExport.Report::to)
                    .containsExactly(3L, 1L, 10L, 14L);
            var lines = bytes.toString(StandardCharsets.UTF_8).lines().toList();
            assertThat(lines).hasSize(6);
            assertThat(lines.getFirst())
                    .contains("\"whole\":false", "\"fromOffset\":\"10\"", "\"stream\":\"statement/s\"");
            assertThat(lines.get(3)).contains("unrecorded");
            assertThat(lines.getLast()).contains("\"statements\":3", report.sha256());
        }
    }

    @Test
    void a_partition_that_is_not_there_is_said() {
        try (var http = HttpClient.newHttpClient()) {
            assertThatExceptionOfType(StackFailure.class)
                    .isThrownBy(() -> export(http)
                            .write(
                                    new Range("statements", 4, null, null),
                                    Map.of(),
                                    new ByteArrayOutputStream(),
                                    Progress.SILENT))
                    .withMessage("statements has no partition 4");
        }
    }

    private OffsetExport export(HttpClient http) {
        return new OffsetExport(
                new FeedApi(
                        http,
                        URI.create("http://127.0.0.1:" + ingest.getAddress().getPort()),
                        "token"),
                InstantSource.system());
    }

    /** Two records a page, the second page without any. */
    private static void answer(HttpExchange exchange) throws IOException {
        var asked = exchange.getRequestURI();
        String body = "{\"items\":[{\"partition\":3,\"begin\":10,\"end\":14}]}";
        if (asked.getPath().endsWith("/events")) {
            var query = String.valueOf(asked.getQuery());
            int page = query.contains("after=") ? Integer.parseInt(query.replaceAll(".*after=([0-9]+).*", "$1")) : 0;
            body = switch (page) {
                case 0 -> line("statement.recorded", 10) + line("statement.recorded", 11);
                case 2 -> line("export.unrecorded", 12) + line("statement.recorded", 13);
                default -> "";
            };
            if (page < 2) {
                exchange.getResponseHeaders()
                        .add("Link", "<" + asked.getPath() + "?after=" + (page + 1) + ">; rel=\"next\"");
            }
        }
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, bytes.length == 0 ? -1 : bytes.length);
        try (var out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    private static String line(String type, long offset) {
        return "{\"type\":\"diplofeed.%s.v1\",\"logpartition\":3,\"logoffset\":\"%d\"}%n".formatted(type, offset);
    }
}
