package io.tidbclient.history.format;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tidbclient.history.Transaction;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/**
 * Writes a history in this tool's format: a line that says where it was recorded, then a line for each transaction. Times are
 * nanoseconds since the start of the history; the end of a transaction with an unknown outcome is {@code null}, as is what an
 * unanswered read returned.
 */
public final class NdjsonWriter implements AutoCloseable {
    private final JsonGenerator json;

    /**
     * Writes the first line.
     *
     * @param out stays open
     */
    public NdjsonWriter(OutputStream out, HistoryHead head) {
        json = TransactionJson.lines(out);
        try {
            json.writeStartObject();
            TransactionJson.head(json, head);
            json.writeEndObject();
            json.writeRaw('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a transaction. */
    public void write(Transaction transaction) {
        try {
            json.writeStartObject();
            TransactionJson.transaction(json, transaction);
            json.writeEndObject();
            json.writeRaw('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes what is left in memory. */
    @Override
    public void close() {
        try {
            json.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
