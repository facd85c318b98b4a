package io.tidbclient.history.format;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.tidbclient.history.Operation;
import io.tidbclient.history.Transaction;
import io.tidbclient.history.TransactionOutcome;
import io.tidbclient.history.Values;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads what {@link NdjsonWriter} writes. Unknown fields are ignored. */
final class NdjsonReader implements HistoryFileReader {
    private static final String REMEDY = "give a file that --history or 'history convert' wrote, or Jepsen's EDN";
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final LineReader lines;
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
        Map<String, String> texts = new HashMap<>();
        byte[] line = lines.next();
        parse(line == null ? new byte[0] : line, (name, json) -> {
            if (json.currentToken().isScalarValue() && json.currentToken() != JsonToken.VALUE_NULL) {
                texts.put(name, json.getText());
            } else {
                json.skipChildren();
            }
        });
        String format = texts.get("format");
        if (format == null || !format.startsWith("tidb-client/history/")) {
            throw wrong("this is not the first line of a history");
        }
        if (!format.equals(NdjsonWriter.FORMAT)) {
            throw new HistoryFormatException(
                    lines.number(),
                    "the format is of a version that this release does not know",
                    "read it with the release that wrote it");
        }
        return new HistoryHead(
                Optional.ofNullable(texts.get("tool")),
                Optional.ofNullable(texts.get("product")),
                Optional.ofNullable(texts.get("release")),
                Optional.ofNullable(texts.get("level")),
                Optional.ofNullable(texts.get("mode")),
                "true".equals(texts.get("snapshotIsolation")),
                seed(texts.get("seed")));
    }

    private OptionalLong seed(String text) {
        try {
            return text == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(text));
        } catch (NumberFormatException e) {
            throw wrong("'seed' is not a whole number of 64 bits");
        }
    }

    @Override
    public Optional<Transaction> next() throws IOException {
        byte[] line = lines.next();
        if (line == null) {
            return Optional.empty();
        }
        Fields fields = new Fields();
        parse(line, fields);
        return Optional.of(fields.transaction());
    }

    /** Receives each field of an object, its value being the parser's current token. */
    private interface FieldReader {
        void read(String name, JsonParser json) throws IOException;
    }

    private void parse(byte[] line, FieldReader fields) throws IOException {
        try (JsonParser json = FACTORY.createParser(line)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw wrong("this is not a JSON object");
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                JsonToken unused = json.nextToken();
                fields.read(name, json);
            }
            if (json.nextToken() != null) {
                throw wrong("there is something after the JSON object");
            }
        } catch (JacksonException e) {
            throw wrong("this is not JSON, or it is truncated");
        }
    }

    private HistoryFormatException wrong(String what) {
        return new HistoryFormatException(Math.max(1, lines.number()), what, REMEDY);
    }

    /** The fields of a transaction's line. */
    private final class Fields implements FieldReader {
        private OptionalLong id = OptionalLong.empty();
        private OptionalLong session = OptionalLong.empty();
        private OptionalLong start = OptionalLong.empty();
        private OptionalLong end = OptionalLong.empty();
        private TransactionOutcome outcome;
        private List<Operation> operations;

        @Override
        public void read(String name, JsonParser json) throws IOException {
            switch (name) {
                case "id" -> id = OptionalLong.of(number(json, name));
                case "session" -> session = OptionalLong.of(number(json, name));
                case "start" -> start = OptionalLong.of(number(json, name));
                case "end" ->
                    end = json.currentToken() == JsonToken.VALUE_NULL
                            ? OptionalLong.empty()
                            : OptionalLong.of(number(json, name));
                case "outcome" -> outcome = outcome(json);
                case "ops" -> operations = operations(json);
                default -> json.skipChildren();
            }
        }

        private TransactionOutcome outcome(JsonParser json) throws IOException {
            return switch (json.getText()) {
                case "committed" -> TransactionOutcome.COMMITTED;
                case "aborted" -> TransactionOutcome.ABORTED;
                case "unknown" -> TransactionOutcome.UNKNOWN;
                default -> throw wrong("'outcome' is not committed, aborted or unknown");
            };
        }

        private long number(JsonParser json, String name) throws IOException {
            if (json.currentToken() != JsonToken.VALUE_NUMBER_INT) {
                throw wrong("'" + name + "' is not a whole number");
            }
            return json.getLongValue();
        }

        private List<Operation> operations(JsonParser json) throws IOException {
            requireArray(json, "'ops' is not an array");
            List<Operation> all = new ArrayList<>();
            while (json.nextToken() != JsonToken.END_ARRAY) {
                requireArray(json, "an operation is not an array");
                all.add(operation(json));
            }
            return all;
        }

        private void requireArray(JsonParser json, String otherwise) {
            if (json.currentToken() != JsonToken.START_ARRAY) {
                throw wrong(otherwise);
            }
        }

        private Operation operation(JsonParser json) throws IOException {
            String kind = json.nextToken() == JsonToken.VALUE_STRING ? json.getText() : "";
            if (!kind.equals("append") && !kind.equals("r")) {
                throw wrong("an operation is neither \"append\" nor \"r\"; other workloads cannot be checked");
            }
            JsonToken unused = json.nextToken();
            long key = number(json, "key");
            JsonToken third = json.nextToken();
            Operation operation = kind.equals("append")
                    ? new Operation.Append(key, number(json, "value"))
                    : new Operation.Read(
                            key, third == JsonToken.VALUE_NULL ? Optional.empty() : Optional.of(values(json)));
            if (json.nextToken() != JsonToken.END_ARRAY) {
                throw wrong("an operation does not have three elements");
            }
            return operation;
        }

        private Values values(JsonParser json) throws IOException {
            requireArray(json, "what a read returned is not an array");
            long[] elements = new long[16];
            int size = 0;
            while (json.nextToken() != JsonToken.END_ARRAY) {
                elements = size == elements.length ? Arrays.copyOf(elements, 2 * size) : elements;
                elements[size++] = number(json, "element");
            }
            return Values.of(Arrays.copyOf(elements, size));
        }

        Transaction transaction() {
            if (id.isEmpty() || session.isEmpty() || start.isEmpty() || outcome == null || operations == null) {
                throw wrong("'id', 'session', 'outcome', 'start' or 'ops' is missing");
            }
            if (end.isEmpty() && outcome != TransactionOutcome.UNKNOWN) {
                throw wrong("'end' is missing");
            }
            if (session.getAsLong() > Integer.MAX_VALUE) {
                throw wrong("'session' is greater than " + Integer.MAX_VALUE);
            }
            try {
                return new Transaction(
                        id.getAsLong(),
                        Math.toIntExact(session.getAsLong()),
                        outcome,
                        start.getAsLong(),
                        end.orElse(Long.MAX_VALUE),
                        operations);
            } catch (IllegalArgumentException | ArithmeticException e) {
                throw wrong("a number is out of range, or the transaction ends before it starts");
            }
        }
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
