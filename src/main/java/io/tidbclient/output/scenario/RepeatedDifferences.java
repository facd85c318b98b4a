package io.tidbclient.output.scenario;

import io.tidbclient.scenario.run.ScenarioResult;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Recognises a difference that an earlier run of the same scenario had, so that twenty orders of its steps that fail alike
 * have one timeline. Confined to one thread.
 */
public final class RepeatedDifferences {
    private final Map<Difference, String> first = new HashMap<>();

    private record Difference(String scenario, String place, String expected, String got) {}

    /**
     * The title of the first run with the same difference.
     *
     * @return empty when there was none, which makes this one the first, and when {@code result} has no difference
     */
    public Optional<String> firstWith(ScenarioResult result) {
        return result.expectationFailure()
                .map(failure -> new Difference(
                        result.scenario().name(), failure.place().toString(), failure.expected(), failure.got()))
                .flatMap(difference -> Optional.ofNullable(first.putIfAbsent(difference, result.title())));
    }
}
