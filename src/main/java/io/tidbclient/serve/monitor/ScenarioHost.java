package io.tidbclient.serve.monitor;

import io.tidbclient.scenario.run.ScenarioOrder;
import io.tidbclient.scenario.run.ScenarioRun;
import io.tidbclient.serve.status.StatusBoard;

import java.time.InstantSource;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * What the scenarios of all targets share.
 *
 * @param runs makes a run, not yet started
 * @param turns says when one may begin
 * @param ongoing those in progress
 * @param board receives their results
 * @param random makes seeds
 */
record ScenarioHost(
        Function<ScenarioOrder, ScenarioRun> runs,
        Turns turns,
        OngoingScenarios ongoing,
        StatusBoard board,
        InstantSource clock,
        RandomGenerator random) {}
