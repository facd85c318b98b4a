package io.tidbclient.history.format;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/** Splits a stream into lines of limited length. */
final class LineReader implements AutoCloseable {
    /** The transaction that reads every list at the end of a run has the longest line. */
    private static final int LONGEST = 256 << 20;

    private final InputStream in;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(1 << 12);
    private long number;

    /** @param in buffered */
    LineReader(InputStream in) {
        this.in = in;
    }

    /** The number of the line that was read last, from 1; 0 before the first. */
    long number() {
        return number;
    }

    /** The next line that is not blank, without its end; null at the end. */
    byte[] next() throws IOException {
        while (true) {
            line.reset();
            int read = in.read();
            if (read < 0) {
                return null;
            }
            number++;
            boolean blank = true;
            for (; read >= 0 && read != '\n'; read = in.read()) {
                if (line.size() == LONGEST) {
                    throw new HistoryFormatException(number, "the line is longer than 256 MiB", "give a history file");
                }
                line.write(read);
                blank &= read <= ' ';
            }
            if (!blank) {
                return line.toByteArray();
            }
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
