package io.tidbclient.serve.metrics;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;

class ProcessFilesTest {
    @TempDir
    Path proc;

    @Test
    void numbers_are_in_base_units() throws IOException {
        Path self = Files.createDirectories(proc.resolve("self/fd")).getParent();
        // A name with a blank and a bracket, which must not shift the fields.
        Files.writeString(
                self.resolve("stat"), "42 (a) b) S 1 2 3 4 5 6 7 8 9 10 250 150 0 0 20 0 1 0 12345 3133440 360 0\n");
        Files.writeString(self.resolve("status"), "Name:\ta\nVmSize:\t  2048 kB\nVmRSS:\t  1024 kB\n");
        Files.writeString(self.resolve("limits"), """
                Limit                     Soft Limit           Hard Limit           Units
                Max open files            1024                 4096                 files
                """);
        Files.writeString(proc.resolve("stat"), "cpu  1 2 3\nbtime 1700000000\n");
        for (int i = 0; i < 4; i++) {
            Files.createFile(self.resolve("fd/" + i));
        }
        ProcessFiles files = new ProcessFiles(proc);

        assertThat(files.exist()).isTrue();
        assertThat(files.cpuSeconds()).isEqualTo(4.0);
        assertThat(files.startSeconds()).isEqualTo(1_700_000_123.45);
        assertThat(files.residentBytes()).isEqualTo(1_048_576);
        assertThat(files.virtualBytes()).isEqualTo(2_097_152);
        assertThat(files.mostOpenFiles()).isEqualTo(1_024);
        assertThat(files.openFiles()).isEqualTo(3);
    }

    @Test
    void what_cannot_be_read_is_no_number() {
        ProcessFiles files = new ProcessFiles(proc);

        assertThat(files.exist()).isFalse();
        assertThat(files.cpuSeconds()).isNaN();
        assertThat(files.startSeconds()).isNaN();
        assertThat(files.residentBytes()).isNaN();
        assertThat(files.openFiles()).isNaN();
        assertThat(files.mostOpenFiles()).isNaN();
    }
}
