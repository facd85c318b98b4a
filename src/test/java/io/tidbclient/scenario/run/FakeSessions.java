package io.tidbclient.scenario.run;

import io.tidbclient.config.ConnectionSettings;
import io.tidbclient.connection.Answer;
import io.tidbclient.connection.Failure;
import io.tidbclient.connection.FailureException;
import io.tidbclient.connection.FailureKind;
import io.tidbclient.connection.Row;
import io.tidbclient.connection.Session;
import io.tidbclient.connection.SessionFactory;
import io.tidbclient.connection.TlsInfo;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Sessions that note what they are asked, all in one list, and do what a test says at the beginning of a statement. */
final class FakeSessions implements SessionFactory {
    private final List<String> log = new ArrayList<>();
    private final Map<String, Runnable> reactions = new HashMap<>();
    private final Map<String, Supplier<Answer>> answers = new HashMap<>();
    private final List<ConnectionSettings> opened = new ArrayList<>();
    private final List<String> forgotten = new ArrayList<>();
    private final List<List<Object>> bound = new ArrayList<>();
    private long id = 77;
    private int step;
    private Runnable opening = () -> {};
    private Runnable aborting = () -> {};

    /** When a statement begins so, this is done before it is answered. */
    FakeSessions when(String beginning, Runnable reaction) {
        reactions.put(beginning, reaction);
        return this;
    }

    FakeSessions whenAborted(Runnable reaction) {
        aborting = reaction;
        return this;
    }

    /** A statement that begins so is answered with this; others change no rows. */
    FakeSessions answer(String beginning, Supplier<Answer> answer) {
        answers.put(beginning, answer);
        return this;
    }

    /** One column of text. */
    static Answer rows(String... values) {
        return new Answer(
                List.of("v"),
                List.of(false),
                Arrays.stream(values).map(List::of).toList(),
                -1);
    }

    /** One row. */
    static Answer row(Map<String, String> values) {
        return new Answer(
                List.copyOf(values.keySet()),
                values.values().stream().map(value -> false).toList(),
                List.of(List.copyOf(values.values())),
                -1);
    }

    FakeSessions whenOpened(Runnable reaction) {
        opening = reaction;
        return this;
    }

    /** Each connection has an id of its own: 77, 78 and so on; otherwise all have 77. */
    FakeSessions numbered() {
        step = 1;
        return this;
    }

    /** The settings of the connections that were opened, in order. */
    synchronized List<ConnectionSettings> opened() {
        return List.copyOf(opened);
    }

    /** The connections that were let go of for good, in order. */
    synchronized List<String> forgotten() {
        return List.copyOf(forgotten);
    }

    /** What stood for the question marks of the statements that have some, in order. */
    synchronized List<List<Object>> bound() {
        return List.copyOf(bound);
    }

    private synchronized void bind(List<Object> parameters) {
        if (!parameters.isEmpty()) {
            bound.add(new ArrayList<>(parameters));
        }
    }

    @Override
    public synchronized void forget(String name) {
        forgotten.add(name.replaceAll(" of run .*", ""));
    }

    private synchronized long nextId() {
        long next = id;
        id += step;
        return next;
    }

    static Runnable failing(FailureKind kind, int code) {
        return () -> {
            throw new FailureException(new Failure(kind, code, "", "", "", "", "it failed", "", ""), null);
        };
    }

    /** What was done, in order: statements, and {@code open name}, {@code close name}, {@code abort name}. */
    synchronized List<String> log() {
        return List.copyOf(log);
    }

    private synchronized void note(String what) {
        log.add(what);
    }

    @Override
    public Session open(ConnectionSettings settings) {
        String name = settings.name().replaceAll(" of run .*", "");
        note("open " + name);
        synchronized (this) {
            opened.add(settings);
        }
        opening.run();
        return new Fake(name);
    }

    /** A row of an answer. */
    private record TextOf(Answer answer, int row) implements Row {
        @Override
        public List<String> columns() {
            return answer.columns();
        }

        @Override
        public Optional<String> text(String column) {
            int position = columns().indexOf(column);
            return position < 0 ? Optional.empty() : answer.value(row, position);
        }

        @Override
        public OptionalLong number(String column) {
            return text(column)
                    .filter(text -> text.matches("-?\\d+"))
                    .map(Long::parseLong)
                    .map(OptionalLong::of)
                    .orElseGet(OptionalLong::empty);
        }

        @Override
        public Optional<LocalDateTime> time(String column) {
            return text(column).map(LocalDateTime::parse);
        }
    }

    private final class Fake implements Session {
        private final String name;

        Fake(String name) {
            this.name = name;
        }

        private void take(String sql) {
            note(sql);
            reactions.forEach((beginning, reaction) -> {
                if (sql.startsWith(beginning)) {
                    reaction.run();
                }
            });
        }

        @Override
        public <T> List<T> query(String sql, Function<Row, T> read, Object... parameters) {
            take(sql);
            Answer answer = answer(sql);
            return IntStream.range(0, answer.rows().size())
                    .mapToObj(row -> read.apply(new TextOf(answer, row)))
                    .toList();
        }

        @Override
        public void execute(String sql) {
            take(sql);
        }

        @Override
        public Answer run(String sql, List<Object> parameters) {
            bind(parameters);
            take(sql);
            return sql.equals("SELECT CONNECTION_ID()")
                    ? new Answer(List.of("id"), List.of(true), List.of(List.of(String.valueOf(nextId()))), -1)
                    : answer(sql);
        }

        @Override
        public Answer runPrepared(String sql, List<Object> parameters) {
            note("prepare " + sql);
            return run(sql, parameters);
        }

        private Answer answer(String sql) {
            return answers.entrySet().stream()
                    .filter(entry -> sql.startsWith(entry.getKey()))
                    .findFirst()
                    .map(entry -> entry.getValue().get())
                    .orElseGet(() -> Answer.changed(0));
        }

        @Override
        public TlsInfo tls() {
            return TlsInfo.PLAIN;
        }

        @Override
        public void abort() {
            note("abort " + name);
            aborting.run();
        }

        @Override
        public void close() {
            note("close " + name);
        }
    }
}
