package io.tidbclient.history.format;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tidbclient.history.Transaction;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * Writes the lines about lists into the history of scenarios: {@code lists} has a transaction, {@code history} closes the history of
 * a scenario and says where it was recorded. What is written arrives at once, since other lines stand between these.
 */
public final class ScenarioHistoryWriter {
    private final OutputStream out;

    /** What an object consists of. */
    private interface Fields {
        void write(JsonGenerator json) throws IOException;
    }

    /** @param out stays open */
    public ScenarioHistoryWriter(OutputStream out) {
        this.out = out;
    }

    /** Writes a transaction of a scenario. */
    public void transaction(String scenario, Transaction transaction) {
        line(scenario, "lists", json -> TransactionJson.transaction(json, transaction));
    }

    /**
     * The history of a scenario is complete.
     *
     * @param expected the model that its script names
     */
    public void complete(String scenario, HistoryHead head, Optional<String> expected) {
        line(scenario, "history", json -> {
            TransactionJson.head(json, head);
            TransactionJson.text(json, "expected", expected);
        });
    }

    private void line(String scenario, String name, Fields fields) {
        try (JsonGenerator json = TransactionJson.lines(out)) {
            json.writeStartObject();
            json.writeStringField("scenario", scenario);
            json.writeObjectFieldStart(name);
            fields.write(json);
            json.writeEndObject();
            json.writeEndObject();
            json.writeRaw('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
