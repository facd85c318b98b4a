package io.tidbclient.check;

import io.tidbclient.connection.Answer;
import io.tidbclient.connection.PoolStats;
import io.tidbclient.connection.Row;
import io.tidbclient.connection.Session;
import io.tidbclient.connection.SessionPool;
import io.tidbclient.connection.TlsInfo;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import java.util.function.Supplier;

/** A pool as it is meant: lends what has been idle longest, drops what was aborted. */
final class FakePool implements SessionPool {
    private final Supplier<Session> opening;
    private final int size;
    private final Deque<Session> idle = new ArrayDeque<>();
    private final Set<Session> lent = new HashSet<>();
    private long opened;
    private long borrowed;
    private long replaced;
    private long inThisFilling;
    private boolean closed;

    FakePool(Supplier<Session> opening, int size) {
        this.opening = opening;
        this.size = size;
    }

    @Override
    public synchronized int missing() {
        return size - idle.size() - lent.size();
    }

    @Override
    public TlsInfo open() {
        Session session = opening.get();
        synchronized (this) {
            if (closed || Thread.currentThread().isInterrupted()) {
                session.close();
                throw new CancellationException("the pool is closed");
            }
            opened++;
            if (++inThisFilling > size) {
                replaced++;
            }
            idle.add(session);
        }
        return session.tls();
    }

    @Override
    public synchronized Session borrow() {
        Session session = idle.remove();
        lent.add(session);
        borrowed++;
        return new Lent(session);
    }

    @Override
    public synchronized void drain() {
        idle.forEach(Session::close);
        lent.forEach(Session::close);
        idle.clear();
        lent.clear();
        inThisFilling = 0;
    }

    @Override
    public synchronized PoolStats stats() {
        return new PoolStats(size, opened, borrowed, replaced);
    }

    @Override
    public synchronized void close() {
        closed = true;
        drain();
    }

    private synchronized void giveBack(Session session, boolean aborted) {
        if (lent.remove(session) && !aborted) {
            idle.add(session);
        }
    }

    private final class Lent implements Session {
        private final Session session;
        private boolean aborted;

        Lent(Session session) {
            this.session = session;
        }

        @Override
        public <T> List<T> query(String sql, Function<Row, T> read, Object... parameters) {
            return session.query(sql, read, parameters);
        }

        @Override
        public void execute(String sql) {
            session.execute(sql);
        }

        @Override
        public Answer run(String sql, List<Object> parameters) {
            return session.run(sql, parameters);
        }

        @Override
        public TlsInfo tls() {
            return session.tls();
        }

        @Override
        public Object serverSession() {
            return session;
        }

        @Override
        public void abort() {
            aborted = true;
            session.abort();
        }

        @Override
        public void close() {
            giveBack(session, aborted);
        }
    }
}
