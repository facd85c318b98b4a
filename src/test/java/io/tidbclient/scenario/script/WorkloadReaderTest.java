package io.tidbclient.scenario.script;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;

import static io.tidbclient.scenario.script.ScriptRefusals.refuses;
import static org.assertj.core.api.Assertions.assertThat;

class WorkloadReaderTest {
    @Test
    void a_statement_of_a_workload_may_have_a_limit() {
        assertThat(TestScripts.one("""
                        scenario: s
                        sessions: [a]
                        workload: {session: a, transactions: 1, transaction: [{sql: SELECT 1, limit: 3s}, SELECT 2]}
                        """).workload().orElseThrow().longestLimit(Duration.ofSeconds(1)))
                .isEqualTo(Duration.ofSeconds(3));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "[BEGIN, DELETE FROM t]",
                "[BEGIN, DELETE FROM t, COMMIT AND CHAIN]",
                "[SET autocommit = 0, DELETE FROM t]",
                "[BEGIN, DELETE FROM t, ROLLBACK TO s]"
            })
    void a_transaction_of_a_workload_is_not_left_open(String transaction) {
        refuses(
                "scenario: s\nsessions: [a]\nworkload:\n  session: a\n  transactions: 1\n  transaction: " + transaction
                        + "\n",
                "s.yaml:6:" + (18 + transaction.lastIndexOf(", ")) + ": the transaction is left open, so that it is not"
                        + " known to be committed; end it with COMMIT or ROLLBACK.");
    }

    @ParameterizedTest
    @CsvSource({"2013", "2006", "CR_SERVER_LOST", "CR_SERVER_GONE_ERROR"})
    void a_workload_is_not_tried_again_after_the_loss_of_its_connection(String lost) {
        refuses(
                "scenario: s\nsessions: [a]\nworkload:\n  session: a\n  transactions: 1\n  transaction: SELECT 1\n"
                        + "  retry: [1213, " + lost + "]\n",
                "s.yaml:7:17: a transaction whose connection was lost is not retried, since it may have been committed;"
                        + " remove it.");
    }

    @Test
    void a_list_is_read_at_the_end_by_what_reads() {
        refuses("""
                scenario: s
                sessions: [a]
                workload:
                  session: a
                  transactions: 1
                  transaction: [{sql: SELECT 1, save: seen}]
                  append-list: {appended: transaction, read: seen, last: UPDATE t SET v = 1}
                """, "s.yaml:7:58: UPDATE reads no list; give a SELECT of the list.");
    }
}
