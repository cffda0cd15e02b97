package org.diplofeed.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Readers of server-sent events, thousands of them in one thread, each a connection of its own. */
final class OpenStreams implements AutoCloseable {
    /** How many ask at a time, as readers would come over a while. */
    private static final int OPENING = 50;

    private static final String OPENED = "event:stream.opened";

    private final Selector selector = Selector.open();
    private final ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
    private int open;
    private int got;

    /** What one reader has read that no line ended, and which event it waits for. */
    private static final class Reader {
        private final StringBuilder text = new StringBuilder();
        private String awaited = OPENED;
    }

    OpenStreams() throws IOException {}

    /** Opens so many and waits until each has its first event. */
    void open(int port, String path, String token, int count, Duration patience) throws IOException {
        var request = ByteBuffer.wrap(("GET " + path + " HTTP/1.1\r\nHost: localhost:" + port
                        + "\r\nAuthorization: Bearer " + token + "\r\nAccept: text/event-stream\r\n\r\n")
                .getBytes(UTF_8));
        got = 0;
        long end = System.nanoTime() + patience.toNanos();
        while (got < count) {
            while (open < count && open - got < OPENING) {
                connect(port, request.duplicate());
            }
            select(end);
        }
    }

    /** Waits until all have read an event that holds this; how many have. */
    int await(String text, Duration patience) throws IOException {
        got = 0;
        for (var key : selector.keys()) {
            ((Reader) key.attachment()).awaited = text;
        }
        long end = System.nanoTime() + patience.toNanos();
        while (got < open && System.nanoTime() < end) {
            select(end);
        }
        return got;
    }

    private void connect(int port, ByteBuffer request) throws IOException {
        var channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.write(request);
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ, new Reader());
        open++;
    }

    private void select(long end) throws IOException {
        if (System.nanoTime() > end) {
            throw new IOException("only " + got + " of " + open + " streams have what they wait for");
        }
        selector.select(this::read, TimeUnit.SECONDS.toMillis(1));
    }

    private void read(SelectionKey key) {
        var reader = (Reader) key.attachment();
        try {
            buffer.clear();
            if (((SocketChannel) key.channel()).read(buffer) < 0) {
                throw new IOException("a stream was ended");
            }
            reader.text.append(UTF_8.decode(buffer.flip()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (!reader.awaited.isEmpty() && reader.text.indexOf(reader.awaited) >= 0) {
            reader.awaited = "";
            reader.text.setLength(0);
            got++;
        } else if (reader.awaited.isEmpty()) {
            reader.text.setLength(0);
        }
    }

    @Override
    public void close() throws IOException {
        for (var key : selector.keys()) {
            key.channel().close();
        }
        selector.close();
    }
}
