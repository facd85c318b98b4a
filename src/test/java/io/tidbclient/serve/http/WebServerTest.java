package io.tidbclient.serve.http;

import io.restassured.builder.RequestSpecBuilder;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

class WebServerTest {
    private static final Access ANYONE = new Access.Anonymous(List.of());
    private static final Limits LIMITS = new Limits(8, 2, 1_024, 2_048, Duration.ofMillis(300), Duration.ofSeconds(30));

    private static Vertx vertx;
    private static ExecutorService threads;

    private final EventStream stream = new EventStream(10, 0);
    private final Queue<String> answered = new ConcurrentLinkedQueue<>();
    private final WebServer.Site site = new WebServer.Site(
            Map.of(
                    "/hello/:name",
                    request -> Answer.ok("text/plain; charset=utf-8", "hello " + request.parameter("name") + "\n"),
                    "/query",
                    request -> Answer.ok("text/plain", request.query("a").orElse("none")),
                    "/fails",
                    request -> {
                        throw new IllegalStateException("s3cret detail");
                    }),
            Map.of("/events", stream),
            (path, status) -> answered.add(status + " " + path));
    private WebServer server;

    @BeforeAll
    static void start() {
        vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
        threads = Executors.newVirtualThreadPerTaskExecutor();
    }

    @AfterAll
    static void stop() {
        threads.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void endpoint_answers() {
        ask(ANYONE).get("/hello/w%C3%B6rld").then().statusCode(200).body(equalTo("hello wörld\n"));
        ask(ANYONE).get("/query?a=1&a=2").then().statusCode(200).body(equalTo("1"));
    }

    @Test
    void head_has_the_headers_without_the_body() {
        ask(ANYONE)
                .head("/hello/you")
                .then()
                .statusCode(200)
                .header("Content-Length", "10")
                .body(equalTo(""));
    }

    @Test
    void every_answer_forbids_what_a_page_from_elsewhere_would_need() {
        for (String path : List.of("/hello/you", "/nothing", "/fails")) {
            ask(ANYONE)
                    .get(path)
                    .then()
                    .header("Content-Security-Policy", containsString("default-src 'none'"))
                    .header("X-Content-Type-Options", "nosniff")
                    .header("Cache-Control", "no-store");
            server.close();
        }
    }

    @Test
    void unknown_path_is_not_found() {
        ask(ANYONE)
                .get("/nothing")
                .then()
                .statusCode(404)
                .body(equalTo("There is nothing at this path; / is the overview.\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH", "OPTIONS"})
    void methods_that_write_are_not_supported(String method) {
        ask(ANYONE)
                .request(method, "/hello/you")
                .then()
                .statusCode(405)
                .header("Allow", "GET, HEAD")
                .body(equalTo("Only GET and HEAD are supported.\n"));
    }

    @Test
    void body_is_refused() {
        ask(ANYONE).body("x").get("/hello/you").then().statusCode(413);
    }

    @Test
    void failing_endpoint_keeps_the_details_to_the_log() {
        ask(ANYONE).get("/fails").then().statusCode(500).body(equalTo("Internal error; the server's log has more.\n"));
    }

    @Test
    void request_for_a_name_of_another_site_is_refused() {
        ask(ANYONE).header("Host", "attacker.example").get("/hello/you").then().statusCode(421);
        server.close();
        ask(new Access.Anonymous(List.of("monitor.example")))
                .header("Host", "monitor.example:80")
                .get("/hello/you")
                .then()
                .statusCode(200);
    }

    @Test
    void token_is_required_for_every_path() {
        Access access = new Access.Token(new Tokens(List.of("right")));
        for (String path : List.of("/hello/you", "/nothing", "/events")) {
            ask(access)
                    .get(path)
                    .then()
                    .statusCode(401)
                    .header("WWW-Authenticate", "Basic realm=\"tidb-client\", charset=\"UTF-8\"");
            server.close();
        }
        ask(access)
                .header("Authorization", "Bearer wrong")
                .get("/hello/you")
                .then()
                .statusCode(401);
        server.close();
        ask(access)
                .header("Authorization", "Bearer right")
                .get("/hello/you")
                .then()
                .statusCode(200);
        server.close();
        ask(access)
                .auth()
                .preemptive()
                .basic("me", "right")
                .get("/hello/you")
                .then()
                .statusCode(200);
    }

    @Test
    void oversized_requests_are_refused() {
        ask(ANYONE).header("X", "x".repeat(4_000)).get("/hello/you").then().statusCode(431);
        server.close();
        ask(ANYONE).get("/hello/" + "x".repeat(2_000)).then().statusCode(414);
    }

    @Test
    void request_that_does_not_arrive_in_time_is_cut_off() throws IOException {
        serve(ANYONE);
        try (Socket client = connect()) {
            client.getOutputStream().write("GET /hello/you HTTP/1.1\r\nHost: loc".getBytes(StandardCharsets.US_ASCII));

            assertThat(client.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void one_connection_too_many_is_closed() throws IOException {
        serve(ANYONE);
        List<Socket> clients = new java.util.ArrayList<>();
        for (int i = 0; i < 8; i++) {
            clients.add(connect());
            clients.getLast()
                    .getOutputStream()
                    .write("GET /query HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(clients.getLast().getInputStream().read()).isEqualTo('H');
        }
        try (Socket ninth = connect()) {
            assertThat(ninth.getInputStream().read()).isEqualTo(-1);
        }
        for (Socket client : clients) {
            client.close();
        }
        await().untilAsserted(() -> given(spec()).get("/query").then().statusCode(200));
    }

    @Test
    void events_are_streamed_and_a_reconnecting_client_gets_what_it_missed() throws IOException {
        serve(ANYONE);
        try (Socket client = listening(0)) {
            stream.send("run", "{\"n\":1}");
            assertThat(read(client, "\"n\":1}")).contains("id: 1\nevent: run\ndata: {\"n\":1}\n");
        }
        await().until(() -> stream.clients() == 0);
        stream.send("run", "{\"n\":2}");
        try (Socket client = listening(1)) {
            assertThat(read(client, "\"n\":2}"))
                    .contains("id: 2\nevent: run\ndata: {\"n\":2}\n")
                    .doesNotContain("\"n\":1");
        }
    }

    @Test
    void head_of_a_stream_has_its_headers_and_is_no_client() throws IOException {
        ask(ANYONE).head("/events").then().statusCode(200).contentType("text/event-stream;charset=utf-8");

        assertThat(stream.clients()).isZero();
    }

    @Test
    void one_stream_too_many_is_answered_with_503() throws IOException {
        serve(ANYONE);
        try (Socket first = listening(0);
                Socket second = listening(0)) {
            given(spec()).get("/events").then().statusCode(503).header("Retry-After", "10");
            assertThat(List.of(first, second)).noneMatch(Socket::isClosed);
        }
    }

    @Test
    void answers_are_counted_by_the_path_of_the_endpoint() throws IOException {
        ask(ANYONE).get("/hello/one").then().statusCode(200);
        given(spec()).head("/hello/two").then().statusCode(200);
        given(spec()).get("/fails").then().statusCode(500);
        given(spec()).get("/nothing/1").then().statusCode(404);
        given(spec()).post("/hello/one").then().statusCode(405);
        try (Socket client = listening(0)) {
            assertThat(client.isClosed()).isFalse();
        }

        assertThat(answered)
                .containsExactly(
                        "200 /hello/:name", "200 /hello/:name", "500 /fails", "404 other", "405 other", "200 /events");
    }

    @Test
    void client_that_does_not_read_is_disconnected_and_counted_once() throws IOException {
        serve(ANYONE);
        try (Socket client = listening(0)) {
            assertThat(client.isClosed()).isFalse();
            String data = "x".repeat(100_000);
            await().until(() -> {
                for (int i = 0; i < 200; i++) {
                    stream.send("run", data);
                }
                return stream.disconnects() > 0;
            });
            assertThat(stream.clients()).isZero();
            assertThat(stream.disconnects()).isEqualTo(1);
        }
    }

    @Test
    void port_in_use_is_named() {
        serve(ANYONE);

        assertThatThrownBy(() -> WebServer.listen(
                        vertx,
                        threads,
                        new WebServer.Socket("127.0.0.1", server.port(), Optional.empty()),
                        ANYONE,
                        LIMITS,
                        site))
                .isInstanceOf(ListenException.class)
                .hasMessage(
                        "Cannot listen on 127.0.0.1:%d: Address already in use. Choose another address or port with --listen."
                                .formatted(server.port()));
    }

    private RequestSpecification ask(Access access) {
        serve(access);
        return given(spec());
    }

    private void serve(Access access) {
        server = WebServer.listen(
                vertx, threads, new WebServer.Socket("127.0.0.1", 0, Optional.empty()), access, LIMITS, site);
    }

    private RequestSpecification spec() {
        return new RequestSpecBuilder()
                .setBaseUri("http://127.0.0.1")
                .setPort(server.port())
                .setUrlEncodingEnabled(false)
                .build();
    }

    private Socket connect() throws IOException {
        Socket client = new Socket(InetAddress.getLoopbackAddress(), server.port());
        client.setSoTimeout(10_000);
        return client;
    }

    private Socket listening(long lastEvent) throws IOException {
        Socket client = connect();
        int before = stream.clients();
        client.getOutputStream()
                .write(("GET /events HTTP/1.1\r\nHost: localhost\r\nLast-Event-ID: " + lastEvent + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        await().until(() -> stream.clients() > before);
        return client;
    }

    private static String read(Socket client, String until) throws IOException {
        InputStream in = client.getInputStream();
        StringBuilder text = new StringBuilder();
        while (text.indexOf(until) < 0) {
            int next = in.read();
            assertThat(next).as(text.toString()).isNotEqualTo(-1);
            text.append((char) next);
        }
        return text.append((char) in.read()).toString();
    }
}
