package io.tidbclient.history.format;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/** The fields that say where a history was recorded. */
final class HeadFields implements JsonLines.FieldReader {
    private final Map<String, String> texts = new HashMap<>();
    private final List<String> servers = new ArrayList<>();
    private final Function<String, HistoryFormatException> wrong;

    HeadFields(Function<String, HistoryFormatException> wrong) {
        this.wrong = wrong;
    }

    @Override
    public void read(String name, JsonParser json) throws IOException {
        if (json.currentToken().isScalarValue() && json.currentToken() != JsonToken.VALUE_NULL) {
            texts.put(name, json.getText());
        } else if (name.equals("servers") && json.currentToken() == JsonToken.START_ARRAY) {
            readServers(json);
        } else {
            json.skipChildren();
        }
    }

    private void readServers(JsonParser json) throws IOException {
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (json.currentToken() != JsonToken.VALUE_STRING) {
                throw wrong.apply("'servers' is not a list of addresses");
            }
            servers.add(json.getText());
        }
    }

    /** Whether they are those of a version that this release does not know. */
    boolean isOfOtherVersion() {
        String format = texts.get("format");
        if (format == null || !format.startsWith("tidb-client/history/")) {
            throw wrong.apply("this is not the first line of a history");
        }
        return !format.equals(TransactionJson.FORMAT);
    }

    /** The value of a field; empty without it, or for null. */
    Optional<String> text(String name) {
        return Optional.ofNullable(texts.get(name));
    }

    HistoryHead head() {
        return new HistoryHead(
                text("tool"),
                new HistoryHead.RecordedServer(text("product"), text("release"), servers),
                text("level"),
                text("mode"),
                "true".equals(texts.get("snapshotIsolation")),
                seed(texts.get("seed")));
    }

    private OptionalLong seed(String text) {
        try {
            return text == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(text));
        } catch (NumberFormatException e) {
            throw wrong.apply("'seed' is not a whole number of 64 bits");
        }
    }
}
