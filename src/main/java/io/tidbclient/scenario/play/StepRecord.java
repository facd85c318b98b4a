package io.tidbclient.scenario.play;

import io.tidbclient.scenario.Scalar;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of a step when all is over.
 *
 * @param cue which
 * @param began since the scenario's beginning
 * @param at when that was
 * @param bound what the names in its statement stood for
 * @param waits whom it waited for, if it was seen to
 * @param reply what came of it; empty when it was still under way at the end
 */
public record StepRecord(
        Cue cue,
        Duration began,
        Instant at,
        Map<String, Scalar> bound,
        Optional<ScenarioFinding.Waits> waits,
        Optional<Reply> reply) {
    public StepRecord {
        bound = Collections.unmodifiableMap(new LinkedHashMap<>(bound));
    }

    StepRecord waiting(ScenarioFinding.Waits seen) {
        return new StepRecord(cue, began, at, bound, Optional.of(seen), reply);
    }

    StepRecord ended(Reply with) {
        return new StepRecord(cue, began, at, bound, waits, Optional.of(with));
    }
}
