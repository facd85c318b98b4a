package io.tidbclient.history.format;

import io.tidbclient.history.Transaction;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.util.Optional;

/** Reads what {@link NdjsonWriter} writes. Unknown fields are ignored. */
final class NdjsonReader implements HistoryFileReader {
    private static final String REMEDY = "give a file that --history or 'history convert' wrote, or Jepsen's EDN";
    private final LineReader lines;
    private final JsonLines json = new JsonLines(this::wrong);
    private final HistoryHead head;

    NdjsonReader(BufferedInputStream in) throws IOException {
        this.lines = new LineReader(in);
        this.head = readHead();
    }

    @Override
    public HistoryHead head() {
        return head;
    }

    @Override
    public long line() {
        return lines.number();
    }

    private HistoryHead readHead() throws IOException {
        HeadFields fields = new HeadFields(this::wrong);
        byte[] line = lines.next();
        json.parse(line == null ? new byte[0] : line, fields);
        if (fields.isOfOtherVersion()) {
            throw new HistoryFormatException(
                    lines.number(),
                    "the format is of a version that this release does not know",
                    "read it with the release that wrote it");
        }
        return fields.head();
    }

    @Override
    public Optional<Transaction> next() throws IOException {
        byte[] line = lines.next();
        if (line == null) {
            return Optional.empty();
        }
        TransactionFields fields = new TransactionFields(this::wrong);
        json.parse(line, fields);
        return Optional.of(fields.transaction());
    }

    private HistoryFormatException wrong(String what) {
        return new HistoryFormatException(Math.max(1, lines.number()), what, REMEDY);
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
