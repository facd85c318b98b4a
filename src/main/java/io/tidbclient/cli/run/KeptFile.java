package io.tidbclient.cli.run;

import io.tidbclient.config.ConfigException;
import io.tidbclient.config.Quoted;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A file that an option asks for. Printing never throws, so the first thing that went wrong is kept for the end. */
final class KeptFile implements AutoCloseable {
    private final String option;
    private final Path file;
    private final PrintStream stream;
    private volatile IOException failure;

    private KeptFile(String option, Path file, OutputStream raw) {
        this.option = option;
        this.file = file;
        this.stream = new PrintStream(new Watched(raw), false, StandardCharsets.UTF_8);
    }

    /**
     * Opens the file; one that is there is replaced.
     *
     * @throws ConfigException when it cannot be written to
     */
    static KeptFile open(String option, Path file) {
        try {
            return new KeptFile(option, file, Files.newOutputStream(file));
        } catch (IOException e) {
            throw new ConfigException(
                    option + ": " + Quoted.of(file.toString()) + " cannot be written to; name another file.", e);
        }
    }

    PrintStream stream() {
        return stream;
    }

    /** A sentence about what is missing in the file. Complete after {@link #close}. */
    Optional<String> complaint() {
        return Optional.ofNullable(failure)
                .map(e -> "%s: %s is not complete (%s); make room, or name another file, and run it again."
                        .formatted(option, Quoted.of(file.toString()), e.getMessage()));
    }

    /** Writes what is left. Does nothing the second time. */
    @Override
    public void close() {
        stream.close();
    }

    /** Passes on what is written and remembers the first failure. */
    private final class Watched extends OutputStream {
        private final OutputStream raw;

        private Watched(OutputStream raw) {
            this.raw = new BufferedOutputStream(raw);
        }

        @Override
        public void write(int b) throws IOException {
            attempt(() -> raw.write(b));
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            attempt(() -> raw.write(bytes, from, length));
        }

        @Override
        public void flush() throws IOException {
            attempt(raw::flush);
        }

        @Override
        public void close() throws IOException {
            attempt(raw::close);
        }

        private void attempt(Write write) throws IOException {
            try {
                write.run();
            } catch (IOException e) {
                if (failure == null) {
                    failure = e;
                }
                throw e;
            }
        }
    }

    private interface Write {
        void run() throws IOException;
    }
}
