package org.diplofeed.cli.convert;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.diplofeed.cli.demo.FeedApi;
import org.diplofeed.cli.load.EventLine;
import org.diplofeed.cli.load.EventSource;
import org.diplofeed.cli.stack.StackFailure;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

class ConvertedFileTest {
    private static final String ROWS = new GdeltRows("1", "010")
                    .first("UKR", "UKRAINE", "UKR", "", "")
                    .line() + "\n"
            + new GdeltRows("2", "190").first("UKR", "UKRAINE", "UKR", "", "").line() + "\n"
            + new GdeltRows("3", "112")
                    .first("RUSGOV", "RUSSIA", "RUS", "", "GOV")
                    .second("UKR", "UKRAINE", "UKR", "", "")
                    .line()
            + "\n";

    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    private final HttpServer ingest;
    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    Path directory;

    ConvertedFileTest() throws IOException {
        ingest = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    @BeforeEach
    void given_a_service_that_knows_ukraine_alone() {
        ingest.createContext("/v1/", exchange -> {
            var path = exchange.getRequestURI().getPath();
            asked.add(path);
            exchange.sendResponseHeaders(path.equals("/v1/actors/UKR") ? 200 : 404, -1);
            exchange.close();
        });
        ingest.start();
    }

    @AfterEach
    void stop() {
        ingest.stop(0);
        http.close();
    }

    @Test
    void who_is_not_defined_is_defined_once_before_what_names_them() throws IOException {
        // given
        var file = Files.writeString(directory.resolve("a.CSV"), ROWS);

        // when
        var lines = lines(file.toString());

        // then
        assertThat(lines).extracting(EventLine::number).containsExactly(1L, 0L, 0L, 3L);
        assertThat(lines)
                .extracting(line -> new String(line.text(), UTF_8).replaceAll(".*\"subject\":\"([^\"]*)\".*", "$1"))
                .containsExactly("gdelt:1", "RUS", "RUS.GOV", "gdelt:3");
        assertThat(asked).containsExactly("/v1/actors/UKR", "/v1/actors/RUS", "/v1/actors/RUS.GOV");
    }

    @Test
    void a_packed_file_says_the_same() throws IOException {
        // given
        var plain = Files.writeString(directory.resolve("a.CSV"), ROWS);
        var packed = List.of(
                pack("a.gz", GZIPOutputStream::new),
                pack("a.xz", out -> new XZOutputStream(out, new LZMA2Options())),
                pack("a.zip", out -> {
                    var zip = new ZipOutputStream(out);
                    zip.putNextEntry(new ZipEntry("a.CSV"));
                    return zip;
                }));

        // when, then
        var expected = texts(plain.toString());
        for (var file : packed) {
            assertThat(texts(file.toString())).as("%s", file).isEqualTo(expected);
        }
    }

    @Test
    void what_is_not_there_or_no_such_file_is_said_in_a_line() throws IOException {
        // given
        var strange = Files.writeString(directory.resolve("strange"), "hello\n");

        // when, then
        assertThatExceptionOfType(StackFailure.class)
                .isThrownBy(() -> lines(directory.resolve("none").toString()))
                .withMessageStartingWith("there is no file ");
        assertThatExceptionOfType(StackFailure.class)
                .isThrownBy(() -> lines(strange.toString()))
                .withMessageContaining("behind record 0: it is no GDELT file");
    }

    private interface Packing {
        OutputStream of(OutputStream out) throws IOException;
    }

    private Path pack(String name, Packing packing) throws IOException {
        var file = directory.resolve(name);
        try (var out = packing.of(Files.newOutputStream(file))) {
            out.write(ROWS.getBytes(UTF_8));
        }
        return file;
    }

    private List<String> texts(String file) {
        return lines(file).stream().map(line -> new String(line.text(), UTF_8)).toList();
    }

    private List<EventLine> lines(String file) {
        var api = new FeedApi(
                http, URI.create("http://127.0.0.1:" + ingest.getAddress().getPort()), "token");
        try (EventSource source = new ForeignFile(new KnownEntities(api), new Skipped()).gdelt(file)) {
            var lines = new ArrayList<EventLine>();
            for (var line = source.next(); line != null; line = source.next()) {
                lines.add(line);
            }
            return lines;
        }
    }
}
