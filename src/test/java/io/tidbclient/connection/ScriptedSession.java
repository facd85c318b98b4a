package io.tidbclient.connection;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A session whose answers the test gives, by the beginning of the statement. */
final class ScriptedSession extends QuietSession {
    private final Map<String, Object> answers = new LinkedHashMap<>();
    private final List<String> statements = new ArrayList<>();

    /** Rows of one column. */
    ScriptedSession answering(String beginning, String column, String... values) {
        TextRow.Header header = TextRow.Header.of(List.of(column));
        answers.put(
                beginning,
                List.of(values).stream()
                        .map(value -> new TextRow(header, value))
                        .toList());
        return this;
    }

    ScriptedSession answering(String beginning, TextRow row) {
        answers.put(beginning, List.of(row));
        return this;
    }

    ScriptedSession failing(String beginning, Failure failure) {
        answers.put(beginning, failure);
        return this;
    }

    List<String> statements() {
        return statements;
    }

    @Override
    public <T> List<T> query(String sql, Function<Row, T> read, Object... parameters) {
        return switch (answerTo(sql)) {
            case Failure failure -> throw new FailureException(failure, null);
            case List<?> rows -> rows.stream().map(Row.class::cast).map(read).toList();
            case Object other -> throw new AssertionError(other);
        };
    }

    @Override
    public void execute(String sql) {
        List<Integer> unused = query(sql, row -> 1);
    }

    @Override
    public Answer run(String sql, List<Object> parameters) {
        throw new UnsupportedOperationException("whole answers are not needed here");
    }

    private Object answerTo(String sql) {
        statements.add(sql);
        return answers.entrySet().stream()
                .filter(answer -> sql.startsWith(answer.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no answer to " + sql));
    }
}
