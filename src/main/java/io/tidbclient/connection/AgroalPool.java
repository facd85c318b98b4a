package io.tidbclient.connection;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.AgroalDataSourceListener;
import io.agroal.api.AgroalDataSourceMetrics;
import io.tidbclient.config.ConnectionSettings;
import io.tidbclient.config.Timeouts;
import io.tidbclient.time.NanoClock;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * A pool on an Agroal data source. Agroal hands out, takes back, drops and counts connections; the caller decides when one is
 * opened, so that each opening belongs to an attempt of its retry policy.
 */
final class AgroalPool implements SessionPool {
    private final ConnectionRegistry registry;
    private final ConnectionSettings settings;
    private final int size;
    private final Driving driving;
    private final FailureClassifier classifier;
    private final NanoClock nanoClock;
    private final LastOpened lastOpened = new LastOpened();
    private final Lock lock = new ReentrantLock();
    private AgroalDataSource source;
    private PoolStats earlier;
    private boolean closed;

    /** The part that knows the driver. */
    interface Driving {
        /** The session over a connection that was borrowed. */
        Session session(Connection borrowed) throws SQLException, IOException;

        /** The TLS that was negotiated for a connection. */
        TlsInfo tls(Connection connection) throws SQLException, IOException;
    }

    /** Keeps the driver's connection, which {@code isHealthy} does not return. */
    private static final class LastOpened implements AgroalDataSourceListener {
        private volatile Connection connection;

        @Override
        public void onConnectionCreation(Connection opened) {
            connection = opened;
        }
    }

    AgroalPool(
            ConnectionRegistry registry,
            ConnectionSettings settings,
            int size,
            Driving driving,
            FailureClassifier classifier,
            NanoClock nanoClock) {
        this.registry = registry;
        this.settings = settings;
        this.size = size;
        this.driving = driving;
        this.classifier = classifier;
        this.nanoClock = nanoClock;
        this.earlier = new PoolStats(size, 0, 0, 0);
    }

    /** The time limit of opening one connection; the driver's own timeouts usually end it sooner. */
    static Duration openingLimit(Timeouts timeouts) {
        return timeouts.connect().plus(timeouts.read().multipliedBy(3));
    }

    @Override
    public int missing() {
        AgroalDataSourceMetrics metrics = source().getMetrics();
        return size - Math.toIntExact(metrics.availableCount() + metrics.activeCount());
    }

    @Override
    public TlsInfo open() {
        AgroalDataSource pool = source();
        long begin = nanoClock.nanos();
        try {
            // The only call that opens exactly one connection and reports its failure: getConnection retries once
            // after a second (AG-274); initialSize and minSize open in the background, where failures are only logged.
            if (!pool.isHealthy(true)) {
                throw cancelled();
            }
            return driving.tls(lastOpened.connection);
        } catch (SQLException | IOException | RuntimeException e) {
            if (!tookTooLong(e, nanoClock.nanos() - begin)) {
                throw classified(e, FailureContext.connecting(settings));
            }
            // The pool's only thread is still busy with it, and would open no other.
            drain();
            throw classified(late(e), FailureContext.connecting(settings));
        }
    }

    @Override
    public Session borrow() {
        try {
            Connection connection = source().getConnection();
            try {
                return driving.session(connection);
            } catch (SQLException | IOException | RuntimeException e) {
                connection.close();
                throw e;
            }
        } catch (SQLException | IOException | RuntimeException e) {
            throw classified(e, FailureContext.inUse(settings));
        }
    }

    @Override
    public PoolStats stats() {
        return locked(() -> {
            if (source == null) {
                return earlier;
            }
            AgroalDataSourceMetrics metrics = source.getMetrics();
            return earlier.plus(new PoolStats(
                    size,
                    metrics.creationCount(),
                    metrics.acquireCount(),
                    Math.max(0, metrics.creationCount() - size)));
        });
    }

    @Override
    public void drain() {
        drain(false);
    }

    @Override
    public void close() {
        drain(true);
    }

    private void drain(boolean last) {
        boolean unused = locked(() -> {
            closed |= last;
            if (source != null) {
                earlier = stats();
                source = null;
                registry.close(settings.name());
            }
            return closed;
        });
    }

    private AgroalDataSource source() {
        return locked(() -> {
            if (closed) {
                throw cancelled();
            }
            if (source == null) {
                source = registry.pool(settings, size, lastOpened);
            }
            return source;
        });
    }

    /** Not {@code synchronized}: closing can wait for a virtual thread, which may need this one's carrier on a JDK before 24. */
    private <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    /** Whether Agroal gave up: on a server that keeps sending, so that no read times out, but never completes a login. */
    private boolean tookTooLong(Exception thrown, long nanos) {
        return thrown instanceof SQLException
                && thrown.getCause() == null
                && nanos >= openingLimit(settings.timeouts()).toNanos();
    }

    private FailureException late(Exception thrown) {
        double seconds = openingLimit(settings.timeouts()).toMillis() / 1000.0;
        return new FailureException(
                Failure.of(
                        FailureKind.TIMED_OUT,
                        ServerText.clean(settings.target() + " did not complete a login within " + seconds + " s."),
                        "The server may be overloaded, or no MySQL server; --read-timeout gives it longer."),
                thrown);
    }

    /** A call that ends because the pool was closed, or its thread interrupted, has not failed. */
    private RuntimeException classified(Exception thrown, FailureContext context) {
        boolean unwanted = locked(() -> closed) || Thread.currentThread().isInterrupted();
        return unwanted ? cancelled() : classifier.exception(thrown, context);
    }

    private static CancellationException cancelled() {
        return new CancellationException("the pool is closed");
    }
}
