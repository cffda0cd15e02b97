package org.diplofeed.cli.backup;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.diplofeed.cli.demo.FeedApi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportTest {
    private static final String COMPLETE = "2026-01-01T00:00:00Z";

    @TempDir
    Path directory;

    @Test
    void what_two_services_recorded_is_one_file_in_one_order_whole_to_its_last_byte() throws IOException {
        // given
        var ingest = service(List.of(line("actor/A", 1, 1), line("statement/s", 1, 3), line("statement/s", 2, 4)));
        var timeline = service(List.of(line("position/A|i", 1, 2), line("position/A|i", 2, 5)));
        var bytes = new ByteArrayOutputStream();
        try (var http = HttpClient.newHttpClient()) {
            var export = new Export(api(http, ingest), api(http, timeline), InstantSource.system());

            // when
            var report = export.write(Map.of(), new BufferedOutputStream(bytes), Progress.SILENT);

            // then
            var file = directory.resolve("backup.ndjson");
            Files.write(file, bytes.toByteArray());
            var backup = new BackupFile(file.toString());
            assertThat(backup.check(Progress.SILENT).sha256()).isEqualTo(report.sha256());
            assertThat(report.events()).isEqualTo(Map.of("reference", 1L, "statements", 2L, "shifts", 2L));
            var order = new ArrayList<String>();
            backup.each(line -> order.add(line.stream() + "@" + line.version()));
            assertThat(order)
                    .containsExactly("actor/A@1", "position/A|i@1", "statement/s@1", "statement/s@2", "position/A|i@2");
        } finally {
            ingest.stop(0);
            timeline.stop(0);
        }
    }

    /** Serves lines, one a page. */
    private static HttpServer service(List<String> lines) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/admin/export", exchange -> answer(exchange, lines));
        server.start();
        return server;
    }

    private static void answer(HttpExchange exchange, List<String> lines) throws IOException {
        String body = "{\"completeUntil\":\"" + COMPLETE + "\",\"events\":" + lines.size() + "}";
        var asked = exchange.getRequestURI();
        if (asked.getPath().endsWith("/events")) {
            var query = String.valueOf(asked.getQuery());
            int page = query.contains("after=") ? Integer.parseInt(query.replaceAll(".*after=([0-9]+).*", "$1")) : 0;
            body = page < lines.size() ? lines.get(page) + "\n" : "";
            if (page < lines.size()) {
                exchange.getResponseHeaders()
                        .add("Link", "</v1/admin/export/events?after=" + (page + 1) + ">; rel=\"next\"");
            }
        }
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, bytes.length == 0 ? -1 : bytes.length);
        try (var out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    private static FeedApi api(HttpClient http, HttpServer server) {
        return new FeedApi(
                http, URI.create("http://127.0.0.1:" + server.getAddress().getPort()), "token");
    }

    private static String line(String stream, long version, int second) {
        return "{\"id\":\"e\",\"partitionkey\":\"%s\",\"recordedtime\":\"2025-12-01T00:00:0%d.000000Z\",\"streamversion\":%d,\"data\":{}}"
                .formatted(stream, second, version);
    }
}
