package io.tidbclient.check;

import io.tidbclient.config.ConnectionSettings;
import io.tidbclient.connection.FailureException;
import io.tidbclient.connection.Session;
import io.tidbclient.connection.SessionFactory;
import io.tidbclient.engine.HandlerEvent;
import io.tidbclient.time.NanoClock;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;

/** The only session of a link, kept until the link is closed or the session is lost. */
final class KeptSession implements LinkSessions {
    private final ConnectionSettings settings;
    private final SessionFactory sessions;
    private final Consumer<HandlerEvent> report;
    private final NanoClock nanoClock;
    private final AtomicReference<Session> session = new AtomicReference<>();
    private volatile boolean closed;

    KeptSession(
            ConnectionSettings settings, SessionFactory sessions, Consumer<HandlerEvent> report, NanoClock nanoClock) {
        this.settings = settings;
        this.sessions = sessions;
        this.report = report;
        this.nanoClock = nanoClock;
    }

    @Override
    public void open(int attempt) {
        long begin = nanoClock.nanos();
        Session opened = keep(sessions.open(settings));
        report.accept(new CheckEvent.Opened(attempt, nanoClock.since(begin), opened.tls()));
    }

    @Override
    public <T> T use(Function<Session, T> work) {
        Session known = session.get();
        Session current = known == null ? reopen() : known;
        try {
            return work.apply(current);
        } catch (FailureException e) {
            if (LinkSessions.isLost(e)) {
                session.compareAndSet(current, null);
                // Cut first, so that closing does not wait for the server; closing makes room for the next session,
                // since the data source has room for one.
                current.abort();
                current.close();
            }
            throw e;
        }
    }

    @Override
    public <T> List<T> useEach(Function<Session, T> work) {
        return List.of(use(work));
    }

    @Override
    public void close() {
        closed = true;
        Session last = session.get();
        if (last != null) {
            last.close();
        }
    }

    private Session reopen() {
        long begin = nanoClock.nanos();
        Session opened = keep(sessions.open(settings));
        report.accept(new CheckEvent.Reopened(nanoClock.since(begin), opened.tls()));
        return opened;
    }

    private Session keep(Session opened) {
        session.set(opened);
        if (closed) {
            opened.close();
            throw new CancellationException("the connection is no longer wanted");
        }
        return opened;
    }
}
