package io.tidbclient.scenario.run;

import io.tidbclient.connection.Answer;
import io.tidbclient.history.Transaction;
import io.tidbclient.history.TransactionOutcome;
import io.tidbclient.history.check.AnomalyKind;
import io.tidbclient.scenario.ListAccess;
import io.tidbclient.scenario.Scalar;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

import static org.assertj.core.api.Assertions.assertThat;

class ListHistoryTest {
    private static final ListAccess APPENDS = new ListAccess(ListAccess.Kind.APPENDS, new ListAccess.Named("k"));

    private final AtomicLong now = new AtomicLong();
    private final ListHistory history = new ListHistory(2, transaction -> {}, now::incrementAndGet);

    private static Answer lists(List<List<String>> rows) {
        return new Answer(List.of("id", "elements"), List.of(true, false), rows, -1);
    }

    private void append(int client, long key) {
        ListRecorder recorder = new ListRecorder(history, client);
        recorder.begin();
        assertThat(recorder.invoke(APPENDS, new HashMap<>(Map.of("k", Scalar.Numeric.of(key)))))
                .isEmpty();
        recorder.end(TransactionOutcome.COMMITTED);
    }

    @Test
    void an_append_that_the_last_read_of_its_list_lacks_is_lost() {
        append(0, 1);
        append(1, 1);
        append(0, 2);

        assertThat(history.readsAll().answered(lists(List.of(List.of("1", "2")))))
                .isEmpty();

        assertThat(history.check().found()).containsEntry(AnomalyKind.LOST_APPEND, 2L);
    }

    @Test
    void many_lists_are_read_in_several_transactions() {
        for (int key = 0; key < 250; key++) {
            append(0, key);
        }

        assertThat(history.readsAll().answered(lists(List.of(List.of("9", "10")))))
                .isEmpty();

        assertThat(history.check().counts().transactions()).isEqualTo(253);
        assertThat(history.check().counts().operations()).isEqualTo(500);
    }

    @Test
    void an_answer_without_numbers_and_elements_is_none() {
        append(0, 1);

        assertThat(history.readsAll().answered(FakeSessions.rows("1"))).contains("columns v");
        assertThat(history.readsAll().answered(lists(List.of(List.of("1", "x")))))
                .contains("a row [1, x]");
    }

    @Test
    void the_number_of_a_list_is_a_whole_number() {
        ListRecorder recorder = new ListRecorder(history, 0);
        recorder.begin();

        assertThat(recorder.invoke(APPENDS, new HashMap<>(Map.of("k", new Scalar.Text("ann")))))
                .contains("ann");
    }

    @Test
    void a_hundred_lists_are_read_in_one_transaction() {
        for (int key = 0; key < 100; key++) {
            append(0, key);
        }

        assertThat(history.readsAll().answered(lists(List.of()))).isEmpty();

        assertThat(history.check().counts().transactions()).isEqualTo(101);
    }

    @Test
    void a_transaction_that_has_not_ended_when_the_history_has_is_of_it_with_an_unknown_outcome() {
        List<Transaction> written = new ArrayList<>();
        ListHistory closed = new ListHistory(1, written::add, now::incrementAndGet);
        new ListRecorder(closed, 0).begin();
        closed.close();
        assertThat(written).extracting(Transaction::outcome).containsExactly(TransactionOutcome.UNKNOWN);

        new ListRecorder(history, 0).begin();
        assertThat(history.check().counts().transactions()).isEqualTo(1);
    }

    @Test
    void several_rows_are_no_list() {
        ListRecorder recorder = new ListRecorder(history, 0);
        recorder.begin();

        assertThat(recorder.answered(FakeSessions.rows(",1", ",2"))).contains("2 rows");
    }
}
