package io.tidbclient.output.isolation;

import io.tidbclient.engine.Outcome;
import io.tidbclient.engine.RunVerdict;
import io.tidbclient.history.Operation;
import io.tidbclient.history.Transaction;
import io.tidbclient.history.TransactionOutcome;
import io.tidbclient.history.check.ConsistencyModel;
import io.tidbclient.history.check.HistoryVerdict;
import io.tidbclient.isolation.ExpectedModel;
import org.junit.jupiter.api.Test;

import java.util.List;

import static io.tidbclient.output.isolation.IsolationReports.check;
import static io.tidbclient.output.isolation.IsolationReports.committed;
import static org.assertj.core.api.Assertions.assertThat;

class IsolationVerdictTest {
    private static RunVerdict verdict(HistoryVerdict history, ConsistencyModel model) {
        return IsolationVerdict.of(history, ExpectedModel.asked(model));
    }

    @Test
    void a_violated_model_is_named_with_the_anomalies_that_rule_it_out() {
        assertThat(verdict(IsolationReports.writeSkew(), ConsistencyModel.SERIALIZABLE))
                .isEqualTo(new RunVerdict(Outcome.FAILED, "serializable is violated: G2-item (1)"));
    }

    @Test
    void an_anomaly_that_the_model_allows_is_no_violation() {
        assertThat(verdict(IsolationReports.writeSkew(), ConsistencyModel.SNAPSHOT_ISOLATION))
                .isEqualTo(new RunVerdict(
                        Outcome.SUCCESS, "no anomaly found in 4 transactions that rules out snapshot isolation"));
    }

    @Test
    void without_a_committed_transaction_nothing_was_verified() {
        HistoryVerdict aborted =
                check(new Transaction(0, 0, TransactionOutcome.ABORTED, 0, 1, List.of(new Operation.Append(1, 1))));

        assertThat(verdict(aborted, ConsistencyModel.READ_UNCOMMITTED))
                .isEqualTo(new RunVerdict(Outcome.FAILED, "nothing was verified: no transaction was committed"));
    }

    @Test
    void without_a_read_of_an_append_nothing_was_verified() {
        HistoryVerdict unread =
                check(committed(0, 0, 0, 5, new Operation.Append(1, 1)), committed(1, 1, 2, 6, Operation.Read.of(2)));

        assertThat(verdict(unread, ConsistencyModel.SERIALIZABLE).sentence())
                .isEqualTo("nothing was verified: no committed transaction read an element while others appended");
    }

    @Test
    void without_concurrency_nothing_was_verified() {
        HistoryVerdict serial = check(
                committed(0, 0, 0, 1, new Operation.Append(1, 1)), committed(1, 1, 2, 3, Operation.Read.of(1, 1)));

        assertThat(verdict(serial, ConsistencyModel.SERIALIZABLE).sentence())
                .isEqualTo("nothing was verified: no two committed transactions were in progress at the same time");
    }

    @Test
    void of_several_histories_one_that_is_violated_decides() {
        HistoryReport good = IsolationReports.of(
                IsolationReports.clean(), ExpectedModel.asked(ConsistencyModel.STRICT_SERIALIZABLE));
        HistoryReport bad =
                IsolationReports.of(IsolationReports.writeSkew(), ExpectedModel.asked(ConsistencyModel.SERIALIZABLE));

        assertThat(IsolationVerdict.ofAll(List.of(good, bad)))
                .isEqualTo(new RunVerdict(Outcome.FAILED, "1 of 2 histories are as expected"));
        assertThat(IsolationVerdict.ofAll(List.of(good, good)).isSuccess()).isTrue();
        assertThat(IsolationVerdict.ofAll(List.of(good))).isEqualTo(good.verdict());
    }
}
