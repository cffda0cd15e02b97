package org.diplofeed.cli;

import java.io.Console;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** Where a command prints, with colours if somebody looks at it. */
public final class Terminal {
    private final PrintWriter out;
    private final boolean colours;

    private Terminal(PrintWriter out, boolean colours) {
        this.out = out;
        this.colours = colours;
    }

    /** Standard output; in colour if it is a terminal and NO_COLOR is not set. */
    public static Terminal standard() {
        return new Terminal(new PrintWriter(System.out, true, StandardCharsets.UTF_8), wantsColours());
    }

    /** Standard error, for what goes beside the output proper. */
    static Terminal error() {
        return new Terminal(new PrintWriter(System.err, true, StandardCharsets.UTF_8), wantsColours());
    }

    /** Prints to a writer, without colours. */
    public static Terminal plain(PrintWriter out) {
        return new Terminal(out, false);
    }

    static boolean wantsColours() {
        String refused = System.getenv("NO_COLOR");
        return (refused == null || refused.isEmpty()) && person().isPresent();
    }

    /** Whoever sits at a terminal and can be asked. */
    static Optional<Console> person() {
        return Optional.ofNullable(System.console()).filter(Console::isTerminal);
    }

    /** Prints a line. */
    public synchronized void line(String text) {
        out.println(text);
        out.flush();
    }

    /** Emphasised. */
    public String bold(String text) {
        return coloured("1", text);
    }

    /** Beside the point. */
    public String dim(String text) {
        return coloured("2", text);
    }

    /** Good news. */
    public String good(String text) {
        return coloured("32", text);
    }

    /** Bad news. */
    public String bad(String text) {
        return coloured("31", text);
    }

    /** A duration as people read it: {@code 1.3 s}. */
    public static String seconds(Duration duration) {
        return String.format(Locale.ROOT, duration.toMillis() < 100 ? "%.3f s" : "%.1f s", duration.toNanos() / 1e9);
    }

    private String coloured(String code, String text) {
        return colours ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
