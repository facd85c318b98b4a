package io.tidbclient.cli;

import io.restassured.http.ContentType;
import io.tidbclient.sandbox.SandboxOptions;
import io.tidbclient.sandbox.SandboxServer;
import io.tidbclient.sandbox.certificate.SandboxCertificates;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

/** Every endpoint of the server, and what it refuses. */
class ServeHttpIT {
    private static final String TOKEN = "0123456789abcdef0123456789abcdef";

    private static SandboxServer sandbox;
    private static ServedTool tool;

    @TempDir
    Path directory;

    @BeforeAll
    static void serve() throws IOException {
        sandbox = SandboxServer.start(SandboxOptions.defaults());
        tool = ServedTool.start("-H", Tool.address(sandbox), "-u", "root", "--no-password", "--every", "1s");
        tool.awaitCondition(name(), "up");
    }

    @AfterAll
    static void stop() {
        tool.close();
        sandbox.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/, text/html; charset=utf-8",
        "/style.css, text/css; charset=utf-8",
        "/live.js, text/javascript; charset=utf-8",
        "/metrics, text/plain; version=0.0.4; charset=utf-8",
        "/api/v1/status, application/json",
        "/api/v1/targets, application/json",
        "/api/v1/openapi.json, application/json",
        "/health/live, application/json",
        "/health/ready, application/json",
        "/health/started, application/json"
    })
    void each_path_answers_get_and_head_with_its_type(String path, String type) {
        String length = tool.ask()
                .get(path)
                .then()
                .statusCode(200)
                .header("Content-Type", equalTo(type))
                .header("Content-Security-Policy", containsString("default-src 'none'"))
                .header("X-Content-Type-Options", "nosniff")
                .extract()
                .header("Content-Length");
        assertThat(length).isNotEqualTo("0");

        tool.ask()
                .head(path)
                .then()
                .statusCode(200)
                .header("Content-Type", equalTo(type))
                .header("Content-Length", notNullValue())
                .body(equalTo(""));
    }

    @Test
    void the_api_has_the_target_its_runs_and_its_report() {
        tool.ask()
                .get("/api/v1/targets/" + name())
                .then()
                .statusCode(200)
                .body("name", equalTo(name()))
                .body("condition", equalTo("up"))
                .body("servers.version.product", hasItem("TiDB"));
        tool.ask()
                .get("/api/v1/targets/" + name() + "/runs")
                .then()
                .statusCode(200)
                .body("runs.run", hasItem(1));
        tool.ask()
                .get("/api/v1/targets/" + name() + "/report")
                .then()
                .statusCode(200)
                .body("schema", equalTo("tidb-client/check/2"))
                .body("verdict.outcome", equalTo("success"));
    }

    @Test
    void the_page_of_a_target_has_its_checks() {
        tool.ask()
                .get("/targets/" + name())
                .then()
                .statusCode(200)
                .contentType(ContentType.HTML)
                .body(containsString("Latest checks"))
                .body(containsString(name()));
    }

    @Test
    void the_metrics_have_the_target() {
        tool.ask().get("/metrics").then().body(containsString("tidb_client_target_up{target=\"" + name() + "\"} 1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/nothing",
                "/targets/none",
                "/api/v1/targets/none",
                "/api/v1/targets/none/runs",
                "/..%2f",
                "/%00"
            })
    void an_unknown_path_is_404_or_400(String path) {
        assertThat(tool.ask().get(path).statusCode()).isIn(400, 404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"})
    void other_methods_are_refused(String method) {
        tool.ask().request(method, "/").then().statusCode(405).header("Allow", "GET, HEAD");
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "evil.example:4080", "127.0.0.1.evil.example", ""})
    void a_host_that_is_not_this_machine_is_refused(String host) throws IOException {
        assertThat(raw("GET / HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 4");
    }

    @Test
    void long_headers_and_lines_are_refused() throws IOException {
        assertThat(raw("GET / HTTP/1.1\r\nHost: localhost\r\nX: " + "x".repeat(20_000) + "\r\n\r\n"))
                .matches("(?s)HTTP/1\\.[01] 431 .*");
        assertThat(raw("GET /" + "x".repeat(20_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n"))
                .matches("(?s)HTTP/1\\.[01] 414 .*");
    }

    @Test
    void what_is_no_http_is_answered_or_closed() throws IOException {
        assertThat(raw("\u0000\u0001\u0002 nonsense\r\n\r\n")).doesNotContain("200 OK");
    }

    @Test
    void events_arrive_as_they_happen() throws IOException {
        URI uri = URI.create(tool.address());
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), uri.getPort())) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream()
                    .write("GET /api/v1/events HTTP/1.1\r\nHost: localhost\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            StringBuilder text = new StringBuilder();
            InputStream in = socket.getInputStream();
            byte[] buffer = new byte[4_096];
            while (!text.toString().contains("event: target")) {
                int count = in.read(buffer);
                assertThat(count).as(text.toString()).isPositive();
                text.append(new String(buffer, 0, count, StandardCharsets.UTF_8));
            }
            assertThat(text).contains("Content-Type: text/event-stream", "id: ", "data: {\"name\":\"" + name());
        }
    }

    @Test
    void with_tokens_only_requests_that_carry_one_are_answered() throws IOException {
        Path tokens = Files.writeString(directory.resolve("tokens"), TOKEN + "\n");
        try (ServedTool guarded = ServedTool.start(
                "-H", Tool.address(sandbox), "-u", "root", "--no-password", "--auth-file", tokens.toString())) {
            guarded.ask()
                    .get("/metrics")
                    .then()
                    .statusCode(401)
                    .header("WWW-Authenticate", containsString("Basic"))
                    .body(not(containsString("tidb_client")));
            guarded.ask()
                    .header("Authorization", "Bearer wrong")
                    .get("/")
                    .then()
                    .statusCode(401);
            guarded.ask()
                    .header("Authorization", "Bearer " + TOKEN)
                    .get("/")
                    .then()
                    .statusCode(200);
            guarded.ask()
                    .header("Authorization", "Bearer " + TOKEN)
                    .header("Host", "any.example")
                    .get("/health/live")
                    .then()
                    .statusCode(200);
            guarded.ask()
                    .auth()
                    .preemptive()
                    .basic("any", TOKEN)
                    .get("/metrics")
                    .then()
                    .statusCode(200);
        }
    }

    @Test
    void with_a_certificate_it_serves_https() throws IOException {
        SandboxCertificates certificates = SandboxCertificates.create(Instant.now());
        certificates.writeTo(directory);
        try (ServedTool secure = ServedTool.start(
                "-H",
                Tool.address(sandbox),
                "-u",
                "root",
                "--no-password",
                "--tls-cert",
                directory.resolve("server-cert.pem").toString(),
                "--tls-key",
                directory.resolve("server-key.pem").toString())) {
            assertThat(secure.address()).startsWith("https://127.0.0.1:");
            secure.ask().relaxedHTTPSValidation().get("/health/live").then().statusCode(200);
        }
    }

    private static String name() {
        return Tool.address(sandbox);
    }

    private static String raw(String request) throws IOException {
        try (Socket socket = new Socket(
                InetAddress.getLoopbackAddress(), URI.create(tool.address()).getPort())) {
            socket.setSoTimeout(15_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
