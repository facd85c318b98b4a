package io.tidbclient.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/**
 * Passes on what is written and remembers the first failure, which a {@link java.io.PrintStream} keeps to itself. Nothing is
 * written after it: what comes behind a gap would be taken for what follows.
 */
final class FailureRecordingStream extends OutputStream {
    private final OutputStream out;
    private volatile Optional<IOException> failure = Optional.empty();

    FailureRecordingStream(OutputStream out) {
        this.out = out;
    }

    /** Why the output is incomplete. */
    Optional<IOException> failure() {
        return failure;
    }

    @Override
    public void write(int b) throws IOException {
        attempt(() -> out.write(b));
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        attempt(() -> out.write(bytes, offset, length));
    }

    @Override
    public void flush() throws IOException {
        attempt(out::flush);
    }

    @Override
    public void close() throws IOException {
        try {
            out.close();
        } catch (IOException e) {
            failure = failure.or(() -> Optional.of(e));
            throw e;
        }
    }

    private void attempt(Write write) throws IOException {
        if (failure.isPresent()) {
            throw failure.get();
        }
        try {
            write.run();
        } catch (IOException e) {
            failure = failure.or(() -> Optional.of(e));
            throw e;
        }
    }

    private interface Write {
        void run() throws IOException;
    }
}
