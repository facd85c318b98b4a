package io.tidbclient.scenario.script;

import io.tidbclient.config.Nearest;
import io.tidbclient.config.Quoted;
import io.tidbclient.scenario.Place;
import io.tidbclient.scenario.SessionPlan;

import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The sessions of a script, and where it gives and uses named values. */
final class Names {
    private final Map<String, List<String>> sessions = new HashMap<>();
    private final Set<String> prepared = new HashSet<>();
    private final Map<String, Place> given = new HashMap<>();
    private final Map<String, String> reserved = new HashMap<>();
    private final IdentityHashMap<Object, Place> places = new IdentityHashMap<>();

    void session(SessionPlan plan) {
        sessions.put(plan.name(), plan.members());
        plan.members().forEach(member -> sessions.put(member, List.of(member)));
    }

    /** The statements of this session, or group, are prepared unless a step says otherwise. */
    void prepare(SessionPlan plan) {
        prepared.add(plan.name());
        prepared.addAll(plan.members());
    }

    boolean prepares(String session) {
        return prepared.contains(session);
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
                    + Nearest.suggestion(name, sessions.keySet(), "there are " + String.join(", ", sessionNames())));
        }
        return sessions.get(name);
    }

    /** The tool itself gives this name a value; nothing else may. */
    void reserve(String name, String why) {
        reserved.put(name, why);
    }

    /** Another step may give this name a value again. */
    void release(String name) {
        reserved.remove(name);
    }

    /** A value gets this name here. */
    void value(String name, Field at) {
        if (!name.matches("[A-Za-z_][A-Za-z0-9_]{0,63}")) {
            throw at.wrong(Quoted.of(name) + " is no name for a value; use at most 64 letters, digits and underscores");
        }
        if (reserved.containsKey(name)) {
            throw at.wrong(":" + name + " is " + reserved.get(name) + "; give the value another name");
        }
        given.putIfAbsent(name, at.place());
    }

    /** Where a name gets its value first, if it ever does. */
    Optional<Place> givenAt(String name) {
        return Optional.ofNullable(given.get(name));
    }

    /** This part of the scenario, which uses names, stands here. */
    <T> T placed(T part, Field at) {
        places.put(part, at.place());
        return part;
    }

    /** Where it stands. */
    Place placeOf(Object part) {
        return places.get(part);
    }
}
