package io.tidbclient.serve.monitor;

import io.tidbclient.check.CheckSnapshot;
import io.tidbclient.config.CheckRequest;
import io.tidbclient.engine.Run;
import io.tidbclient.importjob.run.ImportRequest;
import io.tidbclient.importjob.run.ImportSnapshot;

import java.util.function.Function;

/**
 * Makes the runs of the monitors, not yet started.
 *
 * @param checks each made of its request
 * @param imports runs that follow import jobs, each made of its request
 */
public record Runs(
        Function<CheckRequest, Run<CheckSnapshot>> checks, Function<ImportRequest, Run<ImportSnapshot>> imports) {}
