package io.tidbclient.serve.http;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import org.jboss.logging.Logger;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;

/** Has endpoints answer off the event loop, and writes answers and event streams. */
final class Sender {
    private static final Logger LOG = Logger.getLogger("io.tidbclient.serve");

    /** A client that leaves this much of its stream unread is disconnected; it reconnects and misses nothing. */
    private static final int MOST_UNREAD_BYTES = 256 * 1024;

    /** A comment, so that a client that is gone shows, and no proxy takes a quiet stream for a dead one. */
    private static final long PING_MILLIS = 15_000;

    /** What every answer has. The page's own style and script are files of the same origin. */
    private static final Map<String, String> ALWAYS = Map.of(
            "Content-Security-Policy",
            "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self';"
                    + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
            "X-Content-Type-Options",
            "nosniff",
            "Referrer-Policy",
            "no-referrer",
            "Cross-Origin-Resource-Policy",
            "same-origin");

    private final ExecutorService threads;
    private final int mostStreams;

    Sender(ExecutorService threads, Limits limits) {
        this.threads = threads;
        this.mostStreams = limits.streams();
    }

    /** Has {@code endpoint} answer on a thread of its own. */
    void send(RoutingContext context, Endpoint endpoint) {
        HttpServerRequest request = context.request();
        Request asked = new Request(
                Optional.ofNullable(context.normalizedPath()).orElse("/"),
                context.pathParams(),
                query(context),
                Optional.ofNullable(request.getHeader("Accept")).orElse(""),
                Optional.ofNullable(request.getHeader(Request.SCRAPE_TIMEOUT)).orElse(""));
        Context loop = Vertx.currentContext();
        threads.execute(() -> {
            Answer answer = answer(endpoint, asked);
            loop.runOnContext(back -> write(request, answer));
        });
    }

    private static Answer answer(Endpoint endpoint, Request asked) {
        try {
            return endpoint.answer(asked);
        } catch (RuntimeException | Error e) {
            LOG.errorf(e, "Answering %s failed", asked.path());
            return Answer.sentence(500, "Internal error; the server's log has more.");
        }
    }

    private static Map<String, String> query(RoutingContext context) {
        Map<String, String> query = new LinkedHashMap<>();
        context.queryParams().forEach(parameter -> query.putIfAbsent(parameter.getKey(), parameter.getValue()));
        return query;
    }

    /** Writes an answer; its body stays away from HEAD. */
    static void write(HttpServerRequest request, Answer answer) {
        HttpServerResponse response = request.response();
        if (response.ended() || response.closed()) {
            return;
        }
        response.setStatusCode(answer.status());
        ALWAYS.forEach(response::putHeader);
        response.putHeader("Cache-Control", "no-store");
        answer.headers().forEach(response::putHeader);
        Buffer body = Buffer.buffer(answer.body());
        response.putHeader("Content-Length", String.valueOf(body.length()));
        Future<Void> unused = request.method().equals(HttpMethod.HEAD) ? response.end() : response.end(body);
    }

    /** Sends the events of {@code stream} until the client goes. */
    void stream(RoutingContext context, EventStream stream) {
        HttpServerRequest request = context.request();
        if (stream.clients() >= mostStreams) {
            write(
                    request,
                    Answer.sentence(503, "All " + mostStreams + " event streams are in use.")
                            .with("Retry-After", "10"));
            return;
        }
        HttpServerResponse response = request.response();
        ALWAYS.forEach(response::putHeader);
        response.putHeader("Content-Type", "text/event-stream; charset=utf-8");
        response.putHeader("Cache-Control", "no-store");
        response.putHeader("X-Accel-Buffering", "no");
        if (request.method().equals(HttpMethod.HEAD)) {
            Future<Void> unused = response.end();
            return;
        }
        response.setChunked(true);
        response.setWriteQueueMaxSize(MOST_UNREAD_BYTES);
        Context loop = Vertx.currentContext();
        Consumer<Event> client = new Consumer<>() {
            @Override
            public void accept(Event event) {
                loop.runOnContext(back -> write(response, event, () -> stream.removeSlow(this)));
            }
        };
        long pings = loop.owner().setPeriodic(PING_MILLIS, due -> ping(response));
        response.closeHandler(closed -> {
            boolean unused = loop.owner().cancelTimer(pings);
            stream.remove(client);
        });
        Future<Void> unused = response.write("retry: 2000\n\n");
        stream.add(lastEvent(request), client);
    }

    private static void write(HttpServerResponse response, Event event, Runnable slow) {
        if (response.closed()) {
            return;
        }
        if (response.writeQueueFull()) {
            slow.run();
            response.reset();
            return;
        }
        Future<Void> unused = response.write(event.written());
    }

    private static void ping(HttpServerResponse response) {
        if (!response.closed() && !response.writeQueueFull()) {
            Future<Void> unused = response.write(":\n\n");
        }
    }

    private static long lastEvent(HttpServerRequest request) {
        String id = Optional.ofNullable(request.getHeader("Last-Event-ID")).orElseGet(() -> request.getParam("since"));
        return id != null && id.matches("[0-9]{1,18}") ? Long.parseLong(id) : 0;
    }
}
