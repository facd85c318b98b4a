package io.tidbclient.scenario.script;

import io.tidbclient.config.Nearest;
import io.tidbclient.config.Quoted;
import io.tidbclient.scenario.Block;
import io.tidbclient.scenario.Expectation;
import io.tidbclient.scenario.Place;
import io.tidbclient.scenario.Predecessor;
import io.tidbclient.scenario.Scenario;
import io.tidbclient.scenario.ServerCase;
import io.tidbclient.scenario.ServerCases;
import io.tidbclient.scenario.Step;

import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The steps that others name with {@code after}. Refuses what is no such step, and what can never end before the one that
 * waits for it; tracks that wait for each other are refused by {@link TrackBindings}.
 */
final class Predecessors {
    private final Scenario scenario;
    private final ServerCases servers;
    private final Map<String, Step> byName = new HashMap<>();
    private final Set<String> twice = new HashSet<>();
    private final Map<String, Place> repeated = new HashMap<>();

    Predecessors(Scenario scenario) {
        this.scenario = scenario;
        this.servers = scenario.servers();
        scenario.steps().stream()
                .flatMap(Block::steps)
                .forEach(step -> step.name().ifPresent(name -> {
                    if (byName.putIfAbsent(name, step) != null) {
                        twice.add(name);
                    }
                }));
        scenario.steps().forEach(block -> findRepeated(block, false));
    }

    private void findRepeated(Block block, boolean inside) {
        switch (block) {
            case Block.One one -> {
                if (inside) {
                    one.step().name().ifPresent(name -> repeated.put(name, one.place()));
                }
            }
            case Block.Repeat repeat -> repeat.body().forEach(inner -> findRepeated(inner, true));
            case Block.OneOf choice -> choice.choices().forEach(all -> all.forEach(inner -> findRepeated(inner, true)));
            case Block.Parallel parallel ->
                parallel.tracks().forEach(track -> track.forEach(inner -> findRepeated(inner, inside)));
            case Block.Barrier barrier -> {}
        }
    }

    /** Refuses each that cannot be waited for. */
    void check() {
        scenario.steps().stream()
                .flatMap(Block::steps)
                .forEach(step -> step.after().forEach(predecessor -> check(step, predecessor)));
    }

    private void check(Step step, Predecessor predecessor) {
        String name = predecessor.step();
        Place at = predecessor.place();
        Step other = byName.get(name);
        if (other == null) {
            throw at.wrong("there is no step " + Quoted.of(name)
                    + Nearest.suggestion(
                            name,
                            byName.keySet(),
                            byName.isEmpty()
                                    ? "give the step that is meant a 'name'"
                                    : "the steps are "
                                            + String.join(
                                                    ", ",
                                                    byName.keySet().stream()
                                                            .sorted()
                                                            .toList())));
        }
        if (twice.contains(name)) {
            throw at.wrong("there are several steps " + Quoted.of(name) + "; give each a name of its own");
        }
        if (repeated.containsKey(name)) {
            throw at.wrong("the step " + Quoted.of(name)
                    + " is in a loop or a choice, so that its end is not known; wait for a step outside");
        }
        if (!Collections.disjoint(scenario.connections(other.session()), scenario.connections(step.session()))) {
            throw at.wrong("the step " + Quoted.of(name)
                    + " is one of the same session, which takes one step after another; remove 'after'");
        }
        Set<ServerCase> missing = servers.where(step.onlyOn());
        missing.retainAll(servers.where(scenario.onlyOn()));
        missing.removeAll(servers.where(other.onlyOn()));
        if (!missing.isEmpty()) {
            throw at.wrong("the step %s is not run on %s, and this one is; give both the same 'only-on'"
                    .formatted(Quoted.of(name), servers.names(missing)));
        }
        boolean unblocks = step.expected().all().stream()
                .flatMap(List::stream)
                .anyMatch(expectation -> expectation instanceof Expectation.Unblocks unblocked
                        && !Collections.disjoint(unblocked.sessions(), scenario.connections(other.session())));
        if (unblocks) {
            throw at.wrong("this step is to unblock %s, so that it cannot wait for the end of %s; remove 'after'"
                    .formatted(other.session(), Quoted.of(name)));
        }
    }

    /** The steps that a step waits for. */
    Stream<Step> of(Step step) {
        return step.after().stream().map(predecessor -> byName.get(predecessor.step()));
    }
}
