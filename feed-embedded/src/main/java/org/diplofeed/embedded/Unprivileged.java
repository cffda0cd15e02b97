package org.diplofeed.embedded;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs programs that refuse to run as root, as Postgres does.
 *
 * <p>As an ordinary user: as they are. As root: in a user namespace of their own, where root is nobody and its files
 * are nobody's too; where namespaces are forbidden, as the user {@code nobody}, who is then given the directory.
 */
final class Unprivileged {
    private static final int TAIL = 2_000;

    private final List<String> prefix;
    private final boolean otherUser;

    private Unprivileged(List<String> prefix, boolean otherUser) {
        this.prefix = prefix;
        this.otherUser = otherUser;
    }

    static Unprivileged detect() {
        if (new UnixSystem().getUid() != 0) {
            return new Unprivileged(List.of(), false);
        }
        if (succeeds("unshare", "-U", "true")) {
            return new Unprivileged(List.of("unshare", "-U", "--"), false);
        }
        if (succeeds("runuser", "-u", "nobody", "--", "true")) {
            return new Unprivileged(List.of("runuser", "-u", "nobody", "--"), true);
        }
        throw new IllegalStateException(
                "Postgres does not run as root, and neither user namespaces (unshare) nor runuser"
                        + " work here: run this as an ordinary user");
    }

    /** The command line that runs a program this way. */
    List<String> command(List<String> program) {
        var whole = new ArrayList<>(prefix);
        whole.addAll(program);
        return whole;
    }

    /** Gives a directory to whoever the programs will be. */
    void own(Path directory) throws IOException {
        if (otherUser) {
            run(List.of(), List.of("chown", "-R", "nobody", directory.toString()), null, Duration.ofSeconds(30));
        }
    }

    /** Runs a program to its end; a status other than 0 or a missed deadline is a {@link CommandFailed}. */
    void run(List<String> program, Path log, Duration deadline) {
        run(prefix, program, log, deadline);
    }

    private static void run(List<String> prefix, List<String> program, @Nullable Path log, Duration deadline) {
        var whole = new ArrayList<>(prefix);
        whole.addAll(program);
        try {
            long before = log != null && Files.exists(log) ? Files.size(log) : 0;
            var process = new ProcessBuilder(whole)
                    .redirectErrorStream(true)
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(
                            log == null
                                    ? ProcessBuilder.Redirect.DISCARD
                                    : ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            boolean ended = process.waitFor(deadline.toMillis(), TimeUnit.MILLISECONDS);
            if (!ended) {
                process.destroyForcibly();
            }
            if (!ended || process.exitValue() != 0) {
                throw new CommandFailed(Path.of(program.getFirst()).getFileName()
                        + (ended ? " failed with status " + process.exitValue() : " did not end in " + deadline)
                        + said(log, before));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailed("interrupted while waiting for " + program.getFirst());
        }
    }

    private static String said(@Nullable Path log, long before) throws IOException {
        if (log == null) {
            return "";
        }
        String text = Files.readString(log, StandardCharsets.UTF_8);
        String news = text.substring((int) Math.min(before, text.length()));
        return ":\n" + news.substring(Math.max(0, news.length() - TAIL)).trim();
    }

    private static boolean succeeds(String... command) {
        try {
            var process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException notInstalled) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
