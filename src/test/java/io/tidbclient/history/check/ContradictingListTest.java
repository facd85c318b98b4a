package io.tidbclient.history.check;

import org.junit.jupiter.api.Test;

import java.util.Set;

import static io.tidbclient.history.check.HistoryText.check;
import static io.tidbclient.history.check.Verdicts.assertFound;
import static io.tidbclient.history.check.Verdicts.sentence;
import static org.assertj.core.api.Assertions.assertThat;

/** Reads whose list is no prefix of the longest one: they are searched for anomalies like any other. */
class ContradictingListTest {
    /** Two appends, and the order in which a first transaction read them. */
    private static final String LONGEST = """
            T0 s0 0-50 ok a1=1
            T1 s1 0-50 ok a1=2
            T2 s2 0-50 ok r1=[1,2]
            """;

    @Test
    void lists_of_which_none_is_a_prefix_of_the_other_are_an_incompatible_order() {
        HistoryVerdict verdict = check("""
                T0 s0 0-50 ok a1=1
                T1 s1 0-50 ok a1=2
                T2 s2 0-50 ok r1=[1,2]
                T3 s3 0-50 ok r1=[2,1]
                """);

        assertFound(verdict, AnomalyKind.INCOMPATIBLE_ORDER);
        assertThat(sentence(verdict))
                .isEqualTo("T3 read key 1 as [2, 1], but another transaction read it as [1, 2]: neither "
                        + "list is a prefix of the other");
    }

    @Test
    void order_that_another_read_contradicts_gives_no_write_dependency() {
        String history = """
                T0 s0 0-50 ok a1=1 a2=1
                T1 s1 0-50 ok a1=2 a2=2
                T2 s2 0-50 ok r1=[1,2]
                T3 s3 0-50 ok r1=[2,1]
                T4 s4 0-50 ok r2=[2,1]
                """;

        assertThat(check(history).found())
                .containsKey(AnomalyKind.INCOMPATIBLE_ORDER)
                .doesNotContainKey(AnomalyKind.G0);
        assertThat(check(history).violates(ConsistencyModel.READ_UNCOMMITTED)).isFalse();
    }

    @Test
    void order_after_a_duplicate_gives_no_write_dependency() {
        assertFound(check("""
                        T0 s0 0-50 ok a1=1 a2=1
                        T1 s1 0-50 ok a1=2 a2=2
                        T2 s2 0-50 ok r1=[1,1,2]
                        T4 s4 0-50 ok r2=[2,1]
                        """), AnomalyKind.DUPLICATE_APPEND);
    }

    @Test
    void aborted_append_in_it_is_g1a() {
        String aborted = "T9 s9 0-50 aborted a1=9\n";

        for (String list : Set.of("9,1", "1,9")) {
            HistoryVerdict verdict = check(aborted + LONGEST + "T3 s3 0-50 ok r1=[" + list + "]");

            assertFound(verdict, AnomalyKind.INCOMPATIBLE_ORDER, AnomalyKind.G1A);
            assertThat(sentence(verdict, AnomalyKind.G1A))
                    .isEqualTo("T3 read key 1 as [" + list.replace(",", ", ")
                            + "], so it saw the 9 that T9 appended, and T9 was aborted");
        }
    }

    @Test
    void last_element_that_its_transaction_replaced_is_g1b() {
        HistoryVerdict verdict = check("""
                T0 s0 0-50 ok a1=1 a1=2
                T1 s1 0-50 ok a1=3
                T2 s2 0-50 ok r1=[1,2,3]
                T3 s3 0-50 ok r1=[3,1]
                """);

        assertThat(verdict.found()).containsKeys(AnomalyKind.INCOMPATIBLE_ORDER, AnomalyKind.G1B);
        assertThat(sentence(verdict, AnomalyKind.G1B))
                .isEqualTo("T3 read key 1 as [3, 1], whose last element, 1, is not the last one that T0 appended to"
                        + " the key");
    }

    @Test
    void element_that_stands_twice_is_named_and_not_the_first_one() {
        assertThat(sentence(check(LONGEST + "T3 s3 0-50 ok r1=[2,1,1]"), AnomalyKind.DUPLICATE_APPEND))
                .isEqualTo("T3 read key 1 as [2, 1, 1], where 1 stands more than once, although it was appended once");
        assertThat(sentence(check("""
                        T0 s0 0-50 ok a1=1
                        T1 s1 0-50 ok a1=2
                        T2 s2 0-50 ok r1=[1,2,2]
                        """), AnomalyKind.DUPLICATE_APPEND)).contains("where 2 stands more than once");
    }

    @Test
    void aborted_append_is_named_and_not_the_first_one() {
        assertThat(sentence(check("""
                        T0 s0 0-50 ok a1=1
                        T1 s1 0-50 aborted a1=2
                        T2 s2 0-50 ok r1=[1,2]
                        """), AnomalyKind.G1A)).contains("so it saw the 2 that T1 appended");
    }

    @Test
    void reads_of_one_transaction_agree_when_their_lists_are_equal() {
        assertFound(check(LONGEST + "T3 s3 0-50 ok r1=[2,1] r1=[2,1]"), AnomalyKind.INCOMPATIBLE_ORDER);
    }

    @Test
    void reads_of_one_transaction_that_differ_are_an_internal_inconsistency() {
        for (String reads : Set.of("r1=[1,2] r1=[2,1]", "r1=[2,1] r1=[1,2]", "r1=[2] r1=[2,1]", "r1=[] r1=[2]")) {
            HistoryVerdict verdict = check(LONGEST + "T3 s3 0-50 ok " + reads);

            assertThat(verdict.found()).as(reads).containsKeys(AnomalyKind.INCOMPATIBLE_ORDER, AnomalyKind.INTERNAL);
        }
    }

    @Test
    void writer_of_an_element_comes_before_the_reader() {
        assertFound(check("""
                        T0 s0 0-50 ok a1=1
                        T1 s1 0-50 ok a1=2 r2=[5]
                        T2 s2 0-50 ok r1=[1,2]
                        T3 s3 0-50 ok r1=[2] a2=5
                        """), AnomalyKind.INCOMPATIBLE_ORDER, AnomalyKind.G1C);
    }

    @Test
    void contradicting_read_shows_that_a_writer_of_unknown_outcome_took_effect() {
        HistoryVerdict verdict = check("""
                T7 s7 0-50 aborted a2=7
                T8 s8 0-50 unknown a1=3 r2=[7]
                """ + LONGEST + "T3 s3 0-50 ok r1=[3]");

        assertFound(verdict, AnomalyKind.INCOMPATIBLE_ORDER, AnomalyKind.G1A);
        assertThat(verdict.counts().unknownSeen()).isEqualTo(1);
    }

    @Test
    void contradicting_read_of_a_live_transaction_of_unknown_outcome_counts_as_well() {
        HistoryVerdict verdict = check("""
                T7 s7 0-50 aborted a3=7
                T6 s6 0-50 unknown a1=5 r3=[7]
                T8 s8 0-50 unknown a2=1 r1=[5]
                """ + LONGEST + "T3 s3 0-50 ok r2=[1]");

        assertFound(verdict, AnomalyKind.INCOMPATIBLE_ORDER, AnomalyKind.G1A);
        assertThat(verdict.counts().unknownSeen()).isEqualTo(2);
    }

    @Test
    void longest_list_can_be_the_read_of_a_live_transaction_of_unknown_outcome() {
        HistoryVerdict verdict = check("""
                T7 s7 0-50 aborted a3=7
                T6 s6 0-50 unknown a1=5 r3=[7]
                T8 s8 0-50 unknown a2=1 r1=[5]
                T3 s3 0-50 ok r2=[1]
                """);

        assertFound(verdict, AnomalyKind.G1A);
        assertThat(verdict.counts().unknownSeen()).isEqualTo(2);
    }

    @Test
    void reads_of_a_transaction_that_is_not_known_to_have_taken_effect_order_nothing() {
        assertThat(check("""
                        T8 s8 0-50 unknown a1=1
                        T9 s9 0-50 unknown r2=[7]
                        T1 s1 20-30 ok a2=7
                        T2 s2 0-10 ok a2=8
                        T3 s3 0-50 ok r1=[1]
                        """).found()).isEmpty();
    }
}
