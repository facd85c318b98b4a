package io.tidbclient.cli.imports;

import io.tidbclient.config.ConfigException;
import io.tidbclient.output.imports.Look;
import io.tidbclient.report.ReportException;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A file of recorded looks: of {@code --record}, or what {@code -o ndjson} wrote. */
final class RecordFile {
    private RecordFile() {}

    /**
     * All looks in it. A last line that is cut off, as when a disk was full, is left out.
     *
     * @throws ConfigException when it cannot be read, or holds no look
     */
    static List<Look> read(Path file) {
        List<Look> looks = new ArrayList<>();
        Optional<String> bad = Optional.empty();
        int number = 0;
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (bad.isPresent()) {
                    throw new ConfigException(bad.get());
                }
                if (!line.isBlank()) {
                    try {
                        Look.parse(line).ifPresent(looks::add);
                    } catch (ReportException e) {
                        bad = Optional.of(file + ", line " + number + " " + e.getMessage()
                                + "; give a file that --record wrote.");
                    }
                }
            }
        } catch (IOException e) {
            throw new ConfigException(file + " cannot be read as text; give a file that --record wrote.", e);
        }
        if (looks.isEmpty()) {
            throw new ConfigException(
                    bad.orElse(file + " holds no look at import jobs; give a file that --record wrote."));
        }
        return looks;
    }
}
