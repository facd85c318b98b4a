package io.tidbclient.cli;

import io.tidbclient.config.ConfigException;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class OutputFileTest {
    @Test
    void a_full_disk_is_reported() {
        Path full = Path.of("/dev/full");
        Assumptions.assumeTrue(Files.exists(full), "this system has no /dev/full");
        OutputFile file = OutputFile.open("--junit", full);

        file.stream().print("<testsuites/>");
        file.close();

        assertThat(file.complaint())
                .contains("--junit: '/dev/full' is not complete (No space left on device); make room, or name another"
                        + " file, and run it again.");
    }

    @Test
    void looking_whether_a_file_can_be_written_changes_nothing(@TempDir Path folder) throws IOException {
        Path there = Files.writeString(folder.resolve("there"), "kept");
        Path notYet = folder.resolve("not-yet");

        OutputFile.check("--history", there);
        OutputFile.check("--junit", notYet);

        assertThat(Files.readString(there)).isEqualTo("kept");
        assertThat(notYet).doesNotExist();
    }

    @Test
    void a_file_that_cannot_be_written_is_refused_before_any_is_opened(@TempDir Path folder) {
        for (Path impossible : List.of(folder, folder.resolve("no/such/folder"))) {
            assertThatThrownBy(() -> OutputFile.check("--junit", impossible))
                    .isInstanceOf(ConfigException.class)
                    .hasMessage("--junit: '" + impossible + "' cannot be written to; name another file.");
        }
    }

    @Test
    void two_options_cannot_name_the_same_file(@TempDir Path folder) throws IOException {
        Path existing = Files.writeString(folder.resolve("existing"), "kept");
        Path link = Files.createSymbolicLink(folder.resolve("link"), existing);
        Path notYet = folder.resolve("not-yet");

        for (List<Path> same : List.of(
                List.of(existing, existing), List.of(existing, link), List.of(notYet, folder.resolve("./not-yet")))) {
            Map<String, Path> files = new LinkedHashMap<>(Map.of("--history", same.getFirst()));
            files.put("--report", same.getLast());

            assertThatThrownBy(() -> OutputFile.check(files))
                    .isInstanceOf(ConfigException.class)
                    .hasMessage(
                            "--history and --report both name '" + same.getLast() + "'; give each a file of its own.");
        }
        assertThat(existing).hasContent("kept");
        assertThat(notYet).doesNotExist();
        assertThatCode(() -> OutputFile.check(Map.of("--history", existing, "--report", notYet)))
                .doesNotThrowAnyException();
        Path device = Path.of("/dev/null");
        assertThatCode(() -> OutputFile.check(Map.of("--history", device, "--report", device)))
                .doesNotThrowAnyException();
    }

    @Test
    void a_file_that_is_already_written_is_not_opened_for_another_option(@TempDir Path folder) {
        OutputFiles files = new OutputFiles();
        Path file = folder.resolve("events");
        PrintStream events = files.open("--events", file).stream();
        events.print("kept");
        events.flush();

        assertThatThrownBy(() -> files.open("--record", file))
                .isInstanceOf(ConfigException.class)
                .hasMessage("--events and --record both name '" + file + "'; give each a file of its own.");
        assertThat(file).hasContent("kept");
        assertThat(files.complaints()).isEmpty();
    }

    @Test
    void a_file_that_was_written_is_not_reported(@TempDir Path folder) throws IOException {
        OutputFile file = OutputFile.open("--history", folder.resolve("history"));

        file.stream().print("{}");
        file.close();
        file.close();

        assertThat(file.complaint()).isEmpty();
        assertThat(Files.readString(folder.resolve("history"))).isEqualTo("{}");
    }
}
