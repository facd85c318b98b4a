package io.tidbclient.serve.http;

import io.tidbclient.fuzz.FuzzInput;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;

/** Requests of any bytes for the web server: each is answered in HTTP or the connection ends, and the next request is answered. */
public final class HttpFuzz {
    private static final int PATIENCE_MILLIS = 5_000;
    private static final int LONGEST_ANSWER = 1_000_000;
    /** Vert.x answers in the protocol and version that the request names; those that it does not know it refuses. */
    private static final Pattern ANSWERED = Pattern.compile("(HTTP/1\\.[01] \\d{3}|\\S+/\\d+\\.\\d+ [45]\\d\\d) ");

    private static final WebServer SERVER = server();

    private HttpFuzz() {}

    /** Called by Jazzer first: this class, and with it the server, is initialized before the time of an input is measured. */
    public static void fuzzerInitialize() {
        // The initializers of the fields have done it.
    }

    /** Called by Jazzer. */
    public static void fuzzerTestOneInput(byte[] input) throws IOException {
        String answer = answer(input);
        FuzzInput.require(answer.isEmpty() || ANSWERED.matcher(answer).lookingAt(), "no HTTP: " + answer);
        FuzzInput.require(!answer.contains("HTTP/1.1 500"), "an internal error: " + answer);
    }

    private static String answer(byte[] request) throws IOException {
        try (Socket client = new Socket(InetAddress.getLoopbackAddress(), SERVER.port())) {
            client.setSoTimeout(PATIENCE_MILLIS);
            client.getOutputStream().write(request);
            client.shutdownOutput();
            return new String(client.getInputStream().readNBytes(LONGEST_ANSWER), StandardCharsets.ISO_8859_1);
        } catch (SocketException reset) {
            return "";
        }
    }

    private static WebServer server() {
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
        return WebServer.listen(
                vertx,
                Executors.newVirtualThreadPerTaskExecutor(),
                new WebServer.Socket("127.0.0.1", 0, Optional.empty()),
                new Access.Anonymous(List.of()),
                new Limits(8, 2, 1_024, 2_048, Duration.ofMillis(300), Duration.ofSeconds(1)),
                new WebServer.Site(
                        Map.of(
                                "/hello/:name",
                                request -> Answer.ok("text/plain; charset=utf-8", request.parameter("name")),
                                "/query",
                                request -> Answer.ok(
                                        "text/plain; charset=utf-8",
                                        request.query("a").orElse("none"))),
                        Map.of()));
    }
}
