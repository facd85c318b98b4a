package io.tidbclient.serve.monitor;

import io.tidbclient.scenario.run.ScenarioRun;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The scenarios in progress, those of targets that are being removed among them. */
final class OngoingScenarios {
    private final Map<ScenarioRun, String> targets = new ConcurrentHashMap<>();

    void add(ScenarioRun run, String target) {
        targets.put(run, target);
    }

    void remove(ScenarioRun run) {
        targets.remove(run);
    }

    /** The databases and users that would stay on the servers if the process ended now, each with its target. */
    List<String> unfinished() {
        return targets.entrySet().stream()
                .flatMap(entry ->
                        entry.getKey().unfinished().stream().map(what -> what + " on target " + entry.getValue()))
                .sorted()
                .toList();
    }
}
