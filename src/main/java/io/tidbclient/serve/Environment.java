package io.tidbclient.serve;

import io.tidbclient.connection.SessionFactory;
import io.tidbclient.output.digest.ExitCodes;
import io.tidbclient.serve.monitor.Runs;
import io.tidbclient.serve.monitor.Schedule;
import io.tidbclient.time.TimeSource;
import io.vertx.core.Vertx;

import java.util.concurrent.ExecutorService;

/**
 * What a server runs on.
 *
 * @param version this tool's
 * @param vertx with one event loop
 * @param threads run the endpoints; virtual
 * @param schedule calls the targets' checks
 * @param runs makes the runs of the monitors
 * @param time the clocks
 * @param history connects to the database of a history
 * @param exitCodes the numbers that verdicts name
 */
public record Environment(
        String version,
        Vertx vertx,
        ExecutorService threads,
        Schedule schedule,
        Runs runs,
        TimeSource time,
        SessionFactory history,
        ExitCodes exitCodes) {}
