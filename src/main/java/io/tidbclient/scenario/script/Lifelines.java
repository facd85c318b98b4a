package io.tidbclient.scenario.script;

import io.tidbclient.config.ConfigException;
import io.tidbclient.scenario.Action;
import io.tidbclient.scenario.Block;
import io.tidbclient.scenario.Place;
import io.tidbclient.scenario.Scenario;
import io.tidbclient.scenario.ServerCase;
import io.tidbclient.scenario.SessionPlan;
import io.tidbclient.scenario.Step;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which connections are open while the steps are taken on one kind of server, so that a step on a closed one is a mistake.
 * A loop's second round begins where the first one ended; after a choice, a connection is open that is so after each.
 */
final class Lifelines {
    private final Scenario scenario;
    private final ServerCase server;

    /** Those that are not open for certain, with the step that closed them, or where they are declared. */
    private final Map<String, Closed> closed = new HashMap<>();

    /**
     * Why a connection is not open.
     *
     * @param at where it was closed, or declared
     * @param later whether it was never opened
     * @param perhaps whether it may be open all the same
     */
    private record Closed(Place at, boolean later, boolean perhaps) {
        Closed maybe() {
            return new Closed(at, later, true);
        }
    }

    /** Steps that open a connection which is open, with its name. */
    private final Map<Step, String> useless;

    /** Steps that open one which may be closed. */
    private final Set<Step> useful;

    private Lifelines(Scenario scenario, ServerCase server, Map<Step, String> useless, Set<Step> useful) {
        this.scenario = scenario;
        this.server = server;
        this.useless = useless;
        this.useful = useful;
        scenario.sessions().stream()
                .filter(SessionPlan::later)
                .forEach(plan ->
                        plan.members().forEach(member -> closed.put(member, new Closed(plan.place(), true, false))));
    }

    /**
     * Refuses what a scenario does on connections that are not open, on any kind of server it is for, and opening one that
     * is open on all of them: on one kind alone, what is refused on another may have gone well.
     */
    static void check(Scenario scenario) {
        Map<Step, String> useless = new LinkedHashMap<>();
        Set<Step> useful = new HashSet<>();
        for (ServerCase server : scenario.servers().where(scenario.onlyOn())) {
            Lifelines lifelines = new Lifelines(scenario, server, useless, useful);
            lifelines.blocks(scenario.steps());
            scenario.workload()
                    .ifPresent(workload -> scenario.connections(workload.session())
                            .forEach(client -> lifelines.mustBeOpen(client, workload.place())));
        }
        useless.keySet().removeAll(useful);
        useless.forEach((step, connection) -> {
            throw step.place()
                    .wrong("session " + connection
                            + " is connected already; declare it with 'connect: later', or disconnect it before");
        });
    }

    private void blocks(List<Block> blocks) {
        for (Block block : blocks) {
            switch (block) {
                case Block.One one -> step(one.step());
                case Block.Repeat repeat -> {
                    for (int round = 1; round <= Math.min(repeat.times(), 2); round++) {
                        blocks(repeat.body());
                    }
                }
                case Block.OneOf choice -> choose(choice);
                // A connection is in one of the tracks alone, so that they can be checked one after another.
                case Block.Parallel parallel -> parallel.tracks().forEach(this::blocks);
                case Block.Barrier barrier -> {}
            }
        }
    }

    private void choose(Block.OneOf choice) {
        Map<String, Closed> before = Map.copyOf(closed);
        Map<String, Closed> after = new HashMap<>();
        Map<String, Integer> times = new HashMap<>();
        for (List<Block> blocks : choice.choices()) {
            closed.clear();
            closed.putAll(before);
            blocks(blocks);
            closed.forEach((connection, why) -> {
                after.merge(connection, why, (a, b) -> a.perhaps() ? a : b);
                times.merge(connection, 1, Integer::sum);
            });
        }
        closed.clear();
        after.forEach((connection, why) ->
                closed.put(connection, times.get(connection) < choice.choices().size() ? why.maybe() : why));
    }

    private void step(Step step) {
        if (!step.onlyOn().holds(server.server())) {
            return;
        }
        boolean mayFail = Expected.mayFail(step.expectedOn(server.server()));
        for (String connection : scenario.connections(step.session())) {
            switch (step.action()) {
                case Action.Connect connect -> connect(connection, step, mayFail);
                case Action.Disconnect disconnect -> close(connection, step.place());
                case Action.Cut cut -> close(connection, step.place());
                case Action.Run run -> mustBeOpen(connection, step.place());
                case Action.Check check -> {}
            }
        }
    }

    private void connect(String connection, Step step, boolean mayFail) {
        if (!closed.containsKey(connection)) {
            useless.putIfAbsent(step, connection);
            return;
        }
        useful.add(step);
        if (!mayFail) {
            closed.remove(connection);
        }
    }

    private void close(String connection, Place at) {
        mustBeOpen(connection, at);
        closed.put(connection, new Closed(at, false, false));
    }

    private void mustBeOpen(String connection, Place at) {
        Closed why = closed.get(connection);
        if (why != null) {
            throw refused(connection, why, at);
        }
    }

    private static ConfigException refused(String connection, Closed why, Place at) {
        String state = why.later()
                ? (why.perhaps() ? "may not be connected yet" : "is not connected yet")
                : (why.perhaps() ? "may have ended" : "has ended") + " in line "
                        + why.at().line();
        return at.wrong(
                "session %s %s; give it a step 'connect: %s' before this one".formatted(connection, state, connection));
    }
}
