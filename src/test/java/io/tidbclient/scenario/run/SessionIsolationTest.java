package io.tidbclient.scenario.run;

import io.tidbclient.connection.Answer;
import io.tidbclient.connection.ServerVersion.Product;
import io.tidbclient.isolation.IsolationLevel;
import io.tidbclient.isolation.ServerConfiguration;
import io.tidbclient.isolation.TransactionMode;
import io.tidbclient.scenario.Scenario;
import io.tidbclient.scenario.script.TestScripts;
import io.tidbclient.testing.ManualTimer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import static org.assertj.core.api.Assertions.assertThat;

/** Level and mode of a workload's transactions: by the session's variables, and by how its transactions begin. */
class SessionIsolationTest {
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    @AfterEach
    void end_threads() {
        threads.shutdownNow();
    }

    private ServerConfiguration of(Product product, String mode, String transaction) {
        Scenario scenario = TestScripts.one("scenario: s\nsessions: [a]\nworkload:\n  session: a\n  transactions: 1\n"
                + "  transaction: [" + transaction + "]\n");
        FakeSessions sessions = new FakeSessions()
                .answer(
                        "SHOW VARIABLES WHERE",
                        () -> new Answer(
                                List.of("Variable_name", "Value"),
                                List.of(false, false),
                                List.of(
                                        List.of("Transaction_isolation", "REPEATABLE-READ"),
                                        List.of("tidb_txn_mode", mode),
                                        List.of("innodb_snapshot_isolation", "ON")),
                                -1));
        SessionConnection connection =
                new SessionConnection(ScenarioContexts.of(scenario, sessions, threads, new ManualTimer()), "a");
        long unused = connection.open();
        return SessionIsolation.of(connection, product, scenario.workload().orElseThrow());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "optimistic  | SELECT 1                                       | OPTIMISTIC",
                "pessimistic | SELECT 1                                       | PESSIMISTIC",
                "''          | SELECT 1                                       | PESSIMISTIC",
                "Optimistic  | BEGIN, SELECT 1, COMMIT                        | OPTIMISTIC",
                "pessimistic | BEGIN, SELECT 1, COMMIT                        | PESSIMISTIC",
                "pessimistic | BEGIN OPTIMISTIC, SELECT 1, COMMIT             | OPTIMISTIC",
                "pessimistic | begin optimistic, SELECT 1, COMMIT             | OPTIMISTIC",
                "optimistic  | BEGIN PESSIMISTIC, SELECT 1, COMMIT            | PESSIMISTIC",
                "optimistic  | BEGIN PESSIMISTIC, COMMIT, BEGIN, COMMIT       | PESSIMISTIC",
                "optimistic  | BEGIN OPTIMISTIC, COMMIT, BEGIN, COMMIT        | OPTIMISTIC"
            })
    void transactions_of_tidb_are_optimistic_when_all_of_them_are(
            String variable, String transaction, TransactionMode mode) {
        assertThat(of(Product.TIDB, variable, transaction).mode()).isEqualTo(mode);
    }

    @Test
    void transactions_of_other_products_are_pessimistic() {
        assertThat(of(Product.MARIADB, "optimistic", "BEGIN, COMMIT"))
                .isEqualTo(new ServerConfiguration(
                        Product.MARIADB, IsolationLevel.REPEATABLE_READ, TransactionMode.PESSIMISTIC, true));
    }
}
