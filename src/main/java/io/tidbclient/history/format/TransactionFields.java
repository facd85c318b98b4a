package io.tidbclient.history.format;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.tidbclient.history.Operation;
import io.tidbclient.history.Transaction;
import io.tidbclient.history.TransactionOutcome;
import io.tidbclient.history.Values;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/** The fields of a transaction. */
final class TransactionFields implements JsonLines.FieldReader {
    private final Function<String, HistoryFormatException> wrong;
    private OptionalLong id = OptionalLong.empty();
    private OptionalLong session = OptionalLong.empty();
    private OptionalLong start = OptionalLong.empty();
    private OptionalLong end = OptionalLong.empty();
    private TransactionOutcome outcome;
    private List<Operation> operations;

    TransactionFields(Function<String, HistoryFormatException> wrong) {
        this.wrong = wrong;
    }

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
            default -> throw wrong.apply("'outcome' is not committed, aborted or unknown");
        };
    }

    private long number(JsonParser json, String name) throws IOException {
        if (json.currentToken() != JsonToken.VALUE_NUMBER_INT) {
            throw wrong.apply("'" + name + "' is not a whole number");
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
            throw wrong.apply(otherwise);
        }
    }

    private Operation operation(JsonParser json) throws IOException {
        String kind = json.nextToken() == JsonToken.VALUE_STRING ? json.getText() : "";
        if (!kind.equals("append") && !kind.equals("r")) {
            throw wrong.apply("an operation is neither \"append\" nor \"r\"; other workloads cannot be checked");
        }
        JsonToken unused = json.nextToken();
        long key = number(json, "key");
        JsonToken third = json.nextToken();
        Operation operation = kind.equals("append")
                ? new Operation.Append(key, number(json, "value"))
                : new Operation.Read(key, third == JsonToken.VALUE_NULL ? Optional.empty() : Optional.of(values(json)));
        if (json.nextToken() != JsonToken.END_ARRAY) {
            throw wrong.apply("an operation does not have three elements");
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
            throw wrong.apply("'id', 'session', 'outcome', 'start' or 'ops' is missing");
        }
        if (end.isEmpty() && outcome != TransactionOutcome.UNKNOWN) {
            throw wrong.apply("'end' is missing");
        }
        if (session.getAsLong() > Integer.MAX_VALUE) {
            throw wrong.apply("'session' is greater than " + Integer.MAX_VALUE);
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
            throw wrong.apply("a number is out of range, or the transaction ends before it starts");
        }
    }
}
