package io.tidbclient.check;

import io.tidbclient.config.ConnectionSettings;
import io.tidbclient.connection.Answer;
import io.tidbclient.connection.Failure;
import io.tidbclient.connection.FailureException;
import io.tidbclient.connection.FailureKind;
import io.tidbclient.connection.Row;
import io.tidbclient.connection.Session;
import io.tidbclient.connection.SessionFactory;
import io.tidbclient.connection.SessionPool;
import io.tidbclient.connection.TlsInfo;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;

/** A TiDB with import jobs that lives in this process: it can be cut off, go down, stall, and refuse one statement. */
final class FakeServer implements SessionFactory {
    static final String JOBS = "SHOW IMPORT JOBS";
    private static final String NOW = "2026-11-22 12:00:00";

    private final ConcurrentLinkedQueue<String> statements = new ConcurrentLinkedQueue<>();
    private final Set<FakeSession> open = ConcurrentHashMap.newKeySet();
    private final ConcurrentLinkedQueue<FakeSession> opened = new ConcurrentLinkedQueue<>();
    private final Map<String, Runnable> before = new ConcurrentHashMap<>();
    private final Map<String, FailureKind> refused = new ConcurrentHashMap<>();
    private volatile String version = "8.0.11-TiDB-v8.5.4";
    private volatile List<String> jobs = List.of();
    private final Map<String, FailureKind> databases = new ConcurrentHashMap<>();
    private volatile Optional<Failure> jobsError = Optional.empty();
    private volatile boolean down;
    private volatile int room = Integer.MAX_VALUE;

    /** Its import jobs from now on, numbered from 1, by status. */
    void jobs(String... statuses) {
        jobs = List.of(statuses);
    }

    /** From now on it answers with this error in place of its jobs; empty for none. */
    void jobsError(Optional<Failure> error) {
        jobsError = error;
    }

    void version(String text) {
        version = text;
    }

    /** Runs {@code work} whenever a statement that begins like this arrives, or {@code open} for a login. */
    void before(String beginning, Runnable work) {
        before.put(beginning, work);
    }

    /** From now on refuses {@code connection} whatever it asks. */
    void refuse(String connection, FailureKind kind) {
        refused.put(connection, kind);
    }

    /** From now on refuses to use the database, with a sentence of its own. */
    void refuseDatabase(String name, FailureKind kind) {
        databases.put(name, kind);
    }

    void cutAll() {
        open.forEach(Session::abort);
    }

    void down(boolean isDown) {
        down = isDown;
        if (isDown) {
            cutAll();
        }
    }

    int openSessions() {
        return open.size();
    }

    int openedSessions() {
        return opened.size();
    }

    List<String> statements() {
        return List.copyOf(statements);
    }

    long count(String beginning) {
        return statements.stream().filter(sql -> sql.startsWith(beginning)).count();
    }

    /** From now on it lets in no more than {@code sessions} at once. */
    void room(int sessions) {
        room = sessions;
    }

    /** Cuts the session that was opened as the one with this number, from 1. */
    void cut(int number) {
        List.copyOf(opened).get(number - 1).abort();
    }

    @Override
    public SessionPool pool(ConnectionSettings settings, int size) {
        return new FakePool(() -> open(settings), size);
    }

    @Override
    public Session open(ConnectionSettings settings) {
        return open(settings.name());
    }

    /** Opens a session for the connection of this name. */
    Session open(String connection) {
        before.getOrDefault("open", () -> {}).run();
        if (open.size() >= room) {
            throw failure(FailureKind.TOO_MANY_CONNECTIONS, "too many connections");
        }
        if (down) {
            throw failure(FailureKind.CONNECTION_REFUSED, "nothing listens");
        }
        FakeSession session = new FakeSession(connection);
        open.add(session);
        opened.add(session);
        return session;
    }

    private static FailureException failure(FailureKind kind, String sentence) {
        return new FailureException(Failure.of(kind, sentence, ""), null);
    }

    private List<Row> answer(String sql) {
        if (sql.startsWith("SELECT VERSION()")) {
            return List.of(new Cells(
                    Map.of("version", version, "hostname", "db1", "port", "4000", "account", "root@%", "clock", NOW)));
        }
        if (sql.startsWith("SELECT TIDB_VERSION()")) {
            return List.of(new Cells(Map.of("version", "Release Version: v8.5.4\nEdition: Community\nStore: tikv")));
        }
        if (sql.startsWith("SHOW GRANTS")) {
            return List.of(new Cells(Map.of("Grants", "GRANT ALL PRIVILEGES ON *.* TO 'root'@'%'")));
        }
        if (sql.startsWith("SELECT NOW(6)")) {
            return List.of(new Cells(Map.of("server_now", NOW)));
        }
        if (sql.startsWith("SELECT 1")) {
            return List.of(new Cells(Map.of("1", "1")));
        }
        if (sql.startsWith(JOBS)) {
            jobsError.ifPresent(error -> {
                throw new FailureException(error, null);
            });
            List<String> now = jobs;
            return java.util.stream.IntStream.range(0, now.size())
                    .<Row>mapToObj(i -> new Cells(Map.of("Job_ID", "" + (i + 1), "Status", now.get(i))))
                    .toList();
        }
        throw failure(FailureKind.STATEMENT_REFUSED, "what is " + sql + "?");
    }

    private final class FakeSession implements Session {
        private final String connection;
        private volatile boolean broken;

        FakeSession(String connection) {
            this.connection = connection;
        }

        @Override
        public <T> List<T> query(String sql, Function<Row, T> read, Object... parameters) {
            arrived(sql);
            if (refused.containsKey(connection)) {
                throw failure(refused.get(connection), "not for " + connection);
            }
            return answer(sql).stream().map(read).toList();
        }

        private void arrived(String sql) {
            statements.add(sql);
            before.forEach((beginning, work) -> {
                if (sql.startsWith(beginning)) {
                    work.run();
                }
            });
            if (broken) {
                throw failure(FailureKind.CONNECTION_LOST, "the connection broke");
            }
        }

        @Override
        public void execute(String sql) {
            arrived(sql);
            databases.forEach((name, kind) -> {
                if (sql.equals("USE `" + name + "`")) {
                    throw failure(kind, "no");
                }
            });
        }

        @Override
        public Answer run(String sql, List<Object> parameters) {
            throw new UnsupportedOperationException("whole answers are not needed here");
        }

        @Override
        public TlsInfo tls() {
            return TlsInfo.PLAIN;
        }

        @Override
        public void abort() {
            broken = true;
            boolean unused = open.remove(this);
        }

        @Override
        public void close() {
            abort();
        }
    }
}
