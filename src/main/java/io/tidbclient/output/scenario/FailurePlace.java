package io.tidbclient.output.scenario;

import io.tidbclient.scenario.Place;
import io.tidbclient.scenario.run.ExpectationFailure;
import io.tidbclient.scenario.run.ScenarioResult;

/** Where a script says what did not happen. */
final class FailurePlace {
    private FailurePlace() {}

    /** The place of what was expected; where nothing was compared, that of the scenario. */
    static Place of(ScenarioResult result) {
        return result.expectationFailure()
                .map(ExpectationFailure::place)
                .orElse(result.scenario().place());
    }
}
