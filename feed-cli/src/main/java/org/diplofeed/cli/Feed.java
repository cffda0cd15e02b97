package org.diplofeed.cli;

import org.diplofeed.cli.stack.StackFailure;
import org.diplofeed.cli.verify.VerifyAlertsCommand;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;

/** {@code feed}: the local stack, the demo, tokens. */
@Command(
        name = "feed",
        description = {"Runs diplofeed on this machine: broker, database and services, without containers.", ""},
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            DemoCommand.class,
            ImportCommand.class,
            ExportCommand.class,
            RestoreCommand.class,
            ReplayCommand.class,
            LagCommand.class,
            ParkedCommand.class,
            RefusedCommand.class,
            RebuildCommand.class,
            EffectsCommand.class,
            UpCommand.class,
            DownCommand.class,
            StatusCommand.class,
            LogsCommand.class,
            TokenCommand.class,
            ResetCommand.class,
            VerifyAlertsCommand.class,
            VersionCommand.class
        },
        footer = {
            "",
            "Beside these, the script itself knows:",
            "  build                                   Builds what is out of date.",
            "  bench [NAME...] [--json]                Measures, and prints figures with their goals.",
            "  test [--containers] [MAVEN ARGUMENTS]   Runs the whole test suite, as CI does.",
            "",
            "Exit status: 0 done, 1 failed, 2 not understood, 3 nothing runs here."
        })
public final class Feed {
    /** Nothing runs where the command looked. */
    static final int NOTHING_RUNS = 3;

    private Feed() {}

    /** Does what the arguments say and ends the JVM with its status. */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Feed())
                .addSubcommand("completion", completion())
                .setColorScheme(CommandLine.Help.defaultColorScheme(Terminal.wantsColours() ? Ansi.ON : Ansi.OFF))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(Feed::explain);
    }

    private static CommandLine completion() {
        var completion = new CommandLine(new GenerateCompletion());
        completion
                .getCommandSpec()
                .usageMessage()
                .description("Prints a completion script for bash and zsh: source <(feed completion).");
        return completion;
    }

    private static int explain(Exception failure, CommandLine commandLine, CommandLine.ParseResult parsed)
            throws Exception {
        if (failure instanceof StackFailure known) {
            commandLine.getErr().println("feed: " + known.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        }
        throw failure;
    }
}
