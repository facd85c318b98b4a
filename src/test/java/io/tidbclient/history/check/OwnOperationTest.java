package io.tidbclient.history.check;

import org.junit.jupiter.api.Test;

import static io.tidbclient.history.check.HistoryText.check;
import static io.tidbclient.history.check.Verdicts.assertFound;
import static io.tidbclient.history.check.Verdicts.sentence;
import static org.assertj.core.api.Assertions.assertThat;

/** What a transaction appended and read itself has to agree. */
class OwnOperationTest {
    @Test
    void own_append_must_be_in_a_later_read() {
        HistoryVerdict verdict = check("""
                T0 s0 0-10 ok a1=1
                T1 s1 11-50 ok a1=2 r1=[1]
                """);

        assertFound(verdict, AnomalyKind.OWN_APPEND_MISSED);
        assertThat(sentence(verdict)).isEqualTo("T1 appended 2 to key 1 and then read key 1 as [1]");
    }

    @Test
    void appends_of_one_transaction_may_not_change_places_nor_lack_the_earlier_one() {
        HistoryVerdict verdict = check("""
                T0 s0 0-10 ok a1=1 a1=2
                T1 s1 11-20 ok r1=[2,1]
                """);

        assertThat(verdict.found()).containsKey(AnomalyKind.REORDERED_APPENDS);
        assertThat(sentence(verdict, AnomalyKind.REORDERED_APPENDS))
                .isEqualTo("T0 appended 1 and then 2 to key 1, but the list became [2, 1]");
        assertThat(check("""
                        T0 s0 0-10 ok a1=1 a1=2
                        T1 s1 11-20 ok r1=[2]
                        """).found()).containsKey(AnomalyKind.REORDERED_APPENDS);
        assertThat(check("""
                        T0 s0 0-10 ok a1=1 a1=2
                        T1 s1 11-20 ok r1=[1,2]
                        """).found()).isEmpty();
    }

    @Test
    void read_of_an_own_append_before_it_is_a_future_read() {
        HistoryVerdict verdict = check("T1 s1 11-50 ok r1=[2] a1=2");

        assertFound(verdict, AnomalyKind.FUTURE_READ);
        assertThat(sentence(verdict)).isEqualTo("T1 read key 1 as [2], and appended 2 only afterwards");
    }

    @Test
    void two_different_reads_in_one_transaction_are_an_internal_inconsistency() {
        HistoryVerdict verdict = check("""
                T0 s0 0-10 ok a1=1
                T1 s1 0-50 ok r1=[] r1=[1]
                """);

        assertFound(verdict, AnomalyKind.INTERNAL, AnomalyKind.G_SINGLE);
        assertThat(sentence(verdict, AnomalyKind.INTERNAL))
                .isEqualTo("T1 read key 1 as [], and later as [1]: the appends of others changed in between");
        assertThat(verdict.strongestNotRuledOut()).containsExactly(ConsistencyModel.READ_COMMITTED);
    }

    @Test
    void own_append_below_that_of_another_transaction_is_an_internal_inconsistency() {
        assertFound(check("""
                        T0 s0 0-50 ok a1=1
                        T1 s1 0-50 ok a1=2 r1=[2,1]
                        """), AnomalyKind.INTERNAL, AnomalyKind.G1C);
    }

    @Test
    void transaction_may_read_its_own_intermediate_versions() {
        assertThat(check("T0 s0 0-30 ok a1=1 r1=[1] a1=2 r1=[1,2]").found()).isEmpty();
    }

    @Test
    void read_that_misses_an_own_append_is_not_reported_as_inconsistent_too() {
        assertThat(check("""
                        T0 s0 0-50 ok a1=1
                        T1 s1 0-50 ok r1=[] a1=2 r1=[1]
                        """).found())
                .containsEntry(AnomalyKind.OWN_APPEND_MISSED, 1L)
                .doesNotContainKey(AnomalyKind.INTERNAL);
    }

    @Test
    void future_read_is_not_reported_as_inconsistent_too() {
        assertThat(check("T1 s1 0-50 ok r1=[] r1=[2] a1=2").found())
                .containsEntry(AnomalyKind.FUTURE_READ, 1L)
                .doesNotContainKey(AnomalyKind.INTERNAL);
    }

    @Test
    void own_append_below_another_one_is_explained() {
        assertThat(check("""
                        T0 s0 0-50 ok a1=1
                        T1 s1 0-50 ok a1=2 r1=[2,1]
                        """).examples())
                .filteredOn(anomaly -> anomaly.kind() == AnomalyKind.INTERNAL)
                .singleElement()
                .extracting(anomaly -> anomaly.explanation().getLast())
                .isEqualTo("T1 read key 1 as [2, 1], where its own appends are not the last elements");
    }

    @Test
    void update_without_a_read_before_it_loses_nothing_whatever_was_read_after_it() {
        assertThat(check("""
                        T1 s1 0-50 ok a1=2 r1=[2] a1=3
                        T2 s2 0-50 ok r1=[] a1=4
                        """).found()).doesNotContainKey(AnomalyKind.LOST_UPDATE);
    }

    @Test
    void lost_updates_of_one_version_are_found_between_those_of_others() {
        HistoryVerdict verdict = check("""
                T0 s0 0-10 ok a1=1
                T1 s1 11-50 ok r1=[1] a1=2
                T2 s2 11-50 ok r2=[] a2=3
                T3 s3 11-50 ok r1=[1] a1=4
                """);

        assertThat(verdict.examples())
                .filteredOn(anomaly -> anomaly.kind() == AnomalyKind.LOST_UPDATE)
                .singleElement()
                .extracting(anomaly -> anomaly.explanation().getLast())
                .isEqualTo("T1 and T3 each read key 1 as [1] and then appended to it, so that neither saw the other's"
                        + " append");
    }
}
