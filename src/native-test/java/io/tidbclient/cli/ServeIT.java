package io.tidbclient.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidbclient.sandbox.SandboxOptions;
import io.tidbclient.sandbox.SandboxServer;
import io.tidbclient.sandbox.SandboxTls;
import io.tidbclient.sandbox.certificate.SandboxCertificates;
import io.tidbclient.sandbox.fault.FaultText;
import io.tidbclient.testing.FreePort;
import io.tidbclient.testing.Signal;
import io.tidbclient.testing.Thorough;
import io.tidbclient.testing.ToolRun;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;

import static org.assertj.core.api.Assertions.assertThat;

/** The server as a process: what it prints, what ends it, and what it makes of its targets and its configuration. */
@Thorough
class ServeIT extends OnFreshSandbox {
    /** An orchestrator kills a process that takes longer. */
    private static final Duration ENDS_WITHIN = Duration.ofSeconds(10);

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource(
            value = Signal.class,
            names = {"INT", "TERM"})
    void it_prints_its_address_and_ends_well_when_it_is_stopped(Signal signal) {
        try (ServedTool tool = serve("--every", "1s")) {
            tool.awaitCondition("127.0.0.1:" + server.port(), "up");

            Instant asked = Instant.now();
            ToolRun run = tool.end(signal);

            assertThat(Duration.between(asked, Instant.now())).isLessThan(ENDS_WITHIN);
            assertThat(run)
                    .isEqualTo(new ToolRun(0, tool.address() + "\n", "Monitoring 1 target; stop with Ctrl-C.\n"));
            assertThat(tool.address()).matches("http://127\\.0\\.0\\.1:\\d+/");
        }
    }

    @Test
    void it_ends_in_time_while_a_check_hangs() {
        server.faults().arm(FaultText.parse("freeze"));
        try (ServedTool tool = serve("--every", "1s", "--read-timeout", "60s", "--timeout", "60s")) {
            tool.awaitTarget(
                    "127.0.0.1:" + server.port(),
                    target -> !target.at("/checkingSince").isNull());

            Instant asked = Instant.now();
            ToolRun run = tool.end(Signal.TERM);

            assertThat(Duration.between(asked, Instant.now())).isLessThan(ENDS_WITHIN);
            assertThat(run.exitCode()).as(run.toString()).isZero();
        }
    }

    @Test
    void a_target_goes_down_and_comes_back() throws IOException {
        String name = "127.0.0.1:" + server.port();
        try (ServedTool tool = serve("--every", "1s", "--retry-attempts", "1")) {
            JsonNode up = tool.awaitCondition(name, "up");
            assertThat(up.at("/servers/0/version/product").asText()).isEqualTo("TiDB");
            assertThat(up.at("/lastCheck/verdict/outcome").asText()).isEqualTo("success");

            server.close();
            JsonNode down = tool.awaitCondition(name, "down");
            assertThat(down.at("/lastCheck/verdict/exitCode").asInt()).isEqualTo(3);
            assertThat(down.at("/lastCheck/failure/sentence").asText())
                    .isEqualTo("Nothing listens at " + name + ": connection refused.");
            assertThat(down.at("/lastCheck/failure/hint").asText()).isNotBlank();
            assertThat(down.at("/servers/0/version/product").asText())
                    .as("what is known of the server stays")
                    .isEqualTo("TiDB");

            server = SandboxServer.start(SandboxOptions.defaults().atPort(server.port()));
            tool.awaitCondition(name, "up");
            assertThat(tool.end(Signal.TERM).stderr())
                    .contains("WARN  [io.tidbclient.serve]", name + " is down (check ", name + " is up (check ");
        }
    }

    @Test
    void a_probe_checks_a_configured_target_now() {
        String name = "127.0.0.1:" + server.port();
        try (ServedTool tool = serve("--every", "1h")) {
            tool.awaitCondition(name, "up");

            assertThat(tool.ask().get("/probe?target=" + name).asString()).contains("probe_success 1");
            server.close();
            assertThat(tool.ask().get("/probe?target=" + name).asString())
                    .contains("probe_success 0", "probe_failure_info{kind=\"");
            assertThat(tool.target(name).at("/condition").asText()).isEqualTo("down");
            assertThat(tool.ask().get("/probe?target=127.0.0.1:1").statusCode()).isEqualTo(404);
            assertThat(tool.ask().get("/probe").statusCode()).isEqualTo(400);
        }
    }

    @Test
    void hooks_are_run_when_a_target_goes_down_and_comes_back() throws IOException {
        String name = "127.0.0.1:" + server.port();
        Path down = directory.resolve("down");
        Path up = directory.resolve("up");
        String print = "sh -c 'printf \"%s %s\" \"$TIDB_CLIENT_CONDITION\" \"$TIDB_CLIENT_MESSAGE\" > ";
        try (ServedTool tool = serve(
                "--every",
                "1s",
                "--retry-attempts",
                "1",
                "--on-down",
                print + down + "'",
                "--on-up",
                print + up + "'")) {
            tool.awaitCondition(name, "up");
            server.close();
            tool.awaitCondition(name, "down");
            server = SandboxServer.start(SandboxOptions.defaults().atPort(server.port()));
            tool.awaitCondition(name, "up");

            Awaitility.await().atMost(Tool.LIMIT).until(() -> Files.exists(up) && Files.size(up) > 0);
            assertThat(down).hasContent("down Nothing listens at " + name + ": connection refused.");
            assertThat(up).hasContent("up 1 of 1 connection completed");
        }
    }

    @Test
    void a_ca_file_that_is_replaced_counts_from_the_next_check_on() throws IOException {
        SandboxCertificates trusted = SandboxCertificates.create(Instant.now());
        trusted.writeTo(directory);
        Path other = Files.createDirectory(directory.resolve("other"));
        SandboxCertificates.create(Instant.now()).writeTo(other);
        server.close();
        server = SandboxServer.start(SandboxOptions.defaults().withTls(SandboxTls.offered(trusted.server())));
        String name = "127.0.0.1:" + server.port();
        Path ca = directory.resolve("ca.pem");
        try (ServedTool tool = serve("--every", "1s", "--ssl-mode", "verify-ca", "--ssl-ca", ca.toString())) {
            tool.awaitCondition(name, "up");

            Files.copy(other.resolve("ca.pem"), ca, StandardCopyOption.REPLACE_EXISTING);
            JsonNode down = tool.awaitCondition(name, "down");
            assertThat(down.at("/lastCheck/failure/sentence").asText()).contains("certificate");

            trusted.writeTo(directory);
            tool.awaitCondition(name, "up");

            Files.delete(ca);
            JsonNode prevented = tool.awaitCondition(name, "down");
            assertThat(prevented.at("/lastCheck/failure/sentence").asText()).contains("ca.pem");
            tool.ask().get("/api/v1/targets/" + name + "/report").then().statusCode(404);
        }
    }

    @Test
    void a_target_that_hangs_delays_no_other() throws IOException {
        try (SandboxServer other = SandboxServer.start(SandboxOptions.defaults())) {
            server.faults().arm(FaultText.parse("freeze"));
            Files.writeString(directory.resolve("t.yaml"), """
                    user: root
                    no-password: true
                    read-timeout: 60s
                    timeout: 60s
                    serve:
                      every: 1s
                      targets:
                        - {name: hangs, host: "127.0.0.1:%d"}
                        - {name: answers, host: "127.0.0.1:%d"}
                    """.formatted(server.port(), other.port()));
            try (ServedTool tool = configured("t.yaml")) {
                tool.awaitTarget("answers", target -> target.at("/checks").asInt() >= 3);

                JsonNode hangs = tool.target("hangs");
                assertThat(hangs.at("/checks").asInt()).isZero();
                assertThat(hangs.at("/checkingSince").isNull()).isFalse();
                assertThat(tool.ask().get("/health/live").statusCode()).isEqualTo(200);
                assertThat(tool.ask().get("/health/ready").statusCode()).isEqualTo(503);
            }
        }
    }

    @Test
    void a_history_that_is_away_keeps_nothing_from_being_checked() throws IOException {
        Files.writeString(directory.resolve("t.yaml"), """
                serve:
                  history: {url: "mysql://u@127.0.0.1:%d/m", no-password: true}
                  targets:
                    - {name: a, host: "127.0.0.1:%d", user: root, no-password: true}
                """.formatted(FreePort.next(), server.port()));
        try (ServedTool tool = configured("t.yaml")) {
            tool.awaitCondition("a", "up");

            assertThat(tool.json("/api/v1/status").at("/history/state").asText())
                    .isEqualTo("down");
            Files.writeString(
                    directory.resolve("t.yaml"),
                    Files.readString(directory.resolve("t.yaml")).replace("/m\"", "/n\""));
            tool.process().signal(Signal.HUP);
            tool.process().awaitStderr(text -> text.contains("history take effect"), Tool.LIMIT);
            assertThat(tool.end(Signal.TERM).exitCode()).isZero();
        }
    }

    @Test
    void a_hangup_reads_the_configuration_again_and_a_wrong_one_changes_nothing() throws IOException {
        Path file = directory.resolve("t.yaml");
        String one = """
                user: root
                no-password: true
                serve:
                  every: 1s
                  targets:
                    - {name: first, host: "127.0.0.1:%d"}
                """.formatted(server.port());
        Files.writeString(file, one);
        try (ServedTool tool = configured("t.yaml")) {
            tool.awaitCondition("first", "up");

            Files.writeString(file, one + "    - {name: second, hots: db1}\n");
            tool.process().signal(Signal.HUP);
            tool.process().awaitStderr(text -> text.contains("former configuration."), Tool.LIMIT);
            assertThat(tool.process().stderr())
                    .contains("t.yaml:7: unknown key 'hots'; did you mean 'host'? The server continues with its former"
                            + " configuration.");
            assertThat(tool.json("/api/v1/status").at("/counts/targets").asInt())
                    .isEqualTo(1);

            Files.writeString(file, one + "    - {name: second, host: \"127.0.0.1:" + server.port() + "\"}\n");
            tool.process().signal(Signal.HUP);
            tool.process().awaitStderr(text -> text.contains("read again; targets: 2."), Tool.LIMIT);
            tool.awaitCondition("second", "up");
            assertThat(tool.target("first").at("/checks").asInt())
                    .as("a target that is configured as before continues")
                    .isPositive();
        }
    }

    @Test
    void the_demonstration_serves_a_sandbox_of_its_own() {
        try (ServedTool tool =
                ServedTool.start(Tool.command("demo", "--serve", "--listen", "127.0.0.1:0", "-t", "5s"))) {
            JsonNode up = tool.awaitCondition("sandbox", "up");

            assertThat(up.at("/servers/0/tls/encrypted").asBoolean()).isTrue();
            ToolRun run = tool.end(Signal.INT);
            assertThat(run.exitCode()).as(run.toString()).isZero();
            assertThat(run.stderr()).contains("this is the same as\n  tidb-client serve -H 127.0.0.1:");
        }
    }

    private ServedTool serve(String... more) {
        String[] arguments = new String[more.length + 5];
        System.arraycopy(new String[] {"-H", Tool.address(server), "-u", "root", "--no-password"}, 0, arguments, 0, 5);
        System.arraycopy(more, 0, arguments, 5, more.length);
        return ServedTool.start(arguments);
    }

    private ServedTool configured(String file) {
        return ServedTool.start("--config", directory.resolve(file).toString());
    }
}
