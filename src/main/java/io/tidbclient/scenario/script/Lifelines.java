package io.tidbclient.scenario.script;

import io.tidbclient.scenario.Action;
import io.tidbclient.scenario.Place;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which connections are open while the steps are read in order, so that a step on a closed one is a mistake. */
final class Lifelines {
    private final Map<String, Place> closed = new HashMap<>();
    private final Map<String, Place> notYet = new HashMap<>();

    void later(String connection, Place declared) {
        notYet.put(connection, declared);
    }

    /** @param fails whether it is expected to fail, so that nothing is opened */
    void take(List<String> connections, Action action, boolean fails, Field at) {
        for (String connection : connections) {
            switch (action) {
                case Action.Connect c -> {
                    if (!notYet.containsKey(connection) && !closed.containsKey(connection)) {
                        throw at.wrong("session " + connection + " is connected already; declare it with"
                                + " 'connect: later', or disconnect it before");
                    }
                    if (!fails) {
                        notYet.remove(connection);
                        closed.remove(connection);
                    }
                }
                case Action.Disconnect d -> close(connection, at);
                case Action.Cut c -> close(connection, at);
                case Action.Run run -> mustBeOpen(connection, at);
                case Action.Check check -> {}
            }
        }
    }

    private void close(String connection, Field at) {
        mustBeOpen(connection, at);
        closed.put(connection, at.place());
    }

    private void mustBeOpen(String connection, Field at) {
        if (notYet.containsKey(connection)) {
            throw at.wrong("session " + connection + " is not connected yet; give it a step 'connect: " + connection
                    + "' before this one");
        }
        if (closed.containsKey(connection)) {
            throw at.wrong("session %s has ended in line %d; give it a step 'connect: %s' before this one"
                    .formatted(connection, closed.get(connection).line(), connection));
        }
    }
}
