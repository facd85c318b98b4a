package io.tidbclient.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Passes on what is written and remembers the first failure, which a {@link java.io.PrintStream} keeps to itself. Nothing is
 * written after it: what comes behind a gap would be taken for what follows.
 */
final class FailureRecordingStream extends OutputStream {
    private final OutputStream out;
    private final CompletableFuture<IOException> failed = new CompletableFuture<>();

    FailureRecordingStream(OutputStream out) {
        this.out = out;
    }

    /** Why the output is incomplete. */
    Optional<IOException> failure() {
        return Optional.ofNullable(failed.getNow(null));
    }

    /** Completes with the first failure, on the thread that writes. */
    CompletionStage<IOException> failed() {
        return failed.copy();
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
            boolean unused = failed.complete(e);
            throw e;
        }
    }

    private void attempt(Write write) throws IOException {
        Optional<IOException> before = failure();
        if (before.isPresent()) {
            throw before.get();
        }
        try {
            write.run();
        } catch (IOException e) {
            boolean unused = failed.complete(e);
            throw e;
        }
    }

    private interface Write {
        void run() throws IOException;
    }
}
