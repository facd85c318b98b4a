package io.tidbclient.serve.history;

import io.tidbclient.connection.Failure;
import io.tidbclient.connection.FailureException;
import io.tidbclient.connection.FailureKind;
import io.tidbclient.output.Runs;
import io.tidbclient.serve.status.ServerEvent;
import org.junit.jupiter.api.Test;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class HistoryReaderTest {
    private static final Failure LOST = Failure.of(FailureKind.CONNECTION_LOST, "The connection was lost.", "");
    private static final Failure WRONG = Failure.of(FailureKind.UNCLASSIFIED, "A page is corrupted.", "");

    private final FakeStore store = new FakeStore();
    private final HistoryReader reader = new HistoryReader(store, Runs.START, List.of("a", "b", "c"));

    @Test
    void a_target_that_was_read_is_not_read_again() {
        store.unreadable.put("b", LOST);
        assertFails();
        assertThat(targetsRead()).containsExactly("a", "b");
        store.calls.clear();
        store.unreadable.clear();

        assertThat(reader.read()).extracting(ServerEvent.HistoryRead::target).containsExactlyInAnyOrder("a", "b", "c");
        assertThat(targetsRead()).containsExactly("c", "b");
    }

    @Test
    void the_third_failure_leaves_out_the_targets_that_cannot_be_read() {
        store.unreadable.put("b", LOST);
        assertFails();
        assertFails();

        try (CapturedLog log = new CapturedLog()) {
            assertThat(reader.read())
                    .extracting(ServerEvent.HistoryRead::target)
                    .containsExactly("a", "c");
            assertThat(log.messages())
                    .containsExactly(
                            "The history of b cannot be read; the server continues without it: " + LOST.sentence());
        }
    }

    @Test
    void a_target_that_cannot_be_read_over_a_good_connection_does_not_hold_up_the_others() {
        store.unreadable.put("a", WRONG);

        assertFails();

        assertThat(targetsRead()).containsExactly("a", "b", "c");
    }

    private void assertFails() {
        assertThatThrownBy(reader::read).isInstanceOf(FailureException.class);
    }

    private List<String> targetsRead() {
        return store.calls.stream().map(call -> call.split(" ", -1)[1]).toList();
    }
}
