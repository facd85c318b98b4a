package io.tidbclient.scenario.script;

import io.tidbclient.config.ConfigException;
import io.tidbclient.history.check.ConsistencyModel;
import io.tidbclient.scenario.FaultRates;
import io.tidbclient.scenario.ListAccess;
import io.tidbclient.scenario.TransactionBlock;
import io.tidbclient.scenario.Workload;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;

import static io.tidbclient.scenario.script.ScriptRefusals.refuses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

class WorkloadReaderTest {
    private static final String FOLLOWS =
            "this statement follows the end of the transaction, whose outcome would depend on it; remove it, or put it into"
                    + " another kind of transaction.";
    private static final String COMMITS =
            "this statement commits the transaction that it is in, so that a history of lists would have two as one; put it"
                    + " before BEGIN, or into another kind of transaction.";

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

    private static String workload(String... lines) {
        return "scenario: s\nsessions: [a]\nworkload:\n  session: a\n  transactions: 1\n  " + String.join("\n  ", lines)
                + "\n";
    }

    @Test
    void a_workload_has_several_kinds_of_transactions_with_loops_and_choices() {
        Workload workload = TestScripts.one(workload(
                        "one-of:",
                        "  - {name: write, weight: 3, transaction: [BEGIN, {repeat: {between: [1, 4]}, as: i, values: {k:"
                                + " {between: [1, 9]}}, steps: 'UPDATE t SET v = :i WHERE id = :k'}, COMMIT]}",
                        "  - {name: read, transaction: {one-of: [{weight: 2, steps: SELECT 1}, {steps: [SELECT 2, SELECT"
                                + " 3]}]}}"))
                .workload()
                .orElseThrow();

        assertThat(workload.shapes())
                .extracting(
                        Workload.Shape::name,
                        Workload.Shape::weight,
                        shape -> TransactionBlock.mostStatements(shape.body()))
                .containsExactly(tuple("write", 3, 6L), tuple("read", 1, 2L));
        assertThat(workload.statements().map(statement -> statement.sql().written()))
                .containsExactly(
                        "BEGIN", "UPDATE t SET v = :i WHERE id = :k", "COMMIT", "SELECT 1", "SELECT 2", "SELECT 3");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            s.yaml:4:3  | for: 1s | a workload has one 'transaction', or several kinds under 'one-of'; give one of them.
            s.yaml:6:11 | one-of: [{name: a, transaction: SELECT 1}] | 'one-of' needs two or more kinds of transactions; give them, or write it without 'one-of'.
            s.yaml:6:46 | one-of: [{name: a, transaction: SELECT 1}, {transaction: SELECT 1}] | a kind of transaction needs a 'name', which results call it, and 'transaction'; give both.
            s.yaml:6:53 | one-of: [{name: a, transaction: SELECT 1}, {name: a, transaction: SELECT 1}] | another kind of transaction is called 'a'; give it another name.
            s.yaml:6:30 | one-of: [{name: a, weight: 0, transaction: SELECT 1}, {name: b, transaction: SELECT 1}] | weight is 0; give 1 to 1000000.
            s.yaml:6:17 | transaction: [{repeat: 2}] | a loop without 'steps' repeats nothing; give its statements.
            s.yaml:6:26 | transaction: [{repeat: {between: [1]}, steps: SELECT 1}] | a range of iterations needs two numbers; give {between: [least, most]}.
            s.yaml:6:26 | transaction: [{repeat: 0, steps: SELECT 1}] | repeat is 0; give 1 to 1000.
            s.yaml:6:16 | transaction: [{repeat: 1000, steps: [{repeat: 11, steps: SELECT 1}]}] | a transaction can have 11000 statements with its loops; give at most 10000.
            s.yaml:6:46 | transaction: [{one-of: [{steps: SELECT 1}, {weight: 2}]}] | an option needs 'steps', its statements; give them.
            s.yaml:6:54 | transaction: [{one-of: [{steps: SELECT 1}, {steps: BEGIN}]}] | the transaction is left open, so that it is not known to be committed; end it with COMMIT or ROLLBACK.
            s.yaml:6:67 | transaction: [BEGIN, {repeat: 2, steps: COMMIT}, DELETE FROM t, BEGIN] | the transaction is left open, so that it is not known to be committed; end it with COMMIT or ROLLBACK.
            s.yaml:6:54 | transaction: [{repeat: 2, as: i, steps: SELECT 1}, 'SELECT :i'] | :i may have no value here, since what gives it one in line 6 need not have ended before; save it in a step that has.
            """)
    void kinds_loops_and_choices_that_make_no_sense_are_refused(String place, String lines, String why) {
        refuses(workload(lines.replace("for: 1s", "rate: 1")), place + ": " + why);
    }

    /** 512 to the power of eight is a multiple of 2 to the power of 64: without saturation the product is 0. */
    @Test
    void number_of_statements_in_nested_loops_does_not_overflow() {
        String loops = "{repeat: 512, steps: [".repeat(8) + "SELECT 1" + "]}".repeat(8);
        String most =
                "a transaction can have at least 9223372036854775807 statements with its loops; give at most 10000.";

        refuses(workload("transaction: [" + loops + "]"), "s.yaml:6:16: " + most);
        refuses(workload("transaction: [SELECT 1, " + loops + ", " + loops + "]"), "s.yaml:6:16: " + most);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            s.yaml:7:11 | {} | 'faults' is empty; give kill, cut or pause, or remove it.
            s.yaml:7:17 | {cut: 1.5} | cut is out of range; give the fraction of the transactions, more than 0 and at most 1.
            s.yaml:7:18 | {kill: 0} | kill is out of range; give the fraction of the transactions, more than 0 and at most 1.
            s.yaml:7:11 | {kill: 0.6, cut: 0.6} | kill and cut together are more than all transactions; give fractions that add up to 1 at most.
            s.yaml:7:19 | {pause: {share: 0.5}} | a pause needs the 'share' of the transactions, and 'for' how long; give both.
            s.yaml:7:12 | {crash: 1} | faults has no key 'crash'; it may have kill, cut, pause.
            """)
    void faults_that_make_no_sense_are_refused(String place, String faults, String why) {
        refuses(workload("transaction: SELECT 1", "faults: " + faults), place + ": " + why);
    }

    @Test
    void faults_are_fractions_of_the_transactions() {
        assertThat(TestScripts.one(workload(
                                "transaction: SELECT 1",
                                "faults: {kill: 0.01, cut: .5, pause: {share: 1, for: 200ms}}"))
                        .workload()
                        .orElseThrow()
                        .faults())
                .isEqualTo(new FaultRates(0.01, 0.5, 1, Duration.ofMillis(200)));
    }

    /** A workload whose lists are checked, with other lines in place of some. */
    private static String lists(String transaction, String appendList) {
        return "scenario: s\nsessions: [a]\nworkload:\n  session: a\n  transactions: 1\n  values: {k: 1}\n"
                + "  transaction: [" + transaction + "]\n" + appendList;
    }

    private static final String READ = "{sql: SELECT l FROM t, reads: k}";
    private static final String APPEND = "{sql: 'UPDATE t SET l = CONCAT(l, :element)', appends: 1}";
    private static final String CHECKED = "  append-list: {last: SELECT k l FROM t}\n";

    @Test
    void statements_say_what_they_do_to_lists_and_the_check_which_model_is_expected() {
        Workload workload = TestScripts.one(lists(
                        "BEGIN, " + READ + ", " + APPEND + ", COMMIT",
                        "  append-list: {last: SELECT k l FROM t, expect: snapshot-isolation}\n"))
                .workload()
                .orElseThrow();

        assertThat(workload.statements().flatMap(statement -> statement.access().stream()))
                .containsExactly(
                        new ListAccess(ListAccess.Kind.READS, new ListAccess.Named("k")),
                        new ListAccess(ListAccess.Kind.APPENDS, new ListAccess.Fixed(1)));
        assertThat(workload.lists().orElseThrow().expected()).contains(ConsistencyModel.SNAPSHOT_ISOLATION);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            s.yaml:8:23 | append-list: {last: UPDATE t SET v = 1} | UPDATE reads no list; give a SELECT of the lists.
            s.yaml:8:3  | append-list: {expect: serializable} | append-list needs 'last', a SELECT of the number and the elements of each list; add it.
            s.yaml:8:50 | append-list: {last: SELECT k l FROM t, expect: serial} | 'serial' is not a consistency model; give one of read-uncommitted, read-committed, repeatable-read, snapshot-isolation, strong-snapshot-isolation, serializable, strict-serializable.
            s.yaml:8:17 | append-list: {read: seen} | append-list has no key 'read'; it may have last, expect.
            """)
    void a_check_of_lists_that_makes_no_sense_is_refused(String place, String check, String why) {
        refuses(lists("BEGIN, " + READ + ", " + APPEND + ", COMMIT", "  " + check + "\n"), place + ": " + why);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            s.yaml:7:43 | {sql: UPDATE t SET l = 1, reads: 1} | UPDATE reads no list; remove 'reads', or give a SELECT of the list.
            s.yaml:7:33 | {sql: SELECT 1, appends: 1} | SELECT appends to no list; remove 'appends', or give an UPDATE.
            s.yaml:7:43 | {sql: UPDATE t SET l = 1, appends: 1} | the statement does not use :element, the number that it has to append; add it.
            s.yaml:7:43 | {sql: SELECT 1, reads: 1, appends: 1} | a statement either reads a list or appends to one; remove 'reads' or 'appends'.
            s.yaml:8:16 | {sql: SELECT 1} | no statement of the transactions appends to a list, so that nothing can be checked; mark the one that appends :element with 'appends: KEY'.
            """)
    void a_statement_that_does_not_do_what_it_says_to_a_list_is_refused(String place, String statement, String why) {
        refuses(lists(statement + ", " + READ, CHECKED), place + ": " + why);
    }

    @Test
    void the_number_of_a_list_has_a_value() {
        refuses(
                lists("BEGIN, {sql: SELECT l FROM t, reads: nowhere}, " + APPEND + ", COMMIT", CHECKED),
                "s.yaml:7:54: :nowhere has no value here; save it in an earlier step, or declare it under 'values'.");
    }

    @Test
    void a_history_is_of_one_transaction_and_of_nothing_that_was_undone_in_part() {
        refuses(
                lists("BEGIN, " + READ + ", COMMIT, BEGIN, " + APPEND + ", COMMIT", CHECKED),
                "s.yaml:7:66: " + FOLLOWS);
        refusesSomewhere(lists("BEGIN, " + READ + ", " + APPEND + ", ROLLBACK, SELECT 1", CHECKED), FOLLOWS);
        refusesSomewhere(lists(READ + ", BEGIN, " + APPEND + ", COMMIT", CHECKED), FOLLOWS);
        refuses(
                lists(READ + ", " + APPEND, CHECKED),
                "s.yaml:7:51: operations on lists stand in two transactions here, and a history needs each in one of its"
                        + " own; put them between BEGIN and COMMIT, or into another kind of transaction.");
        refusesSomewhere(
                lists("BEGIN, " + READ + ", " + APPEND + ", CREATE TABLE t2 (id INT), COMMIT", CHECKED), COMMITS);
        refusesSomewhere(lists("BEGIN, " + READ + ", BEGIN, " + APPEND + ", COMMIT", CHECKED), COMMITS);
        refuses(
                lists("BEGIN, " + READ + ", SAVEPOINT s, " + APPEND + ", ROLLBACK TO s, COMMIT", CHECKED),
                "s.yaml:7:130: a history of lists cannot contain a part of a transaction that was undone; remove the"
                        + " savepoint, or 'append-list'.");
        refuses(
                lists("BEGIN, " + READ + ", COMMIT", ""),
                "s.yaml:7:24: 'reads' is checked by 'append-list', which the workload lacks; add append-list: {last: …}.");
    }

    private static void refusesSomewhere(String script, String message) {
        assertThatThrownBy(() -> TestScripts.all(script))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("s.yaml:7:")
                .hasMessageEndingWith(message);
    }
}
