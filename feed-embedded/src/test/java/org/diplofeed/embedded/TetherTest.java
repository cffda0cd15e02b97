package org.diplofeed.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The pipe to a tethered process ends when this process does; closing it is how a test dies without dying. */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class TetherTest {
    private static final List<String> FOREVER = List.of("tail", "-f", "/dev/null");

    @TempDir
    Path directory;

    @Test
    void a_tethered_process_ends_when_its_owner_does() throws Exception {
        // given
        var process = new ProcessBuilder(Tether.toThisProcess(FOREVER)).start();
        var child = onlyChild(process);

        // when
        process.getOutputStream().close();

        // then
        assertThat(child.onExit().get(30, TimeUnit.SECONDS).isAlive()).isFalse();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void a_request_to_stop_is_handed_on() throws Exception {
        // given: no pipe as output, for destroy() closes it and tail may end by that instead
        var process = new ProcessBuilder(Tether.toThisProcess(FOREVER))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        var child = onlyChild(process);

        // when
        process.destroy();

        // then
        assertThat(child.onExit().get(30, TimeUnit.SECONDS).isAlive()).isFalse();
        assertThat(process.waitFor()).isEqualTo(128 + 15);
    }

    @Test
    void the_status_is_the_commands() throws Exception {
        assertThat(new ProcessBuilder(Tether.toThisProcess(List.of("sh", "-c", "exit 7")))
                        .start()
                        .waitFor())
                .isEqualTo(7);
    }

    @Test
    void what_is_to_happen_at_the_end_happens_at_the_end() throws Exception {
        // given
        Path mark = directory.resolve("a mark");
        var process = Tether.onEndOfThisProcess(List.of("touch", mark.toString()));
        assertThat(mark).doesNotExist();

        // when
        process.getOutputStream().close();

        // then
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(Files.exists(mark)).isTrue();
    }

    private static ProcessHandle onlyChild(Process process) {
        var child = process.descendants()
                .filter(each -> commandOf(each).endsWith("tail"))
                .findFirst();
        while (child.isEmpty()) { // the shell has not come that far; the test's deadline bounds this
            Thread.onSpinWait();
            child = process.descendants()
                    .filter(each -> commandOf(each).endsWith("tail"))
                    .findFirst();
        }
        return child.get();
    }

    private static String commandOf(ProcessHandle process) {
        return process.info().command().orElse("");
    }
}
