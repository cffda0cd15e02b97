package org.diplofeed.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.diplofeed.cli.stack.Running.Member;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunningTest {
    @TempDir
    Path directory;

    @Test
    void what_was_written_down_is_what_runs() {
        // given
        var data = new DataDirectory(directory);
        var running = new Running(
                Member.of(ProcessHandle.current()), "2026-01-01T00:00:00Z", true, Ports.standard(100), Map.of());

        // when
        running.write(data.running());

        // then
        assertThat(Running.now(data)).contains(running);
    }

    @Test
    void a_later_process_of_the_same_number_is_not_it() {
        // given
        var data = new DataDirectory(directory);
        var impostor = new Member(ProcessHandle.current().pid(), 1);

        // when
        new Running(impostor, "2026-01-01T00:00:00Z", true, Ports.standard(0), Map.of()).write(data.running());

        // then
        assertThat(Running.now(data)).isEmpty();
    }
}
