package io.tidbclient.scenario.play;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What is known of a step when all is over.
 *
 * @param cue which
 * @param began since the scenario's beginning
 * @param at when that was
 * @param waits whom it waited for, if it was seen to
 * @param reply what came of it; empty when it was still under way at the end
 */
public record StepRecord(
        Cue cue, Duration began, Instant at, Optional<ScenarioFinding.Waits> waits, Optional<Reply> reply) {}
