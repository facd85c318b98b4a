package io.tidbclient.serve.monitor;

import io.tidbclient.check.CheckSnapshot;
import io.tidbclient.config.CheckRequest;
import io.tidbclient.engine.Run;
import io.tidbclient.importjob.run.ImportRequest;
import io.tidbclient.importjob.run.ImportSnapshot;
import io.tidbclient.importjob.run.JobFold;
import io.tidbclient.scenario.run.ScenarioOrder;
import io.tidbclient.scenario.run.ScenarioRun;

import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Makes the runs of the monitors, not yet started.
 *
 * @param checks each made of its request
 * @param imports runs that follow import jobs, each made of its request, with what folds its polls
 * @param scenarios each made of its order
 */
public record Runs(
        Function<CheckRequest, Run<CheckSnapshot>> checks,
        BiFunction<ImportRequest, JobFold, Run<ImportSnapshot>> imports,
        Function<ScenarioOrder, ScenarioRun> scenarios) {}
