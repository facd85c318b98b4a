package io.tidbclient.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidbclient.sandbox.SandboxEvent;
import io.tidbclient.sandbox.SandboxOptions;
import io.tidbclient.sandbox.SandboxServer;
import io.tidbclient.sandbox.fault.ConnectionFault;
import io.tidbclient.sandbox.fault.FaultRule;
import io.tidbclient.sandbox.instance.SandboxDatabase;
import io.tidbclient.sandbox.job.JobScript;
import io.tidbclient.sandbox.job.ScriptedJob;
import io.tidbclient.testing.Signal;
import io.tidbclient.testing.Thorough;
import io.tidbclient.testing.ToolProcess;
import io.tidbclient.testing.ToolRun;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.IntConsumer;

import static org.assertj.core.api.Assertions.assertThat;

/** Connections that are pools: what the server sees of them, what the report says, and how they end. */
@Thorough
class PoolIT {
    private static final Duration PROMPTLY = Duration.ofSeconds(20);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Queue<SandboxEvent> events = new ConcurrentLinkedQueue<>();

    /** Receives the number of logins. */
    private volatile IntConsumer onLogin = count -> {};

    private SandboxServer server;

    @BeforeEach
    void start() throws IOException {
        server = SandboxServer.start(SandboxOptions.defaults()
                .withDatabases(SandboxDatabase.of("shop", "orders"))
                .withJobs(JobScript.of(ScriptedJob.of(7, "shop", "orders").lasting(Duration.ofHours(1))))
                .observedBy(event -> {
                    events.add(event);
                    if (event instanceof SandboxEvent.LoggedIn) {
                        onLogin.accept((int) logins());
                    }
                }));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void the_server_sees_the_pools_connections_and_one_statement_for_each_thing_that_is_asked() {
        ToolRun run = Tool.check(server, "-d", "shop", "-n", "2", "--pool-size", "3", "-t", "0")
                .run(Tool.LIMIT);

        assertThat(run.exitCode()).as(run.toString()).isZero();
        assertThat(server.accepted()).isEqualTo(6);
        assertThat(logins()).isEqualTo(6);
        assertThat(asked("SELECT VERSION()").distinct()).as("each, once").hasSize(6);
        assertThat(asked("SELECT VERSION()")).hasSize(6);
        assertThat(asked("USE ")).hasSize(2);
        assertThat(asked("SHOW GRANTS"))
                .as("once for each pool, for the database and for the jobs")
                .hasSize(2);
        assertThat(asked("SELECT TIDB_VERSION()")).hasSize(2);
        assertThat(asked("SHOW IMPORT JOBS")).hasSize(1);
        assertThat(events.stream()
                        .filter(SandboxEvent.Asked.class::isInstance)
                        .map(event -> ((SandboxEvent.Asked) event).sql())
                        .filter(sql -> !sql.contains("@@session.auto_increment_increment")))
                .as("nothing else but what the driver asks of a server that it does not know yet")
                .hasSize(6 + 2 + 2 + 2 + 1);
        assertThat(run.stdout().lines().toList())
                .contains(
                        "  connections  2: 2 completed",
                        "  pools        2 × 3 connections: 6 opened, 11 borrowed, 0 replaced",
                        "OK  2 of 2 connections completed");
        Awaitility.await().atMost(PROMPTLY).until(() -> server.connections() == 0);
    }

    @Test
    void a_watch_lends_the_same_connections_in_turn() throws IOException {
        ToolRun run = Tool.check(server, "--pool-size", "3", "-t", "6", "--interval", "1", "-o", "json")
                .run(Tool.LIMIT);

        assertThat(run.exitCode()).as(run.toString()).isZero();
        assertThat(server.accepted()).isEqualTo(3);
        assertThat(asked("SHOW IMPORT JOBS").distinct()).hasSize(3);
        JsonNode report = JSON.readTree(run.stdout());
        long rounds = report.at("/importJobs/0/watch/polls").asLong();
        assertThat(rounds).isGreaterThanOrEqualTo(4);
        assertThat(report.at("/connections/0/pool"))
                .as("three to test, one for the version, one to count the jobs, one each round, three at the end")
                .isEqualTo(JSON.readTree(
                        "{\"size\": 3, \"opened\": 3, \"borrowed\": " + (8 + rounds) + ", \"replaced\": 0}"));
        assertThat(report.at("/connections/0/reopened").asInt()).isZero();
    }

    @Test
    void without_a_pool_nothing_is_said_of_one() throws IOException {
        ToolRun text = Tool.check(server, "-t", "0").run(Tool.LIMIT);
        ToolRun json =
                Tool.check(server, "-t", "0", "-o", "json", "--pool-size", "1").run(Tool.LIMIT);

        assertThat(text.stdout()).doesNotContain("pool");
        assertThat(JSON.readTree(json.stdout()).at("/connections/0/pool").isNull())
                .isTrue();
        assertThat(server.accepted()).isEqualTo(2);
    }

    @Test
    void connections_that_were_cut_during_the_watch_are_replaced_all_at_once() throws IOException {
        try (ToolProcess tool = Tool.check(server, "--pool-size", "4", "-t", "300", "--interval", "1", "-o", "ndjson")
                .start()) {
            tool.awaitStdout(text -> text.contains("\"event\":\"poll\""), Tool.LIMIT);

            server.killConnections();
            tool.awaitStdout(text -> text.contains("\"replaced\":4"), Tool.LIMIT);
            tool.signal(Signal.INT);

            ToolRun run = tool.await(PROMPTLY);
            assertThat(run.exitCode()).as(run.toString()).isEqualTo(130);
            JsonNode report = JSON.readTree(Tool.lastLine(run.stdout()));
            assertThat(report.at("/connections/0/reopened").asInt()).isEqualTo(4);
            assertThat(report.at("/connections/0/pool/opened").asInt()).isEqualTo(8);
            Awaitility.await().atMost(PROMPTLY).until(() -> server.connections() == 0);
        }
    }

    @Test
    void ctrl_c_while_a_pool_is_filled_from_a_server_that_has_gone_silent_leaves_no_socket() {
        falterAfter(2, new ConnectionFault.NoGreeting());
        try (ToolProcess tool =
                Tool.check(server, "--pool-size", "5", "-o", "json").start()) {
            Awaitility.await().atMost(Tool.LIMIT).until(() -> server.accepted() == 3);
            tool.signal(Signal.INT);

            ToolRun run = tool.await(PROMPTLY);

            assertThat(run.exitCode()).as(run.toString()).isEqualTo(130);
            Awaitility.await().atMost(PROMPTLY).until(() -> server.connections() == 0);
            assertThat(server.accepted()).as("nothing was opened after it").isEqualTo(3);
        }
    }

    @Test
    void time_that_is_up_ends_the_filling_of_a_pool() throws IOException {
        falterAfter(1, new ConnectionFault.NoGreeting());

        ToolRun run = Tool.check(server, "--pool-size", "5", "--timeout", "3", "-o", "json")
                .run(PROMPTLY);

        assertThat(run.exitCode()).as(run.toString()).isEqualTo(5);
        assertThat(JSON.readTree(run.stdout()).at("/connections/0/pool"))
                .isEqualTo(JSON.readTree("{\"size\": 5, \"opened\": 1, \"borrowed\": 0, \"replaced\": 0}"));
        Awaitility.await().atMost(PROMPTLY).until(() -> server.connections() == 0);
    }

    @Test
    void the_first_pool_that_fails_ends_those_that_are_being_filled() throws IOException {
        try (SandboxServer refusing = SandboxServer.start(SandboxOptions.defaults())) {
            falterAfter(1, new ConnectionFault.NoGreeting());
            onLogin = count -> server.faults().arm(FaultRule.always(new ConnectionFault.NoGreeting()));
            refusing.stopListening();
            ToolRun run = Tool.check(
                            server,
                            "-H",
                            Tool.address(refusing),
                            "--pool-size",
                            "3",
                            "--fail-fast",
                            "--retry-attempts",
                            "4",
                            "-o",
                            "json")
                    .run(PROMPTLY);

            assertThat(run.exitCode()).as(run.toString()).isEqualTo(3);
            Awaitility.await().atMost(PROMPTLY).until(() -> server.connections() == 0);
        }
    }

    @Test
    void a_server_that_is_full_before_the_pool_is_fails_it_after_the_usual_attempts() {
        server.faults().arm(FaultRule.always(new ConnectionFault.TooManyConnections(3)));

        ToolRun run = Tool.check(server, "--pool-size", "5", "-t", "0").run(Tool.LIMIT);

        assertThat(run.exitCode()).as(run.toString()).isEqualTo(3);
        assertThat(run.stdout().lines().toList())
                .contains(
                        "  pools        1 × 5 connections: 9 opened, 0 borrowed, 0 replaced",
                        "FAILED while connecting  c1")
                .anyMatch(line ->
                        line.endsWith(" takes no more connections: Too many connections (1040 ER_CON_COUNT_ERROR)."));
        assertThat(run.stderr()).contains("3 of 5 open");
        assertThat(server.accepted()).as("three tries, each with one too many").isEqualTo(12);
    }

    @Test
    void pools_of_shares_are_in_the_sum_and_shown_again(@TempDir Path directory) throws IOException {
        for (int share = 0; share < 2; share++) {
            ToolRun run = Tool.check(
                            server, "-n", "3", "--shard", share + "/2", "--pool-size", "2", "-t", "0", "-o", "json")
                    .run(Tool.LIMIT);
            Files.writeString(directory.resolve(share + ".json"), run.stdout());
        }

        ToolRun merged = Tool.run(
                "report",
                "merge",
                directory.resolve("0.json").toString(),
                directory.resolve("1.json").toString());
        Path sum = Files.writeString(directory.resolve("sum.json"), merged.stdout());
        ToolRun shown = Tool.run("report", "show", sum.toString());

        assertThat(JSON.readTree(merged.stdout()).at("/connections/2/pool/size").asInt())
                .isEqualTo(2);
        assertThat(shown.stdout()).contains("\n  pools        3 × 2 connections: 6 opened, 11 borrowed, 0 replaced\n");
    }

    @Test
    void too_many_pools_are_exit_2() {
        assertThat(Tool.check(server, "-n", "50000", "--pool-size", "3").run(Tool.LIMIT))
                .isEqualTo(new ToolRun(
                        2,
                        "",
                        "tidb-client: --pool-size: 50000 pools of 3 connections are 150000; a process opens at most"
                                + " 100000. Give a smaller pool, or fewer connections with -n.\n"));
        assertThat(server.accepted()).isZero();
    }

    /** From the given login on, whoever connects meets the fault. */
    private void falterAfter(int count, ConnectionFault fault) {
        onLogin = logins -> {
            if (logins == count) {
                server.faults().arm(FaultRule.always(fault));
            }
        };
    }

    private long logins() {
        return events.stream().filter(SandboxEvent.LoggedIn.class::isInstance).count();
    }

    /** The connections over which a statement that begins like this was sent, in order. */
    private java.util.stream.Stream<Long> asked(String beginning) {
        List<SandboxEvent> all = List.copyOf(events);
        return all.stream()
                .filter(event -> event instanceof SandboxEvent.Asked asked
                        && asked.sql().strip().startsWith(beginning))
                .map(SandboxEvent::connection);
    }
}
