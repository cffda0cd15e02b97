package org.diplofeed.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import org.diplofeed.cli.stack.StackFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeedTest {
    @TempDir
    Path directory;

    @Test
    void help_names_every_command() {
        assertThat(Feed.commandLine().getUsageMessage())
                .contains("demo", "up", "down", "status", "logs", "reset", "token", "version", "completion", "test");
    }

    @Test
    void what_is_not_understood_is_status_2() {
        assertThat(run("nonsense")).isEqualTo(2);
        assertThat(run("token", "--role", "emperor")).isEqualTo(2);
        assertThat(run("logs", "kitchen")).isEqualTo(2);
    }

    @Test
    void asking_for_the_status_of_nothing_is_status_3() {
        assertThat(run("status", "--data", directory.toString())).isEqualTo(3);
    }

    @Test
    void stopping_nothing_is_no_failure() {
        assertThat(run("down", "--data", directory.toString())).isZero();
    }

    @Test
    void a_directory_that_is_no_stacks_is_never_deleted() {
        assertThat(run("reset", "--yes", "--data", directory.toString())).isEqualTo(1);
        assertThat(directory).exists();
    }

    @Test
    void times_read_as_people_write_them() {
        assertThat(TokenCommand.duration("30m")).isEqualTo(Duration.ofMinutes(30));
        assertThat(TokenCommand.duration("7d")).isEqualTo(Duration.ofDays(7));
        assertThat(TokenCommand.duration("PT1H")).isEqualTo(Duration.ofHours(1));
        assertThatThrownBy(() -> TokenCommand.duration("soon")).isInstanceOf(StackFailure.class);
        assertThatThrownBy(() -> TokenCommand.duration("0m")).isInstanceOf(StackFailure.class);
    }

    private static int run(String... arguments) {
        var silence = new PrintWriter(new StringWriter());
        return Feed.commandLine().setOut(silence).setErr(silence).execute(arguments);
    }
}
