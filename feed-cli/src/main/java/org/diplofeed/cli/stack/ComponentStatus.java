package org.diplofeed.cli.stack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * How one part of a running stack is.
 *
 * @param name the part
 * @param where its address
 * @param up whether it answers there; a service: whether it says that it is ready
 * @param pid its process, 0 when there is none
 * @param residentBytes the memory of its processes; pages that several share are divided among them (Linux)
 */
public record ComponentStatus(String name, String where, boolean up, long pid, long residentBytes) {
    private static final Duration PROBE = Duration.ofSeconds(2);

    /** Asks every part. */
    public static List<ComponentStatus> of(Running running, DataDirectory data) throws InterruptedException {
        var ports = running.ports();
        var all = new ArrayList<ComponentStatus>();
        var supervisor = running.supervisor().process();
        all.add(new ComponentStatus(
                "broker",
                "127.0.0.1:" + ports.broker(),
                listens(ports.broker()),
                supervisor.map(ProcessHandle::pid).orElse(0L),
                supervisor.map(process -> resident(Stream.of(process))).orElse(0L)));
        var postgres = postmaster(data);
        all.add(new ComponentStatus(
                "postgres",
                "127.0.0.1:" + ports.postgres(),
                listens(ports.postgres()),
                postgres.map(ProcessHandle::pid).orElse(0L),
                postgres.map(ComponentStatus::residentOfFamily).orElse(0L)));
        try (var http = HttpClient.newBuilder().connectTimeout(PROBE).build()) {
            for (var service : ServiceName.values()) {
                var member = running.services().get(service.label());
                if (member == null) {
                    continue; // not asked for
                }
                var process = member.process();
                var readiness = URI.create("http://127.0.0.1:" + ports.management(service) + "/q/health/ready");
                all.add(new ComponentStatus(
                        service.module(),
                        "http://127.0.0.1:" + ports.http(service),
                        process.isPresent() && ServiceProcess.isReady(http, readiness),
                        process.map(ProcessHandle::pid).orElse(0L),
                        process.map(ComponentStatus::residentOfFamily).orElse(0L)));
            }
        }
        return all;
    }

    private static Optional<ProcessHandle> postmaster(DataDirectory data) {
        try (var lines = Files.lines(data.postgres().resolve("data/postmaster.pid"))) {
            return lines.findFirst().flatMap(pid -> ProcessHandle.of(Long.parseLong(pid.trim())));
        } catch (IOException | NumberFormatException noneRuns) {
            return Optional.empty();
        }
    }

    private static boolean listens(int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), (int) PROBE.toMillis());
            return true;
        } catch (IOException nobody) {
            return false;
        }
    }

    private static long residentOfFamily(ProcessHandle process) {
        return resident(Stream.concat(Stream.of(process), process.descendants()));
    }

    /** What processes hold, pages that they share divided among them where the system says how (Linux). */
    private static long resident(Stream<ProcessHandle> processes) {
        return processes.mapToLong(ComponentStatus::resident).sum();
    }

    private static long resident(ProcessHandle process) {
        Path proportional = Path.of("/proc", Long.toString(process.pid()), "smaps_rollup");
        try {
            if (Files.isReadable(proportional)) {
                return kibibytes(Files.readString(proportional, StandardCharsets.US_ASCII), "Pss:");
            }
            var ps = new ProcessBuilder("ps", "-o", "rss=", "-p", Long.toString(process.pid())).start();
            String answer = new String(ps.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).trim();
            return ps.waitFor(5, TimeUnit.SECONDS) && !answer.isEmpty() ? Long.parseLong(answer) << 10 : 0;
        } catch (IOException gone) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    private static long kibibytes(String text, String field) {
        return text.lines()
                        .filter(line -> line.startsWith(field))
                        .map(line -> line.replaceAll("\\D", ""))
                        .mapToLong(Long::parseLong)
                        .findFirst()
                        .orElse(0L)
                << 10;
    }
}
