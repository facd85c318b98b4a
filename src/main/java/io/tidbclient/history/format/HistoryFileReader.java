package io.tidbclient.history.format;

import io.tidbclient.history.Transaction;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Reads a history one transaction at a time, in the order in which the transactions ended. */
public interface HistoryFileReader extends AutoCloseable {
    /** Where it was recorded. */
    HistoryHead head();

    /**
     * The next transaction; empty at the end.
     *
     * @throws HistoryFormatException for what is not a history of list-append transactions
     * @throws IOException when the file cannot be read
     */
    Optional<Transaction> next() throws IOException;

    /** The line up to which the file was read, from 1. */
    long line();

    @Override
    void close() throws IOException;

    /**
     * Opens a history in this tool's format or in EDN; which one follows from its first characters.
     *
     * @param in is closed with the reader
     * @throws HistoryFormatException when the beginning is neither
     * @throws IOException when the file cannot be read; {@code in} is left open
     */
    static HistoryFileReader open(InputStream in) throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(in);
        return FormatDetector.isNdjson(buffered) ? new NdjsonReader(buffered) : new EdnHistoryReader(buffered);
    }
}
