package io.tidbclient.scenario.run;

import io.tidbclient.scenario.script.TestScripts;
import io.tidbclient.testing.ManualTimer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FixtureStopTest {
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final FakeSessions sessions = new FakeSessions();
    private final TestFixture fixture = new TestFixture(
            ScenarioContexts.of(TestScripts.steps("- a: SELECT 1"), sessions, threads, new ManualTimer()), event -> {});

    @AfterEach
    void end_threads() {
        threads.shutdownNow();
    }

    @Test
    void a_fixture_that_is_stopped_while_it_connects_creates_nothing() {
        sessions.whenOpened(fixture::stop);

        assertThatThrownBy(fixture::setUp).isInstanceOf(CancellationException.class);
        fixture.close();

        assertThat(sessions.log()).containsExactly("open (keeper)", "SET SESSION autocommit = 1", "close (keeper)");
    }

    @Test
    void the_connection_that_reads_lock_waits_is_closed_with_the_fixture() throws InterruptedException {
        fixture.setUp();
        assertThat(fixture.lockWaits()
                        .snapshot(new LockWaitQuery(Set.of(1L), Set.of(), Map.of()))
                        .lockWaits())
                .isEmpty();

        fixture.close();

        assertThat(sessions.log()).containsSubsequence("open (observer)", "close (observer)", "close (keeper)");
    }
}
