package org.diplofeed.ingest.stack;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.RestAssured;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.util.HexFormat;

/** A request that is written and answered at the same time, as no common client does it: a line, a verdict, a line. */
public final class LineByLine implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 60_000;

    private final Socket socket;
    private final BufferedReader answer;

    private LineByLine(Socket socket) throws IOException {
        this.socket = socket;
        this.answer = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
    }

    /** Begins a POST of NDJSON; the answer is not waited for. */
    public static LineByLine open(String path, String token) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port);
        socket.setSoTimeout(PATIENCE_MILLIS);
        var head = "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token
                + "\r\nContent-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n";
        socket.getOutputStream().write(head.getBytes(UTF_8));
        return new LineByLine(socket);
    }

    /** Sends one line. */
    public void send(JsonNode event) throws IOException {
        var line = (event + "\n").getBytes(UTF_8);
        var out = socket.getOutputStream();
        out.write((HexFormat.of().toHexDigits(line.length) + "\r\n").getBytes(UTF_8));
        out.write(line);
        out.write("\r\n".getBytes(UTF_8));
    }

    /** The next line of the answer that is JSON: not its head, nor a chunk's length. */
    public String receive() throws IOException {
        while (true) {
            var line = answer.readLine();
            if (line == null) {
                throw new IOException("the answer ended");
            }
            if (line.startsWith("{")) {
                return line;
            }
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
