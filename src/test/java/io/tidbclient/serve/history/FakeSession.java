package io.tidbclient.serve.history;

import io.tidbclient.connection.Answer;
import io.tidbclient.connection.QuietSession;
import io.tidbclient.connection.Row;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Records the statements with their parameters, and answers without rows. */
final class FakeSession extends QuietSession {
    final List<String> statements = new ArrayList<>();
    final List<List<Object>> parameters = new ArrayList<>();
    long affected;

    @Override
    public <T> List<T> query(String sql, Function<Row, T> read, Object... values) {
        statements.add(sql);
        parameters.add(List.of(values));
        return List.of();
    }

    @Override
    public void execute(String sql) {
        statements.add(sql);
        parameters.add(List.of());
    }

    @Override
    public Answer run(String sql, List<Object> values) {
        statements.add(sql);
        parameters.add(values);
        return Answer.changed(affected);
    }
}
