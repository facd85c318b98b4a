package io.tidbclient.cli.imports;

import io.tidbclient.check.report.ReportException;
import io.tidbclient.config.ConfigException;
import io.tidbclient.config.Quoted;
import io.tidbclient.output.imports.RecordedPoll;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A file of recorded polls, of {@code --record} or what {@code -o ndjson} wrote, read poll by poll: that of a watch of
 * days may be larger than the memory. A last line that is cut off, as when a disk was full, is left out.
 */
final class RecordFile implements AutoCloseable {
    private final Path file;
    private final BufferedReader lines;
    private int number;
    private Optional<RecordedPoll> ahead = Optional.empty();

    private RecordFile(Path file) throws IOException {
        this.file = file;
        // Not Files.newBufferedReader: it refuses all that stands near a character that is cut off at the end.
        this.lines = new BufferedReader(new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8));
    }

    /**
     * Opens one that holds at least one poll.
     *
     * @throws ConfigException when it cannot be read, or holds none
     */
    static RecordFile open(Path file) {
        RecordFile record;
        try {
            record = new RecordFile(file);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
        try {
            record.ahead = record.next();
            if (record.ahead.isEmpty()) {
                throw new ConfigException(Quoted.of(file.toString())
                        + " contains no poll of import jobs; give a file written by" + " --record.");
            }
            return record;
        } catch (ConfigException e) {
            record.close();
            throw e;
        }
    }

    /**
     * The next poll; empty at the end.
     *
     * @throws ConfigException when it cannot be read, or a line that is not the last is none of a record's
     */
    Optional<RecordedPoll> next() {
        if (ahead.isPresent()) {
            Optional<RecordedPoll> next = ahead;
            ahead = Optional.empty();
            return next;
        }
        try {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                Optional<RecordedPoll> recording = line.isBlank() ? Optional.empty() : parsed(line);
                if (recording.isPresent()) {
                    return recording;
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private Optional<RecordedPoll> parsed(String line) throws IOException {
        try {
            return RecordedPoll.parse(line);
        } catch (ReportException e) {
            if (number > 1 && lines.readLine() == null) {
                return Optional.empty();
            }
            throw new ConfigException(
                    "%s, line %d %s; give a file written by --record."
                            .formatted(Quoted.of(file.toString()), number, e.getMessage()),
                    e);
        }
    }

    private static ConfigException unreadable(Path file, IOException e) {
        return new ConfigException(
                Quoted.of(file.toString())
                        + (e instanceof NoSuchFileException ? " is not there" : " cannot be read")
                        + "; give a file written by --record.",
                e);
    }

    @Override
    public void close() {
        try {
            lines.close();
        } catch (IOException e) {
            // It was read as far as anybody wanted.
        }
    }
}
