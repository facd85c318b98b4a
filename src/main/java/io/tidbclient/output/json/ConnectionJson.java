package io.tidbclient.output.json;

import io.tidbclient.check.ConnectionView;
import io.tidbclient.check.OpeningView;
import io.tidbclient.engine.ParticipantView;
import io.tidbclient.engine.State;
import io.tidbclient.output.digest.Server;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Writes connections and the servers that they go to.
 *
 * @param json where to
 * @param at the time that the days left of certificates count from
 */
record ConnectionJson(JsonOut json, Instant at) {
    /** The fields of a connection. */
    void connection(ConnectionView view) {
        json.text("name", view.name());
        json.text("target", view.target().toString());
        json.text("state", view.state().map(State::label));
        json.instant("since", view.since());
        json.instant("lastActivity", view.lastActivity());
        json.number("attempts", view.attempts());
        json.number("reopened", view.reopened());
        json.millis("connectMs", view.connectTime());
        TlsJson.write(json, "tls", view.tls(), at);
        FactFormats.write(json, view.facts());
        FailureJson.write(json, "failure", view.failure());
        FailureJson.write(json, "lastAttemptFailure", view.lastAttemptFailure());
    }

    /** Reads what {@link #connection(ConnectionView)} wrote. */
    static ConnectionView read(JsonIn json) {
        String name = json.text("name");
        return new ConnectionView(
                new ParticipantView(
                        name,
                        json.optionalText("state").map(ConnectionJson::state),
                        json.instant("since"),
                        FailureJson.read(json, "failure", name)),
                json.target("target"),
                json.instant("lastActivity"),
                new OpeningView(
                        json.integer("attempts"),
                        FailureJson.read(json, "lastAttemptFailure", name),
                        json.millis("connectMs"),
                        TlsJson.read(json, "tls"),
                        json.integer("reopened")),
                FactFormats.read(json));
    }

    private static State state(String label) {
        return Arrays.stream(State.TerminalState.values())
                .filter(terminalState -> terminalState.label().equals(label))
                .<State>map(terminalState -> terminalState)
                .findFirst()
                .orElseGet(() -> new State.Step(label));
    }

    /** The fields of a server. What several connections report is that of the first that has it. */
    void server(Server server) {
        json.text("target", server.target().toString());
        counts(
                server.connections().size(),
                server.count(State.TerminalState.COMPLETED),
                server.count(State.TerminalState.FAILED),
                server.count(State.TerminalState.CANCELLED));
        FactFormats.version(json, first(server, ConnectionView::version));
        TlsJson.write(json, "tls", first(server, ConnectionView::tls), at);
        json.text("currentUser", first(server, ConnectionJson::user));
        FactFormats.databases(
                json,
                server.connections().stream()
                        .map(ConnectionView::databases)
                        .filter(databases -> !databases.isEmpty())
                        .findFirst()
                        .orElse(List.of()));
        json.flag("mixed", mixed(server));
        Map<String, Long> instances =
                server.distinct(view -> view.identity().map(id -> id.hostname() + ":" + id.port()));
        json.objects("answeredBy", instances.entrySet(), instance -> {
            json.text("instance", instance.getKey());
            json.number("connections", instance.getValue());
        });
    }

    void counts(long all, long completed, long failed, long cancelled) {
        json.number("connections", all);
        json.number("completed", completed);
        json.number("failed", failed);
        json.number("cancelled", cancelled);
        json.number("unfinished", all - completed - failed - cancelled);
    }

    private static Optional<String> user(ConnectionView view) {
        return view.identity().map(identity -> identity.currentUser());
    }

    private static <T> Optional<T> first(Server server, Function<ConnectionView, Optional<T>> value) {
        return server.connections().stream()
                .flatMap(view -> value.apply(view).stream())
                .findFirst();
    }

    private static boolean mixed(Server server) {
        return server.distinct(ConnectionView::version).size() > 1
                || server.distinct(ConnectionView::tls).size() > 1
                || server.distinct(ConnectionJson::user).size() > 1
                || server.distinct(view -> Optional.of(view.databases()).filter(known -> !known.isEmpty()))
                                .size()
                        > 1;
    }
}
