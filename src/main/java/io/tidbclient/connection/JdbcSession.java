package io.tidbclient.connection;

import com.mysql.cj.jdbc.JdbcConnection;
import io.tidbclient.sql.RedactedStatement;
import org.jboss.logging.Logger;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.Socket;
import java.net.SocketException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A session over JDBC. How long a statement may take is the socket's read timeout and the caller's interruption; the
 * driver's own query timeout would start a timer thread and open a second connection to kill the first.
 */
final class JdbcSession implements Session {
    private static final Logger LOG = Logger.getLogger(JdbcSession.class);

    /** The driver's word for handing on each row as it comes; else it keeps the whole answer, as bytes, until its end. */
    private static final int ROW_BY_ROW = Integer.MIN_VALUE;

    /** For statements that anybody wrote: row by row, the driver cannot pass over a second answer to the same statement. */
    private static final int AS_A_WHOLE = 0;

    /** Digits of the largest number that fits into a long in any case, and one. */
    private static final int LONGEST_LONG = 19;

    private final Connection connection;
    private final Lease lease;
    private final TlsInfo tls;
    private final FailureClassifier classifier;
    private final FailureContext context;
    private final AtomicBoolean closed = new AtomicBoolean();

    /** @param lease of the connection */
    JdbcSession(Connection connection, Lease lease, TlsInfo tls, FailureClassifier classifier, FailureContext context) {
        this.connection = connection;
        this.lease = lease;
        this.tls = tls;
        this.classifier = classifier;
        this.context = context;
    }

    @Override
    public <T> List<T> query(String sql, Function<Row, T> read, Object... parameters) {
        List<Object> bound = Arrays.asList(parameters);
        return ask(sql, () -> TextParameters.bound(connection, sql, bound), ROW_BY_ROW, (statement, hasRows) -> {
            if (!hasRows) {
                return List.of();
            }
            try (ResultSet results = statement.getResultSet()) {
                return RowReader.readAll(results, read);
            }
        });
    }

    @Override
    public void execute(String sql) {
        log(sql);
        try (Statement statement = connection.createStatement()) {
            boolean unused = statement.execute(sql);
        } catch (SQLException | RuntimeException e) {
            throw failed(e);
        }
    }

    @Override
    public Answer run(String sql, List<Object> parameters) {
        return ask(sql, () -> TextParameters.bound(connection, sql, parameters), AS_A_WHOLE, AnswerReader::readAll);
    }

    @Override
    public Answer runPrepared(String sql, List<Object> parameters) {
        return ask(sql, () -> preparedOnServer(sql, parameters), AS_A_WHOLE, AnswerReader::readAll);
    }

    private PreparedStatement preparedOnServer(String sql, List<Object> parameters) throws SQLException {
        PreparedStatement statement = connection.unwrap(JdbcConnection.class).serverPrepareStatement(sql);
        try {
            for (int i = 0; i < parameters.size(); i++) {
                statement.setObject(i + 1, binary(parameters.get(i)));
            }
            return statement;
        } catch (SQLException | RuntimeException e) {
            statement.close();
            throw e;
        }
    }

    /** A whole number is one for the server, too, where it wants one: in LIMIT for example. */
    private static Object binary(Object parameter) {
        return parameter instanceof BigDecimal number && number.scale() <= 0 && number.precision() < LONGEST_LONG
                ? number.longValueExact()
                : parameter;
    }

    @Override
    public <T> T withReadTimeout(Duration limit, Supplier<T> work) {
        Socket socket = lease.socket();
        try {
            int usual = socket.getSoTimeout();
            socket.setSoTimeout(Math.toIntExact(Math.clamp(limit.toMillis(), 1, Integer.MAX_VALUE)));
            try {
                return work.get();
            } finally {
                if (!socket.isClosed()) {
                    socket.setSoTimeout(usual);
                }
            }
        } catch (SocketException e) {
            throw failed(e);
        }
    }

    @Override
    public TlsInfo tls() {
        return tls;
    }

    @Override
    public Object serverSession() {
        return lease.socket();
    }

    @Override
    public void abort() {
        lease.abort();
    }

    @Override
    public void quit() {
        try {
            if (!closed.get() && !connection.isClosed()) {
                Quit.await(connection);
            }
        } catch (SQLException | IOException | RuntimeException e) {
            LOG.debugf(e, "waiting for %s to end a session", context.target());
        }
        close();
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        try {
            lease.end();
        } catch (SQLException | RuntimeException e) {
            LOG.debugf(e, "closing the connection to %s", context.target());
        }
    }

    /** Makes something of what came of a statement. */
    private interface Reading<T> {
        T of(Statement statement, boolean hasRows) throws SQLException;
    }

    /** Makes a statement, prepared and with its parameters bound where it has any. */
    private interface Preparing {
        Statement prepare() throws SQLException;
    }

    private <T> T ask(String sql, Preparing preparing, int fetchSize, Reading<T> reading) {
        log(sql);
        try (Statement statement = preparing.prepare()) {
            statement.setFetchSize(fetchSize);
            return reading.of(statement, TextParameters.execute(statement, sql));
        } catch (RowReader.MapperFailed e) {
            throw e.thrown();
        } catch (SQLException | RuntimeException e) {
            throw failed(e);
        }
    }

    /** The place where every statement passes; its parameters are not logged. */
    private void log(String sql) {
        if (LOG.isTraceEnabled()) {
            LOG.tracef("%s: %s", context.target(), RedactedStatement.of(sql));
        }
    }

    private FailureException failed(Exception thrown) {
        FailureException failed = classifier.exception(ErrorPacket.restored(thrown, connection), context);
        if (failed.failure().kind().outcomeUnknown()) {
            // The rest of the answer may still come, and would be taken for the next one.
            abort();
        }
        return failed;
    }
}
