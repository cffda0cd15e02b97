package org.diplofeed.cli.stack;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What runs in a data directory, as its supervisor wrote it down.
 *
 * @param supervisor the process that holds the stack
 * @param since when the last of it was started, RFC 3339
 * @param ready whether all of it was ready then
 * @param ports where it listens
 * @param services its services' processes by label
 */
public record Running(Member supervisor, String since, boolean ready, Ports ports, Map<String, Member> services) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * A process that is told apart from a later one with the same number by its start.
     *
     * @param pid its number
     * @param startedAt its start in milliseconds since 1970, 0 where the system does not say
     */
    public record Member(long pid, long startedAt) {
        static Member of(ProcessHandle process) {
            return new Member(process.pid(), start(process));
        }

        /** The process, if it is still that one. */
        @JsonIgnore
        public Optional<ProcessHandle> process() {
            return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(found -> start(found) == startedAt);
        }

        private static long start(ProcessHandle process) {
            return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
        }
    }

    /** What runs now: what the file says, if its supervisor lives. */
    public static Optional<Running> now(DataDirectory data) {
        return read(data.running()).filter(found -> found.supervisor().process().isPresent());
    }

    /** Which services there are. */
    public Set<ServiceName> names() {
        return Stream.of(ServiceName.values())
                .filter(name -> services.containsKey(name.label()))
                .collect(Collectors.toSet());
    }

    /** What the file says, whether it still is so or not. */
    static Optional<Running> read(Path file) {
        try {
            return Files.exists(file) ? Optional.of(JSON.readValue(file.toFile(), Running.class)) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    void write(Path file) {
        try {
            Path draft = file.resolveSibling(file.getFileName() + ".new");
            JSON.writeValue(draft.toFile(), this);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
