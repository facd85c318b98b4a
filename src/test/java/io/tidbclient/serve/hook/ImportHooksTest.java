package io.tidbclient.serve.hook;

import io.tidbclient.importjob.ImportJob;
import io.tidbclient.output.imports.ImportsJson;
import io.tidbclient.output.imports.RecordedPolls;
import io.tidbclient.serve.status.Imports;
import io.tidbclient.serve.status.JobView;
import io.tidbclient.serve.status.ServerEvent;
import io.tidbclient.serve.status.StatusBoard;
import io.tidbclient.serve.status.TargetPast;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class ImportHooksTest {
    private static final String FACTS =
            "echo \"$1 $TIDB_CLIENT_TARGET $TIDB_JOB_ID $TIDB_JOB_TABLE $TIDB_JOB_SCHEMA $TIDB_JOB_TABLE_NAME $TIDB_JOB_STATUS"
                    + " $TIDB_JOB_STALLED_SECONDS|$TIDB_JOB_MESSAGE\" >> \"$0\"";

    @TempDir
    Path folder;

    private final StatusBoard board = new StatusBoard(RecordedPolls.BEGIN);
    private final HookQueue queue = new HookQueue(HookQueue.LIMIT);
    private final Imports imports = new Imports("prod");
    private Path log;

    @BeforeEach
    void configure() {
        log = folder.resolve("log");
        board.add(new ServerEvent.TargetsConfigured(List.of("prod")));
    }

    @AfterEach
    void close() {
        queue.close();
    }

    @Test
    void a_job_that_ends_runs_its_hook_once() throws IOException {
        start(FACTS);
        imports.run(board, 0, 20);
        board.add(imports.polled(22, List.of(ended(7, "finished"), RecordedPolls.running(8, 22)), 7L));
        board.add(imports.polled(24, List.of(ended(7, "finished"), ended(8, "failed")), 8L));
        board.add(imports.polled(26, List.of(ended(7, "finished"), ended(8, "failed"), ended(9, "cancelled")), 9L));

        assertThat(lines(3))
                .containsExactly(
                        "finish prod 7 shop.orders shop orders finished |",
                        "fail prod 8 shop.orders shop orders failed |",
                        "fail prod 9 shop.orders shop orders cancelled |");
    }

    @Test
    void what_had_ended_before_the_first_poll_is_history() throws IOException {
        start(FACTS);
        board.add(imports.polled(0, List.of(ended(6, "failed"), RecordedPolls.running(7, 0)), 6L));
        board.add(imports.polled(2, List.of(ended(6, "failed"), ended(7, "finished")), 7L));

        assertThat(lines(1)).containsExactly("finish prod 7 shop.orders shop orders finished |");
    }

    @Test
    void a_job_that_stalls_runs_its_hook_once() throws IOException {
        start(FACTS);
        imports.run(board, 0, 20);
        for (int second = 22; second < 22 + 400; second += 2) {
            board.add(imports.polled(second, List.of(RecordedPolls.running(7, 20))));
        }
        board.add(imports.polled(22 + 400, List.of(ended(7, "finished")), 7L));

        assertThat(lines(2))
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("stall prod 7 shop.orders shop orders running 3"),
                        line -> assertThat(line).startsWith("finish prod 7 "));
    }

    @Test
    void a_stall_that_the_history_has_runs_no_hook_until_the_job_has_moved_and_stalls_again() throws IOException {
        start(FACTS);
        imports.run(board, 0, 20);
        stand(22, 400);
        JobView stalled =
                board.latest().target("prod").orElseThrow().jobs().find(7).orElseThrow();
        assertThat(lines(1)).hasSize(1);

        board.add(new ServerEvent.TargetsConfigured(List.of()));
        board.add(new ServerEvent.TargetsConfigured(List.of("prod")));
        imports.restart();
        board.add(new ServerEvent.HistoryRead(
                "prod", new TargetPast(List.of(), Optional.empty(), Optional.empty(), List.of(), List.of(stalled))));
        stand(410, 900);
        board.add(imports.polled(902, List.of(RecordedPolls.running(7, 21))));
        for (int second = 904; second <= 1300; second += 2) {
            board.add(imports.polled(second, List.of(RecordedPolls.running(7, 21))));
        }
        board.add(imports.polled(1302, List.of(ended(7, "finished")), 7L));

        assertThat(lines(3))
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("stall prod 7 "),
                        line -> assertThat(line).startsWith("stall prod 7 "),
                        line -> assertThat(line).startsWith("finish prod 7 "));
    }

    /** Job 7 is polled, and does not move. */
    private void stand(int first, int last) {
        for (int second = first; second <= last; second += 2) {
            board.add(imports.polled(second, List.of(RecordedPolls.running(7, 20))));
        }
    }

    @Test
    void a_hook_may_read_the_job_as_json_and_gets_no_secret() throws IOException {
        start("cat >> \"$0\"; echo \"$TIDB_JOB_MESSAGE\" >> \"$0\"");
        imports.run(board, 0, 20);
        ImportJob failed = RecordedPolls.job(7, "failed")
                .message("cannot read s3://b/o?access-key=AK&secret-access-key=s3cret")
                .build();
        board.add(imports.polled(22, List.of(failed), 7L));

        assertThat(lines(2))
                .noneMatch(line -> line.contains("s3cret"))
                .anyMatch(line -> line.startsWith("{") && line.contains("\"id\":7"));
    }

    private static ImportJob ended(long id, String status) {
        return RecordedPolls.job(id, status).build();
    }

    private void start(String script) {
        ImportHooks hooks = new ImportHooks(
                new ImportHooks.Commands(
                        Optional.of(shell(script, "finish")),
                        Optional.of(shell(script, "fail")),
                        Optional.of(shell(script, "stall"))),
                ImportsJson::job,
                queue);
        board.observe(hooks::on, Runnable::run);
    }

    private List<String> shell(String script, String what) {
        return List.of("sh", "-c", script, log.toString(), what);
    }

    private List<String> lines(int count) throws IOException {
        await().until(() -> Files.exists(log) && Files.readAllLines(log).size() >= count);
        return Files.readAllLines(log);
    }
}
