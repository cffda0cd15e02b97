package org.diplofeed.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.diplofeed.cli.stack.DataDirectory;
import org.diplofeed.cli.stack.Ports;
import org.diplofeed.cli.stack.Running;
import org.diplofeed.cli.stack.ServiceName;
import org.diplofeed.cli.stack.StackFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class PlaceTest {
    @TempDir
    Path directory;

    @Command
    private static final class Somewhere {
        @Mixin
        private final Place place = new Place();
    }

    @Test
    void every_command_that_takes_a_data_directory_takes_a_port_offset() {
        // when
        var commands = withAll(Feed.commandLine()).stream()
                .filter(command -> command.getCommandSpec().findOption("--data") != null)
                .toList();

        // then
        assertThat(commands).hasSizeGreaterThan(20);
        assertThat(commands)
                .allSatisfy(command -> assertThat(command.getCommandSpec().findOption("--port-offset"))
                        .isNotNull());
    }

    @Test
    void where_nothing_runs_the_offset_says_the_ports() {
        assertThat(place("--port-offset", "600").ports()).isEqualTo(Ports.standard(600));
        assertThat(place().ports()).isEqualTo(Ports.standard(0));
    }

    @Test
    void what_runs_is_found_without_an_offset() throws IOException {
        // given
        runs(600);

        // when
        var url = Access.service(null, place(), ServiceName.TIMELINE);

        // then
        assertThat(url).hasToString("http://127.0.0.1:8682");
    }

    @Test
    void what_runs_with_another_offset_is_not_what_is_meant() throws IOException {
        // given
        runs(600);

        // when
        var right = place("--port-offset", "600").ports();
        var wrong = place("--port-offset", "700");

        // then
        assertThat(right).isEqualTo(Ports.standard(600));
        assertThatThrownBy(wrong::ports)
                .isInstanceOf(StackFailure.class)
                .hasMessageContaining("ingest at port 8681")
                .hasMessageContaining("--port-offset 700");
    }

    private Place place(String... arguments) {
        var somewhere = new Somewhere();
        var all = new ArrayList<>(List.of("--data", directory.toString()));
        all.addAll(List.of(arguments));
        new CommandLine(somewhere).parseArgs(all.toArray(String[]::new));
        return somewhere.place;
    }

    /** As if this process held a stack. */
    private void runs(int offset) throws IOException {
        var self = ProcessHandle.current();
        var member = new Running.Member(
                self.pid(),
                self.info().startInstant().map(Instant::toEpochMilli).orElse(0L));
        var running = new Running(member, "2026-01-01T00:00:00Z", true, Ports.standard(offset), Map.of());
        new ObjectMapper().writeValue(new DataDirectory(directory).running().toFile(), running);
    }

    private static List<CommandLine> withAll(CommandLine command) {
        var all = new ArrayList<>(List.of(command));
        command.getSubcommands().values().forEach(sub -> all.addAll(withAll(sub)));
        return all;
    }
}
