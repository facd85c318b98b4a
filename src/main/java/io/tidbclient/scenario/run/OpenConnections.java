package io.tidbclient.scenario.run;

import io.tidbclient.connection.FailureException;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** The open connections of all sessions, so that they can be closed before the fixture is dropped. */
final class OpenConnections {
    private final Set<SessionConnection> all = new HashSet<>();
    private boolean ended;

    /** Adds a connection; once they were ended, it is closed at once. */
    void add(SessionConnection connection) {
        synchronized (this) {
            if (!ended) {
                all.add(connection);
                return;
            }
        }
        connection.close();
    }

    /** Cuts the connection of a session, whose statement ends by it; does not block. */
    synchronized void cut(String session) {
        all.stream().filter(connection -> connection.isOf(session)).forEach(SessionConnection::abandon);
    }

    /** Runs the teardown of each session, in the order of their names; receives the failure of each that fails. */
    void tearDown(BiConsumer<String, FailureException> failed) {
        List<SessionConnection> open;
        synchronized (this) {
            open = all.stream()
                    .sorted(Comparator.comparing(SessionConnection::session))
                    .toList();
        }
        open.forEach(connection -> connection.tearDown().ifPresent(why -> failed.accept(connection.session(), why)));
    }

    /** Ends them all; the ids of those whose statement was under way, which the server may continue, with their sessions. */
    Map<Long, String> end() {
        List<SessionConnection> open;
        synchronized (this) {
            ended = true;
            open = List.copyOf(all);
        }
        Map<Long, String> atWork = new TreeMap<>();
        for (SessionConnection connection : open) {
            connection.close();
            connection.brokenOff().ifPresent(id -> atWork.put(id, connection.session()));
        }
        return atWork;
    }
}
