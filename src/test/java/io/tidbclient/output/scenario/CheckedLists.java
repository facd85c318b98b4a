package io.tidbclient.output.scenario;

import io.tidbclient.connection.ServerVersion;
import io.tidbclient.history.Operation;
import io.tidbclient.history.Transaction;
import io.tidbclient.history.TransactionOutcome;
import io.tidbclient.history.check.CheckOptions;
import io.tidbclient.history.check.ConsistencyModel;
import io.tidbclient.history.check.HistoryChecker;
import io.tidbclient.isolation.ExpectedModel;
import io.tidbclient.isolation.IsolationLevel;
import io.tidbclient.isolation.ServerConfiguration;
import io.tidbclient.isolation.TransactionMode;
import io.tidbclient.scenario.run.ListVerdict;
import io.tidbclient.scenario.run.ScenarioResult;
import io.tidbclient.scenario.run.WorkloadResult;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Results of workloads whose lists show write skew. */
final class CheckedLists {
    /** Two transactions that each read what the other one appended to afterwards. */
    static final List<Transaction> WRITE_SKEW = List.of(
            committed(0, 0, 20, Operation.Read.of(1), new Operation.Append(2, 1)),
            committed(1, 10, 30, Operation.Read.of(2), new Operation.Append(1, 2)),
            committed(2, 15, 35, Operation.Read.of(1, 2)),
            committed(3, 50, 60, Operation.Read.of(1, 2), Operation.Read.of(2, 1)));

    private CheckedLists() {}

    private static Transaction committed(int id, long start, long end, Operation... operations) {
        return new Transaction(
                id, id, TransactionOutcome.COMMITTED, start * 1_000_000, end * 1_000_000, List.of(operations));
    }

    /** A result with this history, of which this model is expected. */
    static ScenarioResult expecting(ConsistencyModel model, ScenarioResult.Status status) {
        HistoryChecker checker = new HistoryChecker(new CheckOptions(true, true));
        WRITE_SKEW.forEach(checker::add);
        ListVerdict verdict = new ListVerdict(
                new ServerConfiguration(
                        ServerVersion.Product.TIDB, IsolationLevel.REPEATABLE_READ, TransactionMode.OPTIMISTIC, false),
                checker.check(),
                ExpectedModel.asked(model));
        WorkloadResult.Latency none = new WorkloadResult.Latency(
                0, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);
        WorkloadResult workload = new WorkloadResult(
                3,
                3,
                0,
                0,
                0,
                Map.of(),
                Map.of(),
                Duration.ofSeconds(1),
                none,
                none,
                List.of(),
                WorkloadResult.FaultCounts.NONE,
                Optional.of(verdict));
        return ScenarioResults.with(ScenarioResults.of("lists", status, "", List.of()), workload);
    }
}
