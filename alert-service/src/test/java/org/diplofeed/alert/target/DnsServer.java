package org.diplofeed.alert.target;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A name server (RFC 1035) for A and AAAA: each name has a list of answers, given one after another to who asks for the
 * one family, the last for ever. It knows no other name, and says nothing of those that it was told to be silent about.
 */
public final class DnsServer implements AutoCloseable {
    private static final int A = 1;
    private static final int AAAA = 28;
    private static final int NO_SUCH_NAME = 3;
    private static final String SILENT = "silent.example";

    /** What one name has at one time. */
    private record Answer(int ttl, List<InetAddress> addresses) {}

    private record Question(String name, int type) {}

    private final DatagramSocket socket;
    private final Map<String, Queue<Answer>> answers = new ConcurrentHashMap<>();
    private final Map<String, Integer> asked = new ConcurrentHashMap<>();
    private final Map<String, Integer> families = new ConcurrentHashMap<>();

    public DnsServer() {
        try {
            socket = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofPlatform().daemon().name("dns-server").start(this::serve);
    }

    /** As the configuration has it. */
    public String address() {
        return "127.0.0.1:" + socket.getLocalPort();
    }

    /** The next answer about this name: these addresses, to be kept for so many seconds. */
    public DnsServer answering(String name, int ttl, String... addresses) {
        answers.computeIfAbsent(name, _ -> new ArrayDeque<>())
                .add(new Answer(
                        ttl,
                        List.of(addresses).stream().map(InetAddress::ofLiteral).toList()));
        return this;
    }

    /** A name below which it answers nothing at all. */
    public String silentName(int n) {
        return "n" + n + "." + SILENT;
    }

    /** How often it was asked for IPv4 addresses of this name. */
    public int asked(String name) {
        return asked.getOrDefault(name, 0);
    }

    @Override
    public void close() {
        socket.close();
    }

    private void serve() {
        var buffer = new byte[1_500];
        while (!socket.isClosed()) {
            var packet = new DatagramPacket(buffer, buffer.length);
            try {
                socket.receive(packet);
                var request = ByteBuffer.wrap(buffer, 0, packet.getLength());
                var question = question(request);
                if (!question.name().endsWith(SILENT)) {
                    byte[] reply = reply(buffer, request.position(), question);
                    socket.send(new DatagramPacket(reply, reply.length, packet.getSocketAddress()));
                }
            } catch (IOException _) {
                // Closed.
            }
        }
    }

    private static Question question(ByteBuffer request) {
        request.position(12);
        var name = new StringBuilder();
        for (int length = request.get(); length > 0; length = request.get()) {
            var label = new byte[length];
            request.get(label);
            name.append(name.isEmpty() ? "" : ".").append(new String(label, US_ASCII));
        }
        int type = request.getShort();
        request.getShort();
        return new Question(name.toString(), type);
    }

    private byte[] reply(byte[] request, int endOfQuestion, Question question) throws IOException {
        var known = answers.get(question.name());
        var answer = known == null ? new Answer(0, List.of()) : known.element();
        var addresses = answer.addresses().stream()
                .filter(address -> address.getAddress().length == (question.type() == AAAA ? 16 : 4))
                .toList();
        if (question.type() == A) {
            asked.merge(question.name(), 1, Integer::sum);
        }
        var bytes = new ByteArrayOutputStream();
        var out = new DataOutputStream(bytes);
        out.write(request, 0, 2);
        out.writeShort(0x8180 | (known == null ? NO_SUCH_NAME : 0));
        out.writeShort(1);
        out.writeShort(addresses.size());
        out.writeInt(0);
        out.write(request, 12, endOfQuestion - 12);
        for (var address : addresses) {
            out.writeShort(0xC00C); // the name in the question
            out.writeShort(question.type());
            out.writeShort(1);
            out.writeInt(answer.ttl());
            out.writeShort(address.getAddress().length);
            out.write(address.getAddress());
        }
        forget(known, question);
        return bytes.toByteArray();
    }

    /** Both families are asked for of one answer: it is over when the second has been. */
    private void forget(@Nullable Queue<Answer> known, Question question) {
        if (known != null && known.size() > 1 && families.merge(question.name(), 1, Integer::sum) % 2 == 0) {
            known.remove();
        }
    }
}
