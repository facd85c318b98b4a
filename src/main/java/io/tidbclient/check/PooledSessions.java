package io.tidbclient.check;

import io.tidbclient.connection.FailureException;
import io.tidbclient.connection.FailureKind;
import io.tidbclient.connection.Session;
import io.tidbclient.connection.SessionPool;
import io.tidbclient.connection.TlsInfo;
import io.tidbclient.engine.HandlerEvent;
import io.tidbclient.time.NanoClock;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The sessions of a link in a pool. Each use borrows one and returns it. After a loss the next use repairs the pool first: it
 * opens what is missing and pings all others, since what closed one connection has often closed more.
 */
final class PooledSessions implements LinkSessions {
    /** Of a thousand large pools, each event is a line for some reader. */
    private static final Duration REPORT_INTERVAL = Duration.ofSeconds(1);

    private final SessionPool pool;
    private final int size;
    private final Consumer<HandlerEvent> events;
    private final NanoClock nanoClock;
    private final Lock oneAtATime = new ReentrantLock();
    private final Set<Session> borrowed = ConcurrentHashMap.newKeySet();
    private boolean complete;
    private volatile boolean closed;

    /**
     * @param pool empty; closed with this
     * @param events takes what was opened, and how the pool was used
     * @param nanoClock measures how long opening takes
     */
    PooledSessions(SessionPool pool, Consumer<HandlerEvent> events, NanoClock nanoClock) {
        this.pool = pool;
        this.size = pool.stats().size();
        this.events = events;
        this.nanoClock = nanoClock;
    }

    @Override
    public void open(int attempt) {
        alone(() -> {
            long begin = nanoClock.nanos();
            TlsInfo tls = fill();
            report(new CheckEvent.Opened(attempt, nanoClock.since(begin), tls));
            report(new CheckEvent.PoolUsed(pool.stats()));
            return attempt;
        });
    }

    @Override
    public <T> T use(Function<Session, T> work) {
        return alone(() -> {
            restore();
            Session session = borrow();
            try {
                return apply(session, work);
            } finally {
                giveBack(session);
            }
        });
    }

    @Override
    public <T> List<T> useEach(Function<Session, T> work) {
        return alone(() -> {
            restore();
            List<Session> all = borrowAll();
            try {
                return all.stream().map(session -> apply(session, work)).toList();
            } finally {
                all.forEach(this::giveBack);
            }
        });
    }

    @Override
    public void close() {
        closed = true;
        // Aborted first, so that closing does not wait for their statements. The thread that borrowed them returns
        // them.
        borrowed.forEach(Session::abort);
        pool.close();
        events.accept(new CheckEvent.PoolUsed(pool.stats()));
    }

    /** When a call begins, an interrupted one before it may not have returned yet what it borrowed. */
    private <R> R alone(Supplier<R> work) {
        try {
            oneAtATime.lockInterruptibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("the connection is no longer wanted");
        }
        try {
            return work.get();
        } finally {
            oneAtATime.unlock();
        }
    }

    /** All or nothing: two pools that each kept what they got until the next attempt could starve each other. */
    private TlsInfo fill() {
        Optional<TlsInfo> tls = Optional.empty();
        int open = 0;
        try {
            long reported = nanoClock.nanos();
            while (pool.missing() > 0) {
                tls = Optional.of(pool.open());
                open++;
                if (open < size && nanoClock.since(reported).compareTo(REPORT_INTERVAL) >= 0) {
                    report(new CheckEvent.PoolFilling(open, size));
                    reported = nanoClock.nanos();
                }
            }
        } catch (FailureException e) {
            pool.drain();
            if (open > 0) {
                // An event of its own: pools that fail for the same reason have the same failure, however full they
                // were.
                report(new CheckEvent.PoolFilling(open, size));
            }
            throw e;
        } catch (RuntimeException e) {
            pool.drain();
            throw e;
        }
        complete = true;
        return tls.orElseThrow();
    }

    private void restore() {
        if (complete) {
            return;
        }
        // Opening comes first: while the server is unreachable, nothing else has to wait for its answers.
        reopenMissing();
        dropUnresponsive();
        reopenMissing();
        complete = true;
        report(new CheckEvent.PoolUsed(pool.stats()));
    }

    private void reopenMissing() {
        while (pool.missing() > 0) {
            long begin = nanoClock.nanos();
            TlsInfo tls = pool.open();
            report(new CheckEvent.Reopened(nanoClock.since(begin), tls));
        }
    }

    private void dropUnresponsive() {
        List<Session> all = borrowAll();
        try {
            boolean silent = false;
            for (Session session : all) {
                // Each silent one costs a read timeout. After the first one the rest is replaced without a ping.
                if (silent) {
                    session.abort();
                } else {
                    silent = !answers(session);
                }
            }
        } finally {
            all.forEach(this::giveBack);
        }
    }

    /** Aborts a session that is lost; false when finding out took the read timeout. */
    private static boolean answers(Session session) {
        try {
            boolean unused = LinkSessions.ping(session);
            return true;
        } catch (FailureException e) {
            if (LinkSessions.isLost(e)) {
                session.abort();
            }
            return e.failure().kind() != FailureKind.TIMED_OUT;
        }
    }

    private <T> T apply(Session session, Function<Session, T> work) {
        try {
            return work.apply(session);
        } catch (FailureException e) {
            if (LinkSessions.isLost(e)) {
                session.abort();
                complete = false;
            }
            throw e;
        }
    }

    private List<Session> borrowAll() {
        List<Session> all = new ArrayList<>();
        try {
            while (all.size() < size) {
                all.add(borrow());
            }
        } catch (RuntimeException e) {
            all.forEach(this::giveBack);
            throw e;
        }
        return all;
    }

    private Session borrow() {
        Session session = pool.borrow();
        borrowed.add(session);
        return session;
    }

    private void giveBack(Session session) {
        borrowed.remove(session);
        session.close();
    }

    /** Nothing is reported for a link that was closed, except by {@link #close()}. */
    private void report(HandlerEvent event) {
        if (!closed) {
            events.accept(event);
        }
    }
}
