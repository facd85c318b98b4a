package io.tidbclient.history.check;

import io.tidbclient.history.Transaction;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.concurrent.TimeUnit;

import static io.tidbclient.history.check.HistoryText.check;
import static io.tidbclient.history.check.Verdicts.assertFound;
import static io.tidbclient.history.check.Verdicts.sentence;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Which of the reads after all appends show that one was lost. */
class FinalReadTest {
    @Test
    void committed_append_that_the_final_read_lacks_is_lost() {
        List<Transaction> history = HistoryText.history("""
                T0 s0 0-10 ok a1=1
                T1 s1 0-10 ok a1=2
                T2 s2 0-20 unknown a1=3
                T3 s3 11-30 ok r1=[1]
                """);

        HistoryVerdict verdict = check(history, new CheckOptions(true, true));

        assertFound(verdict, AnomalyKind.LOST_APPEND, AnomalyKind.G_SINGLE_REALTIME);
        assertThat(sentence(verdict, AnomalyKind.LOST_APPEND))
                .isEqualTo("T1 committed its append of 2 to key 1,"
                        + " and T3, which began after all appends to the key had ended, read key 1 as [1]");
        assertFound(check(history, CheckOptions.DEFAULT), AnomalyKind.G_SINGLE_REALTIME);
    }

    @Test
    void append_is_not_lost_when_no_final_read_is_late_enough_or_one_shows_it() {
        CheckOptions finalReads = new CheckOptions(true, true);

        assertThat(check(HistoryText.history("""
                        T0 s0 0-10 ok a1=1
                        T1 s1 0-10 ok a1=2
                        T3 s3 10-30 ok r1=[1]
                        """), finalReads).found()).isEmpty();
        assertThat(check(HistoryText.history("""
                        T0 s0 0-10 ok a1=1
                        T1 s1 0-10 ok a1=2
                        T3 s3 11-30 ok r1=[1]
                        T4 s4 11-30 ok r1=[1,2]
                        """), finalReads).found()).doesNotContainKey(AnomalyKind.LOST_APPEND);
    }

    @Test
    void final_reads_need_times() {
        assertThatThrownBy(() -> new CheckOptions(false, true)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void longest_final_read_counts_the_first_of_equally_long_ones() {
        String appends = """
                T0 s0 0-10 ok a1=1
                T1 s1 0-10 ok a1=2
                T2 s2 0-10 ok a1=3
                """;
        String longest = "T4 s4 11-30 ok r1=[1,2]\n";
        String shorter = "T5 s5 12-30 ok r1=[1]\n";
        String later = "T6 s6 13-30 ok r1=[1,2]\n";

        assertThat(lost(longest + appends + shorter + later))
                .singleElement()
                .asString()
                .startsWith("T2 committed its append of 3 to key 1, and T4,");
        assertThat(lost(shorter.replace("12-", "10-").replace("[1]", "[]") + appends + longest))
                .singleElement()
                .asString()
                .contains("and T4,");
    }

    @Test
    void append_of_unknown_outcome_neither_is_lost_nor_delays_the_final_read() {
        assertThat(lost("""
                        T0 s0 0-10 ok a1=1
                        T1 s1 0-10 unknown a1=2
                        T2 s2 11-30 ok r1=[2]
                        """)).singleElement().asString().startsWith("T0 committed its append of 1 to key 1, and T2,");
        assertThat(lost("""
                        T0 s0 0-10 ok a1=1
                        T1 s1 0-10 unknown a1=2
                        T2 s2 5-9 ok r1=[1,2]
                        T3 s3 11-30 ok r1=[1]
                        """)).isEmpty();
    }

    @Test
    void read_in_a_transaction_that_began_before_the_last_append_had_ended_is_informative() {
        assertThat(informative("10-20")).isEqualTo(1);
        assertThat(informative("11-20")).isZero();
    }

    @Test
    void times_may_be_negative() {
        List<Transaction> history = HistoryText.history("""
                        T0 s0 0-10 ok a1=1
                        T1 s1 0-10 ok a1=2
                        T3 s3 11-30 ok r1=[1]
                        """).stream()
                .map(FinalReadTest::anHourEarlier)
                .toList();

        assertThat(check(history, new CheckOptions(true, true)).found()).containsKey(AnomalyKind.LOST_APPEND);
    }

    private static Transaction anHourEarlier(Transaction transaction) {
        long hour = TimeUnit.HOURS.toNanos(1);
        return new Transaction(
                transaction.id(),
                transaction.session(),
                transaction.outcome(),
                transaction.startNanos() - hour,
                transaction.endNanos() - hour,
                transaction.operations());
    }

    private static long informative(String reader) {
        return check("""
                T0 s0 0-10 ok a1=1
                T1 s1 %s ok r1=[1]
                """.formatted(reader)).counts().informativeReads();
    }

    private static List<String> lost(String history) {
        return check(HistoryText.history(history), new CheckOptions(true, true)).examples().stream()
                .filter(anomaly -> anomaly.kind() == AnomalyKind.LOST_APPEND)
                .map(anomaly -> anomaly.explanation().getLast())
                .toList();
    }
}
