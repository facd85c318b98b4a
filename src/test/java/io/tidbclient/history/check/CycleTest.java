package io.tidbclient.history.check;

import org.junit.jupiter.api.Test;

import java.util.List;

import static io.tidbclient.history.check.HistoryText.check;
import static io.tidbclient.history.check.Verdicts.assertFound;
import static org.assertj.core.api.Assertions.assertThat;

/** Tiny histories with a cycle of each kind, and ones that lack an edge of it. */
class CycleTest {
    @Test
    void write_cycle_is_g0() {
        HistoryVerdict verdict = check("""
                T1 s1 0-50 ok a1=1 a2=1
                T2 s2 0-50 ok a1=2 a2=2
                T3 s3 60-70 ok r1=[1,2] r2=[2,1]
                """);

        assertFound(verdict, AnomalyKind.G0);
        assertThat(sentences(verdict))
                .containsExactly(
                        "T2 appended 2 to key 1 after the 1 of T1: the list became [1, 2]",
                        "T1 appended 1 to key 2 after the 2 of T2: the list became [2, 1]",
                        "Each of these comes before the next one: T1, T2, T1: no order of the transactions allows this");
        assertThat(verdict.strongestNotRuledOut()).isEmpty();
    }

    @Test
    void write_cycle_with_session_order_is_g0_process() {
        HistoryVerdict verdict = HistoryText.check(HistoryText.history("""
                T1 s1 0-0 ok a1=1
                T2 s1 0-0 ok a1=2
                T3 s3 0-0 ok r1=[2,1]
                """), new CheckOptions(false, false));

        assertFound(verdict, AnomalyKind.G0_PROCESS);
        assertThat(sentences(verdict))
                .containsExactly(
                        "T1 ran before T2 in session 1",
                        "T1 appended 1 to key 1 after the 2 of T2: the list became [2, 1]",
                        "Each of these comes before the next one: T1, T2, T1: no order of the transactions allows this");
        assertThat(verdict.ruledOut())
                .containsExactly(ConsistencyModel.STRONG_SNAPSHOT_ISOLATION, ConsistencyModel.STRICT_SERIALIZABLE);
    }

    @Test
    void write_cycle_with_real_time_order_is_g0_realtime() {
        String history = """
                T1 s1 0-10 ok a1=1
                T2 s2 %d-20 ok a1=2
                T3 s3 60-70 ok r1=[2,1]
                """;

        HistoryVerdict verdict = check(history.formatted(11));

        assertFound(verdict, AnomalyKind.G0_REALTIME);
        assertThat(sentences(verdict)).contains("T1 had committed at 10.000 ms, before T2 began at 11.000 ms");
        assertThat(check(history.formatted(10)).found()).isEmpty();
    }

    @Test
    void mutual_reads_are_g1c() {
        HistoryVerdict verdict = check("""
                T1 s1 0-50 ok a1=1 r2=[2]
                T2 s2 0-50 ok a2=2 r1=[1]
                """);

        assertFound(verdict, AnomalyKind.G1C);
        assertThat(sentences(verdict))
                .startsWith(
                        "T2 read key 1 as [1], so it saw the 1 that T1 appended",
                        "T1 read key 2 as [2], so it saw the 2 that T2 appended");
        assertThat(verdict.strongestNotRuledOut()).containsExactly(ConsistencyModel.READ_UNCOMMITTED);
    }

    @Test
    void read_of_a_later_transaction_of_its_session_is_g1c_process() {
        assertFound(
                HistoryText.check(HistoryText.history("""
                        T1 s1 0-0 ok r1=[2]
                        T2 s1 0-0 ok a1=2
                        """), new CheckOptions(false, false)), AnomalyKind.G1C_PROCESS);
    }

    @Test
    void read_of_a_transaction_that_began_later_is_g1c_realtime() {
        assertFound(check("""
                T1 s1 0-10 ok r1=[2]
                T2 s2 11-20 ok a1=2
                """), AnomalyKind.G1C_REALTIME);
    }

    @Test
    void read_of_half_a_transaction_is_g_single() {
        HistoryVerdict verdict = check("""
                T1 s1 0-50 ok a1=1 a2=1
                T2 s2 0-50 ok r1=[1] r2=[]
                T3 s3 60-70 ok r2=[1]
                """);

        assertFound(verdict, AnomalyKind.G_SINGLE);
        assertThat(sentences(verdict))
                .startsWith(
                        "T2 read key 1 as [1], so it saw the 1 that T1 appended",
                        "T2 read key 2 as [], so it did not see the 1 that T1 appended while T2 was in progress");
        assertThat(verdict.ruledOut())
                .containsExactlyInAnyOrder(
                        ConsistencyModel.REPEATABLE_READ,
                        ConsistencyModel.SNAPSHOT_ISOLATION,
                        ConsistencyModel.STRONG_SNAPSHOT_ISOLATION,
                        ConsistencyModel.SERIALIZABLE,
                        ConsistencyModel.STRICT_SERIALIZABLE);
    }

    @Test
    void append_that_no_read_shows_comes_after_all_that_were_read() {
        HistoryVerdict verdict = check("""
                T1 s1 0-50 ok a1=1 a2=1
                T2 s2 0-50 ok r1=[1] r2=[]
                """);

        assertFound(verdict, AnomalyKind.G_SINGLE);
    }

    @Test
    void read_that_misses_the_session_s_own_append_is_g_single_process() {
        HistoryVerdict verdict = HistoryText.check(HistoryText.history("""
                T1 s1 0-0 ok a1=1
                T2 s1 0-0 ok r1=[]
                T3 s2 0-0 ok r1=[1]
                """), new CheckOptions(false, false));

        assertFound(verdict, AnomalyKind.G_SINGLE_PROCESS);
        assertThat(verdict.strongestNotRuledOut()).containsExactly(ConsistencyModel.SERIALIZABLE);
        assertThat(verdict.examples().getFirst().explanation().get(1))
                .isEqualTo("T2 (session 1, committed) read key 1 as []");
    }

    @Test
    void stale_read_is_g_single_realtime() {
        HistoryVerdict verdict = check("""
                T9 s9 0-10 ok a7=5
                T3 s3 20-30 ok r7=[]
                T4 s4 40-50 ok r7=[5]
                """);

        assertFound(verdict, AnomalyKind.G_SINGLE_REALTIME);
        assertThat(sentences(verdict))
                .startsWith(
                        "T9 had committed at 10.000 ms, before T3 began at 20.000 ms",
                        "T3 read key 7 as [], so it did not see the 5 that T9 appended and committed before T3 began");
    }

    @Test
    void transaction_of_unknown_outcome_has_no_end_in_real_time() {
        assertThat(check("""
                        T9 s9 0-10 unknown a7=5
                        T3 s9 20-30 ok r7=[]
                        T4 s4 40-50 ok r7=[5]
                        """).found()).isEmpty();
    }

    @Test
    void two_orders_of_two_writes_are_g_nonadjacent() {
        String history = """
                T1 s1 0-50 ok a1=1
                T2 s2 0-50 ok a2=2
                T3 s3 0-50 ok r1=[1] r2=[]
                T4 s4 0-50 ok r1=%s r2=[2]
                T5 s5 60-70 ok r1=[1] r2=[2]
                """;

        HistoryVerdict verdict = check(history.formatted("[]"));

        assertFound(verdict, AnomalyKind.G_NONADJACENT);
        assertThat(verdict.examples().getFirst().cycle())
                .extracting(Dependency::kind)
                .containsExactly(DependencyKind.WR, DependencyKind.RW, DependencyKind.WR, DependencyKind.RW);
        assertThat(verdict.strongestNotRuledOut()).containsExactly(ConsistencyModel.READ_COMMITTED);
        assertThat(check(history.formatted("[1]")).found()).isEmpty();
    }

    @Test
    void two_orders_of_two_writes_in_sessions_are_g_nonadjacent_process() {
        assertFound(
                HistoryText.check(HistoryText.history("""
                        T1 s1 0-0 ok a1=1
                        T2 s2 0-0 ok a2=2
                        T3 s1 0-0 ok r2=[]
                        T4 s2 0-0 ok r1=[]
                        T5 s3 0-0 ok r1=[1] r2=[2]
                        """), new CheckOptions(false, false)),
                AnomalyKind.G_NONADJACENT_PROCESS);
    }

    @Test
    void two_orders_of_two_writes_in_time_are_g_nonadjacent_realtime() {
        HistoryVerdict verdict = check("""
                T1 s1 0-10 ok a1=1
                T2 s2 15-40 ok a2=2
                T3 s3 11-60 ok r2=[]
                T4 s4 11-60 ok r1=[] r2=[2]
                T5 s5 70-80 ok r1=[1] r2=[2]
                """);

        assertThat(verdict.ruledOut())
                .contains(ConsistencyModel.STRONG_SNAPSHOT_ISOLATION)
                .doesNotContain(ConsistencyModel.SERIALIZABLE);
    }

    @Test
    void write_skew_is_g2_item() {
        HistoryVerdict verdict = check("""
                T1 s1 0-50 ok r1=[] a2=1
                T2 s2 0-50 ok r2=[] a1=2
                T3 s3 60-70 ok r1=[2] r2=[1]
                """);

        assertFound(verdict, AnomalyKind.G2_ITEM);
        assertThat(verdict.ruledOut())
                .containsExactly(
                        ConsistencyModel.REPEATABLE_READ,
                        ConsistencyModel.SERIALIZABLE,
                        ConsistencyModel.STRICT_SERIALIZABLE);
        assertThat(verdict.strongestNotRuledOut()).containsExactly(ConsistencyModel.STRONG_SNAPSHOT_ISOLATION);
    }

    @Test
    void write_skew_with_session_order_is_g2_item_process() {
        HistoryVerdict verdict = HistoryText.check(HistoryText.history("""
                T1 s1 0-0 ok a1=1
                T2 s1 0-0 ok r2=[]
                T3 s2 0-0 ok a2=2 r3=[]
                T4 s3 0-0 ok a3=4 r1=[]
                T5 s4 0-0 ok r1=[1] r2=[2] r3=[4]
                """), new CheckOptions(false, false));

        assertFound(verdict, AnomalyKind.G2_ITEM_PROCESS);
        assertThat(verdict.ruledOut()).containsExactly(ConsistencyModel.STRICT_SERIALIZABLE);
    }

    @Test
    void write_skew_with_real_time_order_is_g2_item_realtime() {
        String history = """
                T1 s1 0-10 ok a1=1
                T2 s2 %d-30 ok r2=[]
                T3 s3 0-50 ok a2=2 r1=[]
                T5 s4 60-70 ok r1=[1] r2=[2]
                """;

        HistoryVerdict verdict = check(history.formatted(11));

        assertFound(verdict, AnomalyKind.G2_ITEM_REALTIME);
        assertThat(verdict.strongestNotRuledOut())
                .containsExactly(ConsistencyModel.STRONG_SNAPSHOT_ISOLATION, ConsistencyModel.SERIALIZABLE);
        assertThat(check(history.formatted(5)).found()).isEmpty();
    }

    @Test
    void shortest_cycle_comes_first() {
        HistoryVerdict verdict = check("""
                T1 s1 0-50 ok r1=[] a2=1
                T2 s2 0-50 ok r2=[] a3=2
                T3 s3 0-50 ok r3=[] a1=3
                T4 s4 0-50 ok r4=[] a5=4
                T5 s5 0-50 ok r5=[] a4=5
                """);

        List<Integer> lengths = verdict.examples().stream()
                .filter(anomaly -> anomaly.kind() == AnomalyKind.G2_ITEM)
                .map(anomaly -> anomaly.cycle().size())
                .toList();
        assertThat(lengths).containsExactly(2, 3);
    }

    /** Those of the first example, without what each transaction did. */
    private static List<String> sentences(HistoryVerdict verdict) {
        Anomaly anomaly = verdict.examples().getFirst();
        return anomaly.explanation()
                .subList(anomaly.transactions().size(), anomaly.explanation().size());
    }
}
