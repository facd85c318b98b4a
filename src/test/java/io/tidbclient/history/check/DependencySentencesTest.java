package io.tidbclient.history.check;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

import static io.tidbclient.history.check.HistoryText.check;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DependencySentencesTest {
    @ParameterizedTest
    @CsvSource({
        "15, 10-20, while T1 was in progress, while T2 was in progress",
        "10, 10-20, while T1 was in progress, while T2 was in progress",
        "10, 11-20, after T1 had ended, and committed before T2 began",
    })
    void reader_that_missed_an_append_ran_before_it_beside_it_or_after_it(
            int endOfFirst, String second, String missedByFirst, String missedBySecond) {
        HistoryVerdict verdict = check("""
                T1 s1 0-%d ok r1=[] a2=1
                T2 s2 %s ok r2=[] a1=2
                """.formatted(endOfFirst, second));

        assertThat(verdict.examples())
                .filteredOn(anomaly -> anomaly.kind() == AnomalyKind.G2_ITEM)
                .singleElement()
                .satisfies(skew -> assertThat(skew.explanation())
                        .contains(
                                "T1 read key 1 as [], so it did not see the 2 that T2 appended " + missedByFirst,
                                "T2 read key 2 as [], so it did not see the 1 that T1 appended " + missedBySecond));
    }

    @Test
    void anti_dependency_beside_a_write_dependency_is_not_named() {
        HistoryVerdict verdict = check("""
                T1 s1 0-50 ok r1=[] a2=1 a3=1
                T2 s2 0-50 ok a1=1 a2=2 r3=[]
                T3 s3 60-70 ok r1=[1] r2=[1,2] r3=[1]
                """);

        assertThat(verdict.found().keySet()).containsExactly(AnomalyKind.G_SINGLE);
    }

    @Test
    void every_unread_append_comes_after_the_reader() {
        String writer = "T1 s1 0-50 ok a1=1 a2=1\n";
        String others = "T2 s2 0-50 ok a1=2\nT3 s3 0-50 ok a1=3\n";
        String reader = "T4 s4 0-50 ok r1=[] r2=[1]\n";

        assertThat(check(writer + others + reader).found().keySet()).containsExactly(AnomalyKind.G_SINGLE);
        assertThat(check(reader + others + writer).found().keySet()).containsExactly(AnomalyKind.G_SINGLE);
    }

    @Test
    void unread_append_comes_after_the_last_one_that_was_read() {
        assertThat(check("""
                        T2 s2 10-20 ok a1=2
                        T1 s1 0-5 ok a1=1
                        T3 s3 15-30 ok r1=[2]
                        """).found()).containsKey(AnomalyKind.G0_REALTIME);
    }

    @Test
    void eight_cycles_of_a_kind_are_explained_and_all_are_counted() {
        for (int count : new int[] {8, 9}) {
            String skews = IntStream.range(0, count)
                    .mapToObj(i -> """
                            T%1$d s%1$d 0-50 ok r%1$d=[] a%2$d=1
                            T%2$d s%2$d 0-50 ok r%2$d=[] a%1$d=1
                            """.formatted(2 * i, 2 * i + 1))
                    .collect(Collectors.joining());

            assertThat(check(skews).found()).containsEntry(AnomalyKind.G2_ITEM, (long) count);
            assertThat(check(skews).examples()).hasSize(8);
        }
    }

    @Test
    void dependency_that_no_operation_shows_is_an_internal_error() {
        CompactHistory history = new CompactHistory();
        HistoryText.history("""
                T1 s1 0-50 ok a1=1
                T2 s2 1-50 ok a2=2
                """).forEach(history::add);
        DependencySentences sentences = new DependencySentences(Evidence.of(history), new Narration(history, true));

        for (int kind : new int[] {Graph.WW, Graph.WR, Graph.RW}) {
            assertThatThrownBy(() -> sentences.dependency(0, 1, kind))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("no operation shows the dependency of T2 on T1");
        }
    }
}
