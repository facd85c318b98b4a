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

/** Writes the fields of a history's lines. */
final class TransactionJson {
    /** The format's name and version; the version changes when a reader of the old one could be misled. */
    static final String FORMAT = "tidb-client/history/1";

    private static final JsonFactory FACTORY =
            JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

    private TransactionJson() {}

    /** A generator of lines; closing it leaves {@code out} open. */
    static JsonGenerator lines(OutputStream out) {
        try {
            JsonGenerator json = FACTORY.createGenerator(out);
            json.setRootValueSeparator(null);
            return json;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where a history was recorded. */
    static void head(JsonGenerator json, HistoryHead head) throws IOException {
        json.writeStringField("format", FORMAT);
        text(json, "tool", head.tool());
        text(json, "product", head.product());
        text(json, "release", head.release());
        if (!head.server().addresses().isEmpty()) {
            json.writeArrayFieldStart("servers");
            for (String address : head.server().addresses()) {
                json.writeString(address);
            }
            json.writeEndArray();
        }
        text(json, "level", head.level());
        text(json, "mode", head.mode());
        if (head.snapshotIsolation()) {
            json.writeBooleanField("snapshotIsolation", true);
        }
        if (head.seed().isPresent()) {
            json.writeNumberField("seed", head.seed().getAsLong());
        } else {
            json.writeNullField("seed");
        }
    }

    /** A text, or null. */
    static void text(JsonGenerator json, String name, Optional<String> value) throws IOException {
        json.writeStringField(name, value.orElse(null));
    }

    /** A transaction. */
    static void transaction(JsonGenerator json, Transaction transaction) throws IOException {
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
            write(json, operation);
        }
        json.writeEndArray();
    }

    private static void write(JsonGenerator json, Operation operation) throws IOException {
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
}
