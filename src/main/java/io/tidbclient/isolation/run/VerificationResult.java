package io.tidbclient.isolation.run;

import io.tidbclient.connection.ServerVersion;
import io.tidbclient.engine.RunVerdict;
import io.tidbclient.isolation.PromisedModel;
import io.tidbclient.isolation.ServerConfiguration;
import io.tidbclient.isolation.TransactionMode;
import io.tidbclient.isolation.VerificationPlan;
import io.tidbclient.scenario.run.ScenarioResult;

import java.util.Optional;

/**
 * How a run of generated transactions ended, apart from what its history shows.
 *
 * @param plan what was to be done
 * @param version the kind of server; empty when it was not reached
 * @param run how it ended; empty when it was not started
 * @param verdict of the run
 * @param counts of transactions, errors and reconnects
 * @param snapshotIsolation whether MariaDB's {@code innodb_snapshot_isolation} is on
 */
public record VerificationResult(
        VerificationPlan plan,
        Optional<ServerVersion> version,
        Optional<ScenarioResult> run,
        RunVerdict verdict,
        RunCounters.Counts counts,
        boolean snapshotIsolation) {
    /** The mode of the transactions: the asked-for one, or the server's default. */
    public TransactionMode mode() {
        return plan.mode().orElse(TransactionMode.PESSIMISTIC);
    }

    /** What the server's documentation promises; empty when the server was not reached. */
    public Optional<PromisedModel> promise() {
        return version.map(server ->
                PromisedModel.of(new ServerConfiguration(server.product(), plan.level(), mode(), snapshotIsolation)));
    }
}
