package org.diplofeed.alert.target;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** A server that answers by the byte, for all that a real one would not do. */
public final class RawServer implements AutoCloseable {
    /** What to do with a connection; it is closed afterwards. */
    public interface Handler {
        void handle(Socket socket) throws IOException;
    }

    private final ServerSocket server;
    private final AtomicInteger connections = new AtomicInteger();

    public RawServer(Handler handler) throws IOException {
        this("127.0.0.1", handler);
    }

    private RawServer(String address, Handler handler) throws IOException {
        server = new ServerSocket(0, 50, InetAddress.ofLiteral(address));
        Thread.ofVirtual().start(() -> accept(handler));
    }

    /** One that listens at another of this machine's addresses. */
    public static RawServer at(String address, Handler handler) throws IOException {
        return new RawServer(address, handler);
    }

    public int port() {
        return server.getLocalPort();
    }

    public String url() {
        return "http://127.0.0.1:" + port() + "/hook";
    }

    /** How many came. */
    public int connections() {
        return connections.get();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    /** Reads a request's head. */
    public static void readRequest(Socket socket) throws IOException {
        var reader = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
        String line = reader.readLine();
        while (line != null && !line.isEmpty()) {
            line = reader.readLine();
        }
    }

    /** The pace of a slow server. */
    public static void awaitQuietly(Duration pause) {
        long end = System.nanoTime() + pause.toNanos();
        while (System.nanoTime() < end) {
            LockSupport.parkNanos(end - System.nanoTime());
        }
    }

    private void accept(Handler handler) {
        while (!server.isClosed()) {
            try {
                var socket = server.accept();
                connections.incrementAndGet();
                Thread.ofVirtual().start(() -> {
                    try (socket) {
                        handler.handle(socket);
                    } catch (IOException _) {
                        // The client hung up, as some of these tests want.
                    }
                });
            } catch (IOException _) {
                // Closed.
            }
        }
    }
}
