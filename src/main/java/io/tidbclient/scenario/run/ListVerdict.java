package io.tidbclient.scenario.run;

import io.tidbclient.history.check.HistoryVerdict;
import io.tidbclient.isolation.ExpectedModel;
import io.tidbclient.isolation.ServerConfiguration;

/**
 * What the history of a workload's lists shows.
 *
 * @param server level and mode of the sessions
 * @param history the anomalies
 * @param expected the model that it is expected to satisfy
 */
public record ListVerdict(ServerConfiguration server, HistoryVerdict history, ExpectedModel expected) {}
