package io.tidbclient.history.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import io.tidbclient.history.Operation;
import io.tidbclient.history.Transaction;
import io.tidbclient.history.Values;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Optional;

/**
 * Writes a history in this tool's format: a line that says where it was recorded, then a line for each transaction. Times are
 * nanoseconds since the start of the history; the end of a transaction with an unknown outcome is {@code null}, as is what an
 * unanswered read returned.
 */
public final class NdjsonWriter implements AutoCloseable {
    /** The format's name and version; the version changes when a reader of the old one could be misled. */
    static final String FORMAT = "tidb-client/history/1";

    private static final JsonFactory FACTORY =
            JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

    private final JsonGenerator json;

    /**
     * Writes the first line.
     *
     * @param out stays open
     */
    public NdjsonWriter(OutputStream out, HistoryHead head) {
        try {
            json = FACTORY.createGenerator(out);
            json.setRootValueSeparator(null);
            json.writeStartObject();
            json.writeStringField("format", FORMAT);
            text("tool", head.tool());
            text("product", head.product());
            text("release", head.release());
            text("level", head.level());
            text("mode", head.mode());
            if (head.snapshotIsolation()) {
                json.writeBooleanField("snapshotIsolation", true);
            }
            if (head.seed().isPresent()) {
                json.writeNumberField("seed", head.seed().getAsLong());
            } else {
                json.writeNullField("seed");
            }
            json.writeEndObject();
            json.writeRaw('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void text(String name, Optional<String> value) throws IOException {
        json.writeStringField(name, value.orElse(null));
    }

    /** Writes a transaction. */
    public void write(Transaction transaction) {
        try {
            json.writeStartObject();
            json.writeNumberField("id", transaction.id());
            json.writeNumberField("session", transaction.session());
            json.writeStringField("outcome", transaction.outcome().name().toLowerCase(Locale.ROOT));
            json.writeNumberField("start", transaction.startNanos());
            if (transaction.endNanos() == Long.MAX_VALUE) {
                json.writeNullField("end");
            } else {
                json.writeNumberField("end", transaction.endNanos());
            }
            json.writeArrayFieldStart("ops");
            for (Operation operation : transaction.operations()) {
                write(operation);
            }
            json.writeEndArray();
            json.writeEndObject();
            json.writeRaw('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(Operation operation) throws IOException {
        json.writeStartArray();
        switch (operation) {
            case Operation.Append append -> {
                json.writeString("append");
                json.writeNumber(append.key());
                json.writeNumber(append.value());
            }
            case Operation.Read read -> {
                json.writeString("r");
                json.writeNumber(read.key());
                if (read.values().isPresent()) {
                    Values values = read.values().get();
                    json.writeStartArray();
                    for (int i = 0; i < values.size(); i++) {
                        json.writeNumber(values.get(i));
                    }
                    json.writeEndArray();
                } else {
                    json.writeNull();
                }
            }
        }
        json.writeEndArray();
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
