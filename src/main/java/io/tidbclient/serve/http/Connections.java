package io.tidbclient.serve.http;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * The open connections: closes one that is too many, and one whose next request does not arrive in time, however slowly its
 * bytes trickle in. All calls are on the server's one event loop.
 */
final class Connections implements Handler<HttpConnection> {
    private final Vertx vertx;
    private final Limits limits;
    private final Map<HttpConnection, Long> timers = new HashMap<>();
    private int open;

    Connections(Vertx vertx, Limits limits) {
        this.vertx = vertx;
        this.limits = limits;
    }

    @Override
    public void handle(HttpConnection connection) {
        open++;
        connection.closeHandler(closed -> {
            open--;
            cancel(connection);
        });
        if (open > limits.connections()) {
            close(connection);
        } else {
            closeIn(limits.request(), connection);
        }
    }

    /** A request has arrived; the time of the next one runs from the end of its response. */
    void arrived(HttpServerRequest request) {
        cancel(request.connection());
        request.response().endHandler(ended -> closeIn(limits.idle(), request.connection()));
    }

    private void closeIn(Duration time, HttpConnection connection) {
        Long before = timers.put(connection, vertx.setTimer(time.toMillis(), due -> close(connection)));
        if (before != null) {
            vertx.cancelTimer(before);
        }
    }

    private void cancel(HttpConnection connection) {
        Long timer = timers.remove(connection);
        if (timer != null) {
            vertx.cancelTimer(timer);
        }
    }

    private static void close(HttpConnection connection) {
        Future<Void> unused = connection.close();
    }
}
