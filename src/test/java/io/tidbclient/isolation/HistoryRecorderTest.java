package io.tidbclient.isolation;

import io.tidbclient.history.Operation;
import io.tidbclient.history.Transaction;
import io.tidbclient.history.TransactionOutcome;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import static org.assertj.core.api.Assertions.assertThat;

class HistoryRecorderTest {
    private final List<Transaction> history = new ArrayList<>();
    private final AtomicLong now = new AtomicLong(1_000_000);
    private final HistoryRecorder recorder = new HistoryRecorder(history::add, now::get);

    @Test
    void times_begin_with_the_first_transaction() {
        long unused = now.addAndGet(5);
        HistoryRecorder.Open open = recorder.begin(0, 1);
        now.set(1_000_007);
        open.end(TransactionOutcome.ABORTED);

        assertThat(history).containsExactly(new Transaction(0, 1, TransactionOutcome.ABORTED, 0, 2, List.of()));
    }

    @Test
    void what_has_not_ended_when_the_history_ends_has_an_unknown_outcome() {
        HistoryRecorder.Open open = recorder.begin(0, 1);
        open.invoke(new Operation.Append(7, 1));

        recorder.close();
        open.end(TransactionOutcome.COMMITTED);
        recorder.close();

        assertThat(history)
                .containsExactly(new Transaction(
                        0, 1, TransactionOutcome.UNKNOWN, 0, Long.MAX_VALUE, List.of(new Operation.Append(7, 1))));
    }
}
