package io.tidbclient.scenario.script;

import io.tidbclient.config.Nearest;
import io.tidbclient.config.Quoted;
import io.tidbclient.scenario.SessionPlan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The names that are known so far while a script is read from its beginning to its end. */
final class Names {
    private final Map<String, List<String>> sessions = new HashMap<>();
    private final Set<String> values = new HashSet<>();

    void session(SessionPlan plan) {
        sessions.put(plan.name(), plan.members());
        plan.members().forEach(member -> sessions.put(member, List.of(member)));
    }

    boolean isSession(String name) {
        return sessions.containsKey(name);
    }

    List<String> sessionNames() {
        return sessions.keySet().stream().sorted().toList();
    }

    /** The connections that a session's, a group's or a member's name stands for. */
    List<String> connections(Field at, String name) {
        if (!sessions.containsKey(name)) {
            throw at.wrong("there is no session " + Quoted.of(name)
                    + Nearest.to(name, sessions.keySet())
                            .map(near -> "; did you mean " + Quoted.of(near) + "?")
                            .orElse("; there are " + String.join(", ", sessionNames())));
        }
        return sessions.get(name);
    }

    void value(String name, Field at) {
        if (!name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
            throw at.wrong(Quoted.of(name) + " is no name for a value; use letters, digits and underscores");
        }
        values.add(name);
    }

    /** A value whose name is known for a while, the round of a loop for example. */
    void forget(String name) {
        values.remove(name);
    }

    boolean hasValue(String name) {
        return values.contains(name);
    }

    void requireValue(String name, Field at) {
        if (!values.contains(name)) {
            List<String> known = new ArrayList<>(values);
            throw at.wrong(":" + name + " has no value here"
                    + Nearest.to(name, known)
                            .map(near -> "; did you mean :" + near + "?")
                            .orElse("; save it in an earlier step, or declare it under 'values'"));
        }
    }
}
