package org.diplofeed.cli;

import java.util.Locale;
import org.diplofeed.cli.stack.StackFailure;
import picocli.CommandLine.Option;

/** Asks before something is done that cannot be undone. */
final class Confirmation {
    @Option(names = "--yes", description = "Does not ask.")
    private boolean yes;

    /**
     * Whether to go on.
     *
     * @param what how much of what will be done, as a question
     * @throws StackFailure where nobody can be asked
     */
    boolean given(String what) {
        if (yes) {
            return true;
        }
        var person = Terminal.person()
                .orElseThrow(() -> new StackFailure("nobody can be asked here, say --yes to go on: " + what));
        var answer = person.readLine("%s [y/N] ", what);
        return answer != null && answer.strip().toLowerCase(Locale.ROOT).startsWith("y");
    }
}
