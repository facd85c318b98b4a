package io.tidbclient.hook;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class HookProcessesTest {
    private final HookProcesses processes = new HookProcesses();

    @Test
    void killing_ends_what_is_running_and_counts_it() throws Exception {
        Process ended = start();
        Process running = start();
        ended.destroyForcibly();
        processes.ended(ended);

        assertThat(processes.kill()).isEqualTo(new HookProcesses.Killed(1, 2));

        assertThat(running.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void no_process_starts_after_the_others_were_killed() throws IOException {
        HookProcesses.Killed unused = processes.kill();

        assertThat(processes.start(waiting())).isEmpty();
    }

    @Test
    void a_program_that_does_not_exist_is_not_counted_as_killed() {
        assertThatThrownBy(() -> processes.start(new ProcessBuilder("/there/is/no/such/program")))
                .isInstanceOf(IOException.class);

        assertThat(processes.kill()).isEqualTo(new HookProcesses.Killed(0, 1));
    }

    private Process start() throws IOException {
        return processes.start(waiting()).orElseThrow();
    }

    /** Waits for an input that does not come. */
    private static ProcessBuilder waiting() {
        return new ProcessBuilder("cat");
    }
}
