package io.tidbclient.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Passes on what is written and remembers the first failure, which a {@link java.io.PrintStream} keeps to itself. Nothing is
 * written after it: what comes behind a gap would be taken for what follows.
 */
final class FailureRecordingStream extends OutputStream {
    /** At most this much is written at once, so that a slow reader is seen to read. */
    private static final int PIECE = 4096;

    private final OutputStream out;
    private final AtomicLong taken = new AtomicLong();
    private volatile Optional<IOException> failure = Optional.empty();

    FailureRecordingStream(OutputStream out) {
        this.out = out;
    }

    /** Why not all of it got there. */
    Optional<IOException> failure() {
        return failure;
    }

    /** The number of bytes that were taken so far. */
    long taken() {
        return taken.get();
    }

    @Override
    public void write(int b) throws IOException {
        attempt(() -> out.write(b));
        taken.incrementAndGet();
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        for (int done = 0; done < length; done += PIECE) {
            int from = offset + done;
            int count = Math.min(PIECE, length - done);
            attempt(() -> out.write(bytes, from, count));
            taken.addAndGet(count);
        }
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
