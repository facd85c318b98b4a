package io.tidbclient.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.atomic.AtomicLong;

/** Passes on what is written, and counts how much of it the reader has taken. */
final class CountingStream extends OutputStream {
    /** The most that is passed on at once, so that a reader who is slow, but reads, is seen to read. */
    private static final int PIECE = 4096;

    private final OutputStream out;
    private final AtomicLong taken = new AtomicLong();

    CountingStream(OutputStream out) {
        this.out = out;
    }

    /** The number of bytes that were taken so far. */
    long taken() {
        return taken.get();
    }

    @Override
    public void write(int b) throws IOException {
        out.write(b);
        taken.incrementAndGet();
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        for (int done = 0; done < length; done += PIECE) {
            int count = Math.min(PIECE, length - done);
            out.write(bytes, offset + done, count);
            taken.addAndGet(count);
        }
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
