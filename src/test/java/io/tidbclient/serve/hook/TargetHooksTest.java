package io.tidbclient.serve.hook;

import io.tidbclient.check.CheckSnapshot;
import io.tidbclient.connection.Failure;
import io.tidbclient.connection.FailureKind;
import io.tidbclient.engine.Outcome;
import io.tidbclient.engine.RunResult;
import io.tidbclient.engine.RunVerdict;
import io.tidbclient.output.Runs;
import io.tidbclient.serve.status.Checks;
import io.tidbclient.serve.status.ServerEvent;
import io.tidbclient.serve.status.StatusBoard;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class TargetHooksTest {
    private static final String FACTS =
            "echo \"$1 $TIDB_CLIENT_TARGET $TIDB_CLIENT_CONDITION $TIDB_CLIENT_SINCE $TIDB_CLIENT_OUTCOME"
                    + " $TIDB_CLIENT_KIND|$TIDB_CLIENT_MESSAGE|$TIDB_CLIENT_HINT\" >> \"$0\"";

    @TempDir
    Path folder;

    private final StatusBoard board = new StatusBoard(Runs.START);
    private Path log;
    private HookQueue queue;

    @AfterEach
    void close() {
        queue.close();
    }

    @Test
    void runs_when_a_target_goes_down_and_when_it_comes_back_and_not_between() throws IOException {
        start(FACTS, HookQueue.LIMIT);
        up(1);
        up(2);
        down(3);
        down(4);
        up(5);
        up(6);
        down(7);

        assertThat(lines(3))
                .containsExactly(
                        "down prod down 2026-03-04T05:06:10Z unreachable connection_refused|Nothing listens at"
                                + " 127.0.0.1:4000: connection refused.|Check that the server runs, and the port.",
                        "up prod up 2026-03-04T05:06:12Z success |1 of 1 connection completed|",
                        "down prod down 2026-03-04T05:06:14Z unreachable connection_refused|Nothing listens at"
                                + " 127.0.0.1:4000: connection refused.|Check that the server runs, and the port.");
    }

    @Test
    void as_many_hooks_wait_as_import_jobs_may_end_at_once() throws IOException {
        start("exit 0", HookQueue.LIMIT);
        for (int i = 0; i < 100; i++) {
            queue.add(new Hook("prod", List.of("sh", "-c", "echo " + i + " >> " + log), Map.of(), ""));
        }

        assertThat(lines(100)).hasSize(100);
    }

    @Test
    void target_that_is_down_from_the_start_runs_the_hook_once() throws IOException {
        start(FACTS, HookQueue.LIMIT);
        down(1);
        down(2);
        up(3);

        assertThat(lines(2)).extracting(line -> line.split(" ", 2)[0]).containsExactly("down", "up");
    }

    @Test
    void environment_has_no_secrets() throws IOException {
        start("echo \"$TIDB_CLIENT_MESSAGE\" >> \"$0\"", HookQueue.LIMIT);
        Failure leaking = Failure.of(FailureKind.UNCLASSIFIED, "Refused: mysql://app:s3cret@db/ password='s3cret'", "");
        CheckSnapshot last = Runs.run(Duration.ofSeconds(1), List.of(Runs.failed(1, leaking)));
        ended(new RunResult<>(last.states(), last, new RunVerdict(Outcome.FAILED, "failed")));

        assertThat(lines(1).getFirst()).startsWith("Refused: mysql://").doesNotContain("s3cret");
    }

    @Test
    void hook_that_runs_for_too_long_is_killed_and_the_next_one_runs() throws IOException {
        start("echo $1 >> \"$0\"; test $1 = up || exec cat /dev/zero > /dev/null", Duration.ofMillis(500));
        down(1);
        up(2);

        assertThat(lines(2)).containsExactly("down", "up");
    }

    @Test
    void program_that_does_not_exist_holds_up_no_other() throws IOException {
        log = folder.resolve("log");
        queue = new HookQueue(HookQueue.LIMIT);
        subscribe(List.of("/there/is/no/such/program"), List.of("sh", "-c", "echo up >> \"$0\"", log.toString()));
        down(1);
        up(2);

        assertThat(lines(1)).containsExactly("up");
    }

    @Test
    void close_kills_what_runs_and_starts_nothing_else() throws IOException {
        start("echo $$ >> \"$0\"; exec cat /dev/zero > /dev/null", HookQueue.LIMIT);
        down(1);
        up(2);
        long pid = Long.parseLong(lines(1).getFirst());

        queue.close();

        await().until(() -> ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty());
        down(3);
        assertThat(lines(1)).hasSize(1);
    }

    @Test
    void hook_that_leaves_a_child_with_its_output_behind_does_not_hold_up_the_next() throws IOException {
        Path release = folder.resolve("release");
        assertThat(new ProcessBuilder("mkfifo", release.toString())
                        .start()
                        .onExit()
                        .join()
                        .exitValue())
                .isZero();
        start("echo $1 >> \"$0\"; (cat '" + release + "') & exit 0", HookQueue.LIMIT);
        down(1);
        up(2);

        assertThat(lines(2)).containsExactly("down", "up");
        // The children, which wait for a writer, end.
        Files.writeString(release, "");
    }

    private void start(String script, Duration limit) {
        log = folder.resolve("log");
        queue = new HookQueue(limit);
        subscribe(shell(script, "down"), shell(script, "up"));
    }

    private void subscribe(List<String> onDown, List<String> onUp) {
        TargetHooks hooks = new TargetHooks(Optional.of(onDown), Optional.of(onUp), queue);
        var unused = board.updates().subscribe().with(hooks::on);
        board.add(new ServerEvent.TargetsConfigured(List.of("prod")));
    }

    private List<String> shell(String script, String what) {
        return List.of("sh", "-c", script, log.toString(), what);
    }

    private void up(int second) {
        ended(Checks.up(Duration.ofSeconds(second)));
    }

    private void down(int second) {
        ended(Checks.down(Duration.ofSeconds(second)));
    }

    private void ended(RunResult<CheckSnapshot> result) {
        board.add(new ServerEvent.CheckEnded("prod", result));
    }

    private List<String> lines(int count) throws IOException {
        await().until(() -> Files.exists(log) && Files.readAllLines(log).size() >= count);
        return Files.readAllLines(log);
    }
}
