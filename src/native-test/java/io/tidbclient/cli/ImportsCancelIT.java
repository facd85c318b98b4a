package io.tidbclient.cli;

import io.tidbclient.sandbox.fault.FaultText;
import io.tidbclient.testing.Signal;
import io.tidbclient.testing.Thorough;
import io.tidbclient.testing.ToolProcess;
import io.tidbclient.testing.ToolRun;
import org.junit.jupiter.api.Test;

import java.io.IOException;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code imports cancel}: its confirmation, its result, and cancellations that the server refuses or delays. */
@Thorough
class ImportsCancelIT extends OnSandboxWithJobs {
    @Test
    void cancel_takes_yes_and_names_what_it_cancels() {
        ToolRun unasked = imports("cancel", "1");
        ToolRun ended = imports("cancel", "2", "--yes");
        ToolRun done = imports("cancel", "--table", "orders", "--yes");

        assertThat(unasked.exitCode()).isEqualTo(2);
        assertThat(unasked.stderr()).contains("use --yes to cancel without it");
        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.stderr()).contains("job 2 has ended already: failed.");
        assertThat(done.exitCode()).as(done.toString()).isZero();
        assertThat(done.stderr()).contains("about to cancel on 127.0.0.1:" + server.port() + ": job 1 shop.orders");
        assertThat(Tool.lastLine(done.stdout())).isEqualTo("OK  1 import job: 1 cancelled");
    }

    @Test
    void cancel_fails_when_one_of_those_asked_for_had_ended_otherwise() {
        ToolRun run = imports("cancel", "1", "3", "--yes", "--interval", "1s");

        assertThat(run.exitCode()).as(run.toString()).isEqualTo(1);
        assertThat(Tool.lastLine(run.stdout())).isEqualTo("FAILED (exit 1)  2 import jobs: 1 finished, 1 cancelled");
    }

    @Test
    void waiting_for_an_endless_cancellation_can_be_stopped() throws IOException {
        restart(FaultText.parse("freeze@CANCEL"));
        try (ToolProcess tool =
                command("cancel", "1", "--yes", "--interval", "1s").start()) {
            tool.awaitStderr(text -> text.contains("cancellation requested"), Tool.LIMIT);
            tool.signal(Signal.INT);

            ToolRun run = tool.await(Tool.LIMIT);

            assertThat(run.exitCode()).as(run.toString()).isEqualTo(130);
            assertThat(Tool.lastLine(run.stdout()))
                    .endsWith("CANCEL was sent for job 1 and not answered: check with 'tidb-client imports list'");
        }
    }

    @Test
    void a_cancellation_that_the_server_refuses_is_not_waited_for() throws IOException {
        restart(FaultText.parse("deny=1105@CANCEL"));

        ToolRun run = imports("cancel", "1", "--yes", "--interval", "1s");

        assertThat(run.exitCode()).as(run.toString()).isEqualTo(1);
        assertThat(run.stderr()).contains("job 1  NOT cancelled: ");
        assertThat(Tool.lastLine(run.stdout())).isEqualTo("FAILED (exit 1)  1 import job: 1 running");
    }

    @Test
    void a_cancellation_whose_answer_is_lost_is_followed_to_its_end() throws IOException {
        restart(FaultText.parse("freeze@CANCEL"));
        try (ToolProcess tool =
                command("cancel", "1", "--yes", "--interval", "1s").start()) {
            tool.awaitStderr(text -> text.contains("cancellation requested"), Tool.LIMIT);
            server.killConnections();
            tool.awaitStderr(
                    text -> text.contains("the answer to CANCEL was lost; the job may still be cancelled: "),
                    Tool.LIMIT);
            server.jobs().cancel(1);

            ToolRun run = tool.await(Tool.LIMIT);

            assertThat(run.exitCode()).as(run.toString()).isZero();
            assertThat(Tool.lastLine(run.stdout())).isEqualTo("OK  1 import job: 1 cancelled");
        }
    }

    @Test
    void a_cancellation_that_finds_no_room_on_the_server_is_not_waited_for() throws IOException {
        restart(FaultText.parse("cap=1"));

        ToolRun run = imports("cancel", "1", "--yes", "--interval", "1s", "--retry-attempts", "1");

        assertThat(run.exitCode()).as(run.toString()).isIn(1, 3);
        assertThat(run.toString()).contains("Too many connections (1040");
        assertThat(Tool.lastLine(run.stdout())).startsWith("FAILED ");
    }

    @Test
    void a_cancellation_that_can_no_longer_be_followed_is_not_waited_for() throws IOException {
        restart(FaultText.parse("freeze@CANCEL"));
        try (ToolProcess tool =
                command("cancel", "1", "--yes", "--interval", "1s").start()) {
            tool.awaitStderr(
                    text -> text.contains("cancellation requested") && text.contains("job 1 shop.orders  running"),
                    Tool.LIMIT);
            server.faults().arm(FaultText.parse("deny=1142@SHOW IMPORT JOBS"));

            ToolRun run = tool.await(Tool.LIMIT);

            assertThat(run.exitCode()).as(run.toString()).isEqualTo(1);
            assertThat(Tool.lastLine(run.stdout())).startsWith("FAILED (exit 1)  1 import job: 1 running");
        }
    }
}
