package io.tidbclient.serve.http;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/** An HTTP server: checks each request, has an {@link Endpoint} answer it on a virtual thread, and sends event streams. */
public final class WebServer implements AutoCloseable {
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(2);

    private static final Answer NOT_UNDERSTOOD = Answer.sentence(400, "The request cannot be understood.");

    private final HttpServer server;

    private WebServer(HttpServer server) {
        this.server = server;
    }

    /**
     * Where it listens.
     *
     * @param host a name or address of this machine
     * @param port 0 for any that is free
     * @param tls the PEM files of the certificate chain and its key; empty for plain HTTP
     */
    public record Socket(String host, int port, Optional<Tls> tls) {}

    /** The PEM files of TLS. */
    public record Tls(Path certificates, Path key) {}

    /**
     * What it answers.
     *
     * @param endpoints by path; {@code :name} stands for a variable part
     * @param streams by path
     * @param traffic is informed of each answer
     */
    public record Site(Map<String, Endpoint> endpoints, Map<String, EventStream> streams, Traffic traffic) {
        /** One whose answers are not counted. */
        public Site(Map<String, Endpoint> endpoints, Map<String, EventStream> streams) {
            this(endpoints, streams, (path, status) -> {});
        }
    }

    /**
     * Listens, and returns when it does.
     *
     * @param threads run the endpoints
     * @throws ListenException when the address cannot be used
     */
    public static WebServer listen(
            Vertx vertx, ExecutorService threads, Socket socket, Access access, Limits limits, Site site) {
        HttpServerOptions options = new HttpServerOptions()
                .setHost(socket.host())
                .setPort(socket.port())
                .setMaxInitialLineLength(limits.line())
                .setMaxHeaderSize(limits.headers())
                .setHttp2ClearTextEnabled(false)
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                .setIdleTimeout(Math.toIntExact(limits.idle().toMillis()))
                .setHandle100ContinueAutomatically(false);
        socket.tls()
                .ifPresent(tls -> options.setSsl(true)
                        .setKeyCertOptions(new PemKeyCertOptions()
                                .addCertPath(tls.certificates().toString())
                                .addKeyPath(tls.key().toString())));
        WebServer web = new WebServer(vertx.createHttpServer(options));
        Sender sender = new Sender(threads, limits);
        web.start(socket, new Connections(vertx, limits), router(vertx, new Gate(access), sender, site));
        return web;
    }

    /** The port it listens on. */
    public int port() {
        return server.actualPort();
    }

    /** Accepts no further request and closes the connections, event streams included. */
    @Override
    public void close() {
        server.close()
                .toCompletionStage()
                .toCompletableFuture()
                .completeOnTimeout(null, CLOSE_WITHIN.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }

    private void start(Socket socket, Connections connections, Router router) {
        server.connectionHandler(connections);
        server.requestHandler(request -> {
            connections.arrived(request);
            router.handle(request);
        });
        CompletableFuture<HttpServer> listening =
                server.listen().toCompletionStage().toCompletableFuture();
        try {
            listening.join();
        } catch (CompletionException e) {
            throw new ListenException(socket.host() + ":" + socket.port(), e.getCause());
        }
    }

    private static Router router(Vertx vertx, Gate gate, Sender sender, Site site) {
        Router router = Router.router(vertx);
        router.route().handler(context -> {
            int unused = context.addHeadersEndHandler(sent -> answered(context, site.traffic()));
            context.next();
        });
        router.route().handler(gate);
        site.endpoints().forEach((path, endpoint) -> {
            router.get(path).handler(context -> sender.send(context, endpoint));
            router.head(path).handler(context -> sender.send(context, endpoint));
        });
        site.streams().forEach((path, stream) -> router.route(path).handler(context -> sender.stream(context, stream)));
        router.route().handler(context -> sender.send(context, WebServer::unknown));
        router.route().failureHandler(context -> Sender.write(context.request(), NOT_UNDERSTOOD));
        return router;
    }

    private static void answered(RoutingContext context, Traffic traffic) {
        String pattern = context.currentRoute().getPath();
        traffic.answered(
                pattern == null ? Traffic.NO_PATH : pattern, context.response().getStatusCode());
    }

    private static Answer unknown(Request request) {
        return Answer.sentence(404, "There is nothing at this path; / is the overview.");
    }
}
