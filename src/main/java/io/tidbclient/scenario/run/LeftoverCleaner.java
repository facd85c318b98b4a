package io.tidbclient.scenario.run;

import io.tidbclient.config.ConnectionSettings;
import io.tidbclient.connection.FailureException;
import io.tidbclient.connection.Session;
import io.tidbclient.connection.SessionFactory;
import io.tidbclient.sql.Identifiers;
import io.tidbclient.time.TimerPause;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Function;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Finds and drops the databases and users that runs of scenarios left behind on a server. Blocks its thread. What has a session is
 * kept. A run that is just beginning or reconnecting has no session: to be used while no run is in progress on the server or its
 * cluster.
 */
@ApplicationScoped
public class LeftoverCleaner {
    /** How long after the first search the second one follows, since a run that begins has a session soon. */
    static final Duration SECOND_LOOK = Duration.ofSeconds(1);

    private final SessionFactory sessions;
    private final ScheduledExecutorService timer;

    LeftoverCleaner(SessionFactory sessions, ScheduledExecutorService timer) {
        this.sessions = sessions;
        this.timer = timer;
    }

    /**
     * What is on the server; abandoned is what no session used now and a second later.
     *
     * @throws FailureException when the server is not reached, or does not show what is needed
     */
    public FoundLeftovers find(ConnectionSettings settings) {
        return with(settings, this::find);
    }

    private FoundLeftovers find(Session session) {
        FoundLeftovers first = new LeftoverSearch(session).find();
        if (first.abandoned().isEmpty()) {
            return first;
        }
        pause();
        FoundLeftovers second = new LeftoverSearch(session).find();
        return new FoundLeftovers(second.stillAbandoned(first.abandoned()), second.inUse(), second.usersUnread());
    }

    /**
     * Drops them, except for those that are now in use, until the connection fails.
     *
     * @throws FailureException when the server is not reached, or the sessions cannot be listed; nothing was dropped then
     */
    public DropResult drop(ConnectionSettings settings, List<Leftover> leftovers) {
        return with(settings, session -> {
            FoundLeftovers now = new LeftoverSearch(session).find();
            List<Leftover> dropped = new ArrayList<>();
            Map<Leftover, String> kept = new LinkedHashMap<>();
            for (Leftover leftover : leftovers) {
                if (now.inUse().contains(leftover)) {
                    kept.put(leftover, "now in use");
                    continue;
                }
                try {
                    drop(session, leftover);
                    dropped.add(leftover);
                } catch (FailureException e) {
                    if (e.failure().code() == 0) {
                        return new DropResult(
                                dropped, kept, Optional.of(new DropResult.Interruption(leftover, e.failure())));
                    }
                    kept.put(leftover, e.failure().sentence());
                }
            }
            return new DropResult(dropped, kept, Optional.empty());
        });
    }

    private static void drop(Session session, Leftover leftover) {
        switch (leftover.kind()) {
            case USER -> {
                var unused = session.run("DROP USER IF EXISTS ?@?", List.of(leftover.name(), leftover.host()));
            }
            case DATABASE -> session.execute("DROP DATABASE IF EXISTS " + Identifiers.quote(leftover.name()));
        }
    }

    private <T> T with(ConnectionSettings settings, Function<Session, T> work) {
        try (Session session = sessions.open(settings)) {
            return work.apply(session);
        } finally {
            sessions.forget(settings.name());
        }
    }

    private void pause() {
        try {
            new TimerPause(timer).last(SECOND_LOOK);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("the search was stopped");
        }
    }
}
