package io.tidbclient.scenario.run;

import io.tidbclient.scenario.Scalar;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of a step when the scenario has ended.
 *
 * @param invocation which
 * @param began since the scenario's beginning
 * @param at when that was
 * @param bound what the names in its statement stood for
 * @param waits whom it waited for, if it was seen to
 * @param result the outcome; empty when it was still under way at the end
 */
public record StepRecord(
        StepInvocation invocation,
        Duration began,
        Instant at,
        Map<String, Scalar> bound,
        Optional<ScenarioEvent.Waits> waits,
        Optional<StepResult> result) {
    public StepRecord {
        bound = Collections.unmodifiableMap(new LinkedHashMap<>(bound));
    }

    /** What the names in its statement stood for, except {@code :member}, in words; may be empty. */
    public String shownValues() {
        return BoundText.of(bound);
    }

    StepRecord waiting(ScenarioEvent.Waits seen) {
        return new StepRecord(invocation, began, at, bound, Optional.of(seen), result);
    }

    StepRecord ended(StepResult with) {
        return new StepRecord(invocation, began, at, bound, waits, Optional.of(with));
    }
}
