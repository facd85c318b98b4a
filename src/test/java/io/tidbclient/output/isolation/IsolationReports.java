package io.tidbclient.output.isolation;

import io.tidbclient.history.Operation;
import io.tidbclient.history.Transaction;
import io.tidbclient.history.TransactionOutcome;
import io.tidbclient.history.check.CheckOptions;
import io.tidbclient.history.check.HistoryChecker;
import io.tidbclient.history.check.HistoryVerdict;
import io.tidbclient.history.format.HistoryHead;
import io.tidbclient.isolation.ExpectedModel;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Reports for tests of how they are shown. */
final class IsolationReports {
    private IsolationReports() {}

    static Transaction committed(long id, int session, long start, long end, Operation... operations) {
        return new Transaction(id, session, TransactionOutcome.COMMITTED, start, end, List.of(operations));
    }

    static HistoryVerdict check(Transaction... transactions) {
        HistoryChecker checker = new HistoryChecker(CheckOptions.DEFAULT);
        List.of(transactions).forEach(checker::add);
        return checker.check();
    }

    /** Two transactions that each read what the other one appended to afterwards. */
    static HistoryVerdict writeSkew() {
        return check(
                committed(0, 0, 0, 1_000_000, new Operation.Append(1, 1), new Operation.Append(2, 1)),
                committed(1, 1, 2_000_000, 5_000_000, Operation.Read.of(1, 1), new Operation.Append(2, 2)),
                committed(2, 2, 3_000_000, 6_000_000, Operation.Read.of(2, 1), new Operation.Append(1, 2)),
                committed(3, 0, 7_000_000, 8_000_000, Operation.Read.of(1, 1, 2), Operation.Read.of(2, 1, 2)));
    }

    /** Transactions one after another. */
    static HistoryVerdict clean() {
        return check(
                committed(0, 0, 0, 20, new Operation.Append(1, 1)),
                committed(1, 1, 10, 30, Operation.Read.of(1, 1), new Operation.Append(1, 2)),
                committed(2, 0, 40, 50, Operation.Read.of(1, 1, 2)));
    }

    static HistoryReport of(HistoryVerdict verdict, ExpectedModel expectation) {
        return new HistoryReport(
                "history<1>.ndjson",
                new HistoryHead(
                        Optional.of("tidb-client 1"),
                        new HistoryHead.RecordedServer(Optional.of("TiDB"), Optional.of("v8.5.4"), List.of()),
                        Optional.of("repeatable-read"),
                        Optional.of("optimistic"),
                        false,
                        OptionalLong.of(42)),
                Optional.empty(),
                verdict,
                Optional.of(expectation),
                Duration.ofMillis(12),
                IsolationVerdict.of(verdict, expectation));
    }

    static IsolationReport all(HistoryReport... histories) {
        return new IsolationReport(
                Instant.parse("2026-03-04T05:06:07Z"),
                Duration.ofMillis(34),
                List.of(histories),
                IsolationVerdict.ofAll(List.of(histories)));
    }
}
