package io.tidbclient.serve.http;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

import java.util.Optional;
import java.util.Set;

/** Refuses what no endpoint has to see: other methods than GET and HEAD, bodies, and clients without access. */
final class Gate implements Handler<RoutingContext> {
    private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD);

    private final Access access;

    Gate(Access access) {
        this.access = access;
    }

    @Override
    public void handle(RoutingContext context) {
        refusal(context.request()).ifPresentOrElse(answer -> Sender.write(context.request(), answer), context::next);
    }

    private Optional<Answer> refusal(HttpServerRequest request) {
        Optional<Answer> noAccess = access.refuse(
                Optional.ofNullable(request.getHeader("Host")).orElse(""),
                Optional.ofNullable(request.getHeader("Authorization")));
        if (noAccess.isPresent()) {
            return noAccess;
        }
        if (isOfAnotherSite(request)) {
            return Optional.of(Answer.sentence(403, "A page of another site cannot use this server."));
        }
        if (!READING.contains(request.method())) {
            return Optional.of(
                    Answer.sentence(405, "Only GET and HEAD are supported.").with("Allow", "GET, HEAD"));
        }
        return hasBody(request)
                ? Optional.of(Answer.sentence(413, "A request with a body is not supported."))
                : Optional.empty();
    }

    /** As browsers mark such requests; a link of another site may be followed. */
    private static boolean isOfAnotherSite(HttpServerRequest request) {
        return "cross-site".equals(request.getHeader("Sec-Fetch-Site"))
                && !"navigate".equals(request.getHeader("Sec-Fetch-Mode"));
    }

    private static boolean hasBody(HttpServerRequest request) {
        String length = request.getHeader("Content-Length");
        return request.getHeader("Transfer-Encoding") != null || (length != null && !length.equals("0"));
    }
}
