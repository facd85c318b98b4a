package io.tidbclient.engine;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class BlockingWorkTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final BlockingWork blocking = new BlockingWork(threads);

    @AfterEach
    void stopThreads() {
        threads.shutdownNow();
    }

    @Test
    void a_call_that_throws_fails_with_what_it_threw() {
        IOException thrown = new IOException("no route");

        assertThatThrownBy(() -> blocking.call(() -> {
                            throw thrown;
                        })
                        .await()
                        .atMost(PATIENCE))
                .hasCause(thrown);
    }

    @Test
    void what_follows_a_blocking_call_is_never_interrupted_by_its_end() {
        for (int i = 0; i < 1_000; i++) {
            boolean interrupted = blocking.call(() -> "done")
                    .onItem()
                    .transform(done -> Thread.currentThread().isInterrupted())
                    .await()
                    .atMost(PATIENCE);
            assertThat(interrupted).isFalse();
        }
    }
}
