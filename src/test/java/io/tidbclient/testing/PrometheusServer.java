package io.tidbclient.testing;

import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A Prometheus on loopback. Where the package is missing, the test that asks for it is skipped and says so; with the system property
 * {@code prometheus.required} it fails instead.
 */
public final class PrometheusServer implements AutoCloseable {
    private static final String MISSING = "no prometheus to test with: install the package prometheus";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ChildProcess process;
    private final String address;

    private PrometheusServer(ChildProcess process, String address) {
        this.process = process;
        this.address = address;
    }

    /** Starts the installed one with this configuration; its data goes into {@code folder}. */
    public static PrometheusServer start(Path configuration, Path folder) {
        Optional<Path> program = Executables.find("prometheus");
        if (program.isEmpty() && Boolean.getBoolean("prometheus.required")) {
            throw new IllegalStateException(MISSING);
        }
        Assumptions.assumeTrue(program.isPresent(), MISSING);
        String listen = "127.0.0.1:" + FreePort.next();
        ChildProcess process = ChildProcess.start(
                List.of(
                        program.orElseThrow().toString(),
                        "--config.file=" + configuration.toAbsolutePath(),
                        "--storage.tsdb.path=" + folder.resolve("data").toAbsolutePath(),
                        "--web.listen-address=" + listen),
                folder,
                folder.resolve("prometheus.log"));
        return new PrometheusServer(process, "http://" + listen);
    }

    /** Waits until this expression has one result of this value. */
    public void awaitValue(String expression, String value) {
        Awaitility.await(expression)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .ignoreExceptions()
                .failFast("Prometheus has ended:\n" + process.lastLines(), () -> !process.alive())
                .until(() -> values(expression), List.of(value)::equals);
    }

    /** The values that the expression has now. */
    public List<String> values(String expression) {
        JsonPath answer = RestAssured.given()
                .queryParam("query", expression)
                .get(address + "/api/v1/query")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        return answer.getList("data.result.collect { it.value[1] }", String.class);
    }

    @Override
    public void close() {
        process.close();
    }
}
