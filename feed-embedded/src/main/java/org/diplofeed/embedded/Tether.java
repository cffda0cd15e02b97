package org.diplofeed.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Ties other processes to the life of this one.
 *
 * <p>A shell reads from a pipe that only this process can write to and never does: the read ends when this process
 * does, by whatever means, {@code kill -9} included.
 */
public final class Tether {
    private static final String WHEN_WE_END = "trap '' INT HUP TERM; read -r _; exec \"$@\"";
    private static final String UNTIL_WE_END = """
            trap '' INT HUP
            exec 3<&0 </dev/null
            child= stop=
            trap 'stop=1; test -z "$child" || kill -TERM $child' TERM
            "$@" 3<&- &
            child=$!
            exec 2>/dev/null
            test -z "$stop" || kill -TERM $child
            { read -r _ <&3; kill -TERM $child; } &
            watch=$!
            exec 3<&-
            wait $child; status=$?
            while kill -0 $child; do wait $child; status=$?; done
            kill -KILL $watch
            exit $status
            """;

    private Tether() {}

    /** Runs the command when this process ends. Kill the returned process to call that off. */
    static Process onEndOfThisProcess(List<String> command) {
        try {
            return new ProcessBuilder(shell(WHEN_WE_END, command))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The command line of a process that runs the command and ends it, by a TERM, when this process ends. Its standard
     * input has to be left a pipe. A TERM is handed on; an interrupt from the terminal is ignored, for it goes to
     * everybody at once and the order of stopping is this process' business. The exit status is the command's; the
     * shell itself says nothing, for it would die of its word where nobody reads its standard error any more.
     */
    public static List<String> toThisProcess(List<String> command) {
        return shell(UNTIL_WE_END, command);
    }

    private static List<String> shell(String script, List<String> command) {
        var whole = new ArrayList<>(List.of("/bin/sh", "-c", script, "diplofeed-tether"));
        whole.addAll(command);
        return whole;
    }
}
