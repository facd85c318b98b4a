package io.tidbclient.importjob;

import io.tidbclient.connection.Answer;
import io.tidbclient.connection.Failure;
import io.tidbclient.connection.FailureException;
import io.tidbclient.connection.FailureKind;
import io.tidbclient.connection.Row;
import io.tidbclient.connection.Session;
import io.tidbclient.connection.TlsInfo;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/** Answers each statement as configured, and records what was asked. */
public final class FakeSession implements Session {
    private final Map<String, Supplier<List<Row>>> answers = new HashMap<>();
    private final List<String> statements = new ArrayList<>();

    public FakeSession answering(String sql, Supplier<List<Row>> rows) {
        answers.put(sql, rows);
        return this;
    }

    public FakeSession failing(String sql, FailureKind kind, int code, String sentence) {
        return answering(sql, () -> {
            throw new FailureException(new Failure(kind, code, "", "42000", "", "", sentence, "", ""), null);
        });
    }

    public List<String> statements() {
        return statements;
    }

    @Override
    public <T> List<T> query(String sql, Function<Row, T> read, Object... parameters) {
        statements.add(sql);
        return answers.get(sql).get().stream().map(read).toList();
    }

    @Override
    public void execute(String sql) {
        statements.add(sql);
    }

    @Override
    public Answer run(String sql, List<Object> parameters) {
        throw new UnsupportedOperationException("whole answers are not needed here");
    }

    @Override
    public TlsInfo tls() {
        throw new UnsupportedOperationException("TLS is not needed here");
    }

    @Override
    public void abort() {
        statements.add("(abort)");
    }

    @Override
    public void close() {
        statements.add("(close)");
    }
}
