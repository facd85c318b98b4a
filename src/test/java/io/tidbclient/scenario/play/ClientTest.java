package io.tidbclient.scenario.play;

import io.smallrye.mutiny.Uni;
import io.tidbclient.scenario.script.Scripts;
import io.tidbclient.state.Peers;
import io.tidbclient.state.State;
import io.tidbclient.state.StateContext;
import io.tidbclient.testing.ManualTimer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;

import static org.assertj.core.api.Assertions.assertThat;

class ClientTest {
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final FakeSessions sessions = new FakeSessions();

    @AfterEach
    void end_threads() {
        threads.shutdownNow();
    }

    /** What one client reports of a workload. */
    private WorkReport work(String workload) {
        Production production = Productions.of(
                Scripts.one("scenario: s\nsessions: [a]\nworkload:\n  session: a\n" + workload.indent(2)),
                sessions,
                threads,
                new ManualTimer());
        Lead lead = new Lead();
        StateContext context = new StateContext("a", lead, finding -> {});
        Line line = new Line(production, "a");
        context.put(Cast.LINE, line);
        long unused = line.open();
        var done = new Client(production).execute(context).await().atMost(Duration.ofSeconds(10));
        assertThat(done).isNotNull();
        return lead.worked.get().tally().report(1);
    }

    @Test
    void a_value_that_nothing_came_to_be_saved_of_fails_its_transaction() {
        sessions.answer("SELECT", FakeSessions::rows);

        WorkReport report = work("""
                transactions: 2
                transaction: [{sql: SELECT l FROM t, save: seen}, UPDATE t SET l = :transaction]
                append-list: {appended: transaction, read: seen, last: SELECT l FROM t}
                """);

        assertThat(report.committed()).isZero();
        assertThat(report.failed())
                .containsExactly(Map.entry("SELECT l FROM t: expected a row to save from, got no rows", 2L));
    }

    /** Lets the client begin, and keeps what it tells. */
    private static final class Lead implements Peers {
        private final AtomicReference<Cast.Worked> worked = new AtomicReference<>();

        @Override
        public void send(String to, String text, Object enclosed) {
            worked.set((Cast.Worked) enclosed);
        }

        @Override
        public void send(String to, String text) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Uni<Message> receive() {
            return Uni.createFrom().item(new Message(Cast.DIRECTOR, "go", Optional.of(new Cast.Go(Map.of()))));
        }

        @Override
        public Uni<Void> untilAllReach(State state) {
            throw new UnsupportedOperationException();
        }
    }
}
