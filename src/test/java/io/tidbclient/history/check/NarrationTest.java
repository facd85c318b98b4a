package io.tidbclient.history.check;

import io.tidbclient.history.Values;
import org.junit.jupiter.api.Test;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import static org.assertj.core.api.Assertions.assertThat;

class NarrationTest {
    @Test
    void list_is_shown_in_part_when_that_hides_two_elements_or_more() {
        assertThat(Narration.list(Values.of(LongStream.range(0, 13).toArray())))
                .isEqualTo("[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]");
        assertThat(Narration.list(Values.of(LongStream.range(0, 14).toArray())))
                .isEqualTo("[0, 1, 2, 3, … 2 more …, 6, 7, 8, 9, 10, 11, 12, 13]");
    }

    @Test
    void twenty_operations_of_a_transaction_are_shown() {
        assertThat(transaction(20)).endsWith("appended 19 to key 1").doesNotContain("more");
        assertThat(transaction(23)).endsWith("appended 19 to key 1, and 3 more operations");
    }

    @Test
    void nothing_is_said_of_times_that_mean_nothing() {
        HistoryVerdict verdict = HistoryText.check(HistoryText.history("""
                T1 s1 0-50 ok r1=[] a2=1
                T2 s2 0-50 ok r2=[] a1=2
                """), new CheckOptions(false, false));

        assertThat(verdict.examples().getFirst().explanation())
                .contains("T1 read key 1 as [], so it did not see the 2 that T2 appended");
    }

    private static String transaction(int operations) {
        CompactHistory history = new CompactHistory();
        HistoryText.history("T1 s1 0-50 ok "
                        + IntStream.range(0, operations)
                                .mapToObj(i -> "a1=" + i)
                                .collect(Collectors.joining(" ")))
                .forEach(history::add);
        return new Narration(history, true).transaction(0);
    }
}
