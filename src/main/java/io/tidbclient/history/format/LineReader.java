package io.tidbclient.history.format;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/** Splits a stream into lines of limited length. */
final class LineReader implements AutoCloseable {
    /** The transaction that reads every list at the end of a run has the longest line. */
    private static final int LONGEST = 256 << 20;

    private final InputStream in;
    /** A history has hundreds of bytes for each transaction: they are searched and copied in blocks, not one by one. */
    private final byte[] block = new byte[1 << 16];

    private final ByteArrayOutputStream line = new ByteArrayOutputStream(1 << 12);
    private final int longest;
    private int position;
    private int limit;
    private long number;

    LineReader(InputStream in) {
        this(in, LONGEST);
    }

    /** @param longest the number of bytes that a line can have */
    LineReader(InputStream in, int longest) {
        this.in = in;
        this.longest = longest;
    }

    /** The number of the line that was read last, from 1; 0 before the first. */
    long number() {
        return number;
    }

    /** The next line that is not blank, without its end; null at the end. */
    byte[] next() throws IOException {
        byte[] next = nextLine();
        while (next != null && isBlank(next)) {
            next = nextLine();
        }
        return next;
    }

    private byte[] nextLine() throws IOException {
        if (position == limit && !readBlock()) {
            return null;
        }
        number++;
        line.reset();
        do {
            int end = endInBlock();
            if (end - position > longest - line.size()) {
                throw new HistoryFormatException(
                        number, "the line is longer than " + (longest >> 20) + " MiB", "give a history file");
            }
            line.write(block, position, end - position);
            if (end < limit) {
                position = end + 1;
                return line.toByteArray();
            }
        } while (readBlock());
        return line.toByteArray();
    }

    private boolean readBlock() throws IOException {
        position = 0;
        limit = Math.max(0, in.read(block));
        return limit > 0;
    }

    /** Where the line ends in the block; the block's end when it continues. */
    private int endInBlock() {
        int end = position;
        while (end < limit && block[end] != '\n') {
            end++;
        }
        return end;
    }

    private static boolean isBlank(byte[] line) {
        for (byte each : line) {
            if (Byte.toUnsignedInt(each) > ' ') {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
