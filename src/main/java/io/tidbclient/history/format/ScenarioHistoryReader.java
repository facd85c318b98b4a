package io.tidbclient.history.format;

import com.fasterxml.jackson.core.JsonToken;
import io.tidbclient.history.Transaction;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.util.Optional;

/**
 * Reads the lines about lists in the history of scenarios, which may be those of several scenarios at the same time. Other lines and
 * unknown fields are ignored.
 */
public final class ScenarioHistoryReader implements AutoCloseable {
    private static final String REMEDY = "give a file that 'run --history' wrote";

    private final LineReader lines;
    private final JsonLines json = new JsonLines(this::wrong);

    /** A line about lists. */
    public sealed interface Line {
        /** Which scenario's. */
        String scenario();
    }

    /** A transaction has ended. */
    public record Ended(String scenario, Transaction transaction) implements Line {}

    /**
     * The history of a scenario is complete.
     *
     * @param expected the model that its script names
     */
    public record Complete(String scenario, HistoryHead head, Optional<String> expected) implements Line {}

    private ScenarioHistoryReader(BufferedInputStream in) {
        this.lines = new LineReader(in);
    }

    /**
     * Opens the history of scenarios.
     *
     * @param in is closed with the reader
     * @return empty when this is another file; nothing of {@code in} is consumed then
     * @throws IOException when the file cannot be read
     */
    public static Optional<ScenarioHistoryReader> open(BufferedInputStream in) throws IOException {
        return FormatDetector.isScenarioHistory(in) ? Optional.of(new ScenarioHistoryReader(in)) : Optional.empty();
    }

    /**
     * The next line about lists; empty at the end.
     *
     * @throws HistoryFormatException for what is not a history of scenarios
     * @throws IOException when the file cannot be read
     */
    public Optional<Line> next() throws IOException {
        for (byte[] line = lines.next(); line != null; line = lines.next()) {
            Optional<Line> found = parse(line);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** The line up to which the file was read, from 1. */
    public long line() {
        return lines.number();
    }

    /** What a line says. */
    private static final class Parts {
        private Optional<String> scenario = Optional.empty();
        private Optional<TransactionFields> lists = Optional.empty();
        private Optional<HeadFields> history = Optional.empty();
    }

    private Optional<Line> parse(byte[] line) throws IOException {
        Parts parts = new Parts();
        json.parse(line, (name, parser) -> {
            boolean isObject = parser.currentToken() == JsonToken.START_OBJECT;
            if (name.equals("scenario") && parser.currentToken() == JsonToken.VALUE_STRING) {
                parts.scenario = Optional.of(parser.getText());
            } else if (name.equals("lists") && isObject) {
                parts.lists = Optional.of(new TransactionFields(this::wrong));
                json.object(parser, parts.lists.get());
            } else if (name.equals("history") && isObject) {
                parts.history = Optional.of(new HeadFields(this::wrong));
                json.object(parser, parts.history.get());
            } else {
                parser.skipChildren();
            }
        });
        if (parts.scenario.isEmpty()) {
            throw wrong("the line names no scenario");
        }
        String scenario = parts.scenario.get();
        if (parts.history.isPresent()) {
            return Optional.of(complete(scenario, parts.history.get()));
        }
        return parts.lists.map(transaction -> new Ended(scenario, transaction.transaction()));
    }

    private Complete complete(String scenario, HeadFields fields) {
        if (fields.isOfOtherVersion()) {
            throw new HistoryFormatException(
                    lines.number(),
                    "the format is of a version that this release does not know",
                    "read it with the release that wrote it");
        }
        return new Complete(scenario, fields.head(), fields.text("expected"));
    }

    private HistoryFormatException wrong(String what) {
        return new HistoryFormatException(Math.max(1, lines.number()), what, REMEDY);
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
