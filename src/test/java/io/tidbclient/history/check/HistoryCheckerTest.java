package io.tidbclient.history.check;

import io.tidbclient.history.Operation;
import io.tidbclient.history.Transaction;
import io.tidbclient.history.TransactionOutcome;
import org.junit.jupiter.api.Test;

import java.util.List;

import static io.tidbclient.history.check.HistoryText.check;
import static io.tidbclient.history.check.Verdicts.assertFound;
import static io.tidbclient.history.check.Verdicts.sentence;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Tiny histories, for each kind of anomaly one that has it and one that nearly has it. */
class HistoryCheckerTest {
    @Test
    void serial_history_has_no_anomaly() {
        HistoryVerdict verdict = check("""
                T0 s0 0-10 ok a1=1 a2=2
                T1 s1 11-20 ok r1=[1] a1=3 r1=[1,3]
                T2 s0 21-30 ok r1=[1,3] r2=[2] r3=[]
                """);

        assertThat(verdict.found()).isEmpty();
        assertThat(verdict.ruledOut()).isEmpty();
        assertThat(verdict.strongestNotRuledOut()).containsExactly(ConsistencyModel.STRICT_SERIALIZABLE);
        assertThat(verdict.counts()).isEqualTo(new HistoryCounts(3, 0, 0, 0, 8, 5, 2, 3, 0, 1));
        assertThat(verdict.counts().provesSomething()).isTrue();
    }

    @Test
    void history_without_a_read_of_an_element_proves_nothing() {
        HistoryVerdict verdict = check("""
                T0 s0 0-10 ok a1=1 r1=[1] r2=[] r3=?
                T1 s1 5-20 aborted r1=[1]
                T2 s1 21-30 unknown r1=[1]
                """);

        assertThat(verdict.counts().provesSomething()).isFalse();
        assertThat(verdict.counts()).isEqualTo(new HistoryCounts(1, 1, 1, 0, 6, 2, 0, 3, 0, 1));
    }

    @Test
    void element_that_no_transaction_appended_is_a_garbage_read() {
        HistoryVerdict verdict = check("""
                T0 s0 0-10 ok a1=1
                T1 s1 11-20 ok r1=[1,9]
                """);

        assertFound(verdict, AnomalyKind.GARBAGE_READ);
        assertThat(sentence(verdict)).isEqualTo("T1 read key 1 as [1, 9], and no transaction appended 9 to the key");
        assertThat(verdict.ruledOut()).containsExactlyInAnyOrder(ConsistencyModel.values());
        assertThat(verdict.strongestNotRuledOut()).isEmpty();
    }

    @Test
    void element_twice_in_a_list_is_a_duplicate_append() {
        HistoryVerdict verdict = check("""
                T0 s0 0-10 ok a1=1
                T1 s1 11-20 ok r1=[1,1]
                """);

        assertFound(verdict, AnomalyKind.DUPLICATE_APPEND);
        assertThat(sentence(verdict))
                .isEqualTo("T1 read key 1 as [1, 1], where 1 stands more than once, although it was appended once");
    }

    @Test
    void own_element_twice_in_a_list_is_a_duplicate_append() {
        assertFound(check("T0 s0 0-10 ok a1=1 r1=[1,1]"), AnomalyKind.DUPLICATE_APPEND);
    }

    @Test
    void read_of_an_aborted_append_is_g1a() {
        HistoryVerdict verdict = check("""
                T0 s0 0-10 aborted a1=1
                T1 s1 5-20 ok r1=[1]
                """);

        assertFound(verdict, AnomalyKind.G1A);
        assertThat(sentence(verdict))
                .isEqualTo("T1 read key 1 as [1], so it saw the 1 that T0 appended, and T0 was aborted");
        assertThat(verdict.violates(ConsistencyModel.READ_COMMITTED)).isTrue();
        assertThat(verdict.violates(ConsistencyModel.READ_UNCOMMITTED)).isFalse();
        assertThat(verdict.strongestNotRuledOut()).containsExactly(ConsistencyModel.READ_UNCOMMITTED);
    }

    @Test
    void aborted_transaction_may_read_aborted_appends_and_its_own() {
        HistoryVerdict verdict = check("""
                T0 s0 0-10 aborted a1=1 r1=[1]
                T1 s1 5-20 aborted r1=[1] r2=[9] r2=[]
                T2 s1 21-30 ok r1=[]
                """);

        assertThat(verdict.found()).isEmpty();
    }

    @Test
    void reads_of_a_transaction_of_unknown_outcome_prove_nothing_until_its_append_is_read() {
        String unread = """
                T0 s0 0-10 aborted a1=1
                T1 s1 5-20 unknown r1=[1] a2=2
                """;

        assertThat(check(unread).found()).isEmpty();

        HistoryVerdict verdict = check(unread + "T2 s2 30-40 ok r2=[2]");
        assertFound(verdict, AnomalyKind.G1A);
        assertThat(verdict.counts().unknownSeen()).isEqualTo(1);
    }

    @Test
    void read_of_an_append_that_its_transaction_replaced_is_g1b() {
        HistoryVerdict verdict = check("""
                T0 s0 0-30 ok a1=1 a1=2
                T1 s1 5-20 ok r1=[1]
                """);

        assertFound(verdict, AnomalyKind.G1B, AnomalyKind.G_SINGLE);
        assertThat(sentence(verdict))
                .isEqualTo(
                        "T1 read key 1 as [1], whose last element, 1, is not the last one that T0 appended to the key");
    }

    @Test
    void append_to_a_version_with_an_aborted_element_is_a_dirty_update() {
        HistoryVerdict verdict = check("""
                T0 s0 0-10 aborted a1=1
                T1 s1 5-20 ok a1=2
                T2 s1 30-40 ok r1=[1,2]
                """);

        assertFound(verdict, AnomalyKind.DIRTY_UPDATE, AnomalyKind.G1A);
        assertThat(sentence(verdict, AnomalyKind.DIRTY_UPDATE))
                .isEqualTo("T1 appended 2 to a version of key 1 with the 1 that T0 appended, and T0 was "
                        + "aborted: the list became [1, 2]");
    }

    @Test
    void two_transactions_that_update_the_same_version_lose_an_update() {
        HistoryVerdict verdict = check("""
                T0 s0 0-10 ok a1=1
                T1 s1 11-50 ok r1=[1] a1=2
                T2 s2 11-50 ok r1=[1] a1=3
                T3 s3 60-70 ok r1=[1,2,3]
                """);

        assertFound(verdict, AnomalyKind.LOST_UPDATE, AnomalyKind.G_SINGLE);
        assertThat(sentence(verdict, AnomalyKind.LOST_UPDATE))
                .isEqualTo(
                        "T1 and T2 each read key 1 as [1] and then appended to it, so that neither saw the other's append");
        assertThat(verdict.strongestNotRuledOut()).containsExactly(ConsistencyModel.READ_COMMITTED);
    }

    @Test
    void update_is_lost_too_when_no_read_shows_it() {
        assertThat(check("""
                        T1 s1 11-50 ok r1=[] a1=2
                        T2 s2 11-50 ok r1=[] a1=3
                        """).ruledOut())
                .contains(ConsistencyModel.SNAPSHOT_ISOLATION, ConsistencyModel.REPEATABLE_READ);
    }

    @Test
    void updates_one_after_the_other_lose_nothing() {
        assertThat(check("""
                        T1 s1 11-50 ok r1=[] a1=2
                        T2 s2 11-50 ok r1=[2] a1=3
                        T3 s3 11-50 aborted r1=[2] a1=4
                        T4 s4 11-50 unknown r1=[2] a1=5
                        """).found()).isEmpty();
    }

    @Test
    void append_twice_or_a_repeated_id_is_refused_and_leaves_the_checker_usable() {
        HistoryChecker checker = new HistoryChecker(CheckOptions.DEFAULT);
        checker.add(committed(1, new Operation.Append(7, 1)));

        assertThatThrownBy(() -> checker.add(committed(2, new Operation.Append(8, 1), new Operation.Append(7, 1))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "transaction 2 appends 1 to key 7, which was appended before: values of a key must be unique");
        assertThatThrownBy(() -> checker.add(committed(3, new Operation.Append(9, 1), new Operation.Append(9, 1))))
                .hasMessageStartingWith("transaction 3 appends 1 to key 9, which was appended before");
        assertThatThrownBy(() -> checker.add(committed(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("transaction 1 is in the history twice");
        checker.add(committed(2, Operation.Read.of(7, 1)));

        assertThat(checker.check().counts().committed()).isEqualTo(2);
    }

    @Test
    void transaction_is_described_as_it_was_added() {
        List<Transaction> history = HistoryText.history("""
                T4 s3 1-10 aborted a1=1 r1=[1] r2=?
                T5 s2 11-20 ok a2=4 r1=[1] r2=[4] a1=3 r1=[1,3]
                """);

        Anomaly anomaly = check(history, CheckOptions.DEFAULT).examples().getFirst();

        assertThat(anomaly.kind()).isEqualTo(AnomalyKind.G1A);
        assertThat(anomaly.transactions()).containsExactly(history.get(1), history.get(0));
        assertThat(anomaly.explanation().get(0))
                .isEqualTo("T5 (session 2, 10.000 ms to 19.000 ms, committed) appended 4 to "
                        + "key 2, read key 1 as [1], read key 2 as [4], appended 3 to key 1, read key 1 as [1, 3]");
        assertThat(anomaly.explanation().get(1))
                .isEqualTo("T4 (session 3, 0.000 ms to 9.000 ms, aborted) appended 1 to key 1,"
                        + " read key 1 as [1], read key 2 without an answer");
    }

    @Test
    void order_of_arrival_does_not_change_what_is_found() {
        List<Transaction> history = HistoryText.history("""
                T0 s0 0-10 ok a1=1
                T1 s1 11-50 ok r1=[1] a1=2
                T2 s2 11-50 ok r1=[1] a1=3
                T3 s3 60-70 ok r1=[1,2,3]
                """);

        assertThat(check(history.reversed(), CheckOptions.DEFAULT)).isEqualTo(check(history, CheckOptions.DEFAULT));
    }

    @Test
    void examples_are_bounded_and_counts_are_not() {
        StringBuilder history = new StringBuilder("T0 s0 0-10 aborted a1=1\n");
        for (int i = 1; i <= 20; i++) {
            history.append("T%d s%d 0-10 ok r1=[1]\n".formatted(i, i));
        }

        HistoryVerdict verdict = check(history.toString());

        assertThat(verdict.found()).containsEntry(AnomalyKind.G1A, 20L);
        assertThat(verdict.examples()).hasSize(8);
    }

    @Test
    void long_lists_are_shown_in_part() {
        StringBuilder history = new StringBuilder();
        StringBuilder list = new StringBuilder("7");
        history.append("T100 s0 0-1 aborted a1=7\n");
        for (int i = 10; i < 30; i++) {
            history.append("T%d s0 %d-%d ok a1=%d\n".formatted(i, 2 * i, 2 * i + 1, i));
            list.append(',').append(i);
        }
        history.append("T101 s0 90-99 ok r1=[").append(list).append("]\n");

        assertThat(sentence(check(history.toString()), AnomalyKind.G1A))
                .startsWith(
                        "T101 read key 1 as [7, 10, 11, 12, … 9 more …, 22, 23, 24, 25, 26, 27, 28, 29], so it saw");
    }

    private static Transaction committed(long id, Operation... operations) {
        return new Transaction(id, 0, TransactionOutcome.COMMITTED, id * 10, id * 10 + 5, List.of(operations));
    }
}
