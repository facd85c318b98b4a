package io.tidbclient.cli;

import io.tidbclient.config.ConfigException;
import io.tidbclient.config.Quoted;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A file that an option asks for. Printing never throws, so the first thing that went wrong is kept for the end: a disk
 * that is full ends no run. What is printed is written at once, for readers that follow the file.
 */
public final class OutputFile implements AutoCloseable {
    private final String option;
    private final Path file;
    private final FailureRecordingStream raw;
    private final PrintStream stream;

    private OutputFile(String option, Path file, FailureRecordingStream raw) {
        this.option = option;
        this.file = file;
        this.raw = raw;
        this.stream = new PrintStream(raw, false, StandardCharsets.UTF_8);
    }

    /**
     * Opens the file; an existing one is replaced.
     *
     * @param option what asks for it, for messages
     * @throws ConfigException when it cannot be written to
     */
    public static OutputFile open(String option, Path file) {
        try {
            return new OutputFile(option, file, new FailureRecordingStream(Files.newOutputStream(file)));
        } catch (IOException e) {
            throw cannotBeWritten(option, file, e);
        }
    }

    /**
     * Looks whether the files can be opened, and changes nothing: none is replaced while another cannot be.
     *
     * @param files by what asks for them, for messages
     * @throws ConfigException when one cannot be written to, or two are the same file
     */
    public static void check(Map<String, Path> files) {
        files.forEach(OutputFile::check);
        List<String> options = List.copyOf(files.keySet());
        for (int i = 1; i < options.size(); i++) {
            for (String before : options.subList(0, i)) {
                refuseSame(before, options.get(i), files.get(before), files.get(options.get(i)));
            }
        }
    }

    private static void refuseSame(String option, String other, Path file, Path otherFile) {
        if (isSame(file, otherFile)) {
            throw new ConfigException("%s and %s both name %s; give each a file of its own."
                    .formatted(option, other, Quoted.of(otherFile.toString())));
        }
    }

    /** A device, such as {@code /dev/null}, takes the output of several. */
    private static boolean isSame(Path one, Path other) {
        try {
            if (Files.exists(one) && Files.exists(other)) {
                return Files.isRegularFile(one) && Files.isSameFile(one, other);
            }
            return one.normalize().equals(other.normalize());
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Looks whether the file can be opened, and changes nothing.
     *
     * @param option what asks for it, for messages
     * @throws ConfigException when it cannot be written to
     */
    public static void check(String option, Path file) {
        Path folder = file.toAbsolutePath().getParent();
        boolean possible = Files.exists(file)
                ? Files.isWritable(file) && !Files.isDirectory(file)
                : folder != null && Files.isDirectory(folder) && Files.isWritable(folder);
        if (!possible) {
            throw cannotBeWritten(option, file, null);
        }
    }

    private static ConfigException cannotBeWritten(String option, Path file, IOException why) {
        return new ConfigException(
                option + ": " + Quoted.of(file.toString()) + " cannot be written to; name another file.", why);
    }

    /**
     * Refuses to have it written to for another option as well.
     *
     * @throws ConfigException when that names the same file
     */
    void refuseSame(String other, Path otherFile) {
        refuseSame(option, other, file, otherFile);
    }

    /** What is printed to. */
    public PrintStream stream() {
        return stream;
    }

    /** A sentence about what is missing in the file. Complete after {@link #close}. */
    public Optional<String> complaint() {
        return raw.failure()
                .map(e -> "%s: %s is not complete (%s); make room, or name another file, and run it again."
                        .formatted(option, Quoted.of(file.toString()), e.getMessage()));
    }

    /** Writes what is left. Does nothing the second time. */
    @Override
    public void close() {
        stream.close();
    }
}
