package io.tidbclient.serve;

import io.tidbclient.check.CheckSnapshot;
import io.tidbclient.config.CheckRequest;
import io.tidbclient.engine.Run;
import io.tidbclient.output.digest.ExitCodes;
import io.tidbclient.serve.monitor.Schedule;
import io.tidbclient.time.TimeSource;
import io.vertx.core.Vertx;

import java.util.concurrent.ExecutorService;
import java.util.function.Function;

/**
 * What a server runs on.
 *
 * @param version this tool's
 * @param vertx with one event loop
 * @param threads run the endpoints; virtual
 * @param schedule calls the targets' checks
 * @param checks makes a check, not yet started
 * @param time the clocks
 * @param exitCodes the numbers that verdicts name
 */
public record Environment(
        String version,
        Vertx vertx,
        ExecutorService threads,
        Schedule schedule,
        Function<CheckRequest, Run<CheckSnapshot>> checks,
        TimeSource time,
        ExitCodes exitCodes) {}
